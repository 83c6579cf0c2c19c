"""What an act takes over from the root of the branch, and what it does not."""

from __future__ import annotations

from pathlib import Path

from handbook.archive.at_root import AtRoot
from handbook.archive.git import Repository
from tests.support.publishing import GH_PAGES, git, repository, write


def test_only_an_ordinary_file_with_the_same_bytes_stays(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    files = {"versies/a.html": "a", "versies/b.html": "b", "versies/c.html": "c", "versies/d.html": "a", "elders/e.html": "e"}
    write(root, files, modes={"versies/c.html": "100755", "versies/d.html": "120000"})
    stands = AtRoot(Repository(root), git(root, "rev-parse", GH_PAGES), {"versies", "niets"})
    assert stands.entries.keys() == {path for path in files if path.startswith("versies/")}
    wanted = {**{path: text.encode() for path, text in files.items()}, "versies/b.html": b"anders", "versies/nieuw.html": b"n"}
    assert stands.same(wanted) == {"versies/a.html": stands.entries["versies/a.html"]}
    assert stands.files(["versies/b.html", "elders/e.html", "versies/nieuw.html"]) == {
        "versies/b.html": b"b",
        "elders/e.html": b"e",
        "versies/nieuw.html": None,
    }
