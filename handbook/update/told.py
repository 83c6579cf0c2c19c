"""How an update is told, in Dutch: per article and file what we changed, what they changed, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from handbook.core.console import few
from handbook.sources.articles import HEADING
from handbook.update import units
from handbook.update.change import Change, Kind

HEADS = {
    Kind.NEW: "Nieuw van ons",
    Kind.OURS: "Alleen wij veranderden dit",
    Kind.BOTH: "Allebei veranderd, en het past samen",
    Kind.REMOVED: "Wij haalden dit weg, en u veranderde het niet: het gaat ook bij u weg",
    Kind.GONE: "Wij haalden dit weg: het blijft staan",
    Kind.AWAY: "Wij veranderden dit, maar u haalde het weg: het blijft weg",
    Kind.CONFLICT: "Allebei hetzelfde veranderd: bij u blijft staan wat er stond",
}
"""In the order in which they are told: what somebody has to look at comes last, and so stays in view."""

UNCHANGED = "Er is niets veranderd."
BINARY = "    (geen tekst: vergelijk de bestanden zelf)"


def changes(found: Sequence[Change], *, briefly: bool = False) -> list[str]:
    """A part for each kind; where not `briefly`, each with the sentences."""
    lines: list[str] = []
    for kind, head in HEADS.items():
        of_kind = [one for one in found if one.kind is kind]
        if not of_kind:
            continue
        lines += ["", f"{head}:"]
        for name in dict.fromkeys(_called(one, found) for one in of_kind):
            lines.append(f"  {name}")
            if kind is Kind.CONFLICT or not briefly:
                lines += [line for one in of_kind if _called(one, found) == name for line in _sides(one)]
    return lines


def yours(names: Collection[str]) -> list[str]:
    """What only they changed."""
    return ["", f"Alleen u veranderde dit, en het blijft zoals het is: {few(names)}."] if names else []


def _called(change: Change, found: Sequence[Change]) -> str:
    """An article by its id, its title and its file; else the file, with the part of it that is meant."""
    if change.name != change.file:
        title = next((match["title"] for one in found if one.name == change.name for match in _headings(one)), "")
        return f"artikel {change.name}{f' ({_plain(title)})' if title else ''}, in {change.file}"
    part = change.key.removeprefix("kop:").removeprefix("voorin:").rstrip("#").strip("/")
    return f"{change.file}{f', bij {part}' if part else ''}"


def _headings(change: Change) -> Iterator[re.Match[str]]:
    for text in (change.theirs, change.ours, change.base):
        for line in (text or "").splitlines():
            if match := HEADING.match(line):
                yield match


def _plain(title: str) -> str:
    return re.sub(r"\{\{\s*(.*?)\s*\}\}", r"\1", title)


def _sides(change: Change) -> Iterator[str]:
    if change.binary:
        yield BINARY
        return
    if change.kind is Kind.NEW:
        # Its beginning says what it is; the whole of it is there to be read once it is taken over.
        yield from (f"    + {line}" for line in _first(change))
        return
    if change.kind is Kind.AWAY and not change.key:
        return
    if change.kind is Kind.REMOVED:
        yield from (f"    - {line}" for line in _first(replace(change, ours=change.base)))
        return
    if change.kind is not Kind.GONE:
        yield "    wij:"
        yield from _difference(change.base or "", change.ours or "")
    if change.kind in (Kind.BOTH, Kind.CONFLICT) or (change.kind is Kind.GONE and change.theirs != change.base):
        yield "    u:"
        yield from _difference(change.base or "", change.theirs or "")


FIRST = 8


def _first(change: Change) -> list[str]:
    parts = units.of_file(change.source, change.ours or "") if not change.key else []
    text = units.joined([one for one in parts if not one.key.startswith(units.HEAD)]) or change.ours or ""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines if len(lines) <= FIRST else [*lines[:FIRST], f"… en nog {len(lines) - FIRST} regels"]


def _difference(old: str, new: str) -> Iterator[str]:
    """The sentences that went and came."""
    before, after = old.splitlines(), new.splitlines()
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"      - {line}" for line in before[a:b] if line.strip())
            yield from (f"      + {line}" for line in after[c:d] if line.strip())


def names(found: Sequence[Change]) -> str:
    """The articles and files, each once."""
    return few([*dict.fromkeys(one.name for one in found)])
