"""Marks what went and what came as a word processor does, so that accepting all gives the new text, and refusing all the old one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.export.documents.model import Redlined
from handbook.export.documents.word.parts import Parts
from handbook.export.documents.word.xml import escaped, within
from handbook.redline.changes import IN, OUT, SAME

GONE = " (vervallen)"
"""Behind the name of who took words away."""

START = re.compile(r"<w:p><w:pPr>(?P<look>.*?)(?P<gone><w:rPr><w:del [^>]*/></w:rPr>)?</w:pPr>")
COUNTED = ('<w:pStyle w:val="Lid"/>', "<w:numPr>")
"""What says of a paragraph that it has a number."""


@dataclass(frozen=True)
class Tracking:
    """`marks` is None in a document of one text, where nothing went or came."""

    parts: Parts
    marks: Redlined | None

    def _mark(self, name: str) -> str:
        """The begin of an element that says who changed it, and when.

        What went has another name than what came: Word then gives each a colour of its own, and LibreOffice does not take words that are in
        both for words that were moved, and loses what stands behind them when the changes are accepted.
        """
        assert self.marks
        author = escaped(self.marks.author + (GONE if name == "del" else ""))
        return f'<w:{name} w:id="{self.parts.number()}" w:author="{author}" w:date="{self.marks.day.isoformat()}T12:00:00Z"'

    def runs(self, op: str, inner: str) -> str:
        """Runs of text."""
        if op == SAME or not inner:
            return inner
        name = "ins" if op == IN else "del"
        return f"{self._mark(name)}>{inner}</w:{name}>"

    def end(self, op: str) -> str:
        """Of the properties of a paragraph: that the end of the paragraph itself went or came; both of one that is in neither text."""
        marks = (("ins", IN), ("del", OUT))
        return within("rPr", "".join(f"{self._mark(name)}/>" for name, mark in marks if mark in op))

    def row(self, op: str) -> str:
        """Of the properties of a row of a table."""
        return "" if op == SAME else f"{self._mark('ins' if op == IN else 'del')}/>"


def counted(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs, in which one with a number that went ends where the one before it did, if that looks the same.

    Its words go either way. LibreOffice takes a paragraph that went by its own end for the begin of the next, and gives that no number and all behind it the wrong one.
    """
    held = ""
    for one in paragraphs:
        before, found = START.match(held), START.match(one)
        if before and found and found["gone"] and not before["gone"] and before["look"] == found["look"] and _has_number(found["look"]):
            held = f"{held[: before.end('look')]}{found['gone']}{held[before.end('look') :]}"
            one = one[: found.end("look")] + one[found.end("gone") :]
        if held:
            yield held
        held = one
    if held:
        yield held


def _has_number(look: str) -> bool:
    return any(sign in look for sign in COUNTED)
