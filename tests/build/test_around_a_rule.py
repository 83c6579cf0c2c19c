"""What stands around a rule in a real build: its four boxes, and what leads on below them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive.articles_file import ARTIKELEN_JSON, Artikelen
from handbook.checks import built_page
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.data.events import beside
from handbook.sources.printed.around import FURTHER

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
    index = json.loads((sample_site / "search/search_index.json").read_text("utf-8"))
    for text in (article.text, str(parts), str(index["docs"])):
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
