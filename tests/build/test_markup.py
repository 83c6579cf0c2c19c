"""What an author may write: a page of every feature that the theme's manual documents and a handbook prints, held against what a reader gets of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.archive import printed_articles
from handbook.build.search import passages
from handbook.checks.preview import ours
from handbook.core.project import Project
from handbook.sources import mkdocs_settings, read
from handbook.sources.files.yaml_nodes import Sequence
from handbook.sources.mkdocs_settings import EXTENSIONS
from handbook.sources.printed import markup

PAGE = "opmaak"
"""The page of the sample on which all of it stands."""


@pytest.fixture(scope="module")
def page(sample_site: Path) -> LexborNode:
    tree = LexborHTMLParser((sample_site / PAGE / "index.html").read_text("utf-8"))
    found = tree.css_first("article.md-content__inner")
    assert found
    return found


def texts(page: LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text(deep=True).split()) for node in page.css(selector)]


def attribute(name: str) -> Callable[[LexborNode, str], list[str]]:
    return lambda page, selector: [node.attributes.get(name) or "" for node in page.css(selector)]


@pytest.mark.parametrize(
    ("read", "selector", "expected"),
    [
        # Boxes: a title of their own, a Dutch one, or none; within each other, beside the text, and open or closed.
        (
            texts,
            ".admonition-title",
            ["Toelichting", "Bel eerst", "Gevaar", "Voorbeeld", "Aan de kant", "Goed om te weten", "Zo wel", "Zo niet"],
        ),
        (texts, ".admonition.warning:not(:has(.admonition-title))", ["Dit kader staat er zonder titel."]),
        (texts, ".admonition .admonition > p + p", ["Er staat een voorbeeld in het kader."]),
        (texts, ".inline.end > p + p", ["Dit kader staat rechts."]),
        (texts, ".inline:not(.end) > p + p", ["Dit kader staat links."]),
        (texts, "details:not([name]) > summary", ["Toelichting", "Staat dit vak open?", "Een vak zonder soort"]),
        (texts, "details:not([name])[open] > summary", ["Staat dit vak open?"]),
        # Tabs: one of a set is open, and none needs a script.
        (texts, "details.tabblad > summary", ["Op kantoor", "Onderweg", "Thuis"]),
        (texts, "details.tabblad[open] > summary", ["Op kantoor"]),
        (attribute("name"), "details.tabblad", ["tabbladen-1"] * 3),
        (texts, "details.tabblad ol > li", ["Zoek een rustige plek.", "Bel pas als u stilstaat."]),
        # Lists.
        (texts, ".md-content__inner > ul:not(.task-list) > li", ["een punt;", "een tweede punt."]),
        (attribute("aria-label"), ".vakje", ["Gedaan:", "Te doen:", "Te doen:"]),
        (texts, ".task-list .task-list > li", ["☐ De leidinggevende ook."]),
        (texts, "dl > dt", ["Bericht", "Reactie"]),
        # Words.
        (texts, "mark", ["gemerkt"]),
        (texts, "kbd", ["Ctrl", "Shift", "S", "Pijl omhoog"]),
        (texts, "p:has(> code)", ["De OR (ondernemingsraad) praat mee, en de OR geeft advies. Het adres is proefhuis.test."]),
        (texts, "blockquote", ["Zo staat het er letterlijk."]),
        # A table, with its columns as they were aligned.
        (texts, "td.midden", ["2", "10"]),
        (texts, "td.rechts", ["maandag", "vrijdag"]),
        # Buttons and what stands side by side.
        (texts, ".md-button", ["Lees waar u melding doet", "Lees voor wie dit geldt"]),
        (texts, ".md-button--primary", ["Lees waar u melding doet"]),
        (texts, ".grid.cards > ul > li > p:first-child", ["Bellen", "Mailen", "Langskomen"]),
        (texts, ".grid:not(.cards) > .admonition > p + p", ["Vraag eerst of het mag.", "Zet de foto alvast online."]),
        # Pictures keep their room, whatever their author said of them.
        (attribute("width"), "img", ["300", "160"]),
        (attribute("height"), "img", ["284", "152"]),
        (attribute("loading"), "img", ["lazy", "lazy"]),
        (attribute("class"), "img", ["gekozen-maat", "naast-links gekozen-maat"]),
        (texts, "figure > figcaption", ["De vier vragen op een rij."]),
        # Code, and notes with Dutch ways there and back.
        (texts, "pre code", ["Beste collega, Dit bericht is niet van ons."]),
        (attribute("aria-label"), ".footnote-ref", ["Voetnoot 1", "Voetnoot 1"]),
        (attribute("aria-label"), ".footnote-backref", ["Terug naar voetnoot 1", "Terug naar voetnoot 1, plaats 2"]),
        (texts, ".footnote li", ["Artikel 3 van de cao."]),
        # Nothing is left of what only a program or a mouse could work.
        (texts, "input, label, abbr, [style], [align], .footnote-backref[title]", []),
    ],
)
def test_a_page_of_everything(page: LexborNode, read: Callable[[LexborNode, str], list[str]], selector: str, expected: list[str]) -> None:
    assert read(page, selector) == expected


def test_the_search_says_what_the_page_says(sample_site: Path) -> None:
    said = {anchor: " ".join(found) for anchor, found in json.loads((sample_site / passages.name(f"{PAGE}/")).read_text("utf-8")).items()}
    assert said["tabbladen"].startswith("Op kantoor U belt met de vaste telefoon. Onderweg")
    assert "ondernemingsraad" in said["woorden"]
    assert said["vakken-die-opengaan"].startswith("Toelichting Dit vak is dicht")
    assert "↩" not in said["noten"]


def test_only_what_is_wanted_stands_in_the_settings(sample: Path) -> None:
    """What a page may not have is not switched on, and whatever is switched on stands on the page of everything."""
    config = read(Project.find(sample)).config
    assert config
    assert isinstance(mkdocs_settings.setting(config.root, "markdown_extensions"), Sequence)
    assert ours.extensions(config) - set(ours.ALWAYS) == EXTENSIONS - set(ours.ALWAYS)


ARTICLE = """## <span class="artikel">Artikel 1.1</span> Bellen {#bellen}

1. De OR belt.[^een]
2. U belt ook.[^twee]

=== "Thuis"

    Bel niet.

=== "Elders"

    Bel wel.

??? gebeurd "Heeft u al gebeld?"
    Bel nog eens.

## <span class="artikel">Artikel 1.2</span> Mailen {#mailen}

1. De OR mailt.[^drie] Zie ook boven.[^een]

### Bijlagen

- [x] Een foto.[^vier]

# Anders

De OR leest.[^vijf]

*[OR]: ondernemingsraad
[^een]: Eén.
[^twee]: Twee.
[^drie]: Drie.
[^vier]: Vier.
[^vijf]: Vijf.
"""


def test_an_article_has_its_own_words_and_notes() -> None:
    """It is quoted, compared and copied by itself: no note of another article is in it, and a short word is explained in each."""
    tree = LexborHTMLParser(markup.printed(ours.html(ARTICLE, EXTENSIONS | {"toc"})))
    found = printed_articles.read(tree, "regels/bellen/")
    assert {id_: [(part.soort, part.titel, part.tekst) for part in one.parts] for id_, one in found.items()} == {
        "bellen": [
            ("lid", None, "De OR (ondernemingsraad) belt.1"),
            ("lid", None, "U belt ook.2"),
            ("kader", "Thuis", "Bel niet."),
            ("kader", "Elders", "Bel wel."),
            ("tekst", None, "Eén. Twee."),
            ("gebeurd", "Heeft u al gebeld?", "Bel nog eens."),
        ],
        "mailen": [
            ("lid", None, "De OR (ondernemingsraad) mailt.1 Zie ook boven.2"),
            ("kop", "Bijlagen", ""),
            ("tekst", None, "☑ Een foto.3 Drie. Eén. Vier."),
        ],
    }
    assert texts(tree.css("div.footnote")[-1], "li") == ["Vijf."]
    ways = {node.attributes["href"] for node in tree.css("a")}
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert ways <= {f"#{id_}" for id_ in ids}


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        # What an author wrote is kept, also where the engine would have written it.
        ('<div class="admonition warning"><p class="admonition-title">Warning: nat</p></div>', None),
        ('<details class="gebeurd"><summary>Gebeurd</summary></details>', None),
        ('<p>De ondernemingsraad (<abbr title="Ondernemingsraad">OR</abbr>).</p>', "<p>De ondernemingsraad (OR).</p>"),
        (
            '<p>Zie <a href="#x">de <abbr title="Ondernemingsraad">OR</abbr></a>.</p><p><abbr title="A &amp; B">OR</abbr></p>',
            '<p>Zie <a href="#x">de OR</a>.</p><p>OR (A &amp; B)</p>',
        ),
        ('<img alt="x" src="x.png" align="right">', '<img alt="x" src="x.png" class="naast-rechts">'),
        ('<p><img alt="x" src="x.png"></p>', None),
    ],
)
def test_what_an_author_wrote_is_kept(html: str, printed: str | None) -> None:
    assert markup.printed(html) == (html if printed is None else printed)


def test_tabs_within_tabs_stay_there() -> None:
    text = '=== "A"\n\n    === "B"\n\n        Binnen.\n\n=== "C"\n\n    Buiten.\n'
    tree = LexborHTMLParser(markup.printed(ours.html(text, EXTENSIONS)))
    assert texts(tree.css_first("body") or tree.css("body")[0], "details details > p") == ["Binnen."]
    assert {node.attributes["name"] for node in tree.css("details")} == {"tabbladen-1", "tabbladen-2"}
