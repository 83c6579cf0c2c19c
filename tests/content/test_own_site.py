"""The built site of this very handbook: what the engine's tests prove on a sample holds for all our own pages too."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive.root_pages import FOLDER as ROOT_PAGES
from handbook.build import az_index
from handbook.checks.prose import texts
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.pages import address
from tests.support import shown_text
from tests.support.handbooks import ROOT
from tools import pictures

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")


@pytest.fixture(scope="module")
def own() -> Sources:
    return read(Project.find(ROOT))


def page_of(site: Path, path: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / address(path) / "index.html").read_text("utf-8"))


def test_what_is_measured_is_what_the_site_shows(own: Sources, own_site: Path) -> None:
    assert shown_text.lost(own, own_site) == {}


def test_no_text_of_the_data_shows_how_it_refers(own: Sources) -> None:
    found = [text for text in texts.texts_of(own) if texts.ENTRY in text.path]
    assert found
    assert not [s.text for text in found for s in text.sentences if "[[" in s.text]


def test_every_word_from_a_to_z_leads_somewhere(own: Sources, own_site: Path) -> None:
    page = own.data.searching.told.verder.az
    assert page
    links = page_of(own_site, page).css(".az-lijst a")
    assert len(links) > len(own.articles)
    ids: dict[str, set[str | None]] = {}
    for link in links:
        href = str(link.attributes["href"])
        path, _, anchor = href.removeprefix("../").partition("#")
        if path not in ids:
            built = LexborHTMLParser((own_site / path / "index.html").read_text("utf-8"))
            ids[path] = {node.attributes["id"] for node in built.css("[id]")}
        assert not anchor or anchor in ids[path], href


def test_words_from_a_to_z_stand_once_and_in_dutch_order(own: Sources) -> None:
    assert own.facts
    found = az_index.letters(own.metadata, own.articles, own.data, own.facts)
    names = [letter for letter, _ in found]
    assert names == sorted(names, key=lambda letter: (letter != az_index.DIGITS, letter))
    folded = [az_index.fold(entry.word) for _, entries in found for entry in entries]
    assert folded
    assert folded == sorted(set(folded))


def test_the_pages_of_which_pictures_are_taken_exist(own_site: Path) -> None:
    """Within the site, or at the root, where each has a template of its name."""
    for page in pictures.PAGES:
        path = page.page.partition("?")[0]
        within = path.removeprefix("{current}/")
        there = own_site / within / "index.html" if within != path else ROOT_PAGES / f"{path.rstrip('/')}.html"
        assert there.is_file(), page.name
