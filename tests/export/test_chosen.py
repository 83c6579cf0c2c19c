"""`handbook export VORM`: which text somebody means, what of it, and where it goes; every advice of a message, followed once."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.support.fork import handbook
from tests.support.proving import take_down
from tests.support.publishing import TODAY, commit, git, land, named, site

CURRENT, GONE = "2026-11-01", "2026-01-01"


@pytest.fixture(scope="module")
def root(sample: Path, sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its text on the branch, and a text that was taken off the site."""
    folder = tmp_path_factory.mktemp("export")
    root = folder / "handboek"
    shutil.copytree(sample, root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(named(root), "handboek", silent=True)
    for version, built in ((GONE, site(folder / GONE, GONE)), (CURRENT, sample_site)):
        done = land(root, built, version)
        assert done.code == 0, done.said
    take_down(root, GONE)
    return root


def export(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return handbook(root, "export", *arguments, HANDBOEK_VANDAAG=TODAY)


def made(root: Path, *arguments: str) -> str:
    done = export(root, *arguments)
    assert done.returncode == 0, done.stderr
    return re.sub(r".*Het document staat in (.*)\.\s*$", r"\1", done.stdout, flags=re.DOTALL)


def refused(root: Path, *arguments: str) -> str:
    """What is said where it cannot be done: one sentence or more on one line, and nothing was written."""
    before = {*root.iterdir()}
    done = export(root, *arguments)
    assert (done.returncode, done.stdout, {*root.iterdir()}) == (2, "", before), done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        (("text",), f"protocol-sociale-media-{CURRENT}.txt", b"PROTOCOL SOCIALE MEDIA\nProefhuis B.V.\n"),
        (("epub", CURRENT), f"protocol-sociale-media-{CURRENT}.epub", b"PK"),
        (("word", CURRENT, "--artikel", "likes"), None, b"PK"),
        (("text", CURRENT, "--hoofdstuk", "regels/prive"), None, b"PROTOCOL"),
        (("text", CURRENT, "--pagina", "downloaden"), f"downloaden-{CURRENT}.txt", b"DOWNLOADEN"),
    ],
)
def test_a_document_gets_a_name_that_says_what_it_is(root: Path, arguments: tuple[str, ...], name: str | None, begins: bytes) -> None:
    """Without a version it is the text in force. Nobody named a place, and it is not in the way of who publishes."""
    file = root / made(root, *arguments)
    assert file.parent == root / "documenten" and git(root, "status", "--porcelain") == ""
    assert name is None or file.name == name
    assert file.read_bytes().startswith(begins)
    file.unlink()


def test_it_goes_where_somebody_wants_it(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "map" / "eigen naam.epub"
    place.parent.mkdir()
    assert made(root, "epub", "-o", str(place)) == str(place)
    assert zipfile.is_zipfile(place)


def test_a_name_without_an_ending_gets_that_of_the_form(root: Path, tmp_path: Path) -> None:
    assert made(root, "text", "-o", f"{tmp_path}/bijlage") == f"{tmp_path}/bijlage.txt"


def test_in_a_folder_it_gets_its_own_name(root: Path, tmp_path: Path) -> None:
    assert made(root, "text", "-o", f"{tmp_path}/") == str(tmp_path / f"protocol-sociale-media-{CURRENT}.txt")


def test_a_slash_at_the_end_makes_a_folder(root: Path, tmp_path: Path) -> None:
    """A file of that name would be what nobody asked for."""
    assert made(root, "text", "-o", f"{tmp_path}/nieuw/map/") == str(tmp_path / f"nieuw/map/protocol-sociale-media-{CURRENT}.txt")
    (tmp_path / "bestand").write_text("van mij", "utf-8")
    assert "De map" in (said := refused(root, "text", "-o", f"{tmp_path}/bestand/")) and "is niet te maken" in said
    done = handbook(root, "report", "-o", f"{tmp_path}/verslag/")
    assert (done.returncode, f"{tmp_path}/verslag/ is een map. Schrijf de naam van het bestand erbij." in done.stderr) == (2, True), (
        done.stderr
    )


def test_the_draft_is_built_and_says_so(root: Path) -> None:
    page = root / "docs/doel.md"
    before = page.read_text("utf-8")
    page.write_text(f"{before}\nEen zin erbij.\n", "utf-8")
    file = root / made(root, "text", "concept", "--artikel", "likes")
    assert "-concept-" in file.name and "Concept na versie" in file.read_text("utf-8")
    file.unlink()
    page.write_text(before, "utf-8")


@pytest.mark.parametrize(
    ("arguments", "said", "instead"),
    [
        (("text", "2026-11-02"), "Versie 2026-11-02 is er niet. Kies bijvoorbeeld 2026-11-01", ("text", "2026-11-01")),
        (("text", "gisteren"), '"gisteren" is geen versie. Schrijf de datum, zoals 2026-11-01', ("text", "2026-11-01")),
        (("text", GONE), f"Of neem een andere versie: {CURRENT}", ("text", CURRENT)),
        (("text", "--artikel", "like"), 'Het artikel "like" staat niet in deze tekst. Bedoelt u likes', ("text", "--artikel", "likes")),
        (("text", "--artikel", "1"), "Hoofdstuk 1 heeft ", ("text", "--hoofdstuk", "1")),
        (("text", "--artikel", "99.9"), " artikelen: 1.1 tot en met ", ("text", "--artikel", "1.1")),
        (("text", "--hoofdstuk", "1.1"), "1.1 is een artikel. Schrijf dan: --artikel 1.1", ("text", "--artikel", "1.1")),
        (("text", "--hoofdstuk", "99"), "De hoofdstukken zijn 1 tot en met ", ("text", "--hoofdstuk", "1")),
        (("text", "--hoofdstuk", "regels/priv"), "Bedoelt u regels/prive", ("text", "--hoofdstuk", "regels/prive")),
        (("text", "--pagina", "downlaoden"), "Bedoelt u downloaden", ("text", "--pagina", "downloaden")),
        (("text", "--pagina", "regels/vertrouwlijk"), "Bedoelt u regels/vertrouwelijk?", ("text", "--pagina", "regels/vertrouwelijk")),
        (("text", "--pagina", "ontvangst"), "Bedoelt u formulieren/ontvangst?", ("text", "--pagina", "formulieren/ontvangst")),
        (("text", "--pagina", "xyz"), "Schrijf haar adres na de versie, zoals beheer/", ("text", "--pagina", "doel")),
        (
            ("text", "--artikel", "likes", "--pagina", "doel"),
            "Kies er één: --artikel, --hoofdstuk of --pagina.",
            ("text", "--pagina", "doel"),
        ),
        (("docx",), "Bedoelt u het document word?", ("word",)),
        (("kaart", CURRENT), "Kies uit: word, pdf, epub, text.", ("text", CURRENT)),
        (("pdff", CURRENT), "Schrijf dan: handbook export pdf.", ("text", CURRENT)),
        (("text", "--plain"), "--plain hoort bij een map voor een webserver, niet bij een document. Haal het weg.", ("text",)),
        (("text", "--sinds", "2026-01-01"), "Kies word of pdf, of haal --sinds weg.", ("text",)),
        (
            ("word", "-o", "../x.pdf"),
            "Schrijf achter -o ../x.docx, of vraag om het andere document: handbook export pdf",
            ("word", "-o", "../x.docx"),
        ),
        (("text", "-o", "../x.epub"), "of vraag om het andere document: handbook export epub", ("epub", "-o", "../x.epub")),
        (("text", "-o", "../x.html"), "x.html eindigt op .html, en hier komt een bestand dat eindigt op .txt.", ("text", "-o", "../x.txt")),
        (("text", "-o", "../weg/x.txt"), "de map ../weg bestaat niet. Kies een map die bestaat.", ("text", "-o", "../x.txt")),
        (("text", "-o", "x.txt"), "Daar ziet git het als een nieuw bestand, en dat houdt het publiceren tegen. Haal -o weg", ("text",)),
        (("text", "-o", "docs"), "en probeer het opnieuw.", ("text", "-o", "..")),
        (("text", "-o", "x.txt"), "Kies een plek daarbuiten, zoals ../x.txt", ("text", "-o", "../x.txt")),
        (("Word",), "Bedoelt u het document word?", ("word",)),
        (("html",), "Bedoelt u één document? Kies uit: word, pdf, epub, text.", ("text",)),
        (("markdown",), "Bedoelt u het document text?", ("text",)),
        (
            ("word", "--pagina", "doel", "--sinds", CURRENT),
            "Haal --sinds weg, of kies --hoofdstuk in plaats van --pagina.",
            ("word", "--pagina", "doel"),
        ),
    ],
)
def test_whoever_follows_the_advice_gets_a_document(root: Path, arguments: tuple[str, ...], said: str, instead: tuple[str, ...]) -> None:
    assert said in refused(root, *arguments)
    (root / made(root, *instead)).unlink()


def test_a_folder_for_a_web_server_in_the_handbook_is_told_of(root: Path) -> None:
    done = export(root, "./www")
    assert done.returncode == 0 and "www staat in het handboek, en git ziet het als nieuw. Haal het weg voordat u publiceert" in done.stdout
    shutil.rmtree(root / "www")


def test_a_folder_for_a_web_server_is_no_form(root: Path, tmp_path: Path) -> None:
    assert export(root, str(tmp_path / "www")).returncode == 0
    assert (tmp_path / "www" / CURRENT / "volledig/index.html").is_file()
    assert "Wilt u het handboek in een map zetten? Noem dan alleen de map." in refused(root, str(tmp_path / "www"), CURRENT)
