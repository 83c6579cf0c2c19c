"""A draft where the newest revision is published: the same text is no draft, and another text is one that follows on it; every command says so alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import publishing, word_reading
from tests.support.fork import handbook
from tests.support.publishing import FIRST


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = publishing.handbook(tmp_path_factory.mktemp("gepubliceerd") / "handboek")
    done = publishing.publish(root)
    assert done.code == 0, done.said
    return root


@pytest.fixture
def changed(published: Path, tmp_path: Path) -> Path:
    root = tmp_path / "handboek"
    publishing.git(published, "clone", "--quiet", ".", str(root))
    publishing.git(root, "branch", "gh-pages", "origin/gh-pages")
    page = root / "docs/regels.md"
    page.write_text(page.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    return root


def said(root: Path, *arguments: str) -> tuple[int, str]:
    done = handbook(root, *arguments)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr + done.stdout


def test_the_same_text_is_no_draft(published: Path, tmp_path: Path) -> None:
    here = f"Er is hier geen concept: de tekst is dezelfde als die van versie {FIRST}."
    code, told = said(published, "export", "text", "concept", "-o", str(tmp_path / "x.txt"))
    assert (code, f"{here} Een document daarvan maakt u met: handbook export text {FIRST}" in told) == (2, True), told
    assert not (tmp_path / "x.txt").exists()
    assert said(published, "export", "text", FIRST, "-o", str(tmp_path / "x.txt"))[0] == 0
    code, told = said(published, "announce", "concept")
    assert (code, f"{here} Een bericht daarover maakt u met: handbook announce {FIRST}" in told) == (2, True), told
    assert said(published, "announce", FIRST)[0] == 0


def test_another_text_is_a_draft_that_follows_on_what_was_published(changed: Path, tmp_path: Path) -> None:
    place = f"{tmp_path}/"
    assert said(changed, "export", "text", "concept", "-o", place)[0] == 0
    text = (tmp_path / f"protocol-sociale-media-na-{FIRST}-concept.txt").read_text("utf-8")
    assert f"\nConcept na versie {FIRST}, nog zonder eigen revisie.\n" in text
    # Nor does it stand anywhere.
    assert "geldend vanaf" not in text and "Deze tekst staat op" not in text
    assert said(changed, "export", "word", "concept", "--sinds", FIRST, "-o", place)[0] == 0
    word = (tmp_path / f"protocol-sociale-media-na-{FIRST}-concept-sinds-{FIRST}.docx").read_bytes()
    named = f"Concept na versie {FIRST}, nog zonder eigen revisie".encode()
    assert {name for name, data in word_reading.parts(word).items() if named in data} == {
        "docProps/core.xml",
        "word/document.xml",
        "word/header.xml",
    }


def test_a_text_is_compared_with_an_earlier_one(changed: Path) -> None:
    code, told = said(changed, "export", "word", FIRST, "--sinds", "concept")
    assert code == 2
    assert f"Wissel ze om: noem concept als tekst van het document, en schrijf --sinds {FIRST}" in told


def test_another_text_is_told_of_once_a_revision_says_what_changes(changed: Path) -> None:
    told = f"De tekst hier is anders dan versie {FIRST}, en geen revisie zegt wat er verandert. Begin dan een revisie met: handbook new-revision"
    assert said(changed, "announce", "concept") == (2, f"{told}\n")
    assert told in said(changed, "decisions")[1]
