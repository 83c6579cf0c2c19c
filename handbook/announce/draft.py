"""What the text that stands here says of itself before it is published: the same as of a version, without any address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from handbook import sources
from handbook.announce import contact, said
from handbook.announce.facts import WRONG
from handbook.announce.model import CHANGED, PLACE_ALONE, Ending, Line, Noted, Seen
from handbook.announce.spoken import Spoken
from handbook.archive import timeline
from handbook.archive.register import Version
from handbook.checks.changes import follows, since
from handbook.core.change_kind import EDITORIAL
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.redline import Change, Redline, proposed
from handbook.sources import Sources
from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.revisions import Revision
from handbook.sources.variables import Variables


def seen(project: Project, name: VersionName | None, today: date) -> Seen:
    """What the newest revision here says, which is `name` where that is given. Raises CannotWork where it is published, or cannot be read."""
    read = sources.read(project)
    revision, facts = _newest(read, name), read.facts
    if facts is None:
        raise CannotWork(WRONG.format(project.name(project.variables_file)))
    if after := follows.of(read):
        raise CannotWork(after.told("Een bericht daarover", "handbook announce"))
    entries = timeline.load(project, today).entries
    before = [one for one in entries if one.version < revision.version]
    return _Draft(read, facts, revision, since.changes(read) if before else None).seen(
        today, contact.of_facts(facts), first=not before, after=_after(entries, revision, today)
    )


def _newest(read: Sources, name: VersionName | None) -> Revision:
    """The revision to which the text here belongs."""
    found = read.revisions
    if name and not any(one.version == name for one in found):
        raise CannotWork(WRONG.format(f"docs/revisies/{name}.md"))
    if not found:
        raise CannotWork("Er is nog geen revisie. Maak er een met: handbook new-revision")
    newest = found[0]
    if name and newest.version != name:
        raise CannotWork(
            f"Versie {name} is niet gepubliceerd, en de tekst die hier staat is die van {newest.version}. "
            f"Publiceer {name} eerst, of maak een bericht van de tekst die hier staat: handbook announce concept"
        )
    return newest


def _after(entries: Iterable[Version], revision: Revision, today: date) -> Ending | None:
    """The published text of the next day, which takes the place of this one whatever it says."""
    later = [one for one in entries if one.day > revision.version.day and not one.taken_off]
    first = min(later, key=lambda one: (one.day, -one.version.number), default=None)
    return Ending(first.day, (f"de tekst van {first.title}",), known=first.announced <= today) if first else None


class _Draft:
    def __init__(self, read: Sources, facts: Variables, revision: Revision, redline: Redline | None) -> None:
        self._read, self._facts, self._revision, self._redline = read, facts, revision, redline
        self._spoken = Spoken(read.project, facts, facts.handboek.aanspreekvorm)
        self._changes: dict[str, Change] = {}
        for one in redline.changes if redline else ():
            self._changes |= {one.id: one, **({one.old.id: one} if one.old else {})}

    def seen(self, today: date, told: Line, *, first: bool, after: Ending | None) -> Seen:
        revision = self._revision
        bare = Seen(revision.version, self._facts.werkgever.naam, self._spoken.form, today, told, revision.facts.aard)
        return replace(
            bare,
            note=self._spoken.maybe(revision.facts.toelichting),
            draft=True,
            adopted=revision.adopted,
            first=first,
            announced=revision.facts.bekendgemaakt,
            noted=tuple(self._noted(one) for one in revision.facts.wijzigingen if one not in self._bare),
            others=tuple(self._others()),
            same=self._same(),
            moved=any(one.kinds <= PLACE_ALONE for one in self._changes.values()),
            ending=after,
            notes=tuple(self._to_the_sender(today)),
        )

    def _noted(self, one: DeclaredChange) -> Noted:
        say, ids = self._spoken, one.ids
        changes = [self._changes[id_] for id_ in ids if id_ in self._changes]
        rules = any(change.words or change.kinds & {"nieuw", "vervallen"} for change in changes)
        return Noted(
            say.text(one.wat), say.maybe(proposed.meaning(one.betekent)), say.maybe(one.voor_wie), tuple(map(self._name, ids)), rules
        )

    @cached_property
    def _bare(self) -> list[DeclaredChange]:
        """What says no more of an article than that it differs: that is told by naming the article."""
        return [one for one in self._revision.facts.wijzigingen if one.ids and proposed.says_nothing(one.wat, one.betekent)]

    def _name(self, id_: str) -> Line:
        article, change = self._read.articles.get(id_), self._changes.get(id_)
        if article:
            return (f"artikel {article.label}, {self._spoken.text(article.title)}{said.NEW if change and 'nieuw' in change.kinds else ''}",)
        if change:
            gone = "" if change.new else said.GONE
            return (f"artikel {change.article.number}, {self._spoken.text(change.article.title)}{gone}",)
        return (f"artikel {id_}",)

    def _others(self) -> list[Line]:
        """Articles that changed in more than a number or a fact, and of which the revision says nothing yet."""
        told, bare = ({id_ for one in listed for id_ in one.ids} for listed in (self._revision.facts.wijzigingen, self._bare))
        left = {
            one.id: one
            for one in self._changes.values()
            if (ids := {one.id, one.old.id if one.old else one.id}) & bare or (one.kinds & CHANGED and not ids & told)
        }
        return [self._name(id_) for id_ in left]

    def _same(self) -> int | None:
        if self._redline is None:
            return None
        changed = {one.id for one in self._redline.changes if one.new and one.kinds - PLACE_ALONE}
        return len(self._read.articles) - len(changed)

    def _to_the_sender(self, today: date) -> Iterator[str]:
        facts, source = self._revision.facts, self._revision.source
        if facts.aard is None:
            yield said.no_kind(source)
        if any(not one.nagelezen for one in facts.wijzigingen):
            yield said.proposed(source)
        silent = [one for one in facts.wijzigingen if not proposed.meaning(one.betekent)]
        if silent and facts.aard != EDITORIAL:
            yield said.no_meaning(source, len(silent))
        if facts.aard == EDITORIAL and any(one.betekent for one in facts.wijzigingen):
            yield said.contested(source)
        if facts.bekendgemaakt and facts.bekendgemaakt > today:
            yield said.send_on(facts.bekendgemaakt)
        if self._read.examples:
            yield said.EXAMPLE
