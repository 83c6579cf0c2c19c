"""The redline in the browser says what that of the program says: on every case of tests/redline/cases.yml, and on texts drawn by chance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.archive import articles_file
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.redline import Text, compare
from handbook.redline.html import fragment
from tests.support import drawn_texts, redlines, twin
from tests.support.handbooks import ROOT
from tests.support.soaking import SOAK
from tests.support.twin import Asked
from tests.support.yaml_lists import read

# The site of the sample is there already.
pytestmark = pytest.mark.xdist_group("access")

CASES: list[dict[str, Any]] = read(ROOT / "tests/redline/cases.yml")

DRAWN = 20


def in_program(asked: Asked) -> list[Any]:
    """What twin.redlines gives of one."""
    old, new, successors = asked
    redline = compare(Text.of(articles_file.read(old)), Text.of(articles_file.read(new)), successors)
    return [json.loads(json.dumps(redline.data())), fragment(redline, address_of=lambda version, address: f"../{version}/{address}")]


def test_both_engines_agree_on_every_golden_case(browser: Browser, tmp_path: Path) -> None:
    asked = [(redlines.data("oud", one["oud"]), redlines.data("nieuw", one["nieuw"]), one.get("opvolgers") or {}) for one in CASES]
    found = twin.redlines(browser, tmp_path, asked)
    assert len(found) == len(CASES) >= 80
    assert [case["naam"] for case, want, got in zip(CASES, map(in_program, asked), found, strict=True) if want != got] == []


@pytest.mark.parametrize("first", range(0, 10 * DRAWN, DRAWN) if SOAK else [0])
def test_both_engines_agree_on_texts_drawn_by_chance(browser: Browser, sample_site: Path, tmp_path: Path, first: int) -> None:
    printed = articles_file.read(json.loads((sample_site / ARTIKELEN_JSON).read_text("utf-8")))
    seeds = range(first, first + DRAWN)
    asked: list[Asked] = [(*drawn_texts.pair(printed, seed), {}) for seed in seeds]
    found = twin.redlines(browser, tmp_path, asked)
    assert [seed for seed, one, got in zip(seeds, asked, found, strict=True) if in_program(one) != got] == []
    # Not vacuous: nearly all of them differ, and in every way.
    kinds = {kind for data, _ in found for change in data["wijzigingen"] for kind in change["soort"]}
    assert {"nieuw", "gewijzigd", "vervallen", "vernummerd"} <= kinds


def test_both_engines_read_the_text_out_of_the_html_where_a_version_left_it_out(browser: Browser, tmp_path: Path) -> None:
    asked: list[Asked] = [
        (without_text(redlines.data("oud", one["oud"])), without_text(redlines.data("nieuw", one["nieuw"])), one.get("opvolgers") or {})
        for one in CASES
    ]
    assert twin.redlines(browser, tmp_path, asked) == [*map(in_program, asked)]


def without_text(data: dict[str, Any]) -> dict[str, Any]:
    """As schema 2 writes it."""

    def bare(part: dict[str, Any], place: str) -> dict[str, Any]:
        unsaid = {"nummer": None, "titel": None, "raad": False, "adres": place, "tekst": part["tekst"]}
        return {name: value for name, value in part.items() if name not in unsaid or value != unsaid[name]}

    articles = [{**one, "delen": [bare(part, one["adres"]) for part in one["delen"]]} for one in data["artikelen"]]
    return {**data, "schema": 2, "artikelen": articles}


def test_what_is_a_mark_in_a_text_is_none_in_its_redline(browser: Browser, tmp_path: Path) -> None:
    """No text of an article becomes an element, a link that runs or an attribute."""
    odd = '<p>&lt;img src=x onerror="alert(1)"&gt; <a href="javascript:alert(1)">klik &amp; "wacht"</a> {}</p>'
    asked: Asked = (redlines.data("oud", odd.format("nu")), redlines.data("nieuw", odd.format("straks")), {})
    [[_, html]] = twin.redlines(browser, tmp_path, [asked])
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in html
    assert "javascript:" not in html and "<img" not in html
    assert html == in_program(asked)[1]
