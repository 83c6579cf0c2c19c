"""Who follows the successors of an article that went comes out at one that is there, or hears why not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.sources.data.former_articles import Former, FormerArticles, Vervallen

NAMES = st.sampled_from("abcdefgh")


def former(**told: str) -> FormerArticles:
    """Articles that stood on one page, each with its successor; behind a `!` stands a reason."""
    found = {}
    for line, (id_, to) in enumerate(told.items(), 1):
        said = Vervallen.model_construct(reden=to[1:]) if to.startswith("!") else Vervallen.model_construct(opvolger=to)
        found[f"p.md#{id_}"] = Former("p.md", id_, line, said)
    return FormerArticles(found)


def test_a_chain_over_three_texts_leads_to_its_end() -> None:
    known = former(a="b", b="c", x="c")
    assert known.successors({"c"}) == {"a": "c", "b": "c", "x": "c"}
    # In the text between them it ended earlier.
    assert former(a="b").successors({"b"}) == {"a": "b"}


def test_a_reason_at_the_end_is_the_reason_of_all() -> None:
    known = former(a="b", b="!De wet regelt dit nu.")
    first = known.at("p.md", "a")
    assert first
    assert known.end(first, set()).reason == "De wet regelt dit nu."
    assert known.successors(set()) == {}


def test_an_article_that_moved_before_it_went() -> None:
    """The address at which it stood first says only that it moved."""
    moved = Former("q.md", "b", 1, Vervallen.model_construct(opvolger="b"))
    known = FormerArticles({"q.md#b": moved, **former(b="c").entries})
    assert known.end(moved, {"c"}).successor == "c"
    assert known.successors({"c"}) == {"b": "c"}


def test_what_it_was_called() -> None:
    assert Former("p.md", "foto-van-klant", 1, Vervallen.model_construct(opvolger="b")).title == "Foto van klant"
    assert Former("p.md", "foto-van-klant", 1, Vervallen.model_construct(titel="Een foto", opvolger="b")).title == "Een foto"


@given(st.dictionaries(NAMES, NAMES), st.sets(NAMES))
def test_every_way_ends(told: dict[str, str], here: set[str]) -> None:
    """At an article that is there, at one that nobody knows, or in a circle of which none is there."""
    known = former(**told)
    for one in known:
        end = known.end(one, here)
        assert (end.successor in here) + (end.lost is not None and end.lost not in here) + end.circle == 1
    new = known.successors(here)
    assert not new.keys() & here
    assert {*new.values()} <= here
