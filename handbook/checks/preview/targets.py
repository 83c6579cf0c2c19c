"""Where the links and pictures of a page lead once it is printed, and the addresses that it then has: the engine reads more as a link than people do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from handbook.checks.preview import ours, printed
from handbook.core.as_json import codec
from handbook.core.kept import by_content
from handbook.sources import Sources
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import Link


@dataclass(frozen=True)
class Printed:
    """The links, pictures and addresses of a printed page; links of HTML that was typed are among them, those of words that print a block are not."""

    links: tuple[Link, ...]
    ids: Counter[str]


@lru_cache(1)
def of(sources: Sources) -> dict[str, Printed]:
    """By page; none where the facts or the settings cannot be used."""
    if sources.config is None:
        return {}
    names = ours.extensions(sources.config)
    return {path: _printed(lines, names) for path, lines in printed.lines_of(sources).items()}


@by_content("koppelingen", REMEMBERED, **codec(Printed))
def _printed(lines: tuple[tuple[int, str], ...], names: frozenset[str]) -> Printed:
    tree = LexborHTMLParser(ours.html("\n".join(text for _, text in lines), names))
    found = []
    for node in tree.css("a[href], img[src]"):
        image = node.tag == "img"
        target = node.attributes["src" if image else "href"] or ""
        text = node.attributes.get("alt") or "" if image else node.text()
        found.append(Link(_line(lines, target), text, target, image=image))
    return Printed(tuple(found), Counter(str(node.attributes["id"]) for node in tree.css("[id]")))


def _line(lines: tuple[tuple[int, str], ...], target: str) -> int:
    """Where the target was typed; the first line of the page where it was made of something else."""
    wanted = [target, unquote(target), target.partition("#")[0]]
    return next((number for one in wanted if one for number, text in lines if one in text), lines[0][0] if lines else 1)
