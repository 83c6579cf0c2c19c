"""Finds the marks of a merge in git that nobody finished, and reads one of its two sides."""

from __future__ import annotations

import html
import re

from handbook.core.findings import Finding, SourceFile, quote

CONFLICT = re.compile(r"[ \t]*(?:(?:<{7}(?!<)|>{7}(?!>)).*|\|{7}(?: .*)?|={7}[ \t]*)")
"""A line that git writes where two changes meet in one place: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented."""

WITHIN = re.compile(r"(?<!<)<{7}(?!<)[ \t]?\S|(?<!>)>{7}(?!>)[ \t]?\S")
"""The same in an item of a list, a cell or a value, where the text of its side cannot be told from the rest."""

MARK = re.compile(r"<{7}|>{7}|\|{7}|={7}")
"""What each of them holds."""


def one_side(file: SourceFile, lines: list[str]) -> tuple[list[str], list[Finding]]:
    """The lines with only our side of each conflict, and a finding for each conflict, or for a mark left alone.

    The lines of the other side become empty, so that line numbers hold: what is wrong with two texts in one is no mistake of their authors.
    """
    if not MARK.search(_shown("\n".join(lines))):
        return lines, []
    shown = [_shown(line) for line in lines]
    if not any(CONFLICT.fullmatch(line) or WITHIN.search(line) for line in shown):
        return lines, []
    kept, findings, ours, begun = [], list[Finding](), True, False
    for number, (line, read) in enumerate(zip(lines, shown, strict=True), 1):
        mark = read.lstrip()[:1] if CONFLICT.fullmatch(read) else ""
        if (mark and (mark == "<" or not begun)) or (not mark and WITHIN.search(read)):
            mend = "Kies welke tekst moet blijven, en haal de regels met deze tekens weg: <<<<<<<, |||||||, ======= en >>>>>>>."
            message = f"Hier staat een samenvoeging die niet is afgemaakt: {quote(line.strip(), 60)}."
            findings.append(file.finding(number, "BST011", message, mend))
        begun = mark == "<" or (begun and mark != ">")
        ours = (ours and mark not in ("|", "=")) or not begun
        kept.append("" if mark or not ours else line)
    return kept, findings


def _shown(line: str) -> str:
    """The line as a page shows it: a document that is taken over has its signs escaped."""
    return html.unescape(line.replace("\\", "")) if "&" in line or "\\" in line else line
