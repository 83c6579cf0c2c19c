"""Which contacts are kept up to date for all versions, in the lines in which a card prints them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from handbook.archive.contacts import Listed, Person, Way
from handbook.archive.git import Repository
from handbook.archive.manifest import plain
from handbook.build.approval import Withheld
from handbook.build.engine import Refused
from handbook.core import sample_report
from handbook.core.edition import Edition
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources import sample, variables
from handbook.sources.contacts import Contact, Persoon
from handbook.sources.printed import contact_phrases, inline
from handbook.sources.variables import Variables

ASIDE = "handboek-gegevens-"


def listed(facts: Variables) -> list[Listed]:
    """Every role with somebody who is kept up to date, and those people alone: of anybody else the card keeps what it says."""
    found = []
    for role in facts.contact.there:
        kept = [one for one in facts.contact.people(role) if one.actueel_houden]
        if kept:
            people = tuple(_person(one, facts.werkgever.naam_kort) for one in kept)
            found.append(Listed(rol=role, waarvoor=facts.contact.purpose(role), mensen=people))
    return found


def in_sentence(facts: Variables, roles: Collection[str], *, purposes: bool = False) -> dict[str, str] | None:
    """What a script must know to say a sentence about these roles again: `nu` are those with people who are kept up to date, `vast` the others.

    `vast` is JSON: role -> the people of it who are not, with `eerst` where they come before those who are, and with `purposes` what a reader goes to it for. None where it cannot be said again,
    for nobody is kept up to date, or those who are stand among others.
    """
    fixed: dict[str, Any] = {}
    for role in roles:
        if role not in facts.contact.shown:
            return None
        people = facts.contact.people(role)
        kept = [one.actueel_houden for one in people]
        if kept not in (sorted(kept), sorted(kept, reverse=True)):
            return None
        if not all(kept):
            others = [plain(_person(one, facts.werkgever.naam_kort)) for one in people if not one.actueel_houden]
            fixed[role] = {"mensen": others, "eerst": not kept[0], **({"waarvoor": facts.contact.purpose(role)} if purposes else {})}
    now = [role for role in roles if facts.contact.kept(role)]
    # No built page holds two braces in a row: that is how a word that was left unread looks.
    told = re.sub(r"\}(?=\})", "} ", json.dumps(fixed, ensure_ascii=False)) if fixed else ""
    return {"nu": " ".join(now), "vast": told} if now else None


def of_project(project: Project) -> tuple[list[Listed], dict[str, list[str]]]:
    """The same of the facts in the folder; and role -> who is not kept up to date while others in it are, by name.

    Raises Refused where the facts hold mistakes.
    """
    facts, findings = variables.load(project)
    if facts is None:
        raise Refused(errors(findings))
    return listed(facts), _beside(facts.contact)


def _beside(contact: Contact) -> dict[str, list[str]]:
    return {
        role: names
        for role in contact.there
        # A role that another takes over has nobody of its own.
        if isinstance(people := contact.typed(role), tuple)
        and contact.kept(role)
        and (names := [one.naam for one in people if not one.actueel_houden])
    }


def in_commits(here: Path, edition: Edition) -> Callable[[str], list[Listed] | None]:
    """Gives the same of a commit of the repository in the folder `here`, None where its facts cannot be read."""

    def at(commit: str) -> list[Listed] | None:
        data = Repository(here).read(f"{commit}:./{edition.variables}")
        if data is None:
            return None
        with workspace(ASIDE) as work:
            file = work / Path(edition.variables).name
            file.write_bytes(data)
            facts, _ = variables.load(Project(work, file))
        return listed(facts) if facts else None

    return at


def approve(project: Project, now: Sequence[Listed]) -> None:
    """Raises Withheld where anything in the facts is still of the example."""
    left = [one for one in sample.left(project) if one.file == project.name(project.variables_file)]
    if left and now:
        raise Withheld(f"{sample_report.text(left)}\nEr is niets veranderd.")


def as_of(facts: Variables, then: Project) -> Variables:
    """The facts, with each role that is kept up to date as the facts of `then` have it; a role that changed otherwise too stays as it is now.

    Where the facts of then cannot be read, nothing changes.
    """
    before, _ = variables.load(then)
    if before is None:
        return facts
    people = {role: facts.contact.people(role) for role in facts.contact.every if facts.contact.kept(role)}
    wanted = [role for role, now in people.items() if _only_kept_differ(now, before.contact.people(role))]
    as_then = {role: typed for role in wanted if (typed := before.contact.typed(role))}
    return facts.model_copy(update={"contact": facts.contact.having(as_then)})


def _only_kept_differ(now: Sequence[Persoon], then: Sequence[Persoon]) -> bool:
    """Whether those who are not kept up to date are the same people; before the first mark those who are it now were not either."""
    fixed, before = ([one for one in people if not one.actueel_houden] for people in (now, then))
    if any(one.actueel_houden for one in then):
        return fixed == before
    return all(one in then for one in fixed) and 0 < len(then) <= len(now)


def _person(one: Persoon, employer: str) -> Person:
    ways = []
    for way in contact_phrases.ways(one):
        link, *behind = way
        assert isinstance(link, inline.Link)
        assert isinstance(link.to, str)
        ways.append(Way(tekst=inline.plain(link.parts), naar=link.to, erachter=inline.plain(behind)))
    return Person(naam=one.naam, bij=contact_phrases.outside(one, employer), wegen=tuple(ways), wanneer=tuple(contact_phrases.times(one)))
