"""The one page with the whole text: everything in its order, every link in its place, and nothing of it anywhere else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import removal
from handbook.archive.acts import Folder, Measure
from handbook.archive.git import RECORD
from handbook.archive.manifest import Facts
from handbook.archive.whole_page_file import WHOLE_PAGE, address_of, place
from handbook.checks import built_page, built_site
from handbook.redline.markup import said

ADDRESS = "https://handboek.proefhuis.test/2026-11-01/"


@pytest.fixture(scope="module")
def page(sample_site: Path) -> LexborHTMLParser:
    return LexborHTMLParser((sample_site / WHOLE_PAGE).read_text("utf-8"))


def read(page: LexborHTMLParser, what: str = ".volledig") -> str:
    return " ".join(" ".join(node.text(separator=" ") for node in page.css(what)).split())


@pytest.mark.parametrize("address", ["", "regels/prive/", "regels/prive/#likes", "#mag-ik-dit-plaatsen"])
def test_a_place_on_it_tells_where_that_stands_in_the_version(address: str) -> None:
    assert address_of(place(address)) == address


def test_it_has_every_article_once_in_the_order_of_the_menu_and_each_leads_to_its_own_page(
    page: LexborHTMLParser, sample_site: Path
) -> None:
    articles = json.loads((sample_site / "artikelen.json").read_bytes())["artikelen"]
    numbers = page.css(".volledig a.artikel")
    assert [node.text() for node in numbers] == [f"Artikel {one['nummer']}" for one in articles]
    assert [node.attributes["href"] for node in numbers] == [f"../{one['adres']}" for one in articles]
    words = read(page).replace(" ", "").replace("\u00a0", "")
    for one in articles:
        for part in one["delen"]:
            assert said(part["html"]).replace(" ", "") in words
    listed = [one["adres"] for one in json.loads((sample_site / "inhoud.json").read_bytes())["bladzijden"]]
    assert [node.attributes["id"] for node in page.css(".volledig > section")] == [place(one) for one in listed]
    assert [node.attributes["href"] for node in page.css(".volledig-inhoud a")] == [f"#{place(one)}" for one in listed]


def test_its_places_are_those_of_no_other_page_and_stand_there_once(page: LexborHTMLParser, sample_site: Path) -> None:
    ids = Counter(str(node.attributes["id"]) for node in page.css("[id]"))
    assert max(ids.values()) == 1
    record = json.loads((sample_site / RECORD).read_bytes())["paginas"]
    assert not ids.keys() & {anchor for facts in record.values() for anchor in facts["adressen"]}
    built = built_page.read(sample_site)
    assert built_site.check(sample_site, {WHOLE_PAGE: built[WHOLE_PAGE], **built}, "/2026-11-01/") == []


def test_it_says_of_itself_what_the_page_said_from_which_it_has_its_frame(page: LexborHTMLParser) -> None:
    for link, expected in {
        "canonical": f"{ADDRESS}volledig/",
        "latest-version": f"{ADDRESS.replace('2026-11-01', 'geldend')}volledig/",
    }.items():
        assert [node.attributes["href"] for node in page.css(f"link[rel={link}]")] == [expected]
    assert [node.text() for node in page.css("h1")] == ["Protocol sociale media op één pagina"]
    assert read(page, "title") == "Protocol sociale media op één pagina - Handboek sociale media"
    assert not page.css("link[rel=prev], link[rel=next], nav.verder, nav.inhoud, [aria-current], [data-aanhalen]")
    assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex"]
    assert len(page.css(".stand")) == 1 and f"{ADDRESS}volledig/" in read(page, ".uitgave").replace(" ", "")
    data = json.loads(page.css('script[type="application/ld+json"]')[0].text())
    assert data["url"] == f"{ADDRESS}volledig/"
    assert "doel/" not in read(page, ".uitgave")


def test_no_record_search_or_list_of_the_version_has_it(sample_site: Path) -> None:
    for name in ("handboek.json", "search/search_index.json", "sitemap.xml", "inhoud.json", "artikelen.json"):
        assert "volledig/" not in (sample_site / name).read_text("utf-8"), name


def test_a_table_and_a_picture_are_framed_as_on_their_own_page(page: LexborHTMLParser) -> None:
    tables, boxes = page.css(".volledig table"), page.css(".volledig [role=region] > table")
    assert tables and len(tables) == len(boxes)
    pictures = page.css(".volledig img")
    assert pictures and all(str(node.attributes["src"]).startswith("../") and node.attributes["width"] for node in pictures)


# Taken off the site


def _left(site: Path, what: str, where: str, number: str | None) -> LexborHTMLParser:
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    record = json.loads(files[RECORD])
    facts = Facts.model_validate({**record["revisie"], "schema": 2, "volgnummer": 1, "gepubliceerd": "2026-11-22", "vorige": None})
    why = {"datum": "2026-11-22", "reden": "Een naam.", "door": "de directie", "vraag": "HR"}
    measure = Measure.model_validate({"wat": what, "plek": where, "nummer": number, **why})
    left = removal.take_off(removal.Text(Folder(facts), files.keys(), files.get, "/"), measure)
    return LexborHTMLParser(left.files[WHOLE_PAGE].decode())


def test_an_article_that_went_leaves_its_number_and_where_to_read_why(sample_site: Path, page: LexborHTMLParser) -> None:
    articles = json.loads((sample_site / "artikelen.json").read_bytes())["artikelen"]
    gone = next(one for one in articles if one["id"] == "klantgegevens")
    after = _left(sample_site, "artikel", "klantgegevens", gone["nummer"])
    id_ = place(gone["adres"])
    section = next(node for node in after.css("section") if node.attributes.get("id") == id_)
    assert section.css_first("h3").text() == f"Artikel {gone['nummer']}"  # type: ignore[union-attr]
    assert [node.attributes["href"] for node in section.css("a")] == [f"../{gone['adres']}"]
    named = [node.text() for node in after.css(f'a[href="#{id_}"]')]
    assert named and not [text for text in named if gone["titel"] in text]
    assert any(gone["titel"] in node.text() for node in page.css(f'a[href="#{id_}"]'))


def test_a_page_that_went_is_no_line_of_its_contents(sample_site: Path, page: LexborHTMLParser) -> None:
    after = _left(sample_site, "pagina", "regels/omgang/", None)
    assert len(after.css(".volledig-inhoud li")) == len(page.css(".volledig-inhoud li")) - 1
    section = next(node for node in after.css("section") if node.attributes.get("id") == "regels/omgang/")
    assert read(after, 'section[id="regels/omgang/"]').startswith("Van de website gehaald Wat hier stond, is van de website gehaald.")
    # Addresses within it lead there still.
    assert section.css('span[id^="regels/omgang/:"]')
