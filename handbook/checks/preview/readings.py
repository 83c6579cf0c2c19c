"""One page as both read it: the handbook's engine, and the preview of a git host."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handbook.checks.preview import ours, theirs
from handbook.checks.preview.pieces import Piece, pieces
from handbook.checks.preview.printed import Lines
from handbook.sources.files.text_files import REMEMBERED


@dataclass(frozen=True)
class Readings:
    """The pieces that each shows. Those of the preview (`other`) count their lines in `plain`, which has the numbers of the source."""

    own: list[Piece]
    other: list[Piece]
    plain: Lines

    def line(self, at: int) -> int:
        """The number in the source of line `at` of what the preview was given."""
        return self.plain[min(at, len(self.plain) - 1)][0]


def read(lines: Lines, names: frozenset[str]) -> Readings:
    """Both readings of `lines`, with the engine's extensions `names`; the same lines give the same readings, so never change them."""
    return _read(tuple(lines), names)


@lru_cache(REMEMBERED)
def _read(lines: tuple[tuple[int, str], ...], names: frozenset[str]) -> Readings:
    plain = theirs.without_own_signs([*lines], names)
    own = pieces(ours.html("\n".join(text for _, text in lines), names))
    return Readings(own, pieces(theirs.html("\n".join(text for _, text in plain))), plain)
