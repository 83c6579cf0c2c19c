"""Work over processors gives what it gives on one, also where it goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.core import cores, kept


class Odd(Exception):
    """One that cannot be made again from its message."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


@pytest.fixture(params=["1", "2", "5"])
def several(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """As many processors as this."""
    monkeypatch.setenv(cores.CORES, request.param)
    return int(request.param)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11])
def test_all_is_done_once_and_in_order(several: int, count: int) -> None:
    told = cores.spread(lambda n: (n * n, os.getpid()), range(count))
    assert [square for square, _ in told] == [n * n for n in range(count)]
    assert len({process for _, process in told}) == min(several, count)


@pytest.mark.usefixtures("several")
def test_large_answers_come_whole() -> None:
    assert [len(one) for one in cores.spread(lambda n: "x" * (n * 300_000), range(6))] == [n * 300_000 for n in range(6)]


@pytest.mark.usefixtures("several")
def test_what_goes_wrong_is_raised() -> None:
    def work(n: int) -> int:
        if n:
            raise ValueError(f"niet {n}")
        return n

    with pytest.raises(ValueError, match="niet"):
        cores.spread(work, range(6))


def test_an_error_that_cannot_travel_is_told_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "2")

    def work() -> None:
        raise Odd("een", "twee")

    with cores.beside(work) as answer, pytest.raises(cores.WorkerLost, match="Odd: een twee"):
        answer()


def test_a_process_that_the_system_ends_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "2")
    with cores.beside(lambda: os.kill(os.getpid(), signal.SIGKILL)) as answer, pytest.raises(cores.WorkerLost, match="-9"):
        answer()


@pytest.mark.usefixtures("several")
@pytest.mark.usefixtures("several")
def test_a_copy_that_spreads_again_does_all_itself() -> None:
    assert cores.spread(lambda n: cores.spread(lambda m: n * m, range(3)), range(4)) == [[0, n, 2 * n] for n in range(4)]


def test_beside_gives_its_answer_as_often_as_it_is_asked_once() -> None:
    with cores.beside(lambda: "klaar") as answer:
        assert answer() == "klaar"


def test_who_asks_nothing_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "2")
    with cores.beside(lambda: time.sleep(600)):
        pass


def test_what_another_process_made_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.CORES, "3")
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_opened_here", [])
    marked: Callable[[str], str] = kept.by_content("proef", 8)(str.upper)
    cores.spread(marked, ["a", "b", "c", "d"])
    store = kept._store()
    assert store
    assert sorted(store.new.values()) == ["A", "B", "C", "D"]


def test_a_copy_of_a_killed_command_ends_too(tmp_path: Path) -> None:
    program = f"""
import os, time
from pathlib import Path
from handbook.core import cores
def work(n):
    Path({str(tmp_path)!r}, f"{{n}}-{{os.getpid()}}").touch()
    time.sleep(0.5 if n else 60)
    return "x" * 1_000_000
cores.spread(work, range(3))
"""
    command = subprocess.Popen([sys.executable, "-c", program], env=os.environ | {cores.CORES: "3"})
    while len(list(tmp_path.iterdir())) < 3:
        time.sleep(0.02)
    command.kill()
    command.wait()
    others = [int(file.name.partition("-")[2]) for file in tmp_path.iterdir() if not file.name.startswith("0")]
    end = time.monotonic() + 30
    while any(alive(other) for other in others):
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
