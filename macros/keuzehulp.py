"""Words for the decision aids: step by step, as a picture, and as a list for paper."""

from __future__ import annotations

from typing import TypeAlias

from handbook.build.decision_tree_svg import draw, sign
from handbook.core.dutch import enumeration
from handbook.sources.data.decision_aids import Aid, Einde, Stap
from handbook.sources.printed import contact_phrases, escape, inline_words
from macros.plek import NIET_ZOEKEN, Plek
from macros.tekst import verwijs_html

KeuzehulpId: TypeAlias = str


def keuzehulp(plek: Plek, id: KeuzehulpId) -> str:
    """Een keuzehulp, stap voor stap: elk antwoord is een link naar de volgende vraag of naar het einde."""
    aid = _aid(plek, id)
    # The start, then the questions, then the ends: so they also read without a style sheet.
    steps = [_stap(plek, aid, key) for key in (*aid.numbers, *aid.ends)]
    # What docs/stijl/keuzehulp.js fills: what it says aloud, and the answers so far.
    return (
        '<div class="keuze">\n<p class="voorlezen" role="status"></p>\n' + "\n".join(steps) + '\n<div class="gegeven" hidden></div>\n</div>'
    )


def keuzebeeld(plek: Plek, id: KeuzehulpId) -> str:
    """Een keuzehulp als tekening van de hele boom."""
    aid = _aid(plek, id)
    title = f"Alle vragen van deze keuzehulp, van boven naar beneden: {aid.steps[aid.start].title}"
    text = f"{len(aid.numbers)} vragen en {len(aid.ends)} uitkomsten. Alles wat in deze tekening staat, staat ook in de lijst eronder."
    return f'<div class="boom-vak">{draw(aid, title, text, f"beeld-{id}", plek.context.say)}</div>'


def keuzelijst(plek: Plek, id: KeuzehulpId) -> str:
    """Een keuzehulp als lijst: alle vragen en antwoorden onder elkaar, daarna wat u per uitkomst doet."""
    return _dicht(_lijst(plek, _aid(plek, id)))


def hele_keuzehulp(plek: Plek, id: KeuzehulpId) -> str:
    """Een hele keuzehulp, dichtgevouwen: de tekening, en daaronder de lijst."""
    return _dicht(f"{keuzebeeld(plek, id)}\n{_lijst(plek, _aid(plek, id))}")


def _dicht(whole: str) -> str:
    """Folded, but there: browsers search in it, and print it."""
    return f'<details class="keuzelijst"{NIET_ZOEKEN}>\n<summary>Toon alle vragen en uitkomsten</summary>\n{whole}\n</details>'


def _lijst(plek: Plek, aid: Aid) -> str:
    """All questions with their answers, each leading to its step, and then the ends."""
    ends = "\n".join(f"<dt>{_naar(aid, key)}</dt>\n<dd>{_advies(plek, aid.steps[key].einde)}</dd>" for key in aid.ends)
    return f"<p>{_vraag(aid, aid.start)}</p>\n{_antwoorden(aid, aid.start)}\n<dl>\n{ends}\n</dl>"


def _aid(plek: Plek, id: str) -> Aid:
    return Aid(plek.context.data.decisions[id].items, plek.context.facts)


def _stap(plek: Plek, aid: Aid, key: str) -> str:
    """One step. Its heading carries the address and takes the focus, so that it is read out when a link leads to it."""
    step = aid.steps[key]
    kind = step.einde.soort if step.einde else "vraag"
    # The start has nothing to go back to.
    again = "" if key == aid.start else f'<p class="opnieuw"><a href="#{aid.start}">Opnieuw beginnen</a></p>'
    body = _advies(plek, step.einde) if step.einde else _keuzes(aid, key, step)
    # An end is told by a sign and a word, and not by its colour alone.
    told = f'<p class="uitkomst"{NIET_ZOEKEN}>{sign(kind)}Uitkomst</p>\n' if step.einde else ""
    return f'<section class="stap {kind}">\n{told}<h2 id="{key}" tabindex="-1">{escape.html(step.title)}</h2>\n{body}\n{again}</section>'


def _keuzes(aid: Aid, key: str, step: Stap) -> str:
    """What to know at a question, and its answers."""
    told = f"<p>{' '.join(escape.html(line) for line in step.uitleg)}</p>\n" if step.uitleg else ""
    links = "\n".join(f'<li><a href="#{a.naar}">{escape.html(a.antwoord)}</a></li>' for a in aid.answers(key))
    left = aid.remaining[key] - 1
    still = "Dit is de laatste vraag." if not left else f"Hierna hoogstens nog {left} {'vraag' if left == 1 else 'vragen'}."
    return f'{told}<ul class="antwoorden">\n{links}\n</ul>\n<p class="nog">{still}</p>'


def _advies(plek: Plek, end: Einde | None) -> str:
    """What to do, the articles that it rests on, and whom to call."""
    assert end
    lines = "\n".join(f"<li>{verwijs_html(line, plek)}</li>" for line in end.advies)
    cited = enumeration([_artikel(plek, id) for id in end.artikelen if id in plek.context.articles])
    calls = plek.in_html(contact_phrases.call(plek.context.known.people(*end.contact)))
    return f'<ul class="advies">\n{lines}\n</ul>\n<p class="rust-op">Dit staat in {cited}.</p>\n<p class="bel-voor">Hulp of vragen? {calls}.</p>'


def _artikel(plek: Plek, id: str) -> str:
    """A reference with the article's title, so that a reader knows what is there."""
    return f"{plek.in_html(inline_words.art(plek.context.known, id))} ({escape.html(plek.context.articles[id].title)})"


def _vraag(aid: Aid, key: str) -> str:
    return f"<strong>{aid.numbers[key]}. {_naar(aid, key)}</strong>"


def _naar(aid: Aid, key: str) -> str:
    """The words of a step, which lead to it."""
    return f'<a href="#{key}">{escape.html(aid.steps[key].title)}</a>'


def _antwoorden(aid: Aid, key: str) -> str:
    """The answers of a question as a list, and in each what it leads to."""
    items = []
    for way in aid.ways[key]:
        step = aid.steps[way.to]
        if step.einde:
            then = f"<em>{_naar(aid, way.to)}</em>"
        elif way.here:
            then = f"{_vraag(aid, way.to)}\n{_antwoorden(aid, way.to)}"
        else:
            then = f'<a href="#{way.to}">ga naar vraag {aid.numbers[way.to]}</a>'
        items.append(f"<li>{escape.html(way.answer)}: {then}</li>")
    return "<ul>\n" + "\n".join(items) + "\n</ul>"
