"""The list of pages to look at again: for who keeps the handbook, and no part of what employees read or of what a board adopts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import record
from handbook.core.project import Project
from handbook.sources import read
from handbook.sources.data.owners import Owners
from handbook.sources.pages import parse
from tests.support.handbooks import draw

LIST = "beheer/nakijken/index.html"


@pytest.fixture(scope="module")
def html(sample_site: Path) -> str:
    return (sample_site / LIST).read_text("utf-8")


def menu(html: str) -> list[str]:
    return [link.text(strip=True) for link in LexborHTMLParser(html).css("nav.menu a")]


def test_every_page_stands_there_with_its_role_and_day_and_what_is_due_first_at_the_top(sample: Path, html: str) -> None:
    rows = LexborHTMLParser(html).css(".nakijklijst tbody tr")
    listed = {
        str(row.css("a")[0].attributes["href"]): [cell.text(strip=True).replace("\u00a0", " ") for cell in row.css("td")] for row in rows
    }
    pages = {path for path in read(Project.find(sample)).pages if not path.startswith("revisies/2")}
    assert len(listed) == len(rows) == len(pages)
    assert listed["../../regels/vertrouwelijk/"][1:] == ["Privacy", "1 december 2033"]
    assert listed["../../melden/"][1:] == ["HR", "1 januari 2034"]
    days = [str(row.css("time")[0].attributes["datetime"]) for row in rows]
    assert days == sorted(days)


def test_it_is_in_no_menu_search_or_list_of_an_employee(sample_site: Path, html: str) -> None:
    assert menu(html) == ["Naar het handboek", "Wat een melding betekent", "Pagina's nakijken"]
    for page in ("index.html", "controleren/index.html", "a-z/index.html"):
        whole = (sample_site / page).read_text("utf-8")
        assert "beheer/" not in whole, page
        assert "Beheer" not in menu(whole)
    index = json.loads((sample_site / "search/search_index.json").read_bytes())
    assert "beheer/" not in json.dumps(index)
    listed = (sample_site / "sitemap.xml").read_text("utf-8")
    assert "/regels/omgang/" in listed and "/beheer/" not in listed
    assert not LexborHTMLParser(html).css("link[rel=prev], link[rel=next]")


def test_another_day_or_role_is_no_other_text(html: str) -> None:
    later = html.replace("2033", "2035").replace("Privacy", "Communicatie")
    assert later != html
    assert record.same_text(html, later)
    assert not record.same_text(html, html.replace("voor wie het handboek bijhoudt", "voor iedereen"))


def test_the_head_of_a_page_goes_before_its_folder_and_the_innermost_folder_before_all(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "h",
        {
            "docs/gegevens/eigenaars.yml": "docs: {eigenaar: hr, nagekeken: 2026-01-31, maanden: 1}\nregels: {eigenaar: ict, nagekeken: 2026-01-31, maanden: 13}\nregels/zorg: {eigenaar: privacy, nagekeken: 2026-01-31, maanden: 2}\n"
        },
    )
    owners = read(Project.find(root)).data.owners

    def of(path: str, head: str = "") -> tuple[str | None, date | None]:
        kept = owners.of(parse(f"docs/{path}", path, f"---\n{head}---\n# Pagina\n" if head else "# Pagina\n")[0])
        return kept.owner, kept.due

    assert of("start.md") == ("hr", date(2026, 2, 28))
    assert of("regelsboek.md") == ("hr", date(2026, 2, 28))
    assert of("regels/a.md") == ("ict", date(2027, 2, 28))
    assert of("regels/zorg/a.md") == ("privacy", date(2026, 3, 31))
    assert of("regels/a.md", "eigenaar: communicatie\n") == ("communicatie", date(2027, 2, 28))
    assert of("regels/a.md", "nakijken_voor: 2026-05-01\n") == ("ict", date(2026, 5, 1))
    page = parse("docs/a.md", "a.md", "# Pagina\n")[0]
    assert [*Owners().all([page])] == []
    assert not [one for one in owners.all(read(Project.find(root)).pages.values()) if one.page.path == "revisies/2026-01-01.md"]
