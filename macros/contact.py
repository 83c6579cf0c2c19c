"""Words for reaching people: who it is, links to call and to mail, and cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from handbook.sources.contacts import Persoon
from handbook.sources.printed import contact_phrases, escape, inline_words
from handbook.sources.printed.values import Value
from macros.plek import Plek

Mail: TypeAlias = Value
Nummer: TypeAlias = Value
Rol: TypeAlias = str


def mailto(plek: Plek, adres: Mail) -> str:
    """Een e-mailadres waarop de lezer kan klikken."""
    return plek.in_html(inline_words.mailto(plek.context.known, adres))


def bel(plek: Plek, nummer: Nummer) -> str:
    """Een telefoonnummer waarop de lezer kan klikken."""
    return plek.in_html(inline_words.bel(plek.context.known, nummer))


def wie(plek: Plek, rol: Rol, of: Rol = "") -> str:
    """Wie een rol heeft: V. Jansen of W. Smit."""
    return plek.in_markdown(inline_words.wie(plek.context.known, rol, of))


def bereik(plek: Plek, rol: Rol, of: Rol = "", naast: str = "", alles: bool = False) -> str:
    """Wie een rol heeft, met het nummer of adres erachter: V. Jansen (010 123 45 67)."""
    return plek.in_markdown(inline_words.bereik(plek.context.known, rol, of, naast, alles))


def bel_of_mail(plek: Plek, rol: Rol, of: Rol = "", hoe: str = "", alles: bool = False, midden: bool = False) -> str:
    """Wat de lezer doet, naar wat er is: Bel V. Jansen op 010 123 45 67."""
    return plek.in_markdown(inline_words.bel_of_mail(plek.context.known, rol, of, hoe, alles, midden))


def mail_of_bel(plek: Plek, rol: Rol, of: Rol = "", hoe: str = "", alles: bool = False, midden: bool = False) -> str:
    """Wat de lezer doet als er geen haast is: Mail naar V. Jansen (v.jansen@voorbeeld.nl)."""
    return plek.in_markdown(inline_words.mail_of_bel(plek.context.known, rol, of, hoe, alles, midden))


def avond_en_weekend(plek: Plek) -> str:
    """Wie ook 's avonds en in het weekend te bereiken is, als een zin; niets als dat niemand is."""
    contact = plek.context.facts.contact
    late = [*dict.fromkeys(one for role in contact.every for one in contact.people(role) if one.avond_en_weekend)]
    if not late:
        return ""
    return f"Ook 's avonds en in het weekend: {plek.in_markdown(contact_phrases.reached(late, last=' en '))}."


def contact_kaart(plek: Plek, rol: Rol) -> str:
    """Een kaart met iedereen die een rol heeft, en alles waarmee zij te bereiken zijn."""
    contact = plek.context.facts.contact
    return _kaart(plek, [contact.purpose(rol)], contact.people(rol))


def contact_kaarten(plek: Plek) -> str:
    """De kaarten van alle rollen die er zijn; wie er meer heeft, heeft één kaart."""
    contact = plek.context.facts.contact
    held: dict[tuple[Persoon, ...], list[str]] = {}
    for role in contact.there:
        held.setdefault(contact.people(role), []).append(contact.purpose(role))
    return "\n\n".join(_kaart(plek, told, people) for people, told in held.items())


def _kaart(plek: Plek, purposes: Sequence[str], people: Sequence[Persoon]) -> str:
    told = "".join(f'<p class="kaart-rol">{escape.html(purpose)}</p>' for purpose in purposes)
    return f'<div class="kaart">{told}{"".join(_persoon(plek, one) for one in people)}</div>'


def _persoon(plek: Plek, one: Persoon) -> str:
    """The lines on a card for one contact: who, whether elsewhere, the ways, and when."""
    outside = f"Extern: werkt niet bij {plek.context.facts.werkgever.naam_kort}" if one.extern else ""
    late = "Ook 's avonds en in het weekend" if one.avond_en_weekend else ""
    ways = "<br>".join(plek.in_html(way) for way in contact_phrases.ways(one))
    lines = (
        f'<p class="kaart-naam">{escape.html(one.naam)}</p>',
        f'<p class="kaart-extern">{escape.html(outside)}</p>' if outside else "",
        f"<p>{ways}</p>",
        *(f'<p class="kaart-uren">{escape.html(line[0].upper() + line[1:])}</p>' for line in (contact_phrases.hours(one), late) if line),
    )
    return "".join(lines)
