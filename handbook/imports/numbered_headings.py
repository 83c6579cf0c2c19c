"""Which number Word puts before a heading by itself: pandoc leaves it out, and it is what a rule is known by."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from handbook.sources.documents.package import Package
from handbook.sources.documents.word import W

HEADING = re.compile(r"heading \d|kop \d", re.IGNORECASE)
WORDED = re.compile(r"[A-Za-z]{3,}|§")
"""A number with a word in it, such as "Artikel %1", is more than the place in a list."""

ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass
class _Level:
    kind: str
    text: str
    start: int


@dataclass
class _Style:
    name: str
    base: str
    number: tuple[str, int] | None


@dataclass
class Numbers:
    """Counts as Word does, paragraph by paragraph, from the top of the document."""

    styles: dict[str, _Style]
    lists: dict[str, tuple[str, dict[int, _Level]]]
    counted: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, package: Package, folder: str) -> Numbers:
        """The styles and lists of the document. Raises Unreadable."""
        return cls(_styles(package.maybe(f"{folder}styles.xml")), _lists(package.maybe(f"{folder}numbering.xml")))

    def label(self, paragraph: Element) -> str | None:
        """What Word prints before the paragraph, where it is a heading or the label holds a word; None elsewhere. Counts it."""
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties, "pStyle") if properties is not None else ""
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

    def _shown(self, levels: dict[int, _Level], counted: dict[int, int], at: int) -> str:
        level = levels.get(at, _Level("decimal", "", 1))
        return _written(counted.get(at, level.start), level.kind)

    def _number(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        own = _numbering(properties)
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


def _value(element: Element | None, name: str) -> str:
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def _numbering(properties: Element | None) -> tuple[str, int] | None:
    """The list and the level that a paragraph or style names; the list is empty where only the level is said."""
    named = properties.find(f"{W}numPr") if properties is not None else None
    if named is None:
        return None
    level = _value(named, "ilvl")
    return _value(named, "numId"), int(level) if level.isdecimal() else 0


def _styles(tree: Element | None) -> dict[str, _Style]:
    found = {}
    for style in tree.iter(f"{W}style") if tree is not None else ():
        number = _numbering(style.find(f"{W}pPr"))
        found[style.get(f"{W}styleId", "")] = _Style(_value(style, "name"), _value(style, "basedOn"), number)
    return found


def _lists(tree: Element | None) -> dict[str, tuple[str, dict[int, _Level]]]:
    """By the number that paragraphs name: which count it shares, and its levels."""
    if tree is None:
        return {}
    shapes = {one.get(f"{W}abstractNumId", ""): _levels(one) for one in tree.iter(f"{W}abstractNum")}
    found = {}
    for one in tree.iter(f"{W}num"):
        shape, number = _value(one, "abstractNumId"), one.get(f"{W}numId", "")
        restarted = one.find(f"{W}lvlOverride") is not None
        found[number] = (f"num {number}" if restarted else shape, shapes.get(shape, {}))
    return found


def _levels(shape: Element) -> dict[int, _Level]:
    found = {}
    for level in shape.iter(f"{W}lvl"):
        at, start = level.get(f"{W}ilvl", ""), _value(level, "start")
        if at.isdecimal():
            found[int(at)] = _Level(_value(level, "numFmt"), _value(level, "lvlText"), int(start) if start.isdecimal() else 1)
    return found


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and number > 0:
        text = ""
        for value, sign in ROMAN:
            text += sign * (number // value)
            number %= value
        return text if kind == "upperRoman" else text.lower()
    return str(number)
