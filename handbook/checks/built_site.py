"""Checks the built pages themselves: whatever slipped past the sources may not reach a reader."""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.findings import Finding, quote

LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\{:|Traceback \(most recent call last\)")
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
SCRIPT = re.compile(r"[\s/\"']on[a-z]+\s*=|script\s*:|data:text", re.IGNORECASE)
INLINE = "script:not([src]),style,[style]"
DATA = frozenset({"application/json", "application/ld+json"})
"""Kinds of a script element that hold data; the browser runs nothing of them."""

RANKS = frozenset({"h1", "h2", "h3"})
SEARCH_INDEX = "search/search_index.json"
CSS_ADDRESS = re.compile(r"""(?:url|image-set|image)\(\s*["']?([^"')]*)""", re.IGNORECASE)
BESIDE = re.compile(r"\.\./(?:(?:\d{4}-\d{2}-\d{2}(?:\.\d+)?|versies|op)/)?index\.html")
"""What may stand beside a version: the root of all, the list of versions, the question of a day, and other versions."""

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
    `article` is the text of the page proper, white space folded: what a reader reads, whatever the theme.
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


def parse(path: str, html: str) -> BuiltPage:
    """Takes one HTML file apart."""
    tree = LexborHTMLParser(html)
    root, title = tree.root, tree.css_first("title")
    article = tree.css_first("article.md-content__inner") or tree.body
    leftover = LEFTOVER.search(CODE.sub("", html))
    return BuiltPage(
        path=path,
        language=(root.attributes.get("lang") or "") if root else "",
        title=title.text().strip() if title else "",
        article=" ".join(article.text(deep=True, separator=" ").split()) if article else "",
        articles=dict(_articles(article)) if article else {},
        ids=Counter(str(node.attributes["id"]) for node in tree.css("[id]")),
        links=frozenset(
            str(n.attributes.get("href") or n.attributes.get("src") or "") for n in tree.css("a[href],link[href],script[src],img[src]")
        ),
        requests=frozenset(_requested(tree)),
        scripts=tuple(_started(tree, html)),
        inline=tuple(_inline(tree)),
        leftover=leftover[0] if leftover else "",
    )


def _articles(page: LexborNode) -> Iterator[tuple[str, BuiltArticle]]:
    """The page's articles by id: from each heading with a number to the next heading of its rank or above."""
    for mark in page.css("h2 > .artikel, h3 > .artikel"):
        heading = mark.parent
        if heading is None or not heading.attributes.get("id"):
            continue
        rank, parts, node = str(heading.tag), [], heading.next
        while node and not (node.tag in RANKS and str(node.tag) <= rank):
            parts.append(node.text(deep=True, separator=" "))
            node = node.next
        number = _normal(mark.text())
        title = _normal(heading.text(deep=True, separator=" ").replace("\u00b6", " ")).removeprefix(number).strip()
        yield str(heading.attributes["id"]), BuiltArticle(number.removeprefix("Artikel "), title, _normal(" ".join(parts)))


def _normal(text: str) -> str:
    """Two texts that read the same are the same: white space folded, Unicode NFC."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _started(tree: LexborHTMLParser, html: str) -> Iterator[str]:
    """The theme has scripts of its own, in files and in three places; the text of a page has none, nor does any element start one."""
    for node in tree.css(ACTIVE):
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


def check(site: Path, pages: dict[str, BuiltPage], base_path: str) -> list[Finding]:
    """Everything that is wrong with the built site.

    `base_path` is the path of the site's own address, such as `/2026-11-01/`: 404.html links with it.
    """
    files = {f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file()}
    findings: list[Finding] = []
    for page in pages.values():
        findings += [*_words(page), *_ids(page), *_requests(page), *_scripts(page), *_styles(page), *_links(page, pages, files, base_path)]
    return findings + list(_search(site))


def _search(site: Path) -> Iterator[Finding]:
    """The search index is read by people too, in the results."""
    index = json.loads((site / SEARCH_INDEX).read_text("utf-8"))
    if index["config"]["lang"] != ["nl"]:
        yield _finding(
            SEARCH_INDEX,
            "SIT006",
            "De zoekfunctie is niet ingesteld op het Nederlands.",
            "Zet in mkdocs.yml onder plugins, search: lang: nl",
        )
    for entry in index["docs"]:
        match = LEFTOVER.search(f"{entry['title']} {entry['text']}")
        if match:
            yield _finding(
                SEARCH_INDEX,
                "SIT001",
                f"Bij {quote(entry['location'])} staat {quote(match[0])}.",
                "Een opdracht op een pagina is niet uitgevoerd.",
            )


def _finding(path: str, code: str, message: str, mend: str) -> Finding:
    return Finding(f"site/{path}", None, code, message, mend)


def _words(page: BuiltPage) -> Iterator[Finding]:
    if page.language != "nl":
        yield _finding(
            page.path, "SIT002", "De pagina zegt niet dat zij in het Nederlands is (lang).", "Zet in mkdocs.yml onder theme: language: nl"
        )
    if page.leftover:
        yield _finding(page.path, "SIT001", f"Op de pagina staat {quote(page.leftover)}.", "Een opdracht op de pagina is niet uitgevoerd.")


def _scripts(page: BuiltPage) -> Iterator[Finding]:
    for what in page.scripts:
        yield _finding(page.path, "SIT007", f"Op de pagina staat iets dat een script start: {quote(what)}.", "Haal het weg.")


def _styles(page: BuiltPage) -> Iterator[Finding]:
    for what in page.inline:
        yield _finding(
            page.path,
            "SIT008",
            f"De code of de opmaak staat in de pagina zelf: {quote(what)}. Browsers slaan die over.",
            "Zet haar in een eigen bestand in docs/stijl.",
        )


def _ids(page: BuiltPage) -> Iterator[Finding]:
    for name, count in page.ids.items():
        if count > 1:
            yield _finding(
                page.path, "SIT003", f"Het adres {quote('#' + name)} staat {count} keer op de pagina.", "Geef elke kop een eigen adres."
            )


def _requests(page: BuiltPage) -> Iterator[Finding]:
    for target in sorted(page.requests):
        # As a browser reads an address: https://url.spec.whatwg.org/#concept-basic-url-parser
        plain = re.sub(r"[\t\n\r]", "", target).strip().replace("\\", "/").lower()
        if re.match(r"[a-z][a-z0-9+.-]*:|//", plain) and not plain.startswith("data:image/"):
            yield _finding(
                page.path,
                "SIT004",
                f"De pagina haalt iets op van een andere plek: {quote(target)}.",
                "Zet het bestand in het handboek zelf.",
            )


def _links(page: BuiltPage, pages: dict[str, BuiltPage], files: set[str], base_path: str) -> Iterator[Finding]:
    for target in sorted(page.links):
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target):
            continue
        problem = _broken(page, target, pages, files, base_path)
        if problem:
            yield _finding(page.path, "SIT005", f"De link {quote(target)} {problem}.", "Kijk de link op de bronpagina na.")


def _broken(page: BuiltPage, target: str, pages: dict[str, BuiltPage], files: set[str], base_path: str) -> str:
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith(base_path) and path.startswith("/"):
        full = posixpath.normpath(path.removeprefix(base_path))
        full = "" if full == "." else full + ("/" if path.endswith("/") else "")
    elif path.startswith("/"):
        return "begint met een schuine streep"
    else:
        full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
        full = "" if full == "." else full + ("/" if path.endswith("/") and full else "")
    if full == ".." or full.endswith("/.."):
        full += "/index.html"
    elif full == "" or full.endswith("/"):
        full += "index.html"
    elif full not in files and f"{full}/index.html" in files:
        full += "/index.html"
    if full.startswith(".."):
        return "" if BESIDE.fullmatch(full) else "leidt buiten deze versie"
    if full not in files:
        return "leidt nergens heen"
    if anchor and full in pages and unquote(anchor) not in pages[full].ids:
        return f"noemt een adres dat {full} niet heeft"
    return ""
