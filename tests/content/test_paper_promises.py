"""A paper that touches somebody's job says what the articles promise: who is heard first, which term counts, and that reporting a wrong is always allowed."""

from __future__ import annotations

import re
from functools import cache

import pytest

from handbook.core.page_marks import PAPERS
from handbook.sources.printed import conditions
from tests.support.expectations import ours

LEADS_TO = {
    "uitnodiging-gesprek": {"horen", "hr-zorgvuldig"},
    "gespreksverslag": {"gevolgen"},
    "waarschuwing": {"horen", "hr-zorgvuldig", "grenzen", "gevolgen", "oneens"},
    "toestemming-beeld": {"beeld-door-ons"},
    "toestemming-klant": {"beeld-klanten", "beeld-leerlingen", "herkenbare-verhalen"},
    "opdracht": {"mandaat", "invoeren", "doelwit", "overdracht"},
    "vertrek": {"na-vertrek", "wij-na-vertrek"},
    "aankondiging-controle": {"toezicht", "controle-rechten", "geheime-controle", "medezeggenschap", "horen"},
    "gevolgen-privacy": {"toezicht", "tellen", "medezeggenschap"},
    "incident": {"hulp", "datalek", "meldweg", "naaktbeeld"},
    "arbeidsovereenkomst": {"invoeren"},
    "opdracht-en-inhuur": {"reikwijdte"},
}
"""By paper: the articles that it rests on and leads to."""

TERMS = {
    "waarschuwing": {"oordeel_vragen_weken", "oordeel_antwoord_weken", "waarschuwing_maanden"},
    "toestemming-beeld": {"foto_weken"},
    "vertrek": {"profiel_weken", "foto_weken"},
}
"""By paper: the terms of the board that it prints, so that a paper never promises another one."""

SAYS = {
    "ontvangst": ("Ontvangen en gelezen", "U zegt niet dat u het met elke regel eens bent.", "U hoeft niet meteen te tekenen"),
    "waarschuwing": ("U hoeft deze brief niet te tekenen.", "Uw eigen antwoord komt bij deze brief", "een misstand"),
    "gespreksverslag": ("In dit gesprek is nog niets besloten.", "U hoeft niet te tekenen.", "een misstand"),
    "uitnodiging-gesprek": ("U mag iemand meenemen", "Er is nog niets besloten", "niets meteen te tekenen"),
    "toestemming-beeld": ("zonder reden en zonder nadeel", "Vult u niets in, dan is het nee.", "U mag een ja altijd intrekken"),
    "toestemming-klant": ("Vult u niets in, dan is het nee.", "U mag een ja altijd intrekken"),
    "arbeidsovereenkomst": ("om een misstand te melden", "Er staat geen boete op.", "zonder akkoord van de werknemer"),
    "opdracht-en-inhuur": (
        "om een misstand te melden",
        "De regels over werktijd, rust en maatregelen gelden niet",
        "Over een maatregel beslist het bureau.",
    ),
    "opdracht": ("U mag altijd een misstand melden.", "mag iemand nee zeggen"),
    "vertrek": ("U mag altijd een misstand melden, ook na uw vertrek.", "U hoeft niet te tekenen", "Op deze afspraken staat geen boete."),
}
"""By paper: what it must not lack for who gets it."""

KEPT = (
    "ontvangst",
    "toestemming-beeld",
    "toestemming-klant",
    "vertrek",
    "gespreksverslag",
    "waarschuwing",
    "incident",
    "aankondiging-controle",
)
"""What stays in a file on a person says how long."""


@cache
def flowing(name: str) -> str:
    """The text of a paper as it is typed, on one line; a paper that an organisation does not have is told as skipped."""
    page = ours().pages.get(f"{PAPERS}{name}.md")
    if page is None:
        pytest.skip(f"the handbook has no paper {name}")
    return " ".join(" ".join(page.lines).split())


@pytest.mark.parametrize("name", LEADS_TO)
def test_it_leads_to_the_articles_that_it_rests_on(name: str) -> None:
    tree = ours().trees[f"{PAPERS}{name}.md"] if flowing(name) else None
    assert tree
    named = {conditions.named(call, word) for call in conditions.calls(tree) for word in ("art", "art_met_titel")}
    assert LEADS_TO[name] - named == set()


@pytest.mark.parametrize("name", TERMS)
def test_its_terms_are_those_of_the_board(name: str) -> None:
    assert TERMS[name] - set(re.findall(r"termijnen\.(\w+)", flowing(name))) == set()
    assert not re.search(r"\b(?:\d+|twee|drie|vier|zes|acht) (?:weken|maanden)\b", flowing(name))


@pytest.mark.parametrize("name", SAYS)
def test_it_says_what_its_reader_may_count_on(name: str) -> None:
    assert [words for words in SAYS[name] if words not in flowing(name)] == []


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_says_how_long(name: str) -> None:
    assert re.search(r'invullen\("[^"]*(?:weg mag|hoelang nog|termijn|^datum)[^"]*"\)|formulier weg mag', flowing(name))


@pytest.mark.parametrize("name", sorted(path.removeprefix(PAPERS).removesuffix(".md") for path in ours().metadata.papers))
def test_who_uses_it_reads_to_take_the_box_away(name: str) -> None:
    assert "Haal dit kader weg" in flowing(name) or "haal dit kader weg" in flowing(name)
