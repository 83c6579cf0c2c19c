"""What a process read before says nothing of files that were changed since, however little in them is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.printed import values
from tests.support.handbooks import SAMPLE, draw


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return draw(tmp_path / "handboek", of=SAMPLE)


def printed(sources: Sources, name: str) -> str:
    assert sources.facts
    return str(getattr(values.page_names(sources.facts, sources.revisions)["eigen"], name))


def test_a_revision_knows_the_lines_of_its_file_as_it_is_now(root: Path) -> None:
    """A comment changes nothing that the revision says, and every line below it."""
    newest = read(Project.find(root)).revisions[0]
    before = newest.line("status")
    text = newest.path.read_text("utf-8")
    newest.path.write_text(text.replace("---\n", "---\n# Nog bespreken.\n", 1), "utf-8")
    assert before and read(Project.find(root)).revisions[0].line("status") == before + 1


def test_a_fact_of_another_kind_is_another_fact(root: Path) -> None:
    """Python takes yes and one for equal."""
    file = root / "variables.yml"
    text = file.read_text("utf-8")
    said = []
    for typed in ("true", "1"):
        file.write_text(f"{text}\neigen:\n  aantal_balies: {typed}\n", "utf-8")
        sources = read(Project.find(root))
        said.append(printed(sources, "aantal_balies"))
    assert said == ["ja", "1"]


def test_who_reads_the_same_files_again_has_the_same_names(root: Path) -> None:
    one, other = (read(Project.find(root)) for _ in range(2))
    assert one.facts and other.facts
    assert values.page_names(one.facts, one.revisions) is values.page_names(other.facts, other.revisions)
