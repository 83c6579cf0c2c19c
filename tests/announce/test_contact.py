"""Whom a message says to call: by the facts, and of who is kept up to date by what the website shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.announce import contact
from handbook.announce.model import words
from handbook.archive import contacts
from handbook.archive.git import Repository
from handbook.build import live_contacts
from handbook.core.project import Project
from handbook.sources import variables
from handbook.sources.variables import Variables
from tests.support.handbooks import draw
from tests.support.publishing import repository, write

TWO = """  hr:
    - naam: "V. Jansen"
      telefoon: "+31 20 555 45 67"
      toestel: "12"
      email: "v.jansen@proefhuis.test"
      uren: "op werkdagen"
      actueel_houden: true
    - naam: "Bureau Zuid"
      website: "https://www.zuid.test"
"""


def facts_of(root: Path, hr: str) -> Variables:
    text = (draw(root) / "variables.yml").read_text("utf-8")
    before, _, behind = text.partition("  hr:\n")
    (root / "variables.yml").write_text(f"{before}{hr}{behind[behind.index('  communicatie:') :]}", "utf-8")
    facts, findings = variables.load(Project.find(root))
    assert facts, findings
    return facts


def said(facts: Variables, repo: Path, commit: str) -> str:
    return words(contact.on_website(facts, Repository(repo), commit))


BY_FACTS = "Bel V. Jansen op +31 20 555 45 67, toestel 12 (op werkdagen), of mail naar V. Jansen (v.jansen@proefhuis.test), of neem contact op met Bureau Zuid via www.zuid.test"


def test_the_facts_say_whom_to_call_with_plain_spaces(tmp_path: Path) -> None:
    assert words(contact.of_facts(facts_of(tmp_path / "h", TWO))) == BY_FACTS


@pytest.mark.parametrize("leads", [True, False])
def test_who_is_kept_up_to_date_is_as_the_website_has_it(tmp_path: Path, leads: bool) -> None:
    root = repository(tmp_path / "archief")
    facts = facts_of(tmp_path / "h", TWO)
    held = contacts.updated(None, live_contacts.listed(facts), date(2026, 1, 1), "a" * 40)
    assert held
    assert said(facts, root, write(root, {contacts.CONTACT_JSON: held.written()}, "zelfde")) == BY_FACTS
    (role,) = held.rollen
    person = replace_person(role.mensen[0])
    now = (
        held.model_copy(update={"rollen": (role.model_copy(update={"mensen": (person,)}),)})
        if leads
        else held.model_copy(update={"rollen": ()})
    )
    told = said(facts, root, write(root, {contacts.CONTACT_JSON: now.written()}, "anders"))
    if leads:
        assert (
            told
            == "Bel W. Smit op +31 20 555 99 99 (ook 's avonds en in het weekend), of neem contact op met Bureau Zuid via www.zuid.test"
        )
    else:
        assert told == BY_FACTS


def replace_person(person: contacts.Person) -> contacts.Person:
    """Somebody else, with a telephone alone."""
    way = contacts.Way(tekst="+31 20 555 99 99", naar="tel:+31205559999", erachter="")
    return person.model_copy(update={"naam": "W. Smit", "wegen": (way,), "wanneer": ("Ook 's avonds en in het weekend",)})


def test_a_file_that_somebody_broke_says_nothing(tmp_path: Path) -> None:
    root = repository(tmp_path / "archief")
    assert said(facts_of(tmp_path / "h", TWO), root, write(root, {contacts.CONTACT_JSON: b"{}"}, "kapot")) == BY_FACTS


def test_a_role_that_another_takes_over_leads_to_that_one(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "h", "  hr:\n    vervangen_door: communicatie\n")
    assert words(contact.of_facts(facts)) == "Bel Afdeling Communicatie op +31 20 555 45 68, of mail naar communicatie@proefhuis.test"
