"""How a message is told in each form, for versions and organisations of every kind, held against what stands in expected/.

A golden text that is out of date is written again with HANDBOEK_VERWACHT=1; read in git what differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook.announce import FORMS, made, mail, said
from handbook.announce.model import Message, Noted, Seen
from handbook.announce.model import words as words_of
from handbook.checks.prose import readability, spelling
from handbook.checks.prose.plain_language import LONGEST, PAGE_EASE, PASSIVE_SHARE
from handbook.sources.printed import sentences
from tests.support.announcing import BAD, CASES, REPEAL, USUAL
from tests.support.handbooks import ODD
from tests.support.soaking import SOAK

EXPECTED = Path(__file__).with_name("expected")
WHOLE = ("wijziging", "vreemde-naam")
"""Of these every file is kept, of the others the words."""

KNOWN = frozenset("html head meta title body table tbody tr td p h2 h3 b strong br ul li a".split())
"""The elements of every form."""

TEXT_ONLY = [name for name in CASES if name != "vreemde-naam"]
ADDRESS = re.compile(r" <https?://[^ ]*>")


def message(name: str, form: str = "mail") -> Message:
    return made.message(CASES[name], FORMS[form].LENGTH)


def files(name: str, form: str) -> Mapping[str, bytes]:
    found: Mapping[str, bytes] = FORMS[form].files(message(name, form))
    return found


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown(html: bytes) -> str:
    """The words of a page or a fragment, its title left out."""
    tree = LexborHTMLParser(html.decode())
    for one in tree.css("title"):
        one.decompose()
    assert tree.root
    return tree.root.text(separator=" ")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_every_message_reads_as_expected(name: str, form: str) -> None:
    found = files(name, form)
    if name not in WHOLE and form != "intranet":
        found = {".txt": found[".txt"]}
    for ending, data in found.items():
        path = EXPECTED / f"{name}.{form}{ending}"
        if os.environ.get("HANDBOEK_VERWACHT"):
            path.write_bytes(data)
        assert path.read_bytes() == data, path.name


def test_nothing_is_expected_of_a_case_that_is_gone() -> None:
    assert {path.name.split(".")[0] for path in EXPECTED.iterdir()} == {*CASES}


# HTML


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_html_holds_what_outlook_and_teams_keep_and_nothing_from_elsewhere(name: str, form: str) -> None:
    html = files(name, form)[".html"].decode()
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html) if form == "intranet" else parser.parse(html)
    tree = LexborHTMLParser(html)
    assert not tree.css("[class], [id], [src], [background], style, link, script, img, svg, iframe, form, button, picture, [onclick]")
    assert "url(" not in html and "@import" not in html and "<!--" not in html
    for link in tree.css("a"):
        assert re.match(r"https://handboek\.proefhuis\.test/|tel:|mailto:", link.attributes["href"] or "")
    assert bool(tree.css("table")) == (form == "mail")
    assert bool(tree.css("[style]")) == (form == "mail")


@pytest.mark.parametrize("name", CASES)
def test_each_cell_of_a_mail_names_its_letter_and_no_colour_of_words(name: str) -> None:
    """Word takes no letter from the body; and a colour of ours would stay dark in the dark."""
    tree = LexborHTMLParser(files(name, "mail")[".html"].decode())
    for one in tree.css("p, h2, td:not([height])"):
        assert "font-family:" in (one.attributes["style"] or "")
    assert not tree.css("[bgcolor], [color]")
    assert not [
        one for one in tree.css("[style]") if re.search(r"(?:^|;)\s*(?:color|background[a-z-]*)\s*:", one.attributes["style"] or "")
    ]
    assert all(one.attributes.get("role") == "presentation" for one in tree.css("table"))


def test_what_was_typed_does_nothing_in_any_form() -> None:
    for form in FORMS:
        html = files("vreemde-naam", form)[".html"].decode()
        tree = LexborHTMLParser(html)
        bold = "b" if form != "intranet" else "strong"
        assert [one.text() for one in tree.css(f"li > {bold}, td > p > {bold}")] == [BAD.replace("\r\n", "\n")] or form == "mail"
        assert "<Zuid>" not in html and "&lt;Zuid&gt; *Best*" in html and "<b>vet" not in html
        assert not [one for one in tree.css("a") if "javascript" in (one.attributes["href"] or "")]
    text = files("vreemde-naam", "teams")[".txt"].decode()
    assert not [line for line in text.splitlines() if line.startswith("Bcc")]


# Mail


def drafted(name: str) -> EmailMessage:
    found = message_from_bytes(files(name, "mail")[".eml"], policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_draft_of_a_mail_says_the_same_twice(name: str) -> None:
    found = drafted(name)
    assert sorted(found.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]
    assert (found["X-Unsent"], found["Subject"]) == ("1", message(name).subject)
    assert found.get_content_type() == "multipart/alternative"
    text, html = found.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    plain = ADDRESS.sub("", text.get_content())
    assert words(plain) == words(shown(html.get_content().encode()))
    assert files(name, "mail")[".eml"].isascii()
    assert all(len(line) <= 998 for line in files(name, "mail")[".eml"].splitlines())


def test_nobody_can_write_in_the_head_of_a_mail() -> None:
    hostile = replace(USUAL, employer=f"{ODD}\r\nBcc: iedereen@proefhuis.test", note=BAD)
    for seen in (hostile, replace(hostile, first=True), replace(hostile, draft=True), replace(hostile, kind="redactioneel")):
        found = message_from_bytes(mail.files(made.message(seen, mail.LENGTH))[".eml"], policy=policy.default)
        assert not found["Bcc"] and not found["To"] and not found.defects


def test_a_subject_may_hold_any_letter() -> None:
    found = message_from_bytes(mail.draft("Coördinatie: één ☎ regel", "tekst", "<p>tekst</p>"), policy=policy.default)
    assert found["Subject"] == "Coördinatie: één ☎ regel"
    with pytest.raises(ValueError, match="linefeed"):
        mail.draft("een\nBcc: x@proefhuis.test", "tekst", "<p>tekst</p>")


@settings(max_examples=5_000 if SOAK else 25)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Cf"])), min_size=4, max_size=4))
def test_no_text_of_authors_is_more_than_text(typed: list[str]) -> None:
    what, means, employer, reason = typed
    noted = (Noted(what, means, employer, (), rules=True),)
    for seen in (
        replace(USUAL, noted=noted, employer=employer),
        replace(CASES["ingetrokken"], repealed=replace(REPEAL, why=reason, by=employer)),
    ):
        told = {form: module.files(made.message(seen, module.LENGTH)) for form, module in FORMS.items()}
        for form, found in told.items():
            tree = LexborHTMLParser(found[".html"].decode())
            assert {node.tag for node in tree.css("*")} <= KNOWN, form
            assert len(tree.css("a")) == len(LexborHTMLParser(web_of(seen, form)).css("a"))
        text, html = message_from_bytes(told["mail"][".eml"], policy=policy.default).iter_parts()
        assert words(ADDRESS.sub("", text.get_content())) == words(shown(html.get_content().encode()))


def web_of(seen: Seen, form: str) -> str:
    """The same message with nothing that was typed in it."""
    bare = replace(
        seen, employer="x", noted=tuple(replace(one, what="x", means=one.means and "x", whom=one.whom and "x") for one in seen.noted)
    )
    if seen.repealed:
        bare = replace(bare, repealed=replace(seen.repealed, why="x", by="x"))
    return str(FORMS[form].files(made.message(bare, FORMS[form].LENGTH))[".html"].decode())


# What it says


@pytest.mark.parametrize("name", CASES)
def test_a_message_is_short_and_names_no_day_that_passes(name: str) -> None:
    for form, module in FORMS.items():
        found = message(name, form)
        assert found.length <= 200, (form, found.length)
        assert len(found.subject) <= 68
        assert len(found.points) <= module.LENGTH.points
        assert not re.search(r"\b(?:vandaag|morgen|gisteren|binnenkort|straks)\b", module.shown(found), re.IGNORECASE)


def test_what_is_left_out_is_counted() -> None:
    found = message("veel-wijzigingen")
    told = next(words(str(one[0])) for one in found.rest if "veranderen nog" in str(one[0]))
    assert len(found.points) == 2 and "zeven" in told
    assert not [one for one in found.lead if said.WHOM in str(one[0])], "they do not all say the same"


@pytest.mark.parametrize("name", TEXT_ONLY)
def test_every_sentence_is_plain_and_right(name: str) -> None:
    """What the checks ask of pages for staff: short sentences, usual words, hardly any that hides who does it, and the form of address of the text."""
    told = message(name)
    lines = [words_of(line) for line in (*told.lead, *told.rest)]
    for point in told.points:
        # A list of articles has their titles alone.
        lines += [words_of(point.what)] if point.told else []
        lines += [words_of(line) for label, line in point.told if label != said.READ]
    found = [one for line in lines for one in sentences.of_text(line, 1)]
    assert not [one.text for one in found if len(one.words) > LONGEST]
    assert readability.measure(found).ease >= PAGE_EASE
    assert sum(map(readability.passive, found)) <= PASSIVE_SHARE * len(found)
    names = {"Proefhuis", "B.V", "Zn", "Karin", "HR", "debrug", "test", "appje", "hr", "proefhuis"}
    wrong = {word for one in found for word in one.words if not (spelling.right(word) or spelling.right(word.lower()) or word in names)}
    assert not wrong
    form = CASES[name].form
    assert not [word for one in found for word in readability.address(one, form)]
