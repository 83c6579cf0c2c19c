"""How plain our own text is, by the measure of the field as well as by our own."""

from __future__ import annotations

import pytest
import textstat

from handbook.checks.prose import readability, texts
from handbook.checks.prose.plain_language import ARTICLE_EASE, ENOUGH, PAGE_EASE
from handbook.checks.prose.texts import PAGE
from handbook.sources import Sources
from tests.support.expectations import ours


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
