"""Writes the pages of an imported document: front matter, headings, articles and text, with the place of every remark."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.imports import headings, trees
from handbook.imports.blocks import Blocks
from handbook.imports.characters import apart, at_line_start, clean, escaped
from handbook.imports.headings import Draft, Section
from handbook.imports.inlines import Inlines
from handbook.imports.notes import MARK, Notes
from handbook.imports.pandoc import Node
from handbook.imports.pictures import Pictures
from handbook.imports.references import References
from handbook.sources.pages import slugify

DESCRIPTION = 160
"""Characters of a description: search engines and lists show no more."""

FIRST = re.compile(r"(?:\d+\. )?([A-Za-zÀ-ž](?:(?!\{\{|&#).)*)$")
"""A line to describe the page with: a sentence, or the first of a numbered paragraph, without references."""

NO_TITLE = ("Dit artikel heeft alleen een nummer.", "Geef het een naam: die zien lezers in het menu en bij het zoeken.")
TWICE = ("Deze kop staat vaker op de pagina.", "Geef hem een eigen naam, dan heeft hij een eigen adres.")
DESCRIBED = ("De beschrijving is de eerste zin van de tekst.", "Schrijf in één zin wat iemand hier vindt.")


@dataclass
class Writer:
    """Writes the pages of one document; `paths` are those of the pages below docs/, in the same order as `drafts`."""

    drafts: list[Draft]
    paths: list[str]
    pictures: Pictures
    notes: Notes
    bold: Mapping[str, str]

    def __post_init__(self) -> None:
        self.references = References(_numbers(self.drafts))
        self.places = {
            one.place: (path, one.id or (slugify(one.title) if one.level else ""))
            for draft, path in zip(self.drafts, self.paths, strict=True)
            for one in draft.sections
            if one.place
        }

    def page(self, draft: Draft, path: str) -> str:
        """The text of one page, its remarks settled on their lines."""
        up = "../" * path.count("/")
        inlines = Inlines(self.notes, self.pictures, self.references, lambda place: self._target(place, path), up, self.bold)
        blocks = Blocks(inlines, self.notes)
        depths = headings.levels(draft)
        seen: set[str] = set()
        body: list[str] = []
        for section, depth in zip(draft.sections, depths, strict=True):
            if section.level:
                body += ["", self._heading(section, depth, seen)]
            # A footnote or a picture in a heading would be part of its address.
            left = [one for kind in ("Note", "Image") for one in trees.held(section.heading, kind)]
            lines = blocks.write([*([trees.para(left)] if left else []), *section.blocks], section.number)
            if MARK.sub("", "".join(lines)):
                body += ["", *lines]
            elif lines:
                body = [*(body or [""])[:-1], f"{(body or [''])[-1]}{lines[0]}"]
        body += _footnotes(inlines, blocks)
        text = "\n".join([*self._front_matter(draft, body), f"# {escaped(apart(draft.title))}", *body, ""])
        return self.notes.settled(f"docs/{path}", text)

    def _heading(self, section: Section, depth: int, seen: set[str]) -> str:
        title = escaped(apart(section.title))
        again = section.title.casefold() in seen
        seen.add(section.title.casefold())
        mark = self.notes.here(*TWICE) if again else ""
        if section.is_article:
            mark += self.notes.here(*NO_TITLE) if headings.ARTICLE.fullmatch(section.title) else ""
            return f"{mark}## {{{{ artikel('{section.id}') }}}} {title} {{#{section.id}}}"
        return f"{mark}{'#' * depth} {title}"

    def _front_matter(self, draft: Draft, body: list[str]) -> list[str]:
        first = next((match[1] for line in body if (match := FIRST.match(MARK.sub("", line)))), "")
        said = _in_words(first)[:DESCRIPTION] or _in_words(draft.title)
        mark = self.notes.here(*DESCRIBED) if first else ""
        return [
            "---",
            f"title: {json.dumps(_in_words(draft.title), ensure_ascii=False)}",
            f"description: {json.dumps(said, ensure_ascii=False)}{mark}",
            "---",
        ]

    def _target(self, place: str, path: str) -> str | None:
        if place not in self.places:
            return None
        page, anchor = self.places[place]
        at = f"#{anchor}" if anchor else ""
        return at or "#" if page == path else f"{posixpath.relpath(page, posixpath.dirname(path) or '.')}{at}"


def _footnotes(inlines: Inlines, blocks: Blocks) -> list[str]:
    """Every footnote below the page; one in a footnote is written too."""
    done: list[str] = []
    for number, note in enumerate(_growing(inlines.footnotes), 1):
        lines = blocks.write(note) or ["…"]
        done += ["", f"[^{number}]: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]
    return done


def _growing(notes: list[list[Node]]) -> list[list[Node]]:
    """The list itself, which grows while it is read."""
    return notes


def _in_words(text: str) -> str:
    """A text for the front matter, which is printed as it is."""
    text = re.sub(r"\{\{.*?\}\}|\[\^\d+\]|&\S+?;|[<>{}\"\\*`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
    return " ".join(clean(text).split())


def _numbers(drafts: list[Draft]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for draft in drafts:
        for one in draft.sections:
            if one.is_article and one.number:
                found[one.number] = None if one.number in found else one.id
    return found


def stem(title: str) -> str:
    """The name of a page's file, of its title."""
    return slugify(at_line_start(clean(title)))[:50].strip("-_").replace("_", "-") or "pagina"
