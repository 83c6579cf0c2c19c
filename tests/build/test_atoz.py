"""The list from A to Z: Dutch order, no word twice, every link to a place that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.build.az_index import DIGITS, Entry, fold, letters
from handbook.core.project import Project
from handbook.sources import Sources, people, read
from handbook.sources.people import Mensen, Woord


@pytest.fixture(scope="module")
def sources(sample: Path) -> Sources:
    return read(Project.find(sample))


@pytest.fixture(scope="module")
def entries(sources: Sources) -> list[tuple[str, list[Entry]]]:
    assert sources.facts
    return letters(sources.metadata, sources.articles, sources.data, sources.facts)


def test_words_stand_once_and_in_dutch_order(sources: Sources, entries: list[tuple[str, list[Entry]]]) -> None:
    names = [letter for letter, _ in entries]
    assert names[0] == DIGITS and names[1:] == sorted(set(names[1:])) and names[1:3] == ["A", "B"]
    words = [entry.word for _, found in entries for entry in found]
    assert len(words) > 350
    assert [fold(word) for word in words] == sorted({fold(word) for word in words})
    alone = sources.data.searching.told.weg_uit_az.los
    assert len(alone) > 100
    assert not [word for word in words if word.lower() in alone]


def test_an_article_comes_before_a_page_and_names_keep_their_capitals(entries: list[tuple[str, list[Entry]]]) -> None:
    found = {entry.word: entry for _, one in entries for entry in one}
    assert [place.number for place in found["datalek"].places] == ["4.3"]
    assert {place.number for place in found["racisme"].places} == {"7.2", "7.3"}
    assert found["printscreen"].see == "schermafdruk"
    assert "reviews" not in found and "review" in found


def test_a_platform_leads_where_its_kind_does(sources: Sources, entries: list[tuple[str, list[Entry]]]) -> None:
    found = {entry.word: entry for _, one in entries for entry in one}
    assert found["WhatsApp"].see == found["Discord"].see == "appgroep"
    assert "insta" not in found
    alone = [place.page for place in found["Bluesky"].places]
    assert alone == [place.page for place in found["TikTok"].places] and "regels/prive.md" in alone
    # What no text of this organisation is about is not in the list.
    assert "Spotify" in {names[0] for _, _, names in sources.data.synonyms.platforms()} - found.keys()


def test_who_is_served_stands_under_the_word_of_the_organisation(sources: Sources) -> None:
    """Where the entry begins with it: behind an adjective the word would need another ending."""
    assert sources.facts
    child = Mensen.model_construct(klant=Woord.model_construct(woord="kind", lidwoord="het", meervoud="kinderen"))
    theirs = sources.facts.model_copy(update={"mensen": child})
    found = {entry.word for _, one in letters(sources.metadata, sources.articles, sources.data, theirs) for entry in one}
    assert {"kind noemen", "kind appt", "klant noemen", "klant appt"} & found == {"kind noemen", "kind appt"}
    told = [people.at_front(child, typed) for typed in ("klanten meenemen", "De klant belt", "boze klant", "klantgegevens")]
    assert told == ["kinderen meenemen", "Het kind belt", "boze klant", "klantgegevens"]


@pytest.mark.parametrize("word", ["één", "Café", "foto's", "e-mail", "2fa", "op non-actief"])
def test_what_the_order_leaves_out(word: str) -> None:
    assert (
        fold(word)
        == {"één": "een", "Café": "cafe", "foto's": "fotos", "e-mail": "email", "2fa": "2fa", "op non-actief": "opnonactief"}[word]
    )


def test_every_link_of_the_page_leads_somewhere(sample_site: Path) -> None:
    site = sample_site
    page = LexborHTMLParser((site / "a-z/index.html").read_text("utf-8"))
    jumps = [str(node.attributes["href"]) for node in page.css(".az-letters a")]
    assert jumps == [f"#{heading.attributes['id']}" for heading in page.css("article h2")]
    ids: dict[str, set[str | None]] = {}

    def held(path: str) -> set[str | None]:
        if path not in ids:
            ids[path] = {node.attributes["id"] for node in LexborHTMLParser((site / path / "index.html").read_text("utf-8")).css("[id]")}
        return ids[path]

    links = page.css(".az-lijst a")
    assert len(links) > 400
    for link in links:
        path, _, anchor = address(link)
        assert not anchor or anchor in held(path), link.html


def address(link: LexborNode) -> tuple[str, str, str]:
    href = str(link.attributes["href"])
    assert href.startswith("../")
    return href.removeprefix("../").partition("#")
