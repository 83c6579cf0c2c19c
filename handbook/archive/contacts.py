"""The contact details that are kept up to date, once for all versions: what they are now, and on which days they changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from handbook.archive.git import Repository
from handbook.archive.manifest import Damaged, _Part, canonical, parse, plain, sha256
from handbook.archive.register import REGIME_JSON

CONTACT_JSON = "versies/contact.json"
"""At the root: what scripts of every version read, in a form that never changes."""

CONTACT_PAGE = "versies/contact.html"
"""Made from CONTACT_JSON, beside which it stands once a contact was kept up to date."""

OUTSIDE = r"^(?:tel:\+?[0-9]+|mailto:[^\s<>\"]+|https://[^\s<>\"]+)$"
"""Where a way may lead: a telephone, a mail or a website, and never a script."""


class Way(_Part):
    """One way to reach somebody: the words to click on, where they lead, and what stands behind them, such as an extension."""

    tekst: str = Field(min_length=1)
    naar: Annotated[str, Field(pattern=OUTSIDE)]
    erachter: str


class Person(_Part):
    """A person, department or bureau, in lines as a card prints them: `bij` says of who works elsewhere where that is; the first way is the quickest."""

    naam: str = Field(min_length=1)
    bij: str | None
    wegen: tuple[Way, ...] = Field(min_length=1)
    wanneer: tuple[str, ...]


class Listed(_Part):
    """Who has a role, as the facts say it."""

    rol: str
    waarvoor: str
    mensen: tuple[Person, ...] = Field(min_length=1)


class Role(Listed):
    """The same since the day `bijgewerkt`."""

    bijgewerkt: date


class Update(_Part):
    """One change: the day, the commit of the sources that it came from, and the roles that became other, came or went."""

    dag: date
    bron: str
    rollen: tuple[str, ...] = Field(min_length=1)


class Contacts(_Part):
    """`contact.json`. The history names days and roles only: who must be forgotten stands in no file of now."""

    schema_: Literal[1] = Field(alias="schema")
    rollen: tuple[Role, ...]
    geschiedenis: tuple[Update, ...] = Field(min_length=1)

    @property
    def day(self) -> date:
        """The last day on which anything changed."""
        return self.geschiedenis[-1].dag

    @property
    def source(self) -> str:
        """The commit that the details of now come from."""
        return self.geschiedenis[-1].bron

    @property
    def listed(self) -> list[Listed]:
        """What the facts say, without days."""
        return [Listed(rol=one.rol, waarvoor=one.waarvoor, mensen=one.mensen) for one in self.rollen]

    def never_changed(self, role: str) -> bool:
        """Whether it has been the same since it was first kept up to date."""
        return sum(role in one.rollen for one in self.geschiedenis) == 1

    def written(self) -> bytes:
        """The bytes of the file."""
        return canonical(plain(self))

    def goes_on(self, before: Contacts) -> bool:
        """Whether these follow from those of `before`: every change of then is still there, and each role that differs is named by a later one."""
        kept, new = self.geschiedenis[: len(before.geschiedenis)], self.geschiedenis[len(before.geschiedenis) :]
        days = [one.dag for one in self.geschiedenis]
        named = {role for one in new for role in one.rollen}
        return kept == before.geschiedenis and days == sorted(days) and {*differing(before.rollen, self.rollen)} <= named


def read(data: bytes) -> Contacts:
    """The file as it was written. Raises Damaged."""
    return parse(Contacts, data, CONTACT_JSON)


def differing(one: Iterable[Listed], other: Iterable[Listed]) -> list[str]:
    """The roles of which the two say something else, by their names."""
    left, right = ({role.rol: role for role in roles} for roles in (one, other))
    return sorted(role for role in {*left, *right} if left.get(role) != right.get(role))


def updated(before: Contacts | None, now: Iterable[Listed], day: date, source: str) -> Contacts | None:
    """The details as they are from `day` on, which come from the commit `source`; None where nothing changed. A role that says the same keeps its day."""
    now = [*now]
    changed = differing(before.listed if before else [], now)
    if not changed:
        return None
    # A clock that was put back makes nothing older than it is.
    last = max(day, before.day) if before else day
    kept = {one.rol: one for one in before.rollen} if before else {}
    roles = tuple(
        Role(rol=one.rol, waarvoor=one.waarvoor, mensen=one.mensen, bijgewerkt=last if one.rol in changed else kept[one.rol].bijgewerkt)
        for one in now
    )
    history = (*(before.geschiedenis if before else ()), Update(dag=last, bron=source, rollen=tuple(changed)))
    return Contacts(schema=1, rollen=roles, geschiedenis=history)


def held(repo: Repository, commit: str) -> Contacts | None:
    """What stands on the branch at the commit; None where no contact was ever kept up to date. Raises Damaged."""
    data = repo.read(f"{commit}:{CONTACT_JSON}")
    return None if data is None else read(data)


def last_good(repo: Repository, tip: str) -> Contacts | None:
    """The newest details on the way to `tip` that the register of their own commit vouches for: nobody put them there by hand."""
    for commit in reversed(repo.commits(tip, CONTACT_JSON)):
        data = vouched(partial(_at, repo, commit), CONTACT_JSON)
        if data is not None:
            with suppress(Damaged):
                return read(data)
    return None


def states(repo: Repository, tip: str) -> list[Contacts]:
    """What they were at every moment on the way to `tip` that the register of its own commit vouches for, the oldest first."""
    found = []
    for commit in repo.commits(tip, CONTACT_JSON):
        data = vouched(partial(_at, repo, commit), CONTACT_JSON)
        if data is not None:
            with suppress(Damaged):
                found.append(read(data))
    return found


def _at(repo: Repository, commit: str, path: str) -> bytes | None:
    return repo.read(f"{commit}:{path}")


def vouched(file: Callable[[str], bytes | None], path: str) -> bytes | None:
    """What stands at `path` of the root that `file` reads, where the register beside it has its fingerprint; else None."""
    data = file(path)
    return data if data is not None and _prints(file(REGIME_JSON)).get(path) == sha256(data) else None


def _prints(regime: bytes | None) -> Mapping[str, str]:
    """The fingerprints in a register, as far as it can be read."""
    with suppress(ValueError, KeyError, TypeError):
        found = json.loads(regime or b"")["bestanden"]
        return found if isinstance(found, dict) else {}
    return {}
