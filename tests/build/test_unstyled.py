"""Styles leave the pages, and nothing else of them changes."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import inline_styles
from handbook.build.pages.inline_styles import without_styles

TABLE = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 {: .x } | 3 | 4 |\n"


def test_an_aligned_column_keeps_its_alignment_by_a_class(tmp_path: Path) -> None:
    page = tmp_path / "map/index.html"
    page.parent.mkdir()
    page.write_text(markdown.markdown(TABLE, extensions=["tables", "attr_list"]), "utf-8")
    inline_styles.unstyle(tmp_path)
    cells = LexborHTMLParser(page.read_text("utf-8")).css("th, td")
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
        ("<P STYLE=color:red title='a > b'>x</P>", "<P title='a > b'>x</P>"),
        ("<img\n style = 'x'\n src=\"a.png\"/>", '<img\n src="a.png"/>'),
        ('<td style="text-align: center" style="color:red">x</td>', '<td class="midden">x</td>'),
        ('<td style="color:red">x</td>', "<td>x</td>"),
        ('<p title=" style=x ">style="x" &lt;p style="x"&gt;</p>', '<p title=" style=x ">style="x" &lt;p style="x"&gt;</p>'),
        ('<p data-style="x" style>x</p>', '<p data-style="x" style>x</p>'),
    ],
)
def test_what_goes_and_what_stays(html: str, plain: str) -> None:
    assert without_styles(html) == plain


NAMES = st.sampled_from(["style", "STYLE", "class", "data-style", "title", "styles", "x:style"])
VALUES = st.text(st.sampled_from("ab style=<>&;:'/"), max_size=12)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=5), VALUES)
def test_every_other_attribute_and_the_text_stay(attributes: list[tuple[str, str]], text: str) -> None:
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    page = "<p" + "".join(f' {name}="{value}"' for name, value in attributes) + f">{shown}</p>"
    before, after = (LexborHTMLParser(html).css_first("p") for html in (page, without_styles(page)))
    assert before and after
    assert {name: value for name, value in before.attributes.items() if name != "style"} == after.attributes
    assert after.text() == before.text()
