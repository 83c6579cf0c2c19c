"""What nobody would write and somebody may: content and servers made to mislead, to stop or to hang a check."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import manifest
from handbook.core.errors import CannotWork
from handbook.verify import render
from handbook.verify.difference import Difference
from handbook.verify.places import site
from tests.support.proving import CURRENT, FIRST, GONE, NEWEST, differences, exported, lose, put
from tests.support.publishing import GH_PAGES, bare, git, repository, tip
from tests.support.server import Quiet, served
from tests.support.soaking import SOAK


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    return exported(root, tmp_path / "web" / "site")


def paths(found: list[Difference]) -> list[str]:
    return [one.path for one in found]


JUNK: list[bytes] = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"1",
    b'"x"',
    b"{}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"1" * 10_000,
    b"NaN",
    b"\xff\xfe\x00",
    b'{"schema": 1e999}',
    b'{"versie": "\\ud800", "peildatum": "\\ud800"}',
    b'{"bestanden": {"../../etc/passwd": 1}, "versies": [1, null, {"versie": {}}], "peildatum": 5, "schema": 1}',
    b'{"bestanden": {"..": "x"}, "versies": {"a": 1}, "peildatum": "2026-11-22", "schema": []}',
    b'[{"version": {}, "aliases": 1}, 5, null, {"version": "2026-01-01"}, {"version": "geldend", "aliases": ["geldend", {}]}]',
]


@pytest.mark.parametrize(
    "path",
    [
        f"{FIRST}/manifest.json",
        f"{FIRST}/revisie.json",
        f"{FIRST}/handboek.json",
        f"{GONE}/van-de-site.json",
        "regime.json",
        "versions.json",
    ],
)
def test_junk_is_a_difference_and_nothing_worse(path: str, root: Path, folder: Path) -> None:
    for junk in JUNK:
        (folder / path).write_bytes(junk)
        assert any(one.path.startswith(path.partition("/")[0]) for one in differences(root, folder=folder)[0]), junk[:80]
    put(root, {path: JUNK[-1]})
    assert differences(root)[0]


PARTS: dict[str, list[object]] = {
    "manifest.json": ["bestanden", "artikelen", "gereedschap", "vorige", "volgnummer", "versie", "schema", "bron", "gepubliceerd"],
    "revisie.json": ["vorige", "volgnummer", "versie", "besluiten", "adres", "geldig_van"],
}
WRONG: list[object] = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "\ud800",
    [],
    [[]],
    {},
    {"../x": "0" * 64},
    {"a/../../x": "0" * 64},
    {"/etc/passwd": "0" * 64},
    {"\0": "x"},
]


@pytest.mark.parametrize("file", PARTS)
def test_wrong_parts_are_differences(file: str, root: Path, folder: Path) -> None:
    path = folder / FIRST / file
    good = json.loads(path.read_bytes())
    for number, key in enumerate(PARTS[file]):
        # Every third in turn, and with HANDBOEK_SOAK=1 each.
        for value in WRONG if SOAK else WRONG[number % 3 :: 3]:
            if value != good[str(key)]:
                path.write_bytes((json.dumps({**good, str(key): value}, indent=1, sort_keys=True) + "\n").encode())
                assert differences(root, folder=folder)[0], (key, value)


def test_what_is_no_file(root: Path, folder: Path) -> None:
    (folder / FIRST / "index.html").unlink()
    (folder / FIRST / "index.html").symlink_to("/etc/passwd")
    (folder / FIRST / "doel/index.html").unlink()
    os.mkfifo(folder / FIRST / "doel/index.html")
    shutil.move(folder / CURRENT / "doel", folder / "elders")
    (folder / CURRENT / "doel").symlink_to(folder / "elders")
    (folder / "regime.json").unlink()
    os.mkfifo(folder / "regime.json")
    with (folder / NEWEST / "bijlage.txt").open("wb") as file:
        file.truncate(10**12)
    with (folder / NEWEST / "manifest.json").open("wb") as file:
        file.truncate(10**12)
    found = {one.path: one.what for one in differences(root, folder=folder)[0]}
    assert "koppeling" in found[f"{FIRST}/index.html"]
    assert "iets anders dan een bestand" in found[f"{FIRST}/doel/index.html"]
    assert "ontbreekt" in found[f"{CURRENT}/doel/index.html"]
    assert "bij gekomen" in found[f"{CURRENT}/doel"]
    assert "is geen gewoon bestand" in found["regime.json"]
    assert "te groot" in found[f"{NEWEST}/manifest.json"]
    assert "elders" in found


def test_a_file_that_is_too_large_to_be_read(root: Path, folder: Path) -> None:
    with (folder / FIRST / "bijlage.txt").open("wb") as file:
        file.truncate(10**12)
    found = {one.path: one.what for one in differences(root, folder=folder)[0]}
    assert "te groot om te controleren" in found[f"{FIRST}/bijlage.txt"]


def test_links_and_other_repositories_on_the_branch(root: Path) -> None:
    put(root, {f"{FIRST}/index.html": "/etc/passwd"}, modes={f"{FIRST}/index.html": "120000"})
    found = {one.path: one.what for one in differences(root)[0]}
    assert found[f"{FIRST}/index.html"] == "dit bestand is een koppeling."
    index = {"GIT_INDEX_FILE": str(root.parent / "met-module")}
    git(root, "read-tree", "gh-pages", env=index)
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{tip(root)},{FIRST}/module", env=index)
    git(root, "update-ref", GH_PAGES, git(root, "commit-tree", "-m", "x", "-p", "gh-pages", git(root, "write-tree", env=index)))
    assert f"{FIRST}/module" in paths(differences(root)[0])


def test_names_with_odd_signs_are_printed_as_such(root: Path) -> None:
    put(root, {f"{FIRST}/a\x1b[2Jb\nc.txt": "x"})
    said = render(differences(root)[0])
    assert "\x1b" not in said
    assert "<U+001B>" in said


def test_an_object_that_git_lost(root: Path) -> None:
    lose(root, f"gh-pages:{FIRST}/bijlage.txt", broken=False)
    with pytest.raises(CannotWork, match="Deze kopie van het handboek is beschadigd, en over het archief zegt dat niets"):
        differences(root)


# Places that cannot be reached


def test_nothing_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(CannotWork, match="geen git-repository"):
        differences(tmp_path)
    root = repository(tmp_path / "leeg")
    with pytest.raises(CannotWork, match="nog niets gepubliceerd"):
        differences(root)
    with pytest.raises(CannotWork, match="is niet te lezen"):
        differences(tmp_path, folder=tmp_path / "weg")
    (tmp_path / "map").mkdir()
    with pytest.raises(CannotWork, match="geen enkele versie"):
        differences(tmp_path, folder=tmp_path / "map")
    with pytest.raises(CannotWork, match="is niet te bereiken"):
        differences(root, remote=str(tmp_path / "weg.git"))
    with pytest.raises(CannotWork, match="nog niets gepubliceerd"):
        differences(root, remote=str(bare(tmp_path / "ver.git")))
    with pytest.raises(CannotWork, match="is niet te bereiken"):
        differences(root, remote="ext::sh -c echo% x")
    with pytest.raises(CannotWork, match="is niet te bereiken"):
        differences(root, remote=f"--upload-pack=touch {tmp_path}/gemaakt")
    assert not (tmp_path / "gemaakt").exists()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/",
        "ftp://proefhuis.test/",
        "voorbeeld",
        "",
        "http://",
        "http://[::1",
        "https://x.example/?a=1",
        "http://x y/",
        "http://naam:geheim@x.example/",
    ],
)
def test_addresses_that_are_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWork, match="geen adres van een site"):
        differences(tmp_path, url=url)


# Running sites


def answering(folder: Path, odd: Callable[[BaseHTTPRequestHandler], bool]) -> type[BaseHTTPRequestHandler]:
    """A server that does as `odd` does, where that says that it answered."""

    class Handler(Quiet):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, directory=str(folder), **more)

        def do_GET(self) -> None:  # noqa: N802 - the name that http.server looks for
            if not odd(self):
                super().do_GET()

    return Handler


def test_a_site_below_a_path(root: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "buiten").mkdir()
    shutil.move(folder, tmp_path / "buiten/handboek")
    with served(tmp_path / "buiten") as url:
        # Wherever it is served, its files are whole; where that is not its address, that is all there is to say.
        (elsewhere,) = differences(root, url=f"{url}handboek")[0]
        assert (elsewhere.path, "staat hier onder" in elsewhere.what) == ("regime.json", True)
        with pytest.raises(CannotWork, match="geen enkele versie"):
            differences(tmp_path, url=url)


def test_a_site_that_leads_elsewhere(root: Path, folder: Path) -> None:
    with served(folder) as other:

        def odd(request: BaseHTTPRequestHandler) -> bool:
            where = {
                f"/{FIRST}/index.html": f"{other}{FIRST}/index.html",
                f"/{FIRST}/doel/index.html": "file:///etc/passwd",
                f"/{FIRST}/bijlage.txt": f"/{FIRST}/bijlage.txt",
                f"/{CURRENT}/index.html": f"/{CURRENT}/",
            }.get(request.path)
            if where:
                request.send_response(302)
                request.send_header("Location", where)
                request.send_header("Content-Length", "0")
                request.end_headers()
            return bool(where)

        with served(folder, answering(folder, odd)) as url:
            found = {one.path: one.what for one in differences(root, url=url)[0]}
    assert "stuurt door naar een andere server" in found[f"{FIRST}/index.html"]
    assert f"{FIRST}/doel/index.html" in found
    assert f"{FIRST}/bijlage.txt" in found
    assert f"{CURRENT}/index.html" not in found


def test_a_site_that_answers_oddly(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.verify.places.site.FILE_LIMIT", 100_000)

    def odd(request: BaseHTTPRequestHandler) -> bool:
        code = {f"/{FIRST}/index.html": 500, f"/{FIRST}/doel/index.html": 403}.get(request.path)
        if code:
            request.send_error(code)
        elif request.path == f"/{FIRST}/bijlage.txt":
            request.send_response(200)
            request.end_headers()
            request.wfile.write(b"x" * 200_000)
        elif request.path == f"/{FIRST}/404.html":
            request.send_response(200)
            request.send_header("Content-Length", "1000")
            request.end_headers()
            request.wfile.write(b"x" * 10)
        elif request.path == f"/{FIRST}/handboek.json":
            request.send_response(200)
            request.send_header("Content-Encoding", "gzip")
            request.end_headers()
        else:
            return False
        return True

    with served(folder, answering(folder, odd)) as url:
        found = {one.path: one.what for one in differences(root, url=url)[0]}
    assert "HTTP-code 500" in found[f"{FIRST}/index.html"]
    assert "HTTP-code 403" in found[f"{FIRST}/doel/index.html"]
    assert "te groot" in found[f"{FIRST}/bijlage.txt"]
    assert "niet helemaal aangekomen" in found[f"{FIRST}/404.html"]
    assert "ingepakt" in found[f"{FIRST}/handboek.json"]


def test_a_site_that_drips(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "PER_FILE", 0.3)
    stop = threading.Event()

    def odd(request: BaseHTTPRequestHandler) -> bool:
        if request.path != f"/{FIRST}/index.html":
            return False
        request.send_response(200)
        request.end_headers()
        # The reader may have gone, or the test may be over first: either ends it.
        with suppress(OSError):
            while not stop.wait(0.05):
                request.wfile.write(b"x")
        return True

    with served(folder, answering(folder, odd)) as url, pytest.raises(CannotWork, match="te langzaam"):
        differences(root, url=url)
    stop.set()


def test_a_site_that_drips_its_headers(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes well within the patience for one, and the file never begins."""
    monkeypatch.setattr(site, "PER_FILE", 0.3)
    stop = threading.Event()

    def odd(request: BaseHTTPRequestHandler) -> bool:
        if request.path != f"/{FIRST}/index.html":
            return False
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Traag: ")
        for _ in range(600):
            if stop.wait(0.05):
                break
            request.wfile.write(b"x")
        request.close_connection = True
        return True

    with served(folder, answering(folder, odd)) as url, pytest.raises(CannotWork, match="te langzaam"):
        try:
            differences(root, url=url)
        finally:
            stop.set()


def test_a_site_that_is_away(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(CannotWork, match="is niet te bereiken"):
        differences(root, url=f"http://127.0.0.1:{port}/")
    monkeypatch.setattr(site, "PATIENCE", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(CannotWork, match="te langzaam"):
            differences(root, url=f"http://127.0.0.1:{silent.getsockname()[1]}/")


def test_a_path_that_leads_out_is_never_asked_for(root: Path, folder: Path) -> None:
    """Asked of a server, `..` would leave the archive; such a manifest is refused as a whole."""
    said = json.loads((folder / FIRST / "manifest.json").read_bytes())
    said["bestanden"]["../../geheim"] = "0" * 64
    (folder / FIRST / "manifest.json").write_bytes(manifest.canonical(said))
    asked: list[str] = []

    def odd(request: BaseHTTPRequestHandler) -> bool:
        asked.append(request.path)
        return False

    with served(folder, answering(folder, odd)) as url:
        found, _ = differences(root, url=url)
    assert f"{FIRST}/manifest.json" in paths(found)
    assert not [path for path in asked if "geheim" in path]
