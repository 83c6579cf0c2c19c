"""`make bench` by itself: its table, what ends it with 1, and that what it compares is the same. What it measures is no test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.figures import Row
from tools.bench import buildings, handbooks, table
from tools.bench.commands import run

EATS = "kept = bytearray(200_000_000); kept[::4096] = bytes(len(kept[::4096]))"


def test_it_ends_with_1_where_an_aim_is_missed_and_says_which(capsys: pytest.CaptureFixture[str]) -> None:
    parts = {
        "met": lambda _: [Row("within", 1.0, 2.0)],
        "not": lambda _: [Row("too much", 3.0, 2.0), Row("too little", 1.0, 2.0, least=True)],
    }
    assert table.measure(["met"], parts) == 0
    assert "issed" not in capsys.readouterr().out
    assert table.measure([], parts) == 1
    said = capsys.readouterr().out
    assert said.count("  missed") == 2
    assert said.splitlines()[-3:] == ["Missed: 2.", "  too much: 3.00, aim 2.00", "  too little: 1.00, aim 2.00"]


def test_a_part_that_is_none_is_told_with_all_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert table.measure(["snelheid"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Unknown: snelheid. The parts are: preview, ")
    assert all(name in said for name in table.PARTS)


def test_what_a_command_takes_is_that_of_the_command(tmp_path: Path) -> None:
    little, much = (run((sys.executable, "-c", code), tmp_path) for code in ("pass", EATS))
    assert much.memory - little.memory > 150
    with pytest.raises(subprocess.CalledProcessError):
        run((sys.executable, "-c", "raise SystemExit(3)"), tmp_path)


def test_every_program_gets_the_same_pages(tmp_path: Path, sample: Path) -> None:
    ours, stock, hugo = (draw(tmp_path / draw.__name__, 61, sample) for draw in (handbooks.draw, handbooks.stock, handbooks.for_hugo))
    assert handbooks.count(ours) == handbooks.count(stock) == len([*(hugo / "content").rglob("*.md")])
    for root in (ours, stock):
        assert (root / "mkdocs.yml").read_text("utf-8").count("deel-") == 61
    chapter = "deel-2/p60.md"
    assert (ours / "docs" / chapter).read_text("utf-8") == (hugo / "content" / chapter).read_text("utf-8")


def test_a_change_puts_one_sentence_on_a_page_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    page = tmp_path / "bladzijde.md"
    before = "---\ntitle: Kop\n---\n# Kop\n\nEen alinea.\n"
    page.write_text(before, "utf-8")
    for number in (1, 2):
        buildings.change(page, f"Zin nummer {number} staat hier om te meten.")
    assert page.read_text("utf-8") == before.replace("# Kop\n", "# Kop\n\nZin nummer 2 staat hier om te meten.\n")
    assert [*tmp_path.iterdir()] == [page]
