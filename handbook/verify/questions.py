"""The questions that prove an archive: one list, which verify asks of a place and the guard of a push."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.archive import releases
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.verify import chain, contacts, editing, names, redirects, versions_json
from handbook.verify.difference import Difference
from handbook.verify.places.place import Place
from handbook.verify.register import Regime
from handbook.verify.tags import Archive
from handbook.verify.version import Told


@dataclass(frozen=True)
class Asked:
    """An archive as it stands somewhere: the versions that were read there, and the tags to hold against it where there are any."""

    place: Place
    versions: Mapping[VersionName, Told]
    edition: Edition
    remark: Callable[[str], None]
    tags: Archive | None
    judging: bool = False

    @cached_property
    def regime(self) -> Regime:
        """Its register."""
        return Regime(self.place, self.versions.values(), self.edition, self.remark, self.judging)


@dataclass(frozen=True)
class Question:
    """One thing that must be so; `name` is how deploy/archive.md calls it."""

    name: str
    ask: Callable[[Asked], Iterable[Difference]]


def _folders(asked: Asked) -> Iterator[Difference]:
    for told in asked.versions.values():
        yield from told.found


def _redirects(asked: Asked) -> Iterable[Difference]:
    seen = asked.regime.seen
    # Without a register that can be relied on nobody knows where they should lead; that is found already.
    if seen is None:
        return ()
    return redirects.check(asked.place, asked.edition.alias, asked.versions, seen, asked.regime.templates or releases.PRESENT)


QUESTIONS = (
    Question("versions", _folders),
    Question("chain", lambda asked: chain.check(asked.versions.values(), asked.edition)),
    Question("names", lambda asked: names.check(asked.place, asked.edition)),
    Question("own files", lambda asked: names.own(asked.place, asked.edition)),
    Question("export's folder", lambda asked: names.aside(asked.place, asked.regime.seen)),
    Question("modes and empty folders", lambda asked: names.shape(asked.place, asked.edition, asked.remark)),
    Question("register", lambda asked: asked.regime.check()),
    Question("register's pages", lambda asked: asked.regime.pages()),
    Question("contacts", lambda asked: contacts.check(asked.regime.kept, asked.edition, asked.remark)),
    Question("ways to change the text", lambda asked: editing.check(asked.regime.edit, asked.edition, asked.remark)),
    Question("versions.json", lambda asked: versions_json.check(asked.place, asked.versions, asked.regime.seen, asked.edition)),
    Question("fixed addresses", _redirects),
    Question("tags", lambda asked: asked.tags.check(asked.versions) if asked.tags else ()),
)


def answers(asked: Asked) -> list[Difference]:
    """Everything that is not as it was published."""
    return [difference for question in QUESTIONS for difference in question.ask(asked)]
