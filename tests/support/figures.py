"""One line of the table that `make bench` prints: a figure, its aim, and the same figure of stock Material."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, the figure and its aim, at most or `least`; `stock` is the same of Material as it comes."""

    what: str
    figure: float
    aim: float | None = None
    stock: float | None = None
    least: bool = False

    @property
    def missed(self) -> bool:
        return self.aim is not None and (self.figure < self.aim if self.least else self.figure > self.aim)

    def __str__(self) -> str:
        others = "".join(" " * 9 if one is None else f"{one:>9.2f}" for one in (self.aim, self.stock))
        return f"{self.what:<72}{self.figure:>9.2f}{others}{'  missed' if self.missed else ''}"
