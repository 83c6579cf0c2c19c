"""Knows what of a built site no reader needs: white space that no browser shows, icons drawn twice, rules of style that fit nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handbook import stylesheet

SPACE = " \t\n\r\f"
"""White space of HTML and CSS; a space that does not break is text."""

TOKEN = re.compile(
    rf"""<(?:(pre|code|kbd|samp|textarea|script|style|svg)\b.*?(?:</\1\b[^>]*>|\Z)|!--.*?-->|/?[a-z!](?:[^"'=>]++|=\s*"[^"]*+"|=\s*'[^']*+'|=)*+>)"""
    rf"|([{SPACE}]{{2,}})|(<[a-z!/])",
    re.DOTALL | re.IGNORECASE,
)
"""What stays as it is: a tag, or a whole element of which the white space counts; white space in running text (group 2); or a tag that never ends."""

NESTED = re.compile(r"<(/?)(?:pre|code|kbd|samp|textarea|script|style)\b", re.IGNORECASE)
TEXTUAL = frozenset({"pre", "code", "kbd", "samp"})

ICON = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="[^"]*"><path d="([^"]*)"/></svg>')
"""An icon of the theme: one path, and nothing that another could refer to."""

WORDS = re.compile(r'\s(?:class|data-md-[a-z-]+)="([^"]*)"')
NAMES = re.compile(r"[A-Za-z_][\w-]*")


def slim(site: Path) -> None:
    """Rewrites the pages and style sheets of `site` so that they weigh less and show the same."""
    words: set[str] = set()
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        words.update(WORDS.findall(html))
        path.write_text(page(html), "utf-8")
    _sheets(site, words)
    # A copy that nobody asks for, and the one file whose bytes depend on the machine's zlib.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


class _Odd(Exception):
    """A page was written so that browsers mend it in their own way: a tag that never ends, elements that cross."""


def page(html: str) -> str:
    """The same page with single spaces and line ends between its words, and each icon drawn once."""
    # Better heavy than changed.
    with suppress(_Odd):
        html = TOKEN.sub(_folded, html).lstrip(SPACE)
    return _icons(html)


def _folded(match: re.Match[str]) -> str:
    run = match[2]
    if run is not None:
        # A line end reads as a space, and keeps the page readable for whoever opens it with nothing but an editor.
        return "\n" if "\n" in run else " "
    if match[3] is not None or (match[1] and match[1].lower() in TEXTUAL and _crossed(match[0])):
        raise _Odd
    return match[0]


def _crossed(element: str) -> bool:
    """Whether another element of which the white space counts begins or ends halfway this one."""
    ends = NESTED.findall(element)
    return "<!" in element or ends.count("") != ends.count("/")


def _icons(html: str) -> str:
    """Draws an icon where it comes first, and refers to that drawing further on."""
    numbers: dict[str, int] = {}
    often = Counter(ICON.findall(html))

    def drawn(match: re.Match[str]) -> str:
        path = match[1]
        if often[path] == 1:
            return match[0]
        if path in numbers:
            return match[0].replace(f'<path d="{path}"/>', f'<use href="#__icon_{numbers[path]}"/>')
        numbers[path] = len(numbers)
        return match[0].replace("<path ", f'<path id="__icon_{numbers[path]}" ')

    return ICON.sub(drawn, html)


def _sheets(site: Path, attributes: Iterable[str]) -> None:
    """Keeps of the style sheets what can apply: the theme's scripts may give an element any name that stands in them."""
    scripts = "\n".join(path.read_text("utf-8") for path in site.rglob("*.js"))
    words = {word for attribute in attributes for word in attribute.split()} | set(NAMES.findall(scripts)) | stylesheet.ALWAYS
    theme = site / "assets" / "stylesheets"
    sheets = {path: path.read_text("utf-8") for path in site.rglob("*.css")}
    shorter = {
        path: stylesheet.fitting(stylesheet.dense(css), words) if theme in path.parents else stylesheet.dense(css)
        for path, css in sheets.items()
    }
    # A token that no rule left over asks for.
    asked = "\n".join([*shorter.values(), scripts])
    for path, css in shorter.items():
        path.write_text(stylesheet.without_unasked(css, asked) if theme in path.parents else css, "utf-8")
