"""How a Word document says its paragraphs are numbered: the lists that styles and paragraphs name, their levels, and how a number is written."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.sources.documents.word import W

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
class Level:
    """One level of a list: its kind of number, the text round it (%1 is the number) and the first one."""

    kind: str
    text: str
    start: int


@dataclass
class Style:
    """A style of paragraphs: its name, the style that it builds on, and the list and level of its numbers."""

    name: str
    base: str
    number: tuple[str, int] | None


def value(element: Element | None, name: str) -> str:
    """What the child of that name says; empty where there is none."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def numbering(properties: Element | None) -> tuple[str, int] | None:
    """The list and the level that a paragraph or style names; the list is empty where only the level is said."""
    named = properties.find(f"{W}numPr") if properties is not None else None
    if named is None:
        return None
    level = value(named, "ilvl")
    return value(named, "numId"), int(level) if level.isdecimal() else 0


def styles(tree: Element | None) -> dict[str, Style]:
    """The styles by the name that paragraphs use."""
    found = {}
    for style in tree.iter(f"{W}style") if tree is not None else ():
        number = numbering(style.find(f"{W}pPr"))
        found[style.get(f"{W}styleId", "")] = Style(value(style, "name"), value(style, "basedOn"), number)
    return found


def lists(tree: Element | None) -> dict[str, tuple[str, dict[int, Level]]]:
    """By the number that paragraphs name: which count it shares, and its levels."""
    if tree is None:
        return {}
    shapes = {one.get(f"{W}abstractNumId", ""): _levels(one) for one in tree.iter(f"{W}abstractNum")}
    found = {}
    for one in tree.iter(f"{W}num"):
        shape, number = value(one, "abstractNumId"), one.get(f"{W}numId", "")
        restarted = one.find(f"{W}lvlOverride") is not None
        found[number] = (f"num {number}" if restarted else shape, shapes.get(shape, {}))
    return found


def _levels(shape: Element) -> dict[int, Level]:
    found = {}
    for level in shape.iter(f"{W}lvl"):
        at, start = level.get(f"{W}ilvl", ""), value(level, "start")
        if at.isdecimal():
            found[int(at)] = Level(value(level, "numFmt"), value(level, "lvlText"), int(start) if start.isdecimal() else 1)
    return found


def written(number: int, kind: str) -> str:
    """A number in letters, Roman figures or figures."""
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
