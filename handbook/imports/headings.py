"""Finds the title, the pages and the articles of a document by its headings, and gives each article an address that lasts."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from handbook.imports import trees
from handbook.imports.characters import clean
from handbook.imports.pandoc import Node
from handbook.sources.articles import ID
from handbook.sources.pages import slugify

ARTICLE = re.compile(r"(?:artikel|art\.?|§) ?(?P<number>\d+(?:\.\d+)*[a-z]?)(?:[.:]|(?= |$)) ?(?:[-–—:] ?)?(?P<title>.*)", re.IGNORECASE)
CHAPTER = re.compile(
    r"(?:hoofdstuk|deel|afdeling|paragraaf|bijlage) (?P<number>\d+|[IVXLC]+|[A-Z])\b[.:]? ?(?:[-–—:] ?)?(?P<title>.*)", re.IGNORECASE
)
NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]? ?(?:[-–—] ?)?(?P<title>\D.*)")
CONTENTS = re.compile(r"inhoud(?:sopgave)?|table of contents", re.IGNORECASE)
LONGEST_ID = 40
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


@dataclass
class Draft:
    """A page to be: its title and its sections; `stem` names its file."""

    title: str
    sections: list[Section]
    stem: str = ""


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


def choose_articles(found: Sequence[Section]) -> None:
    """Marks the headings that are articles: those with the word, else the deepest level on which every heading has a number."""
    if any(one.kind == "article" for one in found):
        chosen = [one for one in found if one.kind == "article"]
    else:
        levels = sorted({one.level for one in found if one.level}, reverse=True)
        deepest = next((level for level in levels if all(one.kind == "number" for one in found if one.level == level)), None)
        chosen = [one for one in found if one.level and one.level == deepest]
    for one in chosen:
        one.id = "?"


def drafts(found: list[Section], whole: str, *, one_page: bool) -> list[Draft]:
    """The pages: one for each main heading that is no article where there are several, else one."""
    top = min((one.level for one in found if one.level), default=0)
    mains = [one for one in found if one.level == top and top]
    if one_page or len(mains) < 2 or any(one.is_article for one in mains):
        return [Draft(whole, found)]
    pages: list[Draft] = []
    for one in found:
        if one in mains:
            pages.append(Draft(one.title, [Section(place=one.place, blocks=one.blocks)]))
        elif pages:
            pages[-1].sections.append(one)
        else:
            pages.append(Draft(whole, [one]))
    return pages


def levels(page: Draft) -> list[int]:
    """How many marks each heading of a page gets: articles two, no step skipped."""
    above = max((one.level for one in page.sections if one.is_article), default=0)
    depths = sorted({one.level for one in page.sections if one.level and one.level > above and not one.is_article})
    found = []
    for one in page.sections:
        flat = not one.level or one.is_article or one.level <= above
        found.append(0 if not one.level else 2 if flat else min(6, (3 if above else 2) + depths.index(one.level)))
    for at, depth in enumerate(found):
        before = max(found[at - 1], 1) if at else 1
        found[at] = min(depth, before + 1)
    return found


def name(found: Sequence[Section], taken: Collection[str]) -> None:
    """Gives every article an id of its title that no other article has."""
    used = set(taken)
    for one in found:
        if one.is_article:
            one.id = lasting(one.title, used)
            used.add(one.id)


def lasting(text: str, used: Collection[str]) -> str:
    """An address of the text's first words, with a number where it is taken."""
    slug = slugify(text).strip("-_").replace("_", "-")
    if len(slug) > LONGEST_ID:
        slug = slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
    slug = slug if ID.fullmatch(slug) else f"artikel-{slug}".strip("-") if ID.fullmatch(f"artikel-{slug}") else "artikel"
    return next(one for one in (slug, *(f"{slug}-{at}" for at in range(2, len(used) + 3))) if one not in used)
