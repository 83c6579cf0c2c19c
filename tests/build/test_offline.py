"""What leads on in a site that opens from a folder."""

from __future__ import annotations

import pytest

from handbook.build.offline import led


@pytest.mark.parametrize("quote", ['"', ""])
def test_an_address_leads_on_with_and_without_quotes(quote: str) -> None:
    tag = f"<a class=x href={quote}../x/#y{quote} data-href={quote}z{quote}>"
    assert led(tag, str.upper) == tag.replace("../x/#y", "../X/#Y")
    assert led('<meta content="0; url=../x/">', str.upper) == '<meta content="0; url=../X/">'
