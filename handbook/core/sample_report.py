"""What a handbook still holds of the example, and how people and build servers are told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from handbook.core.findings import Finding, SourceFile, quote

MEND = (
    "zet hier wat bij u is besloten, of haal dit bestand weg als u een eigen revisie heeft. "
    "Besloot u echt op deze dagen? Zet dan bij elk besluit waar het te lezen is, zoals: stuk: https://intranet.organisatie.nl/besluit"
)
"""A decision that can be read somewhere is somebody's, whatever its day."""

LATER = "# nog invullen"
"""Stands behind a fact that somebody left for later, where another organisation may really have what the example has."""


@dataclass(frozen=True)
class Example:
    """One value of the example, as it stands in `file`; one that is not `invented` may be true elsewhere too.

    One that was left for `later` carries the words LATER behind it.
    """

    file: str
    line: int
    key: str
    value: str
    invented: bool = True
    later: bool = False

    @property
    def finding(self) -> Finding:
        """The same in the form of a finding; it is no mistake, so no build stops at it."""
        source, named = SourceFile(self.file), f"{self.key} {quote(self.value)}"
        if self.file.endswith(".md"):
            mend = f"{MEND[0].upper()}{MEND[1:]}"
            return source.finding(self.line, "VBD002", f"Nog van het voorbeeld: {named}.", mend, "voorbeeld")
        mend = "Vul het gegeven van uw eigen organisatie in."
        if self.later:
            mend = f'Vul in hoe dit bij u is. Is het zo? Haal dan "{LATER}" weg achter deze regel.'
        elif not self.invented:
            mend = "Kijk na of dit bij u ook zo is. Dit punt verdwijnt als de rest van de groep van u is."
        return source.finding(self.line, "VBD001", f"Nog van het voorbeeld: {named}.", mend, "voorbeeld")


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
    look = f' (is dit bij u ook zo? haal dan "{LATER}" weg)' if one.later else "" if one.invented else " (kijk na of dit bij u ook zo is)"
    return f"  regel {one.line}: {one.key}: {quote(one.value)}{look}"
