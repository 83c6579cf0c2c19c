"""A decision aid never leaves anybody stranded: every path ends, within seven questions, at an article and a person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.articles import not_there
from handbook.sources.contacts import Contact
from handbook.sources.data.decision_aids import Aid, Stap
from handbook.sources.data.entries import Entries
from handbook.sources.data.only_for import applies
from handbook.sources.printed import inline_words

LONGEST = 7
"""Questions on one path; a reader who has to answer more would sooner pick up the phone."""


def check(sources: Sources) -> Iterator[Finding]:
    for name, entries in sources.data.decisions.items():
        steps = entries.items
        if not any(f"keuzehulp('{name}')" in page.template.replace('"', "'") for page in sources.pages.values()):
            mend = f"Zet {{{{ keuzehulp('{name}') }}}} op een pagina."
            yield entries.warning(None, "KEU011", "Geen pagina toont deze keuzehulp.", mend, cause=Cause(needs=(causes.PAGES,)))
        # An unreadable step has been reported, and may be the one that seems to be missing.
        whole = len(steps) == len(entries.node.items)
        wrong = [*_forms(entries), *(_targets(entries) if whole else ())]
        circle = _circle(steps)
        if circle:
            mend = "Laat één antwoord ergens anders heen leiden."
            wrong.append(entries.finding(entries.line(circle[0]), "KEU005", f"Deze weg eindigt nooit: {_path(circle)}.", mend))
        yield from wrong
        if whole and not wrong and steps:
            yield from _unreached(entries)
            if sources.facts:
                yield from _printed(sources, entries, Aid(steps, sources.facts))


BOTH = (
    "Een stap heeft één van de twee. Is het een vraag, haal dan het einde weg en geef antwoorden. Is het een einde, haal dan de vraag weg."
)


def _path(keys: list[str]) -> str:
    return " > ".join(keys if len(keys) <= LONGEST + 1 else [*keys[:LONGEST], "…", keys[-1]])


def _forms(entries: Entries[Stap]) -> Iterator[Finding]:
    """A step is a question with answers, or an end."""
    for number, (key, step) in enumerate(entries.items.items()):
        if (step.vraag is None) == (step.einde is None):
            what = "geen vraag en geen einde" if step.vraag is None else "een vraag en een einde"
            mend = "Maak er een vraag met antwoorden van, of een einde." if step.vraag is None else BOTH
            yield entries.finding(entries.line(key), "KEU002", f"De stap {key} heeft {what}.", mend)
        elif step.einde and (step.antwoorden or step.uitleg):
            mend = "Zet de tekst bij advies, of maak er een vraag met antwoorden van."
            yield entries.finding(entries.line(key), "KEU002", f"Het einde {key} heeft antwoorden of uitleg.", mend)
        elif step.einde and not number:
            yield entries.finding(entries.line(key), "KEU012", f"De eerste stap, {key}, is geen vraag.", "Zet de eerste vraag bovenaan.")
        elif step.vraag and len(step.antwoorden) < 2:
            mend = "Geef minstens twee antwoorden."
            if number:
                mend += f" Of haal de vraag weg, en laat de antwoorden die naar {key} leiden meteen verder gaan."
            yield entries.finding(entries.line(key), "KEU008", f"Bij de vraag {key} valt niets te kiezen.", mend)


def _targets(entries: Entries[Stap]) -> Iterator[Finding]:
    for key, step in entries.items.items():
        for number, answer in enumerate(step.antwoorden):
            if answer.naar not in entries.items:
                near = difflib.get_close_matches(answer.naar, entries.items, 1)
                mend = f"Bedoelt u {near[0]}?" if near else "Noem een stap uit dit bestand."
                message = f"Het antwoord {quote(answer.antwoord)} leidt naar {quote(answer.naar)}, en die stap is er niet."
                yield entries.finding(entries.line(key, "antwoorden", number, "naar"), "KEU003", message, mend)


def _circle(steps: Mapping[str, Stap]) -> list[str]:
    """The steps of a path that returns to where it started; empty if there is none."""
    done: set[str] = set()
    for start in steps:
        path: list[str] = []
        waiting = [(start, False)]
        while waiting:
            key, left = waiting.pop()
            if left:
                done.add(path.pop())
            elif key in path:
                return [*path[path.index(key) :], key]
            elif key in steps and key not in done:
                path.append(key)
                waiting += [(key, True), *((answer.naar, False) for answer in steps[key].antwoorden)]
    return []


def _unreached(entries: Entries[Stap]) -> Iterator[Finding]:
    reached: set[str] = set()
    waiting = [next(iter(entries.items))]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [answer.naar for answer in entries.items[key].antwoorden]
    for key in entries.items:
        if key not in reached:
            mend = "Haal de stap weg, of laat een antwoord erheen leiden."
            yield entries.finding(entries.line(key), "KEU004", f"Geen antwoord leidt naar de stap {key}.", mend)


def _printed(sources: Sources, entries: Entries[Stap], aid: Aid) -> Iterator[Finding]:
    """What is wrong with the aid as readers get it under these facts."""
    if not applies(aid.steps[aid.start].alleen_bij, aid.facts):
        mend = "Haal alleen_bij daar weg."
        yield entries.finding(entries.line(aid.start), "KEU013", "De eerste vraag geldt niet bij deze gegevens.", mend)
        return
    for key in aid.remaining:
        step = aid.steps[key]
        answers = aid.answers(key)
        if step.vraag and len(answers) < 2:
            mend = "Voeg een antwoord toe dat bij deze gegevens geldt."
            if aid.can_miss(key):
                mend += " Of zet alleen_bij ook bij de vraag."
            yield entries.finding(entries.line(key), "KEU008", f"Bij de vraag {key} valt bij deze gegevens niets te kiezen.", mend)
        told: set[str] = set()
        for answer in answers:
            words = " ".join(answer.antwoord.casefold().split()).rstrip(".")
            if words in told:
                mend = "Maak de antwoorden verschillend."
                yield entries.finding(entries.line(key), "KEU007", f"Bij de vraag {key} staat twee keer {quote(answer.antwoord)}.", mend)
            told.add(words)
        yield from _end(sources, entries, aid, key)
    if aid.remaining[aid.start] > LONGEST:
        longest = [aid.start]
        while following := aid.answers(longest[-1]):
            longest.append(max((a.naar for a in following), key=lambda k: aid.remaining[k]))
        message = f"De langste weg heeft {aid.remaining[aid.start]} vragen: {_path(longest)}."
        yield entries.finding(entries.line(aid.start), "KEU006", message, f"Maak er ten hoogste {LONGEST} van.")


def _end(sources: Sources, entries: Entries[Stap], aid: Aid, key: str) -> Iterator[Finding]:
    step = aid.steps[key]
    if step.einde is None:
        return
    known = sources.metadata.articles
    roles = inline_words.answered(sources.facts.contact, sources.data.outside.items) if sources.facts else tuple(Contact.model_fields)
    for number, id_ in enumerate(step.einde.artikelen):
        if id_ not in known:
            message = f"Er is geen artikel met het adres {quote(id_)}."
            line, cause = entries.line(key, "einde", "artikelen", number), Cause(lacks=causes.article(id_))
            yield entries.finding(line, "KEU009", message, sources.data.former.instead(id_, known) or not_there(id_, known), cause=cause)
    if not any(id_ in sources.articles for id_ in step.einde.artikelen) and all(id_ in known for id_ in step.einde.artikelen):
        message = f"Het einde {key} noemt geen artikel dat bij deze gegevens wordt gedrukt."
        cause = Cause(needs=tuple(causes.article(id_) for id_ in step.einde.artikelen))
        mend = "Noem er een artikel bij dat wel wordt gedrukt."
        if aid.can_miss(key):
            mend += " Of zet alleen_bij bij deze stap."
        yield entries.finding(entries.line(key, "einde", "artikelen"), "KEU014", message, mend, cause=cause)
    for number, role in enumerate(step.einde.contact):
        if role not in roles:
            mend = f"Kies uit: {', '.join(roles)}."
            yield entries.finding(entries.line(key, "einde", "contact", number), "KEU010", f"Het contact {quote(role)} bestaat niet.", mend)
