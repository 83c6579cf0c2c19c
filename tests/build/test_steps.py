"""The steps after MkDocs: the list has them all, and a page that is parsed and written says what it said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import pages
from handbook.build.site import Page
from handbook.build.steps import STEPS, EachPage
from tests.support.handbooks import SAMPLE, draw
from tests.support.trees import nodes

DIFFICULT = (
    '<p>Jansen &amp; Zn. &lt;Zuid&gt;&nbsp;é &para; &#42; "q" \'a\' <br /> <img src="a.png?b&amp;c" alt=\'"x" < y &amp;lt;\'/></p>',
    "<pre>\n\n\nregel\n  in</pre><pre>\neen</pre><textarea>\n\n  twee\n</textarea><pre><code>\n\ndrie</code></pre>",
    "<pre>\n\n</pre><textarea>\n\n\n</textarea>",
    "<script>if (a < b && c) { x('</p>'); }</script><style>p > a::before { content: '<' }</style>",
    '<script id="__config" type="application/json">{"a": "&lt;b&gt; <c>"}</script>',
    "<noscript><p>Zonder <b>script</b></p></noscript><p hidden>a</p><button disabled>x</button><input checked value>",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/><title>a &amp; b</title><use href="#x"/></svg>',
    "<table><tr><td>a<td>b</table><ul><li>een<li>twee</ul><dl><dt>a<dd>b</dl>",
    "<!-- een  opmerking --><details open><summary>s</summary>x</details><p>een<p>twee",
)


@pytest.mark.parametrize("html", DIFFICULT)
def test_a_browser_makes_the_same_tree_of_a_written_page(html: str) -> None:
    page = f"<!doctype html>\n<html lang=nl><head><title>a &amp; b</title></head><body>{html}</body></html>"
    assert nodes(written(page)) == nodes(page)
    assert written(page).startswith("<!DOCTYPE html><html")


def written(html: str) -> str:
    page = Page(Path(), "/", "index.html", LexborHTMLParser(html))
    first = page.html()
    assert page.html() == first
    return first


def test_every_page_is_written_as_it_was_read(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    found = sorted((tmp_path / "site").rglob("*.html"))
    assert len(found) > 20
    for path in found:
        html = path.read_text("utf-8")
        assert nodes(written(html)) == nodes(html), path


def test_every_module_that_changes_pages_has_one_step() -> None:
    steps = [step.__module__ for each in STEPS if isinstance(each, EachPage) for step in (*each.steps, *each.shown)]
    modules = [f"{pages.__name__}.{path.stem}" for path in Path(pages.__path__[0]).glob("*.py") if path.stem != "__init__"]
    assert sorted(steps) == sorted(modules)
    assert len([each for each in STEPS if isinstance(each, EachPage)]) == 1


def test_every_page_of_a_site_has_its_quotes_and_ends(sample_site: Path) -> None:
    """Cases of what people do, and programs of others, look for them in the file."""
    pages = sorted(sample_site.rglob("*.html"))
    assert len(pages) > 20
    for file in pages:
        text = file.read_text("utf-8")
        assert Page(sample_site, "/", file.name, LexborHTMLParser(text)).html() == text, file
