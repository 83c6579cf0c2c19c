"""Every employer gets a whole handbook: each stance, sector and works council is checked and looked through, all together are built in `make soak`, and every article of a build stands whole among its data."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from jinja2 import nodes
from selectolax.lexbor import LexborHTMLParser

from handbook import checks
from handbook.build import build
from handbook.checks.preview import ours
from handbook.core.project import Project
from handbook.sources import Sources
from handbook.sources.printed import referred_to, values
from handbook.sources.printed.sentences import Reader
from tests.support.articles import proven
from tests.support.decided import consent
from tests.support.employers import COUNCILS, SECTORS, STANCES
from tests.support.expectations import wrong
from tests.support.handbooks import copy_sources
from tests.support.reads_well import empty_headings
from tests.support.soaking import SOAK
from tests.support.variants import variant

OTHERWISE = {
    ("vrij", "onderwijs", "or"): ("vrij", "onderwijs", "mr"),
    ("beperkt", "onderwijs", "or"): ("beperkt", "onderwijs", "[mr, gmr]"),
    ("verboden", "onderwijs", "pvt"): ("verboden", "onderwijs", "gmr"),
    ("vrij", "algemeen", "geen"): ("vrij", "algemeen", "personeelsvergadering"),
    ("beperkt", "zorg", "or"): ("beperkt", "[overheid, zorg]", "or"),
    ("vrij", "beurs", "geen"): ("vrij", "[zorg, onderwijs, beurs]", "pvt"),
    ("verboden", "overheid", "geen"): ("verboden", "[overheid, onderwijs]", "[mr, gmr]"),
}
"""Several sectors, and the representation of fewer organisations, in the place of a combination whose parts the others have too: each build costs."""

SEVERAL = [
    ("vrij", "[overheid, onderwijs, beurs]", "or"),
    ("beperkt", "[overheid, zorg, onderwijs, beurs]", "pvt"),
    ("verboden", "[zorg, onderwijs]", "geen"),
]

ALL = [*(OTHERWISE.get(one, one) for one in product(STANCES, SECTORS, COUNCILS)), *SEVERAL]
"""`make soak` builds them, which takes three minutes; `make test` builds FEWEST, and checks and reads ALONE."""

FEWEST = [("verboden", "[overheid, zorg, beurs]", "or")]
"""With our own facts and those of the school in conftest.py, which other tests have built, every sector.
What a build may have of its own comes from the facts that it prints, which are read for ALONE."""

ALONE = [
    ("vrij", "algemeen", "personeelsvergadering"),
    ("vrij", "zorg", "pvt"),
    ("vrij", "overheid", "geen"),
    ("vrij", "onderwijs", "mr"),
    ("beperkt", "beurs", "geen"),
    ("beperkt", "onderwijs", "[mr, gmr]"),
    ("verboden", "onderwijs", "gmr"),
    ("verboden", "algemeen", "or"),
]
"""The fewest in which every sector and every kind of representation comes alone once, under every stance."""

BUILT = ALL if SOAK else FEWEST
UNBUILT = [] if SOAK else ALONE

CHOICES = [
    {"stand": stand, **more}
    for stand in STANCES
    for more in (
        {"toezicht": "false"},
        {"eigen_kanalen": "false"},
        {"medewerkers": "9"},
        {"toezicht": "false", "eigen_kanalen": "false", "soort": "geen"},
    )
]
OTHERS = CHOICES if SOAK else [CHOICES[number] for number in (0, 5, 10, 3)]
"""In `make test` each of the four, under one stance or another."""

ANSWERS = [*product(("or", "pvt"), ("niet nodig", "onthouden", "gevraagd"))]
"""Who answers, and how; `make test` takes every second one, in which each of both stands."""

DECISIONS = {"REV012", "VAR010", "BSL001", "BSL004"}
"""The decisions in our example revision are those of a handbook with a works council, which 120 people have."""

NUMBER = re.compile(r'<span class="artikel">Artikel (\d+)\.(\d+)</span>')


@pytest.mark.parametrize(("stand", "sector", "soort"), UNBUILT, ids=["-".join(one) for one in UNBUILT])
def test_is_checked_and_reads_well(stand: str, sector: str, soort: str, tmp_path: Path) -> None:
    sources, found = checks.check(variant(tmp_path, stand=stand, sector=sector, soort=soort))
    assert wrong(found, *DECISIONS) == []
    assert [heading for page in pages(sources) for heading in empty_headings(page)] == []
    assert gaps({(one.chapter, one.number) for one in sources.articles.values()}) == []


class Standing(Reader):
    """Reads a page with a sign in the place of a word that prints a block."""

    def word(self, call: nodes.Call) -> str:
        return super().word(call) or "x"


def pages(sources: Sources) -> list[str]:
    """The HTML of every page, as the engine makes it of the lines that these facts print."""
    assert sources.facts and sources.config
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    reader, names = Standing(values.page_names(sources.facts, sources.revisions), known), ours.extensions(sources.config)
    read = [(page.body_start, reader.lines(page, sources.trees[path])) for path, page in sources.pages.items()]
    return [ours.html("\n".join(text for number, text in lines if number >= begin), names) for begin, lines in read]


@pytest.mark.parametrize(("stand", "sector", "soort"), BUILT, ids=["-".join(one) for one in BUILT])
def test_builds_and_reads_well(stand: str, sector: str, soort: str, tmp_path: Path) -> None:
    built = build.build(variant(tmp_path, stand=stand, sector=sector, soort=soort), tmp_path / "site")
    assert wrong(built.findings, *DECISIONS) == []
    assert proven(tmp_path / "site").artikelen
    articles = [
        article.html or ""
        for path in sorted((tmp_path / "site").rglob("index.html"))
        if (article := LexborHTMLParser(path.read_text("utf-8")).css_first("article"))
    ]
    assert [heading for article in articles for heading in empty_headings(article)] == []
    assert gaps({(int(m[1]), int(m[2])) for article in articles for m in NUMBER.finditer(article)}) == []


@pytest.mark.parametrize("facts", OTHERS, ids=["-".join(facts.values()) for facts in OTHERS])
def test_other_choices_are_checked(facts: dict[str, str], tmp_path: Path) -> None:
    _, found = checks.check(variant(tmp_path, **facts))
    assert wrong(found, *DECISIONS) == []


@pytest.mark.parametrize(("soort", "outcome"), ANSWERS if SOAK else ANSWERS[::2])
def test_every_answer_of_the_council_is_checked(soort: str, outcome: str, tmp_path: Path) -> None:
    root = copy_sources(tmp_path / "handboek", leave_out=("tests/", "handbook/", "tools/", "deploy/", ".github/"))
    consent(max((root / "docs/revisies").glob("2*.md")), soort, outcome)
    project = variant(tmp_path, soort=soort, medewerkers="30" if soort == "pvt" else "120")
    _, found = checks.check(Project.find(root, variables=project.variables_file))
    assert wrong(found) == []


def gaps(numbers: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is missing before each number: chapters and the articles in them count from 1."""
    return [
        before
        for chapter, number in numbers
        if (before := (chapter, number - 1) if number > 1 else (chapter - 1, 1)) not in {*numbers, (0, 1)}
    ]


def test_every_choice_comes() -> None:
    met = {
        pair for stand, sector, soort in ALL for one in re.findall(r"\w+", sector) for pair in ((stand, one), (stand, soort), (one, soort))
    }
    assert met >= {*product(STANCES, SECTORS), *product(STANCES, COUNCILS), *product(SECTORS, COUNCILS)}
    assert {one for _, sector, _ in FEWEST for one in re.findall(r"\w+", sector)} | {"algemeen", "onderwijs"} == {*SECTORS}
    assert {stand for stand, _, _ in ALONE} == {*STANCES}
    assert {sector for _, sector, _ in ALONE} >= {*SECTORS}
    assert {soort for _, _, soort in ALONE} >= {soort for _, _, soort in ALL}


def test_what_is_looked_for_can_be_found() -> None:
    assert empty_headings("<h1>A</h1><h2>B</h2><h2>C</h2><h3>D</h3>") == ["B", "D"]
    assert empty_headings("<h1>A</h1><h2>B</h2><p>x</p>") == []
    assert gaps({(1, 1), (1, 3), (3, 1)}) != []
    assert gaps({(1, 1), (1, 2), (2, 1)}) == []
