"""A slimmed site shows what the whole one shows: the same text, the same places, and no rule of style missed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page as BrowserPage
from selectolax.lexbor import LexborHTMLParser

from handbook import checks
from handbook.build import style_sheets, theme_files
from handbook.build.context import Context
from handbook.build.pages import inline_styles, white_space
from handbook.build.site import BuiltSite, Page
from handbook.build.steps import EachPage
from handbook.checks import built_page
from handbook.core.project import Project
from handbook.sources.printed import full_stop
from tests.support.browser import opened
from tests.support.handbooks import SAMPLE, draw
from tests.support.server import served
from tests.support.trees import nodes

ADDRESS = "https://handboek.proefhuis.test/2026-11-01/"

RULES = "() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))"
"""Every rule as the browser read it."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample as MkDocs makes it, and the same after the steps that make it lighter."""
    root = draw(tmp_path_factory.mktemp("slank") / "handboek", of=SAMPLE)
    whole, slimmed = root.parent / "heel", root.parent / "slank"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(whole)], cwd=root, check=True, capture_output=True)
    # Of the full stops that meet one goes when a page is read: that is no white space.
    for page in whole.rglob("*.html"):
        page.write_text(full_stop.once(page.read_text("utf-8")), "utf-8")
    shutil.copytree(whole, slimmed)
    sources = checks.check(Project.find(root))[0]
    assert sources.facts
    context = Context(sources.facts, tuple(sources.revisions), sources.articles, sources.data, sources.metadata)
    site = BuiltSite(slimmed, ADDRESS, sources, context)
    for step in (theme_files.drop, style_sheets.fold, EachPage((inline_styles.move, white_space.fold))):
        step(site)
    return whole, slimmed


def test_every_page_holds_what_it_held(sites: tuple[Path, Path]) -> None:
    whole, slimmed = (built_page.read(site) for site in sites)
    assert whole.keys() == slimmed.keys()
    for path, page in slimmed.items():
        assert page == replace(whole[path], inline=page.inline)


def test_weighs_less(sites: tuple[Path, Path]) -> None:
    for kind, share in (("*.html", 0.93), ("stijl/*.css", 0.85)):
        whole, slimmed = (sum(path.stat().st_size for path in site.rglob(kind)) for site in sites)
        assert slimmed < share * whole
    assert not (sites[1] / "sitemap.xml.gz").exists()


def test_a_browser_shows_the_same_words_and_has_the_same_rules(sites: tuple[Path, Path]) -> None:
    names = sorted(path.relative_to(sites[0]).parent.as_posix() for path in sites[0].rglob("index.html"))[::3]
    with opened() as browser, served(sites[0]) as whole, served(sites[1]) as slimmed:
        # What scripts make of a page depends on how far they have come.
        still = [browser.new_page(java_script_enabled=False) for _ in range(2)]
        for name in names:
            assert text(still[0], f"{whole}{name}/") == text(still[1], f"{slimmed}{name}/"), name
        rules = [page.evaluate(RULES) for page in (browser.new_page(),) for address in (whole, slimmed) if page.goto(address)]
        assert len(rules[0]) > 100
        assert rules[0] == rules[1]


def text(page: BrowserPage, address: str) -> str:
    page.goto(address)
    said: str = page.evaluate("document.body.innerText")
    return said


# Pages that nobody thought of

PIECES = st.sampled_from(
    [
        *("woord", " ", "  ", "\n", "\n \t", "\u00a0\u00a0", "é ë", "<", ">", "&lt;", "&nbsp; ", '"', "'"),
        *("<p>", "</p>", "<b>", "</b>", "<pre>", "</pre>", "<code>", "</code>", "<textarea>", "</textarea>", "<PRE>", "</Pre>"),
        *(
            "<script>",
            "</script>",
            "<!-- a  b -->",
            "<!--",
            "<br  />",
            '<a title="a  b">',
            "<a title='a  >  b'>",
            "</a>",
            '<i title="\n\n',
            "</",
        ),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_page_says_the_same_whatever_stands_in_it(html: str) -> None:
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    before = nodes(tree.html or "", spaces=False)
    white_space.fold(Page(Path(), "/", "index.html", tree))
    assert nodes(tree.html or "", spaces=False) == before


# Style sheets


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("a  {\n  x: y;\n}\n", "a{x:y;}\n"),
        ("a/* b */ c{}", "a c{}\n"),
        ("a/* b */.c{}", "a/**/.c{}\n"),
        ('a{x:"  /* b */  "}', 'a{x:"  /* b */  "}\n'),
        ("a{x:url(b  c)}", "a{x:url(b  c)}\n"),
        ("a > b, :is(c) :hover , d + e{}", "a > b, :is(c) :hover , d + e{}\n"),
        ("@media (a: b) and (c){a{x: calc(1px + 2px), y ; z : w}}", "@media (a:b) and (c){a{x:calc(1px + 2px), y;z :w}}\n"),
    ],
)
def test_white_space_goes_where_it_says_nothing(css: str, left: str) -> None:
    assert style_sheets.folded(css) == left
