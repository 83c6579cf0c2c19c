"""A rule stands in a numbered paragraph: a note, an example, the boxes around it, a dilemma and a decision aid explain it, and bind nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from handbook.checks.prose.texts import paragraphs_of, shown
from handbook.core.around import AROUND, Around
from handbook.core.findings import Finding, InFile, quote
from handbook.sources import Sources
from handbook.sources.data.entries import Entries
from handbook.sources.pages import Page
from handbook.sources.printed import sentences
from handbook.sources.printed.paragraphs import Paragraph
from handbook.sources.printed.sentences import Sentence

NOTE = "note"
BOXES = {NOTE: "een toelichting", "example": "een voorbeeld"}
"""What a box is called, by its word; a warning above a page says what is the matter there, and may tell what to do."""

MEND = "Maak er een lid van het artikel van, of schrijf op wat de regel wil bereiken."
NAME = "Noem in dit kader het artikel waarin het staat, zoals: {{ art('…') }}"

OF_DILEMMA = (("wat_speelt_er",), ("eerst",), ("niet",))
"""Not what happened: what a director demands there is no rule of ours."""

OF_AID = (("einde", "advies"),)

OUTCOME: Around = "gevolg"
"""Tells what becomes of a reader: u betaalt geen schade lays nothing down."""

LIMIT = r"(?:geen|niets|nooit|alleen|pas)\b"
STATES = "hoeft|weet|ziet|heeft|bent|krijgt|leest|hoort|merkt|denkt|vindt|kunt|wilt|bedoelt|voelt"
"""What somebody is or sees: no rule says it."""

APART = r"(?: (?!(?:als|dat|die|en|of|wat)\b)\w+){0,3}"
"""Words of the same clause."""

NO_VERB = "dat|dit|het|met|niet|nooit|uit|wat"
"""What ends in a t beside u and is no verb of it."""

DUTY = re.compile(rf"\b(?:u moet|moet u)\b|\b(?:u mag|mag u)\b(?: \w+){{0,3}} (?:niet|{LIMIT})", re.IGNORECASE)
ACTS = re.compile(
    rf"\b(?!(?:{STATES}|mag|moet|{NO_VERB})\b)\w+t u\b{APART} {LIMIT}"
    rf"|\bu (?!(?:{STATES}|mag|moet|{NO_VERB})\b)\w+t\b{APART} {LIMIT}",
    re.IGNORECASE,
)
"""What a rule says without a word of duty: u plaatst geen foto."""

OF_READER = re.compile(rf"(?<!\bhoe )(?<!\bof )(?<!\bwat )\bu moet\b|\bmoet u\b|\bu mag\b{APART} (?:niet|{LIMIT})", re.IGNORECASE)
"""What a box around a rule may never ask of its reader: "tot ICT zegt wat u moet doen" asks nothing."""

OF_OTHERS = re.compile(rf"\bmag u\b{APART} (?:niet|{LIMIT})|\bniemand mag\b|\bmag niemand\b", re.IGNORECASE)
"""What others may not do to a reader: a box repeats it from the article on which it rests."""

RESTS = re.compile(r"\bartikel(?:en)?\s\d+\.\d|\bdit artikel\b|\blid\s\d|\blid\s(?:een|twee|drie|vier|vijf|zes)\b")
"""How a box names where the rule stands of which it tells: in another article, or in its own."""

MAY = re.compile(r"\bu mag\b|\bmag u\b|\b(?:gelden|geldt) (?:wel|niet|dan)\b", re.IGNORECASE)
ORDER = re.compile(
    r"^(?:Antwoord|Bel|Bewaar|Deel|Doe|Gebruik|Geef|Haal|Laat|Maak|Meld|Neem|Overleg|Plaats|Schrijf|Stuur|Vraag|Wacht|Wis|Zeg|Zet|Zorg)\b"
)
OF_ALL = re.compile(
    r"\b(?:is|zijn)\b(?: \w+){0,3} (?:verboden|verplicht|niet toegestaan)\b"
    r"|(?<!\bdat )\b(?:mag|mogen)(?: dus| hier| dan| ook)? (?:niet|nooit|niemand)\b(?! zomaar)"
)
"""What binds everybody; "dat mag niet" judges the case that an example tells."""

LAW = re.compile(r"\b(?:wet|wettelijke?|rechters?|werkgever)\b")
"""What the law demands of an employer is told, not laid down here."""


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    resting = {(page, one.opened) for page, one in paragraphs_of(sources) if one.box in AROUND and RESTS.search(one.text)}
    for page, one in paragraphs_of(sources):
        kind = BOXES.get(one.box)
        if one.box in AROUND and one.article:
            yield from _around(page, one, (page, one.opened) in resting)
        elif kind and one.article:
            ways = (DUTY, ACTS, MAY, ORDER) if one.box == NOTE else (DUTY, ACTS)
            yield from _said(page, one.sentences, kind, (*ways, OF_ALL))
    yield from _entries(sources, sources.data.dilemmas, "een dilemma", OF_DILEMMA)
    for aid in sources.data.decisions.values():
        yield from _entries(sources, aid, "een keuzehulp", OF_AID)


def _around(page: Page, one: Paragraph, rests: bool) -> Iterator[Finding]:
    """A box around a rule gives steps, and repeats what others may not do where it names the article that says so."""
    kind = f"het kader {quote(one.box)}"
    asked = (OF_READER,) if one.box == OUTCOME else (OF_READER, ACTS)
    yield from _said(page, one.sentences, kind, asked)
    if not rests:
        repeated = [each for each in one.sentences if not any(way.search(each.own_text) for way in asked)]
        yield from _said(page, repeated, kind, (OF_OTHERS, OF_ALL), NAME)


def _entries(sources: Sources, entries: Entries[Any], kind: str, parts: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    """What somebody should do there is advice by its nature: only words of duty make a rule of it."""
    assert sources.facts
    for key, entry in entries.printed(sources.facts):
        for part in parts:
            held: Any = entry
            for name in part:
                held = getattr(held, name, None)
            for place, text in enumerate(held or ()):
                yield from _said(entries, sentences.of_text(text, entries.line(key, *part, place) or 1), kind, (DUTY, OF_ALL))


def _said(file: InFile, said: Iterable[Sentence], kind: str, ways: Collection[re.Pattern[str]], mend: str = MEND) -> Iterator[Finding]:
    """The sentences that lay something down, in one of the `ways`."""
    for one in said:
        text = one.own_text
        if any(way.search(text) for way in ways) and not LAW.search(text) and not one.text.endswith("?"):
            message = f"Hier staat een regel in {kind}, en die bindt niemand: {shown(one)}"
            yield file.warning(one.line, "REG001", message, mend)
