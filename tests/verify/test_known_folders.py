"""Folders that were found whole are not read again from a server, and whatever is wrong with them or around them is found all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.archive.git import Repository
from handbook.core import kept
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.verify import known_folders, opened, verify
from handbook.verify.places.commit import Commit
from tests.support.proving import CURRENT, FIRST, PUBLISHED, differences, lose, page_and_manifest, put, raw
from tests.support.publishing import git

AGAIN = "Die bestanden zijn niet opnieuw gelezen."
ALL = f"Van {len(PUBLISHED)} versies is de map dezelfde als bij een eerdere controle op deze computer. {AGAIN}"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "bewaard"))
    yield tmp_path / "bewaard"
    kept.flush()


def once_more(root: Path, *, whole: bool = False) -> tuple[set[str], str]:
    """Where a later command finds a difference on the server, and what it says beside that."""
    said: list[str] = []
    with opened(root, Edition(), remote="origin") as source:
        found = verify(source, fingerprint=None, say=said.append, whole=whole)
    kept.flush()
    return {one.path for one in found}, "\n".join(said)


def test_what_was_found_whole_is_read_once_unless_somebody_asks_for_all(root: Path, server: Path) -> None:
    assert AGAIN not in once_more(root)[1]
    found, said = once_more(root)
    assert found == set() and f"{ALL} Alles lezen kan met: --all" in said
    # What it tells of a version is what it told of the files.
    with opened(root, Edition(), remote="origin") as source:
        assert isinstance(source.place, Commit)
        names = [VersionName.parse(name) for name in PUBLISHED]
        assert [known_folders.known(source.place, name) for name in names] == [
            known_folders.looked(source.place, name, None) for name in names
        ]
    found, said = once_more(root, whole=True)
    assert found == set() and AGAIN not in said


def test_a_folder_in_which_anything_changed_is_read(root: Path, server: Path) -> None:
    once_more(root)
    put(root, {f"{FIRST}/index.html": "anders"})
    git(root, "push", "--quiet", "origin", "gh-pages")
    for _ in range(2):
        found, said = once_more(root)
        assert f"{FIRST}/index.html" in found
        assert f"Van {len(PUBLISHED) - 1} versies" in said


def test_what_stands_around_a_whole_folder_is_looked_at_every_time(root: Path, server: Path) -> None:
    """A page that was changed with its manifest agrees with itself; the chain and the tag do not agree with it."""
    put(root, page_and_manifest(FIRST)(root))
    git(root, "push", "--quiet", "origin", "gh-pages")
    first, _ = once_more(root)
    again, said = once_more(root)
    assert again == first != set()
    assert ALL in said


@pytest.mark.parametrize("harm", ["half", "other", "gone"])
def test_what_is_kept_is_no_witness_once_it_was_harmed(harm: str, root: Path, server: Path, cache: Path) -> None:
    once_more(root)
    (file,) = cache.glob("*.sqlite3")
    data = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if harm == "half" else data.replace(b"x", b"y")[:100] + b"\0" * (len(data) - 100))
    # This process has the file open; the next command opens it anew.
    kept._opened_here.clear()
    found, said = once_more(root)
    assert found == set() and AGAIN not in said


def test_what_lies_on_this_disk_is_read_every_time(root: Path, server: Path) -> None:
    for _ in range(2):
        assert AGAIN not in differences(root)[1]
    once_more(root)
    assert raw(root, f"{CURRENT}/bijlage.txt")
    lose(root, f"gh-pages:{CURRENT}/bijlage.txt", broken=True)
    with Repository(root).objects as objects:
        assert objects.file(f"gh-pages:{CURRENT}/bijlage.txt") is None
    with pytest.raises(CannotWork, match="beschadigd"):
        differences(root)
