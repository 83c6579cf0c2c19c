"""How to write a value so that it prints as typed, wherever on a page it lands."""

from __future__ import annotations

import re

from handbook.sources.printed import full_stop

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BACKSLASHED = re.compile(r"[\\`*_{}\[\]()#|]")
"""Signs of Markdown that a backslash makes ordinary again, also in a table, a heading and the target of a link."""

_OPENING = re.compile(r"(?P<sign>[-+!])|(?P<digits>\d+)(?P<point>[.)])|(?P<other>[:=?~])")
"""What opens a list, a box, a term or a fence at the start of a line."""

_PAIRED = re.compile(r"([=+:])(?=\1)|(?<=\]):")
"""Signs that mean something when they stand twice, or behind a bracket."""


def markdown(text: str) -> str:
    """`text` so that Markdown, attribute lists, tables and HTML all print it letter for letter; of a full stop behind it one is left."""
    shown = _BACKSLASHED.sub(r"\\\g<0>", re.sub(r'[&<>"]', lambda m: _HTML[m[0]], text))
    shown = _PAIRED.sub(lambda m: _reference(m[0]), shown)
    opening = _OPENING.match(text)
    if not opening:
        return full_stop.marked(shown)
    if opening["digits"]:
        at = len(opening["digits"])
        return full_stop.marked(f"{shown[:at]}\\{opening['point']}{shown[at:].lstrip(chr(92))[1:]}")
    first = f"\\{opening['sign']}" if opening["sign"] else _reference(text[0])
    return full_stop.marked(first + (shown[1:] if shown[0] == text[0] else shown.partition(";")[2]))


def html(text: str) -> str:
    """`text` for an HTML element or a quoted attribute, also inside Markdown."""
    return re.sub(r"""[&<>"'\\`*_{}\[\]()#|~^=!:$]""", lambda m: _HTML.get(m[0]) or _reference(m[0]), text)


def telephone(number: str) -> str:
    """A phone number as the address of a call: `+31 (0)10 123 45 67` is `+31101234567`."""
    return re.sub(r"\(0\)|[^+0-9]", "", number)


def _reference(sign: str) -> str:
    return f"&#{ord(sign)};"
