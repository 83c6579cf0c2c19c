"""Measures what checks and builds take, beside MkDocs, stock Material, Zensical and Hugo on the same pages."""

from __future__ import annotations

import re
import statistics
import sys
from itertools import count as counting
from pathlib import Path

from handbook.core import cores
from tests.support.figures import Row
from tools.bench.commands import HANDBOOK, ROOT, Timed, ratio, run, seconds, timed
from tools.bench.handbooks import build, building, count, draw, for_hugo, hugo_build, plain, stock, zensical

CHANGED = "docs/regels/beeld.md"
"""The page that somebody changes."""

COMBINATIONS = "tests/content/test_combinations.py"
LARGE = 3000


def speed(work: Path) -> list[Row]:
    """A build with nothing kept, beside MkDocs and stock Material; and a check of what was checked before."""
    own, pages300, stock300 = draw(work / "own", 0), draw(work / "p300", 300), stock(work / "stock300", 300)
    timed((*HANDBOOK, "check"), own, work / "cache")
    return [
        ratio("handbook build / mkdocs build, this handbook", 1.10, build(own), plain(own), turns=5),
        ratio("handbook build / mkdocs build, 300 chapters more", 1.10, build(pages300), plain(pages300), turns=3),
        ratio("handbook build / stock Material and macros, 300 chapters more", 0.60, build(pages300), plain(stock300), turns=3),
        seconds(
            "handbook check, this handbook, after an earlier one, seconds",
            0.25,
            lambda: timed((*HANDBOOK, "check"), own, work / "cache"),
            7,
        ),
    ]


def again(work: Path) -> list[Row]:
    """A build after one page was changed, beside one with nothing kept."""
    own, pages300 = draw(work / "own", 0), draw(work / "p300", 300)
    return [
        ratio("one page changed / clean build, this handbook", 0.20, changing(own, work / "own-cache"), build(own), turns=3),
        ratio("one page changed / clean build, 300 chapters more", 0.20, changing(pages300, work / "cache"), build(pages300), turns=3),
    ]


def large(work: Path) -> list[Row]:
    """What becomes of it at 3,000 pages."""
    few, many = draw(work / "few", 300), draw(work / "many", LARGE)
    small = statistics.median(build(few)() for _ in range(3)) / count(few)
    clean = run(building(many), many)
    one = statistics.median(changing(many, work / "cache")() for _ in range(2))
    return [
        Row("time per page, 3,000 pages / 300 pages", clean.seconds / count(many) / small, 0.80),
        Row("one page changed / clean build, 3,000 pages", one / clean.seconds, 0.05),
        Row("MB of memory of the largest process, 3,000 pages", clean.memory, 400),
    ]


def combinations(_: Path) -> list[Row]:
    """Every stance, sector and representation, built and looked through as `make soak` does, on all cores."""
    command = (sys.executable, "-m", "pytest", "-q", "-n", str(cores.count()), COMBINATIONS)
    took = run(("env", "HANDBOEK_SOAK=1", *command), ROOT)
    return [
        Row("all combinations, seconds of all processors", took.cpu, 51.5),
        Row("all combinations, seconds", took.seconds),
    ]


def leaving(work: Path) -> list[Row]:
    """What the same sources take with Zensical, to which they can move."""
    return [
        ratio(f"Zensical / handbook build, {what}", 1.5, zensical(root), build(root), turns=turns)
        for what, root, turns in (("this handbook", draw(work / "eigen", 0), 5), ("300 chapters more", draw(work / "p300", 300), 3))
    ]


def hugo(work: Path) -> list[Row]:
    """How far we are from the quickest, which fills in no fact and checks nothing."""
    ours, theirs = draw(work / "p300", 300), for_hugo(work / "hugo", 300)
    pairs = [(build(ours)(), hugo_build(theirs)()) for _ in range(3)]
    return [
        Row("handbook build / Hugo, 300 chapters more", statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs))
    ]


def changing(root: Path, cache: Path) -> Timed:
    """Builds again after one sentence was put on one page; an earlier build stands in `cache`."""
    build(root, cache=cache)()
    page, number = root / CHANGED, counting(1)

    def once() -> float:
        change(page, f"Zin nummer {next(number)} staat hier om te meten.")
        return build(root, cache=cache)()

    return once


def change(page: Path, sentence: str) -> None:
    """Puts a paragraph below the first heading, in the place of the one that was put there before; all at once, as an editor saves."""
    text = re.sub(r"\nZin nummer \d+ staat hier om te meten\.\n", "", page.read_text("utf-8"))
    saved = page.with_name(f".{page.name}.tmp")
    saved.write_text(re.sub(r"(?m)^(# .*\n)", rf"\1\n{sentence}\n", text, count=1), "utf-8")
    saved.replace(page)
