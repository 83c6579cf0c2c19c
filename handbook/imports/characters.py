"""Cleans the letters of a document, and writes them so that Markdown and templates print them as they were typed."""

from __future__ import annotations

import re
import unicodedata

from handbook.sources.files.characters import INVISIBLE

SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
PLAIN = {**dict.fromkeys(map(ord, INVISIBLE)), 0x2010: "-", 0x2011: "-", **{ord(one): two for one, two in LIGATURES.items()}}
STRANGE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Signs of a symbol font or of no font at all, and control characters."""

SIGNS = re.compile(r"\\|[`*{}\[\]|]|(?<!\w)_|_(?!\w)")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
COMMAND = re.compile(r"(?<=\{)(?=[{%#:])|(?<=[}%])(?=\})")
"""Within what a template or Markdown takes for a command; our pages never show such a pair, so that none is left behind unseen."""

LINE_START = re.compile(
    r"(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|(?P<sign>[-+#>](?=[\s#>-]|$)|---|\+\+\+)|(?P<other>[:~=](?=[ :~=])|!!!|\?\?\?|===)"
)

SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def clean(text: str) -> str:
    """The text in composed letters, with one kind of space, without what nobody sees and without signs of a symbol font."""
    return SPACES.sub(" ", STRANGE.sub("", unicodedata.normalize("NFC", text).translate(PLAIN)))


def strange(text: str) -> bool:
    """Whether `clean` would take signs away that somebody saw."""
    return STRANGE.search(text) is not None


def apart(text: str) -> str:
    """The text with a space in `{{`, `%}` and their like."""
    return COMMAND.sub(" ", text)


def escaped(text: str) -> str:
    """`text` so that Markdown, attribute lists, tables and templates print it letter for letter, within a line."""
    shown = ENTITY.sub("&amp;", SIGNS.sub(lambda m: f"\\{m[0]}", text))
    return shown.replace("<", "&lt;")


def at_line_start(line: str) -> str:
    """The same for what opens a list, a heading, a box or a term at the start of a line."""
    match = LINE_START.match(line)
    if match is None:
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end('number') :]}"
    if match["sign"]:
        return f"\\{line}"
    return f"&#{ord(line[0])};{line[1:]}"
