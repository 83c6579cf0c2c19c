"""Knows the private repository in which a publication is prepared: it borrows the project's objects, and the project sees nothing of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from handbook.archive.git import LOCAL, Entry, Failed, Repository


def prepare(repo: Repository, work: Path, source: str | None, tip: str | None) -> Repository:
    """A private repository that borrows the project's objects; whatever happens in it, the project does not see it.

    The export's folder belongs to it, so that a check that asks git there meets the commit `source` and the published branch.
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
    if source is None:
        return staging
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


def files(staging: Repository, folder: Path) -> dict[str, Entry]:
    """The files of the folder as git keeps them, written down without mike: what mike writes must be equal to it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    ids = staging.line(
        "hash-object", "-w", "--no-filters", "--stdin-paths", feed=os.fsencode("".join(f"{path}\n" for path in paths))
    ).split()
    modes = ["100755" if os.access(path, os.X_OK) else "100644" for path in paths]
    return {path.relative_to(folder).as_posix(): Entry(mode, id) for mode, id, path in zip(modes, ids, paths, strict=True)}


def tree(staging: Repository, files: Mapping[str, Entry]) -> str:
    """The id of a folder with these files, by their paths in it."""
    lines = "".join(f"{entry.mode} {entry.id}\t{name}\0" for name, entry in files.items())
    assert staging.git_dir
    index = {"GIT_INDEX_FILE": str(staging.git_dir / "site-index")}
    staging.run("read-tree", "--empty", also=index)
    staging.run("update-index", "-z", "--index-info", feed=os.fsencode(lines), also=index)
    return staging.line("write-tree", also=index)


def tag(staging: Repository, ref: str, commit: str, message: str, identity: Mapping[str, str], signing: Mapping[str, str]) -> str:
    """The id of an annotated tag on `commit`, signed where `signing` has the user's settings for that. Raises git.Failed."""
    name = ref.removeprefix("refs/tags/")
    settings = [part for key, value in signing.items() if key != "tag.gpgsign" for part in ("-c", f"{key}={value}")]
    how = "--sign" if signing else "--annotate"
    staging.run(*settings, "tag", how, "--force", "--cleanup=verbatim", "-m", message, name, commit, also=identity)
    # git 2.39 makes an unsigned tag, and says that all is well, where it cannot read the key.
    if signing and b"\n-----BEGIN " not in staging.run("cat-file", "tag", ref):
        raise Failed(f"the tag {name} could not be signed with the key in user.signingkey: {signing.get('user.signingkey', '')}")
    return staging.line("rev-parse", ref)


def deliver(repo: Repository, staging: Repository, commit: str, tip: str | None, tags: Collection[str] = ()) -> None:
    """Brings the new objects into the project; until a branch moves or a tag is made, nothing points at them."""
    wanted = "".join(f"{id}\n" for id in (commit, *tags))
    pack = staging.run("pack-objects", "--quiet", "--revs", "--stdout", feed=f"{wanted}{f'^{tip}' if tip else ''}\n".encode())
    repo.run("unpack-objects", "-q", feed=pack)
