"""Where the pages of an imported document come in the menu, and that all of its files are put in place or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core import atomic
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.imports import placing

ENTRIES = (("Beeld", "beeld.md"), ("Wat: mag dat?", "mag.md"))
ADDED = '- Beeld: beeld.md\n{}- "Wat: mag dat?": mag.md\n'


def placed(root: Path, config: str) -> tuple[str, list[str]]:
    (root / "mkdocs.yml").write_text(config, "utf-8")
    left = placing.place(Project.find(root), {"docs/beeld.md": b"# Beeld\n", "docs/mag.md": b"# Mag\n"}, ENTRIES)
    return (root / "mkdocs.yml").read_text("utf-8"), left


@pytest.mark.parametrize(
    ("before", "after", "indent"),
    [
        ("nav:\n  - Start: index.md\n", "plugins: []\n", "  "),
        ("site_name: x\nnav: # het menu\n# eerst\n- Start: index.md\n- Deel:\n    - A: a.md\n", "# daarna\nplugins: []\n", ""),
        ("nav:\n    - Start: index.md\n\n    # nog een\n    - A: a.md\n", "\n# het einde\n", "    "),
    ],
)
def test_pages_come_last_in_the_menu(tmp_path: Path, before: str, after: str, indent: str) -> None:
    """There the articles of other pages keep their numbers."""
    text, left = placed(tmp_path, before + after)
    assert text == f"{before}{indent}{ADDED.format(indent)}{after}"
    assert left == []


def test_a_menu_without_a_last_line_end_gets_one(tmp_path: Path) -> None:
    assert placed(tmp_path, "nav:\n  - Start: index.md")[0] == f"nav:\n  - Start: index.md\n  {ADDED.format('  ')}"


def test_a_menu_keeps_its_line_ends_and_its_mark(tmp_path: Path) -> None:
    before = "\ufeffnav: # het menu\r\n  - Start: index.md\r\nplugins: []\r\n"
    (tmp_path / "mkdocs.yml").write_bytes(before.encode())
    placing.place(Project.find(tmp_path), {"docs/beeld.md": b"# Beeld\n"}, ENTRIES[:1])
    assert (tmp_path / "mkdocs.yml").read_bytes().decode() == before.replace("plugins", "  - Beeld: beeld.md\r\nplugins")


@pytest.mark.parametrize("config", ["nav: [{Start: index.md}]\n", "site_name: x\n"])
def test_a_menu_in_another_form_is_left_alone_and_its_lines_are_given(tmp_path: Path, config: str) -> None:
    text, left = placed(tmp_path, config)
    assert text == config
    assert left == ["  - Beeld: beeld.md", '  - "Wat: mag dat?": mag.md']
    assert (tmp_path / "docs/mag.md").is_file()


def test_where_one_file_cannot_be_written_none_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = atomic.write

    def full(root: Path, path: str, data: bytes) -> None:
        if path == "docs/mag.md":
            raise OSError(28, "No space left on device")
        real(root, path, data)

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(CannotWork, match="Er is niets overgenomen"):
        placed(tmp_path, "nav:\n  - Start: index.md\n")
    assert [file for file in (tmp_path / "docs").rglob("*") if file.is_file()] == []
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == "nav:\n  - Start: index.md\n"


def test_a_file_that_is_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("nav: []\n", "utf-8")
    (tmp_path / "a.md").symlink_to("nergens")
    with pytest.raises(CannotWork, match=r"dit staat er al: a\.md"):
        placing.require_free(Project.find(tmp_path), ["a.md", "b.md"])
