"""What a text says instead of the departments of a bigger organisation: who does the work beside something else, or who leads everybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from handbook.core.project import Project
from handbook.sources import article_facts, departments, read
from handbook.sources.contacts import Contact, Persoon, Vervangen
from handbook.sources.data.outside_help import Hulp
from handbook.sources.printed import inline
from handbook.sources.printed.inline_words import ADVICE, Known, afdeling, bel_of_mail, bereik, een_van, wie
from tests.support.handbooks import SAMPLE, draw

OWNER = Persoon.model_construct(naam="de bakker", telefoon="+31 10 123 45 67", geeft_leiding=True)
FRIEND = Persoon.model_construct(naam="V. Vriend", telefoon="+31 10 123 45 68")
BY_HR = Vervangen.model_construct(vervangen_door="hr")
NOBODY_THERE = Vervangen.model_construct(vervangen_door="niemand")
LEADER = "uw leidinggevende"
LOKET = Hulp.model_construct(naam="Juridisch Loket", website="https://www.juridischloket.nl", telefoon=None)


def contact(**roles: Any) -> Contact:
    given: dict[str, Any] = {"hr": FRIEND, "communicatie": FRIEND, "ict": BY_HR, "vertrouwenspersoon": FRIEND, **roles}
    return Contact.model_construct(__pydantic_extra__={}, **given)


def known(**roles: Any) -> Known:
    return Known({}, {}, {}, contact=contact(**roles), outside={ADVICE: LOKET})


def test_who_does_it_beside_another_is_called_as_that_one_is() -> None:
    usual, bakery = known(), known(hr=OWNER, communicatie=BY_HR)
    assert [inline.plain(afdeling(usual, role)) for role in ("hr", "communicatie", "ict")] == ["HR", "Communicatie", "HR"]
    assert {inline.plain(afdeling(bakery, role)) for role in ("hr", "communicatie", "ict")} == {"de bakker"}
    assert inline.plain(afdeling(bakery, "ict", begin=True)) == "De bakker"


def test_a_name_that_is_a_role_begins_small_within_a_sentence() -> None:
    bakery = known(hr=OWNER.model_copy(update={"naam": "De bakker"}))
    assert [inline.plain(afdeling(bakery, "hr", begin=begin)) for begin in (False, True)] == ["de bakker", "De bakker"]
    assert bakery.contact
    assert departments.in_text(bakery.contact, "Vraag het aan HR. HR weet het.") == "Vraag het aan de bakker. De bakker weet het."


@pytest.mark.parametrize(
    ("asked", "usual", "bakery", "alone"),
    [
        (("leidinggevende", "hr", ""), "uw leidinggevende of HR", "uw leidinggevende", "uw leidinggevende"),
        (
            ("leidinggevende", "hr", "vertrouwenspersoon"),
            "uw leidinggevende, HR of de vertrouwenspersoon",
            "uw leidinggevende of de vertrouwenspersoon",
            "uw leidinggevende",
        ),
        (("hoger", "hr", ""), "de leidinggevende van uw leidinggevende of HR", "de vertrouwenspersoon", "het Juridisch Loket"),
        (("hr", "vertrouwenspersoon", ""), "HR of de vertrouwenspersoon", "de vertrouwenspersoon", "het Juridisch Loket"),
        (("communicatie", "ict", ""), "Communicatie of HR", "de bakker", "de bakker"),
        (("leidinggevende", "ict", ""), "uw leidinggevende of HR", "uw leidinggevende", "uw leidinggevende"),
    ],
)
def test_nobody_is_sent_to_the_same_one_twice_nor_with_a_complaint_to_whom_it_is_about(
    asked: tuple[str, str, str], usual: str, bakery: str, alone: str
) -> None:
    small: dict[str, Any] = {"hr": OWNER, "communicatie": BY_HR}
    by = [known(), known(**small), known(**small, vertrouwenspersoon=BY_HR)]
    assert [inline.plain(een_van(one, *asked)) for one in by] == [usual, bakery, alone]


def test_on_who_leads_somebody_turns_to_another() -> None:
    assert [inline.plain(een_van(one, "hr", over_leiding=True)) for one in (known(), known(hr=OWNER))] == ["HR", "de vertrouwenspersoon"]


def test_who_leads_everybody_is_nobody_to_confide_in() -> None:
    alone = known(hr=OWNER, vertrouwenspersoon=BY_HR)
    assert inline.plain(wie(alone, "vertrouwenspersoon")) == "het Juridisch Loket"
    assert alone.contact
    assert "vertrouwenspersoon" in alone.contact.there
    assert "vertrouwenspersoon" not in alone.contact.shown


def test_what_is_said_in_confidence_goes_to_a_doctor_and_what_is_about_the_law_to_who_knows_it() -> None:
    """Who gives legal advice is nobody to confide in."""
    for alone in (known(hr=OWNER, vertrouwenspersoon=BY_HR), known(vertrouwenspersoon=NOBODY_THERE)):
        loket = "het Juridisch Loket (www.juridischloket.nl)"
        assert inline.plain(bereik(alone, "vertrouwenspersoon")) == f"de bedrijfsarts, of voor juridische raad {loket}"
        assert inline.plain(bereik(alone, "vertrouwenspersoon", begin=True)).startswith("De bedrijfsarts, of ")
        asked = f"met de bedrijfsarts, of vraag juridische raad aan {loket}"
        assert inline.plain(bel_of_mail(alone, "vertrouwenspersoon", hoe="eerst")) == f"Praat eerst {asked}"
        assert inline.plain(bel_of_mail(alone, "vertrouwenspersoon", midden=True)) == f"praat {asked}"
    with_doctor = known(vertrouwenspersoon=NOBODY_THERE, bedrijfsarts=FRIEND)
    assert (
        inline.plain(bereik(with_doctor, "vertrouwenspersoon"))
        .replace(inline.TIED, " ")
        .startswith("V. Vriend (+31 10 123 45 68), of voor")
    )


def test_a_text_of_data_reads_so_too() -> None:
    small = contact(hr=OWNER, communicatie=BY_HR, vertrouwenspersoon=BY_HR)
    text = "Bel uw leidinggevende, HR of de vertrouwenspersoon. Communicatie belt ICT en HR, en niet de HR-lijst."
    assert departments.in_text(small, text) == "Bel uw leidinggevende. De bakker belt de bakker, en niet de HR-lijst."
    assert departments.in_text(contact(ict=FRIEND), text) == text


@pytest.mark.parametrize(
    ("asked", "beside", "usual", "bakery", "alone"),
    [
        (("hr",), LEADER, "uw leidinggevende of V. Vriend", "de bakker", "de bakker"),
        (("hr", "vertrouwenspersoon"), LEADER, "uw leidinggevende of V. Vriend", "de bakker of V. Vriend", "de bakker"),
        (("hr", "vertrouwenspersoon"), "", "V. Vriend", "V. Vriend", "het Juridisch Loket"),
        (("ict", "vertrouwenspersoon"), "", "V. Vriend", "de bakker of V. Vriend", "de bakker"),
        (("communicatie",), LEADER, "uw leidinggevende of V. Vriend", "de bakker", "de bakker"),
        (("communicatie",), "uw vakbond", "uw vakbond of V. Vriend", "uw vakbond of de bakker", "uw vakbond of de bakker"),
        (
            ("vertrouwenspersoon",),
            LEADER,
            "uw leidinggevende of V. Vriend",
            "uw leidinggevende of V. Vriend",
            f"{LEADER} of het Juridisch Loket",
        ),
    ],
)
def test_who_leads_is_reached_once_and_nobody_outside_is_called_where_somebody_is_there(
    asked: tuple[str, *tuple[str, ...]], beside: str, usual: str, bakery: str, alone: str
) -> None:
    small: dict[str, Any] = {"hr": OWNER, "communicatie": BY_HR}
    by = [known(), known(**small), known(**small, vertrouwenspersoon=BY_HR)]
    assert [re.sub(r" \([^)]*\)", "", inline.plain(bereik(one, *asked, naast=beside))) for one in by] == [usual, bakery, alone]


def test_who_stands_beside_is_one_of_them_or_is_told_too() -> None:
    two = known(communicatie=(FRIEND, FRIEND.model_copy(update={"naam": "W. Smit"})))
    told = "V. Vriend (+31 10 123 45 68) of W. Smit (+31 10 123 45 68)"
    assert inline.plain(bereik(two, "communicatie", naast=LEADER, hoe="en")).replace(inline.TIED, " ") == f"{LEADER} en {told}"
    assert inline.plain(bereik(two, "communicatie", hoe="en")).replace(inline.TIED, " ") == told
    bakery = known(hr=OWNER, communicatie=BY_HR)
    assert inline.plain(bereik(bakery, "communicatie", naast=LEADER, hoe="en", begin=True)).startswith("De bakker (")


def test_a_cell_begins_with_a_capital_whoever_stands_there() -> None:
    alone = known(hr=OWNER, vertrouwenspersoon=BY_HR)
    assert inline.plain(bereik(alone, "hr", of="vertrouwenspersoon", begin=True)).startswith("Het Juridisch Loket (")
    assert inline.plain(bereik(alone, "hr", naast="Uw leidinggevende")).startswith("De bakker (")
    assert inline.plain(een_van(alone, "vertrouwenspersoon", begin=True)) == "Het Juridisch Loket"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vertel het aan uw leidinggevende en aan Communicatie.", "Vertel het aan uw leidinggevende."),
        ("Bel meteen ICT en uw leidinggevende.", "Bel meteen uw leidinggevende."),
        (
            "Blijft de druk? Ga naar HR, de vertrouwenspersoon of de vakbond.",
            "Blijft de druk? Ga naar de vertrouwenspersoon of de vakbond.",
        ),
        ("Bel HR of Communicatie.", "Bel de bakker."),
    ],
)
def test_a_text_of_data_names_who_leads_once_and_sends_nobody_there_about_that_one(text: str, read: str) -> None:
    assert departments.in_text(contact(hr=OWNER, communicatie=BY_HR), text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Bel HR of de vertrouwenspersoon.", "Bel HR."),
        ("Bel uw leidinggevende, HR of de vertrouwenspersoon, ook 's avonds.", "Bel uw leidinggevende of HR, ook 's avonds."),
        ("Bied hulp van de bedrijfsarts, de vertrouwenspersoon of Slachtofferhulp.", "Bied hulp van de bedrijfsarts of Slachtofferhulp."),
        ("Zij kiest: de vertrouwenspersoon, HR of iemand buiten.", "Zij kiest: HR of iemand buiten."),
        ("Praat met de vertrouwenspersoon of de vakbond.", "Praat met de vakbond."),
        ("Bel de vertrouwenspersoon, die luistert.", "Bel de vertrouwenspersoon, die luistert."),
    ],
)
def test_a_row_of_a_text_of_data_goes_without_who_is_not_there(text: str, read: str) -> None:
    assert departments.in_text(contact(ict=FRIEND, vertrouwenspersoon=OWNER), text) == read
    assert departments.in_text(contact(ict=FRIEND), text) == text


@pytest.mark.parametrize(("leads", "printed"), [("true", ["contact.ict.naam"]), ("false", [])])
def test_a_name_in_the_place_of_a_department_is_a_fact_of_the_article(leads: str, printed: list[str], tmp_path: Path) -> None:
    """Who is called otherwise in a next text, changed no article with that."""
    root = draw(tmp_path / "handboek", of=SAMPLE)
    page, facts = root / "docs/regels/prive.md", root / "variables.yml"
    page.write_text(re.sub(r"(?m)^1\. .*$", "1. Vraag het aan {{ afdeling('ict') }}.", page.read_text("utf-8"), count=1), "utf-8")
    text = facts.read_text("utf-8").replace('naam: "Afdeling HR"', f'naam: "H. Bakker"\n    geeft_leiding: {leads}')
    facts.write_text(re.sub(r"  ict:\n(?:    .*\n)+", "  ict:\n    vervangen_door: hr\n", text), "utf-8")
    sources = read(Project.find(root))
    assert sources.facts, sources.findings
    found = article_facts.of(sources)["vrijheid"].printed
    assert sorted(name for name in found if name.startswith("contact.")) == printed
    assert article_facts.values_of(sources, printed) == dict.fromkeys(printed, "H. Bakker")
