"""Whom a message says to call: who answers questions on the protocol, of a published text with the details as the website shows them now."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from handbook.announce.model import Line, Link
from handbook.archive import contacts
from handbook.archive.contacts import Person
from handbook.archive.git import Repository
from handbook.archive.manifest import Damaged
from handbook.sources.contacts import Persoon
from handbook.sources.printed import contact_phrases, inline
from handbook.sources.variables import Variables

ROLE = "hr"
EXTENSION = ", toestel"


def of_facts(facts: Variables) -> Line:
    """Bel Afdeling HR op 020 555 45 67, of mail naar hr@…: without a full stop. For a draft, with which these facts go out."""
    return _line(facts.contact.people(ROLE))


def on_website(facts: Variables, repo: Repository, commit: str) -> Line:
    """The same of who is kept up to date as all versions on the website show them; `commit` is the tip of the archive."""
    return _line(_people(facts, repo, commit))


def _line(people: tuple[Persoon, ...]) -> Line:
    return tuple(_piece(part) for part in contact_phrases.call(people, everything=True))


def _piece(part: inline.Part) -> str | Link:
    if isinstance(part, inline.Link):
        assert isinstance(part.to, str)
        return Link(_loose(inline.plain(part.parts)), part.to)
    return _loose(part.text)


def _loose(text: str) -> str:
    """With plain spaces: who copies a number out of a mail searches and dials it with those."""
    return text.replace(inline.TIED, " ")


def _people(facts: Variables, repo: Repository, commit: str) -> tuple[Persoon, ...]:
    """Those of the facts; who is kept up to date is as on the website, where these facts may be a day behind."""
    people = facts.contact.people(ROLE)
    if not any(one.actueel_houden for one in people):
        return people
    held = None
    with suppress(Damaged):
        held = contacts.held(repo, commit)
    now = next((role.mensen for role in held.rollen if role.rol == ROLE), ()) if held else ()
    if not now:
        return people
    kept, fixed = [_person(one) for one in now], [one for one in people if not one.actueel_houden]
    return tuple([*kept, *fixed] if people[0].actueel_houden else [*fixed, *kept])


def _person(shown: Person) -> Persoon:
    """A person of the archive as the facts have one; the lines of its card were made of such facts."""
    found: dict[str, Any] = {}
    for way in shown.wegen:
        kind = "telefoon" if way.naar.startswith("tel:") else "email" if way.naar.startswith("mailto:") else "website"
        found[kind] = way.naar if kind == "website" else _loose(way.tekst)
        if _loose(way.erachter).startswith(EXTENSION):
            found["toestel"] = _loose(way.erachter).removeprefix(EXTENSION).strip()
    hours = next((one for one in shown.wanneer if one != contact_phrases.LATE), None)
    # Checked when they were typed, and by the form of the file.
    return Persoon.model_construct(
        naam=shown.naam, extern=shown.bij is not None, uren=hours, avond_en_weekend=contact_phrases.LATE in shown.wanneer, **found
    )
