"""One kind of residue: its code, its message, its shape and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from handbook.core.findings import Level


@dataclass(frozen=True)
class Kind:
    """One kind: its name, the code and message of its finding, its shape on a page of which each line is read apart, and the way out.

    With `instead` or `read`, the finding shows what to write in the place of the shape; `addresses` is whether it is looked for in the targets of links too,
    `in_facts` whether it is residue in a fact too, which is printed sign for sign,
    and `spread` whether one slip leaves it on every line of a paragraph. With `signs`, one of them is in every such text: they are
    sooner looked for than a shape that may begin with any letter.
    """

    name: str
    code: str
    message: str
    shape: str
    mend: str
    instead: str | None = None
    read: Callable[[str], str] | None = None
    addresses: bool = False
    spread: bool = False
    signs: tuple[str, ...] = ()
    in_facts: bool = True
    level: Level = "fout"
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.shape, re.MULTILINE))

    def way_out(self, found: re.Match[str]) -> str:
        """What to do about `found`."""
        meant = found.expand(self.instead) if self.instead else self.read(found[0]) if self.read else ""
        return f"{self.mend} Schrijf: {meant}" if meant else self.mend
