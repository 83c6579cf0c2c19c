"""What a published version says of itself, as a message needs it: its notes, its articles, and the pages that tell more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from handbook.announce import contact, refused, said
from handbook.announce.facts import known
from handbook.announce.model import CHANGED, PLACE_ALONE, Ending, Form, Line, Link, Noted, Repealed, Seen
from handbook.announce.spoken import Spoken
from handbook.archive import branch, history, published_text, timeline
from handbook.archive.git import RECORD, Repository
from handbook.archive.history import Step, Touch
from handbook.archive.manifest import Change
from handbook.archive.register import Register, Version, repeal_of
from handbook.archive.texts import Published, Texts
from handbook.checks.changes import since
from handbook.core import receipt
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.redline import Change as ArticleChange
from handbook.redline import proposed
from handbook.sources import revisions
from handbook.sources.variables import Variables

NEWS = "wat-is-er-nieuw.md"
"""Source of the page that tells what is new in a version, where it has one."""

NEW, GONE, FACT = "nieuw", "vervallen", "gegeven"

WHO = tuple(f"{group}." for group in (*since.WHO, "contact"))
"""How the facts begin of which another value changes no rule."""


def seen(project: Project, name: VersionName, today: date) -> Seen | None:
    """What the version says; None where it is not published, and its revision stands here. Raises CannotWork where it is nowhere, or nothing to tell of."""
    register = timeline.load(project, today)
    entry = next((one for one in register.entries if one.version == name), None)
    if entry is None:
        if name in revisions.names(project):
            return None
        raise CannotWork(refused.missing(name, register))
    facts = known(project)
    repo = Repository(project.root)
    commit = branch.published_commit(repo, project.edition)
    assert commit
    found = _Version(project, facts, register, entry, repo, commit)
    if repeal_of(register.entries, entry):
        return found.repealed()
    if why := refused.reason(entry, register):
        raise CannotWork(why)
    return found.seen()


@dataclass(frozen=True)
class _Version:
    project: Project
    facts: Variables
    register: Register
    entry: Version
    repo: Repository
    commit: str

    def seen(self) -> Seen:
        entry, step, folder = self.entry, self._step, self._folder(self.entry)
        found = self._changes
        changed = {one.id for one in found}
        size = len(self._text.data["artikelen"]) if self._text else 0
        return self._begin(
            note=self._note,
            first=step.first,
            announced=entry.announced,
            noted=tuple(self._noted(one) for one in self._declared),
            others=tuple(self._name(one.id) for one in step.shown if self._untold(one)),
            same=size - len(changed) if step.redline is not None else None,
            moved=any(one.kinds <= PLACE_ALONE for one in self._all_changes),
            hidden=bool(entry.parts),
            text=folder,
            news=self._page(NEWS),
            confirm=self._page(receipt.PAGE),
            compared=self._compared,
            ending=self._ending,
            notes=self._to_the_sender(),
        )

    def repealed(self) -> Seen:
        """That the text does not apply any more, whatever it changed when it began."""
        repeal = repeal_of(self.register.entries, self.entry)
        assert repeal
        other = next((one for one in self.register.entries if one.version == repeal.instead), None)
        text = "" if self.entry.taken_off else self._folder(self.entry)
        return self._begin(text=text, repealed=Repealed(repeal.vanaf, self._titled(other) if other else None, repeal.door, repeal.reden))

    def _begin(self, **more: Any) -> Seen:
        entry = self.entry
        told = contact.on_website(self.facts, self.repo, self.commit)
        return Seen(entry.version, entry.employer, self._spoken.form, self.register.day, told, entry.kind, **more)

    # What it says of its changes

    @property
    def _declared(self) -> list[Change]:
        """Each note once, in the order in which the revision has them; of a note on what was taken off the site nothing."""
        step = self._step
        shown = {id(one) for notes in step.notes.values() for one in notes} | {id(one) for one in step.general}
        return [one for one in self.entry.changes if id(one) in shown and not _bare(one)]

    def _untold(self, one: Touch) -> bool:
        """Whether no note tells what becomes of an article of which people must hear."""
        notes = self._step.notes.get(one.id)
        return all(map(_bare, notes)) if notes else bool(CHANGED & {*one.kinds})

    def _noted(self, one: Change) -> Noted:
        ids = [id_ for id_ in one.artikelen if id_ not in self._step.hidden]
        say = self._spoken
        rules = any(id_ in self._ruled for id_ in ids)
        where = tuple(self._name(id_) for id_ in dict.fromkeys(ids))
        return Noted(say.text(one.wat), say.maybe(proposed.meaning(one.betekent)), say.maybe(one.voor_wie), where, rules)

    @cached_property
    def _ruled(self) -> frozenset[str]:
        """The articles of which the rules differ, by their ids of now and before."""
        changed = [one for one in self._all_changes if one.words or one.kinds & {NEW, GONE}]
        return frozenset(id_ for one in changed for id_ in (one.id, one.old.id if one.old else one.id))

    @property
    def _all_changes(self) -> tuple[ArticleChange, ...]:
        return self._step.redline.changes if self._step.redline else ()

    @property
    def _changes(self) -> list[ArticleChange]:
        """The articles of now that differ in more than their place."""
        return [one for one in self._all_changes if one.new and one.kinds - PLACE_ALONE and not self._alike(one)]

    def _alike(self, one: ArticleChange) -> bool:
        """Whether nothing is other in it than a day of its revision, or who somebody is and how to reach them: its rules are the same."""
        facts = self._step.redline.facts if self._step.redline else ()
        others = [fact for fact in facts if not fact.name.startswith(WHO) and one.id in fact.articles]
        return one.kinds <= {*PLACE_ALONE, FACT} and not others

    def _name(self, id_: str) -> Line:
        """Artikel 1.2, Beeld: a link to it in this version; of one that went away it says that."""
        touch = next((one for one in self._step.touched if id_ in (one.id, one.was)), None)
        if touch and GONE in touch.kinds:
            return (f"artikel {touch.number}, {touch.title}{said.GONE}",)
        article = self._text.article(touch.id if touch else id_) if self._text else None
        if article is None:
            return (f"artikel {id_}",)
        link = Link(f"artikel {article.number}, {article.title}", f"{self._folder(self.entry)}{article.address}")
        return (link, said.NEW) if touch and NEW in touch.kinds and not self._step.first else (link,)

    @property
    def _note(self) -> str | None:
        """The authors' own summary; a version whose revision has none keeps the description of its page in that place."""
        path = self.project.revisions / f"{self.entry.version}.md"
        here = revisions.reread(self.project, path) if path.is_file() else None
        return self._spoken.maybe(here.toelichting if here else self.entry.note)

    # Where it stands

    def _folder(self, entry: Version) -> str:
        """The permanent address of a version, at the address where the handbook is read now."""
        return f"{self.facts.handboek.adres}{entry.version}/"

    def _titled(self, entry: Version) -> Line:
        name = f"de tekst van {entry.title}"
        return (name,) if entry.taken_off else (Link(name, self._folder(entry)),)

    def _page(self, source: str) -> str:
        """The address of a page, empty where the version has none or it was taken off the site."""
        try:
            page = json.loads(self._read(RECORD) or b"")["paginas"][source]["url"]
        except (ValueError, KeyError, TypeError):
            return ""
        gone = {one.plek for one in self.entry.parts if one.wat == "pagina"}
        return f"{self._folder(self.entry)}{page}" if page not in gone and self._read(f"{page}index.html") else ""

    @property
    def _compared(self) -> str:
        """The address of the page at the root that shows word for word what changed, where there is one that says something."""
        page = history.page_of(self.entry.version)
        there = self._step.before and self.repo.read(f"{self.commit}:{page}") is not None
        return f"{self.facts.handboek.adres}{page.removesuffix('index.html')}" if there else ""

    @property
    def _ending(self) -> Ending | None:
        end = self.register.until(self.entry)
        after = next((one for one in self.register.entries if end and one.version == end[1]), None)
        if not (end and after and end[0] > self.entry.day):
            return None
        return Ending(end[0], self._titled(after), known=after.sequence < self.entry.sequence and after.announced <= self.register.day)

    def _to_the_sender(self) -> tuple[str, ...]:
        day = self.entry.announced
        return (said.send_on(day),) if day > self.register.day else ()

    # What it is read from

    def _read(self, path: str) -> bytes | None:
        return self.repo.read(f"{self.entry.tree}:{path}")

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.repo)

    @cached_property
    def _text(self) -> Published | None:
        return self._texts.of(self.entry)

    @cached_property
    def _step(self) -> Step:
        return history.of_one(self.repo, self.register, self.entry, self._texts)

    @cached_property
    def _spoken(self) -> Spoken:
        found = published_text.read(self.repo, self.entry)
        form: Form = "je" if found and found.form == "je" else "u"
        return Spoken(self.project, self.facts, form)


def _bare(one: Change) -> bool:
    """Whether a note says no more of an article than that it differs: that is told by naming the article."""
    return bool(one.artikelen) and proposed.says_nothing(one.wat, one.betekent)
