"""Knows how a wide table stays readable on a narrow screen: in a box of its own that scrolls, has a name, and takes the keyboard."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from pathlib import Path

ARTICLE = re.compile(r'<article class="md-content__inner.*?</article>', re.DOTALL)
PART = re.compile(r"<h([1-6])\b[^>]*>(?P<heading>.*?)</h\1>|(?P<table><table\b.*?</table>)", re.DOTALL)
"""A heading, or a table: tables of Markdown never stand in each other."""

CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
ANCHOR = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def box(site: Path) -> None:
    """Puts a box round every table on the pages of `site`; the text stays as it was."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        boxed = ARTICLE.sub(lambda article: _boxed(article[0]), html)
        if boxed != html:
            path.write_text(boxed, "utf-8")


def _boxed(article: str) -> str:
    heading = ""
    named: Counter[str] = Counter()

    def put(match: re.Match[str]) -> str:
        nonlocal heading
        table = match["table"]
        if table is None:
            heading = _text(match["heading"])
            return match[0]
        caption = CAPTION.search(table)
        name = _text(caption[1]) if caption else heading
        named[name] += 1
        # No two boxes of a page have one name.
        label = f"Tabel{f' {named[name]}' if named[name] > 1 else ''}{': ' if name else ''}{name}"
        return f'<div class="tabel" role="region" tabindex="0" aria-label="{escape(label)}">{table}</div>'

    return PART.sub(put, article)


def _text(html: str) -> str:
    return " ".join(unescape(TAG.sub("", ANCHOR.sub("", html))).split())
