"""How people and build servers are told what a handbook still holds of the example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from handbook.core.findings import Finding, quote
from handbook.sources.sample import MEND, Example


def text(examples: Sequence[Example]) -> str:
    """All of them by file, with what to do said once for each; empty where nothing is left."""
    if not examples:
        return ""
    lines = [f"{count(examples)} U kunt alles bekijken, maar publiceren kan pas als hier uw eigen gegevens staan."]
    for file, ones in _by_file(examples):
        lines.append(f"{file}: {_mend(file)}")
        lines += [_line(one) for one in ones]
    return "\n".join(lines)


def count(examples: Sequence[Example]) -> str:
    """The sentence that says how many are left."""
    return f"Nog van het voorbeeld: {len(examples)} {'gegeven' if len(examples) == 1 else 'gegevens'}."


def notices(examples: Sequence[Example]) -> list[Finding]:
    """One for each file, because a build server shows only the first ten of a kind."""
    found = []
    for file, ones in _by_file(examples):
        listed = "\n".join(_line(one) for one in ones)
        mend = _mend(file)
        message = f"{count(ones)} {mend[0].upper()}{mend[1:]}\n{listed}"
        found.append(replace(ones[0].finding, message=message, mend=""))
    return found


def _by_file(examples: Sequence[Example]) -> Iterator[tuple[str, list[Example]]]:
    for file, ones in groupby(examples, lambda one: one.file):
        yield file, [*ones]


def _mend(file: str) -> str:
    if file.endswith(".md"):
        return MEND
    return "vul op deze regels de gegevens van uw eigen organisatie in."


def _line(one: Example) -> str:
    look = "" if one.invented else " (kijk na of dit bij u ook zo is)"
    return f"  regel {one.line}: {one.key}: {quote(one.value)}{look}"
