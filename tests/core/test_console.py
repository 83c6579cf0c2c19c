"""Progress as a person sees it: a real terminal (pty) gets moving lines and a bar, a pipe gets plain lines, and a report stays a report."""

from __future__ import annotations

import os
import pty
import re
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path

import pytest

from handbook.core import console
from tests.support.handbooks import ROOT

WORK = """
from handbook.core.console import counted, moving, say, step
with step("Klaarzetten"):
    for number in counted(range(3), 3, "Bestanden"):
        if number == 1:
            say("Eén regel tussendoor [rood].")
say("Na afloop.")
"""
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(code: str, *, columns: int = 80, **environment: str) -> str:
    """Everything that a terminal gets from a real process."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color", **environment}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        got = b""
        try:
            while piece := os.read(ours, 4096):
                got += piece
        except OSError:
            # Linux says so when the last one that writes is gone.
            pass
        os.close(ours)
    assert process.returncode == 0, got.decode()
    return got.decode()


def left(text: str) -> list[str]:
    """The lines that a terminal still shows: a small one, that knows what our output uses."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[^\x1b]", text):
        if part == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif part == "\r":
            column = 0
        elif part == "\x1b[2K":
            lines[row] = ""
        elif re.fullmatch(r"\x1b\[\d*A", part):
            row -= int(part[2:-1] or 1)
        elif not part.startswith("\x1b"):
            lines[row] = lines[row][:column].ljust(column) + part + lines[row][column + 1 :]
            column += 1
    return [line.rstrip() for line in lines if line.strip()]


@pytest.mark.parametrize("columns", [80, 32])
def test_a_terminal_shows_a_moving_line_and_a_bar_and_keeps_what_was_said(columns: int) -> None:
    shown = on_a_terminal(WORK, columns=columns)
    plain = CONTROL.sub("", shown)
    assert "Klaarz" in plain and "0 van 3" in plain and "3 van 3" in plain
    assert max(map(len, plain.replace("\r", "\n").split("\n"))) <= columns
    kept = left(shown)
    assert kept[0] == "Eén regel tussendoor [rood]."
    assert re.fullmatch(r"Klaarzetten: klaar in \d+,\d s\.", kept[1])
    assert kept[2:] == ["Na afloop."]


def test_a_step_that_fails_leaves_no_line_and_the_cursor() -> None:
    code = "from handbook.core.console import step\ntry:\n    with step('Werk'): raise ValueError\nexcept ValueError: print('Mislukt.')\n"
    shown = on_a_terminal(code)
    assert left(shown) == ["Mislukt."]
    assert shown.rfind("\x1b[?25h") > shown.rfind("\x1b[?25l") >= 0


def test_a_terminal_that_cannot_move_gets_plain_lines() -> None:
    shown = on_a_terminal(WORK, TERM="dumb")
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 3


def test_a_pipe_gets_plain_lines(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WORK], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_long_work_in_a_pipe_says_how_far_it_is_beside_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "EVERY", 0.0)
    assert list(console.counted("abc", 3, "Versies")) == ["a", "b", "c"]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["Versies: 1 van 3.", "Versies: 2 van 3."]


def test_short_work_in_a_pipe_says_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "EVERY", float("inf"))
    assert list(console.counted("abc", 3, "Versies")) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")
