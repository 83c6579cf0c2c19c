"""The newest revision says of every article that changed what changes, why and for whom, and says it of no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.checks import published
from handbook.checks.changes import since
from handbook.core.change_kind import MATERIAL
from handbook.core.console import few
from handbook.core.findings import Finding, Level, SourceFile, quote
from handbook.core.status import Status
from handbook.core.version_name import VersionName
from handbook.redline import Change, Redline, proposed
from handbook.sources import Sources, articles
from handbook.sources.declared_changes import KEY, DeclaredChange
from handbook.sources.revisions import Revision

TELLING = frozenset({"nieuw", "gewijzigd", "vervallen", "gegeven"})
"""The kinds of change that a reader must be told of; another number, place or id changes nothing that anybody may or must do."""

GONE = re.compile(
    r"ver(?:val|vie)l|vervang|\bweg|\bniet (?:meer|langer)|\bgeen\b.* meer\b|\bgeschrap|\bschrap|\bingetrokken|\bafgeschaft|\bopgeheven"
    r"|verdw|\bstopt|\bnu (?:in|bij|op|onder)\b|\bsamengevoeg|\bopgegaan|\bgaat op in\b|verplaats|verhuis|overgenomen|\bop(?:ge)?nomen",
    re.IGNORECASE,
)
"""Words by which people say that a rule is no longer there, or stands elsewhere."""

DONE = {"nieuw": "is nieuw", "vervallen": "is vervallen"}


def check(sources: Sources) -> Iterator[Finding]:
    """Nothing of a published revision, nor of the first one: there is nothing that it changes."""
    if not sources.revisions:
        return
    newest, redline = sources.revisions[0], since.changes(sources)
    archive = published.archive(sources)
    if archive and newest.version in archive.names:
        return
    seen = _Seen(sources, newest, _also(sources, redline))
    yield from _shape(seen)
    yield from _unread(seen)
    yield from _bare(seen)
    yield from _unknown(seen, redline)
    if redline is not None:
        yield from _unsaid(seen, redline)
        yield from _withdrawn(seen, redline)
        yield from _unchanged(seen, redline)


def changed(redline: Redline) -> dict[str, Change]:
    """The articles of which a revision must say what changes, by their ids, in the order of the text."""
    return {one.id: one for one in redline.changes if one.kinds & TELLING}


@dataclass(frozen=True)
class _Seen:
    """The sources with their newest revision; `also` are those that are not published either, which say what they change themselves."""

    sources: Sources
    newest: Revision
    also: tuple[Revision, ...]

    @property
    def items(self) -> tuple[DeclaredChange, ...]:
        return self.newest.facts.wijzigingen

    @property
    def level(self) -> Level:
        """Who is still writing is told, and not stopped."""
        return "waarschuwing" if self.newest.facts.status == Status.CONCEPT else "fout"

    def finding(self, code: str, message: str, mend: str, *key: str | int, level: Level | None = None) -> Finding:
        return SourceFile(f"docs/{self.newest.source}").finding(
            self.newest.line(KEY, *key) or self.newest.line("status"), code, message, mend, level or self.level
        )


def _also(sources: Sources, redline: Redline | None) -> tuple[Revision, ...]:
    """The earlier revisions whose changes are among those since the text that was published."""
    before = VersionName.or_none(redline.old) if redline else None
    return tuple(one for one in sources.revisions[1:] if before and one.version > before)


def _shape(seen: _Seen) -> Iterator[Finding]:
    told: dict[str, int] = {}
    for number, one in enumerate(seen.items):
        if one.wat in told:
            message = f"Onder {KEY} staat twee keer hetzelfde: {quote(one.wat)}."
            mend = "Laat het één keer staan, en noem onder artikelen alle artikelen waar het over gaat."
            yield seen.finding("REV033", message, mend, number, "wat", level="waarschuwing")
        told[one.wat] = number
        if one.artikel and one.artikel in one.artikelen:
            message = f"Deze wijziging noemt {quote(one.artikel)} twee keer: bij artikel en bij artikelen."
            yield seen.finding("REV033", message, "Haal de regel met artikel: weg.", number, "artikel", level="fout")
        absent = [key for key in ("waarom", "voor_wie") if not getattr(one, key)]
        # Of what a program proposed REV070 asks all of it at once.
        if absent and one.nagelezen and seen.newest.facts.aard == MATERIAL:
            message = f"Bij de wijziging {quote(one.wat)} staat niet {' en '.join(ASKED[key] for key in absent)}."
            lines = " en ".join(f'{key}: "…"' for key in absent)
            yield seen.finding("REV034", message, f"Lezers willen dat weten. Voeg toe: {lines}", number)


ASKED = {"waarom": "waarom", "voor_wie": "voor wie"}


def _unread(seen: _Seen) -> Iterator[Finding]:
    """What a program proposed, and nobody has read: it would stand before all staff as if somebody meant it."""
    unread = [(number, one) for number, one in enumerate(seen.items) if not one.nagelezen]
    if unread:
        about = few([", ".join(one.ids) or "buiten de artikelen" for _, one in unread])
        message = f"Niemand heeft nog nagelezen wat het programma onder {KEY} voorstelt: {about}."
        mend = "Lees het, verbeter het waar dat nodig is, en haal dan bij elke wijziging de regel weg met nagelezen: nee"
        yield seen.finding("REV070", message, mend, unread[0][0], "nagelezen")


def _bare(seen: _Seen) -> Iterator[Finding]:
    """That something differs, and not what: who took away `nagelezen` and nothing else sends staff to look for it themselves."""
    for number, one in enumerate(seen.items):
        if not one.nagelezen or seen.newest.facts.aard != MATERIAL:
            continue
        if one.betekent and proposed.bare(one.betekent):
            message = f"Bij betekent staat dat er iets anders is, en niet wat dat voor mensen betekent: {quote(one.betekent)}."
            mend = 'Schrijf wat iemand nu anders moet of mag, zoals: betekent: "U mag …"'
            yield seen.finding("REV038", message, mend, number, "betekent")
        elif proposed.says_nothing(one.wat, one.betekent):
            message = f"Deze wijziging zegt dat er iets anders is, en niet wat: {quote(one.wat)}."
            mend = 'Schrijf wat iemand nu anders moet of mag: bij wat, of op een regel erbij, zoals: betekent: "U mag …"'
            yield seen.finding("REV038", message, mend, number, "wat")


def _unknown(seen: _Seen, redline: Redline | None) -> Iterator[Finding]:
    """An article that is in neither text, nor was taken off the site since. Without the text before, only the first revision can be judged."""
    here = seen.sources.metadata.articles
    gone = {one.old.id for one in redline.changes if one.old} | since.taken_off(seen.sources) if redline else set()
    if redline is None and len(seen.sources.revisions) > 1:
        return
    for number, one in enumerate(seen.items):
        for id_ in one.ids:
            if id_ not in here and id_ not in gone:
                message = f"Onder {KEY} staat een artikel dat er niet is: {quote(id_)}."
                yield seen.finding(
                    "REV032", message, articles.not_there(id_, [*here, *sorted(gone)]), number, *_place(one, id_), level="fout"
                )


def _place(one: DeclaredChange, id_: str) -> tuple[str | int, ...]:
    return ("artikel",) if id_ == one.artikel else ("artikelen", one.artikelen.index(id_))


def _unsaid(seen: _Seen, redline: Redline) -> Iterator[Finding]:
    said = {id_ for revision in (seen.newest, *seen.also) for one in revision.facts.wijzigingen for id_ in one.ids}
    for id_, change in changed(redline).items():
        if id_ in said or (change.old and change.old.id in said):
            continue
        done = next((words for kind, words in DONE.items() if kind in change.kinds), "is gewijzigd")
        message = f"{named(change)}, {done} sinds versie {redline.old}, en onder {KEY} staat dat niet."
        mend = f"Zet daar: - artikel: {id_}, met wat er verandert, waarom en voor wie."
        yield seen.finding("REV030", message, mend)


def _withdrawn(seen: _Seen, redline: Redline) -> Iterator[Finding]:
    """What was written of an article while it was still there tells a reader to look for a rule that nobody finds."""
    gone = {one.id: one for one in redline.changes if one.new is None}
    for number, one in enumerate(seen.items):
        change = next((gone[id_] for id_ in one.ids if id_ in gone), None)
        if change and not GONE.search(" ".join(filter(None, (one.wat, one.waarom, one.betekent)))):
            message = f"{named(change)}, is vervallen, en deze wijziging zegt dat niet: {quote(one.wat)}."
            mend = f'Schrijf dat het vervalt, of waar de regel nu staat, zoals: wat: "Vervallen: {change.article.title.rstrip(".")}."'
            yield seen.finding("REV036", message, mend, number, "wat", level="waarschuwing")


def _unchanged(seen: _Seen, redline: Redline) -> Iterator[Finding]:
    """An item may tell of more than it must, such as another number; it cannot tell of what reads as it did."""
    differs = {id_ for one in redline.changes for id_ in (one.id, one.old.id if one.old else one.id)}
    named_ids = [(number, one, id_) for number, one in enumerate(seen.items) for id_ in one.ids if id_ in seen.sources.metadata.articles]
    doubtful = [found for found in named_ids if found[2] not in differs]
    if not doubtful:
        return
    alike = since.alike(seen.sources)
    for number, one, id_ in doubtful:
        if id_ in alike:
            message = f"Onder {KEY} staat artikel {quote(id_)}, en dat is hetzelfde als in versie {redline.old}."
            mend = "Haal het daar weg, of kijk na of uw wijziging in de tekst staat."
            yield seen.finding("REV031", message, mend, number, *_place(one, id_))


def named(change: Change) -> str:
    """Artikel 4.2, "Gegevens van klanten", as it is now, or was."""
    return f"Artikel {change.article.number}, {quote(change.article.title)}"


def summary(changes: Mapping[str, Change]) -> str:
    """The articles in a few words."""
    return few([named(one) for one in changes.values()])
