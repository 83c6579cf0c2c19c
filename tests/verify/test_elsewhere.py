"""What is not on the branch: the folder of a web server and what it sends, with its packed copies, its rights and what an export left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import brotli
import pytest

from handbook.archive import manifest, packed
from handbook.core import atomic
from handbook.core.edition import Edition
from handbook.export.web import export
from handbook.verify import render
from tests.support import nginx
from tests.support.proving import CURRENT, FIRST, GONE, copied, differences, take_down
from tests.support.server import packing, served
from tests.support.soaking import SOAK


@pytest.fixture(autouse=True)
def _packed(monkeypatch: pytest.MonkeyPatch) -> None:
    # The pages of this archive are short.
    monkeypatch.setattr(packed, "LEAST", 30)


@pytest.fixture(scope="module")
def packed_folder(proven: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as export puts it in a folder, with packed copies of nearly all files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "LEAST", 30)
        folder = tmp_path_factory.mktemp("web") / "www"
        put_out(proven, folder)
    return folder


@pytest.fixture
def www(packed_folder: Path, tmp_path: Path) -> Path:
    return copied(packed_folder, tmp_path / "www")


def put_out(root: Path, folder: Path, **more: Any) -> str:
    said: list[str] = []
    export(root, more.pop("edition", Edition()), folder, plain=False, say=said.append)
    return "\n".join(said)


def found(root: Path, folder: Path) -> list[str]:
    return [one.path for one in differences(root, folder=folder)[0]]


# A folder


def _write(path: str, text: str = "x") -> Callable[[Path], object]:
    def harm(www: Path) -> None:
        (www / path).parent.mkdir(parents=True, exist_ok=True)
        (www / path).write_text(text, "utf-8")

    return harm


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page in export's own folder": (_write(".handboek/x.html"), ".handboek/x.html"),
    "another version that search engines may keep": (_write(f".handboek/geldend/{FIRST}", ""), f".handboek/geldend/{FIRST}"),
    "words in the mark": (_write(f".handboek/geldend/{CURRENT}"), f".handboek/geldend/{CURRENT}"),
    "an empty folder in a version": (lambda www: (www / FIRST / "leeg/leger").mkdir(parents=True), f"{FIRST}/leeg"),
    "an empty folder in the alias": (lambda www: (www / "geldend/leeg").mkdir(), "geldend/leeg"),
    "an empty folder in the register": (lambda www: (www / "versies/leeg").mkdir(), "versies/leeg"),
    "a page that may be run": (lambda www: (www / FIRST / "index.html").chmod(0o755), f"{FIRST}/index.html"),
    "a packed copy that may be run": (lambda www: (www / "regime.json.br").chmod(0o744), "regime.json.br"),
    "the mark for the host": (lambda www: (www / ".nojekyll").unlink(), ".nojekyll"),
    "a script in the alias": (_write("geldend/doel/index.html"), "geldend/doel/index.html"),
}


@pytest.mark.parametrize("name", HARMS)
def test_harm_in_a_folder_is_found_and_undone_by_the_next_export(name: str, root: Path, www: Path) -> None:
    assert found(root, www) == []
    harm, path = HARMS[name]
    harm(www)
    # Of a file that was changed, its packed copies are not right either.
    assert {one.removesuffix(".br").removesuffix(".gz") for one in found(root, www)} == {path.removesuffix(".br")}
    assert "opnieuw op de webserver" in render(differences(root, folder=www)[0])
    put_out(root, www)
    assert found(root, www) == []


def test_a_disk_that_says_of_every_file_that_it_may_be_run(root: Path, www: Path) -> None:
    for path in www.rglob("*"):
        path.chmod(0o777)
    there, said = differences(root, folder=www)
    assert there == []
    assert "Deze schijf houdt niet bij welke bestanden uitvoerbaar zijn" in said


def test_the_mark_goes_with_a_text_that_is_taken_off_the_site(root: Path, www: Path) -> None:
    take_down(root, CURRENT)
    put_out(root, www)
    assert found(root, www) == []
    _write(f".handboek/geldend/{CURRENT}", "")(www)
    assert found(root, www) == [f".handboek/geldend/{CURRENT}"]


def test_what_is_not_ours_is_found_until_main_lists_it(root: Path, www: Path) -> None:
    files = {"web.config": "<configuration/>", ".well-known/security.txt": "Contact: x", "robots.txt": "User-agent: *\nDisallow: /\n"}
    for path, text in files.items():
        _write(path, text)(www)
    shutil.copy(www / "robots.txt", www / "bewaard.txt")
    said = render(differences(root, folder=www)[0])
    assert "eigen-bestanden.yml" in said and "Haal het van de webserver." in said
    assert found(root, www) == [".well-known", "bewaard.txt", "robots.txt", "robots.txt.br", "robots.txt.gz", "web.config"]
    (www / "bewaard.txt").unlink()
    own = Edition(own={path: manifest.sha256(text.encode()) for path, text in files.items()})
    assert "niet van het handboek is" not in put_out(root, www, edition=own)
    assert (www / "robots.txt").read_text("utf-8") == files["robots.txt"]
    assert differences(root, folder=www, edition=own)[0] == []
    (www / "web.config").write_text("<configuration><!-- --></configuration>", "utf-8")
    assert [one.path for one in differences(root, folder=www, edition=own)[0]] == ["web.config"]


def test_an_export_that_was_killed_says_what_finishes_it(root: Path, www: Path) -> None:
    """The process ends between the writing of a file and its taking the place of the old one, as kill -9 would have it."""
    shutil.rmtree(www / FIRST)
    child = os.fork()
    if child == 0:
        # No handler of Python runs, and nothing is cleared away.
        Path.replace = lambda *_: os._exit(9)  # type: ignore[method-assign]
        put_out(root, www)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    there, _ = differences(root, folder=www)
    left = [one for one in there if atomic.PASSING in one.path]
    assert left and all("een export die is afgebroken" in one.what for one in left)
    assert "Geef de opdracht handbook export opnieuw" in render(there)
    put_out(root, www)
    assert found(root, www) == []


# What a server sends


@contextmanager
def sending(folder: Path, odd: Callable[[BaseHTTPRequestHandler, str], bool] = lambda *_: False) -> Iterator[str]:
    with served(folder, packing(folder, odd)) as url:
        yield url


PAGES = ("op/index.html", f"{FIRST}/index.html", f"{GONE}/index.html", "geldend/index.html", "404.html")


def _wrong(copy: bytes, ending: str) -> tuple[bytes, ...]:
    """What may stand in the place of a packed copy: one for each of PAGES."""
    return packed.pack(b"<p>Er geldt niets.</p>" * 9)[ending], copy[:-1], copy + b"x", b"", b"geen pakket"


@pytest.mark.parametrize(("ending", "how"), [(".br", "br"), (".gz", "gzip")] if SOAK else [(".br", "br")])
def test_what_browsers_get_is_read(ending: str, how: str, root: Path, www: Path) -> None:
    def harm(*paths: str) -> list[str]:
        # A server may have one that we did not make.
        made = {path: packed.pack((www / path).read_bytes())[ending] for path in paths}
        before = {path: atomic.read(www / f"{path}{ending}") or copy for path, copy in made.items()}
        for number, (path, copy) in enumerate(before.items()):
            (www / f"{path}{ending}").write_bytes(_wrong(copy, ending)[number])
        there = differences(root, url=url)[0]
        for path, copy in before.items():
            (www / f"{path}{ending}").write_bytes(copy)
        return [one.path for one in there if f"({how}), zoals een browser doet" in one.what]

    with sending(www) as url:
        assert differences(root, url=url)[0] == []
        assert {*harm(*PAGES)} == {*PAGES}
        # Scripts on every page read this one.
        assert harm("regime.json") == ["regime.json"]
        assert harm("versions.json") == ["versions.json"]


def test_what_nginx_hands_out_is_read(root: Path, www: Path) -> None:
    """The real server, with the configuration that we ship."""
    with nginx.readable_folder() as scratch:
        shutil.move(www, scratch / "www")
        for one in (scratch / "www").rglob("*"):
            one.chmod(0o755 if one.is_dir() else 0o644)
        with nginx.serving(scratch / "www") as server:
            assert differences(root, url=server.address)[0] == []
            for path, ending in (("versies/index.html", ".br"), (f"{FIRST}/index.html", ".gz")):
                (scratch / "www" / f"{path}{ending}").write_bytes(packed.pack(b"<p>Er geldt niets.</p>" * 9)[ending])
            assert {f"{FIRST}/index.html", "versies/index.html"} <= {one.path for one in differences(root, url=server.address)[0]}


def test_a_copy_that_bursts(root: Path, www: Path) -> None:
    (www / f"{FIRST}/index.html.br").write_bytes(brotli.compress(b"\0" * 300_000_000, quality=1))
    with sending(www) as url:
        assert f"{FIRST}/index.html" in [one.path for one in differences(root, url=url)[0]]


def test_a_server_that_answers_browsers_otherwise(root: Path, www: Path) -> None:
    def odd(request: BaseHTTPRequestHandler, asked: str) -> bool:
        if asked == "identity" or not request.path.startswith(tuple(f"/{FIRST}/{name}" for name in ("doel", "index", "handboek"))):
            return False
        if "doel" in request.path:
            request.send_error(404)
            return True
        body = b"<p>Een andere tekst."
        request.send_response(200)
        if request.path.endswith("handboek.json"):
            request.send_header("Content-Encoding", "zstd")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
        return True

    with sending(www, odd) as url:
        there = {one.path: one.what for one in differences(root, url=url)[0]}
    assert "ontbreekt voor wie het ingepakt vraagt" in there[f"{FIRST}/doel/index.html"]
    assert "een ander bestand" in there[f"{FIRST}/index.html"]
    assert "ingepakt verstuurd" in there[f"{FIRST}/handboek.json"]


def test_a_way_of_packing_that_nothing_here_opens_is_said(root: Path, www: Path) -> None:
    def zstd(request: BaseHTTPRequestHandler, asked: str) -> bool:
        if asked == "zstd" and request.path.endswith("regime.json"):
            request.send_response(200)
            request.send_header("Content-Encoding", "zstd")
            request.send_header("Content-Length", "4")
            request.end_headers()
            request.wfile.write(b"\x28\xb5\x2f\xfd")
            return True
        return False

    with served(www, packing(www, zstd)) as url:
        found, said = differences(root, url=url)
    assert found == []
    assert "Deze server pakt ook in met zstd" in said
