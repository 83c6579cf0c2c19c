"""Reads a built page: its text, articles, addresses, and what it would fetch or run."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive.headed_articles import headed
from handbook.core.page_marks import LIVE_NOTE, OF_THE_PAGE, SENTENCE
from handbook.sources.data.accessibility_test import MEASURED

CODE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
"""The theme's own scripts and settings, where braces are at home."""


FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
}
"""Elements that make the browser ask for something, and the attribute that says what."""


ACTIVE = ",".join(
    f"article.md-content__inner {tag}"
    for tag in [
        "script",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "textarea",
        "select",
        "style",
        "link",
        "meta",
        "base",
        "svg[onload]",
        "math",
    ]
)


SEARCH_BOX = "search[data-zoeken]"
"""The one box of a page, in its header or on the start page in its text (overrides/partials/zoeken.html)."""


SCRIPT = re.compile(r"[\s/\"']on[a-z]+\s*=|script\s*:|data:text", re.IGNORECASE)


INLINE = "script:not([src]),style,[style]"


DATA = frozenset({"application/json", "application/ld+json"})
"""Kinds of a script element that hold data; the browser runs nothing of them."""


LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\{:|Traceback \(most recent call last\)")
CSS_ADDRESS = re.compile(r"""(?:url|image-set|image)\(\s*["']?([^"')]*)""", re.IGNORECASE)

MEASURED_HERE = "\ufffc"
"""Stands in the text of a page where it prints what a program measured: the sign that Unicode has for an object within a text."""


LINK_REQUESTS = frozenset(
    ["stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest", "apple-touch-icon"]
)


@dataclass(frozen=True)
class BuiltArticle:
    """A numbered rule as it came out; `text` is everything under its heading, white space folded, in one Unicode form."""

    number: str
    title: str
    text: str


@dataclass(frozen=True)
class BuiltPage:
    """What matters of one HTML file of the built site; `path` is relative to the site, with forward slashes.

    The parsed tree is not kept: those of thousands of pages would fill the memory.
    `article` is the text of the page proper, white space folded: what a reader reads, whatever the theme, with MEASURED_HERE for what was measured.
    """

    path: str
    language: str
    title: str
    article: str
    articles: dict[str, BuiltArticle]
    ids: Counter[str]
    links: frozenset[str]
    requests: frozenset[str]
    scripts: tuple[str, ...]
    inline: tuple[str, ...]
    leftover: str


def parse(path: str, html: str, tree: LexborHTMLParser | None = None) -> BuiltPage:
    """Takes one HTML file apart; `tree` is what somebody parsed already who wrote `html` from it."""
    tree = tree or LexborHTMLParser(html)
    root, title = tree.root, tree.css_first("title")
    article = tree.css_first("article.md-content__inner") or tree.body
    leftover = LEFTOVER.search(CODE.sub("", html))
    return BuiltPage(
        path=path,
        language=(root.attributes.get("lang") or "") if root else "",
        title=title.text().strip() if title else "",
        article=_text(article) if article else "",
        articles=dict(_articles(article)) if article else {},
        ids=Counter(str(node.attributes["id"]) for node in tree.css("[id]")),
        # Interned: thousands of pages have the same menu and the same frame.
        links=frozenset(
            sys.intern(str(n.attributes.get("href") or n.attributes.get("src") or ""))
            for n in tree.css("a[href],link[href],script[src],img[src]")
        ),
        requests=frozenset(map(sys.intern, _requested(tree))),
        scripts=tuple(_started(tree, html)),
        inline=tuple(_inline(tree)),
        leftover=leftover[0] if leftover else "",
    )


def _text(article: LexborNode) -> str:
    if article.css_first(f"[{MEASURED}],[{LIVE_NOTE}],[{OF_THE_PAGE}]"):
        # A tree of its own: the page is still to be written.
        own = LexborHTMLParser(article.html or "")
        for node in own.css(f"[{MEASURED}]"):
            node.replace_with(MEASURED_HERE)
        for node in own.css(f"[{LIVE_NOTE}],[{OF_THE_PAGE}]"):
            node.decompose()
        assert own.body
        article = own.body
    return " ".join(article.text(deep=True, separator=" ").split())


def _articles(page: LexborNode) -> Iterator[tuple[str, BuiltArticle]]:
    for one in headed(page):
        number = _normal(one.mark.text())
        title = _normal(one.heading.text(deep=True, separator=" ").replace("\u00b6", " ")).removeprefix(number).strip()
        text = _normal(" ".join(map(_words, one.nodes)))
        yield one.id, BuiltArticle(number.removeprefix("Artikel "), title, text)


def _words(node: LexborNode) -> str:
    """The text of a part of an article, which is the same whether a contact in it is kept up to date or not."""
    if node.is_element_node and node.css_first(f"[{SENTENCE}],[{LIVE_NOTE}]"):
        node = LexborHTMLParser(node.html or "").body or node
        for note in node.css(f"[{LIVE_NOTE}]"):
            note.decompose()
        for marked in node.css(f"[{SENTENCE}]"):
            marked.unwrap()
        # What stood in an element of its own is one text with what stands around it only once it is read again.
        node = LexborHTMLParser(node.html or "").body or node
    return node.text(deep=True, separator=" ")


def _normal(text: str) -> str:
    """Two texts that read the same are the same: white space folded, Unicode NFC."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _started(tree: LexborHTMLParser, html: str) -> Iterator[str]:
    """The theme has scripts of its own, in files and in three places; the text of a page has none, nor does any element start one."""
    boxes = tree.css(SEARCH_BOX)
    # The start page has it in its text. Where the text brings another, neither passes for ours.
    ours = {node.mem_id for node in boxes[0].css("form,input")} if len(boxes) == 1 else set()
    for node in tree.css(ACTIVE):
        if node.mem_id not in ours:
            yield f"<{node.tag}>"
    if not SCRIPT.search(html):
        return
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            scheme = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or scheme.startswith(("javascript:", "vbscript:", "data:text")):
                yield f"{name}={value}"


def _inline(tree: LexborHTMLParser) -> Iterator[str]:
    """Code and styles in the page itself, which the policy of handbook.headers refuses."""
    for node in tree.css(INLINE):
        if "style" in node.attributes:
            yield f'style="{node.attributes["style"] or ""}"'
        elif node.tag == "style" or (node.attributes.get("type") or "").strip().lower() not in DATA:
            yield f"<{node.tag}>"


def _requested(tree: LexborHTMLParser) -> Iterator[str]:
    """Every address that the browser asks for by itself."""
    for node in tree.css("script[src],img,iframe,source,audio,video,embed,object,link[href]"):
        tag = str(node.tag)
        if tag == "link" and not LINK_REQUESTS & set((node.attributes.get("rel") or "").lower().split()):
            continue
        target = node.attributes.get("href" if tag == "link" else FETCHED[tag])
        if target:
            yield target
    for node in tree.css("[style],[srcset],[poster],[background]"):
        yield from CSS_ADDRESS.findall(node.attributes.get("style") or "")
        yield from (candidate.split()[0] for candidate in (node.attributes.get("srcset") or "").split(",") if candidate.strip())
        yield from filter(None, (node.attributes.get("poster"), node.attributes.get("background")))


def read(site: Path) -> dict[str, BuiltPage]:
    """Every HTML file of the site by its path."""
    paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return {path: parse(path, (site / path).read_text("utf-8")) for path in paths}
