"""How a page says whom it means, in the organisation's own words."""

from __future__ import annotations

import pytest

from handbook.sources import people
from handbook.sources.people import Mensen, Woord

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
