"""The line of programma.txt, with whatever somebody wrote round it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.new import engine
from handbook.new.engine import NAME, Engine
from handbook.update import pin

TAG = Engine(f"{NAME} @ git+https://git.elders.test/hr/handboek@v2.0.0")
NOTES = "# Het programma.\n# macros/, overrides/ en docs/stijl/ komen uit versie 1.0.0.\n"
WHEEL = "./programma/social_media_handbook-1.0.0-py3-none-any.whl"


@pytest.mark.parametrize(
    "line",
    [
        f"{WHEEL} --hash=sha256:{'a' * 64}",
        f"{WHEEL} \\\n    --hash=sha256:{'a' * 64}",
        f"programma/{Path(WHEEL).name}",
        f"{NAME} @ git+https://git.elders.test/hr/handboek@v1.0.0",
    ],
)
def test_another_program_takes_the_place_of_the_line_alone(line: str) -> None:
    text = f"{NOTES}{line}\n# Van ons: bel ICT.\n"
    assert (pin.line(text), pin.number(text)) == (line, "1.0.0")
    after = f"{NOTES.replace('1.0.0', '2.0.0')}{TAG.line}\n# Van ons: bel ICT.\n"
    assert pin.changed(text, TAG, "2.0.0") == after
    assert pin.changed(after, TAG, "2.0.0") == after
    # As an editor on Windows leaves it.
    windows, windows_after = text.replace("\n", "\r\n"), after.replace("\n", "\r\n")
    assert (pin.line(windows), pin.number(windows), pin.wheel(windows)) == (line, "1.0.0", pin.wheel(text))
    assert pin.changed(windows, TAG, "2.0.0") == windows_after
    assert pin.noted(windows_after, "3.0.0") == windows_after.replace("versie 2.0.0", "versie 3.0.0")


def test_a_file_without_a_line_gets_one() -> None:
    assert pin.line("# Niets.\n") is None
    assert pin.changed("# Niets.\n", TAG, "2.0.0") == f"# Niets.\n{TAG.line}\n"


def test_what_new_writes_is_read(tmp_path: Path) -> None:
    wheel = tmp_path / Path(WHEEL).name
    wheel.write_bytes(b"wiel")
    (tmp_path / "h").mkdir()
    engine.chosen(str(wheel)).write(tmp_path / "h", "1.0.0")
    text = (tmp_path / "h/programma.txt").read_text("utf-8")
    assert (pin.wheel(text), pin.number(text)) == (f"programma/{wheel.name}", "1.0.0")
