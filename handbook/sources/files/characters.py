"""Which characters are invisible, broken or taken apart, and how a line reads without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handbook.core.findings import quote

INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters without a shape, common in pasted text (Unicode's format controls)."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invisible characters that change the order in which text is shown: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing."""

MAC_ROMAN = {letter.encode("utf-8").decode("mac_roman"): letter for letter in "àáâäèéêëìíîïòóôöùúûüçñÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÇÑ€–—‘’“”„…•"}
"""The letters and marks of Dutch text by what a Mac makes of them when it reads UTF-8 as Mac OS Roman."""

BROKEN_ACCENT = re.compile(
    "[\u00c2\u00c3\u00cc][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2(?:\u20ac|\u201a)[\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|"
    + "|".join(map(re.escape, MAC_ROMAN))
)
"""UTF-8 that was read as Windows-1252, in which é becomes two characters and a curly quote three, or as Mac OS Roman."""

JOINED_LETTERS = re.compile("[\ufb00-\ufb06]")
"""Ligatures of printed text (ﬁ, ﬂ), as they come out of a PDF; the Dutch ĳ is a letter of its own."""

JOINED_EMOJI = re.compile("(?<=[\u2190-\U0010ffff])\u200d(?=[\u2190-\U0010ffff])")
"""The invisible character that makes one emoji of two: it belongs there."""

FILE_NAME = re.compile(r"([^\s()\[\]\"']{1,80}\.(?:md|png|jpe?g|svg|webp))")

SPACES = frozenset("\t\v\f\u00a0")
"""What a person sees as a space; Word ends a line within a paragraph with U+000B."""

SEEN = str.maketrans({c: " " if c in "\u2028\u2029" else None for c in INVISIBLE})
"""Removes what is invisible; a line separator showed as a space."""


def is_control(c: str) -> bool:
    """Whether no page can show the character: a control other than tab, private use, a surrogate, the replacement character."""
    return (c != "\t" and unicodedata.category(c) in ("Cc", "Co", "Cs")) or c == "\ufffd"


def invisible(line: str) -> frozenset[str]:
    """The invisible characters of a line, but for those that belong to an emoji or to a broken letter."""
    return INVISIBLE.intersection(JOINED_EMOJI.sub("", BROKEN_ACCENT.sub("", line)))


def without_invisible(line: str) -> str:
    """The line as it is seen; emoji that are joined stay together."""
    parts = re.split(f"({JOINED_EMOJI.pattern})", line)
    return "".join(part if n % 2 else part.translate(SEEN) for n, part in enumerate(parts))


def composed(text: str) -> str:
    """The text with every accent on its letter (NFC) and without ligatures, so that texts compare equal whatever machine they were typed on."""
    return text if text.isascii() else unicodedata.normalize("NFC", JOINED_LETTERS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text))


def composed_outside_file_names(line: str) -> str:
    """The line composed, except for names of files: a name can only change here once the file itself is renamed."""
    return "".join(part if at % 2 else composed(part) for at, part in enumerate(FILE_NAME.split(line)))


def mended(line: str) -> str:
    """The line as it was meant, to be typed or pasted over the old one: nothing in it is invisible, broken or apart."""
    whole = composed_outside_file_names(BROKEN_ACCENT.sub(_repaired, line))
    clean = "".join(" " if c in SPACES else c for c in whole.translate(SEEN) if c in SPACES or not is_control(c))
    return quote(clean.strip(), 200)[1:-1]


def repaired(line: str) -> str | None:
    """The line with its broken letters whole; None where nobody can tell which letter one was."""
    whole = BROKEN_ACCENT.sub(_repaired, line)
    return None if "\ufffd" in whole else whole


def _repaired(broken: re.Match[str]) -> str:
    if broken[0] in MAC_ROMAN:
        return MAC_ROMAN[broken[0]]
    return b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252", "replace") for c in broken[0]).decode("utf-8", "replace")


def code_points(characters: Iterable[str]) -> str:
    """U+0007, U+200B"""
    return ", ".join(f"U+{ord(c):04X}" for c in sorted(characters))
