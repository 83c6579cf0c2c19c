"""A page gets one line in the menu, and nothing else of mkdocs.yml changes."""

from __future__ import annotations

import pytest

from handbook.sources.menu_lines import beside

MENU = """\
site_name: Proef
nav:
  - Start: index.md
  - Regels:
      - Beeld: regels/beeld.md # de eerste
      - regels/omgang.md
      # Hier staat nog iets.
  - Over: over.md
plugins:
  - search
"""


@pytest.mark.parametrize(
    ("title", "path", "after", "line"),
    [
        ("Thuis", "regels/thuis.md", "      - regels/omgang.md", "      - Thuis: regels/thuis.md"),
        ("Thuis: & zo", "regels/thuis.md", "      - regels/omgang.md", '      - "Thuis: & zo": regels/thuis.md'),
        ("On", "regels/thuis.md", "      - regels/omgang.md", '      - "On": regels/thuis.md'),
        ("null", "regels/thuis.md", "      - regels/omgang.md", '      - "null": regels/thuis.md'),
        ("Werkplek", "werkplek.md", "  - Over: over.md", "  - Werkplek: werkplek.md"),
        ("Nieuw", "ergens/nieuw.md", "  - Over: over.md", "  - Nieuw: ergens/nieuw.md"),
    ],
)
def test_a_new_page_comes_below_those_of_its_folder_else_at_the_end(title: str, path: str, after: str, line: str) -> None:
    assert beside(MENU, title, path) == MENU.replace(f"{after}\n", f"{after}\n{line}\n")
    windows = MENU.replace("\n", "\r\n")
    assert beside(windows, title, path) == windows.replace(f"{after}\r\n", f"{after}\r\n{line}\r\n")


def test_another_title_changes_its_own_line_alone() -> None:
    made = beside(MENU, "Thuis", "regels/thuis.md") or ""
    assert beside(made, "Thuis werken", "regels/thuis.md") == made.replace("- Thuis:", "- Thuis werken:")


def test_a_menu_that_is_written_otherwise_stays_as_it_is() -> None:
    assert beside("nav: [index.md]\n", "Thuis", "thuis.md") is None
    assert beside("site_name: Proef\n", "Thuis", "thuis.md") is None
