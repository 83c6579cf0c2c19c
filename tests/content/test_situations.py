"""Holds everyday situations (tests/situaties.yml) against the handbook: each is settled on the page and by the article that it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from handbook import sources
from handbook.core.project import Project
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, copy_sources

SITUATIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "situaties.yml").read_text("utf-8"))
AMONG = 3
"""A person who searches looks at the first few pages that are found."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By page: everything that a search of it can find, in small letters: its printed text and its search words."""
    folder = tmp_path_factory.mktemp("situaties")
    root = copy_sources(folder / "handboek", leave_out=("tests/",))
    assert handbook(root, "build", "--site-dir", str(folder / "site")).returncode == 0
    known = sources.read(Project.find(root)).metadata
    texts = {}
    for path, page in json.loads((folder / "site/handboek.json").read_text("utf-8"))["paginas"].items():
        tree = LexborHTMLParser((folder / "site" / page["url"] / "index.html").read_text("utf-8"))
        # The list from A to Z leads to the places themselves, and the search does not look in it.
        for listed in tree.css(".az-lijst"):
            listed.decompose()
        article = tree.css_first("article")
        words = [*known.words.get(path, ()), *(word for about in known.articles.values() if about.page == path for word in about.words)]
        texts[path] = f"{article.text(separator=' ') if article else ''} {' '.join(words)}".lower()
    return texts


def name(situation: dict[str, Any]) -> str:
    return f"{situation['artikel']}: {situation['kern'][0]}"


def test_there_are_forty_and_no_two_are_alike() -> None:
    assert len(SITUATIONS) >= 40
    assert len({situation["situatie"] for situation in SITUATIONS}) == len(SITUATIONS)
    assert len({situation["artikel"] for situation in SITUATIONS}) >= 40


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_core_is_in_the_words_of_the_person(situation: dict[str, Any]) -> None:
    assert [word for word in situation["kern"] if word not in situation["situatie"].lower()] == []


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_page_answers(situation: dict[str, Any], found: dict[str, str]) -> None:
    text = found[situation["pagina"]]
    assert [word for word in situation["kern"] if word not in text] == []


@pytest.mark.parametrize("situation", SITUATIONS, ids=name)
def test_few_other_pages_answer_to_the_same_words(situation: dict[str, Any], found: dict[str, str]) -> None:
    """The dilemmas tell the same stories at length, so they stand beside the rules and not before them."""
    others = [path for path, text in found.items() if path != situation["pagina"] and not path.startswith("dilemmas/")]
    fitting = [path for path in others if all(word in found[path] for word in situation["kern"])]
    assert len(fitting) < AMONG, fitting


@pytest.mark.parametrize("stance", ["vrij", "beperkt", "verboden"])
def test_article_stands_on_its_page_under_every_stance(stance: str, tmp_path: Path) -> None:
    facts = tmp_path / "variables.yml"
    facts.write_text((ROOT / "variables.yml").read_text("utf-8").replace("  stand: beperkt", f"  stand: {stance}"), "utf-8")
    printed = sources.read(Project.find(ROOT, facts)).articles
    assert [s["artikel"] for s in SITUATIONS if printed[s["artikel"]].page != s["pagina"]] == []
