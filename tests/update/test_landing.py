"""Where an update lands: nothing of theirs makes place for a file of ours, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.update import landing
from tests.support import publishing
from tests.support.publishing import git

THEIRS = {"eigen/taak/draai.sh": "van ons", "plan": "van ons", "docs/regels.md": "# Regels\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in THEIRS.items():
        (tmp_path / "h" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "h" / name).write_text(text, "utf-8")
    (tmp_path / "h/deploy").symlink_to("eigen")
    git(tmp_path / "h", "init", "--quiet", "--initial-branch=main")
    publishing.named(tmp_path / "h")
    publishing.commit(tmp_path / "h", "begin", silent=True)
    return tmp_path / "h"


@pytest.mark.parametrize(
    ("name", "said"), [("eigen/taak", "eigen/taak is bij u een map"), ("plan/nieuw.md", "plan is bij u een bestand, en bij ons een map")]
)
def test_a_folder_makes_no_place_for_a_file_nor_a_file_for_a_folder(root: Path, name: str, said: str) -> None:
    before = git(root, "for-each-ref")
    with pytest.raises(CannotWork, match=said) as told:
        landing.land(landing.opened(root), "update/9", {"docs/regels.md": b"nieuw", name: b"van de uitgever"}, "Versie 9\n")
    assert f"--behoud {name}" in str(told.value) and "Er is niets veranderd." in str(told.value)
    assert (git(root, "for-each-ref"), git(root, "status", "--short")) == (before, "")


def test_what_would_come_into_a_link_stays_out_and_the_link_stays(root: Path) -> None:
    write = {"docs/regels.md": b"nieuw", "deploy/nieuw.sh": b"van de uitgever"}
    landing.land(landing.opened(root), "update/9", write, "Versie 9\n")
    assert git(root, "diff", "--name-only", "main", "update/9") == "docs/regels.md"
    # A file that makes place itself is no reason to stop.
    landing.land(landing.opened(root), "update/9", {"plan": None, "plan/a.md": b"a"}, "Versie 10\n")
    assert git(root, "show", "update/9:plan/a.md") == "a"
