"""A document as plain text: for a mail, a screen reader, or a program that compares texts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from handbook.export.documents import words
from handbook.export.documents.model import BOXES, Book, Chapter, Item, Section
from handbook.redline.changes import Box, Line, Marked

WIDTH = 80
INDENT = "   "
ENDS = (".", "?", "!", ":", "…")
APART = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "aside", "pre", "figure"})
"""Blocks with air around them."""


def make(book: Book) -> bytes:
    """The document as UTF-8 with lines of at most 80 signs, but for an address that is longer."""
    lines = [*_front(book)]
    for chapter in book.chapters:
        lines += _chapter(chapter)
    return ("\n".join(_aired(lines)).strip() + "\n").encode()


def _aired(lines: Iterable[str]) -> Iterator[str]:
    """The lines with at most two empty ones in a row."""
    empty = 0
    for line in lines:
        empty = 0 if line else empty + 1
        if empty < 3:
            yield line


def _front(book: Book) -> Iterator[str]:
    for told in book.warnings:
        yield from _wrapped(told)
    if book.warnings:
        yield ""
    if book.alone:
        return
    yield book.title.upper()
    yield book.employer
    yield ""
    if book.part:
        yield from (*_wrapped(book.part), "")
    yield from _wrapped(f"{book.named}.")
    yield from _wrapped(book.adopted)
    yield from _wrapped(f"{'Het handboek' if book.draft else 'Deze tekst'} staat op {book.found}")
    if book.contacts:
        yield from _wrapped(f"De contactgegevens van nu staan op {book.contacts}")


def _chapter(chapter: Chapter) -> Iterator[str]:
    title = f"{chapter.number}. {words.plain(chapter.title)}" if chapter.number else words.plain(chapter.title)
    yield from ("", "", *_wrapped(title.upper()), "=" * min(WIDTH, len(title)))
    for section in chapter.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        title = f"Artikel {section.number}  {words.plain(section.title)}" if section.number else words.plain(section.title)
        yield from ("", *_wrapped(title), *(["-" * min(WIDTH, len(title))] if section.level == 2 else []))
    for item in section.items:
        yield ""
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    inset = "| " if item.kind in BOXES else ""
    if item.title:
        title = words.plain(item.title)
        yield from _wrapped(title if title.endswith(ENDS) else f"{title}:", inset)
    if item.number is not None:
        yield from _marked(item.blocks, f"{item.number}. ", INDENT)
    else:
        yield from _marked(item.blocks, inset, inset)


def _marked(blocks: tuple[Marked, ...], first: str, rest: str, *, aired: bool = True) -> Iterator[str]:
    """The blocks, the first line behind `first`, every other one behind `rest`; an empty line keeps blocks apart where they are `aired`."""
    for at, block in enumerate(blocks):
        if at and aired and isinstance(block, Box) and block.tag in APART:
            yield rest.rstrip()
        yield from _block(block, first if at == 0 else rest, rest)


def _block(block: Marked, first: str, rest: str) -> Iterator[str]:
    if isinstance(block, Line):
        yield from _wrapped(words.plain(block), first, rest)
    elif block.tag == "li":
        number = dict(block.attributes).get("value")
        mark = f"{number}. " if number else "- "
        yield from _marked(block.children, f"{first}{mark}", f"{rest}{' ' * len(mark)}", aired=False)
    elif block.tag == "tr":
        yield from _wrapped(" | ".join(_cell(cell) for cell in block.children), first, rest)
    elif block.tag == "dd":
        yield from _marked(block.children, f"{rest}{INDENT}", f"{rest}{INDENT}", aired=False)
    elif block.tag == "hr":
        yield f"{first}{'-' * 3}"
    else:
        yield from _marked(block.children, first, rest, aired=block.tag in ("aside", "blockquote"))


def _cell(cell: Marked) -> str:
    if isinstance(cell, Line):
        return words.plain(cell).replace("\n", " ")
    assert isinstance(cell, Box)
    return " ".join(filter(None, map(_cell, cell.children)))


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text in lines that fit; a line that was ended by hand stays one."""
    rest = first if rest is None else rest
    for at, line in enumerate(text.split("\n")):
        begin = first if at == 0 else rest
        yield from textwrap.wrap(line, WIDTH, initial_indent=begin, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
