"""What only some pages have is looked for in a style sheet of its own, which no other page fetches."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages.part_styles import PARTS, SHEET
from tests.support.handbooks import ROOT

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def named(sheet: str) -> set[str]:
    """Every class that the selectors of the sheet name."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "docs/stijl" / sheet).read_text("utf-8"), flags=re.DOTALL)
    return {name for selector in re.findall(r"([^{};]+)\{", css) for name in CLASS.findall(selector)}


def test_only_pages_that_have_such_a_part_fetch_its_sheet(sample_site: Path) -> None:
    alone = ", ".join(f".{name}" for name in sorted(named("onderdelen.css") - named("handboek.css")))
    links: dict[bool, set[str]] = {True: set(), False: set()}
    for path in sample_site.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        if not page.css_first("link[href$='stijl/handboek.css']"):
            continue
        has = bool(page.css_first(f"link[href$='{SHEET}']"))
        name = path.relative_to(sample_site).as_posix()
        links[has].add(name)
        assert has == bool(page.css_first(PARTS)), name
        assert has or not page.css_first(alone), name
    assert "index.html" in links[True] and any(name.startswith("regels/") for name in links[False])


def test_each_name_of_a_part_is_in_the_sheet() -> None:
    assert set(CLASS.findall(PARTS)) <= named("onderdelen.css")
