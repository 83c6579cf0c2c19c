"""What `handbook import` does not take over, in Dutch and with nothing written: unfinished, locked, hostile or mistaken documents."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook import imports
from handbook.core.errors import CannotWork, Ended
from handbook.core.project import Project
from handbook.imports import pandoc
from handbook.imports.document import NotFinished
from handbook.sources.documents import package
from tests.support.fork import handbook
from tests.support.handbooks import draw
from tests.support.open_document import SPACES, odt
from tests.support.protocols import changed
from tests.support.word_files import cell, docx, note, p, picture, png, table, zipped

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
REVISED = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion/></text:changed-region></text:tracked-changes><text:p>Hallo</text:p>'
LOCKED = f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>".encode()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("weigeren") / "handboek")


@pytest.fixture(autouse=True)
def nothing_written(root: Path) -> Iterator[None]:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    yield
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def refused(root: Path, tmp_path: Path, name: str, data: bytes, to: str | None = None) -> Ended:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Ended) as caught:
        imports.take_over(Project.find(root), tmp_path / name, to)
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "p.docx",
            changed(),
            'In "p.docx" staan nog 2 wijzigingen en 1 opmerking waarover niet is beslist. Er is niets overgenomen. Open het in Word.',
        ),
        ("p.docx", docx(p("Hallo"), remarks=["Eén vraag"]), 'In "p.docx" staat nog 1 opmerking waarover niet is beslist.'),
        (
            "p.odt",
            odt(REVISED),
            'In "p.odt" staat nog 1 wijziging waarover niet is beslist. Er is niets overgenomen. Open het in LibreOffice.',
        ),
        (
            "p.html",
            b'<p>Wij <del>lezen</del><ins cite="mailto:jan">zien</ins></p>',
            'In "p.html" staan nog 2 wijzigingen waarover niet is beslist.',
        ),
        ("p.html", b'<p>Tekst</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Klopt dit?</p></div>', 'In "p.html" staat nog 1 opmerking'),
    ],
)
def test_what_is_not_decided_is_refused_with_how_to_accept_it(root: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    end = refused(root, tmp_path, name, data)
    assert isinstance(end, NotFinished)
    assert end.exit_code == 4
    assert str(end).startswith(said)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("p.pdf", b"%PDF-1.7", "Kies een bestand dat eindigt op .docx, .odt of .html."),
        ("p.docm", docx(p("Hallo")), "Sla het in Word op als Word-document (.docx), zonder macro's."),
        ("p.doc", b"\xd0\xcf\x11\xe0", "Sla het in Word op als Word-document (.docx), zonder macro's."),
        ("p.docx", docx(p("Hallo"), extra={"word/vbaProject.bin": b"x"}), "Sla het op zonder macro's"),
        ("p.odt", odt(extra={"Basic/Standard/Module1.xml": b"<x/>"}), "Sla het op zonder macro's"),
        ("p.docx", b"\xd0\xcf\x11\xe0", "beveiligd met een wachtwoord"),
        ("p.odt", odt(extra={"META-INF/manifest.xml": LOCKED}), "beveiligd met een wachtwoord"),
        ("p.docx", b"PK\x03\x04 half", "het is beschadigd"),
        ("p.docx", b"", "het is beschadigd"),
        ("p.docx", zipped({"mimetype": b"x"}), "het onderdeel _rels/.rels ontbreekt"),
        ("p.docx", docx(p("Hallo"), extra={"word/styles.xml": BOMB}), "documenttypen of entiteiten"),
        ("p.docx", docx(p("Hallo"), extra={"word/header9.xml": BOMB.decode().encode("utf-16")}), "documenttypen of entiteiten"),
        ("p.odt", odt("</office:text>"), "de tekst erin is beschadigd"),
        ("p.docx", docx(p("")), '"p.docx" is leeg.'),
        ("p.html", b"", '"p.html" is leeg.'),
    ],
)
def test_what_cannot_be_read_is_said_in_dutch(root: Path, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    end = refused(root, tmp_path, name, data)
    assert isinstance(end, CannotWork)
    assert said in str(end)


def test_a_part_that_grows_without_end_is_not_unpacked(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART_LIMIT", 1_000_000)
    assert "te groot" in str(refused(root, tmp_path, "p.docx", docx(p("Hallo" * 300_000))))
    # What the list of parts says of its size may be a lie.
    data = docx(p("Hallo" * 300_000))
    at = data.rindex(b"word/document.xml") - 46
    lied = data[: at + 24] + struct.pack("<I", 10) + data[at + 28 :]
    assert "beschadigd" in str(refused(root, tmp_path, "p.docx", lied))


@pytest.mark.parametrize("to", ["../weg/", "/tmp", "docs/../..", "variables.yml"])
def test_nothing_is_put_outside_docs(root: Path, tmp_path: Path, to: str) -> None:
    assert "ligt buiten docs/" in str(refused(root, tmp_path, "p.docx", docx(p("Hallo")), to))


def test_a_page_that_is_there_stays(root: Path, tmp_path: Path) -> None:
    end = refused(root, tmp_path, "regels.docx", docx(p("Hallo")), "docs/regels.md")
    assert (
        str(end) == "Er is niets overgenomen, want dit staat er al: docs/regels.md. Haal het eerst weg, of kies een andere plek met --naar."
    )


def test_pictures_from_elsewhere_are_not_fetched(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    (tmp_path / "geheim.png").write_bytes(png())
    page = '<p>Een<img src="../geheim.png"><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/passwd"><img src="/etc/passwd"></p>'
    (tmp_path / "map").mkdir()
    (tmp_path / "map/p.html").write_text(page, "utf-8")
    done = imports.take_over(Project.find(root), tmp_path / "map/p.html", "docs/p.md")
    assert [name for name in done.files if "img" in name] == []
    assert len([one for one in done.remarks if "staat niet in de map van het document" in one.said]) == 4
    word = docx(
        p(picture("rIdX", "")), p("Hallo"), external={"rIdX": "https://buiten.test/x.png"}, extra={"word/media/../../weg.png": png()}
    )
    (tmp_path / "p.docx").write_bytes(word)
    done = imports.take_over(Project.find(root), tmp_path / "p.docx", "docs/q.md")
    assert done.files == ["docs/q.md"]
    assert [one.said for one in done.remarks if "buiten" in one.said] == [
        'Het document haalt iets van buiten op: "https://buiten.test/x.png". Dat is niet overgenomen.'
    ]


def test_a_deep_document_ends_in_a_sentence(root: Path, tmp_path: Path) -> None:
    deep = "Diep"
    for _ in range(150):
        deep = table([cell().replace("<w:p/>", f"{p(deep) if deep == 'Diep' else deep}<w:p/>")])
    end = refused(root, tmp_path, "p.docx", docx(deep))
    assert "te diep" in str(end)


def test_without_pandoc_it_says_how_to_get_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pandoc._program.cache_clear()
    monkeypatch.setattr(pandoc, "find_spec", lambda _: None)
    assert str(refused(root, tmp_path, "p.docx", docx(p("Hallo")))) == pandoc.INSTALL
    assert "pip install pypandoc-binary==" in pandoc.INSTALL
    pandoc._program.cache_clear()


def test_the_command_answers_with_the_agreed_exit_codes(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    (tmp_path / "af.docx").write_bytes(
        docx(p("Meedoen", style="Kop1"), p("Wie mee wil doen, belt HR", note(1), "."), footnotes=["Of mailt."])
    )
    (tmp_path / "niet-af.docx").write_bytes(changed())
    assert handbook(root, "import", "../niet-af.docx").returncode == 4
    done = handbook(root, "import", "../af.docx", "--naar", "docs")
    assert done.returncode == 1
    assert "docs/meedoen.md:3: De beschrijving is de eerste zin van de tekst." in done.stdout
    assert (root / "docs/meedoen.md").read_text("utf-8").endswith("\n\nWie mee wil doen, belt HR[^1].\n\n[^1]: Of mailt.\n")
    assert "  - Meedoen: meedoen.md\n" in (root / "mkdocs.yml").read_text("utf-8")
    assert handbook(root, "import", "../af.docx", "--naar", "docs").returncode == 2
    assert handbook(root, "import", "../weg.docx").returncode == 2
    assert handbook(root, "check").returncode == 0


def test_a_merge_that_was_typed_in_a_document_stops_the_check(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    typed = ("<<<<<<< HEAD", "Plaats geen foto.", "=======", "Plaats gerust een foto.", ">>>>>>> main")
    (tmp_path / "p.docx").write_bytes(docx(p("Foto", style="Kop1"), *map(p, typed)))
    done = imports.take_over(Project.find(root), tmp_path / "p.docx", "docs/p.md")
    assert [(one.code, one.level) for one in done.found if one.code.startswith("BST")] == [("BST011", "fout")]
