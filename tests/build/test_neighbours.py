"""What a page says of other versions of itself: for ever true, in the terms of the web, and without a word of what comes after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import build
from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from tests.support import revisions
from tests.support.handbooks import SAMPLE, draw

AT = "https://handboek.proefhuis.test/"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, LexborHTMLParser]:
    """The second version of the sample, whose text in force has another address than usual."""
    root = draw(tmp_path_factory.mktemp("buren") / "handboek", revisions.adopted(), of=SAMPLE)
    site = root.parent / "site"
    build.build(Project.find(root).of(Edition(alias="actueel")), site)
    return {path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text("utf-8")) for path in site.rglob("*.html")}


def links(page: LexborHTMLParser) -> dict[str, str]:
    """Where the head leads, by relation; of an alternate also by type."""
    found = {}
    for link in page.css("head link[rel]"):
        relation, kind = link.attributes["rel"] or "", link.attributes.get("type") or ""
        found[f"{relation} {kind}" if relation == "alternate" else relation] = link.attributes["href"] or ""
    return found


@pytest.mark.parametrize(("path", "root"), [("index.html", "../"), ("regels/persoonsgegevens/index.html", "../../../")])
def test_the_head_leads_to_the_versions_around_it(pages: dict[str, LexborHTMLParser], path: str, root: str) -> None:
    found, own = links(pages[path]), path.removesuffix("index.html")
    assert found["canonical"] == f"{AT}{revisions.VERSION}/{own}"
    assert found["version-history"] == f"{root}versies/"
    assert found["latest-version"] == f"{AT}actueel/{own}"
    assert found["predecessor-version"] == f"{root}2026-11-01/"
    assert found["timemap"] == f"{root}timemap.wlnk"
    assert found["alternate application/atom+xml"] == f"{root}atom.xml"
    assert "successor-version" not in found


def test_the_page_that_lends_its_look_says_nothing_of_one_version(pages: dict[str, LexborHTMLParser]) -> None:
    assert not {"canonical", "latest-version", "predecessor-version"} & links(pages["404.html"]).keys()
    assert not pages["404.html"].css("script[type='application/ld+json']")


def described(page: LexborHTMLParser) -> dict[str, Any]:
    data = page.css_first("script[type='application/ld+json']")
    assert data
    found: dict[str, Any] = json.loads(data.text())
    return found


def test_every_page_is_part_of_the_text_that_its_first_page_describes_to_machines(pages: dict[str, LexborHTMLParser]) -> None:
    found, first = described(pages["doel/index.html"]), described(pages["index.html"])
    assert (found["@context"], found["@type"], found["url"]) == ("https://schema.org", "WebPage", f"{AT}{revisions.VERSION}/doel/")
    text = first["isPartOf"]
    assert found["isPartOf"] == {name: text[name] for name in ("@type", "@id")}
    assert text["@id"] == first["url"]
    day = VersionName.parse(revisions.VERSION).day
    assert (text["@type"], text["@id"], text["legislationIdentifier"]) == ("Legislation", f"{AT}{revisions.VERSION}/", revisions.VERSION)
    assert text["legislationDateOfApplicability"] == text["legislationDateVersion"] == day.isoformat()
    assert (text["legislationDate"], text["datePublished"]) == ("2026-11-18", "2027-01-20")
    assert text["legislationPassedBy"]["name"] == "de directie"
    assert text["exampleOfWork"]["@id"] == f"{AT}actueel/"
    # What changes with the day is for the register.
    assert "legislationLegalForce" not in text


def test_every_page_offers_the_address_that_stays_and_the_one_that_follows(pages: dict[str, LexborHTMLParser]) -> None:
    for path, page in pages.items():
        if path == "404.html" or page.css_first("meta[http-equiv=refresh], .verhuisd"):
            continue
        own = path.removesuffix("index.html")
        offered = [(link.attributes["href"], link.text()) for link in page.css(".uitgave-adres a")]
        assert offered == [(address, address) for address in (f"{AT}{revisions.VERSION}/{own}", f"{AT}actueel/{own}")]
        told = [[part.text().strip() for part in row.css("dt, dd")] for row in page.css(".uitgave dl > div")]
        days = dict(told)
        assert (days["Geldt vanaf"], days["Datum van bekendmaking"]) == (
            "1 februari 2027 (versie 2027-02-01)",
            "20 januari 2027",
        )
        assert days["In dit archief sinds"] == "Zie alle versies"


def test_a_draft_has_no_place_among_versions_and_is_not_to_be_found(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", revisions.concept(), of=SAMPLE)
    build.build(Project.find(root), tmp_path / "site", draft=True)
    page = LexborHTMLParser((tmp_path / "site/doel/index.html").read_text("utf-8"))
    assert not {"latest-version", "version-history", "predecessor-version", "timemap"} & links(page).keys()
    robots = page.css_first("meta[name=robots]")
    assert robots and robots.attributes["content"] == "noindex"
    assert [term.text() for term in page.css(".uitgave-adres dt")] == ["Tijdelijk adres van deze pagina"]
