"""A version that is to be had as documents too: made when it is published, proven like all its files, and gone with what is taken off the site."""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import manifest
from handbook.archive.documents_file import DOCUMENTS_JSON, is_one
from handbook.archive.whole_page_file import WHOLE_PAGE
from handbook.core.dutch import size_shown
from handbook.core.version_name import VersionName
from handbook.export.documents import text
from handbook.publish import take_down as taking
from tests.support import publishing
from tests.support.acts import TODAY as DAY
from tests.support.acts import project
from tests.support.fork import handbook as command
from tests.support.handbooks import draw
from tests.support.proving import differences, raw, refused
from tests.support.publishing import FIRST, commit, git, publish, repository, show, tip

DOWNLOADS = '---\ntitle: "Downloaden"\ndescription: "Als bestand."\ndocument: nee\n---\n# Downloaden\n\nHier staat alles.\n\n{{ downloadlijst() }}\n'
HEAD = '---\ntitle: "{0}"\ndescription: "Een stuk."\nstuk: {{moment: invoeren, voor: HR{1}}}\n---\n# {0}\n\n!!! invullen "Zo gebruikt u dit stuk"\n    Voor HR.\n\n'
LETTER = HEAD.format("Brief", "") + "Beste {{ werkgever.naam_kort }},\n\nZie de regels.\n"
OTHER = HEAD.format("Formulier", "") + "Zie {{ art_met_titel('doel') }}.\n"
ELSEWHERE = HEAD.format("Voor een school", ", alleen_bij: {sector: [onderwijs]}") + "Beste {{ werkgever.naam_kort }},\n\nZie de regels.\n"
LIST = "---\ntitle: Formulieren\ndescription: Stukken om in te vullen.\n---\n# Formulieren\n\n## Invoeren\n\n{{ stukken('invoeren') }}\n"
NUMBER = "+31 20 555 45 67"
NAMES = [f"documenten/protocol-sociale-media-{FIRST}{suffix}" for suffix in (".docx", ".pdf", ".epub", ".txt")]


def files(root: Path, folder: str = FIRST) -> list[str]:
    return git(root, "ls-tree", "-r", "--name-only", f"{publishing.GH_PAGES}:{folder}").split("\n")


def documents(root: Path) -> list[str]:
    return sorted(filter(is_one, files(root)))


@pytest.fixture(scope="module")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny handbook with a page for downloads and two papers, published as documents in every form."""
    root = draw(
        repository(tmp_path_factory.mktemp("documenten") / "handboek"),
        {
            ".gitignore": "__pycache__/\n",
            "docs/downloaden.md": DOWNLOADS,
            "docs/formulieren/brief.md": LETTER,
            "docs/formulieren/formulier.md": OTHER,
            "docs/formulieren/school.md": ELSEWHERE,
            "docs/formulieren/index.md": LIST,
        },
    )
    change(
        root,
        "mkdocs.yml",
        "  - Gegevens: gegevens.md\n",
        "  - Gegevens: gegevens.md\n  - Downloaden: downloaden.md\n  - Formulieren: formulieren/index.md\n  - Brief: formulieren/brief.md\n  - Formulier: formulieren/formulier.md\n  - School: formulieren/school.md\n",
    )
    change(root, "variables.yml", "handboek:\n", "handboek:\n  documenten: [word, pdf, epub, text]\n")
    change(root, "variables.yml", f'    telefoon: "{NUMBER}"\n', f'    telefoon: "{NUMBER}"\n    actueel_houden: true\n')
    commit(root, "handboek")
    done = publish(root)
    assert done.code == 0, done.said
    return root


@pytest.fixture
def root(_world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_world, tmp_path / "handboek"))


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    found = path.read_text("utf-8")
    assert old in found, name
    path.write_text(found.replace(old, new, 1), "utf-8")


def links(root: Path, page: str) -> list[str]:
    tree = LexborHTMLParser(show(root, f"{FIRST}/{page}"))
    return [str(link.attributes["href"]) for link in tree.css("[data-downloads] a")]


def test_each_form_stands_in_the_version_and_in_its_manifest(_world: Path) -> None:
    papers = [f"documenten/formulieren/{name}-{FIRST}{suffix}" for name in ("brief", "formulier") for suffix in (".docx", ".pdf")]
    assert documents(_world) == sorted([*NAMES, *papers])
    listed = json.loads(show(_world, f"{FIRST}/manifest.json"))["bestanden"]
    for name in documents(_world):
        data = raw(_world, f"{FIRST}/{name}")
        assert listed[name] == manifest.sha256(data)
        assert data.startswith({".docx": b"PK", ".epub": b"PK", ".pdf": b"%PDF", ".txt": b"PROTOCOL"}[name[name.rindex(".") :]])
    told = json.loads(show(_world, f"{FIRST}/{DOCUMENTS_JSON}"))["bestanden"]
    assert told.keys() == {*documents(_world)}
    assert {one["pagina"] for one in told.values()} == {None, "formulieren/brief/", "formulieren/formulier/"}
    assert differences(_world)[0] == []


def test_pages_lead_to_them_and_no_search_or_list_of_pages_does(_world: Path) -> None:
    assert links(_world, "downloaden/index.html") == ["../volledig/", *(f"../{name}" for name in NAMES)]
    assert "(" in show(_world, f"{FIRST}/downloaden/index.html").partition("data-downloads")[2]
    assert links(_world, "formulieren/brief/index.html") == [
        f"../../documenten/formulieren/brief-{FIRST}.docx",
        f"../../documenten/formulieren/brief-{FIRST}.pdf",
    ]
    # A script shows it where they are others by now.
    assert re.search(
        "<span hidden[^>]*> In het bestand staan de contactgegevens van toen", show(_world, f"{FIRST}/formulieren/brief/index.html")
    )
    for name in ("sitemap.xml", "search/search_index.json"):
        found = show(_world, f"{FIRST}/{name}")
        assert "documenten" not in found and "volledig" not in found and "downloaden/#" not in found
    record = show(_world, f"{FIRST}/handboek.json")
    assert "documenten/" not in record and "volledig" not in record


def test_a_paper_says_only_what_is_on_its_page(_world: Path) -> None:
    name = f"documenten/formulieren/brief-{FIRST}.docx"
    data = raw(_world, f"{FIRST}/{name}")
    with zipfile.ZipFile(BytesIO(data)) as packed:
        words = re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
    assert "Zie de regels." in words and "Brief" in words
    assert "Download dit stuk" not in words


def test_publishing_it_again_finds_the_same_bytes(root: Path) -> None:
    before = tip(root)
    done = publish(root)
    assert (done.code, "met precies deze tekst" in done.said, tip(root)) == (0, True, before), done.said


def test_a_program_that_draws_documents_otherwise_has_the_same_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "make", lambda book: f"anders: {book.title}".encode())
    said: list[str] = []
    assert publishing._answer(["publish", str(root)], lambda *told: said.append(str(told))) == 0, said
    assert "met dezelfde tekst. Alleen de opmaak" in "".join(said)


def test_a_contact_that_is_kept_up_to_date_stands_in_it_as_on_the_pages_of_the_version_and_stays(root: Path) -> None:
    assert NUMBER in show(root, f"{FIRST}/{NAMES[3]}") and NUMBER in show(root, f"{FIRST}/regels/index.html").replace("\u00a0", " ")
    change(root, "variables.yml", NUMBER, "+31 20 555 99 88")
    commit(root)
    before = git(root, "rev-parse", f"gh-pages:{FIRST}")
    done = publish(root)
    assert (done.code, "met precies deze tekst" in done.said) == (0, True), done.said
    assert git(root, "rev-parse", f"gh-pages:{FIRST}") == before


@pytest.mark.parametrize("forms", ["", "  documenten: [text]\n"], ids=["none", "one"])
def test_other_forms_are_no_other_text_and_what_is_there_stays(root: Path, forms: str) -> None:
    before = tip(root)
    change(root, "variables.yml", "  documenten: [word, pdf, epub, text]\n", forms)
    commit(root)
    done = publish(root)
    assert (done.code, "met dezelfde tekst" in done.said, tip(root)) == (0, True, before), done.said


# In the list of all versions


def offered(root: Path) -> str:
    """The line on the page with all versions, None where there is none."""
    line = LexborHTMLParser(show(root, "versies/index.html")).css_first("[data-tabel] [data-bestanden]")
    return " ".join(line.text().split()) if line else ""


def test_the_list_of_versions_offers_the_whole_text_in_each_form_without_a_script(root: Path) -> None:
    listed = {name: len(raw(root, f"{FIRST}/{name}")) for name in NAMES}
    told = json.loads(show(root, f"{FIRST}/{DOCUMENTS_JSON}"))["bestanden"]
    assert {name: told[name]["grootte"] for name in NAMES} == listed
    sizes = [size_shown(listed[name]) for name in NAMES]
    words = ("Word", "PDF", "EPUB", "Platte tekst")
    shown = ", ".join(f"{word} ({size})" for word, size in zip(words, sizes, strict=True))
    assert offered(root) == f"Downloaden: {' '.join(shown.split())}"
    lead = LexborHTMLParser(show(root, "versies/index.html")).css("[data-bestanden] a")
    assert [link.attributes["href"] for link in lead] == [f"../{FIRST}/{name}" for name in NAMES]
    assert lead[0].attributes["aria-label"] == "Word, de tekst van 1 januari 2026"


def test_what_the_list_offers_is_made_again_and_looked_at(root: Path) -> None:
    page = show(root, "versies/index.html")
    publishing.write(root, {"versies/index.html": page.replace("Platte tekst", "Tekst")})
    assert [one.path for one in differences(root)[0]] == ["versies/index.html"]
    publishing.write(root, {"versies/index.html": page})
    # What the page is made of is to be mended first.
    publishing.write(root, {f"{FIRST}/{DOCUMENTS_JSON}": "{}"})
    assert [one.path for one in differences(root)[0]] == [FIRST, f"{FIRST}/{DOCUMENTS_JSON}"]


# Taken off the site


def take(root: Path, **part: str) -> str:
    said: list[str] = []
    wish = taking.Removal(VersionName.parse(FIRST), DAY, "Er stond een naam in.", "de directie", "HR, hr@proefhuis.test", **part)
    taking.take_down(project(root), wish, DAY, push=None, say=said.append)
    return "\n".join(said)


def test_a_document_goes_with_the_article_that_it_holds(root: Path) -> None:
    before = tip(root)
    said = take(root, article="doel")
    assert "De bestanden om te downloaden gaan in hun geheel weg" in said
    # The letter names no article; the form does, with its title.
    left = [f"documenten/formulieren/brief-{FIRST}{suffix}" for suffix in (".docx", ".pdf")]
    assert documents(root) == left
    assert [*json.loads(show(root, f"{FIRST}/{DOCUMENTS_JSON}"))["bestanden"]] == left
    assert links(root, "downloaden/index.html") == ["../volledig/"]
    assert links(root, "formulieren/formulier/index.html") == []
    assert len(links(root, "formulieren/brief/index.html")) == 2
    for page in ("downloaden", "formulieren/formulier"):
        assert "Als bestand is dit niet meer te krijgen" in show(root, f"{FIRST}/{page}/index.html")
    assert differences(root)[0] == []
    assert refused(root, before) == ""


def test_a_document_goes_with_its_own_page(root: Path) -> None:
    before = offered(root)
    take(root, page="formulieren/brief/")
    assert before and offered(root) == ""
    assert documents(root) == [f"documenten/formulieren/formulier-{FIRST}{suffix}" for suffix in (".docx", ".pdf")]
    assert differences(root)[0] == []


def test_all_documents_go_with_the_text(root: Path) -> None:
    take(root)
    assert not [name for name in files(root) if is_one(name) or name == DOCUMENTS_JSON]
    assert "van de website gehaald" in show(root, f"{FIRST}/{WHOLE_PAGE}")
    assert differences(root)[0] == []


def test_a_document_that_somebody_puts_back_is_found(root: Path) -> None:
    take(root, article="doel")
    publishing.write(root, {f"{FIRST}/{NAMES[3]}": "weer tekst"})
    assert [one.path for one in differences(root)[0]]


# Without the optional part


def test_without_the_optional_part_nothing_is_published_and_one_sentence_says_what_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Python says that a package is not there.
    monkeypatch.setitem(sys.modules, "typst", None)
    said: list[str] = []
    assert publishing._answer(["publish", str(root)], lambda *told: said.append(" ".join(map(str, told)))) == 2
    assert "Of haal die vorm in variables.yml weg bij handboek: documenten." in said[-1] and "\n" not in said[-1]
    change(root, "variables.yml", "[word, pdf, epub, text]", "[word, epub, text]")
    commit(root)
    assert publishing._answer(["publish", str(root)], lambda *told: said.append(" ".join(map(str, told)))) == 0, said[-1]


def test_a_build_has_them_where_somebody_asks(_world: Path, tmp_path: Path, sample_site: Path) -> None:
    site = tmp_path / "site"
    done = command(_world, "build", "--documenten", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    assert len([*(site / "documenten").rglob("*.*")]) == 8
    # Nobody asked for it there.
    assert not (sample_site / "documenten").exists() and not (sample_site / DOCUMENTS_JSON).exists()
    page = (sample_site / "downloaden/index.html").read_text("utf-8")
    assert "zijn van deze tekst niet gemaakt" in page and "../volledig/" in page
