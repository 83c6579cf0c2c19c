"""Knows how a value must be written so that it reads as it is, wherever on a page it lands."""

from __future__ import annotations

import re

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_MARKDOWN = re.compile(r"""[&<>"'\\`*_{}\[\]()#+\-.!|~^=:$@/]""")
_HARMLESS = frozenset("-.()/@+'")
"""Signs that mean something in Markdown only at the start of a line or in pairs; there an entity would not be needed."""


def markdown(text: str) -> str:
    """`text` so that Markdown, attribute lists, tables and HTML all print it letter for letter.

    Python-Markdown leaves character references alone, so each sign that could mean something becomes one.
    A value at the start of a line could open a list or a heading: its first sign is then written as a reference too.
    """
    escaped = _MARKDOWN.sub(lambda m: m[0] if m[0] in _HARMLESS else _reference(m[0]), text)
    if text[:1] in "-+" or re.match(r"\d+[.)]", text):
        return _reference(text[0]) + escaped[len(_reference(text[0])) if text[0] not in _HARMLESS and not text[0].isdigit() else 1 :]
    return escaped


def html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute, also inside Markdown."""
    return _MARKDOWN.sub(lambda m: m[0] if m[0] in _HARMLESS else _reference(m[0]), text)


def _reference(sign: str) -> str:
    return _HTML.get(sign) or f"&#{ord(sign)};"
