"""The private repository in which a publication is prepared: it borrows the project's objects, and the project sees nothing of it."""

from __future__ import annotations

import io
import os
import posixpath
import shutil
import tarfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from handbook.archive.git import Failed, Repository, TreeEntry
from handbook.core.edition import short


@dataclass(frozen=True)
class Staging(Repository):
    """A repository in `folder`, with the branch `ref` under the name that it will have."""

    ref: str = ""

    @classmethod
    def prepared(cls, repo: Repository, work: Path, ref: str, source: str | None = None, tip: str | None = None) -> Staging:
        """A staging repository in the folder `work`, with its branch at `tip`.

        The folder `work`/export belongs to it, so that a check that asks git there meets the commit `source` and the published branch.
        """
        git_dir = work / "staging"
        objects, _, kind = repo.line("rev-parse", "--git-path", "objects", "--show-object-format").rpartition("\n")
        how = ("--quiet", "--template=", f"--object-format={kind}", "--initial-branch=bron")
        repo.run("init", *how, "--separate-git-dir", str(git_dir), str(work / "export"))
        (git_dir / "objects" / "info" / "alternates").write_text(f"{(repo.folder / objects).resolve()}\n", encoding="utf-8")
        staging = cls(work, git_dir, ref=ref)
        staging.start_at(repo, tip)
        if source:
            tree = repo.objects.id(f"{source}:./")
            assert tree
            staging.hold(tree)
        return staging

    def hold(self, tree: str) -> None:
        """Puts the folder export on a commit of this tree."""
        head = self.line("commit-tree", "-m", "source", tree, also=self.identity())
        self.run("update-ref", "refs/heads/bron", head)

    def export(self, tree: str) -> Path:
        """The folder export with the files of the tree, and nothing of one before it."""
        folder = self.folder / "export"
        for path in [path for path in folder.iterdir() if path.name != ".git"]:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        self.hold(tree)
        with tarfile.open(fileobj=io.BytesIO(self.run("archive", "--format=tar", "refs/heads/bron"))) as archive:
            # Debian 12's Python has no filters yet. Links may lead anywhere: the checks say so with file and line.
            if hasattr(tarfile, "tar_filter"):
                archive.extractall(folder, filter="tar")
            else:
                archive.extractall(folder)
        return folder

    def start_at(self, repo: Repository, tip: str | None) -> None:
        """Puts the branch at `tip`, a commit of `repo`."""
        assert self.git_dir
        shallow = repo.path("shallow")
        if shallow.exists():
            shutil.copyfile(shallow, self.git_dir / "shallow")
        if self.objects.id(self.ref) != tip:
            self.run("update-ref", *((self.ref, tip) if tip else ("-d", self.ref)))

    def write_folder(self, folder: Path) -> dict[str, TreeEntry]:
        """The files of the folder as git keeps them, written down without mike: what mike writes must be equal to it."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        modes = ["100755" if os.access(path, os.X_OK) else "100644" for path in paths]
        ids = self._hashed(paths)
        return {path.relative_to(folder).as_posix(): TreeEntry(mode, id) for mode, id, path in zip(modes, ids, paths, strict=True)}

    def write_all(self, files: Mapping[str, bytes]) -> dict[str, TreeEntry]:
        """The bytes of each file, to be named in a folder; one process writes them all."""
        folder = self.folder / "te-schrijven"
        folder.mkdir(exist_ok=True)
        paths = [folder / str(number) for number in range(len(files))]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        return {name: TreeEntry("100644", id) for name, id in zip(files, self._hashed(paths), strict=True)}

    def _hashed(self, paths: Collection[Path]) -> list[str]:
        """The ids under which git keeps these files from now on."""
        if not paths:
            return []
        feed = os.fsencode("".join(f"{path}\n" for path in paths))
        return self.line("hash-object", "-w", "--no-filters", "--stdin-paths", feed=feed).split()

    def write_tree(self, files: Mapping[str, TreeEntry]) -> str:
        """The id of a folder with these files, by their paths in it."""
        folders: dict[str, dict[str, TreeEntry]] = {str(parent): {} for path in files for parent in PurePosixPath(path).parents}
        for path, entry in files.items():
            folder, name = posixpath.split(path)
            folders[folder or "."][name] = entry
        top = folders.pop(".", {})
        for _, level in groupby(sorted(folders, key=_depth, reverse=True), _depth):
            paths = [*level]
            for path, id in zip(paths, self.make_trees([folders[path] for path in paths]), strict=True):
                parent, name = posixpath.split(path)
                (folders[parent] if parent else top)[name] = TreeEntry("40000", id)
        return self.make_tree(top)

    def write_root(self, files: Mapping[str, TreeEntry]) -> dict[str, TreeEntry]:
        """The files, by their paths, as names at the root of a commit."""
        return self.entries(self.write_tree(files))

    def tag(self, ref: str, commit: str, message: str, identity: Mapping[str, str], signing: Mapping[str, str]) -> str:
        """The id of an annotated tag on `commit`, signed where `signing` has the user's settings for that. Raises git.Failed."""
        name = short(ref)
        settings = [part for key, value in signing.items() if key != "tag.gpgsign" for part in ("-c", f"{key}={value}")]
        how = "--sign" if signing else "--annotate"
        self.run(*settings, "tag", how, "--force", "--cleanup=verbatim", "-m", message, name, commit, also=identity)
        # git 2.39 makes an unsigned tag, and says that all is well, where it cannot read the key.
        if signing and b"\n-----BEGIN " not in self.run("cat-file", "tag", ref):
            raise Failed(f"the tag {name} could not be signed with the key in user.signingkey: {signing.get('user.signingkey', '')}")
        made = self.objects.id(ref)
        assert made
        return made

    def deliver(self, repo: Repository, commit: str, tip: str | None, tags: Collection[str] = ()) -> None:
        """Brings the new objects into the project; until a branch moves or a tag is made, nothing points at them."""
        wanted = "".join(f"{id}\n" for id in (commit, *tags))
        pack = self.run("pack-objects", "--quiet", "--revs", "--stdout", feed=f"{wanted}{f'^{tip}' if tip else ''}\n".encode())
        repo.run("unpack-objects", "-q", feed=pack)


def _depth(path: str) -> int:
    return path.count("/")
