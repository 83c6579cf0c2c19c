"""An export is the branch to the byte, with packed copies that say the same; it goes on where it was broken off, and loses nothing."""

from __future__ import annotations

import fcntl
import gzip
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.archive import packed, root_pages
from handbook.core import atomic, cores
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.export.web import IN_FORCE, Exported, WouldLose, export
from tests.support import packing
from tests.support.proving import CURRENT, FIRST, GONE, NEWEST, PUBLISHED, add, copied, differences, put, raw, take_down
from tests.support.publishing import git


@pytest.fixture
def root(proven: Path, tmp_path: Path) -> Path:
    """A project with an archive of six versions."""
    return copied(proven, tmp_path / "project")


def often(name: str) -> bool:
    """Whether readers come for it every day."""
    return not name.startswith((*PUBLISHED,)) or name.startswith(f"{CURRENT}/")


def run(root: Path, folder: Path, *, plain: bool = False) -> tuple[Exported, str]:
    said: list[str] = []
    done = export(root, Edition(), folder, plain=plain, say=said.append)
    return done, "\n".join(said)


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def on_branch(root: Path) -> dict[str, bytes]:
    return {name: raw(root, name) for name in git(root, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """What a web server makes its ETag of, and which file it is."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()
    }


def test_it_is_the_branch_with_copies_beside_it(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "nieuw" / "www"
    done, said = run(root, www)
    files, branch = on_disk(www), on_branch(root)
    assert {name: files[name] for name in branch} == branch
    more = {name for name in files if name not in branch}
    hard = {data for name, data in branch.items() if often(name)}
    wanted = {name + ending for name, data in branch.items() if packed.worth(name, data) for ending in packed.endings(often=data in hard)}
    assert more == wanted | {f"{IN_FORCE}/{CURRENT}"}
    assert "regime.json.br" in more
    for name in wanted:
        opened = brotli.decompress(files[name]) if name.endswith(".br") else gzip.decompress(files[name])
        assert opened == branch[name[:-3]]
    assert (done.versions, set(done.written), done.gone) == (len(PUBLISHED), set(files), [])
    assert said == f"In de map {www} staat het hele handboek: 6 versies. {len(files)} bestanden nieuw of gewijzigd, 0 weg."
    assert {oct(path.stat().st_mode & 0o777) for path in www.rglob("*")} == {"0o644", "0o755"}


def test_what_readers_come_for_every_day_is_packed_hardest(root: Path, tmp_path: Path) -> None:
    """The version in force and the root are; when another comes into force, its copies are made again, and of what it was not a thing changes."""
    www, page = tmp_path / "www", "handboek.json"
    run(root, www)
    texts = {version: (www / version / page).read_bytes() for version in (CURRENT, FIRST)}

    def copies(version: str) -> dict[str, bytes]:
        return {path.suffix: path.read_bytes() for path in (www / version).glob(f"{page}.*")}

    assert copies(CURRENT) == packing.hastily(texts[CURRENT])
    assert copies(FIRST) == packing.hastily(texts[FIRST], often=False)
    register = (www / "regime.json").read_bytes()
    assert (www / "regime.json.br").read_bytes() == packing.hastily(register)[".br"]
    # As it stood on the day before: another version was in force then.
    (www / IN_FORCE / CURRENT).rename(www / IN_FORCE / FIRST)
    (www / CURRENT / f"{page}.br").unlink()
    (www / CURRENT / f"{page}.gz").write_bytes(packing.hastily(texts[CURRENT], often=False)[".gz"])
    (www / FIRST / f"{page}.br").write_bytes(packing.hastily(texts[FIRST])[".br"])
    done, _ = run(root, www)
    assert copies(CURRENT) == packing.hastily(texts[CURRENT])
    assert copies(FIRST).keys() == {".br", ".gz"}
    written = [f"{CURRENT}/{page}.br", f"{CURRENT}/{page}.gz", f"{IN_FORCE}/{CURRENT}"]
    assert (done.written, done.gone) == (written, [f"{IN_FORCE}/{FIRST}"])
    # What is wrong in a copy that need not be there is taken away with it.
    (www / FIRST / f"{page}.br").write_bytes(b"geen brotli")
    done, _ = run(root, www)
    assert (done.written, done.gone) == ([], [f"{FIRST}/{page}.br"])


def test_what_versions_share_stands_once(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one file with more names, unless the disk has no such thing: then the same bytes stand there twice."""
    ids: dict[str, list[str]] = {}
    for line in git(root, "ls-tree", "-r", "gh-pages").splitlines():
        about, _, name = line.partition("\t")
        ids.setdefault(about.split()[2], []).append(name)
    shared = [names for names in ids.values() if len(names) > 1]
    assert shared
    packings: list[str] = []
    pack = packed.pack

    def counted(data: bytes, *, often: bool = True) -> dict[str, bytes]:
        packings.append(sha256(data).hexdigest())
        return pack(data, often=often)

    monkeypatch.setenv(cores.CORES, "1")
    monkeypatch.setattr(packed, "pack", counted)
    run(root, tmp_path / "www")
    assert len({*packings}) == len(packings) > 0
    assert all(len({(tmp_path / "www" / name).stat().st_ino for name in names}) == 1 for names in shared)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    run(root, tmp_path / "zonder")
    assert on_disk(tmp_path / "zonder") == on_disk(tmp_path / "www")
    assert all((tmp_path / "zonder" / name).stat().st_nlink == 1 for names in shared for name in names)


def test_plain_is_the_branch_alone(root: Path, tmp_path: Path) -> None:
    run(root, tmp_path / "www")
    run(root, tmp_path / "www", plain=True)
    assert on_disk(tmp_path / "www") == on_branch(root)
    assert not (tmp_path / "www" / atomic.OWN / "geldend").exists()
    # And back, for the folder is still known.
    run(root, tmp_path / "www")
    assert (tmp_path / "www/regime.json.br").exists()


def test_the_same_archive_gives_the_same_bytes_on_one_core_and_on_two(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(("een", "twee"), 1):
        monkeypatch.setenv(cores.CORES, str(number))
        run(root, tmp_path / name)
    assert on_disk(tmp_path / "een") == on_disk(tmp_path / "twee")


def test_what_did_not_change_is_left_alone(root: Path, tmp_path: Path) -> None:
    """A web server then goes on saying 304."""
    www = tmp_path / "www"
    run(root, www)
    before = stamps(www)
    done, said = run(root, www)
    assert (done.written, done.gone) == ([], [])
    assert said.endswith("6 versies. Alles stond al goed.")
    assert stamps(www) == before
    add(root, "2027-03-01")
    done, _ = run(root, www)
    after = stamps(www)
    changed = {name.partition("/")[0] for name in after if after[name] != before.get(name)}
    assert "2027-03-01" in changed
    assert not changed & PUBLISHED.keys()
    assert on_branch(root).items() <= on_disk(www).items()


def test_a_text_off_the_site_goes_with_its_copies(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The pages of this archive are short.
    monkeypatch.setattr(packed, "LEAST", 10)
    www = tmp_path / "www"
    run(root, www)
    record = www / NEWEST / "handboek.json"
    # As of a version that was in force once.
    record.with_suffix(".json.br").write_bytes(packing.hastily(record.read_bytes())[".br"])
    take_down(root, NEWEST)
    done, _ = run(root, www)
    assert {f"{NEWEST}/handboek.json", f"{NEWEST}/handboek.json.br", f"{NEWEST}/handboek.json.gz"} <= {*done.gone}
    assert {f"{NEWEST}/index.html", f"{NEWEST}/index.html.gz"} <= {*done.written}
    files, branch = on_disk(www), on_branch(root)
    assert branch.items() <= files.items()
    assert not [name for name in files if name.startswith(NEWEST) and name not in branch and packed.original(name) not in branch]
    assert b"tekst van" not in b"".join(data for name, data in files.items() if name.startswith(f"{NEWEST}/") and name.endswith(".html"))
    assert not (www / NEWEST / "assets").exists()


def test_verify_looks_through_the_copies(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    run(root, www)
    assert differences(root, folder=www)[0] == []
    copy = www / "regime.json.br"
    for wrong in (brotli.compress(b"iets anders" * 200), b"geen brotli", copy.read_bytes() + b"x", copy.read_bytes()[:-1], b""):
        copy.write_bytes(wrong)
        assert [one.path for one in differences(root, folder=www)[0]] == ["regime.json.br"]
        done, _ = run(root, www)
        assert done.written == ["regime.json.br"]
        assert differences(root, folder=www)[0] == []
    # A copy of nothing is a file that nobody published.
    (www / FIRST / "vreemd.html.gz").write_bytes(gzip.compress(b"vreemd"))
    assert f"{FIRST}/vreemd.html.gz" in [one.path for one in differences(root, folder=www)[0]]
    done, _ = run(root, www)
    assert done.gone == [f"{FIRST}/vreemd.html.gz"]


def test_whatever_was_done_to_the_folder_is_undone(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    run(root, www)
    good = on_disk(www)
    (www / CURRENT / "index.html").write_text("veranderd", "utf-8")
    (www / CURRENT / "doel/index.html").unlink()
    (www / CURRENT / "erbij").mkdir()
    (www / CURRENT / "erbij/index.html").write_text("erbij", "utf-8")
    (www / "versies/index.html").unlink()
    (www / "versies/index.html").mkdir()
    (www / "versies/index.html/x").write_text("x", "utf-8")
    (www / "geldend/doel/index.html").unlink()
    (www / "geldend/doel").rmdir()
    (www / "geldend/doel").write_text("een bestand", "utf-8")
    (www / IN_FORCE / GONE).touch()
    (www / f"{CURRENT}/{atomic.PASSING}half").write_text("half", "utf-8")
    (www / f"{atomic.PASSING}half").write_text("half", "utf-8")
    run(root, www)
    assert on_disk(www) == good
    assert not (www / CURRENT / "erbij").exists()


def test_what_is_not_ours_stays_and_is_named(root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    run(root, www)
    (www / "CNAME").write_text("handboek.proefhuis.test", "utf-8")
    (www / ".well-known").mkdir()
    (www / ".well-known/security.txt").write_text("x", "utf-8")
    _, said = run(root, www)
    assert "In die map staat ook iets dat niet van het handboek is. Dat blijft staan: .well-known, CNAME." in said
    assert (www / "CNAME").exists() and (www / ".well-known/security.txt").exists()


def test_a_version_that_this_clone_does_not_know_is_never_taken_away(root: Path, tmp_path: Path) -> None:
    """Whoever forgot to fetch would take the newest text off the web server."""
    newer = copied(root, tmp_path / "nieuwer")
    add(newer, "2027-03-01")
    run(newer, tmp_path / "www")
    before = on_disk(tmp_path / "www")
    with pytest.raises(WouldLose, match=r"2027-03-01\. Er is niets veranderd\. .*git fetch origin"):
        run(root, tmp_path / "www")
    assert on_disk(tmp_path / "www") == before
    done = subprocess.run(
        [sys.executable, "-m", "handbook", "export", str(tmp_path / "www")], cwd=root, check=False, capture_output=True, text=True
    )
    assert (done.returncode, "Traceback" in done.stderr) == (4, False)


def test_broken_off_it_goes_on(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at some file: what stands is usable, and the register tells of nothing that is not there."""
    www, write, count = tmp_path / "www", atomic.write, 0

    def full(folder: Path, path: str, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > 20:
            raise OSError(28, "No space left on device", path)
        write(folder, path, data)

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(CannotWork, match=r"niet helemaal bijgewerkt: de schijf is vol .*geef de opdracht opnieuw"):
        run(root, www)
    assert not (www / "regime.json").exists()
    assert not (www / "index.html").exists()
    monkeypatch.undo()
    run(root, www)
    assert on_branch(root).items() <= on_disk(www).items()


def test_two_at_once_is_one_too_many(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    handle = os.open(tmp_path / "www", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(CannotWork, match="Een andere export"):
            run(root, tmp_path / "www")
    finally:
        os.close(handle)
    run(root, tmp_path / "www")


@pytest.mark.parametrize("kind", ["other", "file", "git", "link"])
def test_no_other_folder_is_filled(kind: str, root: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    if kind == "file":
        www.write_text("x", "utf-8")
    elif kind == "git":
        www = root
    elif kind == "link":
        run(root, www)
        (www / CURRENT).rename(tmp_path / "elders")
        (www / CURRENT).symlink_to(tmp_path / "elders")
    else:
        www.mkdir()
        (www / "foto.jpg").write_bytes(b"x")
    before = {path for path in tmp_path.rglob("*") if ".git" not in path.parts}
    with pytest.raises(CannotWork):
        run(root, www)
    assert {path for path in tmp_path.rglob("*") if ".git" not in path.parts} == before


def test_a_damaged_branch_is_not_handed_on(root: Path, tmp_path: Path) -> None:
    put(root, {"regime.json": None})
    with pytest.raises(CannotWork, match=r"regime.json ontbreekt\. .*handbook verify"):
        run(root, tmp_path / "www")
    put(root, {"regime.json": "{}"})
    with pytest.raises(CannotWork, match=r"regime\.json"):
        run(root, tmp_path / "www2")
    put(root, {"regime.json": "{}", f"{CURRENT}/koppeling": "/etc/passwd"}, modes={f"{CURRENT}/koppeling": "120000"})
    with pytest.raises(CannotWork, match=f"{CURRENT}/koppeling"):
        run(root, tmp_path / "www3")
    assert not (tmp_path / "www3/regime.json").exists()


@given(st.binary(max_size=5000), st.binary(min_size=1, max_size=9))
def test_a_copy_is_right_or_it_is_not(data: bytes, other: bytes) -> None:
    for ending, copy in packing.with_all_effort(data).items():
        assert packed.holds(f"x{ending}", copy, data)
        assert not packed.holds(f"x{ending}", copy, data + other)
        assert not packed.holds(f"x{ending}", copy + other, data)
        assert not packed.holds(f"x{ending}", copy[:-1], data)
        assert not packed.holds(f"x{ending}", None, data)
        assert not packed.holds(f"x{ending}", other, data * 2 + b"x")


def test_a_copy_is_smaller_than_those_that_tests_make_in_haste_and_the_same_each_time() -> None:
    data = root_pages.script()
    copies, hasty = packing.with_all_effort(data), packing.hastily(data)
    assert all(len(copies[ending]) < len(hasty[ending]) for ending in packed.ENDINGS)
    assert packing.with_all_effort(data) == copies
    assert all(packed.holds(f"x{ending}", hasty[ending], data) for ending in packed.ENDINGS)


@pytest.mark.parametrize("ending", packed.ENDINGS)
def test_a_copy_that_was_made_to_burst_is_not_unpacked_whole(ending: str) -> None:
    bomb = packing.with_all_effort(b"\0" * 30_000_000)[ending]
    assert len(bomb) < 40_000
    assert not packed.holds(f"x{ending}", bomb, b"\0" * 1000)
