"""Which number Word puts before a heading by itself: pandoc leaves it out, and it is what a rule is known by."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from handbook.imports import word_numbering
from handbook.imports.word_numbering import Level, Style, numbering, value, written
from handbook.sources.documents.package import Package
from handbook.sources.documents.word import W

HEADING = re.compile(r"heading \d|kop \d", re.IGNORECASE)
WORDED = re.compile(r"[A-Za-z]{3,}|§")
"""A number with a word in it, such as "Artikel %1", is more than the place in a list."""


@dataclass
class Numbers:
    """Counts as Word does, paragraph by paragraph, from the top of the document."""

    styles: dict[str, Style]
    lists: dict[str, tuple[str, dict[int, Level]]]
    counted: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, package: Package, folder: str) -> Numbers:
        """The styles and lists of the document. Raises Unreadable."""
        return cls(
            word_numbering.styles(package.maybe(f"{folder}styles.xml")), word_numbering.lists(package.maybe(f"{folder}numbering.xml"))
        )

    def label(self, paragraph: Element) -> str | None:
        """What Word prints before the paragraph, where it is a heading or the label holds a word; None elsewhere. Counts it."""
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") if properties is not None else ""
        number = self._number(properties, style)
        if number is None or number[0] not in self.lists:
            return None
        key, levels = self.lists[number[0]]
        level = levels.get(number[1])
        if level is None:
            return None
        counted = self.counted[key]
        counted[number[1]] = counted.get(number[1], level.start - 1) + 1
        for deeper in [one for one in counted if one > number[1]]:
            del counted[deeper]
        if not (self._is_heading(style) or WORDED.search(level.text)) or level.kind in ("bullet", "none"):
            return None
        return re.sub(r"%(\d)", lambda m: self._shown(levels, counted, int(m[1]) - 1), level.text).strip()

    def _shown(self, levels: dict[int, Level], counted: dict[int, int], at: int) -> str:
        level = levels.get(at, Level("decimal", "", 1))
        return written(counted.get(at, level.start), level.kind)

    def _number(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        own = numbering(properties)
        inherited, seen = None, set()
        while style in self.styles and style not in seen and inherited is None:
            seen.add(style)
            inherited, style = self.styles[style].number, self.styles[style].base
        if own is None:
            return inherited
        return own if own[0] else ((inherited[0], own[1]) if inherited else None)

    def _is_heading(self, style: str) -> bool:
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            if HEADING.match(self.styles[style].name):
                return True
            style = self.styles[style].base
        return False
