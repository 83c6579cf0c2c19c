"""Whether one page tells all that a situation asks for: every point by the sentence that is named, as it is printed for the sector of who asks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Punt, Situatie
from handbook.checks.prose.texts import reader_of
from handbook.core.decisions import BODIES
from handbook.core.findings import Finding, SourceFile, quote
from handbook.sources import Sources, with_facts
from handbook.sources.printed import sentences
from handbook.sources.variables import Variables

NUMBER = re.compile(r"\b\d+\.\d+\b")
"""The number of an article, which moves when another comes before it."""

LIKE = 0.4
"""How much a sentence must look like the one that is missing to be shown beside it."""

SHOWN = 300
"""Characters of a sentence that a finding shows: more of one than a reader wants to see."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Printed:
    """The text with the facts of the example, for one sector; every page is read once."""

    sources: Sources
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Sources, example: Variables, sector: str) -> Printed:
        # A school has a council of its own kind.
        council = ("mr",) if sector == "onderwijs" else example.medezeggenschap.soort
        parts = {
            "werkgever": example.werkgever.model_copy(update={"sector": (sector,)}),
            "medezeggenschap": example.medezeggenschap.model_copy(update={"soort": council}),
        }
        return cls(with_facts(sources, example.model_copy(update=parts)))

    @cached_property
    def reader(self) -> sentences.Reader:
        # What an organisation calls its board stands in its decisions, which are none of the example's facts.
        reader = reader_of(self.sources)
        return replace(reader, known=replace(reader.known, board=BODIES["bestuur"]))

    def said(self, page: str) -> tuple[str, ...]:
        """The sentences and cells of a page in its order, without headings; a block that a word prints is none of them."""
        if page not in self.pages:
            tree = self.sources.trees.get(page)
            found = sentences.sentences(self.sources.pages[page], tree, self.reader) if tree is not None else ()
            self.pages[page] = tuple(squeezed(one.text) for one in found if one.kind != "heading")
        return self.pages[page]


def squeezed(text: str) -> str:
    """A text as it is compared: without marks and addresses, and whatever the number of an article is today."""
    return " ".join(NUMBER.sub("0.0", sentences.plain(text)).split())


def told(said: Sequence[str], wanted: str) -> Span | None:
    """Where the whole sentence `wanted` stands, or the sentences that follow each other in it: from, up to; None where it does not."""
    for start in range(len(said)):
        joined, end = "", start
        while end < len(said) and wanted.startswith(joined + said[end]):
            joined += said[end] + " "
            end += 1
            if joined.rstrip() == wanted:
                return start, end
    return None


def check(file: SourceFile, asked: Sequence[Situatie], sources: Sources, example: Variables, count: Count) -> Iterator[Finding]:
    """One finding for each point that the page does not tell, and for each sentence on which two points lean."""
    printed: dict[str, Printed] = {}
    for one in asked:
        if not one.vertelt:
            continue
        if one.artikel not in sources.metadata.articles:
            count.gone.append(one.artikel)
            continue
        count.situations += 0 if one.kern else 1
        if one.sector not in printed:
            printed[one.sector] = Printed.of(sources, example, one.sector)
        yield from untold(file, one, printed[one.sector])


def untold(file: SourceFile, one: Situatie, printed: Printed) -> Iterator[Finding]:
    """What one situation asks for and its page does not tell; its article is one of the text."""
    article = printed.sources.articles.get(one.artikel)
    if article is None:
        message = f"{quote(one.situatie)}: het artikel {one.artikel} wordt bij de sector {one.sector} niet gedrukt."
        yield file.finding(None, "TST012", message, "Noem het artikel dat daar wel staat, of verander de sector.")
        return
    said, taken = printed.said(article.page), dict[Span, Punt]()
    for point in one.vertelt:
        places = {zin: told(said, squeezed(zin)) for zin in point.zin}
        for zin in (zin for zin, where in places.items() if where is None):
            lacks = f"docs/{article.page} vertelt niet {quote(point.punt)}. De zin staat er niet: {quote(zin, SHOWN)}."
            message = f"{quote(one.situatie)} (sector {one.sector}): {lacks} {_most_like(said, squeezed(zin))}"
            yield file.finding(None, "TST010", message, MEND)
        spans = [where for where in places.values() if where]
        other = next((before for span, before in taken.items() if any(span[0] < end and start < span[1] for start, end in spans)), None)
        if other and not point.deelt and not other.deelt:
            message = f"{quote(one.situatie)}: de punten {quote(other.punt)} en {quote(point.punt)} steunen op dezelfde zin."
            mend = "Noem voor elk punt een eigen zin, of schrijf bij deelt waarom één zin beide vertelt."
            yield file.finding(None, "TST011", message, mend)
        taken |= dict.fromkeys(spans, point)


MEND = "Zet de zin op de pagina, of neem hier over wat er nu staat als die het punt vertelt."


def _most_like(said: Sequence[str], wanted: str) -> str:
    """Which sentence, or as many that follow each other as `wanted` has, looks most like it."""
    many = len(sentences.of_text(wanted, 1))
    joined = [" ".join(said[at : at + many]) for at in range(len(said))]
    near = difflib.get_close_matches(wanted, joined, 1, LIKE)
    return f"Het meest lijkt: {quote(near[0], SHOWN)}." if near else "Er staat geen zin die erop lijkt."
