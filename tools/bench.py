"""Measures what the handbook promises about speed and weight, beside stock Material in one run: `make bench`.

Every comparison runs its commands in turns, so that a busy machine slows both; the figure is the ratio of the medians.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.core.console import moving
from tests.support import comparing, drawn_texts, many, many_texts, twin
from tests.support.archive_folder import CURRENT, write
from tests.support.browser import opened
from tests.support.comparing import Pages
from tests.support.figures import Row
from tests.support.publishing import GH_PAGES, git, land, landing, repository, site
from tests.support.redlines import DAYS, protocol
from tests.support.registers import entry, seen
from tests.support.server import served
from tools.visits import SLOWED

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("docs", "macros", "overrides", "variables.yml", "mkdocs.yml")
PER_SECTION = 30
SECTIONS_PER_GROUP = 10
"""A menu as a person would make it: no heading with more than thirty entries under it, however many pages there are."""

Command = Sequence[str]


PAGES = 40
"""Pages of the handbook that is weighed."""

ARTICLES = 60
FORMS = {"word": 3.0, "pdf": 3.0, "epub": 3.0, "text": 3.0}
"""Every form of a document, and the seconds that it may take."""

VERSIONS = 200
"""What is compared in the browser, and how many texts there are to choose from."""

TODAY = "2026-11-22"
HANDBOOK = (sys.executable, "-m", "handbook")
LAND = "from tests.support import publishing\npublishing.main()"
WITHOUT_REDLINES = f"from handbook.archive import releases\nreleases.knows_redlines = lambda _: False\n{LAND}"
MKDOCS = (sys.executable, "-m", "mkdocs")

STOCK = """\
site_name: Handboek sociale media
theme:
  name: material
  language: nl
plugins:
  - search
  - macros:
      module_name: macros
      on_undefined: strict
      on_error_fail: true
      j2_comment_start_string: "{%#"
      j2_comment_end_string: "#%}"
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, pymdownx.superfences]
"""
"""Material and macros as they come: the same pages without pruning, checks or finish."""

PAGE = """\
---
title: "Hoofdstuk {n}"
description: "Een hoofdstuk om mee te meten."
---
# Hoofdstuk {n}

Deze regels gelden voor iedereen die bij {{{{ werkgever.naam }}}} werkt.

## {{{{ artikel('regel-{n}-een') }}}} De eerste regel {{#regel-{n}-een}}

1. U deelt geen gegevens van klanten.
2. U overlegt bij twijfel met {{{{ contact.hr.naam }}}}, zie {{{{ art('regel-{n}-twee') }}}}.
3. U noemt in een bericht geen namen van collega's zonder hun toestemming.

!!! note "Toelichting"
    Een bericht is snel geplaatst en moeilijk terug te halen.

## {{{{ artikel('regel-{n}-twee') }}}} De tweede regel {{#regel-{n}-twee}}

{{% if beleid.stand == 'verboden' %}}

U gebruikt geen sociale media op het werk.

{{% else %}}

U gebruikt sociale media op de momenten die zijn afgesproken.

{{% endif %}}

| Situatie | Wat doet u? |
| --- | --- |
| U twijfelt | Bel {{{{ bel(contact.hr.telefoon) }}}} |
| U ziet een fout | Lees [de vorige regels](p{previous}.md#regel-{previous}-een) |

Lees ook [waar u kunt melden](../melden.md).
"""


def main(names: Sequence[str]) -> int:
    """Prints a table of what the parts with these names measure, all of them without names; returns 1 where a figure misses its aim."""
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. The parts are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    missed = False
    print(f"{'what':<66}{'figure':>9}{'aim':>9}{'stock':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or PARTS:
            (Path(folder) / name).mkdir()
            with moving(name):
                rows = PARTS[name](Path(folder) / name)
            for row in rows:
                missed |= row.missed
                print(row, flush=True)
    return int(missed)


def speed(work: Path) -> list[Row]:
    """What a check and a build take."""
    own, pages60, pages300, pages3000 = (
        draw(work / name, extra) for name, extra in (("own", 0), ("p60", 40), ("p300", 300), ("p3000", 3000))
    )
    stock300 = stock(work / "stock300", 300)
    return [
        ratio("handbook build / mkdocs build, this handbook", 1.35, build(own), plain(own), turns=7),
        ratio("handbook build / stock Material and macros, 300 pages", 1.0, build(pages300), plain(stock300), turns=3),
        per_page(pages300, pages3000),
        seconds("handbook check, 60 pages, seconds", 1.0, (*HANDBOOK, "check"), pages60, turns=7),
    ]


def leaving(work: Path) -> list[Row]:
    """What the same sources take with Zensical, to which they can move."""
    return [
        ratio(f"Zensical / handbook build, {what}", 1.5, zensical(root), build(root), turns=turns)
        for what, root, turns in (("this handbook", draw(work / "eigen", 0), 5), ("300 chapters more", draw(work / "p300", 300), 3))
    ]


def weight(work: Path) -> list[Row]:
    """What a version of this handbook takes on a disk, with as many generated chapters as make it PAGES pages."""
    extra = max(0, PAGES - len(list((ROOT / "docs").rglob("*.md"))))
    ours, theirs = draw(work / "licht", extra), stock(work / "zwaar", extra)
    build(ours)()
    plain(theirs)()
    count = len(list((ours / "docs").rglob("*.md")))
    return [Row(f"kB of a version of {count} pages", kilobytes(work / "licht-site"), 900, kilobytes(work / "zwaar-plain"))]


def archive(work: Path) -> list[Row]:
    """What an archive costs that has grown."""
    build(draw(work / "eigen", 0))()
    short, grown, long = (archived(work / f"archief{count}", count) for count in (1, 200, 1000))
    times = [[published(work / "eigen", root) for root in (short, grown, long)] for _ in range(5)]
    one, two, three = (statistics.median(column) for column in zip(*times, strict=True))
    twenty = archived(work / "archief20", 20, work / "eigen-site")
    return [
        Row("publish with 200 versions / with 1", two / one, 1.5),
        Row("publish with 1,000 versions / with 1", three / one, 1.5),
        seconds("handbook verify, 20 versions, seconds", 1.0, (*HANDBOOK, "verify"), twenty, turns=5),
    ]


def diff(work: Path) -> list[Row]:
    """What it takes to compare two texts of sixty articles, each of which changed."""
    root = repository(work / "handboek")
    for side, day in DAYS.items():
        built = site(work / side, day)
        (built / ARTIKELEN_JSON).write_bytes(manifest.canonical(protocol(side)))
        assert land(root, built, day).code == 0
    command = (*HANDBOOK, "diff", *DAYS.values())
    return [seconds("handbook diff, 60 articles that all changed, seconds", 0.5, command, root, turns=7)]


def redlines(work: Path) -> list[Row]:
    """What it costs a publication that it shows what each version changed; without is this program with that left out."""
    build(draw(work / "eigen", 0))()
    root = archived(work / "archief20", 20, work / "eigen-site")
    pairs = [(published(work / "eigen", root), published(work / "eigen", root, WITHOUT_REDLINES)) for _ in range(7)]
    on, off = (statistics.median(column) for column in zip(*pairs, strict=True))
    return [Row("publish with 20 versions, with redlines / without", on / off, 1.3)]


def documents(work: Path) -> list[Row]:
    """What it takes to make the whole protocol a document, and what a publication takes that makes all of them, with the papers around it."""
    own = draw(work / "eigen", 0)
    facts = own / "variables.yml"
    facts.write_text(re.sub(r"(?m)^  documenten: .*$", f"  documenten: [{', '.join(FORMS)}]", facts.read_text("utf-8")), "utf-8")
    build(own)()
    root = archived(work / "archief20", 20, work / "eigen-site")
    forms = [
        seconds(f"handbook export {form}, seconds", aim, (*HANDBOOK, "export", form, "-o", str(work / form)), root, turns=5)
        for form, aim in FORMS.items()
    ]
    off, on = zip(*((published(own, root), published(own, root, options=("--documenten",))) for _ in range(5)), strict=True)
    made = sum(path.stat().st_size for path in (work / "eigen-site" / "documenten").rglob("*.*")) / 1000
    return [
        *forms,
        Row("publish with documents / without", statistics.median(on) / statistics.median(off), 2.0),
        Row("kB of the documents of a version", made),
    ]


def compared(work: Path) -> list[Row]:
    """What a reader waits for who compares two texts in the browser."""
    build(draw(work / "eigen", 0))()
    printed = json.loads((work / "eigen-site" / ARTIKELEN_JSON).read_bytes())
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
    build(draw(work / "eigen", 0))()
    printed = json.loads((work / "eigen-site" / ARTIKELEN_JSON).read_bytes())
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


def stock(root: Path, extra: int) -> Path:
    """The same pages as `draw` gives, in Material and macros as they come."""
    draw(root, extra)
    config = root / "mkdocs.yml"
    nav = config.read_text("utf-8").partition("\nnav:\n")[2].partition("\n# ")[0]
    config.write_text(f"{STOCK}nav:\n{nav}\n", "utf-8")
    shutil.rmtree(root / "overrides")
    return root


def kilobytes(site: Path) -> float:
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1000


def archived(root: Path, count: int, site: Path | None = None) -> Path:
    """A repository with `count` versions on its branch, of which no sources tell: only a site that is built already goes out there."""
    return many.draw(repository(root), count, site)


def published(sources: Path, root: Path, how: str = LAND, options: Sequence[str] = ()) -> float:
    """Seconds to build the handbook and to publish what was built on the branch of `root`, which is as before afterwards."""
    before, tags = git(root, "rev-parse", GH_PAGES), set(git(root, "tag").split())
    built = build(sources, options)()
    args = landing(root, sources.parent / f"{sources.name}-site", newest(sources), today=TODAY)
    took = timed((sys.executable, "-c", how, *args), ROOT)
    git(root, "update-ref", GH_PAGES, before)
    git(root, "tag", "--delete", *(set(git(root, "tag").split()) - tags))
    return built + took


def newest(sources: Path) -> str:
    """The name of the newest revision among the sources."""
    return max(path.stem for path in (sources / "docs/revisies").glob("2*.md"))


def draw(root: Path, extra: int) -> Path:
    """A copy of the handbook with `extra` generated chapters, 30 to a section and 10 sections to a group of the menu."""
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(ROOT / name, root / name)
    nav = ""
    for n in range(extra):
        section = n // PER_SECTION
        group = section // SECTIONS_PER_GROUP
        page = root / "docs" / f"deel-{section}" / f"p{n}.md"
        page.parent.mkdir(exist_ok=True)
        first = n % PER_SECTION == 0
        nav += f"  - Groep {group}:\n" if n % (PER_SECTION * SECTIONS_PER_GROUP) == 0 else ""
        nav += (f"      - Deel {section}:\n" if first else "") + f"          - Hoofdstuk {n}: deel-{section}/p{n}.md\n"
        page.write_text(PAGE.format(n=n, previous=n if first else n - 1), "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("nav:\n", f"nav:\n{nav}", 1), "utf-8")
    return root


def build(root: Path, options: Sequence[str] = ()) -> Callable[[], float]:
    return lambda: timed((*HANDBOOK, "build", "--site-dir", str(root.parent / f"{root.name}-site"), *options), root)


def plain(root: Path) -> Callable[[], float]:
    return lambda: timed((*MKDOCS, "build", "--site-dir", str(root.parent / f"{root.name}-plain")), root)


def zensical(root: Path) -> Callable[[], float]:
    return lambda: timed((sys.executable, "-m", "zensical", "build", "--clean"), root)


def timed(command: Command, root: Path) -> float:
    """Seconds that the command took; raises CalledProcessError with its output where it failed."""
    # As on a machine that keeps compiled modules, whatever this shell was told.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"HANDBOEK_VANDAAG": TODAY}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=kept, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
        done.check_returncode()
    return took


def ratio(what: str, aim: float, one: Callable[[], float], other: Callable[[], float], turns: int) -> Row:
    pairs = [(one(), other()) for _ in range(turns)]
    return Row(what, statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs), aim)


def per_page(small: Path, large: Path) -> Row:
    few, many = build(small), build(large)
    count = [len(list((root / "docs").rglob("*.md"))) for root in (small, large)]
    times = statistics.median([few() for _ in range(3)]), many()
    return Row("time per page, 3,000 pages / 300 pages", (times[1] / count[1]) / (times[0] / count[0]), 1.2)


def seconds(what: str, aim: float, command: Command, root: Path, turns: int) -> Row:
    return Row(what, statistics.median(timed(command, root) for _ in range(turns)), aim)


PARTS: Mapping[str, Callable[[Path], list[Row]]] = {
    "speed": speed,
    "leaving": leaving,
    "weight": weight,
    "diff": diff,
    "visits": visits,
    "lighthouse": lighthouse,
    "archive": archive,
    "redlines": redlines,
    "documents": documents,
    "compared": compared,
    "searched": searched,
}
"""What can be measured by itself."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
