"""`handbook check --mend`: what is certain is carried out, said, and no byte more is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.checks import mending
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, Fix
from handbook.core.project import Project
from tests.support.fork import handbook
from tests.support.handbooks import TINY, draw

FACTS = (TINY / "variables.yml").read_text("utf-8")
TAB = FACTS.replace("  naam_kort:", "\tnaam_kort:")


def said(line: int, old: tuple[str, ...], new: tuple[str, ...]) -> Finding:
    return Finding("a.yml", line, "YML001", "x", fix=Fix(line, old, new))


@pytest.mark.parametrize(
    ("data", "fixes", "after"),
    [
        (b"a\r\nb\r\nc", [(2, ("b",), ("B",))], b"a\r\nB\r\nc"),
        (b"\xef\xbb\xbfa\nb\n", [(1, ("a",), ("A",))], b"\xef\xbb\xbfA\nb\n"),
        (b"a\rb\r\nc\n", [(1, ("a",), ("A",)), (3, ("c",), ("C", "D"))], b"A\rb\r\nC\nD\n"),
        (b"a\nb\nc\n", [(2, ("b",), ())], b"a\nc\n"),
        (b"a\nb\nc\n", [(1, ("a", "b"), ("A", "B")), (2, ("b",), ("X",))], b"a\nX\nc\n"),
        (b"a\nb\n", [(1, ("a",), ("x",)), (1, ("a",), ("y",))], b"x\nb\n"),
        (b"a\nb", [(2, ("b",), ("c",))], b"a\nc"),
        (b"", [(1, (), ("a: b",))], b"a: b\n"),
        (b"a\r\nb", [(3, (), ("c",))], b"a\r\nb\r\nc\r\n"),
        (b"a\nb\n", [(2, ("b",), ("B",)), (2, (), ("x",)), (3, (), ("y",)), (3, (), ("z",))], b"a\nx\nB\nz\ny\n"),
        (b"a\n", [(3, (), ("x",))], b"a\n"),
        (b"\xef\xbb\xbfa\r\nb", [(2, ("b",), ("", "b"))], b"\xef\xbb\xbfa\r\n\r\nb"),
    ],
)
def test_only_the_lines_that_are_mended_change(
    data: bytes, fixes: list[tuple[int, tuple[str, ...], tuple[str, ...]]], after: bytes
) -> None:
    assert mending.mended(data, [said(*fix) for fix in fixes])[0] == after


@pytest.mark.parametrize("data", [b"a\nanders\n", b"a\n", b"\xff\nb\n"])
def test_what_is_no_longer_there_is_left(data: bytes) -> None:
    assert mending.mended(data, [said(2, ("b",), ("c",))]) == (data, [])


def test_what_was_done_is_said_and_once_is_enough(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"variables.yml": TAB, "docs/regels.md": "+\nEen ge\u00adheim en {{ werkgever.naamm }}.\n"})
    (root / "variables.yml").chmod(0o600)
    done = handbook(root, "check", "--mend")
    lines = done.stdout.splitlines()
    assert 'variables.yml:12: verbeterd: "<U+0009>naam_kort: "Proefhuis"" -> "  naam_kort: "Proefhuis"" [YML006]' in lines
    assert any(line.startswith('docs/regels.md:15: verbeterd: "Een ge<U+00AD>heim') for line in lines)
    assert "Verbeterd: 2 plekken. Kijk na wat er is veranderd." in lines
    # What only a person can mend is what is left, and it decides.
    assert done.returncode == 1
    assert [line for line in lines if "[SJB012]" in line]
    assert not [line for line in lines if "[BST005]" in line and ": verbeterd: " not in line]
    assert (root / "variables.yml").read_text("utf-8") == FACTS
    assert (root / "variables.yml").stat().st_mode & 0o777 == 0o600
    again = handbook(root, "check", "--mend")
    assert "Er is niets dat zonder u te verbeteren is." in again.stdout
    assert (again.returncode, (root / "variables.yml").read_text("utf-8")) == (1, FACTS)


def test_a_program_reads_the_findings_alone(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"variables.yml": TAB})
    asked = json.loads(handbook(root, "check", "--format", "json").stdout)
    assert asked[0]["fix"] == {"line": 12, "old": ['\tnaam_kort: "Proefhuis"'], "new": ['  naam_kort: "Proefhuis"']}
    done = handbook(root, "check", "--mend", "--format", "json")
    assert (json.loads(done.stdout), done.returncode) == ([], 0)
    assert "variables.yml:12: verbeterd" in done.stderr


def test_what_leads_out_of_the_handbook_is_not_written(tmp_path: Path) -> None:
    outside = tmp_path / "elders.yml"
    outside.write_text(TAB, "utf-8")
    root = draw(tmp_path / "handboek", {"variables.yml": None})
    (root / "variables.yml").symlink_to(outside)
    assert handbook(root, "check", "--mend").returncode == 1
    assert outside.read_text("utf-8") == TAB


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = draw(tmp_path / "handboek", {"variables.yml": TAB})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("handbook.core.atomic.rewrite", full)
    with pytest.raises(CannotWork, match=r"variables\.yml kan niet worden verbeterd"):
        mending.mend(Project.find(root))


def test_two_mends_that_undo_each_other_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = draw(tmp_path / "handboek", {"docs/los.md": "a\n"})
    from handbook import checks

    real = checks.check

    def swinging(project: Project) -> object:
        now = (root / "docs/los.md").read_text("utf-8").strip()
        other = {"a": "b", "b": "a"}[now]
        return real(project)[0], [Finding("docs/los.md", 1, "TXT001", "x", fix=Fix.of_line(1, now, other))]

    monkeypatch.setattr(checks, "check", swinging)
    assert len(mending.mend(Project.find(root)).done) == 1
