"""What pages.py says of a page must be what the engine makes of it: addresses of headings, and where links lead."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.core.project import Project
from handbook.sources import pages
from handbook.sources.pages import Page

Built = tuple[dict[str, Page], Path]


@pytest.fixture(scope="module")
def built(sample: Path, sample_site: Path) -> Built:
    return pages.load(Project.find(sample))[0], sample_site


def article(site: Path, path: str) -> LexborHTMLParser:
    address = json.loads((site / "handboek.json").read_text("utf-8"))["paginas"][path]["url"]
    tree = LexborHTMLParser((site / address / "index.html").read_text("utf-8"))
    node = tree.css_first("article.md-content__inner")
    assert node and node.html
    return LexborHTMLParser(node.html)


def test_addresses_of_headings_are_those_of_the_built_page(built: Built) -> None:
    for path, page in built[0].items():
        ids = [str(n.attributes["id"]) for n in article(built[1], path).css("h1[id],h2[id],h3[id],h4[id]")]
        # A value in a main heading makes its address; no link may name that one.
        known = [h.anchor for h in page.headings if "{{" not in h.text or h.explicit]
        # A heading within a condition may not be printed now.
        assert [i for i in ids if i in known] == [k for k in known if k in ids], path
        assert "{% if" in page.text or set(known) <= set(ids), path
        # What a word prints out of docs/gegevens has headings of its own.
        made = re.search(r"\{\{ (?:az_|dilemma|keuze|meldingen|onderwerpen)", page.text)
        assert made or {i for i in ids if i not in known} <= set(ids[:1]), path


def test_links_lead_where_the_built_page_leads(built: Built) -> None:
    record = json.loads((built[1] / "handboek.json").read_text("utf-8"))["paginas"]
    for path, page in built[0].items():
        if "{% if" in page.text:
            continue
        here = record[path]["url"]
        hrefs = {str(n.attributes["href"]) for n in article(built[1], path).css("a[href]")}
        leads = {
            posixpath.normpath(posixpath.join(here, h.partition("#")[0] or ".")) + "#" + h.partition("#")[2] for h in hrefs if ":" not in h
        }
        for link in page.links:
            target, _, anchor = link.target.partition("#")
            if ":" in link.target or link.image:
                continue
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            assert posixpath.normpath(record[full]["url"] or ".") + "#" + anchor in leads, (path, link)


def test_record_has_every_address_that_a_link_may_name(built: Built) -> None:
    record = json.loads((built[1] / "handboek.json").read_text("utf-8"))["paginas"]
    for path, page in built[0].items():
        explicit = {h.anchor for h in page.headings if h.explicit}
        conditional = {h.anchor for h in page.headings} - set(record[path]["adressen"])
        assert explicit - conditional <= set(record[path]["adressen"]), path


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Wat mag ik?", "wat-mag-ik"),
        ("Privé en `code`", "prive-en-code"),
        ("Een *schuin* en **vet** woord", "een-schuin-en-vet-woord"),
        ("Een [link](doel.md) erin", "een-link-erin"),
        ("snake_case blijft", "snake_case-blijft"),
        ("1.2 Nummer", "12-nummer"),
        ("A & B <C>", "a-b"),
    ],
)
def test_slug(text: str, anchor: str) -> None:
    assert pages.slugify(text) == anchor


def test_code_is_no_prose() -> None:
    page, _ = pages.parse("docs/a.md", "a.md", "# A\n\n```\n# geen kop\n[geen](link.md)\n```\n\n`[ook](niet.md)` en [wel](b.md).\n")
    assert [h.text for h in page.headings] == ["A"]
    assert [(link.line, link.target) for link in page.links] == [(8, "b.md")]


def test_lines_count_from_the_top_of_the_file() -> None:
    page, _ = pages.parse("docs/a.md", "a.md", "---\ntitle: A\n---\n# A\n\n## B\n")
    assert [(h.line, h.level, h.anchor) for h in page.headings] == [(4, 1, "a"), (6, 2, "b")]


@pytest.mark.parametrize("text", ["Kop\n===\n", "Kop\n---\n", "# Kop #\n", "#Kop\n", "# Kop {#eigen}\n", "# Kop {: #eigen .x }\n"])
def test_forms_of_a_heading(text: str) -> None:
    page, _ = pages.parse("docs/a.md", "a.md", text)
    converter = markdown.Markdown(extensions=["toc", "attr_list"])
    html = LexborHTMLParser(converter.convert(text))
    node = html.css_first("h1,h2")
    assert node
    assert [(f"h{h.level}", h.anchor) for h in page.headings] == [(node.tag, node.attributes["id"])]
