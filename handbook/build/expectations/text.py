"""Whether the text as a whole still has the topics, dilemmas and old addresses that it must keep."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Inhoud
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.data.topics import settled


def check(file: SourceFile, wanted: Inhoud, sources: Sources, count: Count) -> Iterator[Finding]:
    """What must stand in the text and does not."""
    assert sources.config
    mend = "Zet het terug, of haal het hier weg."
    covered = {one.key: one for one in settled(sources.data.topics, sources.metadata, sources.articles)}
    for key in wanted.onderwerpen:
        count.rest += 1
        if key not in covered:
            yield file.finding(None, "TST006", f"Het onderwerp {quote(key)} is er niet.", mend)
    for key in wanted.nooit_zonder_artikel:
        if key in covered and not covered[key].articles:
            yield file.finding(None, "TST007", f"Over het onderwerp {quote(key)} staat er geen artikel.", mend)
    for name in wanted.vaste_dilemmas:
        count.rest += 1
        if f"dilemma-{name}" not in sources.data.dilemmas.items:
            yield file.finding(None, "TST008", f"Het dilemma {quote(f'dilemma-{name}')} is er niet meer.", mend)
    for old in wanted.oude_adressen:
        count.rest += 1
        if sources.config.redirects.get(old, ("",))[0] not in sources.pages:
            yield file.finding(
                None, "TST009", f"Het oude adres {quote(old)} leidt nergens heen.", "Zet het bij doorverwijzingen in mkdocs.yml."
            )
