"""Words for reaching people: who it is, links to call and to mail, and cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from handbook.build import live_contacts
from handbook.core.page_marks import LIVE_NOTE, SEARCH_ONLY
from handbook.sources.contacts import Persoon
from handbook.sources.printed import contact_phrases, escape, inline, inline_words
from handbook.sources.printed.values import Value
from macros.plek import Plek

Mail: TypeAlias = Value
Nummer: TypeAlias = Value
Rol: TypeAlias = str
Bij: TypeAlias = str

LAAT = "laat"
"""The sentence about who is there in the evening."""


def mailto(plek: Plek, adres: Mail) -> str:
    """Een e-mailadres waarop de lezer kan klikken."""
    return plek.in_html(inline_words.mailto(plek.context.known, adres))


def bel(plek: Plek, nummer: Nummer) -> str:
    """Een telefoonnummer waarop de lezer kan klikken."""
    return plek.in_html(inline_words.bel(plek.context.known, nummer))


def wie(plek: Plek, rol: Rol, of: Rol = "", begin: bool = False) -> str:
    """Wie een rol heeft: V. Jansen of W. Smit."""
    return _zin(plek, "wie", (rol, of), inline_words.wie(plek.context.known, rol, of, begin), begin=begin)


def afdeling(plek: Plek, rol: Rol, begin: bool = False) -> str:
    """HR, Communicatie of ICT, en met naam wie dat erbij doet of wie iedereen leidt."""
    return plek.in_markdown(inline_words.afdeling(plek.context.known, rol, begin))


def een_van(plek: Plek, een: Bij, twee: Bij = "", drie: Bij = "", hoe: str = "of", begin: bool = False, over_leiding: bool = False) -> str:
    """Bij wie de lezer terechtkan, ieder één keer: uw leidinggevende, HR of de vertrouwenspersoon; gaat het over wie leidt, dan een ander."""
    return plek.in_markdown(inline_words.een_van(plek.context.known, een, twee, drie, hoe, begin, over_leiding))


def bereik(plek: Plek, rol: Rol, of: Rol = "", naast: str = "", alles: bool = False, begin: bool = False, hoe: str = "of") -> str:
    """Wie een rol heeft, met het nummer of adres erachter: V. Jansen (010 123 45 67); tussen die en wie ernaast staat, komt of, of wat u kiest."""
    known = plek.context.known
    named = inline_words.reached(known, rol, of, naast, begin)
    said = inline_words.with_ways(known, named, alles, hoe)
    return _zin(plek, "bereik", named.roles, said, named.beside, "" if hoe == "of" else hoe, alles=alles, begin=named.begins)


def bel_of_mail(plek: Plek, rol: Rol, of: Rol = "", hoe: str = "", alles: bool = False, midden: bool = False) -> str:
    """Wat de lezer doet, naar wat er is: Bel V. Jansen op 010 123 45 67."""
    said = inline_words.bel_of_mail(plek.context.known, rol, of, hoe, alles, midden)
    return _zin(plek, "bel", (rol, of), said, hoe=hoe, alles=alles, midden=midden)


def mail_of_bel(plek: Plek, rol: Rol, of: Rol = "", hoe: str = "", alles: bool = False, midden: bool = False) -> str:
    """Wat de lezer doet als er geen haast is: Mail naar V. Jansen (v.jansen@voorbeeld.nl)."""
    said = inline_words.mail_of_bel(plek.context.known, rol, of, hoe, alles, midden)
    return _zin(plek, "mail", (rol, of), said, hoe=hoe, alles=alles, midden=midden)


def _zin(plek: Plek, wijze: str, roles: Sequence[str], said: Sequence[inline.Part], naast: str = "", hoe: str = "", **ways: bool) -> str:
    """The words of a sentence; where people in them are kept up to date, with what a script needs to say them again."""
    written, plain = plek.in_markdown(said), inline.plain(said)
    there = [role for role in roles if role]
    live = live_contacts.in_sentence(plek.context.facts, there, purposes=wijze == LAAT) if plek.context.live else None
    if live is None:
        return written
    before = escape.markdown(naast) if naast else ""
    if not written.startswith(before):
        return written
    # An element with another of its own name in it would not stay out of the index.
    beside = f"<span data-naast>{before}</span>" if before else ""
    written = f"{beside}{_in_search(plek, there, beside=bool(before))}<span data-search-exclude>{written[len(before) :]}</span>"
    given = {**live, "wijze": wijze, "hoe": hoe, **{name: "ja" for name, wanted in ways.items() if wanted}}
    marks = "".join(f' data-{name}="{escape.html(value)}"' for name, value in given.items() if value)
    note = f' (dit kan oud zijn: bekijk <a href="{_contact(plek)}">de nieuwste gegevens</a>)'
    # Behind a full stop of a name nothing may stand in the way of that of the sentence.
    bare = plain.endswith(".")
    more = "" if bare else f"<noscript {LIVE_NOTE} data-search-exclude>{note}</noscript>"
    return f'<span data-zin="{" ".join(there)}"{marks}>{written}{more}</span>'


def _in_search(plek: Plek, roles: Sequence[str], *, beside: bool) -> str:
    """What the search index has instead: what a reader goes to the roles for, for the details may be others by then."""
    purposes = " of ".join(dict.fromkeys(contact_phrases.small(plek.context.facts.contact.purpose(role)) for role in roles))
    return f"<span hidden {SEARCH_ONLY}>{' of ' if beside else ''}… ({escape.html(purposes)})</span>"


def _contact(plek: Plek) -> str:
    """The way to the page at the root with the contacts of now."""
    return plek.adres("../versies/contact.html").rstrip("/")


def avond_en_weekend(plek: Plek) -> str:
    """Wie ook 's avonds en in het weekend te bereiken is, als een zin; niets als dat niemand is."""
    contact = plek.context.facts.contact
    roles = [role for role in contact.there if any(one.avond_en_weekend for one in contact.people(role))]
    late = contact_phrases.there_late(contact)
    return f"{_zin(plek, LAAT, roles, contact_phrases.late(late))}." if late else ""


def contact_kaart(plek: Plek, rol: Rol) -> str:
    """Een kaart met iedereen die een rol heeft, en alles waarmee zij te bereiken zijn."""
    return _kaart(plek, [rol])


def contact_kaarten(plek: Plek) -> str:
    """De kaarten van alle rollen die er zijn; wie er meer heeft, heeft één kaart."""
    contact = plek.context.facts.contact
    held: dict[tuple[Persoon, ...], list[str]] = {}
    for role in contact.shown:
        held.setdefault(contact.people(role), []).append(role)
    return "\n\n".join(_kaart(plek, roles) for roles in held.values())


def _kaart(plek: Plek, roles: Sequence[str]) -> str:
    """One card; where somebody on it is kept up to date, a script finds the roles on it, and whom to replace."""
    contact = plek.context.facts.contact
    live = plek.context.live and contact.kept(*roles)
    told = "".join(f'<p class="kaart-rol"{_mark(live, "rol", role)}>{escape.html(contact.purpose(role))}</p>' for role in roles)
    of_now = f"{_mark(live, 'nu')} data-search-exclude"
    people = "".join(
        f"<div{of_now if live and one.actueel_houden else ''}>{_persoon(plek, one)}</div>" for one in plek.context.known.people(roles[0])
    )
    return f'<div class="kaart"{_mark(live, "contact")}>{told}{people}{_noot(plek) if live else ""}</div>'


def _mark(live: bool, name: str, value: str = "") -> str:
    return f' data-{name}="{value}"' if live else ""


def _noot(plek: Plek) -> str:
    """Whose details these are, and where those of now stand: a script says on which day they changed."""
    since = f"Uit de tekst van {plek.context.since}."
    way = f'<a href="{_contact(plek)}">Bekijk de nieuwste gegevens</a>'
    return f'<p class="kaart-noot" {LIVE_NOTE} data-search-exclude><span class="kaart-sinds"><span>{since}</span></span> {way}</p>'


def _persoon(plek: Plek, one: Persoon) -> str:
    """The lines on a card for one contact: who, whether elsewhere, the ways, and when."""
    outside = contact_phrases.outside(one, plek.context.facts.werkgever.naam_kort)
    ways = "<br>".join(plek.in_html(way) for way in contact_phrases.ways(one))
    lines = (
        f'<p class="kaart-naam">{escape.html(one.naam)}</p>',
        f'<p class="kaart-extern">{escape.html(outside)}</p>' if outside else "",
        f"<p>{ways}</p>",
        *(f'<p class="kaart-uren">{escape.html(line)}</p>' for line in contact_phrases.times(one)),
    )
    return "".join(lines)
