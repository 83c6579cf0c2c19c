"""Attachments and pictures as readers get them: kind and size behind each link, nothing of a camera, and all of it in the manifest of the version."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build.pages import attachment_links
from handbook.build.site import Page
from handbook.core.picture_metadata import Damaged, stripped
from handbook.sources.documents.attachments import shown
from tests.support.fork import handbook
from tests.support.handbooks import draw
from tests.support.pdf_files import pdf
from tests.support.publishing import commit, git, named
from tests.support.word_files import JPEG, PLACE, PROGRESSIVE, WEBP, docx, p, png, webp, with_exif

TEXT = """+
Vul [het formulier](bijlagen/formulier.docx) in, of lees [de brief](bijlagen/brief.pdf#page=2).

![Een bureau](img/foto.jpg)

![Een plaatje](img/plaatje.png)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published version."""
    root = draw(
        tmp_path_factory.mktemp("bijlagen") / "handboek",
        {
            "docs/regels.md": TEXT,
            "docs/bijlagen/formulier.docx": docx(p("Naam:"), author=""),
            "docs/bijlagen/brief.pdf": pdf(size=1_249_000),
            "docs/bijlagen/besluit.pdf": pdf(),
            "docs/img/foto.jpg": with_exif(side=6),
            "docs/img/plaatje.png": png(),
        },
    )
    revision = root / "docs/revisies/2026-01-01.md"
    decided = "    datum: 2025-12-01\n"
    revision.write_text(revision.read_text("utf-8").replace(decided, f"{decided}    stuk: bijlagen/besluit.pdf\n"), "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(named(root))
    done = handbook(root, "publish")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = root.parent / "versie"
    folder.mkdir()
    packed = subprocess.run(["git", "archive", "gh-pages:2026-01-01"], cwd=root, check=True, capture_output=True).stdout
    subprocess.run(["tar", "x"], cwd=folder, input=packed, check=True)
    return folder


def test_a_link_says_what_it_leads_to(published: Path) -> None:
    page = LexborHTMLParser((published / "regels/index.html").read_text("utf-8"))
    links = {link.attributes["href"]: link.text() for link in page.css("article a[href*=bijlagen]")}
    size = (published / "bijlagen/formulier.docx").stat().st_size
    assert links == {
        "../bijlagen/formulier.docx": f"het formulier (Word, {round(size / 1000)}\u00a0kB)",
        "../bijlagen/brief.pdf#page=2": "de brief (PDF, 1,2\u00a0MB)",
    }
    decision = LexborHTMLParser((published / "revisies/2026-01-01/index.html").read_text("utf-8"))
    assert [link.text()[-12:] for link in decision.css("article a[href$='besluit.pdf']")] == [" (PDF, 1\u00a0kB)"]


def test_the_manifest_holds_them(published: Path) -> None:
    listed = json.loads((published / "manifest.json").read_text("utf-8"))["bestanden"]
    for name in ("bijlagen/formulier.docx", "bijlagen/brief.pdf", "bijlagen/besluit.pdf", "img/foto.jpg", "img/plaatje.png"):
        assert listed[name] == hashlib.sha256((published / name).read_bytes()).hexdigest()
    facts = json.loads((published / "revisie.json").read_text("utf-8"))
    assert facts["besluiten"][1]["stuk"] == "bijlagen/besluit.pdf"


def test_pictures_hold_nothing_of_a_camera(published: Path) -> None:
    assert [file for file in published.rglob("*") if file.is_file() and PLACE in file.read_bytes()] == []
    # On its side as the phone held it: the page keeps room for it as it is shown.
    page = LexborHTMLParser((published / "regels/index.html").read_text("utf-8"))
    assert [(one.attributes["width"], one.attributes["height"]) for one in page.css("article img")] == [("8", "16"), ("2", "1")]


@pytest.mark.parametrize(
    ("tagged", "bare"),
    [(with_exif(), JPEG), (with_exif(PROGRESSIVE), PROGRESSIVE), (png(), png(tagged=False))],
)
def test_every_point_stays_as_it_was(tagged: bytes, bare: bytes) -> None:
    """What is left is, byte for byte, the picture to which the metadata were added."""
    assert stripped(tagged) == bare
    assert stripped(bare) == bare


def test_a_webp_keeps_its_points_and_its_side() -> None:
    assert stripped(WEBP) == WEBP
    for side in (1, 6):
        found = stripped(webp(side))
        assert WEBP[12:] in found
        assert (b"EXIF" in found) == (side == 6)
        assert stripped(found) == found


def test_which_side_is_up_is_kept_and_nothing_else() -> None:
    found = stripped(with_exif(side=6))
    assert found.count(b"Exif\0\0") == 1
    assert len(found) == len(JPEG) + 36
    assert stripped(found) == found


@pytest.mark.parametrize("cut", [20, 60, 100, 160])
@pytest.mark.parametrize("picture", [with_exif(), png(), webp()])
def test_a_picture_that_is_not_whole_is_not_taken_for_a_clean_one(picture: bytes, cut: int) -> None:
    with pytest.raises(Damaged):
        stripped(picture[:cut])


def test_a_drawing_loses_who_made_it() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" sodipodi:docname="Jan.svg"><!-- Jan --><metadata><x>Jan</x></metadata><title>Logo</title></svg>'
    assert stripped(drawing) == b'<svg xmlns="http://www.w3.org/2000/svg"><title>Logo</title></svg>'


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "PDF, 1\u00a0kB"),
        (120_400, "PDF, 120\u00a0kB"),
        (999_499, "PDF, 999\u00a0kB"),
        (999_500, "PDF, 1,0\u00a0MB"),
        (5_000_000, "PDF, 5,0\u00a0MB"),
    ],
)
def test_sizes_as_people_say_them(size: int, said: str) -> None:
    assert shown(".pdf", size) == said


def test_other_links_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "bijlagen").mkdir()
    (tmp_path / "bijlagen/f.pdf").write_bytes(b"x" * 2000)
    (tmp_path / "elders.pdf").write_bytes(b"x")
    links = '<a href="https://x.test/bijlagen/f.pdf">a</a><a href="elders.pdf">b</a><a href="bijlagen/weg.pdf">c</a><a href="#d">d</a><a href="bijlagen/f.pdf">e</a>'
    page = Page(tmp_path, "/v/", "index.html", LexborHTMLParser(f"<article>{links}</article><nav><a href='bijlagen/f.pdf'>n</a></nav>"))
    attachment_links.tell(page)
    assert [link.text() for link in page.tree.css("a")] == ["a", "b", "c", "d", "e (PDF, 2\u00a0kB)", "n"]
