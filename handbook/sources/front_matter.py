"""What a page's front matter says about its articles: the topics they cover, the words people search them by, and whether they set a norm."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pydantic import Field

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import articles, papers
from handbook.sources.files.fields import Group, Texts, YesNo
from handbook.sources.files.filling import fill, nearest
from handbook.sources.files.text_files import EVERY_PAGE
from handbook.sources.files.yaml_nodes import Mapping
from handbook.sources.pages import Page
from handbook.sources.papers import Paper

KEYS = ("artikelen", "zoekwoorden", "document", "eigenaar", "nakijken_voor", papers.KEY)


class ArtikelGegevens(Group):
    """What the front matter says of one article."""

    onderwerpen: Texts = Field(default=(), description="De onderwerpen die dit artikel regelt.")
    zoekwoorden: Texts = Field(default=(), description="Gewone woorden waarmee mensen dit artikel zoeken.")
    norm: YesNo = Field(default=True, description="Of dit artikel iets vraagt, verbiedt of belooft. Bij nee hoeven er geen kaders omheen.")


NOTHING: tuple[ArtikelGegevens, tuple[int, ...]] = (ArtikelGegevens(), ())
"""Of an article of which the front matter says nothing."""


class PaginaGegevens(Group):
    """What it says of the page as a whole."""

    zoekwoorden: Texts = Field(default=(), description="Gewone woorden waarmee mensen deze pagina zoeken.")
    document: YesNo = Field(default=True, description="Of deze pagina in het protocol als document staat: in Word en als PDF.")


@dataclass(frozen=True)
class About:
    """One article, printed or not: its place, its title, its topics with their lines, its search words, and whether it sets a norm."""

    id: str
    page: str
    line: int
    title: str
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    topic_lines: tuple[int, ...] = ()
    norm: bool = True


@dataclass(frozen=True)
class Metadata:
    """Of all pages: the articles by id, and the search words, the title and the paper by page."""

    articles: dict[str, About]
    words: dict[str, tuple[str, ...]]
    titles: dict[str, str] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    """The pages that are no part of the protocol as a document, such as a list of links."""
    papers: dict[str, Paper] = field(default_factory=dict)


def read(pages: Iterable[Page]) -> tuple[Metadata, list[Finding]]:
    """What all pages say, with every mistake in it."""
    found = Metadata({}, {})
    apart: set[str] = set()
    findings: list[Finding] = []
    for page in pages:
        one = _of_page(page)
        findings += one.findings
        found.titles[page.path] = page.title
        if one.paper:
            found.papers[page.path] = one.paper
        found.words[page.path] = one.own.zoekwoorden
        if not one.own.document:
            apart.add(page.path)
        for about in one.articles:
            found.articles.setdefault(about.id, about)
    return replace(found, apart=frozenset(apart)), findings


@dataclass(frozen=True)
class _Head:
    """What one page says."""

    own: PaginaGegevens
    paper: Paper | None
    articles: tuple[About, ...]
    findings: tuple[Finding, ...]


@lru_cache(EVERY_PAGE)
def _of_page(page: Page) -> _Head:
    given, wrong = _articles(page)
    paper, of_paper = papers.read(page)
    own, of_page = _own(page)
    about = tuple(_about(page, line, match, *given.get(match["id"], NOTHING)) for line, _, match in articles.headed(page) if match)
    return _Head(own, paper, about, (*wrong, *of_paper, *of_page))


def _about(page: Page, line: int, heading: re.Match[str], facts: ArtikelGegevens, lines: tuple[int, ...]) -> About:
    return About(heading["id"], page.path, line, heading["title"], facts.onderwerpen, facts.zoekwoorden, lines, facts.norm)


def _own(page: Page) -> tuple[PaginaGegevens, list[Finding]]:
    """What the page says of itself; a revision has keys of its own."""
    given = page.meta.items if page.meta and not is_revision(page) else {}
    own = {key: given[key] for key in PaginaGegevens.model_fields if key in given}
    if not own or not page.meta:
        return PaginaGegevens(), []
    filled, findings = fill(PaginaGegevens, Mapping(own, page.meta.key_lines, page.meta.line), page.name, "PAG007")
    return filled or PaginaGegevens(), findings


def is_revision(page: Page) -> bool:
    """Whether the page is the file of a revision, and not the list of them: it has keys of its own."""
    return page.path.startswith("revisies/") and page.path != "revisies/index.md"


def _heading_for(id_: str, unnamed: Collection[str]) -> str:
    """What to do about an article that its page lacks; `unnamed` are the articles there of which the head says nothing."""
    if difflib.get_close_matches(id_, unnamed, 1):
        return nearest(id_, [*unnamed])
    if len(unnamed) == 1:
        new = next(iter(unnamed))
        return f"Is dat nu {new}? Het adres van een artikel verandert nooit: zet in die kop weer artikel('{id_}') en {{#{id_}}}."
    back = f"## {{{{ artikel('{id_}') }}}} Titel {{#{id_}}}"
    return f"Haal hier de regels van dat artikel weg en overal de verwijzing ernaar ({articles.ANOTHER}), of zet zijn kop terug: {back}"


def _articles(page: Page) -> tuple[dict[str, tuple[ArtikelGegevens, tuple[int, ...]]], list[Finding]]:
    """The entries under `artikelen:`, with the lines of their topics."""
    node = page.meta.items.get("artikelen") if page.meta else None
    if node is None or page.path.startswith("revisies/"):
        return {}, []
    if not isinstance(node, Mapping):
        mend = "Zet eronder een regel voor elk artikel, met daaronder onderwerpen."
        return {}, [page.finding(node.line, "PAG007", "Bij artikelen staan geen artikelen.", mend)]
    known = [m["id"] for _, _, m in articles.headed(page) if m]
    found: dict[str, tuple[ArtikelGegevens, tuple[int, ...]]] = {}
    findings: list[Finding] = []
    for id_, value in node.items.items():
        line = node.key_lines[id_]
        if id_ not in known:
            meant = set(known) - set(node.items)
            # Of an article that is gone, its topics may have no other.
            breaks = (*((causes.TOPICS,) if meant else ()), causes.head(page.path), causes.anchor(page.path, id_))
            cause = Cause(breaks, lacks=causes.article(id_), leads=True)
            message = f"Het artikel {quote(id_)} staat niet op deze pagina."
            findings.append(page.finding(line, "PAG008", message, _heading_for(id_, meant), cause=cause))
        if not isinstance(value, Mapping):
            mend = "Zet eronder een regel met onderwerpen, zoals: onderwerpen: [doel]"
            findings.append(page.finding(line, "PAG007", f"Bij het artikel {quote(id_)} staat niets.", mend))
            continue
        facts, mistakes = fill(ArtikelGegevens, value, page.name, "PAG007", line, f"artikelen.{id_}")
        findings += mistakes
        if facts:
            topics = value.items.get("onderwerpen")
            lines = tuple(item.line for item in getattr(topics, "items", ()))
            found[id_] = facts, lines
    return found, findings
