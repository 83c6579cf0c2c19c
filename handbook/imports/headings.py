"""Finds the headings of a document, also those that are only a bold line, and which of them is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handbook.imports import trees
from handbook.imports.characters import clean
from handbook.imports.pandoc import Node

ARTICLE = re.compile(r"(?:artikel|art\.?|§) ?(?P<number>\d+(?:\.\d+)*[a-z]?)(?:[.:]|(?= |$)) ?(?:[-–—:] ?)?(?P<title>.*)", re.IGNORECASE)
CHAPTER = re.compile(
    r"(?:hoofdstuk|deel|afdeling|paragraaf|bijlage) (?P<number>\d+|[IVXLC]+|[A-Z])\b[.:]? ?(?:[-–—:] ?)?(?P<title>.*)", re.IGNORECASE
)
NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]? ?(?:[-–—] ?)?(?P<title>\D.*)")
CONTENTS = re.compile(r"inhoud(?:sopgave)?|table of contents", re.IGNORECASE)
TYPED_LEVEL = {"chapter": 1, "article": 6}
"""Where a heading stands that is only a bold line: chapters above all, articles below all."""


@dataclass
class Section:
    """A heading with what stands below it; the first of a page may have none. `id` is that of an article, `place` what links in the document call it."""

    level: int = 0
    title: str = ""
    number: str = ""
    kind: str = ""
    place: str = ""
    heading: list[Node] = field(default_factory=list)
    blocks: list[Node] = field(default_factory=list)
    id: str = ""

    @property
    def is_article(self) -> bool:
        return bool(self.id)


def sections(blocks: Sequence[Node]) -> list[Section]:
    """The document cut at its headings, those included that are only a bold line with the word artikel or hoofdstuk."""
    found = [Section()]
    for block in _unwrapped(blocks):
        heading = _heading(block)
        if heading is None:
            if not _is_contents(block):
                found[-1].blocks.append(block)
        elif heading.title or heading.number:
            found.append(heading)
    return [one for one in found if (one.level or one.blocks) and not (CONTENTS.fullmatch(one.title) and not one.blocks)]


def _unwrapped(blocks: Sequence[Node]) -> list[Node]:
    return [one for block in blocks for one in (_unwrapped(block["c"][1]) if block["t"] == "Div" else [block])]


def _heading(block: Node) -> Section | None:
    if block["t"] == "Header":
        level, (place, _, _), inlines = block["c"]
        return _read(trees.plain(inlines), level, place, inlines)
    if block["t"] != "Para":
        return None
    text = " ".join(clean(trees.plain(block["c"])).split())
    if len(text) > 100 or text.endswith((".", ";", ",", ":")) or not (ARTICLE.fullmatch(text) or CHAPTER.fullmatch(text)):
        return None
    bold = all(one["t"] in ("Strong", "Space", "LineBreak") for one in block["c"])
    found = _read(text, 0, "", block["c"])
    # "Artikel 3 geldt ook thuis" is a sentence.
    if not bold and found.title[:1].islower():
        return None
    found.level = TYPED_LEVEL[found.kind]
    return found


def _read(text: str, level: int, place: str, inlines: list[Node]) -> Section:
    text = " ".join(clean(text).split())
    for kind, form in (("article", ARTICLE), ("chapter", CHAPTER), ("number", NUMBERED)):
        if match := form.fullmatch(text):
            title = match["title"].strip()
            return Section(level, title or text, match["number"], kind, place, inlines)
    return Section(level, text, "", "", place, inlines)


def _is_contents(block: Node) -> bool:
    """A line of the table of contents that Word made: one link to a heading."""
    if block["t"] not in ("Para", "Plain"):
        return False
    filled = [one for one in block["c"] if one["t"] not in ("Space", "LineBreak", "SoftBreak")]
    return (
        len(filled) == 1
        and filled[0]["t"] == "Link"
        and re.search(r"\d$", trees.plain(filled)) is not None
        and filled[0]["c"][2][0].startswith("#")
    )


def title(found: list[Section], given: str) -> str:
    """The title of the document: its own, or the one heading above all others, which is then no section any more; empty where it has none."""
    tops = [one for one in found if one.level]
    first = tops[0] if tops else None
    alone = first and first.kind in ("", "number") and sum(one.level <= first.level for one in tops) == 1 and found[0] is first
    if first and (alone or (given and first.title.casefold() == given.casefold())):
        given = given or first.title
        first.level, first.title = 0, ""
    return given
