"""Which notes of a revision say that something differs and not what."""

from __future__ import annotations

import pytest

from handbook.redline import proposed


@pytest.mark.parametrize(
    "what",
    [
        "Pauze: lid 1 is anders.",
        "lid 1 is anders",
        "Op tijd: rust: de titel is anders, lid 2 en de tabel zijn anders en lid 10 is nieuw.",
        "Pauze: een kader, lid 2 en lid 3 zijn vervallen.",
        proposed.article("Pauze", (), renamed=False),
        proposed.article("Pauze", (), renamed=True),
        proposed.unnamed("pauze"),
        proposed.switched("beleid.stand", "", "verboden"),
    ],
)
def test_a_proposal_says_nothing_until_somebody_writes_what_it_means(what: str) -> None:
    assert proposed.says_nothing(what, None)
    assert not proposed.says_nothing(what, "U mag meer.")
    assert proposed.says_nothing(what, what)


@pytest.mark.parametrize(
    "what",
    [
        "Alles is nieuw.",
        "Nieuw: Pauze.",
        "Lid 1 is anders: u mag nu ook bellen.",
        "In lid 1 is de pauze een uur.",
        "Een keuze is veranderd.",
    ],
)
def test_what_somebody_wrote_does(what: str) -> None:
    assert not proposed.says_nothing(what, None)
