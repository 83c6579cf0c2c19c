"""Reads a version, or a draft that was built, as one document: from `artikelen.json`, `inhoud.json` and its pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import manifest, printed_pages, published_text
from handbook.archive.acts import Read
from handbook.archive.contents_file import INHOUD_JSON, TITLE, Bladzijde, Inhoud
from handbook.archive.git import RECORD
from handbook.archive.printed_pages import Stretch
from handbook.core import meant
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.export.documents import words
from handbook.export.documents.model import Book, Chapter, Item, Look, Section
from handbook.redline.changes import OUT

COLOUR = "#1f4e79"
"""Of a version from before `inhoud.json`, which does not tell its own."""


def read(file: Read) -> Book:
    """The whole document of a version; `file` reads by a path within it. Raises CannotWork where its articles cannot be read."""
    data = _data(file)
    contents = _contents(file, data)
    return _book(file, data, contents, tuple(_chapters(file, data, contents.bladzijden)))


def chapters(file: Read) -> Iterator[Chapter]:
    """Those of the whole document, one by one: all of a large text together fill the memory. Raises as `read` does."""
    data = _data(file)
    return _chapters(file, data, _contents(file, data).bladzijden)


def page(file: Read, name: str) -> Book:
    """The document of one page, whatever it is, by its address or the name of its source. Raises CannotWork where there is none of that name."""
    data = _data(file)
    contents = _contents(file, data)
    address = _address(file, name)
    chapters = tuple(_chapters(file, data, (Bladzijde(pagina="-", adres=address, titel=""),)))
    if not chapters:
        raise CannotWork(f"Op de pagina {quote(name)} staat niets voor een document. Kies een andere pagina.")
    book = _book(file, data, contents, chapters)
    return replace(book, title=words.plain(chapters[0].title), alone=True)


def _address(file: Read, name: str) -> str:
    found = meant.page(name, lambda page: file(f"{_at(page)}index.html") is not None)
    if found is not None:
        return _at(found)
    pages = [facts["url"].strip("/") for facts in json.loads(file(RECORD) or b"{}").get("paginas", {}).values()]
    near = meant.near_pages(name, filter(None, pages))
    advice = f"Bedoelt u {' of '.join(near)}?" if near else f"Schrijf haar adres na de versie{_such_as(pages)}."
    raise CannotWork(f"De pagina {quote(name)} staat niet in deze tekst. {advice}")


def _such_as(addresses: Iterable[str]) -> str:
    """An address as an example, of those that there are; the most telling is one within a folder."""
    known = sorted(filter(None, addresses), key=lambda one: ("/" not in one, one))
    return f", zoals {known[0]}" if known else ""


def _at(page: str) -> str:
    return f"{page}/" if page else ""


def _book(file: Read, data: Mapping[str, Any], contents: Inhoud, chapters: tuple[Chapter, ...]) -> Book:
    logo = file(contents.logo) if contents.logo else None
    return Book(
        title=contents.titel,
        employer=contents.werkgever,
        short_name=contents.naam_kort,
        reference=contents.kenmerk,
        version=data["versie"],
        # Only a version stands at an address of its own.
        draft=not data["adres"].endswith(f"/{data['versie']}/"),
        since=date.fromisoformat(data["ingangsdatum"]),
        address=data["adres"],
        adopted=f"Vastgesteld op {contents.vastgesteld} door {contents.vastgesteld_door}." if contents.vastgesteld else "",
        look=Look(contents.kleur, (PurePosixPath(contents.logo or "").suffix, logo) if logo else None),
        chapters=chapters,
        whole=_addresses(chapters),
        file=file,
    )


def only(book: Book, article: str) -> Book:
    """The document of one article, by its id, its number or its address. Raises CannotWork where the text has none of that name."""
    # Of an article that was put elsewhere, a redline has two: what it is now comes last, and stays.
    known = {section.id: section for section in sorted(book.sections, key=lambda one: one.op != OUT) if section.number}
    numbers = {id_: section.number for id_, section in known.items()}
    id_ = meant.article_id(article, numbers)
    if id_ is None:
        raise CannotWork(f"Het artikel {quote(article)} staat niet in deze tekst. {meant.article(article, numbers, chapters=True)}")
    chapter = next(one for one in book.chapters if known[id_] in one.sections)
    return _part(book, replace(chapter, sections=(known[id_],)), f"Artikel {known[id_].number}, {words.plain(known[id_].title)}")


def chapter(book: Book, name: str) -> Book:
    """The document of one chapter, by its number or its address. Raises CannotWork where there is none of that name."""
    # Of a chapter that went and came, what it is now comes last, and stays.
    ordered = sorted(book.chapters, key=lambda one: one.op != OUT)
    known = {name: one for one in ordered for name in (one.number, one.address.strip("/"))}
    wanted = meant.number(name)
    found = wanted if wanted in known else meant.page(name, known.__contains__)
    if not found:
        raise CannotWork(f"Het hoofdstuk {quote(name)} staat niet in deze tekst. {_chapter_meant(book, name)}")
    number = f"Hoofdstuk {known[found].number}, " if known[found].number else ""
    return _part(book, known[found], f"{number}{words.plain(known[found].title)}")


def _chapter_meant(book: Book, name: str) -> str:
    wanted = meant.number(name)
    if any(wanted == section.number for section in book.sections if section.number):
        return f"{wanted} is een artikel. Schrijf dan: --artikel {wanted}"
    addresses = [one.address.strip("/") for one in book.chapters if one.address]
    near = meant.near_pages(name, addresses)
    numbers = [one.number for one in book.chapters if one.number]
    if near or not numbers:
        return f"Bedoelt u {' of '.join(near)}?" if near else f"Schrijf het adres{_such_as(addresses)}."
    first, last = sorted(numbers, key=int)[0], sorted(numbers, key=int)[-1]
    return f"De hoofdstukken zijn {first} tot en met {last}. Schrijf een nummer, of het adres{_such_as(addresses)}."


def _part(book: Book, chapter: Chapter, named: str) -> Book:
    return replace(book, chapters=(chapter,), part=named, whole=_addresses((chapter,)))


def _addresses(chapters: tuple[Chapter, ...]) -> frozenset[str]:
    return frozenset(address for chapter in chapters for address in chapter.addresses)


def _data(file: Read) -> Mapping[str, Any]:
    data = published_text.data(file)
    if data is None:
        raise CannotWork("De artikelen van deze tekst zijn niet te lezen. Kijk of er iets mis is met het archief: handbook verify")
    return data


def _contents(file: Read, data: Mapping[str, Any]) -> Inhoud:
    """What the version says of itself; one from before that file has the pages of its articles, in the order of their numbers."""
    try:
        return Inhoud.model_validate_json(file(INHOUD_JSON) or b"")
    except ValidationError:
        pages = dict.fromkeys((article["pagina"], article["adres"].partition("#")[0]) for article in data["artikelen"])
        return Inhoud(
            schema=1,
            versie=data["versie"],
            titel=TITLE,
            werkgever=data["werkgever"],
            naam_kort=data["werkgever"],
            kenmerk=data.get("waarden", {}).get("protocol.kenmerk", ""),
            kleur=COLOUR,
            logo=None,
            **_adoption(file),
            bladzijden=tuple(Bladzijde(pagina=page, adres=address, titel="") for page, address in pages),
        )


def _adoption(file: Read) -> dict[str, str | None]:
    facts = json.loads(file(manifest.FACTS) or b"{}")
    day, by = facts.get("vastgesteld"), facts.get("vastgesteld_door")
    return {"vastgesteld": long_date(date.fromisoformat(day)) if day else None, "vastgesteld_door": by}


def _chapters(file: Read, data: Mapping[str, Any], pages: Iterable[Bladzijde]) -> Iterator[Chapter]:
    articles = {article["id"]: article for article in data["artikelen"]}
    for page in pages:
        html = file(f"{page.adres}index.html")
        if html is None:
            continue
        tree = LexborHTMLParser(html.decode("utf-8", "replace"))
        sections = tuple(_section(one, articles, page.adres) for one in printed_pages.read(tree, page.adres))
        kept = tuple(one for one in sections if one is not None)
        number = next((one.number.partition(".")[0] for one in kept if one.number), "")
        if kept:
            yield Chapter(number, words.line(printed_pages.title(tree) or page.titel), page.adres, kept)


def _section(stretch: Stretch, articles: Mapping[str, Any], address: str) -> Section | None:
    """None of an article that was taken off this version."""
    place = f"{address}#{stretch.id}" if stretch.id else address
    if stretch.article is None:
        parts = tuple(_item(manifest.plain(part)) for part in stretch.parts)
        return Section(stretch.id, stretch.level, "", words.line(stretch.title) if stretch.title else None, place, parts)
    article = articles.get(stretch.article)
    if article is None:
        return None
    items = tuple(map(_item, article["delen"]))
    return Section(stretch.id, stretch.level, article["nummer"], words.line(article["titel"]), place, items)


def _item(part: Mapping[str, Any]) -> Item:
    """From an item of `delen`."""
    title = words.line(part["titel"]) if part["titel"] else None
    return Item(part["soort"], part["nummer"], title, words.of(part["html"]), part["adres"], part.get("raad", False))
