"""How `handbook decisions` reads: by decision what changed, whose it is and by which law, what stands in the file, and what there is to do."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks import published
from handbook.checks.decided import WAITS, needed
from handbook.checks.decided.changed import Changed
from handbook.checks.decided.heard import Hearing
from handbook.checks.decided.needed import PRIVACY, Decided, Ground, Need
from handbook.core import decisions
from handbook.core.status import Status
from handbook.sources import Sources, standing
from handbook.sources.decided_by_law import DOUBT
from handbook.sources.decisions import Decision

WRITE = "handbook decisions --write"
WHICH = (
    "Gaat het over alle scholen, of over de meeste? Dan beslist de gemeenschappelijke medezeggenschapsraad: artikel 16, eerste lid, WMS. "
    f"Typ dan: {WRITE} --raad gmr. Typ anders: {WRITE} --raad mr."
)
"""Which of the two councils of schools decides."""
OFFICER = "Een overheid heeft zo'n functionaris altijd: artikel 37, eerste lid, onder a, AVG. Andere organisaties alleen als dat artikel het vraagt, of als zij er zelf een kozen."
ASIDE = "Wat alleen een andere naam, een ander nummer of een andere datum van de revisie heeft, telt niet mee."
"""What a redline counts by itself, and nobody decides on (`since.py`)."""

ANSWERED = "Is het antwoord er? Schrijf dan: stand: verleend, met de datum."
NOBODY = "Hebt u zo'n functionaris? Zet die dan in variables.yml bij contact.privacy."
"""Said where the facts name nobody who is one."""

REASONS = {
    "instemming": '"Dit staat al in de cao."',
    "advies": '"Wij hebben geen functionaris gegevensbescherming."',
    "besluit": '"De wet vraagt dit hier niet."',
}
"""Why a decision may not be needed, as an example."""


def text(found: Decided) -> str:
    """All of it, for a person."""
    return "\n".join(_lines(found))


def carried(sources: Sources) -> list[str]:
    """What was said of an earlier text and counts for this one too."""
    if sources.facts is None or published.has(sources, sources.revisions[0]):
        return []
    goes_on = standing.carried(needed.standing(sources), sources.facts.medezeggenschap.soort)
    return [f"Geldt ook voor deze tekst: {one.sentence.rstrip('.')}." for one in goes_on]


def _lines(found: Decided) -> Iterator[str]:
    yield _begin(found)
    for need in found.needs:
        yield ""
        yield f"{need.subject}: {_state(need)}"
        for ground in need.grounds:
            yield from _ground(found, need, ground)
        yield from (f"  Er staat: {_there(one)}" for one in found.revision.facts.besluiten if need.means(one))
        yield from (f"  {one}" for one in _advice(found, need))
    if any(need.decider is None and need.left and not need.optional for need in found.needs):
        yield ""
        yield WHICH
    for one in found.stale:
        if not any(need.means(one.decision) for need in found.needs):
            yield ""
            yield f"{one.decision.subject}: de tekst is veranderd van {found.named(one.articles)}."
            yield "  Vraag het opnieuw, of haal die artikelen daar weg."
    if found.hearing:
        yield ""
        yield from _hearing(found.hearing)
    yield ""
    yield from _end(found)


def _begin(found: Decided) -> str:
    version, several = found.revision.version, len(found.changed) != 1
    if found.before is None:
        return f"Revisie {version} ({found.revision.facts.status}) is de eerste tekst: alles erin is nieuw."
    changed = f"verandert {len(found.changed)} {'artikelen' if several else 'artikel'} van versie {found.before}"
    return f"Revisie {version} ({found.revision.facts.status}) {changed}. {ASIDE}"


def _state(need: Need) -> str:
    if not need.asked and not need.left:
        return "is er."
    if need.optional:
        return "staat er niet bij. Dit programma houdt een eerste tekst daarom niet tegen."
    return "is gevraagd." if not need.left else "ontbreekt."


def _ground(found: Decided, need: Need, ground: Ground) -> Iterator[str]:
    """What it is about: of a first text all articles are new, and only counted."""
    about = f"  Over {ground.subject.naam}, volgens {ground.rule.law}:"
    if found.before is None:
        several = len(ground.articles) > 1
        yield f"{about} {len(ground.articles)} {'artikelen' if several else 'artikel'}."
        return
    yield about
    yield from (f"    {one.named}: {_how(found, need, one)}" for one in ground.articles)


def _how(found: Decided, need: Need, one: Changed) -> str:
    if one in need.settled:
        return "besloten"
    if one.id in found.again(need):
        return "nog niet besloten over de tekst van nu"
    return "gevraagd" if one in need.asked else "nog niet besloten"


def _there(one: Decision) -> str:
    """A decision of the file, and on how much of the text it is."""
    if not one.artikelen:
        return f"{one.sentence.rstrip('.')}. Er staat niet bij over welke tekst."
    several = len(one.artikelen) > 1
    return f"{one.sentence.rstrip('.')}. Over de tekst van {len(one.artikelen)} {'artikelen' if several else 'artikel'}."


def _advice(found: Decided, need: Need) -> Iterator[str]:
    """What to do about a decision that is not there, or says not on which text it is."""
    if need.optional and need.left:
        yield OFFICER if need.named else f"{OFFICER} {NOBODY}"
        yield f"Is het er toch? Schrijf het op, en zet de tekst erbij met: {WRITE}"
    elif need.left:
        if need.part and any(one.wat == need.what and one.wie in need.who and one.deel is None for one in found.revision.facts.besluiten):
            yield f"Wat de hele raad besloot, telt niet voor een deel. Stemde dat deel in? Schrijf dat erbij, met: deel: {need.part}"
        # Where it may be either of two councils, that is asked once, below all of them.
        if need.decider:
            again = " opnieuw" if found.again(need) else ""
            way = "Ging dat besluit over de tekst van nu? Schrijf" if found.unnamed(need) else f"Vraag het{again}, en schrijf"
            yield f"{way} dat op met: {WRITE}"
        yield from _other(need)
        if PRIVACY in need.who:
            yield OFFICER if need.named else f"{OFFICER} {NOBODY}"
            yield 'Adviseert een ander? Schrijf dan: wie: anders, en naam: "de privacyjurist"'
        yield f"Is het niet nodig? Zet het er dan bij, met stand: niet nodig, en reden: {REASONS[need.what]}"
    elif need.asked:
        yield f"{ANSWERED} Laat de artikelen eronder staan."
    elif found.before is None and not any(one.artikelen for one in found.revision.facts.besluiten if need.means(one)):
        yield f"Zet erbij over welke tekst het gaat, dan hoort u het als die nog verandert. Dat kan met: {WRITE}"


def _other(need: Need) -> Iterator[str]:
    """Of two councils that can decide the one that is not asked: on some articles it may be that one."""
    if need.decider and len(need.who) > 1:
        others = (one for one in need.who if one != need.decider)
        yield from (f"Beslist hierover {decisions.body(one)}? Typ dan: {WRITE} --raad {one}" for one in others)


def _hearing(hearing: Hearing) -> Iterator[str]:
    """How the staff were heard, where no council speaks for them: no law asks it, and the text promises it."""
    said = hearing.said
    yield f"{hearing.subject}: {'ontbreekt' if said is None else 'is gevraagd' if said.stand == 'gevraagd' else 'is er'}."
    yield f"  {hearing.why}"
    if said:
        yield f"  Er staat: {said.sentence.rstrip('.')}."
    if said is None:
        yield f"  Vraag het, en schrijf dat op met: {WRITE}"
        yield "  Is het niet nodig? Zet het er dan bij, met stand: niet nodig, en een reden."
    elif said.stand == "gevraagd":
        yield f"  {ANSWERED}"


def _end(found: Decided) -> Iterator[str]:
    if any(DOUBT[ground.rule.zekerheid] for need in found.needs for ground in need.grounds):
        yield "Kijk dit na: de wet noemt het onderwerp. Of uw regels eronder vallen, hangt af van wat erin staat."
    if not found.needs and not found.stale:
        yield "Over wat er verandert, beslist alleen het bestuur."
        if found.unheard:
            yield WAITS
    elif not found.complete:
        yield WAITS
    elif found.revision.facts.status == Status.ADOPTED:
        yield "Alles is er."
    else:
        yield "Alles is er om de revisie vast te stellen."
