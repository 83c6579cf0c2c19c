"""Commands that are advised can be typed as they stand, from where the program was started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handbook.new import typable


@pytest.mark.parametrize(
    ("started", "shown", "in_h"),
    [
        (".venv/bin/handbook", ".venv/bin/handbook", "../.venv/bin/handbook"),
        ("../elders/handbook", "../elders/handbook", "../../elders/handbook"),
        ("{here}/.venv/bin/handbook", ".venv/bin/handbook", "../.venv/bin/handbook"),
        ("{path}/handbook", "handbook", "handbook"),
        ("/opt/hand boek/handbook", "'/opt/hand boek/handbook'", "'/opt/hand boek/handbook'"),
        ("handbook", "handbook", "handbook"),
        ("{path}/handbook/__main__.py", "{python} -m handbook", "{python} -m handbook"),
    ],
)
def test_the_program_is_named_as_it_can_be_typed(
    started: str, shown: str, in_h: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, path = tmp_path / "hier", tmp_path / "bin"
    for folder in (here, path):
        folder.mkdir()
    (path / "handbook").write_text("", "utf-8")
    (path / "handbook").chmod(0o755)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", str(path))
    names = {"here": str(here), "path": str(path), "python": sys.executable}
    monkeypatch.setattr(sys, "argv", [started.format(**names)])
    assert typable.program() == shown.format(**names)
    assert typable.program(here / "h") == in_h.format(**names)


def test_a_command_keeps_names_with_spaces_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["handbook"])
    assert typable.new("ons boek", "x.whl") == "handbook new 'ons boek' --engine x.whl"
