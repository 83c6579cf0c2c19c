"""Knows the private repository in which a publication is prepared: it borrows the project's objects, and the project sees nothing of it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from handbook.git import LOCAL, Repository
from handbook.revisions import VersionName


@dataclass(frozen=True)
class Site:
    """A built version, ready to be put on the branch; `tree` is the id that its folder must get there."""

    folder: Path
    version: VersionName
    source: str
    tree: str


def prepare(repo: Repository, work: Path, source: str, tip: str | None) -> Repository:
    """A private repository that borrows the project's objects; whatever happens in it, the project does not see it.

    The export's folder belongs to it, so that a check that asks git there meets the source and the published branch.
    """
    git_dir = work / "staging"
    kind = repo.line("rev-parse", "--show-object-format")
    repo.run(
        "init",
        "--quiet",
        "--template=",
        f"--object-format={kind}",
        "--initial-branch=bron",
        "--separate-git-dir",
        str(git_dir),
        str(work / "export"),
    )
    (git_dir / "objects" / "info" / "alternates").write_text(f"{repo.path('objects').resolve()}\n", encoding="utf-8")
    staging = Repository(work, git_dir)
    borrow(repo, staging, tip)
    head = staging.line("commit-tree", "-m", "source", repo.line("rev-parse", f"{source}:./"), also=repo.identity())
    staging.run("update-ref", "refs/heads/bron", head)
    return staging


def borrow(repo: Repository, staging: Repository, tip: str | None) -> None:
    """Puts the staging branch at `tip`."""
    assert staging.git_dir
    shallow = repo.path("shallow")
    if shallow.exists():
        shutil.copyfile(shallow, staging.git_dir / "shallow")
    if tip:
        staging.run("update-ref", LOCAL, tip)
    else:
        staging.run("update-ref", "-d", LOCAL)


def site_tree(staging: Repository, folder: Path) -> str:
    """The id that the folder has as a git tree, written down without mike: what mike writes must be equal to it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    ids = staging.line(
        "hash-object", "-w", "--no-filters", "--stdin-paths", feed=os.fsencode("".join(f"{path}\n" for path in paths))
    ).split()
    modes = ["100755" if os.access(path, os.X_OK) else "100644" for path in paths]
    lines = "".join(f"{mode} {id}\t{name}\0" for mode, id, name in zip(modes, ids, names, strict=True))
    assert staging.git_dir
    index = {"GIT_INDEX_FILE": str(staging.git_dir / "site-index")}
    staging.run("read-tree", "--empty", also=index)
    staging.run("update-index", "-z", "--index-info", feed=os.fsencode(lines), also=index)
    return staging.line("write-tree", also=index)


def deliver(repo: Repository, staging: Repository, commit: str, tip: str | None) -> None:
    """Brings the new objects into the project; until a branch moves, nothing points at them."""
    pack = staging.run("pack-objects", "--quiet", "--revs", "--stdout", feed=f"{commit}\n{f'^{tip}' if tip else ''}\n".encode())
    repo.run("unpack-objects", "-q", feed=pack)
