"""Remembers what somebody must look at in an imported text, and on which line of which page it comes to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

OPEN, CLOSE, KEPT_SPACE = "\ue000", "\ue001", "\ue002"
"""Signs of private use that mark a place in the text while it is written; none of a document's own is left by then."""

MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
SHOWN = 8
"""How many lines of one kind the report names."""


@dataclass(frozen=True)
class Remark:
    """What is there, and what to do about it: two Dutch sentences. `file` is empty where the document as a whole is meant."""

    said: str
    mend: str
    file: str = ""
    line: int | None = None


@dataclass
class Notes:
    """All remarks of one import."""

    waiting: list[Remark] = field(default_factory=list)
    found: list[Remark] = field(default_factory=list)

    def whole(self, said: str, mend: str) -> None:
        """Remembers something about the document as a whole."""
        self.found.append(Remark(said, mend))

    def here(self, said: str, mend: str) -> str:
        """The mark to write where something is to be looked at."""
        self.waiting.append(Remark(said, mend))
        return f"{OPEN}{len(self.waiting) - 1}{CLOSE}"

    def settled(self, file: str, text: str) -> str:
        """The text of a page without its marks, of which the lines are now known."""
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            for match in MARK.finditer(line):
                one = self.waiting[int(match[1])]
                self.found.append(Remark(one.said, one.mend, file, number))
        return MARK.sub("", text).replace(KEPT_SPACE, " ")


def report(remarks: Iterable[Remark]) -> list[str]:
    """One line for each kind of remark on a page, with the lines on which it stands."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for one in remarks:
        lines = places.setdefault((one.file, one.said, one.mend), [])
        if one.line is not None and one.line not in lines:
            lines.append(one.line)
    told = []
    for (file, said, mend), lines in places.items():
        others = ", ".join(map(str, lines[1:SHOWN])) + (f" en nog {len(lines) - SHOWN} keer" if len(lines) > SHOWN else "")
        where = f"{file}:{lines[0]}: " if lines else f"{file}: " if file else ""
        told.append(f"{where}{said} {mend}" + (f" Ook op regel {others}." if len(lines) > 1 else ""))
    return told
