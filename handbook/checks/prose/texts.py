"""Which texts are measured: every page, every article on it, and every entry of docs/gegevens that is read like a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from jinja2 import nodes

from handbook.checks.prose import readability
from handbook.core.findings import InFile, quote
from handbook.core.same import Itself, Last
from handbook.sources import Sources
from handbook.sources.data.entries import Entries
from handbook.sources.files.fields import Group
from handbook.sources.files.text_files import EVERY_PAGE
from handbook.sources.files.yaml_nodes import Scalar
from handbook.sources.files.yaml_nodes import values as scalars
from handbook.sources.pages import Page
from handbook.sources.printed import inline, paragraphs, referred_to, sentences, values
from handbook.sources.printed.paragraphs import Paragraph
from handbook.sources.printed.sentences import Reader, Sentence

PAGE = ""
"""The name of the part that is the whole text."""

ENTRY = "#"
"""Separates the name of a file in docs/gegevens from the key of an entry."""

SHOWN = 160
"""Characters of a sentence that a finding quotes."""

REVISIONS = "revisies/2"
"""Revisions are not measured: once adopted and published they do not change."""


TOLD = frozenset({"toelichting", "wat", "waarom", "voor_wie", "betekent", "reden"})
"""What readers read of the front matter of a revision: what changes, and why something was or was not decided."""


@dataclass(frozen=True)
class Text(InFile):
    """The text of one file, or of one entry in it; `prose` says whether people read it from beginning to end."""

    path: str
    name: str
    sentences: list[Sentence]
    prose: bool = True


@dataclass(frozen=True)
class Measured(InFile):
    """A text, or with `part` one article of it."""

    path: str
    name: str
    part: str
    sentences: list[Sentence] = field(repr=False)


@lru_cache(maxsize=1)
def texts_of(sources: Sources) -> tuple[Text, ...]:
    """Everything that is printed with the facts as they are; taken apart once for the check and the record of one build."""
    reader = reader_of(sources)
    found: list[Text] = []
    for path, lines in _lines_of(sources).items():
        page = sources.pages[path]
        printed = sentences.of_page(page, lines)
        found.append(Text(path, page.name, [*_head(page), *printed], prose=not path.startswith(REVISIONS)))
    for entries in sources.data.all():
        found += _of_entries(entries, sources, reader)
    return tuple(found)


@lru_cache(maxsize=1)
def _lines_of(sources: Sources) -> dict[str, tuple[tuple[int, str], ...]]:
    """What is printed of every page whose template can be read, line by line: for its sentences and for its paragraphs."""
    reader = Itself(_READER(reader_of(sources)))
    return {path: _printed(page, Itself(sources.trees[path]), reader) for path, page in sources.pages.items() if path in sources.trees}


_READER: Last[Reader] = Last()


@lru_cache(EVERY_PAGE)
def _printed(page: Page, tree: Itself[nodes.Template], reader: Itself[Reader]) -> tuple[tuple[int, str], ...]:
    return tuple(reader.held.lines(page, tree.held))


def reader_of(sources: Sources, how: type[Reader] = Reader) -> Reader:
    """What fills in the facts and the words of these sources."""
    assert sources.facts
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    return how(values.page_names(sources.facts, sources.revisions), known, inline.marked)


class _AsTyped(Reader):
    """Prints one word for every fact and word of a page: their length is nothing that its author can change."""

    def said(self, node: nodes.Node) -> str:  # noqa: ARG002 - whatever it is
        return "woord"


def lengths_as_typed(sources: Sources, path: str) -> Mapping[int, int]:
    """The most words of a sentence that begins on each line of a page, a fact or word counting as one."""
    reader = reader_of(sources, _AsTyped)
    found: dict[int, int] = {}
    for one in sentences.sentences(sources.pages[path], sources.trees[path], reader):
        found[one.line] = max(found.get(one.line, 0), len(one.words))
    return found


@lru_cache(maxsize=1)
def paragraphs_of(sources: Sources) -> tuple[tuple[Page, Paragraph], ...]:
    """Every paragraph that is printed of a page, with the facts as they are."""
    pages = ((sources.pages[path], lines) for path, lines in _lines_of(sources).items())
    return tuple((page, one) for page, lines in pages for one in paragraphs.of_page(page, lines))


def measured(found: Iterable[Text]) -> Iterator[Measured]:
    """The texts whose readability matters, each as a whole, and each article by itself."""
    files: dict[str, list[Sentence]] = {}
    for text in found:
        if not text.prose:
            continue
        if ENTRY in text.path:
            # An entry may be one question of a decision aid: too short by itself.
            files.setdefault(text.name, []).extend(text.sentences)
        yield Measured(text.path, text.name, PAGE, text.sentences)
        for article, inside in groupby(text.sentences, key=lambda s: s.article):
            if article:
                yield Measured(text.path, text.name, article, list(inside))
    for name, whole in files.items():
        yield Measured(name, name, PAGE, whole)


def scores(sources: Sources) -> dict[str, dict[str, float]]:
    """Flesch-Douma by page and article, as recorded in a version for later comparison."""
    found: dict[str, dict[str, float]] = {}
    for one in measured(texts_of(sources)):
        found.setdefault(one.path, {})[one.part] = round(readability.measure(one.sentences).ease, 1)
    return found


def shown(sentence: Sentence) -> str:
    """A sentence as a finding quotes it."""
    return quote(sentence.text, SHOWN)


def _head(page: Page) -> Iterator[Sentence]:
    """Title and description, which appear in the tab, in search results and at the top of lists; of a revision also what it tells."""
    for key in ("title", "description"):
        node = page.meta.items.get(key) if page.meta else None
        if isinstance(node, Scalar):
            yield Sentence(node.text, node.line, "heading")
    for path, told in scalars(page.meta) if page.path.startswith(REVISIONS) else ():
        # One word is a choice, as in an entry of docs/gegevens.
        if path.rpartition(".")[2] in TOLD and " " in told.text:
            yield from sentences.of_text(told.text, told.line)


def _of_entries(entries: Entries[Group], sources: Sources, reader: Reader) -> Iterator[Text]:
    """Each entry by itself; a text without a space is a key, an address or a choice."""
    assert sources.facts
    for key, entry in entries.printed(sources.facts):
        lines = [(text, line) for text, line in entries.texts_of(key, entry, sources.facts) if " " in text]
        found = [s for text, line in lines for s in sentences.of_text(reader.text(text), line)]
        yield Text(f"{entries.name}{ENTRY}{key}", entries.name, found, prose=entries is not sources.data.legal)
