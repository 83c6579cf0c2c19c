"""What stands at the root of a commit beside the versions: each file under the id that git has for it, and each read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from handbook.archive.git import Repository, TreeEntry


class AtRoot:
    """The files of `names`, as names at the root of `commit`; whoever asks for one gets what was read before."""

    def __init__(self, repo: Repository, commit: str, names: Iterable[str]) -> None:
        self._repo, self.commit, self._names = repo, commit, names
        self._read: dict[str, bytes | None] = {}

    @cached_property
    def entries(self) -> dict[str, TreeEntry]:
        """All of them, by their paths."""
        there = sorted(self._repo.entries(self.commit).keys() & {*self._names})
        return self._repo.files_below(self.commit, *there) if there else {}

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path`, None where it is not there."""
        return self.files([path])[path]

    def files(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        """The same of many, which git is asked at once."""
        wanted = list(paths)
        # By its id: git would look through every folder above it for each.
        specs = {
            path: entry.id if (entry := self.entries.get(path)) else f"{self.commit}:{path}" for path in wanted if path not in self._read
        }
        found = self._repo.objects.files(specs.values())
        self._read |= {path: found.get(spec) for path, spec in specs.items()}
        return {path: self._read[path] for path in wanted}

    def same(self, files: Mapping[str, bytes]) -> dict[str, TreeEntry]:
        """Those of `files` that stand there with just these bytes, and as ordinary files."""
        there = self.files(path for path in files if path in self.entries and self.entries[path].mode == "100644")
        return {path: self.entries[path] for path, data in there.items() if data == files[path]}
