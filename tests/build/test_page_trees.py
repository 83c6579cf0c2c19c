"""What reading parsed is what the engine would parse of the same page."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.utils import meta

from handbook.build.page_trees import NO_TREES, Trees
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.template import allowlist
from tests.support.handbooks import SAMPLE

MARKS: dict[str, Any] = {"comment_start_string": allowlist.COMMENT_START, "comment_end_string": allowlist.COMMENT_END}
"""As the plugin for macros is given them by mkdocs.yml."""


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read(Project.find(SAMPLE))


def handed_over(text: str) -> str:
    return meta.get_data(text)[0]


def test_a_page_has_the_tree_that_the_engine_would_make(sources: Sources) -> None:
    trees, environment = Trees.of_pages(sources), Environment(**MARKS)
    found = {path: trees.of(handed_over(page.text), environment) for path, page in sources.pages.items()}
    made = {path: environment.parse(handed_over(page.text)) for path, page in sources.pages.items() if "{{" in page.template}
    assert len(made) > 10
    assert {path: tree for path, tree in found.items() if tree} == made


def test_reading_and_filling_in_share_a_tree_that_stays_as_it_was(sources: Sources) -> None:
    """Compiling may fold what is constant, in the tree itself."""
    text = handed_over(sources.pages["index.md"].text)
    environment = Environment(**MARKS, optimized=False)
    tree = Trees.of_pages(sources).of(text, environment)
    assert tree
    environment.compile(tree)
    assert tree == environment.parse(text)


@pytest.mark.parametrize(
    "settings", [{}, MARKS | {"trim_blocks": True}, MARKS | {"variable_start_string": "[["}, MARKS | {"extensions": ["jinja2.ext.do"]}]
)
def test_an_engine_that_reads_templates_otherwise_parses_them_itself(settings: dict[str, Any], sources: Sources) -> None:
    text = handed_over(sources.pages["index.md"].text)
    assert Trees.of_pages(sources).of(text, Environment(**MARKS))
    assert Trees.of_pages(sources).of(text, Environment(**settings)) is None


@pytest.mark.parametrize("text", ["", "Zonder gegevens.", "{{ werkgever.naam }}, nergens gelezen"])
def test_a_text_that_was_not_read_has_no_tree(text: str, sources: Sources) -> None:
    assert Trees.of_pages(sources).of(text, Environment(**MARKS)) is None
    assert NO_TREES.of(text, Environment(**MARKS)) is None
