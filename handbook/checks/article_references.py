"""A text in docs/gegevens may only refer to articles that are printed wherever the text is."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import CITED, not_there


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    for entries in sources.data.all():
        for text, line in entries.texts(sources.facts):
            for match in CITED.finditer(text):
                id_ = match["id"]
                if id_ not in sources.metadata.articles:
                    here, typed = sources.metadata.articles, "[[{}]]"
                    mend = sources.data.former.instead(id_, here, typed) or not_there(id_, here, typed)
                    yield entries.finding(
                        line, "GEG001", f"Er is geen artikel met het adres {quote(id_)}.", mend, cause=Cause(lacks=causes.article(id_))
                    )
                elif id_ not in sources.articles:
                    mend = "Haal de verwijzing weg, of zet bij deze tekst dezelfde voorwaarde in alleen_bij."
                    message = f"Artikel {quote(id_)} wordt bij deze gegevens niet gedrukt."
                    yield entries.finding(line, "GEG002", message, mend, cause=Cause(needs=(causes.article(id_),)))
