"""Whether the pages that zoeken.yml names exist."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.data.searching import SEARCHING


def check(sources: Sources) -> Iterator[Finding]:
    for page, line in sources.data.searching.pages():
        if page not in sources.pages:
            mend = "Heeft de pagina een andere naam, zet die dan hier. Is zij weg, haal haar hier dan ook weg."
            yield SEARCHING.finding(line, "ZOE002", f"Er is geen pagina {quote(page)}.", mend, cause=Cause(lacks=causes.page(page)))
