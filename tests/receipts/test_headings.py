"""What the headings of programs mean, as they write them in Dutch and English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core.errors import CannotWork
from handbook.receipts import columns, headings
from handbook.receipts.columns import WHAT, WHO, Columns, Known
from handbook.receipts.table import Row, Table
from tests.support.publishing import FIRST

EXPORTS = {
    "Outlook, Dutch": (
        "Onderwerp|Hoofdtekst|Van: (naam)|Van: (adres)|Van: (type)|Aan: (naam)|Ontvangen|Categorieën",
        {"naam": ("Van: (naam)",), "adres": ("Van: (adres)",), "datum": ("Ontvangen",), "tekst": ("Onderwerp", "Hoofdtekst")},
    ),
    "Outlook, English": (
        "Subject|Body|From: (Name)|From: (Address)|From: (Type)|To: (Name)|Received",
        {"naam": ("From: (Name)",), "adres": ("From: (Address)",), "datum": ("Received",), "tekst": ("Subject", "Body")},
    ),
    "a list of mails": ("Subject|From|Date", {"naam": ("From",), "datum": ("Date",), "tekst": ("Subject",)}),
    "Microsoft Forms, Dutch": (
        "Id|Begintijd|Tijd van voltooien|E-mail|Naam|Welke versie heeft u gelezen?|Vingerafdruk van de tekst",
        {
            "naam": ("Naam",),
            "adres": ("E-mail",),
            "datum": ("Tijd van voltooien",),
            "versie": ("Welke versie heeft u gelezen?",),
            "vingerafdruk": ("Vingerafdruk van de tekst",),
        },
    ),
    "Microsoft Forms, English": (
        "ID|Start time|Completion time|Email|Name|Version",
        {"naam": ("Name",), "adres": ("Email",), "datum": ("Completion time",), "versie": ("Version",)},
    ),
    "Google Forms": (
        "Tijdstempel|Gebruikersnaam|Uw naam|Versie",
        {"naam": ("Uw naam",), "adres": ("Gebruikersnaam",), "datum": ("Tijdstempel",), "versie": ("Versie",)},
    ),
    "an HR system": (
        "Personeelsnr.|Roepnaam|Tussenvoegsel|Achternaam|Zakelijk e-mailadres|Afdeling|Datum in dienst",
        {
            "naam": ("Roepnaam", "Tussenvoegsel", "Achternaam"),
            "adres": ("Zakelijk e-mailadres",),
            "nummer": ("Personeelsnr.",),
        },
    ),
    "a list of who signed": (
        "Mdw. nr|Medewerker|E-mail werk|Datum|Datum bevestigd|Status",
        {"naam": ("Medewerker",), "adres": ("E-mail werk",), "nummer": ("Mdw. nr",), "datum": ("Datum bevestigd",)},
    ),
    "a task that was done": (
        "Medewerker|Onderwerp|Afgehandeld op",
        {"naam": ("Medewerker",), "datum": ("Afgehandeld op",), "tekst": ("Onderwerp",)},
    ),
    "an HR system, English": (
        "Employee ID|First Name|Last Name|Work Email|Group",
        {"naam": ("First Name", "Last Name"), "adres": ("Work Email",), "nummer": ("Employee ID",), "groep": ("Group",)},
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_headings_of_a_program_are_known(name: str) -> None:
    typed, expected = EXPORTS[name]
    assert headings.guessed(typed.split("|")) == expected


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        *((name, True) for name in ("Datum bevestigd", "Bevestigd op", "Bevestigingsdatum", "Leesdatum", "Datum akkoord", "Gelezen d.d.")),
        *(
            (name, True)
            for name in ("Wanneer gelezen?", "Ondertekend op", "Datum ondertekening", "Read on", "Date signed", "Acknowledged at")
        ),
        *((name, True) for name in ("Tijdstip van bevestiging", "Confirmed date")),
        *((name, False) for name in ("Datum", "Datum in dienst", "Ontvangen", "Heeft u de update gelezen?", "Gelezen", "Akkoord")),
        *((name, False) for name in ("Heeft u het protocol gelezen, op papier of online?", "Ik lees mijn mail op tijd", "Received")),
    ],
)
def test_a_heading_tells_the_day_of_a_confirmation(heading: str, day: bool) -> None:
    assert headings.on_which_day(heading) == day


@given(st.lists(st.text(max_size=20), unique=True, max_size=8))
def test_no_heading_gets_two_roles_and_none_is_invented(names: list[str]) -> None:
    given_ = [name for held in headings.guessed(names).values() for name in held]
    assert len(given_) == len({*given_})
    assert {*given_} <= {*names}


def of(*names: str) -> Table:
    return Table(Path("export.csv"), names, (Row(2, dict.fromkeys(names, "x")),), ())


def test_what_was_found_out_once_is_read_again() -> None:
    known = Known(Path("kolommen.yml"), FIRST)
    asked: list[str] = []

    def ask(question: str, answers: object) -> str:
        asked.append(question)
        return "Hoofd: 1" if "welke tekst" in question else 'Wie "is" dat?'

    strange = of('Wie "is" dat?', "Hoofd: 1", "#3")
    chosen = known.choose(strange, (WHO, WHAT), ask)
    known.choose(of("Naam", "Voornaam", "Achternaam", "Onderwerp", "Body"), (WHO, WHAT), ask)
    assert len(asked) == 2
    again = columns.parse(Path("kolommen.yml"), known.written() or b"")
    assert again[strange.headings] == chosen == Columns({"naam": ('Wie "is" dat?',), "tekst": ("Hoofd: 1",)})
    assert again == known.kinds
    assert Known(Path("kolommen.yml"), FIRST, again).written() is None
    assert Known(None, FIRST).written() is None


def test_what_to_write_keeps_what_is_known_already() -> None:
    known = columns.parse(Path("k.yml"), b"- {koppen: [A, B, C], naam: [C, B], datums: maand-dag}")
    with pytest.raises(CannotWork) as error:
        Known(Path("k.yml"), FIRST, known).choose(of("A", "B", "C"), (WHO, WHAT), None)
    assert '- {koppen: ["A", "B", "C"], naam: ["C", "B"], tekst: "A", datums: maand-dag}' in str(error.value)


def test_what_nobody_knows_is_told_with_what_to_write() -> None:
    with pytest.raises(CannotWork) as error:
        Known(None, FIRST).choose(of("Kolom A", "Kolom B"), (WHO, WHAT), None)
    said = str(error.value)
    assert 'De koppen zijn: "Kolom A", "Kolom B".' in said and "--kolommen BESTAND" in said
    # The advice, followed once.
    assert "niet te zien in welke kolom staat wie het is en welke tekst iemand bevestigt." in said
    entry = said.partition("zoals: ")[2].partition("\n")[0]
    read = columns.parse(Path("k.yml"), entry.encode())
    assert Known(Path("k.yml"), FIRST, read).choose(of("Kolom A", "Kolom B"), (WHO, WHAT), None).roles == {
        "naam": ("Kolom A",),
        "tekst": ("Kolom B",),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- koppen: [Naam]\n  naam: Name\n", 'naam noemt "Name"'),
        ("- koppen: [Naam]\n  wie: Naam\n", '"wie" kent het programma niet'),
        ("- naam: Naam\n", "koppen ontbreekt"),
        ("- koppen: [Naam]\n  naam: Naam\n  datums: amerikaans\n", "Kies uit: dag-maand, maand-dag"),
        ("- koppen: [Naam]\n  naam: []\n", "naam noemt geen kolom"),
        ("- Naam\n", "hier hoort koppen:"),
        ("a: [\n", "k.yml:2: dit is geen YAML"),
    ],
)
def test_a_mistake_in_the_file_with_columns_is_told(text: str, said: str) -> None:
    with pytest.raises(CannotWork) as error:
        columns.parse(Path("k.yml"), text.encode())
    assert said in str(error.value)


def test_all_mistakes_in_the_file_with_columns_are_told_at_once() -> None:
    with pytest.raises(CannotWork) as error:
        columns.parse(Path("k.yml"), b"- koppen: [Naam]\n  wie: Naam\n- koppen: [Name]\n  naam: Naam\n  datums: x\n")
    assert [line.split(":")[1] for line in str(error.value).splitlines()] == [" soort 1", " soort 2", " soort 2"]


def test_signs_that_steer_a_screen_go() -> None:
    row = Row(2, {"Naam": "Piet\x1b[2J\u202eJansen\n"})
    assert Columns({"naam": ("Naam",)}).of("naam", row) == "Piet [2J Jansen"
