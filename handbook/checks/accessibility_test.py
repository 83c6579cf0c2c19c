"""Warns when the accessibility statement is out of date: the design changed since the last test, or that test found something."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.data.accessibility_test import ACCESSIBILITY_TEST, COMMAND


def check(sources: Sources) -> Iterator[Finding]:
    tested = sources.data.tested
    if tested.proof is None:
        return
    if not tested.same_look:
        # A change of the text alone is no finding: its author may have no browser, and a pull request tests it again.
        said = "De vorm is veranderd sinds de laatste test van de toegankelijkheid. De verklaring zegt dat ook."
        yield ACCESSIBILITY_TEST.warning(
            None, "TOE002", said, f"Draai: {COMMAND}. Een pull request op GitHub doet dat ook, en geeft u het nieuwe bestand."
        )
    for point in tested.proof.punten:
        said = f"De laatste test van de toegankelijkheid vond iets op {quote(point.waar[0])}: {point.wat}"
        yield ACCESSIBILITY_TEST.warning(None, "TOE003", said, f"Herstel dit en draai: {COMMAND}.")
