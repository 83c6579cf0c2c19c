"""Holds the words of a document against those of the pages made of it: what no page has, somebody must look for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser

from handbook.imports.characters import clean
from handbook.imports.notes import Notes
from handbook.sources.documents.opendocument import TEXT
from handbook.sources.documents.word import W

WORD = re.compile(r"[^\W\d_]{3,}")
NUMBERING = frozenset(["artikel", "hoofdstuk", "art", "afdeling", "paragraaf", "deel", "bijlage", "lid", "inhoud", "inhoudsopgave"])
"""Words that only number, and that our pages print by themselves."""

MARKDOWN = re.compile(r"\{\{.*?\}\}|\\(?=[^\w\s])|\{#[^}]*\}")
SHOWN = 12


def tell(said: Iterable[str], pages: Iterable[str], notes: Notes) -> None:
    """Remembers which words of the document stand on none of the pages."""
    made = {word.casefold() for page in pages for word in WORD.findall(html.unescape(MARKDOWN.sub("", page)))}
    lost = [word for text in said for word in WORD.findall(clean(text)) if word.casefold() not in made | NUMBERING]
    if lost:
        shown = ", ".join(list(dict.fromkeys(lost))[:SHOWN]) + (" …" if len(set(lost)) > SHOWN else "")
        notes.whole(
            f"Deze woorden uit het document staan op geen pagina: {shown}.", "Zoek ze op in het document, en zet erbij wat ontbreekt."
        )


def of_word(trees: Iterable[Element]) -> Iterator[str]:
    """The paragraphs of a Word document as they stand in the file."""
    for tree in trees:
        for paragraph in tree.iter(f"{W}p"):
            yield "".join({f"{W}t": one.text or "", f"{W}tab": " ", f"{W}br": " "}.get(str(one.tag), "") for one in paragraph.iter())


def of_opendocument(tree: Element) -> Iterator[str]:
    """The paragraphs and headings of an OpenDocument text."""
    for one in tree.iter():
        if one.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield " ".join(one.itertext())


def of_web_page(data: bytes) -> Iterator[str]:
    """The text of a web page."""
    body = LexborHTMLParser(data).body
    yield body.text(separator=" ") if body else ""
