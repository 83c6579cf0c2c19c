"""The text of authors, who may be strangers, as Markdown of which a git host shows every sign and does nothing: no link, picture, name called, command or HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from handbook.redline.text import Form

SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$^]|^\s*(?:/|[-+=]+(?=\s|$)|---+|===+|[0-9]{1,9}[.)](?=\s|$))")
"""What means something to Markdown or to a host: some anywhere, a slash, a dash, a sum or a number with a full stop where a line begins."""

JOINER = "\u2060"
"""A sign without width: hosts look for names and numbers after the Markdown was read, where a backslash no longer helps."""

CALLED = re.compile(r"(?<![A-Za-z0-9])@(?=\w)|[#!%~$^&](?=\w)|\bGH-(?=\d)|:(?=//)|\bwww(?=\.)|:(?=[\w+-]+:)", re.IGNORECASE | re.ASCII)
"""What calls somebody, leads to a number, is an address, or becomes a little picture."""


def joined(text: str) -> str:
    """The text on one line, with a joiner in all that a host looks for."""
    bare = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return CALLED.sub(lambda match: f"{match[0]}{JOINER}", bare)


def markdown(text: str) -> str:
    """The text for within a line of Markdown."""
    return SIGNS.sub(_escaped, joined(text))


def _escaped(match: re.Match[str]) -> str:
    """Each sign with a backslash before it; of a number at the begin of a line only what stands behind it."""
    return "".join(sign if sign.isalnum() or sign.isspace() else f"\\{sign}" for sign in match[0])


def summary(text: str) -> str:
    """The text for within a tag of ours, where no Markdown is read."""
    return html.escape(joined(text))


@dataclass(frozen=True)
class Host(Form):
    """Marks of a redline as git hosts show them: tags of ours, which work in the middle of a word too."""

    def escaped(self, text: str) -> str:
        """As `markdown`, but with the spaces at its ends, which stand between words."""
        lead, end = (" " if text[:1].isspace() else ""), (" " if text[1:] and text[-1:].isspace() else "")
        return f"{lead}{markdown(text)}{end}" if text.strip() else lead


HOST = Host(("<del>", "</del>"), ("<ins>", "</ins>"), "", "", apart=True)
