"""What a process remembers of pages that it rendered gives the very bytes of a fresh build, and hides nothing that the engine says."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2.runtime import Context as Filling
from markdown import Markdown

from handbook.build import build, engine, rendered_pages
from handbook.build.context import Context
from handbook.build.engine import Refused
from handbook.core.project import Project
from handbook.sources import read
from tests.support.handbooks import SAMPLE, draw


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is remembered of other tests, and nothing for them that they did not render."""
    rendered_pages.HELD.clear()
    yield
    rendered_pages.HELD.clear()


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_what_is_built_again_has_the_bytes_of_a_first_build(tmp_path: Path) -> None:
    """After another text, another fact, another setting, and a page that moved and to which others link."""
    root = draw(tmp_path / "handboek", of=SAMPLE)
    build.build(Project.find(root), tmp_path / "eerst")
    moved = "docs/regels/tijd.md"
    (root / "docs/regels/werktijd.md").rename(root / moved)
    for path in [root / "mkdocs.yml", *(root / "docs").rglob("*.md")]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("werktijd.md", "tijd.md").replace("permalink_title: Adres", "permalink_title: Het adres"), "utf-8")
    facts = root / "variables.yml"
    facts.write_text(facts.read_text("utf-8").replace('"Proefhuis B.V."', '"Proefhuis Zuid B.V."'), "utf-8")
    build.build(Project.find(root), tmp_path / "weer")
    build.build(Project.find(root), tmp_path / "nog eens")
    rendered_pages.HELD.clear()
    build.build(Project.find(root), tmp_path / "vers")
    expected = files(tmp_path / "vers")
    assert files(tmp_path / "weer") == expected == files(tmp_path / "nog eens") != files(tmp_path / "eerst")


def test_only_a_page_that_reads_otherwise_is_rendered_again(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    build.build(Project.find(root), tmp_path / "site")
    held = {*rendered_pages.HELD}
    page = root / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    build.build(Project.find(root), tmp_path / "site")
    assert [path for _, path, _ in {*rendered_pages.HELD} - held] == ["begrippen.md"]


def test_nothing_that_made_a_page_outlives_it_by_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each engine and each template filled in knows itself, so that it goes only when somebody looks; a build looks for garbage at no other time."""
    root = draw(tmp_path / "handboek", of=SAMPLE)
    before = engines(), filled_in()
    monkeypatch.setattr(rendered_pages, "SWEPT", 5)
    build.build(Project.find(root), tmp_path / "site")
    assert not gc.isenabled()
    pages = len([*(tmp_path / "site").rglob("index.html")])
    assert pages > 10
    assert engines() - before[0] <= 5
    assert filled_in() - before[1] < pages


def engines() -> int:
    return sum(isinstance(one, Markdown) for one in gc.get_objects())


def filled_in() -> int:
    """Of each page its template, and those that this one takes in."""
    return sum(isinstance(one, Filling) for one in gc.get_objects())


def test_what_the_engine_says_of_a_page_it_says_at_each_build(tmp_path: Path) -> None:
    """Of a link that leads nowhere, which a check would have refused before."""
    root = draw(tmp_path / "handboek")
    index = root / "docs/index.md"
    index.write_text(index.read_text("utf-8") + "\nZie [weg](weg.md).\n", "utf-8")
    project = Project.find(root)
    facts, said = Context.of(read(project)), []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            engine.run(project, facts, tmp_path / "site", "https://handboek.proefhuis.test/")
        said.append([(one.file, one.message) for one in refused.value.findings])
    assert said[0] == said[1] and any("weg.md" in message for _, message in said[0]), said
