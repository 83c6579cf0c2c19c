"""Words for the dilemmas of docs/gegevens: the overview, the cards of one theme or of all, and a link to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from handbook.sources import people
from handbook.sources.data.dilemmas import ROLES, Dilemma, Thema, page_of
from handbook.sources.printed import escape, inline, inline_words
from macros.plek import NIET_ZOEKEN, Plek
from macros.tekst import verwijs_html

DilemmaId: TypeAlias = str
ThemaId: TypeAlias = str


def dilemma(plek: Plek, id: DilemmaId) -> str:
    """Een verwijzing naar een dilemma, met de titel als tekst."""
    return plek.in_markdown(inline_words.dilemma(plek.context.known, id))


def dilemma_bespreken(plek: Plek, id: DilemmaId) -> str:
    """Een dilemma om in een team voor te lezen: de situatie, de vraag, en wat iemand eerst doet."""
    entry = plek.context.data.dilemmas.items[id]
    return f"{_alineas(plek, entry.situatie)}\n\n**Vraag:** wat zou u eerst doen?\n\n**Vertel daarna:**\n\n<ul>{_punten(plek, entry.eerst)}</ul>"


def dilemmas(plek: Plek, thema: ThemaId) -> str:
    """Alle dilemma's van een thema, voluit, eerst die van medewerkers en dan die van leidinggevenden."""
    parts = []
    for role in ROLES:
        cards = [_kaart(plek, id, entry) for id, entry in _gedrukt(plek, thema) if entry.voor == role]
        if cards:
            parts += [f"## {escape.markdown(_voor(plek, role))} {{#voor-{role}}}", *cards]
    return "\n\n".join(parts)


def dilemmas_op_papier(plek: Plek) -> str:
    """Alle dilemma's achter elkaar, per thema, om af te drukken; de zoekfunctie slaat ze over."""
    parts = []
    for key, theme in plek.context.data.themes.items.items():
        cards = [_kaart(plek, id, entry, op_papier=True) for id, entry in _gedrukt(plek, key)]
        if cards:
            parts += [f"## {escape.markdown(theme.naam)} {{#{key} data-search-exclude}}", *cards]
    return "\n\n".join(parts)


def zelfvraag(plek: Plek, id: DilemmaId) -> str:
    """Een dilemma om zelf over na te denken: eerst wat er gebeurt, en het antwoord in een vak dat opengaat."""
    entry = dict(plek.context.data.dilemmas.printed(plek.context.facts)).get(id)
    if entry is None:
        return ""
    # Links on one page that read the same lead to one place: each of these to another dilemma.
    whole = f'Het hele dilemma: <a href="{plek.adres(page_of(entry.thema), id)}">{escape.html(entry.titel)}</a>'
    return (
        f'<div class="zelfvraag"{NIET_ZOEKEN}><p class="zelfvraag-kop">{escape.html(entry.titel)}</p>{_alineas(plek, entry.situatie)}'
        f"<p>Wat doet u?</p><details><summary>Bekijk wat wij aanraden</summary>"
        f'<p class="zelfvraag-kop">Wel</p><ol>{_punten(plek, entry.eerst)}</ol><p class="zelfvraag-kop">Niet</p><ul>{_punten(plek, entry.niet)}</ul>'
        f'<p class="zelfvraag-kop">De regels</p><ul>{_artikelen(plek, entry)}<li>{whole}</li></ul></details></div>'
    )


def dilemmaoverzicht(plek: Plek) -> str:
    """Alle dilemma's in het kort, per thema en rol; wie wil, kiest op beide."""
    themes = [(key, theme, list(_gedrukt(plek, key))) for key, theme in plek.context.data.themes.items.items()]
    themes = [one for one in themes if one[2]]
    parts = ['<div class="dilemma-overzicht" id="alle-dilemmas" markdown="1">', _keuzes(plek, themes)]
    for key, theme, found in themes:
        link = f"[{escape.markdown(theme.naam)}]({plek.naar(page_of(key))})"
        parts += [
            f'<div class="dilemma-thema" id="alleen-{key}" data-over="{key}" markdown="1">',
            f"## {link} {{#{key}}}",
            _alineas(plek, theme.uitleg),
            *(_groep(plek, key, role, found) for role in ROLES if any(entry.voor == role for _, entry in found)),
            "</div>",
        ]
    return "\n\n".join([*parts, "</div>"])


def _keuzes(plek: Plek, themes: Sequence[tuple[str, Thema, list[tuple[str, Dilemma]]]]) -> str:
    """Two choices that work together (docs/stijl/dilemmas.js), and how many there are; without a script a theme is a link to its place."""
    everyone = [entry for _, _, found in themes for _, entry in found]
    who = [_keuze("voor", "", "Voor iedereen", len(everyone))]
    who += [_keuze("voor", role, _voor(plek, role), sum(e.voor == role for e in everyone)) for role in ROLES]
    what = [
        _keuze("over", "", "Alle onderwerpen", len(everyone)),
        *(_keuze("over", key, theme.naam, len(found)) for key, theme, found in themes),
    ]
    return (
        '<nav class="dilemma-keuze" aria-label="Kies dilemma\'s">'
        f'<p class="met-script-alleen" id="kies-voor">Wie bent u?</p><ul class="met-script-alleen" aria-labelledby="kies-voor">{"".join(who)}</ul>'
        f'<p id="kies-over">Waarover gaat het?</p><ul aria-labelledby="kies-over">{"".join(what)}</ul></nav>'
        f'<p class="dilemma-telling" role="status">{len(everyone)} dilemma\'s</p>'
    )


def _gedrukt(plek: Plek, thema: str) -> Iterator[tuple[str, Dilemma]]:
    """Id and dilemma of those of a theme that count under these facts, by role; those of one sector come last."""
    found = [(id, entry) for id, entry in plek.context.data.dilemmas.printed(plek.context.facts) if entry.thema == thema]
    yield from sorted(found, key=lambda one: (ROLES.index(one[1].voor), bool(one[1].alleen_bij.sector)))


def _voor(plek: Plek, role: str) -> str:
    """Whom a dilemma is for, as the organisation calls them: Voor personeelsleden."""
    return (
        "Voor leidinggevenden" if role == "leidinggevende" else f"Voor {inline.plain(inline_words.mens(plek.context.known, 'medewerkers'))}"
    )


def _keuze(kind: str, value: str, text: str, count: int) -> str:
    # All of them is a choice for who has a script: without one nothing is left out.
    only = "" if value else ' class="met-script-alleen"'
    target = f"alleen-{value}" if value and kind == "over" else "alle-dilemmas"
    return (
        f'<li{only}><a href="#{target}" data-{kind}="{value}">{escape.html(text)}&nbsp;<span class="dilemma-aantal">{count}</span></a></li>'
    )


def _groep(plek: Plek, thema: str, role: str, found: Sequence[tuple[str, Dilemma]]) -> str:
    """The dilemmas of a theme for one role, which is said once."""
    rows = "".join(_kort(plek, id, entry) for id, entry in found if entry.voor == role)
    name = f"{thema}-{role}"
    return (
        f'<div class="dilemma-groep" data-voor="{role}"><p class="dilemma-voor" id="{name}">{escape.html(_voor(plek, role))}</p>'
        f'<ul class="dilemma-lijst" aria-labelledby="{name}">{rows}</ul></div>'
    )


def _kort(plek: Plek, id: str, entry: Dilemma) -> str:
    """One line of the overview; its id is that of the dilemma, so that an address without the page's name leads here."""
    return f'<li id="{id}"><a href="{plek.adres(page_of(entry.thema), id)}">{escape.html(entry.titel)}</a></li>'


def _kaart(plek: Plek, id: str, entry: Dilemma, *, op_papier: bool = False) -> str:
    """One dilemma. The heading is Markdown, so that the engine lists it; the rest is HTML, so that no engine takes it apart."""
    own = (people.looked_for(plek.context.facts.mensen, word) for word in entry.zoekwoorden)
    words = ", ".join(escape.html(word) for word in own if word)
    parts = (
        ("Wat speelt er?", "speelt", _alineas(plek, entry.wat_speelt_er)),
        ("Raad: wat doet u eerst?", "eerst", f"<ol>{_punten(plek, entry.eerst)}</ol>"),
        ("Raad: wat doet u niet?", "niet", f"<ul>{_punten(plek, entry.niet)}</ul>"),
        ("De regels", "artikelen", f"<ul>{_artikelen(plek, entry)}</ul>"),
    )
    # Blocks side by side on one line would be taken for text.
    # The search reads the case and what to do: labels lead nowhere, and titles of articles and other words it has already.
    rest = [
        f'<div class="dilemma-{name}"{NIET_ZOEKEN if name in ("niet", "artikelen") else ""}><p class="dilemma-kop"{NIET_ZOEKEN}>{label}</p>{text}</div>'
        for label, name, text in parts
    ]
    hidden = NIET_ZOEKEN if op_papier else ""
    return "\n\n".join(
        [
            f'<div class="dilemma voor-{entry.voor}" markdown="1">',
            f"### {escape.markdown(entry.titel)} {{#{id}{hidden}}}",
            *([f'<p class="dilemma-voor">{escape.html(_voor(plek, entry.voor))}</p>'] if op_papier else []),
            f'<div class="dilemma-situatie">{_alineas(plek, entry.situatie)}</div>',
            *rest,
            *([f'<p class="dilemma-woorden"{NIET_ZOEKEN}>Andere woorden: {words}</p>'] if words and not op_papier else []),
            "</div>",
        ]
    )


def _alineas(plek: Plek, sentences: Sequence[str]) -> str:
    return f"<p>{' '.join(verwijs_html(sentence, plek) for sentence in sentences)}</p>"


def _punten(plek: Plek, sentences: Sequence[str]) -> str:
    return "".join(f"<li>{verwijs_html(sentence, plek)}</li>" for sentence in sentences)


def _artikelen(plek: Plek, entry: Dilemma) -> str:
    """The rules by number and title."""
    known = plek.context.known
    return "".join(f"<li>{plek.in_html(inline_words.art_met_titel(known, id, begin=True))}</li>" for id in entry.artikelen)
