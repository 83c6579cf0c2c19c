"""Opens the document that is to be taken over, whatever program wrote it, and refuses one that is not finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from handbook.core import system_errors
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import quote
from handbook.imports import lost_words, opendocument, pandoc, pictures, trees, web_footnotes, web_page, word
from handbook.imports.notes import Notes
from handbook.imports.pandoc import Node
from handbook.sources.documents import facts
from handbook.sources.documents import opendocument as opendocument_facts
from handbook.sources.documents import word as word_facts
from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import FILE_LIMIT, Package, Unreadable

KINDS = (".docx", ".odt", ".html", ".htm")
WITH_MACROS = (".docm", ".dotm", ".doc", ".dot", ".rtf")
PAGE_LIMIT = 20_000_000
"""Bytes of a web page; pictures that it holds itself count."""

ACCEPT = {
    ".docx": "Open het in Word. Kies Controleren, Accepteren, Alle wijzigingen accepteren, en daarna Verwijderen, Alle opmerkingen verwijderen. Sla het op, en probeer het opnieuw.",
    ".odt": "Open het in LibreOffice. Kies Bewerken, Bijgehouden wijzigingen, Alles accepteren, en verwijder de opmerkingen. Sla het op, en probeer het opnieuw.",
    ".html": "Accepteer de wijzigingen en verwijder de opmerkingen in het document zelf. Sla het opnieuw op als webpagina, en probeer het opnieuw.",
}


class NotFinished(Ended):
    """Changes or remarks wait in the document: what was deleted and who said what would come in with it."""

    exit_code: ClassVar[int] = 4


@dataclass(frozen=True)
class Document:
    """Its text as pandoc's tree, its own title, where its pictures are read, its texts as they stand in the file, which classes mean bold, and what it says of
    pictures where the tree does not."""

    blocks: list[Node]
    title: str
    picture: Callable[[str], bytes]
    said: list[str]
    bold: dict[str, str] = field(default_factory=dict)
    described: dict[str, str] = field(default_factory=dict)


def opened(path: Path, notes: Notes) -> Document:
    """The document at `path`. Raises CannotWork, and NotFinished where changes or remarks wait in it."""
    kind = path.suffix.lower()
    if kind in WITH_MACROS:
        raise CannotWork(f"{quote(path.name)} kan niet worden overgenomen. Sla het in Word op als Word-document (.docx), zonder macro's.")
    if kind not in KINDS:
        raise CannotWork(f"{quote(path.name)} kan niet worden overgenomen. Kies een bestand dat eindigt op .docx, .odt of .html.")
    if not path.is_file():
        raise CannotWork(f"Het bestand {path} bestaat niet. Kijk de naam na.")
    try:
        return _web_page(path) if kind.startswith(".htm") else _packed(path, kind, notes)
    except Unreadable as error:
        raise CannotWork(
            f"{quote(path.name)} kan niet worden gelezen: {error}. Open het in Word of LibreOffice, en sla het opnieuw op."
        ) from error
    except OSError as error:
        raise CannotWork(f"{quote(path.name)} kan niet worden gelezen: {system_errors.said(error)}.") from error


def _packed(path: Path, kind: str, notes: Notes) -> Document:
    package = Package.open(path)
    found = word_facts.facts(package) if kind == ".docx" else opendocument_facts.facts(package)
    if found.macros:
        raise CannotWork(f"In {quote(path.name)} zitten macro's. Sla het op zonder macro's, en probeer het opnieuw.")
    _require_finished(path, kind, found.changes, found.remarks)
    _tell(found, notes)
    described: dict[str, str] = {}
    if kind == ".docx":
        prepared, read = word.prepared(package)
        said = list(lost_words.of_word(read))
    else:
        prepared, content = opendocument.prepared(package)
        said = list(lost_words.of_opendocument(content))
        described = opendocument.descriptions(content)
    tree = pandoc.tree(prepared, kind[1:])
    folders = ("word/", "") if kind == ".docx" else ("",)
    return Document(tree["blocks"], _title(tree), pictures.in_package(package, folders), said, described=described)


def _web_page(path: Path) -> Document:
    if path.stat().st_size > min(PAGE_LIMIT, FILE_LIMIT):
        raise Unreadable(f"het is groter dan {PAGE_LIMIT / 1e6:.0f} MB")
    page = web_page.prepared(path.read_bytes())
    _require_finished(path, ".html", page.changes, page.remarks)
    tree = pandoc.tree(page.html, "html")
    return Document(
        web_footnotes.footnotes(tree["blocks"]), page.title, pictures.beside(path), list(lost_words.of_web_page(page.html)), page.bold
    )


def _require_finished(path: Path, kind: str, changes: int, remarks: int) -> None:
    if waiting := facts.waiting(changes, remarks):
        verb = "staat" if changes + remarks == 1 else "staan"
        raise NotFinished(f"In {quote(path.name)} {verb} nog {waiting} waarover niet is beslist. Er is niets overgenomen. {ACCEPT[kind]}")


def _tell(found: Facts, notes: Notes) -> None:
    """What is in the document and does not come in, or not as it was."""
    if found.margins:
        shown = ", ".join(quote(one, 60) for one in found.margins[:3])
        notes.whole(f"De kop- en voettekst is niet overgenomen: {shown}.", "Staat er iets in dat lezers nodig hebben? Zet het in de tekst.")
    if found.hidden:
        notes.whole(
            "Verborgen tekst is niet overgenomen.", "Hoort zij erbij? Maak haar zichtbaar in het document, en neem het opnieuw over."
        )
    if found.boxes:
        notes.whole("De tekst uit tekstvakken staat nu gewoon in de tekst.", "Kijk of zij op de goede plek staat.")
    if found.outside:
        notes.whole(
            f"Het document haalt iets van buiten op: {quote(found.outside[0])}. Dat is niet overgenomen.",
            "Voeg de afbeelding zelf in het document in.",
        )
    if found.embedded:
        notes.whole(
            "In het document zit een ander bestand, zoals een rekenblad. Dat is niet overgenomen.", "Zet het apart in docs/bijlagen/."
        )


def _title(tree: Node) -> str:
    given = tree["meta"].get("title", {}).get("c", [])
    return " ".join(trees.plain([one for one in given if one["t"] not in ("MetaInlines", "MetaBlocks")]).split())
