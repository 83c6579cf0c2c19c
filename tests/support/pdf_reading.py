"""Reads a PDF as a reader's program does: its words, its tags, its bookmarks and its links."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

TOP, FOOT = 772.0, 76.0
"""Points from the foot of a page: what is beyond them is the line over it, and those below."""
PLACE = re.compile(r"\s\(p\.\s\d+\)")
"""What paper has behind a link."""


def opened(data: bytes) -> PdfReader:
    """The PDF; a slip in its grammar is an error."""
    return PdfReader(io.BytesIO(data), strict=True)


def root(data: bytes) -> Any:
    """What the PDF says of itself as a whole."""
    return opened(data).trailer["/Root"]


def words(data: bytes) -> str:
    """All words of the text, as if it were one long page: without the lines over and below each, and without numbers of pages behind links."""
    found: list[str] = []

    def keep(text: str, space: list[float], *_: object) -> None:
        if FOOT < space[5] < TOP:
            found.append(text)

    for page in opened(data).pages:
        page.extract_text(visitor_text=keep)
    return PLACE.sub("", "".join(found))


def signs(text: str) -> str:
    """The letters and digits alone: where a line ends, and what hangs there, says nothing of the words."""
    return "".join(sign for sign in text if sign.isalnum())


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """The bookmarks in their order: how deep each stands, from 1, its words, and its page, from 1."""
    reader = opened(data)
    return [(depth, one["/Title"], (reader.get_destination_page_number(one) or 0) + 1) for depth, one in _deep(reader.outline, 1)]


def _deep(outline: Any, depth: int) -> Iterator[tuple[int, Any]]:
    for one in outline:
        yield from _deep(one, depth + 1) if isinstance(one, list) else [(depth, one)]


def tags(data: bytes) -> Iterator[tuple[str, Any]]:
    """The name of every tag with its object, in the order in which they are read."""
    yield from _tags(root(data)["/StructTreeRoot"]["/K"])


def _tags(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"])[1:], node
        yield from _tags(node.get("/K", []))


def web_links(data: bytes) -> set[str]:
    """The addresses to which links lead outside the document."""
    return {str(action["/URI"]) for action in _actions(data) if "/URI" in action}


def inner_links(data: bytes) -> int:
    """How many links lead to a place in the document."""
    return sum("/Dest" in note for page in opened(data).pages for note in _notes(page))


def _actions(data: bytes) -> Iterator[Any]:
    for page in opened(data).pages:
        for note in _notes(page):
            if "/A" in note:
                yield note["/A"]


def _notes(page: Any) -> Iterator[Any]:
    for note in page.get("/Annots", []):
        yield note.get_object()
