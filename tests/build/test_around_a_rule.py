"""What stands around a rule in a real build: its four boxes, and what leads on below them."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive.articles_file import ARTIKELEN_JSON, Artikelen
from handbook.build.pages import rule_text
from handbook.build.search import boxes, index, passages
from handbook.build.site import Page
from handbook.checks import built_page
from handbook.core.around import AROUND, FURTHER
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data.events import beside

ARTICLE = "beeld-collegas"
PAGE = "regels/beeld/index.html"


@pytest.fixture(scope="module")
def page(sample_site: Path) -> LexborHTMLParser:
    return LexborHTMLParser((sample_site / PAGE).read_text("utf-8"))


@pytest.fixture(scope="module")
def sources(sample: Path) -> Sources:
    return read(Project.find(sample))


def test_an_article_leads_to_its_dilemmas_and_to_the_articles_of_the_same_event(page: LexborHTMLParser) -> None:
    further = page.css(f".{FURTHER}")
    assert len(further) == 1
    assert [label.text() for label in further[0].css("p")] == ["Herkent u dit?", "Speelt dit? Lees dan ook:"]
    assert [(link.text(), link.attributes["href"]) for link in further[0].css("a")] == [
        ("Een collega wil van de feestfoto af", "../../dilemmas/beeld/#dilemma-feestfoto"),
        ("artikel\u00a05.2, Beeld van medewerkers door ons", "#beeld-door-ons"),
        ("artikel\u00a07.4, Wat u doet als u het ziet", "../../regels/omgang/#ingrijpen"),
        ("artikel\u00a011.2, Een klacht indienen", "../../melden/#klacht"),
    ]
    assert further[0].css_first("ul ul").parent.text(deep=False) == "Er staat een foto of film van mij online"  # type: ignore[union-attr]


def test_what_leads_on_is_no_text_of_the_article(page: LexborHTMLParser, sample_site: Path) -> None:
    """A new dilemma would change the fingerprint of every article that it rests on."""
    article = built_page.parse(PAGE, page.html or "", page).articles[ARTICLE]
    file = Artikelen.model_validate_json((sample_site / ARTIKELEN_JSON).read_text("utf-8"))
    parts = next(one.delen for one in file.artikelen if one.id == ARTICLE)
    said = (sample_site / passages.name(PAGE.removesuffix("index.html"))).read_text("utf-8")
    for text in (article.text, str(parts), str(index.documents(sample_site)), said):
        assert "Herkent u dit" not in text and "Speelt dit" not in text
    assert article.text.endswith("als praten niet helpt.")


def test_an_event_names_what_is_printed_once(sources: Sources) -> None:
    assert sources.facts
    event = next(iter(sources.data.events.items.values()))
    entries = sources.data.events
    first = event.model_copy(update={"titel": "Eerst", "artikelen": ("klacht", ARTICLE)})
    second = event.model_copy(update={"titel": "Dan", "artikelen": (ARTICLE, "rust", "weg")})
    third = event.model_copy(update={"titel": "Niets nieuws", "artikelen": ("rust", "klacht", ARTICLE)})
    two = type(entries)(entries.name, {"a": first, "b": second, "c": third})
    assert beside(ARTICLE, two, sources.facts, sources.articles) == {"Dan": ("rust",), "Eerst": ("klacht",)}
    assert beside("weg", two, sources.facts, {}) == {}


def test_a_box_is_one_part_whatever_stands_in_it(page: LexborHTMLParser, sample_site: Path) -> None:
    """Numbered steps, a table and a list within it are no paragraphs of the rule, and have no numbers or addresses of it."""
    file = Artikelen.model_validate_json((sample_site / ARTIKELEN_JSON).read_text("utf-8"))
    parts = next(one.delen for one in file.artikelen if one.id == ARTICLE)
    assert [(part.soort, part.nummer) for part in parts] == [
        *(("lid", number) for number in range(1, 5)),
        ("toelichting", None),
        *((word, None) for word in AROUND),
    ]
    happened, follows = parts[5], parts[6]
    assert happened.titel == "Staat de foto er al?"
    assert happened.html.startswith("<ol><li>Haal de foto weg, ook uit uw groepen.</li>")
    assert "<ul><li>Vertel wie u dat vroeg.</li>" in happened.html
    assert "<table>" in follows.html and "Stiekem gefilmd een maatregel" in follows.tekst
    assert {part.adres for part in parts[4:]} == {"regels/beeld/#beeld-collegas"}
    assert [str(item.attributes["id"]) for item in page.css("li[id^=beeld-collegas]")] == [
        f"{ARTICLE}-lid-{count}" for count in range(1, 5)
    ]
    assert page.css("details [id], details .raad") == []


KEPT = '<p>Bel <span data-zin="hr" data-nu="hr">V. Jansen<noscript data-contact-noot>kijk op de site</noscript></span>.</p>'
PAGE_OF_NOW = f"""<article class="md-content__inner"><h2 id="a"><span class="artikel">Artikel 1.1</span> A</h2>
<ol><li>{KEPT}<details class="hulp"><summary>Nu</summary>{KEPT}</details></li></ol>
<details class="note"><summary>Toen</summary>{KEPT}</details><details class="hulp"><summary>Nu</summary>{KEPT}</details></article>"""


def test_a_box_names_who_helps_now_and_a_rule_who_helped_then() -> None:
    tree = LexborHTMLParser(PAGE_OF_NOW)
    rule_text.keep(Page(Path(), "", "index.html", tree))
    assert [str(box.attributes["class"]) for box in tree.css("details:has([data-zin])")] == ["hulp", "hulp"]
    assert len(tree.css("[data-zin]")) == 2
    # What says so is no text of the article: without the mark it says the same.
    assert (
        built_page.parse("index.html", tree.html or "").articles["a"].text
        == "Bel V. Jansen. Nu Bel V. Jansen. Toen Bel V. Jansen. Nu Bel V. Jansen."
    )


def test_a_word_of_a_box_leads_to_its_article_where_no_other_text_has_it(sample_site: Path) -> None:
    held = set(next(doc["rest"] for doc in index.documents(sample_site) if doc["location"].endswith(f"#{ARTICLE}")).split())
    # Of the boxes alone; of the rule itself; of a box and of other pages.
    assert "vergissing" in held
    assert "kleedruimte" in held
    assert not {"telefoon", "wachtwoord"} & held


def test_what_the_boxes_of_many_articles_say_leads_to_none() -> None:
    said = {name: frozenset({"politie", name, "regel"}) for name in ("a", "b", "c")} | {"d": frozenset({"aangifte", "b"})}
    rules = {name: frozenset({"regel"}) for name in ("a", "b", "c")}
    assert boxes.idle(said, rules) == {"a": {"politie"}, "b": {"politie", "b"}, "c": {"politie"}}
