"""The conversation: the model's own checks per answer, a way back, and answers that are kept from the first one on."""

from __future__ import annotations

import builtins
import io
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import Field

from handbook.core.errors import CannotWork
from handbook.new import answers, birth, conversation, engine, facts, material, questions
from handbook.new.answers import Answers
from handbook.new.conversation import engine_choice
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.terminal import Stopped
from handbook.new.questions import Kind, Question
from handbook.sources import sample
from handbook.sources.files.choices import Sectors
from handbook.sources.files.fields import Group, Text, Truth
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.variables import Variables
from tests.support.handbooks import ODD, SAMPLE

TEMPLATE = (SAMPLE / "variables.yml").read_text("utf-8")
NOBODYS = {f"werkgever.{key}" for key in ("naam", "naam_kort", "website", "kvk", "medewerkers")}
Talk = Callable[..., Answers]


def fresh() -> Asked:
    shipped, _ = read_mapping("variables.yml", TEMPLATE)
    assert shipped
    contacts = {f"contact.{role}.{key}" for role in ("hr", "ict") for key in ("naam", "email", "telefoon")}
    return Asked(shipped, frozenset(NOBODYS | contacts), date(2027, 2, 1))


@pytest.fixture
def kept() -> list[Answers]:
    return []


def type_in(lines: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Types the lines one by one; where there are no more, the input ends."""
    typed = iter(lines)

    def answer(prompt: str) -> str:
        print(prompt, end="")
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(builtins, "input", answer)


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, kept: list[Answers]) -> Talk:
    """Types the lines one by one, and stops the conversation where there are no more."""

    def run(lines: Iterable[str], todo: list[Question], asked: Asked | None = None, at: str | None = None) -> Answers:
        type_in(lines, monkeypatch)
        return conversation.talk(asked or fresh(), todo, kept.append, at)

    return run


def of(*groups: str) -> list[Question]:
    return [one for one in questions.all_of() if one.group in groups]


def test_every_fact_that_must_be_there_is_asked() -> None:
    asked = {one.name: one for one in questions.all_of()}
    for name, info in Variables.model_fields.items():
        if info.is_required() and isinstance(info.annotation, type) and issubclass(info.annotation, Group):
            assert {f"{name}.{key}" for key in info.annotation.model_fields} <= set(asked)
    assert all(one.meaning or one.kind is Kind.GATE for one in asked.values())


def named(*names: str) -> list[Question]:
    """These questions alone, whatever else the model asks in their group."""
    return [one for one in questions.all_of() if one.name in names]


WERKGEVER = [ODD, "Jansen", "https://www.elders.test", "12345678", "4", "8"]


def test_answers_come_out_as_they_stand_in_variables_yml(talk: Talk) -> None:
    given = talk([*WERKGEVER, ""], of("werkgever"))
    told = yaml.safe_load(facts.written(TEMPLATE, given.facts))["werkgever"]
    assert told == {
        "naam": ODD,
        "naam_kort": "Jansen",
        "website": "https://www.elders.test",
        "kvk": "12345678",
        "sector": "onderwijs",
        "medewerkers": 8,
    }


@pytest.mark.parametrize(
    ("sector", "size", "proposed"), [("1", "8", "geen"), ("1", "30", "personeelsvergadering"), ("1", "50", "or"), ("4", "8", "or")]
)
def test_the_council_that_enter_stands_for_fits_the_number_of_people(sector: str, size: str, proposed: str, talk: Talk) -> None:
    todo = named("werkgever.sector", "werkgever.medewerkers", "medezeggenschap.soort")
    given = talk([sector, size, "", ""], todo)
    assert yaml.safe_load(facts.written(TEMPLATE, given.facts))["medezeggenschap"]["soort"] == proposed


@pytest.mark.parametrize(
    ("wrong", "said", "right"),
    [
        (["x", "y", "www.elders.test"], 'Schrijf: "https://www.elders.test"', "https://www.elders.test"),
        (["x", "y", "https://a.test", "12"], 'is geen KvK-nummer: "12"', "12345678"),
        (["x", "y", "https://a.test", "12345678", "zorgg"], "Bedoelt u zorg?", "zorg"),
        (["{{ naam }}"], "bevat accolades", "x"),
    ],
)
def test_a_slip_is_told_as_the_check_tells_it_and_asked_again(
    wrong: list[str], said: str, right: str, talk: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Stopped):
        talk([*wrong, right], of("werkgever"))
    told = " ".join(capsys.readouterr().out.split())
    assert said in told
    assert told.count("! werkgever.") == 1


def test_back_leads_to_the_question_before_with_its_answer(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    given = talk(["Een", "terug", "", "Twee", "terug", "Drie", *WERKGEVER[2:], ""], of("werkgever"))
    told = yaml.safe_load(facts.written(TEMPLATE, given.facts))["werkgever"]
    assert (told["naam"], told["naam_kort"]) == ("Een", "Drie")
    assert "Enter: Een" in capsys.readouterr().out


def test_what_is_left_for_later_keeps_its_example(talk: Talk) -> None:
    given = talk(["", "Jansen", "", "", "", "", ""], of("werkgever"))
    told = yaml.safe_load(facts.written(TEMPLATE, given.facts))["werkgever"]
    assert (told["naam"], told["naam_kort"], told["kvk"]) == ("Proefhuis B.V.", "Jansen", "81726354")


def test_who_stops_goes_on_at_the_same_question(talk: Talk, kept: list[Answers]) -> None:
    todo = of("werkgever")
    with pytest.raises(Stopped):
        talk(["Een", "Twee", "stop"], todo)
    again, findings = answers.parsed(".antwoorden.yml", answers.text(kept[-1]).encode())
    assert again and not findings
    assert again.at == "werkgever.website"
    asked = fresh()
    asked.take(again)
    given = talk([*WERKGEVER[2:], ""], todo, asked, again.at)
    assert yaml.safe_load(answers.text(given))["werkgever"]["naam"] == "Een"


def again_of(kept: Answers) -> Asked:
    """A new session on the answers of one that stopped, as they stand in the file."""
    read, wrong = answers.parsed("antwoorden.yml", answers.text(kept).encode())
    assert read and not wrong
    asked = fresh()
    asked.take(read)
    return asked


def test_who_stops_within_a_contact_finds_what_was_typed_of_it(talk: Talk, kept: list[Answers], capsys: pytest.CaptureFixture[str]) -> None:
    todo = named("contact.hr")
    with pytest.raises(Stopped):
        talk(["1", "Kees Bakker", "06 12 34 56 78", "", "", "nee", "ja", "Onze boekhouder", "stop"], todo)
    assert yaml.safe_load(answers.text(kept[-1]))["begonnen"] == {
        "contact": {"hr": [{"naam": "Kees Bakker", "telefoon": "06 12 34 56 78"}, {"naam": "Onze boekhouder"}]}
    }
    again = again_of(kept[-1])
    given = talk(["1", *[""] * 8, "b@elders.test", "", "nee", "nee", ""], todo, again, kept[-1].at)
    assert "Hiermee was u begonnen: naam: Kees Bakker" in " ".join(capsys.readouterr().out.split())
    assert yaml.safe_load(answers.text(given)) == {
        "contact": {
            "hr": [{"naam": "Kees Bakker", "telefoon": "06 12 34 56 78"}, {"naam": "Onze boekhouder", "email": "b@elders.test"}],
        }
    }


def test_who_stops_within_a_role_of_ones_own_finds_it(talk: Talk, kept: list[Answers]) -> None:
    todo = own(Kind.OWN_ROLES)
    with pytest.raises(Stopped):
        talk(["ja", "bhv_post", "Hulp bij een ongeval", "1", "stop"], todo)
    again = again_of(kept[-1])
    given = talk(["", "", "", "1", "De balie", "030 123 45 67", "", "", "nee", "nee", "", ""], todo, again, kept[-1].at)
    assert yaml.safe_load(answers.text(given)) == {
        "contact": {"bhv_post": {"naam": "De balie", "telefoon": "030 123 45 67", "waarvoor": "Hulp bij een ongeval"}}
    }
    refused = talk(["nee", ""], todo, again_of(kept[-1]))
    assert answers.text(refused).strip() == ""


def test_a_contact_that_is_left_half_typed_has_of_the_example_what_it_lacks(talk: Talk, kept: list[Answers]) -> None:
    """So that the check tells what is still to be filled in; who has a way of its own keeps that alone."""
    todo = named("contact.hr", "contact.ict", "contact.klachtencommissie")
    with pytest.raises(Stopped):
        talk(["1", "Kees Bakker", "stop"], todo)
    hr = "contact.hr"
    given = talk(["", "1", "Ada", "", "ada@elders.test", "terug", "terug", "terug", "terug", "", "", "", ""], todo, again_of(kept[-1]), hr)
    shipped, _ = read_mapping("variables.yml", material.example())
    assert shipped
    found = yaml.safe_load(facts.written(material.example(), given.whole(shipped)))["contact"]
    assert found["hr"] == yaml.safe_load(material.example())["contact"]["hr"] | {"naam": "Kees Bakker"}
    assert (found["ict"], "klachtencommissie" in found) == ({"naam": "Ada", "email": "ada@elders.test"}, False)
    left = {one.key for one in sample.in_facts("variables.yml", facts.written(material.example(), given.whole(shipped)))}
    assert {key for key in left if key.startswith(("contact.hr.", "contact.ict."))} == {"contact.hr.telefoon", "contact.hr.email"}


def test_a_part_is_changed_from_the_overview(talk: Talk) -> None:
    given = talk([*WERKGEVER, "1", "Anders", "", "", "", "", "", ""], of("werkgever"))
    assert yaml.safe_load(answers.text(given))["werkgever"]["naam"] == "Anders"


@pytest.mark.parametrize(("stance", "asked"), [("vrij", False), ("2", True), ("verboden", False)])
def test_moments_are_asked_where_they_mean_something(stance: str, asked: bool, talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stopped):
        talk([stance, "", "", ""], of("beleid"))
    assert ("momenten: " in capsys.readouterr().out) is asked


def test_a_list_is_typed_with_commas_and_a_truth_as_yes_or_no(talk: Talk) -> None:
    todo = named(*(f"beleid.{key}" for key in ("platforms", "reactie_uren", "toezicht", "eigen_kanalen")))
    given = talk(["j", "LinkedIn,  Mastodon ,", "48", "nee", ""], todo)
    told = yaml.safe_load(answers.text(given))["beleid"]
    assert told["platforms"] == ["LinkedIn", "Mastodon"]
    assert (told["reactie_uren"], told["toezicht"], told["eigen_kanalen"]) == (48, False, True)


def test_who_has_no_channels_is_asked_nothing_about_them(talk: Talk, kept: list[Answers], capsys: pytest.CaptureFixture[str]) -> None:
    todo = named(*(f"beleid.{key}" for key in ("platforms", "reactie_uren", "beheerders", "eigen_kanalen")))
    given = talk(["nee", ""], todo)
    assert yaml.safe_load(answers.text(given)) == {"beleid": {"eigen_kanalen": False, "platforms": []}}
    assert "platforms" not in capsys.readouterr().out
    asked = fresh()
    asked.take(given)
    changed = yaml.safe_load(answers.text(talk(["ja", "", "", "", ""], todo, asked)))["beleid"]
    assert changed["eigen_kanalen"] is True and changed["platforms"]


def test_a_day_may_be_typed_as_people_write_it(talk: Talk) -> None:
    assert talk(["1 maart 2027", ""], of("ingangsdatum")).begins == date(2027, 3, 1)
    assert talk(["", ""], of("ingangsdatum")).begins == date(2027, 2, 1)


def test_a_choice_says_what_it_means(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stopped):
        talk(["?"], of("beleid"))
    told = " ".join(capsys.readouterr().out.split())
    assert told.count("dat is een zware maatregel") == 2
    assert "In variables.yml heet dit beleid.stand." in told


@pytest.mark.parametrize(
    ("fact", "typed", "word"),
    [
        ("werkgever.sector", "Zorg", "zorg"),
        ("werkgever.sector", "OVERHEID, Zorg", ["overheid", "zorg"]),
        ("medezeggenschap.soort", "Ondernemingsraad", "or"),
        ("medezeggenschap.soort", "medezeggenschapsraad", "mr"),
        ("medezeggenschap.soort", "Geen", "geen"),
        ("handboek.aanspreekvorm", "Je", "je"),
        ("beleid.stand", "Verboden", "verboden"),
    ],
)
def test_a_choice_is_typed_in_any_letters_or_by_the_name_beside_it(fact: str, typed: str, word: object, talk: Talk) -> None:
    group, key = fact.split(".")
    assert yaml.safe_load(answers.text(talk([typed, ""], named(fact)))) == {group: {key: word}}


def test_what_is_no_yes_or_no_is_told_as_it_is_typed_here(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    given = talk(["misschien", "Ja", ""], named("beleid.toezicht"))
    assert yaml.safe_load(answers.text(given)) == {"beleid": {"toezicht": True}}
    told = capsys.readouterr().out
    assert told.count("! Typ ja of nee.") == 1 and "aanhalingstekens" not in told


@pytest.mark.parametrize("typed", ["nee", "Ja", "true"])
@pytest.mark.parametrize(("fact", "right"), [("werkgever.naam", "Jansen"), ("beleid.momenten", "in de pauze")])
def test_a_name_is_no_yes_or_no(typed: str, fact: str, right: str, talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    group, key = fact.split(".")
    given = yaml.safe_load(answers.text(talk([typed, right, ""], named(fact))))
    assert given[group][key] in (right, [right])
    assert capsys.readouterr().out.count("! Ja of nee past hier niet. ") == 1


class Mens(Group):
    naam: Text = Field(description="De naam.")
    kamer: Text | None = Field(None, description="De kamer.")


class Ander(Group):
    wie: Text = Field(description="Wie het dan doet.")


class Rollen(Group):
    een: Mens | Annotated[tuple[Mens, ...], "lijst"] | Ander | None = Field(None, description="De eerste rol.")


class Vrij(Group):
    sector: Sectors | None = Field(default=None, description="De sectoren.")
    plekken: tuple[Text, ...] = Field(default=("A",), description="De plekken.")
    open: Truth = Field(default=False, description="Of het open is.")


class Model(Group):
    rol: Rollen
    vrij: Vrij = Vrij()
    eigen: dict[str, str] = Field(default_factory=dict)


def test_the_questions_follow_the_model() -> None:
    """What may be absent as a group is asked for at once, and what has keys of one's own is not asked."""
    found = [(one.name, one.kind) for one in questions.all_of(Model)]
    assert found == [
        ("rol.een", Kind.CONTACT),
        ("vrij", Kind.GATE),
        ("vrij.sector", Kind.LIST),
        ("vrij.plekken", Kind.LIST),
        ("vrij.open", Kind.TRUTH),
        ("ingangsdatum", Kind.PLAIN),
    ]
    contact = questions.all_of(Model)[0]
    assert (contact.shapes, contact.several, contact.needed) == ((Mens, Ander), True, False)
    first, others = questions.of_shape(Mens, contact.path)
    assert [one.path[-1] for one in first] == ["naam"] and [one.path[-1] for one in others] == ["kamer"]


def test_a_group_that_is_not_wanted_is_passed_by(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PARTIAL", answers.partial(Model))
    todo = questions.all_of(Model)[1:5]
    assert talk(["nee", ""], todo).facts.items == {}
    given = talk(["ja", "zorg, 2", "terug", "zorg", "geen", "ja", ""], todo)
    assert yaml.safe_load(answers.text(given)) == {"vrij": {"sector": ["zorg"], "plekken": [], "open": True}}


def test_a_role_is_one_contact_or_more_or_somebody_else(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PARTIAL", answers.partial(Model))
    todo = questions.all_of(Model)[:1]

    def told(*lines: str) -> object:
        return yaml.safe_load(answers.text(talk(lines, todo)))

    assert told("", "") is None
    assert told("2", "hr", "") == {"rol": {"een": {"wie": "hr"}}}
    assert told("1", "A", "nee", "nee", "") == {"rol": {"een": {"naam": "A"}}}
    assert told("1", "A", "ja", "12", "ja", "B", "nee", "nee", "") == {"rol": {"een": [{"naam": "A", "kamer": "12"}, {"naam": "B"}]}}


A, B = {"naam": "A"}, {"naam": "B"}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (["terug", "", "nee", "nee"], A),
        (["terug", "terug", "1", "", "nee", "nee"], A),
        (["terug", "terug", "terug", "", "1", "", "nee", "nee"], A),
        (["nee", "terug", "terug", "", "nee", "nee"], A),
        (["nee", "nee", "terug", "1", "", "nee", "nee"], A),
        (["ja", "12", "terug", "", "terug", "terug", "", "", "", "nee"], A | {"kamer": "12"}),
        (["nee", "ja", "B", "terug", "terug", "", "", "nee", "nee"], [A, B]),
        (["nee", "ja", "B", "terug", "terug", "nee"], A),
        (["nee", "ja", "B", "nee", "nee", "terug", "1", "", "", "", "", "", ""], [A, B]),
    ],
    ids=["name", "shape", "question before", "end", "next question", "details", "second person", "no second person", "both again"],
)
def test_who_goes_back_finds_what_was_typed_of_a_person(
    typed: list[str], left: object, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PARTIAL", answers.partial(Model))
    todo = {one.name: one for one in questions.all_of(Model)}
    given = talk(["", "1", "A", *typed, "", ""], [todo["vrij.plekken"], todo["rol.een"], todo["vrij.open"]])
    assert yaml.safe_load(answers.text(given))["rol"] == {"een": left}


def test_who_goes_back_finds_whether_a_group_was_wanted_and_what_was_begun_of_ones_own(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    todo = [one for one in questions.of_conversation() if one.name in ("contact.van_uzelf", "eigen.van_uzelf")]
    roles = talk(["ja", "bhv", "Hulp", "terug", "", "", "", "1", "A", "030 123 45 67", "", "", "nee", "nee", "nee", ""], todo[:1])
    assert yaml.safe_load(answers.text(roles))["contact"]["bhv"] == {"naam": "A", "telefoon": "030 123 45 67", "waarvoor": "Hulp"}
    own = talk(["ja", "loket", "", "terug", "", "", "", "Balie 3", "nee", ""], todo[1:])
    assert yaml.safe_load(answers.text(own)) == {"eigen": {"loket": "Balie 3"}}
    monkeypatch.setattr(answers, "PARTIAL", answers.partial(Model))
    group = questions.all_of(Model)[1:3]
    given = talk(["ja", "terug", "", "zorg", "1", "nee", ""], group)
    assert given.facts.items == {}
    assert "(ja of nee) [ja]" in capsys.readouterr().out


@pytest.mark.parametrize(("size", "leads"), [("8", True), ("49", True), ("50", False)])
def test_in_a_small_organisation_is_asked_whether_who_does_hr_leads_everybody(
    size: str, leads: bool, talk: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["ja"] if leads else []
    given = talk([size, "1", "A. Bakker", "030 123 45 67", "", "", *more, "nee", "nee", ""], named("werkgever.medewerkers", "contact.hr"))
    told = yaml.safe_load(answers.text(given))["contact"]["hr"]
    assert told == {"naam": "A. Bakker", "telefoon": "030 123 45 67", **({"geeft_leiding": True} if leads else {})}
    assert ("noemt dan deze naam in plaats van HR" in " ".join(capsys.readouterr().out.split())) is leads


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["1"], ""),
        (["communicatie"], ""),
        (["privacy", "1"], "contact.privacy wordt vervangen door zichzelf: privacy > privacy."),
        (["communicatei", "1"], 'noemt een rol die er niet is: "communicatei". Bedoelt u communicatie?'),
        (["ict", "1"], "contact.privacy komt bij niemand uit: privacy > ict > privacy."),
    ],
)
def test_the_role_that_takes_over_is_one_that_leads_to_somebody(
    typed: list[str], said: str, talk: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = fresh()
    people = {"naam": facts.text("A"), "telefoon": facts.text("030 123 45 67")}
    shipped = {role: facts.group({**people}) for role in ("communicatie", "privacy", "ict")}
    asked.shipped = facts.group({"contact": facts.group({**shipped})})
    asked.given["contact", "ict"] = facts.group({"vervangen_door": facts.text("privacy")})
    given = talk(["2", *typed, "nee", ""], named("contact.privacy"), asked)
    assert yaml.safe_load(answers.text(given))["contact"]["privacy"] == {"vervangen_door": "communicatie"}
    told = " ".join(capsys.readouterr().out.split())
    assert said in told and told.count("! ") == (len(typed) - 1)
    assert "2. ict" not in told


def test_what_stands_there_is_shown_with_the_name_of_each_part(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    asked = fresh()
    one = facts.group({"naam": facts.text("A"), "toestel": facts.text("12"), "extern": facts.bare("true")})
    asked.given["contact", "hr"] = facts.items([one, facts.group({"naam": facts.text("B")})])
    talk(["", ""], named("contact.hr"), asked)
    assert "Nu: naam: A, toestel: 12, extern: ja; naam: B" in capsys.readouterr().out


TAG = "git+https://git.elders.test/hr/handboek@v0.7.0"


def test_the_program_is_asked_with_help_and_without_options(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    type_in(["", "terug", "?", "weg.whl", TAG], monkeypatch)
    assert engine_choice.ask() == (TAG, engine.chosen(TAG))
    told = capsys.readouterr().out
    flat = " ".join(told.split())
    assert "! Dit kan niet leeg blijven" in flat and flat.count("bestaat niet") == 1
    assert "Dit is de eerste vraag." in flat and "zodat het over een jaar nog hetzelfde doet" in flat
    assert "Vraag dit aan wie het handboek installeert." in flat and "--engine" not in flat


def test_the_program_is_asked_first_and_named_in_the_command_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at the second fact, at a terminal of 80 letters wide: nothing is broken in the middle of a word."""
    folder = tmp_path / "een-lange-naam-voor-de-map-van-ons-handboek-sociale-media" / "h"
    folder.parent.mkdir()
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "argv", ["../.venv/bin/handbook"])
    monkeypatch.setattr("handbook.new.material.place", lambda: SAMPLE)
    monkeypatch.setattr(engine, "own", lambda: None)
    monkeypatch.setattr(sys, "stdin", Screen())
    monkeypatch.setattr(sys, "stdout", Screen())
    type_in([TAG, "Jansen", "stop"], monkeypatch)
    with pytest.raises(CannotWork) as stop:
        birth.new(Path("../") / folder.parent.name / "h", None, None, lambda _: None)
    lines = str(stop.value).splitlines()
    assert str(folder / ".antwoorden.yml.") in lines
    assert lines[-2:] == ["Ga verder met:", f"  ../.venv/bin/handbook new ../{folder.parent.name}/h --engine {TAG}"]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def own(kind: Kind) -> list[Question]:
    return [one for one in questions.of_conversation() if one.kind is kind]


def test_what_is_of_ones_own_is_asked_behind_the_roles_and_before_the_day() -> None:
    names = [one.name for one in questions.of_conversation()]
    assert names[names.index("contact.van_uzelf") - 1].startswith("contact.")
    assert not names[names.index("contact.van_uzelf") + 1].startswith("contact.")
    assert names[-2:] == ["eigen.van_uzelf", "ingangsdatum"]


def test_a_role_of_ones_own_has_a_name_a_purpose_and_people(talk: Talk, kept: list[Answers], capsys: pytest.CaptureFixture[str]) -> None:
    todo = own(Kind.OWN_ROLES)
    assert talk(["", ""], todo).facts.items == {}
    lines = ["ja", "hr", "BHV post", "bhv_post", "Hulp bij een ongeval", "1", "De balie", "030 123 45 67", "", "", "nee", "nee", "", ""]
    given = talk(lines, todo)
    told = " ".join(capsys.readouterr().out.split())
    assert "! De rol hr hebben wij al gevraagd." in told and "Schrijf: bhv_post:" in told
    assert "bhv_post: naam: De balie, telefoon: 030 123 45 67, waarvoor: Hulp bij een ongeval" in told.split("Dit heeft u ingevuld")[-1]
    found = yaml.safe_load(facts.written(TEMPLATE, given.facts))["contact"]
    assert found["bhv_post"] == {"naam": "De balie", "telefoon": "030 123 45 67", "waarvoor": "Hulp bij een ongeval"}
    assert found["hr"] == yaml.safe_load(TEMPLATE)["contact"]["hr"]


def test_a_fact_of_ones_own_has_a_name_a_kind_and_a_value(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    todo = own(Kind.OWN_FACTS)
    loket, opening = ["ja", "Loket 3", "loket", "", "Balie 3"], ["ja", "opening", "een datum", "morgen", "1 maart 2027"]
    talen, back, open_ = ["j", "talen", "3", "nl, en"], ["j", "terug"], ["ja", "open", "7", "ja"]
    given = talk([*loket, *opening, *talen, *back, *open_, "ja", "terras", "2", "12", "nee", ""], todo)
    told = " ".join(capsys.readouterr().out.split())
    assert "Schrijf: loket_3" in told and '! Dit is geen datum: "morgen".' in told
    want = {"loket": "Balie 3", "opening": date(2027, 3, 1), "talen": ["nl", "en"], "open": True, "terras": 12}
    assert yaml.safe_load(facts.written(TEMPLATE, given.facts))["eigen"] == want
    offered = '# Wilt u iets toevoegen?\n# eigen:\n#   loket: "Balie 3"\n\n# Einde.\n'
    assert facts.written(offered, given.facts).startswith('# Wilt u iets toevoegen?\neigen:\n  loket: "Balie 3"\n  opening: 2027-03-01\n')
    assert facts.written(offered, given.facts).endswith("\n\n# Einde.\n") and "#  " not in facts.written(offered, given.facts)
    again, findings = answers.parsed(".antwoorden.yml", answers.text(given).encode())
    assert again and not findings
    asked = fresh()
    asked.take(again)
    assert {*asked.own("eigen")} == {*want}


def test_a_mistake_in_a_fact_of_ones_own_is_found_in_a_file_of_answers() -> None:
    _, findings = answers.parsed("antwoorden.yml", b"eigen:\n  Loket 3: a\n")
    assert [one.line for one in findings] == [2]
