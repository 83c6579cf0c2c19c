"""What only some pages have is looked for in style sheets of their own, which no other page fetches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages.part_styles import SHEETS
from handbook.build.site import LENT
from tests.support.handbooks import ROOT

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")

EVERYWHERE = "stijl/handboek.css"


def named(sheet: str) -> set[str]:
    """Every class that the selectors of the sheet name."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "docs" / sheet).read_text("utf-8"), flags=re.DOTALL)
    return {name for selector in re.findall(r"([^{};]+)\{", css) for name in CLASS.findall(selector)}


@pytest.mark.parametrize(("sheet", "begins"), [("stijl/onderdelen.css", "index.html"), ("stijl/opmaak.css", "opmaak/index.html")])
def test_only_pages_that_have_such_a_part_fetch_its_sheet(sheet: str, begins: str, sample_site: Path) -> None:
    alone = ", ".join(f".{name}" for name in sorted(named(sheet) - named(EVERYWHERE)))
    links: dict[bool, set[str]] = {True: set(), False: set()}
    for path in sample_site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        name = path.relative_to(sample_site).as_posix()
        if not page.css_first(f"link[href$='{EVERYWHERE}']") or name == LENT:
            continue
        has = bool(page.css_first(f"link[href$='{sheet}']"))
        links[has].add(name)
        assert has == bool(page.css_first(SHEETS[sheet])), name
        assert has or not page.css_first(alone), name
    assert begins in links[True] and any(name.startswith("regels/") for name in links[False])


def test_the_page_that_lends_its_look_to_the_root_has_what_any_article_may_need(sample_site: Path) -> None:
    assert 'stijl/opmaak.css"' in (sample_site / LENT).read_text("utf-8")


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_name_of_a_part_is_in_the_sheet(sheet: str) -> None:
    assert set(CLASS.findall(SHEETS[sheet])) <= named(sheet)
