"""Measures what a reader fetches and waits for, beside stock Material in a real browser."""

from __future__ import annotations

import json
import shutil
import statistics
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from tests.support import comparing, drawn_texts, many_texts, twin
from tests.support.archive_folder import CURRENT, write
from tests.support.browser import opened
from tests.support.comparing import Pages
from tests.support.figures import Row
from tests.support.registers import entry, seen
from tests.support.server import served
from tools.bench.commands import TODAY
from tools.bench.handbooks import build, built, count, draw, plain, stock
from tools.visits import SLOWED

ARTICLES = 60
VERSIONS = 200
"""What is compared in the browser, and how many texts there are to choose from."""

TWENTY_YEARS = 1000
"""Versions of an archive in which a text comes each week."""

FOUR_TIMES = 4


def weight(work: Path) -> list[Row]:
    """What a version of this handbook takes on a disk, by page."""
    ours, theirs = draw(work / "licht", 0), stock(work / "zwaar", 0)
    build(ours)()
    plain(theirs)()
    return [Row("kB of a version, per page", kilobytes(built(ours)) / count(ours), 15, kilobytes(work / "zwaar-plain") / count(theirs))]


def kilobytes(site: Path) -> float:
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1000


def compared(work: Path) -> list[Row]:
    """What a reader waits for who compares two texts in the browser."""
    printed = articles(work)
    asked: list[tuple[Any, Any, dict[str, str]]] = [(*drawn_texts.pair(printed, seed, ARTICLES), {}) for seed in range(9)]
    versions = [str(date(2010, 1, 15) + timedelta(days=29 * n)) for n in range(VERSIONS)]
    grown = seen(*(entry(name, n) for n, name in enumerate(versions, 1)), day=date.fromisoformat(versions[-1]))
    write(work / "archief200", grown, work / "eigen-site", [])
    with opened() as browser:
        times = twin.seconds(browser, work / "los", asked)
        with served(work / "archief200") as address:
            page = browser.new_page()
            page.goto(f"{address}vergelijk/")
            ready = page.wait_for_function(f"document.querySelectorAll('#van option').length >= {VERSIONS} && performance.now() / 1000")
            waited = float(ready.json_value())
    return [
        Row(f"redline of {ARTICLES} articles in the browser, seconds", statistics.median(times), 0.3),
        Row("the first of them, of which no code was compiled yet", times[0]),
        Row(f"/vergelijk/ with {VERSIONS} versions to choose from, seconds", waited, 1.0),
    ]


def searched(work: Path) -> list[Row]:
    """What a reader fetches and waits for who searches the texts of all versions, of which each changes two articles."""
    printed = articles(work)
    archives = {count: many_texts.root(printed, count) for count in (1, 20, VERSIONS)}
    copies = many_texts.kilobytes(many_texts.root(printed, 20, changes=0)) / many_texts.kilobytes(archives[1])
    aims = {1: 100, 20: 150, VERSIONS: 420}
    with opened() as browser:
        waited = many_texts.first_answer_s(browser, archives[VERSIONS], work / "zoeken", "telefoon", SLOWED)
    return [
        *(
            Row(f"kB gzip to search {count} {'versions' if count > 1 else 'version'}", many_texts.kilobytes(made), aims[count])
            for count, made in archives.items()
        ),
        Row("the same of 20 copies of one text / of that text", copies, 1.01),
        Row(f"/zoeken/ with {VERSIONS} versions, seconds, processor {SLOWED} times slower", waited, 2.0),
    ]


def pages(work: Path) -> Pages:
    """This handbook, published as one version with its register, and the same pages in stock Material."""
    build(draw(work / "eigen", 0))()
    write(work / "gepubliceerd", seen(entry(CURRENT, 1), day=date.fromisoformat(TODAY)), work / "eigen-site", [CURRENT])
    plain(stock(work / "stock", 0))()
    return Pages(work / "gepubliceerd", CURRENT, work / "stock-plain")


def visits(work: Path) -> list[Row]:
    """What a reader fetches and waits for."""
    return comparing.visits(pages(work))


def lighthouse(work: Path) -> list[Row]:
    """Lighthouse's scores."""
    return comparing.lighthouse(pages(work))


def articles(work: Path) -> Any:
    """What `artikelen.json` of this handbook says."""
    own = draw(work / "eigen", 0)
    build(own)()
    return json.loads((built(own) / ARTIKELEN_JSON).read_bytes())


def versions(work: Path) -> list[Row]:
    """What a page asks to know its status, and how long the list of all versions takes, with a thousand of them."""
    own = draw(work / "eigen", 0)
    build(own)()
    names = [str(date(2010, 1, 4) + timedelta(days=7 * n)) for n in range(TWENTY_YEARS)]
    grown = seen(*(entry(name, n) for n, name in enumerate(names, 1)), day=date.fromisoformat(names[-1]))
    write(work / "archief", grown, built(own), [names[-1]])
    # The pages at the root have the look of the built text.
    shutil.copytree(built(own), work / "archief" / json.loads((built(own) / RECORD).read_bytes())["versie"])
    with opened() as browser, served(work / "archief") as address:
        asked = browser.new_page()
        answers: list[tuple[str, int]] = []
        asked.on("response", lambda one: answers.append((one.url, len(one.body()))) if one.url.endswith(".json") else None)
        asked.goto(f"{address}{names[-1]}/", wait_until="networkidle")
        slow = browser.new_page()
        slow.context.new_cdp_session(slow).send("Emulation.setCPUThrottlingRate", {"rate": FOUR_TIMES})
        waits = [opens(slow, f"{address}versies/") for _ in range(5)]
    return [
        Row(f"kB that a page asks for to know its status, {TWENTY_YEARS} versions", sum(size for _, size in answers) / 1000, 2),
        Row(f"/versies/ with {TWENTY_YEARS} versions, seconds, processor {FOUR_TIMES} times slower", statistics.median(waits), 0.8),
    ]


def opens(page: Any, address: str) -> float:
    """Seconds until the page has loaded and drawn itself."""
    page.goto("about:blank")
    page.goto(address, wait_until="load")
    took = page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000))))")
    return float(took)
