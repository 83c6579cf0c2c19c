"""Words for the statement on access: what the last test found, and what it looked at."""

from __future__ import annotations

from handbook.core.dutch import enumeration, long_date
from handbook.sources.data.accessibility_test import MEASURED, Proef, Tested
from handbook.sources.printed import escape
from macros.plek import Plek


def toegankelijkheidsstatus(plek: Plek) -> str:
    """In hoeverre dit handboek aan de norm voldoet, volgens de laatste test."""
    tested = plek.context.data.tested
    proof = tested.proof
    if proof is None:
        return _gemeten("**Deze versie is niet getest.**\nWij weten dus niet of iedereen dit handboek goed kan gebruiken.")
    day = long_date(proof.getest_op)
    if not tested.same_look:
        return _gemeten(
            f"**Deze versie is in deze vorm niet getest.**\nDe laatste test was op {day}.\nDaarna is de vorm veranderd.\n"
            "Wat die test vond, zegt dus niet genoeg over deze versie."
        )
    return _gemeten("\n".join([*_uitkomst(proof, day), *_tekst(tested)]))


def toegankelijkheidstest(plek: Plek) -> str:
    """Een tabel van de laatste test: wanneer, waarmee en hoeveel."""
    proof = plek.context.data.tested.proof
    if proof is None:
        return _gemeten("Er is nog geen test gedaan.")
    rows = {
        "Dag": long_date(proof.getest_op),
        "Programma": f"axe-core {escape.markdown(proof.axe)}",
        "Browser": escape.markdown(proof.browser),
        "Regels die iets te bekijken hadden": str(proof.regels),
        "Toestanden van een pagina": str(proof.plekken),
        "Breedte van het scherm": f"{enumeration([escape.markdown(one) for one in proof.breedtes])} pixels",
        "Kleuren": "licht en donker",
        "Grootte van de letters": "gewoon, en twee keer zo groot",
        "Hoe vaak het programma keek": str(proof.keren),
        "Toestanden met alleen het toetsenbord": str(proof.toetsenbord),
    }
    return _gemeten("\n".join(["| Wat | Hoe |", "| --- | --- |", *(f"| {what} | {how} |" for what, how in rows.items())]))


def _gemeten(text: str) -> str:
    """Marked, so that another test is not taken for another text."""
    return f'<div {MEASURED} markdown="1">\n\n{text}\n\n</div>'


def _uitkomst(proof: Proef, day: str) -> list[str]:
    """What was found; never more than a program can know."""
    if not proof.punten:
        return [
            f"**Bij de test van {day} zijn geen fouten gevonden.**",
            "Voor zover een programma dat kan zien, voldoet dit handboek dus aan WCAG 2.2, niveau AA.",
        ]
    count = "één punt" if len(proof.punten) == 1 else f"{len(proof.punten)} punten"
    points = [
        f"- {escape.markdown(point.wat)} Te zien op: {enumeration([escape.markdown(one) for one in point.waar])}." for point in proof.punten
    ]
    return [
        "**Dit handboek voldoet nog niet helemaal aan WCAG 2.2, niveau AA.**",
        f"Bij de test van {day} is {count} gevonden:" if len(proof.punten) == 1 else f"Bij de test van {day} zijn {count} gevonden:",
        "",
        *points,
        "",
    ]


def _tekst(tested: Tested) -> list[str]:
    """A new text in the tested form."""
    if tested.same_text:
        return []
    return [
        "",
        "Na die test is de tekst veranderd.",
        "De nieuwe tekst staat in dezelfde vorm, maar is zelf niet opnieuw getest.",
    ]
