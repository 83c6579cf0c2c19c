"""How plain our own text is, by the measure of the field as well as by our own."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

import pytest
import textstat

from handbook.checks.prose import readability, texts
from handbook.checks.prose.plain_language import ARTICLE_EASE, ENOUGH, PAGE_EASE
from handbook.checks.prose.texts import PAGE
from handbook.sources import Sources
from handbook.sources.printed.sentences import Sentence
from tests.support.expectations import load, ours


@pytest.fixture(scope="module")
def own() -> Sources:
    return ours()


def test_own_text_reads_easily_by_the_usual_tool_as_well(own: Sources) -> None:
    textstat.set_lang("nl")
    hard = []
    for one in texts.measured(texts.texts_of(own)):
        if readability.measure(one.sentences).words >= ENOUGH:
            text = " ".join(s.text.rstrip(".!?:;") + "." for s in one.sentences if s.kind == "text")
            ease = textstat.flesch_reading_ease(text)
            if ease < (PAGE_EASE if one.part == PAGE else ARTICLE_EASE):
                hard.append((one.path, one.part, ease))
    assert hard == []


RULES_ENOUGH = 50
"""Words of rules alone below which a measure says nothing: of a short page it would judge one list of nouns."""


def rules(sources: Sources) -> Mapping[str, list[Sentence]]:
    """By page: the sentences and list items of the numbered paragraphs of its articles, without the boxes around them."""
    lines: dict[str, set[int]] = {}
    for page, one in texts.paragraphs_of(sources):
        if one.article and one.number and not one.box:
            lines.setdefault(page.path, set()).update(number for number, _ in one.lines)
    said = {text.path: text.sentences for text in texts.texts_of(sources)}
    return {path: [one for one in said[path] if one.line in inside and one.kind == "text"] for path, inside in lines.items()}


def eases(found: Mapping[str, list[Sentence]], enough: int) -> dict[str, float]:
    """Flesch-Douma by page, of those with enough words to say something."""
    measured = {path: readability.measure(said) for path, said in found.items()}
    return {path: round(one.ease, 1) for path, one in measured.items() if one.words >= enough}


def kinds(sources: Sources) -> dict[str, dict[str, float]]:
    """How the pages with and without articles read as a whole, and the rules apart."""
    whole = {one.path: one.sentences for one in texts.measured(texts.texts_of(sources)) if one.part == PAGE and one.path in sources.pages}
    chapters = {article.page for article in sources.articles.values()}
    parts = {
        "praktisch": {path: said for path, said in whole.items() if path not in chapters},
        "artikelen": {path: said for path, said in whole.items() if path in chapters},
        "regels": rules(sources),
    }
    return {kind: eases(found, RULES_ENOUGH if kind == "regels" else ENOUGH) for kind, found in parts.items()}


@pytest.mark.parametrize("kind", ["praktisch", "artikelen", "regels"])
def test_pages_read_as_easily_as_was_agreed(own: Sources, kind: str) -> None:
    wanted, read = load("inhoud.yml")["leesbaarheid"][kind], kinds(own)[kind]
    assert len(read) > 9
    assert median(read.values()) >= wanted["middelste"], read
    assert {path: ease for path, ease in read.items() if ease < wanted["moeilijkste"]} == {}


def test_no_sentence_of_a_rule_is_long(own: Sources) -> None:
    """Under other facts the check says so of any sentence (TAA002)."""
    longest = load("inhoud.yml")["leesbaarheid"]["regels"]["woorden"]
    said = [one for page in rules(own).values() for one in page]
    assert len(said) > 99
    assert [one.text for one in said if len(one.words) > longest] == []
