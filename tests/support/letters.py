"""The letters that the browser tests bring themselves: a wide set and a narrow one, so that a page is never judged by what a machine happens to have."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(sys.prefix) / "letters"
"""Beside the packages of Python: a worktree has its own, and needs no rights for it."""


class NoLetters(Exception):
    """A set was not installed, and a page measured in other letters proves nothing."""


@dataclass(frozen=True)
class Letters:
    """A set: the family that each generic name means, and Debian's packages that hold them."""

    name: str
    sans: str
    serif: str
    mono: str
    packages: tuple[str, ...]

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def config(self) -> Path:
        """What FONTCONFIG_FILE names for a browser that is to see this set alone."""
        return self.folder / "fonts.conf"


WIDE = Letters("wide", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", ("fonts-dejavu-core",))
"""As wide as Verdana, half as wide again as the narrow set; on a bare Debian a Chromium has nothing else."""

NARROW = Letters("narrow", "PT Sans Narrow", "EB Garamond 12", "Inconsolata", ("fonts-paratype", "fonts-ebgaramond", "fonts-inconsolata"))
"""Narrower than any letter that a system brings for its menus."""

SETS = (WIDE, NARROW)


def environment(letters: Letters) -> dict[str, str]:
    """What a browser needs in its environment to see this set and no other. Raises NoLetters."""
    if not letters.config.is_file():
        raise NoLetters(f"The {letters.name} letters are not in {letters.folder}. Run: make test")
    return {"FONTCONFIG_FILE": str(letters.config)}
