"""What stands above and below each page of a Word file: whose text it is, which one, where it stands for ever, and which page this is."""

from __future__ import annotations

from handbook.export.documents.model import Book
from handbook.export.documents.word.runs import Runs, plain
from handbook.export.documents.word.xml import HEAD, SPACES, val, within

RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
WIDEST = 75
"""Signs of an address that leave room for the number of the page beside it."""


def header(book: Book, runs: Runs) -> str:
    """The part above every page but the first, whose title says it."""
    since = f". Met de wijzigingen sinds {book.redlined.old}" if book.redlined else ""
    lines = [
        _line("Header", runs.both(*([(f"{one.employer}, {one.title}", "")] for one in (book.before, book)))),
        _line("Header", runs.both([(_named(book.before), "")], [(_named(book), ""), (since, "")])),
    ]
    return f"{HEAD}<w:hdr {SPACES}>{''.join(lines)}</w:hdr>"


def _named(book: Book) -> str:
    return f"{book.named}: nog niet gepubliceerd" if book.draft and not book.follows else book.named


def footer(book: Book, runs: Runs) -> str:
    """The part below every page."""
    page = plain("pagina ") + _number("PAGE") + plain(" van ") + _number("NUMPAGES")
    shown = {book.before.found, book.found}
    address = runs.both([(book.before.found, "")], [(book.found, "")])
    if sum(map(len, shown)) > WIDEST:
        lines = _line("Footer", address) + _line("Footer", page)
    else:
        lines = _line("Footer", address + "<w:r><w:tab/></w:r>" + page, RIGHT)
    return f"{HEAD}<w:ftr {SPACES}>{lines}</w:ftr>"


def _line(style: str, inner: str, properties: str = "") -> str:
    return f"<w:p>{within('pPr', val('pStyle', style) + properties)}{inner}</w:p>"


def _number(name: str) -> str:
    """A number that a word processor keeps itself; 1 until it does."""
    return f'<w:fldSimple w:instr=" {name} ">{plain("1")}</w:fldSimple>'
