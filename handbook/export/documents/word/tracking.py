"""Marks what went and what came as a word processor does, so that accepting all gives the new text, and refusing all the old one."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.export.documents.model import Redlined
from handbook.export.documents.word.parts import Parts
from handbook.export.documents.word.xml import escaped, within
from handbook.redline.changes import IN, OUT, SAME

GONE = " (vervallen)"
"""Behind the name of who took words away."""


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
