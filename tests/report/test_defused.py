"""Nothing that a stranger types works in the Markdown of a report: it is read by a git host's own reader, and shows as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handbook.redline import text
from handbook.redline.changes import OUT, SAME, Line, Piece
from handbook.report.defused import HOST, JOINER, markdown, summary

HOSTS = MarkdownIt("gfm-like", {"html": True, "linkify": False})
SIGNS = "\\`*_{}[]()<>#+-.!|~@:/&$^=\"' \t\n\u2028ab1w@"

ODD = (
    "<img src=x onerror=alert(1)>",
    "</details><script>alert(1)</script>",
    "@iedereen kijk in #12, !3, GH-4 en www.kwaad.test of https://kwaad.test/x",
    "![plaatje](https://kwaad.test/a.png) [klik](javascript:alert(1))",
    "/close",
    "1. een lijst",
    "- een lijst",
    "# kop",
    "===",
    "---",
    "| a | b |",
    "```sh",
    "&lt;b&gt; &amp; &#64;",
    "$x$ ~~weg~~ **vet** _schuin_ `code`",
    ":+1: :tada:",
    "[^1]: noot",
    "[a]: https://kwaad.test",
)


def shown(markdown_text: str) -> tuple[str, set[str]]:
    """What one reads, and the elements around it."""
    html = HOSTS.render(markdown_text)
    words = re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    return " ".join(words.replace(JOINER, "").split()), set(re.findall(r"<([a-z0-9]+)", html))


def typed(text_: str) -> str:
    return " ".join("".join(sign for sign in " ".join(text_.split()) if sign.isprintable()).replace(JOINER, "").split())


@given(st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=30))
@example("@a")
def test_it_shows_as_it_was_typed(words: str) -> None:
    read, elements = shown(markdown(words))
    assert read == typed(words)
    assert elements <= {"p"}


@pytest.mark.parametrize("words", ODD)
def test_what_would_work_does_not(words: str) -> None:
    for line in (markdown(words), f"- {markdown(words)}", f"<ins>{markdown(words)}</ins>"):
        read, elements = shown(line)
        assert read == typed(words), line
        assert elements <= {"p", "ul", "li", "ins"}, line


@pytest.mark.parametrize(
    ("words", "called"), [("@hr en @Team", r"@\w"), ("#12 en GH-4", r"#\d|GH-\d"), ("http://x.test", r"://"), ("www.x", r"www\.")]
)
def test_hosts_find_nobody_and_nothing_in_it(words: str, called: str) -> None:
    """They look for these once the Markdown has been read."""
    assert re.search(called, words)
    assert not re.search(called, HOSTS.render(markdown(words)))
    assert not re.search(called, summary(words))
    assert "hr@proefhuis.test" in markdown("Mail hr@proefhuis.test.")


def test_a_tag_of_ours_holds_no_tag_of_theirs() -> None:
    assert summary("<b>&") == "&lt;b&gt;&amp;"
    said = text.line(Line((Piece(OUT, "<b>*oud*"), Piece(SAME, " @jan"))), HOST)
    assert said == f"<del>\\<b\\>\\*oud\\*</del> @{JOINER}jan"
