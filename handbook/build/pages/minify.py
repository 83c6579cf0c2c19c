"""Knows what of a built site no reader needs: white space that no browser shows, icons drawn twice, comments in style sheets."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

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

STRING = r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'"""
COMMENT = r"/\*.*?\*/"
DENSE = re.compile(rf"({STRING}|url\((?:[^)\"'\\]|\\.)*+\))|(?:{COMMENT}|\s)+", re.DOTALL)
"""In a style sheet: what stays to the letter (group 1), or what can be one space."""


def slim(site: Path) -> None:
    """Rewrites the pages and style sheets of `site` so that they weigh less and show the same."""
    for kind, slimmed in (("*.html", page), ("*.css", sheet)):
        for path in site.rglob(kind):
            path.write_text(slimmed(path.read_text("utf-8")), "utf-8")
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


def sheet(css: str) -> str:
    """The same rules without comments, and with one space where white space was."""
    return DENSE.sub(_dense, css).strip() + "\n"


def _dense(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    # A comment between two signs keeps them apart and is no space: `a/**/.b` is not `a .b`.
    return "\n" if "\n" in match[0] else " " if match[0][0].isspace() or match[0][-1].isspace() else "/**/"
