"""Which words of a text are a date, and how a page says that no line ends within one."""

from __future__ import annotations

import re

from handbook.core.dutch import DIGIT, MONTHS

MARK = "datum"
"""The class of a date. Its spaces stay spaces: on the narrowest phone, in large letters, a line is shorter than a date."""

GAP = "[ \n\N{NO-BREAK SPACE}]"
MONTH = "|".join(MONTHS)

DATE = re.compile(
    rf"((?<![\w.,])(?:\d{{1,2}}{GAP}(?:{MONTH})(?:{GAP}\d{{4}})?|(?:{MONTH}){GAP}\d{{4}})(?!\w))",
    re.IGNORECASE,
)
"""A day, or a month of a year."""

TAG = re.compile(r"(<[^>]*>)")


def parts(text: str) -> list[str]:
    """The text in pieces, every second of which is a date, with spaces that may break."""
    if not DIGIT.search(text):
        return [text]
    pieces = DATE.split(text)
    pieces[1::2] = (re.sub(GAP, " ", found) for found in pieces[1::2])
    return pieces


def marked(html: str) -> str:
    """The fragment of HTML with a mark round every date in its text; its attributes hold no `>`."""

    def said(text: str) -> str:
        return "".join(f'<span class="{MARK}">{part}</span>' if at % 2 else part for at, part in enumerate(parts(text)))

    return "".join(piece if at % 2 else said(piece) for at, piece in enumerate(TAG.split(html)))
