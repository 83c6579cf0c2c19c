"""A program that is newer than the words and looks of a handbook: what a build says then, and that what it advises helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.handed_out import LINE
from handbook.new import origin
from tests.support.fork import handbook
from tests.support.releases import OLDER, A, born, commit, git, stuff, swapped, wheel

OLD_WORD = ("macros/artikelen.py", "return plek.in_markdown(inline_words.art(plek.context.known, id, begin))",
    "label, link = inline_words.art(plek.context.known, id)\n    return plek.in_markdown([label, link, begin])")  # fmt: skip
OLD_LOOK = ("overrides/main.html", "", "{{ handboek.weg.naam }}")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An organisation that has just begun, with this release; its wheel stands beside it."""
    work = tmp_path_factory.mktemp("uitgave")
    made = stuff(work / "a")
    return born(work / "h", made, wheel(work, A, made))


def aged(root: Path, old: tuple[str, str, str]) -> Path:
    """The same as an older release handed it out, which had other code."""
    swapped(root, (old,))
    file = root / origin.PATH
    handed = origin.read(file.read_bytes())
    files = {**handed.files, old[0]: (root / old[0]).read_bytes()}
    file.write_bytes(origin.Origin(OLDER, OLDER, files).packed())
    swapped(root, ((LINE, f"uit versie {A}", f"uit versie {OLDER}"),))
    commit(root, "Van een oudere versie")
    return root


@pytest.mark.parametrize(("old", "said"), [(OLD_WORD, "ValueError: "), (OLD_LOOK, "UndefinedError: ")])
def test_code_of_an_older_release_that_fails_is_told_as_that(old: tuple[str, str, str], said: str, before: Path, tmp_path: Path) -> None:
    root = aged(_copy(before, tmp_path / "h"), old)
    done = handbook(root, "build")
    assert done.returncode == 1, done.stdout + done.stderr
    (told,) = [line for line in (done.stdout + done.stderr).splitlines() if "[BLD" in line]
    assert told.startswith(
        f"{LINE}: macros/ en overrides/ komen uit versie {OLDER}, en dit programma is versie {A}. Die twee passen niet bij elkaar: {said}"
    )
    assert "handbook update" in told and told.endswith("[BLD002]")


def test_the_advice_helps(before: Path, tmp_path: Path) -> None:
    root = aged(_copy(before, tmp_path / "h"), OLD_WORD)
    # From a wheel: what a checkout hands out is a text of its own.
    done = handbook(root, "update", "--engine", str(next(before.parent.glob("*.whl"))))
    assert done.returncode == 0, done.stdout + done.stderr
    assert OLD_WORD[1] in (root / OLD_WORD[0]).read_text("utf-8") and f"uit versie {A}" in (root / LINE).read_text("utf-8")
    done = handbook(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_code_of_the_same_release_is_told_as_it_is(before: Path, tmp_path: Path) -> None:
    root = _copy(before, tmp_path / "h")
    swapped(root, (OLD_WORD,))
    done = handbook(root, "build")
    assert done.returncode == 1 and "[BLD001]" in done.stdout + done.stderr and "BLD002" not in done.stdout + done.stderr


def _copy(root: Path, to: Path) -> Path:
    git(root, "clone", "--quiet", str(root), str(to))
    for key, value in (("user.name", "HR"), ("user.email", "hr@proefhuis.test")):
        git(to, "config", key, value)
    return to
