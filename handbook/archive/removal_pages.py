"""Takes a passage out of the pages of a version: its block, the words that lead to it, and the files that nothing else shows."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import clean_html

RANKS = frozenset({"h1", "h2", "h3"})
SENTENCE = re.compile(r"(?<=[.?!]) ")
TELLING = 40
"""Characters from which a sentence can be recognised."""

OFTEN = 3
"""Pages on which a sentence says nothing of its page any more."""


@dataclass(frozen=True)
class Passage:
    """What goes: the page at `url` within its version, or only its article with the id `article`; `articles` has number and title by id."""

    url: str
    article: str | None
    articles: Mapping[str, tuple[str, str]]

    def holds(self, location: str) -> bool:
        """Whether an address within the version leads into it."""
        url, _, anchor = location.partition("#")
        if url.removesuffix("index.html") != self.url:
            return False
        return self.article is None or self.id_of(anchor) == self.article

    def id_of(self, anchor: str) -> str:
        """The article to which an anchor belongs: its own, or that of one of its paragraphs."""
        return re.sub(r"-lid-\d+$", "", anchor)


def without(files: Mapping[str, str], passage: Passage, notice: str) -> dict[str, str]:
    """The pages that become other: path -> HTML. `notice` stands in the place of an article."""
    changed = {}
    for name, html in files.items():
        url = name.removesuffix("index.html")
        if url == passage.url and passage.article is None:
            continue
        tree = LexborHTMLParser(html)
        own = url == passage.url and _replace(tree, passage, notice)
        if _unlink(tree, url, passage) or own:
            changed[name] = written(html, tree)
    return changed


def written(html: str, tree: LexborHTMLParser) -> str:
    """The page `html` as its tree has become, with what stood before its first element."""
    head = html[: html.index("<html")] if "<html" in html else ""
    return head + ((tree.root.html if tree.root else "") or "")


def _replace(tree: LexborHTMLParser, passage: Passage, notice: str) -> bool:
    """Puts the notice in the place of the article, with every address that led into it; its number stays above it, and its title does not."""
    heading = next((one for one in tree.css("h2[id],h3[id]") if one.attributes["id"] == passage.article), None)
    if heading is None:
        return False
    block = [*_block(heading)]
    ids = [str(one.attributes["id"]) for node in block if node.is_element_node for one in node.css("[id]")]
    places = "".join(f'<span id="{id_}"></span>' for id_ in dict.fromkeys(ids))
    number, _ = passage.articles[str(passage.article)]
    for node in block:
        node.decompose()
    rank = heading.tag
    fresh = f'<{rank} id="{passage.article}"><span class="artikel">Artikel {number}</span></{rank}>{places}{notice}'
    parts = LexborHTMLParser(fresh).body
    assert parts
    for part in [*parts.iter(include_text=True)]:
        heading.insert_before(part)
    heading.decompose()
    return True


def _block(heading: LexborNode) -> Iterator[LexborNode]:
    """Everything up to the next heading of its rank or above."""
    node = heading.next
    while node and not (node.tag in RANKS and str(node.tag) <= str(heading.tag)):
        yield node
        node = node.next


def _unlink(tree: LexborHTMLParser, url: str, passage: Passage) -> bool:
    """Takes the words of the passage from what leads to it elsewhere: entries of the index from A to Z go, other links keep the number."""
    changed = False
    for link in tree.css("a[href]"):
        to = _within(url, link.attributes["href"] or "")
        if to is None or not passage.holds(to):
            continue
        entry = _entry(link)
        if entry is not None:
            link.decompose()
            changed = True
            if entry.css_first("a") is None:
                entry.decompose()
            continue
        known = passage.articles.get(passage.id_of(to.partition("#")[2]))
        changed |= known is not None and only_number(link, *known)
    return changed


def _entry(link: LexborNode) -> LexborNode | None:
    """The line of the index in which the link stands."""
    node = link.parent
    while node is not None and node.tag != "li":
        node = node.parent
    if node is None or node.parent is None:
        return None
    # Versions of before mark the words themselves.
    listed = clean_html.has_class(node.parent, "az-lijst") or node.css_first(".az-woord") is not None
    return node if listed else None


def only_number(link: LexborNode, number: str, title: str) -> bool:
    """A link that says the title says the number only, and so does what stands between brackets behind it."""
    changed = False
    if title and title in " ".join(link.text().split()).replace("\xa0", " "):
        link.inner_html = f"artikel&nbsp;{number}"
        changed = True
    behind = link.next
    said = behind.text_content if behind is not None and behind.is_text_node else None
    if behind is not None and said and title and said.startswith(f" ({title})"):
        behind.replace_with(said.removeprefix(f" ({title})"))
        changed = True
    return changed


def _within(url: str, href: str) -> str | None:
    """Where a link on the page at `url` leads within its version; None where it leads out."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(url, unquote(parts.path))) if parts.path else url.rstrip("/")
    folder = "" if path in (".", "") else f"{path}/"
    return f"{folder}#{unquote(parts.fragment)}" if parts.fragment else folder


# What nothing else shows


def only_there(files: Mapping[str, str], passage: Passage, names: Collection[str]) -> set[str]:
    """Pictures and attachments that only the passage names."""
    inside: set[str] = set()
    outside: set[str] = set()
    for name, html in files.items():
        url = name.removesuffix("index.html")
        tree = LexborHTMLParser(html)
        block = _own(tree, passage) if url == passage.url else []
        there = {id_ for node in block for id_ in _named(node, url)}
        inside |= there
        for node in block:
            node.decompose()
        outside |= {*_named(tree.body, url), *_named(tree.head, url)}
    return {path for path in inside - outside if path in names and not path.endswith(".html")}


def _own(tree: LexborHTMLParser, passage: Passage) -> list[LexborNode]:
    if passage.article is None:
        return tree.css("article.md-content__inner")
    heading = next((one for one in tree.css("h2[id],h3[id]") if one.attributes["id"] == passage.article), None)
    return [node for node in _block(heading) if node.is_element_node] if heading is not None else []


def _named(node: LexborNode | None, url: str) -> Iterator[str]:
    for one in node.css("[href],[src],[srcset]") if node is not None else ():
        target = urlsplit(one.attributes.get("src") or one.attributes.get("href") or one.attributes.get("srcset") or "")
        if target.path and not target.scheme and not target.netloc:
            yield posixpath.normpath(posixpath.join(url, unquote(target.path)))


def still(before: Mapping[str, str], after: Mapping[str, str], passage: Passage) -> list[str]:
    """Pages that after it still hold a sentence of the passage, other than one that many pages hold."""
    tree = LexborHTMLParser(before[f"{passage.url}index.html"])
    gone = {sentence for node in _own(tree, passage) for sentence in _sentences(node)}
    held = {name: {*_sentences(LexborHTMLParser(html).body)} for name, html in after.items()}
    often = Counter(sentence for sentences in held.values() for sentence in sentences)
    return sorted(name for name, sentences in held.items() if any(often[one] < OFTEN for one in gone & sentences))


def _sentences(node: LexborNode | None) -> Iterator[str]:
    for block in node.css("p,li,td,dd,summary") if node is not None else ():
        for sentence in SENTENCE.split(" ".join(block.text().split())):
            if len(sentence) >= TELLING:
                yield sentence
