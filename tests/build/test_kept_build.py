"""A site has the same bytes whatever was kept of an earlier build, and with any number of processors."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook import checks
from handbook.build import build, engine, rendered_pages
from handbook.core import cores, kept
from handbook.core.project import Project
from tests.support.fork import handbook as command
from tests.support.handbooks import SAMPLE, draw


def built(root: Path, cache: Path | str, processors: int = 1) -> dict[str, bytes]:
    """The whole site, as a command of its own builds it."""
    site = root.parent / "site"
    done = command(root, "build", "--site-dir", str(site), HANDBOEK_CACHE=str(cache), HANDBOEK_KERNEN=str(processors))
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def changed(root: Path) -> Path:
    page = root / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\nEen zin erbij.\n", "utf-8")
    return root


def rubbish(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def another(file: Path) -> None:
    file.rename(file.with_name("0" * 32 + ".sqlite3"))


def test_a_site_is_the_same_with_and_without_what_was_kept(tmp_path: Path) -> None:
    root, cache = draw(tmp_path / "handboek", of=SAMPLE), tmp_path / "cache"
    whole = built(root, kept.OFF)
    assert built(root, cache, 2) == whole
    assert built(root, cache) == whole
    after = built(changed(root), kept.OFF)
    assert after != whole
    assert built(root, cache, 2) == after


@pytest.fixture(scope="module")
def kept_of(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A folder with the sample and what its build kept, for tests that spoil a copy of that; and the site."""
    folder = tmp_path_factory.mktemp("bewaard")
    return folder, built(draw(folder / "handboek", of=SAMPLE), folder / "cache")


@pytest.mark.parametrize("spoil", [rubbish, half, another])
def test_a_site_is_the_same_where_what_was_kept_is_spoiled(
    kept_of: tuple[Path, dict[str, bytes]], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder, whole = kept_of
    cache = shutil.copytree(folder / "cache", tmp_path / "cache")
    (file,) = cache.glob("*.sqlite3")
    spoil(file)
    assert built(folder / "handboek", cache) == whole


def test_a_next_process_renders_only_what_reads_otherwise(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(rendered_pages, "HELD", type(rendered_pages.HELD)(1_000))
    build.build(Project.find(handbook), tmp_path / "site")
    kept.flush()
    rendered_pages.HELD.clear()
    rendered: list[str] = []
    whole = rendered_pages.remembering

    def noted(render: rendered_pages.Render, complaints: list[str], headings: rendered_pages.Headings) -> rendered_pages.Render:
        def render_noted(page: Any, config: Any, files: Any) -> None:
            rendered.append(page.file.src_uri)
            render(page, config, files)

        return whole(render_noted, complaints, headings)

    monkeypatch.setattr(rendered_pages, "remembering", noted)
    build.build(Project.find(changed(handbook)), tmp_path / "site")
    assert rendered == ["begrippen.md"]


def test_mistakes_are_told_by_the_checks_whatever_the_engine_says(handbook: Path) -> None:
    page = handbook / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\nZie [hier](weg.md).\n", "utf-8")
    told = [command(handbook, "build", HANDBOEK_CACHE=kept.OFF, HANDBOEK_KERNEN=str(count)) for count in (1, 2)]
    assert [one.returncode for one in told] == [1, 1]
    assert told[0].stdout == told[1].stdout
    assert "LNK" in told[0].stdout
    assert not (handbook / "site").exists()


def test_nothing_is_run_of_what_no_page_may_hold(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "2")
    monkeypatch.setattr(engine, "run", lambda *_: pytest.fail("the engine ran"))
    page = handbook / "docs/begrippen.md"
    page.write_text(page.read_text("utf-8") + "\n{{ ''.__class__ }}\n", "utf-8")
    with pytest.raises(engine.Refused):
        build.build(Project.find(handbook), handbook / "site")


def test_checks_whose_process_ends_are_done_again(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "2")
    monkeypatch.setenv(kept.FOLDER, kept.OFF)
    here, whole = os.getpid(), checks.outcome_of

    def killed(*given: Any) -> object:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given)

    monkeypatch.setattr(checks, "outcome_of", killed)
    assert build.build(Project.find(handbook), tmp_path / "site").version
