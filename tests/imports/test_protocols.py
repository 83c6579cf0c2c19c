"""Five protocols from Word, two web pages and one from LibreOffice come out as they were, compared line by line and paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook import checks, imports
from handbook.core.findings import errors
from handbook.core.page_marks import OF_THE_PAGE
from handbook.core.project import Project
from handbook.imports import Imported
from tests.support.fork import handbook
from tests.support.handbooks import draw
from tests.support.open_document import odt
from tests.support.protocols import FIVE, GOOGLE_PAGE, WORD_PAGE, oddities
from tests.support.word_files import PLACE

EXPECTED = Path(__file__).with_name("expected")
CASE = Path(__file__).parents[1] / "support/protocol.docx"
"""A protocol of a field case: see the README there of what came in when it was pasted."""

OPEN = {
    "\\[naam\\]": "uw naam",
    "……………": "uw afdeling",
    "Klik of tik om tekst in te voeren.": "uw leidinggevende.",
    "«Naam»": "het meldpunt",
    "Fout!\nVerwijzingsbron niet gevonden.": "Vraag het na.",
}
"""What Word left open in these documents, and what somebody wrote there."""

NAMES = [*FIVE, "bijzonder", "word", "google", "libreoffice", "veldgeval"]


def documents() -> dict[str, bytes]:
    """All of them, in the order in which they are taken over, by file name."""
    five = {f"{name}.docx": made() for name, made in FIVE.items()}
    return five | {
        "bijzonder.docx": oddities(),
        "word.html": WORD_PAGE,
        "google.html": GOOGLE_PAGE,
        "libreoffice.odt": odt(),
        "veldgeval.docx": CASE.read_bytes(),
    }


def filled(text: str) -> str:
    """A page in which somebody wrote what the document left open."""
    for open_, written in OPEN.items():
        text = text.replace(open_, written)
    return text


@dataclass(frozen=True)
class Taken:
    """One handbook that took all of them over, its built site and what was said of each."""

    root: Path
    site: Path
    said: dict[str, Imported]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    root = draw(tmp_path_factory.mktemp("overnemen") / "handboek")
    place = tmp_path_factory.mktemp("documenten")
    said = {}
    for name, data in documents().items():
        (place / name).write_bytes(data)
        said[name] = imports.take_over(Project.find(root), place / name, f"docs/over/{Path(name).stem}/")
    # What somebody has to fill in stands in the report, and stops a build.
    for page in (root / "docs/over").rglob("*.md"):
        page.write_text(filled(page.read_text("utf-8")), "utf-8")
    site = root.parent / "site"
    done = handbook(root, "build", "--site-dir", str(site), "--draft")
    assert done.returncode == 0, done.stdout + done.stderr
    return Taken(root, site, said)


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_written_as_we_write_them(taken: Taken, name: str) -> None:
    made = {file.name: file.read_text("utf-8") for file in sorted((taken.root / "docs/over" / name).glob("*.md"))}
    expected = {file.name: file.read_text("utf-8") for file in sorted((EXPECTED / name).glob("*.md"))}
    assert made == {name: filled(text) for name, text in expected.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_is_printed_as_the_document_shows_it(taken: Taken, name: str) -> None:
    pages = sorted((taken.site / "over" / name).glob("*/index.html"))
    printed = [line for page in pages for line in shown(page.read_text("utf-8"))]
    assert printed == (EXPECTED / name / "gedrukt.txt").read_text("utf-8").splitlines()


def shown(html: str) -> list[str]:
    """What a reader sees of an article page: every block on a line, numbers of lists before it, cells between bars."""
    body = LexborHTMLParser(html).css_first("article")
    assert body
    for gone in body.css(f".headerlink, .footnote-backref, [{OF_THE_PAGE}]"):
        gone.decompose()
    lines = []
    for node in body.css("h1, h2, h3, p, li, tr, img"):
        if node.tag == "img":
            lines.append(f"[{node.attributes['alt'] or ''}] {node.attributes['width']}x{node.attributes['height']}")
            continue
        parts = [one.text() for one in node.iter()] if node.tag == "tr" else [own_text(node)]
        text = " | ".join(" ".join(part.replace("\xa0", " ").split()) for part in parts)
        if text:
            lines.append(f"{sign(node)}{text}")
    return lines


def sign(node: LexborNode) -> str:
    """The marks of a heading, and the number or dash before an item, also where its text is a paragraph."""
    tag = node.tag or ""
    if tag.startswith("h"):
        return f"{'#' * int(tag[1])} "
    above = node.parent
    item = node if node.tag == "li" else above if above and above.tag == "li" and next(above.iter()).mem_id == node.mem_id else None
    if item is None or item.parent is None:
        return ""
    place = [one.mem_id for one in item.parent.iter() if one.tag == "li"].index(item.mem_id) + 1
    return f"{place}. " if item.parent.tag == "ol" else "- "


def own_text(node: LexborNode) -> str:
    """The text of a block without that of the blocks in it."""
    html = re.sub(r"<(ul|ol|p|table)\b.*</\1>", " ", node.inner_html or "", flags=re.DOTALL)
    html = re.sub(r"<sup\b[^>]*>(.*?)</sup>", r"[\1]", re.sub(r"<br\s*/?>", " / ", html))
    body = LexborHTMLParser(html).body
    return body.text() if body else ""


def test_what_the_check_finds_wrong_stood_in_the_report(taken: Taken) -> None:
    """A sound document gives pages without mistakes."""
    _, findings = checks.check(Project.find(taken.root))
    assert [one for one in errors(findings) if one.file.startswith("docs/over/")] == []
    told = {name: sorted({one.code for one in said.found}) for name, said in taken.said.items() if said.found}
    assert told == {"met-de-hand.docx": ["TXT013"], "bijzonder.docx": ["TXT013"]}


@pytest.mark.parametrize("name", NAMES)
def test_the_report_names_what_needs_a_look(taken: Taken, name: str) -> None:
    said = next(done for file, done in taken.said.items() if Path(file).stem == name)
    assert said.report().replace("’", "'") == (EXPECTED / name / "verslag.txt").read_text("utf-8").rstrip("\n")


def test_no_author_and_no_place_of_a_picture_comes_in(taken: Taken) -> None:
    made = [file for file in (taken.root / "docs").rglob("*") if file.is_file() and ("/over/" in str(file) or "/img/" in str(file))]
    assert len(made) > 10
    for file in made:
        data = file.read_bytes()
        assert not [one for one in (b"Jansen", b"Pietersen", b"Vries", PLACE) if one in data], file


def test_links_to_other_pages_and_references_lead_somewhere(taken: Taken) -> None:
    page = LexborHTMLParser((taken.site / "over/automatisch/protocol-sociale-media/index.html").read_text("utf-8"))
    led = {
        " ".join((a.text()).replace("\xa0", " ").split()): a.attributes["href"]
        for a in page.css(f"article > :not([{OF_THE_PAGE}]) a[href]")
    }
    assert led["de website van de AP"] == "https://www.autoriteitpersoonsgegevens.nl/themas?a=1&b=2"
    assert [href for text, href in led.items() if text.lower().startswith("artikel ")] == ["#wie-kijkt-er-mee", "#doel-2"]


def test_the_report_asks_the_topics_of_new_articles_once(tmp_path: Path) -> None:
    topics = 'doel:\n  naam: "Doel"\n  groep: "Basis"\n  uitleg: "Waarvoor dit er is."\n  uit: "Staat er nog niet."\n'
    root = draw(tmp_path / "handboek", {"docs/gegevens/onderwerpen.yml": topics})
    (tmp_path / "regels.html").write_bytes(b"<h1>Regels</h1><h2>Artikel 1 Doel</h2><p>Een.</p><h2>Artikel 2 Beeld</h2><p>Twee.</p>")
    (told,) = imports.take_over(Project.find(root), tmp_path / "regels.html", "docs/over/").found
    assert told.code == "OND004"
    assert "1 ander artikel op deze pagina. Kies een onderwerp uit" in told.sentence
