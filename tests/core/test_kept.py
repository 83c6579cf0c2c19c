"""What was made is kept by its content, and never trusted blindly."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from handbook.core import kept


@dataclass(frozen=True)
class Thing:
    """Content of more than one part."""

    name: str
    names: frozenset[str]


Made = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache that is empty, for processes that begin anew."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_opened_here", [])
    yield tmp_path / "cache"


def begin_anew() -> None:
    """As a next process would."""
    kept.flush()
    kept._opened_here[:] = []


def counted(asked: list[str], answer: Callable[[str], str] = str.upper) -> Made:
    """A function that tells how often it was made to work."""

    def make(text: str) -> str:
        asked.append(text)
        return answer(text)

    return kept.by_content("proef", 8)(make)


@pytest.mark.usefixtures("folder")
def test_a_next_process_makes_nothing_again() -> None:
    asked: list[str] = []
    assert counted(asked)("één") == "ÉÉN"
    begin_anew()
    assert counted(asked)("één") == "ÉÉN"
    assert counted(asked)("twee") == "TWEE"
    assert asked == ["één", "twee"]


@pytest.mark.usefixtures("folder")
def test_much_is_written_before_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of pages not all is held until then; what another process made counts too."""
    monkeypatch.setattr(kept, "AT_ONCE", 3)
    asked: list[str] = []
    make = counted(asked)
    for text in "abcd":
        make(text)
    kept.take({b"sleutel": "lang genoeg"})
    kept._opened_here[:] = []
    again = counted(asked)
    assert [again(text) for text in "abcd"] == ["A", "B", "C", "D"] and asked == [*"abcd"]
    store = kept._store()
    assert store and store.get(b"sleutel") == "lang genoeg"


def test_what_was_not_written_is_made_again(folder: Path) -> None:
    asked: list[str] = []
    counted(asked)("a")
    kept._opened_here[:] = []
    counted(asked)("a")
    assert asked == ["a", "a"]
    assert folder.stat().st_mode & 0o077 == 0


def spoil_all(file: Path) -> None:
    file.write_bytes(os.urandom(4096))


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def other_text(file: Path) -> None:
    with sqlite3.connect(file) as writer:
        writer.execute("UPDATE kept SET packed = x'789c4b04000062000062'")


def other_shape(file: Path) -> None:
    with sqlite3.connect(file) as writer:
        writer.execute("DROP TABLE kept")
        writer.execute("CREATE TABLE kept (key TEXT)")


def gone(file: Path) -> None:
    file.unlink()


def numbers(file: Path) -> None:
    with sqlite3.connect(file) as writer:
        writer.execute("UPDATE kept SET packed = 7, mark = NULL")


@pytest.mark.parametrize("spoil", [spoil_all, half, other_text, other_shape, gone, numbers])
def test_what_was_spoiled_is_made_again_and_kept_again(folder: Path, spoil: Callable[[Path], None]) -> None:
    asked: list[str] = []
    counted(asked)("a")
    begin_anew()
    (file,) = folder.glob("*.sqlite3")
    spoil(file)
    assert counted(asked)("a") == "A"
    assert asked == ["a", "a"]
    # Where the file had to go first, the next command keeps it.
    for _ in range(2):
        begin_anew()
        counted(asked)("a")
    count = len(asked)
    begin_anew()
    counted(asked)("a")
    assert len(asked) == count


def test_who_asks_for_nothing_makes_no_folder(folder: Path) -> None:
    kept.flush()
    assert not folder.exists()


@pytest.mark.usefixtures("folder")
def test_an_answer_that_no_longer_reads_is_made_again() -> None:
    first = kept.by_content("getal", 4, out=lambda _: "vijf", back=int)(lambda text: len(text))
    assert first("abcde") == 5
    begin_anew()
    assert kept.by_content("getal", 4, out=str, back=int)(lambda text: len(text))("abcde") == 5


@pytest.mark.usefixtures("folder")
def test_other_content_has_another_key() -> None:
    contents = [
        ("ab", "c"), ("a", "bc"), (("a",), "bc"), (1,), ("1",), (True,), (None,), (1.0,), (b"a",), ("a",), (date(2026, 1, 1),),
        ("2026-01-01",), (frozenset("ab"),), (frozenset({"ab"}),), (Thing("a", frozenset("bc")),), ("a", frozenset("bc")), ((), ()), ((),),
    ]  # fmt: skip
    keys = [kept._key("soort", content) for content in contents]
    assert len(set(keys)) == len(keys)
    assert kept._key("andere", contents[0]) != keys[0]
    with pytest.raises(TypeError):
        kept._key("soort", (object(),))


def test_a_set_has_the_same_key_in_every_process() -> None:
    program = "from handbook.core import kept; print(kept._key('s', (frozenset(map(str, range(50))),)).hex())"
    told = {
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_a_folder_that_is_asked_for_later_counts(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    counted(asked)("a")
    kept.flush()
    for other in (str(tmp_path / "ander"), kept.OFF):
        monkeypatch.setenv(kept.FOLDER, other)
        counted(asked)("a")
    assert asked == ["a", "a", "a"]
    monkeypatch.setenv(kept.FOLDER, str(folder))
    counted(asked)("a")
    assert asked == ["a", "a", "a"]


@pytest.mark.usefixtures("folder")
def test_another_engine_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    counted(asked)("a")
    begin_anew()
    monkeypatch.setattr(kept, "_installed", lambda: iter(["markdown-9.9.dist-info"]))
    counted(asked)("a")
    assert asked == ["a", "a"]


@pytest.mark.usefixtures("folder")
def test_a_program_that_was_changed_while_it_ran_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "BEGUN", 0.0)
    asked: list[str] = []
    counted(asked)("a")
    begin_anew()
    counted(asked)("a")
    assert asked == ["a", "a"]


def test_a_folder_in_which_others_write_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    asked: list[str] = []
    counted(asked)("a")
    begin_anew()
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("name", "there"), [("cache", "huis/cache"), ("~/elders", "huis/elders")])
def test_a_folder_that_does_not_begin_at_the_root_lies_at_home(
    name: str, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    monkeypatch.setenv("HOME", str(tmp_path / "huis"))
    monkeypatch.setenv(kept.FOLDER, name)
    begin_anew()
    counted([])("doel")
    kept.flush()
    assert list((tmp_path / there).glob("*.sqlite3"))
    assert list((tmp_path / "hier").iterdir()) == []


def test_a_disk_that_takes_nothing_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").touch()
    monkeypatch.setattr(kept, "_opened_here", [])
    for where in (kept.OFF, str(tmp_path / "bestand/cache"), str(tmp_path / "bestand")):
        monkeypatch.setenv(kept.FOLDER, where)
        asked: list[str] = []
        assert counted(asked)("a") == "A"
        begin_anew()


@pytest.mark.usefixtures("folder")
def test_signs_that_no_file_can_hold_are_kept_too() -> None:
    asked: list[str] = []
    for _ in range(2):
        assert counted(asked, str)("a\ud800") == "a\ud800"
        begin_anew()
    assert asked == ["a\ud800"]


def test_two_commands_at_once_lose_nothing_but_work(folder: Path) -> None:
    asked: list[str] = []
    counted(asked)("a")
    begin_anew()
    (file,) = folder.glob("*.sqlite3")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert counted(asked)("a") == "A"
    assert counted(asked)("b") == "B"
    begin_anew()
    other.execute("COMMIT")
    other.close()
    asked.clear()
    assert counted(asked)("a") == "A"
    assert asked == []


def test_files_of_engines_that_nobody_uses_go(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    old, new = folder / "oud.sqlite3", folder / "nieuw.sqlite3"
    for file in (old, new):
        file.touch()
    os.utime(old, (1, 1))
    counted([])("a")
    assert not old.exists()
    assert new.exists()


def test_a_file_that_grew_too_large_is_begun_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted([])("a")
    begin_anew()
    monkeypatch.setattr(kept, "LIMIT", 10)
    counted([])("b")
    begin_anew()
    asked: list[str] = []
    counted(asked)("b")
    counted(asked)("a")
    assert asked == ["a"]
    assert [path.stat().st_mode & 0o077 for path in folder.iterdir()] == [0]
