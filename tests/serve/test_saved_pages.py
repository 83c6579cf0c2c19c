"""What the server shows after each save of a long series is what a build from nothing shows, and what it says is what a build says."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.serve.builder import UNEXPLAINED, Builder
from handbook.serve.draft import Draft
from handbook.serve.worker import BREATH, FIRST, WHOLE
from handbook.sources.pages import address
from tests.support import handbooks, slips
from tests.support.fork import handbook
from tests.support.handbooks import SAMPLE
from tests.support.soaking import SOAK

PATIENCE = 120
PAGE = "docs/doel.md"


class Saving:
    """A draft that is built when a test says so, beside one from nothing; `first` are the pages that were shown before the rest."""

    def __init__(self, root: Path, aside: Path) -> None:
        self.root, self.aside = root, aside
        aside.mkdir()
        self.draft = Draft(Project.find(root), aside / "concept", lambda _: None)
        (aside / "concept").mkdir()
        self.first: dict[str, bytes] = {}

    def build(self) -> bool:
        """Whether the draft of the files as they are now is shown, whole."""
        self.first = {}
        show = self.draft._show_first

        def first(site: Path) -> None:
            show(site)
            assert self.draft.view.site == site
            self.first = {f"{address(path)}index.html": b"" for path in self.draft._saved(self.draft._built or {})}
            self.first = {name: (site / name).read_bytes() for name in self.first}

        self.draft._show_first = first  # type: ignore[method-assign]
        self.draft._built = self.draft._watching.look()
        self.draft._build(self.draft._built)
        self.draft._show_first = show  # type: ignore[method-assign]
        return not self.draft.view.wrong

    def same(self) -> None:
        """Builds, and holds the outcome against that of a build from nothing."""
        right = self.build()
        clean = self.aside / "schoon"
        done = handbook(self.root, "build", "--draft", "--site-dir", str(clean))
        assert right == (done.returncode == 0), (self.draft.view.wrong, done.stdout, done.stderr)
        if not right:
            said = done.stdout if done.returncode == 1 else done.stderr
            assert self.draft.view.wrong == tuple(line for line in said.splitlines() if line.strip())
            return
        assert self.draft.view.site and self.draft.view.site.name == WHOLE
        shown, wanted = tree(self.draft.view.site), tree(clean)
        assert shown == wanted, sorted(name for name in shown.keys() | wanted.keys() if shown.get(name) != wanted.get(name))
        assert self.first == {name: wanted[name] for name in self.first}


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def saving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saving]:
    """One for all tests here: each leaves a text that is right, and goes on from what the one before it left, as somebody does who works on."""
    home = tmp_path_factory.mktemp("bewaard")
    made = Saving(handbooks.draw(home / "handboek", of=SAMPLE), home / "naast")
    try:
        assert made.build()
        yield made
    finally:
        made.draft.stop()


def behind(root: Path, path: str, text: str, *more: str) -> None:
    for file in (root / one for one in (path, *more)):
        file.write_text(file.read_text("utf-8") + text, "utf-8")


def instead(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text, (path, old)
    file.write_text(text.replace(old, new), "utf-8")


ON_PURPOSE: dict[str, tuple[Callable[[Path], None], bool]] = {
    "a sentence": (lambda root: behind(root, PAGE, "\nNog een zin.\n"), True),
    "a style sheet": (lambda root: behind(root, "docs/stijl/handboek.css", "\n.a { color: red; }\n"), False),
    "two pages": (lambda root: behind(root, PAGE, "\nNog een.\n", "docs/index.md"), True),
    "a title, which others show": (lambda root: instead(root, PAGE, "title: ", "title: Nu "), True),
    "a template": (lambda root: behind(root, "overrides/main.html", "{# anders #}\n<!-- {{ page.title }} -->\n"), False),
    "a word of the pages": (lambda root: behind(root, "macros/tekst.py", "\nGETELD: list[str] = []\n"), False),
}
"""What somebody saves, and whether its page is shown before the rest."""


@pytest.mark.parametrize("what", ON_PURPOSE if SOAK else [*ON_PURPOSE][1:3])
def test_what_is_saved_shows_as_in_a_build_from_nothing(what: str, saving: Saving) -> None:
    save, alone = ON_PURPOSE[what]
    save(saving.root)
    saving.same()
    assert bool(saving.first) == alone


def test_a_series_of_slips_shows_and_says_what_builds_from_nothing_do(saving: Saving) -> None:
    """Each slip is mended after it, most often: then the text is right again, and another time something else is wrong beside it."""
    files = [*sorted((saving.root / "docs").rglob("*.md")), saving.root / "variables.yml", saving.root / "mkdocs.yml"]
    chance, right = random.Random(18), {path: path.read_bytes() for path in files}
    for number in range(400, 440 if SOAK else 404):
        slip = slips.slip(number, [file for file in files if file.exists()])
        before = {path: path.read_bytes() if path.exists() else None for path in slip.files}
        for path, text in slip.files.items():
            put(path, None if text is None else text.encode("utf-8", "surrogatepass"))
        saving.same()
        if chance.random() < 0.8:
            for path, data in before.items():
                put(path, data)
            saving.build()
    for path in {*right, *(saving.root / "docs").rglob("*.md")}:
        put(path, right.get(path))
    assert saving.build()


def put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)


def test_a_worker_that_is_killed_at_its_work_is_begun_again(saving: Saving) -> None:
    """By the system for want of memory, or by somebody: the one that builds, and all of them."""
    for last_one in (True, False):
        behind(saving.root, PAGE, "\nNog een zin.\n")
        killed = threading.Event()

        def kill(last_one: bool = last_one, killed: threading.Event = killed) -> None:
            end = time.monotonic() + PATIENCE
            while not killed.is_set() and time.monotonic() < end:
                worker = saving.draft._builder._worker
                if worker and worker._busy and worker._at_work:
                    (os.kill if last_one else os.killpg)(worker._at_work if last_one else worker.process.pid, signal.SIGKILL)
                    killed.set()

        thread = threading.Thread(target=kill)
        thread.start()
        saving.same()
        thread.join()
        assert killed.is_set()


def test_one_that_is_killed_each_time_is_told_in_our_words(saving: Saving, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Builder._running

    def killed(builder: Builder) -> object:
        worker = begun(builder)
        assert worker
        os.killpg(worker.process.pid, signal.SIGKILL)
        return worker

    monkeypatch.setattr(Builder, "_running", killed)
    shown = saving.draft.view.site
    behind(saving.root, PAGE, "\nNog een zin.\n")
    assert not saving.build()
    assert saving.draft.view.wrong == UNEXPLAINED and saving.draft.view.site == shown
    monkeypatch.undo()
    saving.same()


def test_saves_one_after_the_other_are_all_seen_and_nothing_else_stays(tmp_path: Path) -> None:
    """While the rest of one is still being built, the next one breaks that off."""
    root = handbooks.draw(tmp_path / "handboek", of=SAMPLE)
    folder = tmp_path / "concept"
    folder.mkdir()
    draft = Draft(Project.find(root), folder, lambda _: None)
    draft.start()
    try:
        until(lambda: draft.view.ready)
        for number in range(5):
            behind(root, PAGE, f"\nZin {number} van vijf.\n")
            until(partial(shows, draft, f"Zin {number} van vijf."))
        until(lambda: draft.view.site and draft.view.site.name == WHOLE)
        assert FIRST not in str(draft.view.site)
        clean = tmp_path / "schoon"
        assert handbook(root, "build", "--draft", "--site-dir", str(clean)).returncode == 0
        assert draft.view.site and tree(draft.view.site) == tree(clean)
        assert len([*folder.iterdir()]) <= 3
    finally:
        draft.stop()


def test_a_build_can_be_broken_off_at_any_moment(saving: Saving) -> None:
    """Also just as it begins; nobody waits for the rest of it then, and the next build is a whole one."""
    builder, moments = saving.draft._builder, 30 if SOAK else 3
    for number in range(moments):
        behind(saving.root, PAGE, "\nNog een zin.\n")

        def hurry(site: Path, late: float = BREATH - 0.01 + 0.04 * number / moments) -> None:
            assert (site / "doel/index.html").is_file()
            threading.Timer(late, builder.hurry).start()

        assert builder.build(saving.aside / "concept" / f"weg{number}", ["doel.md"], hurry) is None
    saving.same()


AN_EARLIER_COPY_ENDS = """
import os, time
from handbook.serve.worker import BREAK_OFF, _Heard

heard = _Heard()
if not os.fork():
    os._exit(0)
if not os.fork():
    time.sleep(0.3)
    os.kill(os.getppid(), BREAK_OFF)
    os._exit(0)
assert heard.to_stop(60)
"""


def test_a_build_waits_until_the_pages_are_seen_also_where_an_earlier_one_ends_meanwhile() -> None:
    subprocess.run([sys.executable, "-c", AN_EARLIER_COPY_ENDS], check=True)


def shows(draft: Draft, text: str) -> bool:
    site = draft.view.site
    try:
        return site is not None and text in (site / "doel/index.html").read_text("utf-8")
    except OSError:
        # The next one is shown.
        return False


def until(look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
