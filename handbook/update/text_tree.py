"""The text of one handbook, taken apart: its files in parts, where each article stands, and which page is which in another handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from handbook.update import units
from handbook.update.lines import Typed
from handbook.update.units import Unit

ALIKE = 0.6
"""How much of a page's lines another page has that is the same one under another name, as git takes it to be."""


@dataclass
class Tree:
    """The files of a text; `parts` has those that are typed, `articles` where each part on an article stands."""

    files: Mapping[str, bytes]
    typed: dict[str, Typed] = field(default_factory=dict)
    parts: dict[str, list[Unit]] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Tree:
        tree = cls(files)
        for name, data in files.items():
            if name.endswith((".md", ".yml", ".yaml")) and (typed := Typed.of(data)):
                tree.typed[name] = typed
                tree.parts[name] = units.of_file(name, typed.text)
                tree.articles |= {one.key: name for one in tree.parts[name] if one.article}
        return tree

    def file_of(self, key: str, otherwise: str | None) -> str | None:
        """Where the part of this name stands: that of an article wherever it went, any other in that file."""
        return self.articles.get(key, otherwise)

    def part(self, file: str | None, key: str) -> str | None:
        """Its text, None where it is not there."""
        return next((one.text for one in self.parts.get(file or "", ()) if one.key == key), None)

    def ids(self, file: str) -> set[str]:
        """The articles that stand in the file."""
        return {one.key for one in self.parts.get(file, ()) if one.key.startswith(units.ARTICLE)}


def counterpart(file: str, here: Tree, there: Tree) -> str | None:
    """What the file of the one is called in the other: the same, or a page under a name that the one does not have; None where there is none."""
    if file in there.files:
        return file
    others = [name for name in there.parts if name not in here.files and name.endswith(".md")]
    ids = here.ids(file)
    if ids:
        # A page is where most of its articles are.
        best = max(others, key=lambda name: len(ids & there.ids(name)), default=None)
        return best if best and 2 * len(ids & there.ids(best)) > len(ids) else None
    if not file.endswith(".md") or file not in here.typed:
        return None
    # Lines that every page has say nothing.
    lines = [line for line in here.typed[file].text.splitlines() if line.strip()]
    ratios = {name: _alike(lines, there.typed[name].text) for name in others}
    best = max(ratios, key=lambda name: ratios[name], default=None)
    return best if best and ratios[best] >= ALIKE else None


def _alike(lines: list[str], text: str) -> float:
    return SequenceMatcher(None, lines, [line for line in text.splitlines() if line.strip()], autojunk=False).ratio()
