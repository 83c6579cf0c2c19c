"""What a text looks like in which a fact, a sentence or a whole part is lacking, and the organisations whose facts it is read with."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from tests.support.handbooks import ROOT

ORGANISATIONS = sorted((ROOT / "tests/content/organisaties").glob("*.yml"))
"""`make soak` lets all twelve move in, `make test` every sixth one."""

BROKEN = re.compile(
    r"\b(?:van|of|en|met|naar|de|het|een)[.,;:)]|\b([Dd]e|[Hh]et|een|en|of|van|op|naar) \1\b|\bNone\b|\( *\)|\( *[;,]|[;,] *\)"
    r"|\.\.(?!\.)| [.,;?!)]|\( |\S  \S"
)

SECTION = re.compile(r"<h(?P<level>[1-6])\b[^>]*>(?P<heading>.*?)</h(?P=level)>(?P<rest>.*?)(?=<h[1-6]\b|\Z)", re.DOTALL)


def empty_headings(html: str) -> list[str]:
    """Headings under which nothing stands before the next one of their own level or a higher one."""
    parts = [(m["level"], text_of(m["heading"]), text_of(m["rest"])) for m in SECTION.finditer(html)]
    return [
        heading
        for (level, heading, rest), (following, *_) in zip(parts, [*parts[1:], ("0", "", "")], strict=True)
        if not rest and following <= level
    ]


def text_of(html: str) -> str:
    return LexborHTMLParser(html).text(strip=True)
