"""Words for reaching people: links to call and to mail, and cards."""

from __future__ import annotations

from typing import TypeAlias

from handbook.sources.printed import escape, inline_words
from handbook.sources.printed.values import Value
from macros.plek import Plek

Mail: TypeAlias = Value
Nummer: TypeAlias = Value
Rol: TypeAlias = str

ROLLEN = {
    "hr": "Vragen over het protocol",
    "communicatie": "Berichten namens de organisatie",
    "woordvoerder": "Vragen van journalisten",
    "vertrouwenspersoon": "Vertrouwelijk praten",
    "privacy": "Persoonsgegevens",
    "ict": "Accounts en veiligheid",
}
"""What a reader goes to each role for."""


def mailto(plek: Plek, adres: Mail) -> str:
    """Een e-mailadres waarop de lezer kan klikken."""
    return plek.in_html(inline_words.mailto(plek.context.known, adres))


def bel(plek: Plek, nummer: Nummer) -> str:
    """Een telefoonnummer waarop de lezer kan klikken."""
    return plek.in_html(inline_words.bel(plek.context.known, nummer))


def contact_kaart(plek: Plek, rol: Rol) -> str:
    """Een kaart met naam, telefoonnummer en e-mailadres."""
    person = plek.context.names["contact"][rol]
    lines = (
        f'<p class="kaart-rol">{ROLLEN[rol]}</p>',
        f'<p class="kaart-naam">{escape.html(person.naam.raw)}</p>',
        f"<p>{bel(plek, person.telefoon)}<br>{mailto(plek, person.email)}</p>",
    )
    return '<div class="kaart">' + "".join(lines) + "</div>"
