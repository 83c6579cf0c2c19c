"""How a page says whom it means, in the organisation's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.sources import people, read
from handbook.sources.people import Mensen, Woord
from tests.support.handbooks import SAMPLE, draw

OWN = Mensen.model_construct(
    klant=Woord.model_construct(woord="kind", lidwoord="het", meervoud="kinderen"),
    medewerker=Woord.model_construct(woord="collega", lidwoord="de", meervoud="collega's"),
)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("klant", "kind"),
        ("Klanten", "Kinderen"),
        ("de klant", "het kind"),
        ("De klant", "Het kind"),
        ("deze klant", "dit kind"),
        ("dezelfde klant", "hetzelfde kind"),
        ("onze klant", "ons kind"),
        ("geen klant", "geen kind"),
        ("de klanten", "de kinderen"),
        ("deze klanten", "deze kinderen"),
        ("Een medewerker", "Een collega"),
        ("elke medewerker", "elke collega"),
        ("alle medewerkers", "alle collega's"),
    ],
)
def test_a_phrase_keeps_its_meaning_and_its_capital(phrase: str, said: str) -> None:
    assert phrase in people.PHRASES
    assert people.said(OWN, phrase) == said


@pytest.mark.parametrize("phrase", sorted(people.PHRASES))
def test_without_own_words_it_reads_as_it_was_written(phrase: str) -> None:
    assert people.said(Mensen(), phrase) == phrase


def test_dilemmas_and_decision_aids_say_it_too(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    before = read(Project.find(root)).data
    with (root / "variables.yml").open("a", encoding="utf-8") as facts:
        facts.write("mensen:\n  klant: {woord: kind, lidwoord: het, meervoud: kinderen}\n")
    after = read(Project.find(root)).data
    changed = [key for key, one in after.dilemmas.items.items() if one != before.dilemmas.items[key]]
    assert changed
    for key in changed:
        was, now = before.dilemmas.items[key], after.dilemmas.items[key]
        assert (now.artikelen, now.zoekwoorden, now.thema) == (was.artikelen, was.zoekwoorden, was.thema)
    said = str([after.dilemmas.items[key].model_dump(exclude={"artikelen", "zoekwoorden", "thema"}) for key in changed])
    assert re.search(r"[Kk]ind", said)
    assert not re.search(r"(?<![\w-])[Kk]lant(?:en)?(?![\w-])", said)
    assert [step for aid in after.decisions for step in after.decisions[aid].items] == [
        step for aid in before.decisions for step in before.decisions[aid].items
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("De klant belt, en klantgegevens blijven hier.", "Het kind belt, en klantgegevens blijven hier."),
        ("Andere klanten zien dat deze klant wacht.", "Andere kinderen zien dat dit kind wacht."),
        ("Zie [[klant-op-foto]] en [[klant]].", "Zie [[klant-op-foto]] en [[klant]]."),
        ("Klanten en medewerkers.", "Kinderen en collega's."),
        ("Een klant die boos is, en klanten die wachten.", "Een kind dat boos is, en kinderen die wachten."),
        ("Help de klant, die wacht; een medewerker die helpt.", "Help het kind, dat wacht; een collega die helpt."),
        ("De klant dient een klacht in.", "Het kind dient een klacht in."),
    ],
)
def test_a_text_of_data_reads_in_own_words(text: str, said: str) -> None:
    assert people.in_text(OWN, text) == said
