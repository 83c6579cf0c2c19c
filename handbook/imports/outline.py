"""Divides a document over pages and articles, and gives each article an address that lasts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handbook.imports.headings import Section
from handbook.sources.articles import ID
from handbook.sources.pages import slugify

LONGEST_ID = 40


@dataclass
class Draft:
    """A page to be: its title and its sections; `stem` names its file."""

    title: str
    sections: list[Section]
    stem: str = ""


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
