"""A word within a sentence says the same in every form: on a page, inside HTML, and to the checks of the language."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

import macros
from handbook.checks.prose import texts
from handbook.core.project import Project
from handbook.sources import read
from handbook.sources.articles import Article
from handbook.sources.data.legal_sources import Bron
from handbook.sources.data.outside_help import Hulp
from handbook.sources.decisions import Decision
from handbook.sources.printed import full_stop, inline, inline_words
from handbook.sources.printed.inline import Link, Part, Place, Text
from handbook.sources.printed.inline_words import Known
from handbook.sources.printed.values import Value
from tests.support.handbooks import TINY, draw

NORM = Bron.model_construct(
    naam="de Wet op het werk (WW)", artikel="artikelen 3 en 4", url="https://wetten.proefhuis.test/ww", zekerheid="M"
)
HELP = {
    "hulp": Hulp.model_construct(naam="hulp & recht", website="https://hulp.proefhuis.test", telefoon="088-786 73 72"),
    "alleen-web": Hulp.model_construct(naam="Alleen *web*", website="https://web.proefhuis.test", telefoon=None),
}
KNOWN = Known({"doel": Article("doel", 4, 2, "regels/doel.md", "Foto's <b> & *wat* u zegt?")}, {"ww": NORM}, {}, outside=HELP)
OWNERS = replace(KNOWN, board="de eigenaren", councils=("or",))
SCHOOL = replace(KNOWN, councils=("mr", "gmr"))
DECIDED = replace(SCHOOL, deciders=(("mr", "personeel"), ("gmr", None)))

SAID: list[tuple[tuple[Part, ...], str]] = [
    (inline_words.art(KNOWN, "doel"), "artikel 4.2"),
    (inline_words.art(KNOWN, "doel", begin=True), "Artikel 4.2"),
    (inline_words.art_met_titel(KNOWN, "doel"), "artikel 4.2, Foto's <b> & *wat* u zegt?"),
    (inline_words.art_met_titel(KNOWN, "doel", begin=True), "Artikel 4.2, Foto's <b> & *wat* u zegt?"),
    (inline_words.nummer(KNOWN, "doel"), "artikel 4.2"),
    (inline_words.buiten(KNOWN, "hulp"), "hulp & recht (088-786 73 72)"),
    (inline_words.buiten(KNOWN, "hulp", begin=True), "Hulp & recht (088-786 73 72)"),
    (inline_words.buiten(KNOWN, "alleen-web"), "Alleen *web*"),
    (inline_words.bron(KNOWN, "ww"), "artikelen 3 en 4 van de Wet op het werk (WW; kijk dit na bij een geschil)"),
    (inline_words.bron(KNOWN, "ww", kort=True), "artikelen 3 en 4 WW (kijk dit na bij een geschil)"),
    (inline_words.datum(KNOWN, "2026-11-01"), "1 november 2026"),
    (inline_words.opsomming(KNOWN, [Value("a_b"), Value("- c"), Value("<d> & *e*")]), "a_b, - c en <d> & *e*"),
    (inline_words.opsomming(KNOWN, []), ""),
    (inline_words.bestuur(KNOWN), "het bestuur"),
    (inline_words.bestuur(OWNERS, begin=True), "De eigenaren"),
    (inline_words.bestuur_doet(KNOWN, "beslist", "beslissen"), "beslist"),
    (inline_words.bestuur_doet(OWNERS, "beslist", "beslissen"), "beslissen"),
    (inline_words.raad(KNOWN), "het personeel"),
    (inline_words.raad(OWNERS, "personeel", begin=True), "De ondernemingsraad"),
    (inline_words.raad(SCHOOL), "de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad"),
    (
        inline_words.raad(SCHOOL, "ouders"),
        "het deel van ouders en leerlingen in de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad",
    ),
    (inline_words.wie_stemt_in(SCHOOL, begin=True), "De medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad"),
    (inline_words.wie_stemt_in(DECIDED), "het personeelsdeel van de medezeggenschapsraad en de gemeenschappelijke medezeggenschapsraad"),
    (inline_words.mailto(KNOWN, Value("j_a_n@x.example")), "j_a_n@x.example"),
    (inline_words.bel(KNOWN, Value("+31 (0)10 123")), "+31 (0)10 123"),
    (inline_words.cited(KNOWN, "Zie [[doel]], *niet* [dit](x)."), "Zie artikel 4.2, *niet* [dit](x)."),
]


def way(place: Place) -> str:
    return f"{place.page}#{place.anchor}"


def said(html: str) -> str:
    return LexborHTMLParser(full_stop.once(html)).text().strip().replace(inline.TIED, " ")


@pytest.mark.parametrize(("parts", "expected"), SAID)
def test_reads_the_same_in_every_form(parts: tuple[Part, ...], expected: str) -> None:
    assert inline.plain(parts).replace(inline.TIED, " ") == expected
    assert said(f"<p>{inline.html(parts, way)}</p>") == expected
    # Behind a word, as in a sentence, and alone in a cell.
    assert said(markdown.markdown(f"x {inline.markdown(parts, way)}")) == f"x {expected}".strip()
    table = markdown.markdown(f"| A | B |\n| - | - |\n| {inline.markdown(parts, way)} | y |", extensions=["tables"])
    assert [said(str(cell.html)) for cell in LexborHTMLParser(table).css("td")] == [expected, "y"]


@pytest.mark.parametrize("shown", [inline.markdown, lambda parts, way: f"<p>{inline.html(parts, way)}</p>"])
def test_leads_to_the_same_in_every_form(shown: object) -> None:
    assert callable(shown)
    parts = [part for given, _ in SAID for part in given]
    links = LexborHTMLParser(markdown.markdown(shown(parts, way))).css("a")
    expected = [part.to for part in parts if isinstance(part, Link)]
    assert [link.attributes["href"] for link in links] == [way(to) if isinstance(to, Place) else to for to in expected]


def test_who_decides_begins_small_within_a_sentence() -> None:
    taken = [Decision.model_construct(wie="bestuur", naam=naam, deel=None, wat="besluit") for naam in ("Het bestuur", "De Linde", None)]
    assert [one.subject for one in taken] == ["Besluit van het bestuur", "Besluit van De Linde", "Besluit van het bestuur"]


def test_text_that_looks_like_html_stays_text() -> None:
    parts: list[Part] = [Link((Text("<b>x</b>"),), "tel:112"), Text("<i>")]
    assert said(inline.html(parts, way)) == said(inline.markdown(parts, way)) == "<b>x</b><i>"


def test_macros_offers_each_of_these_words_with_the_same_arguments() -> None:
    offered = {word.__name__: word for word in macros.WOORDEN}
    for name, word in inline_words.WORDS.items():
        mine, theirs = (
            [(one.name, one.default) for one in list(inspect.signature(function).parameters.values())[1:]]
            for function in (word, offered[name])
        )
        assert mine == theirs, name


def test_a_text_of_the_data_is_read_as_it_is_printed(sample: Path) -> None:
    found = texts.texts_of(read(Project.find(sample)))
    assert not [s.text for text in found if texts.ENTRY in text.path for s in text.sentences if "[[" in s.text]


def test_a_word_that_is_given_what_is_not_there_is_not_read(tmp_path: Path) -> None:
    page = "# Start\n\nZie {{ art('weg') }}, {{ bron('weg') }} en {{ datum('morgen') }} of {{ bel(contact.weg.telefoon) }}.\n"
    sources = read(Project.find(draw(tmp_path / "handboek", {"docs/nieuw.md": page})))
    text = next(t for t in texts.texts_of(sources) if t.path == "nieuw.md")
    assert [s.text for s in text.sentences] == ["Start", "Zie , en of ."]


def test_a_fact_that_looks_like_html_is_read_whole(tmp_path: Path) -> None:
    page = "# Start\n\nHier werkt {{ werkgever.naam }}, {{ opsomming(beleid.platforms) }}.\n"
    facts = (
        (TINY / "variables.yml").read_text("utf-8").replace("Proefhuis B.V.", "Bureau <Zuid> & Co").replace('"LinkedIn"', '"<b>Net</b>"')
    )
    assert "<b>Net</b>" in facts
    sources = read(Project.find(draw(tmp_path / "handboek", {"docs/nieuw.md": page, "variables.yml": facts})))
    text = next(t for t in texts.texts_of(sources) if t.path == "nieuw.md")
    assert text.sentences[1].text.startswith("Hier werkt Bureau <Zuid> & Co, <b>Net</b>")


TITLED = """+
## {{ artikel('over') }} Foto's van *{{ mens('klanten') }}* & wat u mag. Of niet? {#over}

Wie binnen een week iets wil weten, leest {{ art_met_titel('over') }}.
Bel daarna.
"""


def test_a_title_is_printed_with_its_facts_and_is_no_word_of_the_sentence(tmp_path: Path) -> None:
    sources = read(Project.find(draw(tmp_path / "handboek", {"docs/regels.md": TITLED})))
    assert sources.articles["over"].title == "Foto's van klanten & wat u mag. Of niet?"
    text = next(t for t in texts.texts_of(sources) if t.path == "regels.md")
    told, after = text.sentences[-2:]
    title = "Foto's van klanten & wat u mag. Of niet?"
    assert (told.text.replace(inline.TIED, " "), after.text) == (
        f"Wie binnen een week iets wil weten, leest artikel 1.2, {title}.",
        "Bel daarna.",
    )
    assert told.words == told.own_words == "Wie binnen een week iets wil weten leest artikel".split()
    assert [told.text[start:end] for start, end in told.named] == [title]
