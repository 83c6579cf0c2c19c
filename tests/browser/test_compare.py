"""The redline in the browser says what that of the program says: on every case of tests/redline/cases.yml, and on texts drawn by chance."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.redline import Text, compare
from handbook.redline.html import fragment
from tests.support import drawn_texts, redlines
from tests.support.handbooks import ROOT
from tests.support.server import served
from tests.support.states import soaking
from tests.support.yaml_lists import read

MODULES = ROOT / "handbook/archive/root/verschil"
CASES: list[dict[str, Any]] = read(ROOT / "tests/redline/cases.yml")

Asked = tuple[dict[str, Any], dict[str, Any], dict[str, str]]
"""The old and the new text as artikelen.json has them, and new ids of articles by old ones."""

COMPARED = """
async () => {
  const { compare } = await import("/verschil/compare.js")
  const { fragment } = await import("/verschil/html.js")
  const { Text } = await import("/verschil/model.js")
  const asked = await (await fetch("/gevraagd.json")).json()
  return JSON.stringify(asked.map(([old, now, successors]) => {
    const redline = compare(Text.of(old), Text.of(now), new Map(Object.entries(successors)))
    return [redline.data(), fragment(redline, (version, address) => `../${version}/${address}`)]
  }))
}
"""


def in_browser(browser: Browser, folder: Path, asked: Sequence[Asked]) -> list[Any]:
    """The data and the HTML of each redline, all in one page."""
    shutil.copytree(MODULES, folder / "verschil")
    (folder / "index.html").write_text("<!doctype html><title>Vergelijk</title>", "utf-8")
    (folder / "gevraagd.json").write_text(json.dumps(asked), "utf-8")
    with served(folder) as address:
        page = browser.new_page()
        try:
            page.goto(address)
            found: list[Any] = json.loads(page.evaluate(COMPARED))
        finally:
            page.close()
    return found


def in_program(asked: Asked) -> list[Any]:
    old, new, successors = asked
    redline = compare(Text.of(old), Text.of(new), successors)
    return [json.loads(json.dumps(redline.data())), fragment(redline, address_of=lambda version, address: f"../{version}/{address}")]


def test_both_engines_agree_on_every_golden_case(browser: Browser, tmp_path: Path) -> None:
    asked = [(redlines.data("oud", one["oud"]), redlines.data("nieuw", one["nieuw"]), one.get("opvolgers") or {}) for one in CASES]
    found = in_browser(browser, tmp_path, asked)
    assert len(found) == len(CASES) >= 80
    assert [case["naam"] for case, want, got in zip(CASES, map(in_program, asked), found, strict=True) if want != got] == []


@pytest.mark.parametrize("first", range(0, 400, 20) if soaking() else [0])
def test_both_engines_agree_on_texts_drawn_by_chance(browser: Browser, sample_site: Path, tmp_path: Path, first: int) -> None:
    printed = json.loads((sample_site / ARTIKELEN_JSON).read_text("utf-8"))
    asked: list[Asked] = [(*drawn_texts.pair(printed, seed), {}) for seed in range(first, first + 20)]
    found = in_browser(browser, tmp_path, asked)
    assert [seed for seed, one, got in zip(range(first, first + 20), asked, found, strict=True) if in_program(one) != got] == []
    # Not vacuous: nearly all of them differ, and in every way.
    kinds = {kind for data, _ in found for change in data["wijzigingen"] for kind in change["soort"]}
    assert {"nieuw", "gewijzigd", "vervallen", "vernummerd"} <= kinds
