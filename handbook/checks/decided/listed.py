"""How `handbook decisions` reads: by decision what changed, whose it is and by which law, what stands in the file, and what there is to do."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks import decided
from handbook.checks.decided.changed import Changed
from handbook.checks.decided.needed import PRIVACY, Decided, Ground, Need
from handbook.core import decisions
from handbook.core.status import Status

WRITE = "handbook decisions --write"


def text(found: Decided) -> str:
    """All of it, for a person."""
    return "\n".join(_lines(found))


def _lines(found: Decided) -> Iterator[str]:
    yield _begin(found)
    for need in found.needs:
        yield ""
        yield f"{decisions.subject(need.what, decided.who(need))}: {_state(need)}"
        for ground in need.grounds:
            yield f"  Over {ground.subject.naam}: {ground.rule.law}."
            yield from _articles(need, ground)
        yield from (f"  In {_where(found)}: {one.sentence}" for one in found.revision.facts.besluiten if need.means(one))
        yield from (f"  {one}" for one in _advice(found, need))
    for one in found.stale:
        yield ""
        yield decided.told_stale(one)
        yield f"  Vraag het opnieuw, met de tekst van nu. Schrijf dat op met: {WRITE}"
    yield ""
    yield _end(found)


def _begin(found: Decided) -> str:
    version, several = found.revision.version, len(found.changed) != 1
    if found.before is None:
        return f"Revisie {version} ({found.revision.facts.status}) is de eerste tekst: alles erin is nieuw."
    return f"Revisie {version} ({found.revision.facts.status}) verandert {len(found.changed)} {'artikelen' if several else 'artikel'} van versie {found.before}."


def _state(need: Need) -> str:
    if not need.asked and not need.left:
        return "is er."
    if need.optional:
        return "is er niet. Bij een eerste tekst hoeft dat niet, maar het is wel verstandig."
    return "is gevraagd." if not need.left else "ontbreekt."


def _articles(need: Need, ground: Ground) -> Iterator[str]:
    for one in ground.articles:
        yield f"    {_named(one)}: {_how(need, one)}"


def _named(one: Changed) -> str:
    return f'{one.id} ("{one.title}"{", vervalt" if one.withdrawn else ""})'


def _how(need: Need, one: Changed) -> str:
    if one in need.settled:
        return "besloten"
    return "gevraagd" if one in need.asked else "nog niet"


def _where(found: Decided) -> str:
    return f"docs/{found.revision.source}"


def _advice(found: Decided, need: Need) -> Iterator[str]:
    """What to do about a decision that is not there."""
    if need.left:
        unnamed = [one for one in found.revision.facts.besluiten if need.means(one) and not one.artikelen and not one.open]
        if unnamed and found.before:
            yield f"Ging dit besluit over de tekst van nu? Schrijf dat op met: {WRITE}"
        else:
            yield f"Vraag het, en schrijf dat op met: {WRITE}"
        if PRIVACY in need.who:
            yield 'Heeft u geen functionaris? Laat iemand anders adviseren, en schrijf: wie: anders, en naam: "de privacyfunctionaris".'
        yield "Is het niet nodig, bijvoorbeeld omdat een cao dit al regelt? Schrijf dan: stand: niet nodig, met een reden."
    elif need.asked:
        yield "Is het antwoord er? Schrijf dan: stand: verleend, met de datum. De artikelen eronder blijven staan."


def _end(found: Decided) -> str:
    if not found.needs and not found.stale:
        return "Over wat er verandert, beslist alleen het bestuur."
    if not found.complete:
        return "Publiceren kan pas als dit er is."
    if found.revision.facts.status == Status.ADOPTED:
        return "Alles is er."
    return "Alles is er om de revisie vast te stellen."
