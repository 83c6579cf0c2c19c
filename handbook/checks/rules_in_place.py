"""A rule stands in a numbered paragraph: a note, an example, a dilemma and a decision aid explain it, and bind nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from handbook.checks.prose.texts import paragraphs_of, shown
from handbook.core.findings import Finding, InFile
from handbook.sources import Sources
from handbook.sources.data.entries import Entries
from handbook.sources.printed import sentences
from handbook.sources.printed.sentences import Sentence

NOTE = "note"
BOXES = {NOTE: "een toelichting", "example": "een voorbeeld"}
"""What a box is called, by its word; a warning above a page says what is the matter there, and may tell what to do."""

OF_DILEMMA = (("wat_speelt_er",), ("eerst",), ("niet",))
"""Not what happened: what a director demands there is no rule of ours."""

OF_AID = (("einde", "advies"),)

LIMIT = r"(?:geen|niets|nooit|alleen|pas)\b"
STATES = "hoeft|weet|ziet|heeft|bent|krijgt|leest|hoort|merkt|denkt|vindt|kunt|wilt|bedoelt|voelt"
"""What somebody is or sees: no rule says it."""

DUTY = re.compile(rf"\b(?:u moet|moet u)\b|\b(?:u mag|mag u)\b(?: \w+){{0,3}} (?:niet|{LIMIT})", re.IGNORECASE)
ACTS = re.compile(
    rf"\b(?!(?:{STATES}|mag|moet)\b)\w+t u\b(?: \w+){{0,3}} {LIMIT}|\bu (?!(?:{STATES}|mag|moet)\b)\w+t\b(?: \w+){{0,3}} {LIMIT}",
    re.IGNORECASE,
)
"""What a rule says without a word of duty: u plaatst geen foto."""

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
    for page, one in paragraphs_of(sources):
        kind = BOXES.get(one.box)
        if kind and one.article:
            ways = (DUTY, ACTS, MAY, ORDER) if one.box == NOTE else (DUTY, ACTS)
            yield from _said(page, one.sentences, kind, ways)
    yield from _entries(sources, sources.data.dilemmas, "een dilemma", OF_DILEMMA)
    for aid in sources.data.decisions.values():
        yield from _entries(sources, aid, "een keuzehulp", OF_AID)


def _entries(sources: Sources, entries: Entries[Any], kind: str, parts: Iterable[tuple[str, ...]]) -> Iterator[Finding]:
    """What somebody should do there is advice by its nature: only words of duty make a rule of it."""
    assert sources.facts
    for key, entry in entries.printed(sources.facts):
        for part in parts:
            held: Any = entry
            for name in part:
                held = getattr(held, name, None)
            for place, text in enumerate(held or ()):
                yield from _said(entries, sentences.of_text(text, entries.line(key, *part, place) or 1), kind, (DUTY,))


def _said(file: InFile, said: Iterable[Sentence], kind: str, ways: Iterable[re.Pattern[str]]) -> Iterator[Finding]:
    """The sentences that lay something down, in one of the `ways` or for everybody."""
    for one in said:
        text = one.own_text
        if any(way.search(text) for way in (*ways, OF_ALL)) and not LAW.search(text) and not one.text.endswith("?"):
            message = f"Hier staat een regel in {kind}, en die bindt niemand: {shown(one)}"
            yield file.warning(one.line, "REG001", message, "Maak er een lid van het artikel van, of schrijf op wat de regel wil bereiken.")
