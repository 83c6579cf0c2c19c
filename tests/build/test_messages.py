"""The page of all messages: each code that the program can give, with the example of a golden case, under an address of its own."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from handbook.sources import messages
from macros import meldingen
from tests.support.messages import codes, golden, in_source, is_of

LISTED = {one.code: one for _, _, found in messages.by_kind() for one in found}
STALE = "make meldingen"


def test_every_code_of_the_program_is_there_and_no_other() -> None:
    assert set(LISTED) == codes(), STALE


def test_each_example_is_what_a_golden_case_says_and_the_rest_what_the_source_says() -> None:
    cases, source = golden(), in_source()
    for code, one in LISTED.items():
        told = {"waar": one.waar, "soort": one.soort, "wat": one.wat, "doe": one.doe}
        if code in cases:
            assert any(is_of(told, code, line) for line in cases[code]["findings"]), (STALE, code)
        else:
            assert told == source[code], (STALE, code)


def test_the_list_has_an_address_for_each_code_and_shows_what_was_typed() -> None:
    html = meldingen.meldingenlijst(None)  # type: ignore[arg-type]
    terms = {str(term.attributes["id"]): term.text() for term in LexborHTMLParser(html).css("dt")}
    assert [*terms] == [code.lower() for code in sorted(LISTED)]
    for code, one in LISTED.items():
        assert terms[code.lower()] == f"{code}: {one.wat}"
    # As the check of the built pages reads it: nothing that looks like a word which was not filled in.
    assert not re.search(r"\{\{|\}\}|\{%|%\}", html)


def test_what_a_message_quotes_stays_text() -> None:
    assert meldingen.melding_html("<b>{{% x %}}") == "&lt;<wbr>b&gt;&#123;<wbr>&#123;<wbr>% x %<wbr>&#125;<wbr>&#125;"
