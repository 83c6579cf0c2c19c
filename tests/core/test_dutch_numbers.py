"""Numbers as a sentence has them, and how a sentence ends."""

from __future__ import annotations

import pytest

from handbook.core.dutch import capital, ended, in_words, several, within


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "één"),
        (2, "twee"),
        (6, "zes"),
        (12, "twaalf"),
        (20, "twintig"),
        (21, "21"),
        (24, "24"),
        (30, "dertig"),
        (36, "36"),
        (104, "104"),
    ],
)
def test_small_numbers_and_tens_are_words(number: int, words: str) -> None:
    assert in_words(number) == words


ONE = (
    *("het bestuur", "de directie", "de eigenaar", "het college van burgemeester en wethouders", "de Raad van Bestuur", "Corrie Smit"),
    *("de directeur-bestuurder van de stichting", "de familie Smit", "de maatschap Jansen en De Wit", "de baas", ""),
)
MORE = (
    *("de eigenaren", "de Eigenaren van Bakkerij Smit", "de zussen Smit", "Corrie en Jan Smit", "de directeur en het team", "de vennoten"),
    *("de gezamenlijke bestuurders", "de ceo's", "burgemeester en wethouders"),
)


@pytest.mark.parametrize(("named", "more"), [*((one, False) for one in ONE), *((one, True) for one in MORE)])
def test_a_name_is_of_one_or_of_more(named: str, more: bool) -> None:
    assert several(named) == more
    assert capital(named).lower() == named.lower()


@pytest.mark.parametrize("text", ["Jansen & Zn.", "Waarom?", "Zij zei: “Het mag.”", "Nu!", "En zo verder…"])
def test_what_ends_a_sentence_gets_no_second_full_stop(text: str) -> None:
    assert ended(text) == text
    assert ended("Er stond een naam in") == "Er stond een naam in."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Het bestuur", "het bestuur"),
        ("De eigenaren", "de eigenaren"),
        ("De Raad van Bestuur", "de Raad van Bestuur"),
        ("De RvB", "de RvB"),
        ("de directie", "de directie"),
        ("De Linde", "De Linde"),
        ("De Gruyter en Het bestuur", "De Gruyter en Het bestuur"),
        ("Deborah", "Deborah"),
        ("Corrie Smit", "Corrie Smit"),
        ("Onze directeur", "onze directeur"),
        ("Ons team", "ons team"),
        ("Ons Huis", "Ons Huis"),
        ("De Vries", "De Vries"),
        ("De DeltaGroep", "De DeltaGroep"),
        ("De Raadgevers", "De Raadgevers"),
        ("De HR-adviseur", "de HR-adviseur"),
        ("Het Huis voor Klokkenluiders", "Het Huis voor Klokkenluiders"),
    ],
)
def test_a_role_begins_small_within_a_sentence_and_a_name_does_not(typed: str, said: str) -> None:
    assert within(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("De bedrijfsarts", "de bedrijfsarts"),
        ("De externe vertrouwenspersoon van Arbo Zuid", "de externe vertrouwenspersoon van Arbo Zuid"),
        ("Onze jurist", "onze jurist"),
        ("Het andere gesprek", "Het andere gesprek"),
        ("De artsenij", "De artsenij"),
        ("De RvB", "De RvB"),
    ],
)
def test_what_is_elsewhere_may_be_a_name_in_small_letters(typed: str, said: str) -> None:
    assert within(typed, elsewhere=True) == said
