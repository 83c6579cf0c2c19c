"""The draft as a document reads it: the same to the byte as a whole build gives, made once for a text, and never of a text with mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.archive.acts import Read
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contents_file import INHOUD_JSON
from handbook.build import build, draft_files, engine
from handbook.build.engine import Refused
from handbook.build.record import RECORD
from handbook.core import kept
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.export.documents import book as books
from handbook.export.documents.forms import FORMS
from handbook.export.documents.model import Book
from tests.support.handbooks import SAMPLE, draw, odd_sources


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


def in_next_process(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Writes what this process made, and reads it as another one does."""
    kept.flush()
    monkeypatch.setenv(kept.FOLDER, kept.OFF)
    kept.recalled("", "")
    monkeypatch.setenv(kept.FOLDER, str(cache))


def whole(root: Path) -> Read:
    site = root.parent / "site"
    build.build(Project.find(root), site, draft=True)
    return lambda path: (site / path).read_bytes() if (site / path).is_file() else None


def page(file: Read, address: str) -> Book | str:
    try:
        return books.page(file, address)
    except CannotWork as error:
        return str(error)


def same(one: Read, other: Read, root: Path) -> None:
    for path in (ARTIKELEN_JSON, INHOUD_JSON, RECORD, "img/telefoon.png", "img/logo.svg", "img/weg.png"):
        assert one(path) == other(path), path
    for source in (root / "docs").rglob("*.md"):
        address = source.relative_to(root / "docs").as_posix()
        assert page(one, address) == page(other, address), address
    book, again = books.read(one), books.read(other)
    assert len(book.chapters) > 5
    assert book == again


@pytest.mark.parametrize("drawn", [lambda to: draw(to, of=SAMPLE), odd_sources])
def test_a_document_of_the_draft_is_that_of_a_whole_build(drawn: Any, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = drawn(tmp_path / "handboek")
    there = whole(root)
    made = draft_files.built(Project.find(root))
    same(made, there, root)
    book, again = books.read(made), books.read(there)
    for form in FORMS:
        assert form.make(book) == form.make(again), form.name
    in_next_process(monkeypatch, cache)
    monkeypatch.setattr(engine, "run", lambda *_, **__: pytest.fail("the engine ran"))
    same(draft_files.built(Project.find(root)), there, root)


@pytest.mark.usefixtures("cache")
def test_a_text_that_reads_otherwise_is_made_again(handbook: Path) -> None:
    before = draft_files.built(Project.find(handbook))("begrippen/index.html")
    page = handbook / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    after = draft_files.built(Project.find(handbook))("begrippen/index.html")
    assert before and after and b"Een zin erbij." not in before and b"Een zin erbij." in after


@pytest.mark.usefixtures("cache")
def test_a_text_with_mistakes_is_refused_also_a_second_time(handbook: Path) -> None:
    page = handbook / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\nZie [hier](weg.md).\n", "utf-8")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            draft_files.built(Project.find(handbook))
        assert [one.code for one in refused.value.findings] == ["LNK012"]


@pytest.mark.usefixtures("cache")
def test_what_the_file_of_a_revision_lacks_stops_nothing(handbook: Path) -> None:
    revision = handbook / "docs/revisies/2026-11-01.md"
    text = revision.read_text("utf-8")
    revision.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("evaluatie:")), "utf-8")
    with pytest.raises(Refused):
        build.build(Project.find(handbook), handbook.parent / "site", draft=True)
    for _ in range(2):
        assert draft_files.built(Project.find(handbook))(ARTIKELEN_JSON)


@pytest.mark.usefixtures("cache")
def test_what_was_kept_of_nobody_knows_what_is_made_again(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = draft_files.built(Project.find(handbook))(ARTIKELEN_JSON)
    recalled = kept.recalled
    monkeypatch.setattr(kept, "recalled", lambda kind, *what: "{" if kind == draft_files.KIND else recalled(kind, *what))
    assert draft_files.built(Project.find(handbook))(ARTIKELEN_JSON) == there
