"""Styles leave the pages, and nothing else of them changes."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import inline_styles
from tests.support.trees import after, nodes

TABLE = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 {: .x } | 3 | 4 |\n"


def test_an_aligned_column_keeps_its_alignment_by_a_class() -> None:
    html = after(inline_styles.move, markdown.markdown(TABLE, extensions=["tables", "attr_list"]))
    cells = LexborHTMLParser(html).css("th, td")
    assert [(cell.text(), cell.attributes) for cell in cells] == [
        ("a", {"class": "links"}),
        ("b", {"class": "midden"}),
        ("c", {"class": "rechts"}),
        ("d", {}),
        ("1", {"class": "links"}),
        ("2", {"class": "midden x"}),
        ("3", {"class": "rechts"}),
        ("4", {}),
    ]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('<p class="MsoNormal" style="font-size:8pt;color:#ccc">x</p>', '<p class="MsoNormal">x</p>'),
        ("<P STYLE=color:red title='a > b'>x</P>", '<p title="a > b">x</p>'),
        ("<img\n style = 'x'\n src=\"a.png\"/>", '<img src="a.png">'),
        ('<table><td style="text-align: center" style="color:red">x', '<table><td class="midden">x'),
        ('<table><td style="color:red">x', "<table><td>x"),
        ('<table><td style="text-align: center; color:red">x', "<table><td>x"),
        ('<p title=" style=x ">style="x" &lt;p style="x"&gt;</p>', '<p title=" style=x ">style="x" &lt;p style="x"&gt;</p>'),
        ('<p data-style="x" style>x</p>', '<p data-style="x">x</p>'),
        ("<style>p { color: red }</style>", "<style>p { color: red }</style>"),
    ],
)
def test_what_goes_and_what_stays(html: str, plain: str) -> None:
    assert nodes(after(inline_styles.move, html)) == nodes(plain)


NAMES = st.sampled_from(["style", "STYLE", "class", "data-style", "title", "styles", "x:style"])
VALUES = st.text(st.sampled_from("ab style=<>&;:'/"), max_size=12)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=5), VALUES)
def test_every_other_attribute_and_the_text_stay(attributes: list[tuple[str, str]], text: str) -> None:
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    page = "<p" + "".join(f' {name}="{value}"' for name, value in attributes) + f">{shown}</p>"
    before, left = (LexborHTMLParser(html).css_first("p") for html in (page, after(inline_styles.move, page)))
    assert before and left
    assert {name: value or "" for name, value in before.attributes.items() if name != "style"} == {
        name: value or "" for name, value in left.attributes.items()
    }
    assert left.text() == before.text()
