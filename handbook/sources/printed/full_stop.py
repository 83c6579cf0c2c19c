"""One full stop where a value that ends in one ends a sentence: Jansen & Zn. prints no second one."""

from __future__ import annotations

import re

MARK = "\N{WORD JOINER}"
"""Behind a full stop that belongs to a value; a page shows nothing of it, and the step after MkDocs takes it away."""

_TWICE = re.compile(rf"\.(?:{MARK}|\\u2060)(?P<closed>(?:</[a-z]+>|[\"”’)\]*_])*)\.(?!\.)")
_LEFT = re.compile(rf"{MARK}|\\u2060")


def marked(text: str) -> str:
    """`text` with a mark behind its last full stop."""
    return f"{text}{MARK}" if text.endswith(".") else text


def once(text: str) -> str:
    """A printed text, HTML or JSON without the second full stop, and without marks."""
    return _LEFT.sub("", _TWICE.sub(lambda m: f".{m['closed']}", text)) if MARK in text or "\\u2060" in text else text
