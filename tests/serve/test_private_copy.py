"""The copy in which Decap's program works: a page that somebody made a link of leads nowhere there, so that nothing is read or written through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.serve.private_copy import PrivateCopy
from tests.support import publishing
from tests.support.handbooks import draw
from tests.support.publishing import git


@pytest.mark.parametrize("target", ["../.git/config", "/etc/hostname", "../macros/__init__.py"])
def test_a_link_leads_nowhere(tmp_path: Path, target: str) -> None:
    root = draw(tmp_path / "h", {".gitignore": "__pycache__/\n"})
    git(root, "init", "--quiet", "--initial-branch=main")
    publishing.named(root)
    publishing.commit(root, "begin", silent=True)
    copy = PrivateCopy(Project.find(root), tmp_path / "kopie")
    (root / "docs/regels.md").unlink()
    (root / "docs/regels.md").symlink_to(target)
    publishing.commit(root, "koppeling", silent=True)
    copy.renew()
    page = copy.folder / "docs/regels.md"
    assert page.is_file() and not page.is_symlink() and page.read_text("utf-8") == target
