"""Which texts `handbook diff` compares, and what it says where one of them is not to be had."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from handbook.archive import published_text
from handbook.archive.register import Version
from handbook.build.named_version import Archive
from handbook.core import console, meant
from handbook.core.console import few
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.version_name import DRAFT
from handbook.redline import Redline, Text, compare, html, text
from handbook.redline.changes import OUT

VERVALLEN = "docs/gegevens/vervallen.yml"


@dataclass(frozen=True)
class Compared:
    """A redline, the addresses of the two versions, and what must be known about it: what is missing in them."""

    redline: Redline
    addresses: dict[str, str]
    notes: tuple[str, ...] = ()

    def address_of(self, version: str, address: str) -> str:
        """The whole address of a place in a version."""
        return f"{self.addresses[version]}{address}"


@dataclass(frozen=True)
class _Side:
    text: Text
    address: str
    hidden: Callable[[str, str], bool] = lambda _id, _address: False
    note: str = ""


def diff(project: Project, old: str, new: str, today: date, article: str | None = None) -> Compared:
    """What differs in `new` from `old`, each the name of a version or DRAFT; with `article`, in the article of that id alone.

    Raises CannotWork where one of them cannot be had, Refused where the draft holds mistakes.
    """
    if old == new:
        raise CannotWork(f"U vergelijkt {quote(old)} met zichzelf. Noem twee verschillende teksten: handbook diff {_other(old)} {DRAFT}")
    archive = Archive(project, today)
    sides = tuple(_draft(project) if name == DRAFT else _published(archive.version(name), archive) for name in (old, new))
    # What was taken off one of the two cannot be compared: that it is gone is no change of the text.
    shown = [_without(side.text, sides) for side in sides]
    found = compare(shown[0], shown[1], successors(project, {article.id for article in shown[1].articles}))
    if article is not None:
        found = _only(found, article, shown)
    # A draft prints the name that it will have: what it is called here is another matter.
    names = [DRAFT if name == DRAFT else side.text.version for name, side in zip((old, new), sides, strict=True)]
    found = replace(found, old=names[0], new=names[1])
    return Compared(
        found, {name: side.address for name, side in zip(names, sides, strict=True)}, tuple(side.note for side in sides if side.note)
    )


def shown(compared: Compared, form: str) -> str:
    """The redline as text, json, html (a whole page) or markdown; on a terminal the text has colours beside its marks."""
    redline = compared.redline
    if form == "json":
        return json.dumps(redline.data(), ensure_ascii=False, indent=1)
    if form == "markdown":
        return text.markdown(redline).rstrip("\n")
    if form == "html":
        return html.page(redline, address_of=compared.address_of)
    return text.text(redline, _painted if console.painted() else None).rstrip("\n")


def _painted(op: str, said: str) -> str:
    return console.red(said) if op == OUT else console.green(said)


def _other(name: str) -> str:
    return "2026-11-01" if name == DRAFT else name


def _draft(project: Project) -> _Side:
    # Imported here: who compares what was published need not wait for all that builds.
    from handbook.build import draft_articles

    data = draft_articles.built(project)
    return _Side(Text.of(data), data["adres"])


def successors(project: Project, ids: set[str]) -> dict[str, str]:
    """Where articles went that are not in a text with articles of these ids. What cannot be read of that file is for the check to say."""
    if not (project.root / VERVALLEN).is_file():
        return {}
    # Imported here, as above.
    from handbook.sources.data import former_articles

    former, _ = former_articles.load(project)
    return former.successors(ids)


def hidden(project: Project, names: Iterable[str | None], today: date) -> Callable[[str, str], bool]:
    """Whether an article, by its id and its address, was taken off one of these versions; None is the one that is usual, DRAFT hides nothing."""
    archive = Archive(project, today)
    entries = (archive.usual() if name is None else archive.version(name) for name in names if name != DRAFT)
    hides = [_hides(entry) for entry in entries if entry and entry.parts]
    return lambda id_, address: any(one(id_, address) for one in hides)


def _published(entry: Version, archive: Archive) -> _Side:
    data = published_text.data(archive.files(entry))
    if data is None:
        raise CannotWork(
            f"De artikelen van versie {entry.version} zijn niet te lezen. Kijk of er iets mis is met het archief: handbook verify"
        )
    return _Side(Text.of(data), data["adres"], _hides(entry), _note(entry))


def _hides(entry: Version) -> Callable[[str, str], bool]:
    """Whether an article, by its id and its address, was taken off this version."""
    ids = {one.plek for one in entry.parts if one.wat == "artikel"}
    pages = {one.plek for one in entry.parts if one.wat == "pagina"}
    return lambda id_, address: id_ in ids or address.partition("#")[0] in pages


def _note(entry: Version) -> str:
    parts = [f"artikel {one.nummer}" if one.wat == "artikel" else f"de pagina {one.plek}" for one in entry.parts]
    if not parts:
        return ""
    return f"Van versie {entry.version} is een deel van de website gehaald ({few(parts)}): daarover zegt dit overzicht niets."


def _without(whole: Text, sides: Iterable[_Side]) -> Text:
    kept = tuple(one for one in whole.articles if not any(side.hidden(one.id, one.address) for side in sides))
    return replace(whole, articles=kept)


def _only(redline: Redline, article: str, texts: list[Text]) -> Redline:
    """What differs in one article. Raises CannotWork where neither text has it."""
    old, new = ({one.id: one.number for one in side.articles} for side in texts)
    # Of a number that two articles had, the one of today is meant.
    numbers = new | {id_: number for id_, number in old.items() if id_ not in new}
    id_ = meant.article_id(article, numbers)
    if id_ is None:
        raise CannotWork(f"Het artikel {quote(article)} staat in geen van beide teksten. {meant.article(article, numbers)}")
    return redline.only(id_)
