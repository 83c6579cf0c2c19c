"""The list from A to Z: Dutch order, no word twice, every link to a place that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.build import az_index
from handbook.build.az_index import DIGITS, Entry, Place, fold, letters, lines
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
    # A word that the handbook avoids leads straight to where the word that it uses leads.
    assert found["printscreen"].places == found["schermafdruk"].places
    assert "reviews" not in found and "review" in found


def test_a_platform_leads_where_its_kind_does(sources: Sources, entries: list[tuple[str, list[Entry]]]) -> None:
    found = {entry.word: entry for _, one in entries for entry in one}
    assert found["WhatsApp"].places == found["Discord"].places == found["appgroep"].places
    assert "insta" not in found
    alone = [place.page for place in found["Bluesky"].places]
    assert alone == [place.page for place in found["TikTok"].places] and "regels/prive.md" in alone
    # What no text of this organisation is about is not in the list.
    assert "Spotify" in {names[0] for _, _, names in sources.data.synonyms.platforms()} - found.keys()


ONE, OTHER = Place("een.md", "een", "Appgroepen", "4.1"), Place("ander.md", "", "Foto's")


def test_words_under_a_letter_that_lead_to_the_same_places_share_a_line() -> None:
    entries = [
        Entry("afscheid", (OTHER, ONE)),
        *(Entry(word, (ONE,)) for word in ("appen", "appgroepen", "appje")),
        Entry("audio", (ONE, OTHER)),
    ]
    found = lines(entries)
    # A title is not said twice.
    assert [(one.words, one.places, one.titles) for one in found] == [
        (("afscheid", "audio"), (OTHER, ONE), set()),
        (("appen", "appje"), (ONE,), {"appgroepen"}),
    ]
    assert [(one.words, one.titles) for one in lines([Entry("appgroepen", (ONE,))])] == [((), {"appgroepen"})]


def test_no_places_stand_twice_under_a_letter_and_no_word_is_lost(entries: list[tuple[str, list[Entry]]]) -> None:
    before, after = 0, 0
    for letter, found in entries:
        brought = lines(found)
        where = [frozenset(one.places) for one in brought]
        assert len(where) == len(set(where)), letter
        said = [fold(word) for one in brought for word in one.words] + [title for one in brought for title in one.titles]
        assert sorted(said) == [fold(one.word) for one in found]
        before, after = before + len(found), after + len(brought)
    assert after < before * 0.9


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["review", "reviews"], ["review"]),
        (["lek", "lekken"], ["lek"]),
        (["cancelen", "cancellen"], ["cancelen"]),
        (["dm", "dm's"], ["dm"]),
        # Another word, of which only the first letters are the same.
        (["ap", "appen"], ["ap", "appen"]),
        (["man", "maand"], ["man", "maand"]),
    ],
)
def test_a_plural_or_another_spelling_has_no_line_of_its_own(words: list[str], left: list[str]) -> None:
    known = {fold(word): Entry(word, (Place(f"{word}.md", "", word),)) for word in words}
    az_index.merge(known)
    assert [one.word for one in known.values()] == left
    assert {place for one in known.values() for place in one.places} == {Place(f"{word}.md", "", word) for word in words}


def test_who_is_served_stands_under_the_word_of_the_organisation(sources: Sources) -> None:
    """A word of which nobody can tell how it would be is left out: klantgegevens, and behind an adjective one that needs another ending."""
    assert sources.facts
    child = Mensen.model_construct(klant=Woord.model_construct(woord="kind", lidwoord="het", meervoud="kinderen"))
    theirs = sources.facts.model_copy(update={"mensen": child})
    found = {entry.word for _, one in letters(sources.metadata, sources.articles, sources.data, theirs) for entry in one}
    assert {"kind noemen", "kind appt", "klant noemen", "klant appt"} & found == {"kind noemen", "kind appt"}
    asked = ("klanten meenemen", "De klant belt", "foto van klant", "oude klanten", "boze klant", "klantgegevens")
    assert [people.looked_for(child, typed) for typed in asked] == [
        "kinderen meenemen",
        "Het kind belt",
        "foto van kind",
        "oude kinderen",
        "",
        "",
    ]
    assert [people.looked_for(Mensen(), typed) for typed in asked] == [*asked]


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
    # They are what is on this page; no other page has the field, nor its script.
    assert not page.css(".inhoud") and page.css("article > [data-az]") and page.css("script[src$='stijl/az.js']")
    start = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    assert not start.css("[data-az], script[src$='stijl/az.js']")
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
