"""Where a reader goes who searched and found nothing: the index, the decision aids, the dilemmas and HR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from handbook.sources.contacts import Persoon
from handbook.sources.data.searching import Verder
from handbook.sources.front_matter import Metadata
from handbook.sources.printed import escape


def ways(about: Metadata, given: Verder, people: Sequence[Persoon], *, live: bool = False) -> dict[str, Any]:
    """What overrides/partials/zoeken.html names: addresses within the handbook, or None for a page that it lacks, and who answers questions.

    Of each of them `mail` is the address in a mailto: (https://www.rfc-editor.org/rfc/rfc6068); what is not there is None.
    `nu` says that a `live` page leads to the details of now.
    """
    return {
        "az": given.az and address(given.az, about),
        "dilemmas": given.dilemmas and address(given.dilemmas, about),
        "keuzehulpen": [{"titel": about.titles[page], "adres": address(page, about)} for page in given.keuzehulpen if page in about.titles],
        "mensen": [
            {
                "naam": one.within,
                "mail": one.email and quote(one.email, safe="@"),
                "telefoon": one.telefoon,
                "nummer": one.telefoon and escape.telephone(one.telefoon),
                "toestel": one.toestel,
                "website": one.website,
                "nu": live and one.actueel_houden,
            }
            for one in people
        ],
    }


def address(page: str, about: Metadata) -> str | None:
    """The address of a page within the handbook, or None where there is no such page."""
    return f"{page.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/" if page in about.titles else None
