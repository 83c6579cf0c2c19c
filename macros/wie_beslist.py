"""A word for the paper that asks the staff's representatives: on which articles they decide, and by which law."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.sources.decided_by_law import Rule, of_topics, subjects
from handbook.sources.printed import inline, inline_words
from macros.plek import Plek

MISSCHIEN = {"H": "", "M": "mogelijk "}
"""Before a law that names the subject, but of which it depends on a rule whether that falls under it."""

DEEL = {"personeel": "het personeelsdeel", "ouders": "het deel van ouders en leerlingen"}
"""Wie er van een medezeggenschapsraad instemt, als het niet de hele raad is."""


def wie_beslist(plek: Plek) -> str:
    """Een tabel van de onderwerpen waarover wie het personeel vertegenwoordigt beslist: de wet, de artikelen van dit protocol, en hoeveel dat er zijn."""
    councils = set(plek.context.facts.medezeggenschap.soort)
    held = _artikelen(plek)
    rows: list[str] = []
    asked: set[str] = set()
    for key, subject in subjects().items():
        rules = [one for one in subject.besluiten if one.wat == "instemming" and councils & set(one.wie)]
        if rules and held.get(key):
            asked.update(held[key])
            law = plek.in_markdown([inline.Text("; ".join(_wet(one) for one in rules))])
            rows.append(
                f"| {plek.in_markdown([inline.Text(subject.naam[0].upper() + subject.naam[1:])])} | {law} | {_lijst(plek, held[key])} |"
            )
    if not rows:
        return ""
    count = f"Dat {'is één artikel' if len(asked) == 1 else f'zijn {len(asked)} artikelen'} van de {len(plek.context.articles)}."
    return "\n".join(["| Onderwerp | Wet | Artikelen van het protocol |", "| --- | --- | --- |", *rows, "", count])


def _wet(rule: Rule) -> str:
    """Mogelijk artikel 12, eerste lid, onder m, WMS (personeelsdeel)."""
    return f"{MISSCHIEN[rule.zekerheid]}{rule.wet}{f' ({DEEL[rule.deel]})' if rule.deel else ''}"


def _artikelen(plek: Plek) -> dict[str, list[str]]:
    """The articles of each subject, in the order of their numbers."""
    facts = plek.context
    own = {key: topic.besluit for key, topic in facts.data.topics.items.items() if topic.besluit}
    found: dict[str, list[str]] = {}
    for article in sorted(facts.articles.values(), key=lambda one: (one.chapter, one.number)):
        for key in of_topics(facts.metadata.articles[article.id].topics, own):
            found.setdefault(key, []).append(article.id)
    return found


def _lijst(plek: Plek, ids: Iterable[str]) -> str:
    return "<br>".join(plek.in_markdown(inline_words.art_met_titel(plek.context.known, id, begin=True)) for id in ids)
