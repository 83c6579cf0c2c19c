"""Puts the archive of tests/support/states.py on a branch and exports it, as an organisation's web server would get it."""

from __future__ import annotations

import posixpath
import shutil
from pathlib import Path

from handbook.archive import redirects
from handbook.core.edition import Edition
from handbook.export.web import export
from handbook.serve import server
from tests.support.archive_folder import CURRENT
from tests.support.publishing import commit, git, named

BRANCH = "gh-pages"


def published(archive: Path, root: Path) -> Path:
    """A repository in the folder `root` with the whole `archive` on its branch, the fixed addresses too."""
    shutil.copytree(archive, root, ignore=shutil.ignore_patterns(server.DRAFT))
    for page in (root / CURRENT).rglob("*.html"):
        path = f"geldend/{page.relative_to(root / CURRENT).as_posix()}"
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        href = posixpath.relpath(page.relative_to(root).as_posix(), posixpath.dirname(path)).removesuffix("index.html")
        (root / path).write_bytes(redirects.redirect(href))
    (root / "index.html").write_bytes(redirects.redirect("geldend/"))
    (root / ".nojekyll").touch()
    (root / "versions.json").write_text("[]\n", "utf-8")
    git(root, "init", "--quiet", f"--initial-branch={BRANCH}")
    named(root)
    commit(root, "archief")
    return root


def exported(repository: Path, folder: Path, *, plain: bool = False) -> str:
    """What the command says that puts the branch into the folder."""
    said: list[str] = []
    export(repository, Edition(), folder, plain=plain, say=said.append)
    return "\n".join(said)


def files(repository: Path) -> dict[str, str]:
    """Every file on the branch, and the id of its bytes."""
    rows = git(repository, "ls-tree", "-r", "-z", BRANCH).split("\0")
    return {name: head.split()[2] for head, _, name in (row.partition("\t") for row in rows if row)}
