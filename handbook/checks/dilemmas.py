"""The dilemmas are complete: every article they cite is printed, every theme has a page with content, every role has enough."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from jinja2 import nodes

from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources, people
from handbook.sources.articles import not_there
from handbook.sources.data.dilemmas import ROLES, page_of
from handbook.sources.data.only_for import applies
from handbook.sources.pages import Page
from handbook.sources.printed import conditions
from handbook.sources.printed.values import page_names
from handbook.sources.template import allowlist
from handbook.sources.variables import Variables

NEEDED = 15
"""Dilemmas for each role, whatever the facts."""

NEEDED_OF_SECTOR = 2
"""Dilemmas of its own for each sector with a module."""

WORD, LIST = "dilemma", "dilemmas"
"""The words that link to a dilemma and that print those of a theme."""


def check(sources: Sources) -> Iterator[Finding]:
    if not sources.data.dilemmas.items and not sources.data.themes.items:
        return
    yield from _articles(sources)
    yield from _themes(sources)
    entries = sources.data.dilemmas
    # The dilemma that seems to be missing may be one that cannot be read.
    if sources.facts and len(entries.items) == len(entries.node.items):
        yield from _empty(sources, sources.facts)
        yield from _enough(sources, sources.facts)
        yield from _references(sources, sources.facts)


def _articles(sources: Sources) -> Iterator[Finding]:
    """Every article that a dilemma rests on exists, and is printed where the dilemma is."""
    known, entries = sources.metadata.articles, sources.data.dilemmas
    for id_, entry in entries.items.items():
        if id_ in known:
            message = f"{quote(id_)} is het adres van een artikel en van een dilemma."
            yield entries.finding(entries.line(id_), "DIL002", message, f"Kies een ander adres, zoals {LIST[:-1]}-{id_}.")
        for place, article in enumerate(entry.artikelen):
            line = entries.line(id_, "artikelen", place)
            if article not in known:
                message, cause = f"Er is geen artikel met het adres {quote(article)}.", Cause(lacks=causes.article(article))
                yield entries.finding(
                    line, "DIL003", message, sources.data.former.instead(article, known) or not_there(article, known), cause=cause
                )
            elif sources.facts and applies(entry.alleen_bij, sources.facts) and article not in sources.articles:
                message = f"{id_} rust op artikel {quote(article)}, en dat wordt bij deze gegevens niet gedrukt."
                mend = "Kies een ander artikel, of zet dezelfde voorwaarde in alleen_bij."
                yield entries.finding(line, "DIL004", message, mend, cause=Cause(needs=(causes.article(article),)))


def _themes(sources: Sources) -> Iterator[Finding]:
    """Dilemmas, themes and pages fit each other."""
    themes, entries = sources.data.themes, sources.data.dilemmas
    for id_, entry in entries.items.items():
        if entry.thema not in themes.items:
            near = difflib.get_close_matches(entry.thema, themes.items, 1)
            mend = f"Bedoelt u {near[0]}?" if near else f"Kies een thema uit {themes.name}."
            cause = Cause(lacks=causes.entry(themes.name, entry.thema), needs=(themes.name,))
            yield entries.finding(entries.line(id_, "thema"), "DIL005", f"Het thema {quote(entry.thema)} bestaat niet.", mend, cause=cause)
    for key, theme in themes.items.items():
        page = sources.pages.get(page_of(key))
        if page is None:
            mend = (
                f"Haal het thema weg met zijn dilemma's. Of maak de pagina docs/{page_of(key)}, met de titel {quote(theme.naam)} "
                f"en een regel in het menu, en zet daarop: {{{{ {LIST}('{key}') }}}}"
            )
            yield themes.finding(
                themes.line(key), "DIL006", f"Het thema {quote(key)} heeft geen pagina.", mend, cause=Cause(lacks=causes.page(page_of(key)))
            )
            continue
        if key not in _named(page, LIST):
            mend = f"Zet op een eigen regel: {{{{ {LIST}('{key}') }}}}"
            yield page.finding(None, "DIL010", f"Deze pagina toont de dilemma's van het thema {quote(key)} niet.", mend)
        title = people.in_text(sources.facts.mensen, page.title) if sources.facts else page.title
        if title != theme.naam:
            mend = f"Schrijf op beide plekken hetzelfde, zoals: title: {quote(theme.naam)}"
            yield page.finding(None, "DIL011", f"Deze pagina heet {quote(title)}, en haar thema {quote(theme.naam)}.", mend)


def _empty(sources: Sources, facts: Variables) -> Iterator[Finding]:
    """A page with a title and nothing under it breaks its promise."""
    filled = {entry.thema for _, entry in sources.data.dilemmas.printed(facts)}
    themes = sources.data.themes
    # What a theme seems to miss may stand under one that was mistyped.
    if any(entry.thema not in themes.items for entry in sources.data.dilemmas.items.values()):
        return
    for key in themes.items:
        if key not in filled:
            mend = "Schrijf een dilemma zonder alleen_bij, of haal het thema weg met zijn dilemma's, zijn pagina en haar regel in het menu."
            message = f"Bij deze gegevens heeft het thema {quote(key)} geen dilemma's."
            yield themes.finding(themes.line(key), "DIL007", message, mend, cause=Cause(needs=(sources.data.dilemmas.name,)))


def _enough(sources: Sources, facts: Variables) -> Iterator[Finding]:
    entries = sources.data.dilemmas
    printed = [entry for _, entry in entries.printed(facts)]
    for role in ROLES:
        count = sum(entry.voor == role for entry in printed)
        if count < NEEDED:
            message = f"Bij deze gegevens zijn er te weinig dilemma's voor een {role}: {count}, en {NEEDED} zijn nodig."
            mend = "Schrijf er dilemma's bij die in het werk echt voorkomen."
            yield entries.warning(None, "DIL008", message, mend, cause=Cause(needs=(entries.name,)))
    for sector in facts.werkgever.sector:
        own = sum(sector in entry.alleen_bij.sector for entry in printed)
        if sector != "algemeen" and own < NEEDED_OF_SECTOR:
            message = f"De sector {sector} heeft te weinig eigen dilemma's: {own}, en {NEEDED_OF_SECTOR} zijn nodig."
            mend = f"Schrijf ze, met alleen_bij: sector: [{sector}]."
            yield entries.warning(None, "DIL008", message, mend, cause=Cause(needs=(entries.name,)))


def _references(sources: Sources, facts: Variables) -> Iterator[Finding]:
    """Links that are printed to dilemmas that are not."""
    entries, names = sources.data.dilemmas, page_names(facts, sources.revisions)
    printed = {id_ for id_, _ in entries.printed(facts)}
    for page in sources.pages.values():
        tree = allowlist.parse(page).tree if f"{WORD}(" in page.template else None
        for call in conditions.printed_calls(tree, names) if tree else ():
            id_ = _argument(call, WORD)
            if id_ in entries.items and id_ not in printed:
                message = f"Het dilemma {quote(id_)} wordt bij deze gegevens niet gedrukt."
                yield page.finding(call.lineno, "DIL009", message, "Zet de verwijzing binnen dezelfde voorwaarde als alleen_bij.")


def _named(page: Page, word: str) -> set[str]:
    """What the page hands to `word`, under any facts."""
    tree = allowlist.parse(page).tree
    return {_argument(call, word) for call in conditions.calls(tree)} if tree else set()


def _argument(call: nodes.Call, word: str) -> str:
    """The literal that the call hands to `word`; empty where it calls another."""
    if isinstance(call.node, nodes.Name) and call.node.name == word and call.args and isinstance(call.args[0], nodes.Const):
        return str(call.args[0].value)
    return ""
