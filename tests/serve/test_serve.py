"""The local server as a reader, an author and an intruder meet it: real processes, a real branch, real builds."""

from __future__ import annotations

import http.client
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pytest

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.serve import draft as livereload
from handbook.serve import headers
from handbook.serve import server as serve
from handbook.serve.builder import Builder, Outcome
from handbook.serve.draft import View
from handbook.serve.worker import WHOLE
from tests.support import handbooks, shipped
from tests.support.fork import handbook
from tests.support.server import free_port

PATIENCE = 120
"""Seconds after which something never happens; far more than it takes."""

SCRIPT = livereload.SCRIPT_ADDRESS.encode()
BANNER = b'class="hb-melding"'

T = TypeVar("T")


def until(look: Callable[[], T]) -> T:
    """What `look` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)
    return found


def draw(folder: Path) -> Path:
    """A copy of the sample organisation, without git."""
    return handbooks.draw(folder, {".gitignore": (handbooks.ROOT / ".gitignore").read_text("utf-8")}, handbooks.SAMPLE)


def git(folder: Path, *args: str) -> bytes:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@proefhuis.test", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *args], cwd=folder, check=True, capture_output=True).stdout


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Running:
    """A server in a process of its own; `scratch` is where it puts its temporary files."""

    root: Path
    port: int
    process: subprocess.Popen[bytes]
    said: Path
    scratch: Path

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        reply = Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return reply

    def raw(self, request: bytes) -> bytes:
        """Everything that comes back for bytes as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def shows(self, path: str, text: bytes) -> Reply:
        def look() -> Reply | None:
            reply = self.get(path)
            return reply if text in reply.body else None

        found = until(look)
        assert found
        return found

    @contextmanager
    def listening(self) -> Iterator[Callable[[], str]]:
        """An open page: gives the next state of the draft; the empty text at the end."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", livereload.EVENTS_ADDRESS)
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"

        def following() -> str:
            for line in iter(answer.readline, b""):
                if line.startswith(b"data: "):
                    return line.removeprefix(b"data: ").decode().split()[0]
            return ""

        try:
            yield following
        finally:
            answer.close()
            connection.close()

    def end(self, how: signal.Signals) -> str:
        """What it said, once it has ended."""
        self.process.send_signal(how)
        assert self.process.wait(PATIENCE) == 0
        assert list(self.scratch.iterdir()) == []
        return self.said.read_text("utf-8")


@contextmanager
def running(root: Path, verb: str = "serve") -> Iterator[Running]:
    port = free_port()
    scratch = root.parent / f"{root.name}.tmp"
    scratch.mkdir()
    said = root.parent / f"{root.name}.log"
    with said.open("wb") as log:
        env = os.environ | {"TMPDIR": str(scratch), "HANDBOEK_VANDAAG": "2026-12-01"}
        process = subprocess.Popen([sys.executable, "-m", "handbook", verb, "--port", str(port)], cwd=root, env=env, stdout=log, stderr=log)
    try:
        server = Running(root, port, process, said, scratch)
        until(lambda: process.poll() is not None or b"Ctrl+C" in said.read_bytes())
        assert process.poll() is None, said.read_text("utf-8")
        yield server
        assert "Traceback" not in said.read_text("utf-8")
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(scratch, ignore_errors=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Started before anything was published; the version came while it ran."""
    root = draw(tmp_path_factory.mktemp("serve") / "handboek")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Eerste tekst")
    with running(root) as started:
        before = started.get("/")
        assert (before.status, before.headers["content-type"]) == (200, headers.HTML)
        assert b"nog geen versie gepubliceerd" in before.body
        assert b'href="/concept/"' in before.body
        done = handbook(root, "publish")
        assert done.returncode == 0, done.stdout + done.stderr
        started.shows("/concept/", b"md-content")
        yield started
        assert "Gestopt" in started.end(signal.SIGTERM)


def test_a_version_shows_at_once_and_byte_for_byte(server: Running) -> None:
    with tarfile.open(fileobj=io.BytesIO(git(server.root, "archive", "gh-pages"))) as branch:
        files = {m.name: f.read() for m in branch if (f := branch.extractfile(m))}
    assert "index.html" in files
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    for name, data in files.items():
        address = name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name
        connection.request("GET", f"/{quote(address)}")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, data), name
        assert SCRIPT not in data
    connection.close()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/geldend", "/geldend/"),
        ("/geldend?q=1&r=%20", "/geldend/?q=1&r=%20"),
        ("/concept", "/concept/"),
        ("/concept/doel?h=werk", "/concept/doel/?h=werk"),
        ("//concept", "/concept/"),
    ],
)
def test_a_folder_is_named_with_its_slash_first(server: Running, path: str, to: str) -> None:
    reply = server.get(path)
    assert (reply.status, reply.headers["location"], reply.body) == (302, to, b"")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/concept/", "text/html; charset=utf-8"),
        ("/concept/search/search_index.json", "application/json; charset=utf-8"),
        ("/concept/stijl/kleur.css", "text/css; charset=utf-8"),
        ("/concept/sitemap.xml", "application/xml; charset=utf-8"),
        ("/concept/img/telefoon.png", "image/png"),
        ("/versions.json", "application/json; charset=utf-8"),
        (livereload.SCRIPT_ADDRESS, "text/javascript; charset=utf-8"),
        (livereload.STYLE_ADDRESS, "text/css; charset=utf-8"),
    ],
)
def test_kinds_and_headers(server: Running, path: str, kind: str) -> None:
    reply, head = server.get(path), server.get(path, "HEAD")
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    assert {k: reply.headers[k.lower()] for k in serve.SENT} == serve.SENT
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(reply.body)))


def test_a_missing_page_is_shown_in_its_own_house(server: Running) -> None:
    missing = server.get("/geldend/bestaat/niet/")
    assert (missing.status, missing.body) == (404, git(server.root, "show", "gh-pages:404.html"))
    draft = server.get("/concept/bestaat/niet/")
    assert draft.status == 404
    assert SCRIPT in draft.body
    assert server.get("/_handboek/iets").status == 404


OUTSIDE = (
    "/concept/../variables.yml",
    "/concept/%2e%2e/%2E%2e/variables.yml",
    "/concept/..%2f..%2fvariables.yml",
    "/concept/..%5c..%5cvariables.yml",
    "/concept/..\\variables.yml",
)
ODD = (
    "/concept/%00",
    "/%00",
    "/concept/index.html%00.png",
    "/%ff",
    "/concept//doel/",
    "/concept/./doel/",
    "/%0a",
    "/geldend%0aHEAD:variables.yml",
    "/.git/config",
    "/concept/%252e%252e/variables.yml",
)


@pytest.mark.parametrize("path", [*OUTSIDE, *ODD, "/../variables.yml", "/HEAD:variables.yml", "/:/variables.yml", "*", "variables.yml"])
def test_nothing_outside_is_served(server: Running, path: str) -> None:
    answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"kvk" not in answer


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    site = tmp_path / "site"
    (site / "map").mkdir(parents=True)
    (site / "uit.txt").symlink_to(tmp_path / "geheim.txt")
    (site / "weg").symlink_to(tmp_path)
    (site / "in.txt").write_text("binnen")
    folder = serve.Folder(site.resolve())
    assert [folder.read(p) for p in ("in.txt", "uit.txt", "weg/geheim.txt", "../geheim.txt", "map", "x" * 5000)] == [
        b"binnen",
        None,
        None,
        None,
        None,
        None,
    ]
    assert [folder.is_dir(p) for p in ("map", "weg", "..", "in.txt")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:9000", 200),
        ("127.0.0.1:1", 200),
        ("kwaad.example", 403),
        ("localhost.kwaad.example", 403),
        ("127.0.0.1@kwaad.example", 403),
        ("", 403),
    ],
)
def test_only_for_this_computer(server: Running, host: str, status: int) -> None:
    """A site elsewhere that lets its name lead here gets nothing (DNS rebinding)."""
    for path in ("/concept/", "/", livereload.SCRIPT_ADDRESS):
        assert server.get(path, Host=host).status == status
    if status == 403:
        assert server.get(livereload.EVENTS_ADDRESS, Host=host).status == 403


def test_two_hosts_or_none_is_no_host(server: Running) -> None:
    assert server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: kwaad.example\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 403 ")
    assert server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "IETS"])
def test_only_reading(server: Running, method: str) -> None:
    assert server.get("/", method).status == 501


def test_one_connection_takes_many_requests(server: Running) -> None:
    two = server.raw(
        b"HEAD /concept/ HTTP/1.1\r\nHost: localhost\r\n\r\nGET /bestaat-niet HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    assert re.findall(rb"HTTP/1\.1 (\d+)", two) == [b"200", b"404"]
    # What comes along with a request is never taken for the next one.
    hidden = server.raw(
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 46\r\n\r\nGET /versions.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    assert re.findall(rb"HTTP/1\.1 (\d+)", hidden) == [b"200"]


def test_a_client_that_breaks_off_is_no_news(server: Running) -> None:
    before = server.said.read_bytes()
    for request in (
        b"GET /concept/search/search_index.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50,
        b"GET /conc",
        b"\x16\x03\x01\x00\xff\r\n\r\n",
    ):
        line = socket.create_connection(("127.0.0.1", server.port))
        # Closing without reading makes the other side's writing fail.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        line.sendall(request)
        line.close()
    assert server.get("/concept/").status == 200
    assert server.said.read_bytes() == before


def test_the_second_server_is_told_what_to_do(server: Running) -> None:
    with pytest.raises(CannotWork, match=rf"Poort {server.port} is al in gebruik(?s:.+)PORT=\d+ make site"):
        serve.claim(server.port)
    second = handbook(server.root, "serve", "--port", str(server.port))
    assert second.returncode == 2
    assert f"Poort {server.port} is al in gebruik" in second.stderr
    assert "Traceback" not in second.stderr
    serve.claim(free_port())


def test_a_change_shows_by_itself_and_a_mistake_is_told_on_the_page(server: Running) -> None:
    page, facts = server.root / "docs" / "doel.md", server.root / "variables.yml"
    text, values = page.read_text("utf-8"), facts.read_text("utf-8")
    with server.listening() as following:
        first = following()
        assert f'data-bouw="{first}"'.encode() in server.get("/concept/doel/").body

        page.write_text(f"{text}\nEen verse zin.\n", "utf-8")
        second = following()
        fresh = server.get("/concept/doel/")
        assert second != first
        assert b"Een verse zin." in fresh.body
        # The page comes first, the rest behind it: this page says the same in both.
        third = following()
        assert any(f'data-bouw="{state}"'.encode() in fresh.body for state in (second, third))
        assert BANNER not in fresh.body

        facts.write_text(values.replace("hr@proefhuis.test", "<i>hr"), "utf-8")
        following()
        wrong = server.get("/concept/doel/")
        assert BANNER in wrong.body
        assert b"<b>variables.yml:" in wrong.body
        assert b"&lt;i&gt;hr" in wrong.body
        assert b"<i>hr" not in wrong.body
        assert b"Een verse zin." in wrong.body
        assert BANNER in server.get("/concept/").body
        assert BANNER not in server.get("/geldend/").body
        assert "variables.yml:" in server.said.read_text("utf-8")

        # A copy that an editor left is no change by itself, but it may be what is wrong.
        backup = page.with_name("doel.md~")
        backup.write_text("x")
        server.shows("/concept/doel/", b"doel.md~")
        backup.unlink()

        # An editor that saves by a rename, as most do.
        replacement = server.root / "vers.md"
        replacement.write_text(f"{text}\nEen andere zin.\n", "utf-8")
        replacement.replace(page)
        facts.write_text(values, "utf-8")
        mended = server.shows("/concept/doel/", b"Een andere zin.")
        assert BANNER not in mended.body
        assert b"Een verse zin." not in mended.body
    assert b"Een andere zin." not in server.get("/geldend/doel/").body


def test_an_export_without_git_shows_the_draft_only(tmp_path: Path) -> None:
    root = draw(tmp_path / "export")
    facts = root / "variables.yml"
    values = facts.read_text("utf-8")
    facts.write_text(values.replace("hr@proefhuis.test", "<i>hr"), "utf-8")
    with running(root) as server:
        assert "niet bij een git-repository" in server.said.read_text("utf-8")
        # There is nothing to hold the draft against.
        assert server.get("/wat-verandert/").status == 404 and "wat-verandert" not in server.said.read_text("utf-8")
        assert b"git-repository" in server.get("/").body
        waiting = server.get("/concept/doel/")
        # It may have found the mistake by now, on a fast machine.
        assert waiting.status in (500, 503)
        wrong = server.shows("/concept/doel/", b"&lt;i&gt;hr")
        assert (wrong.status, b"data-wacht" in wrong.body) == (500, True)
        facts.write_text(values, "utf-8")
        assert server.shows("/concept/doel/", b"md-content").status == 200
        assert "Gestopt" in server.end(signal.SIGTERM)


def test_a_fresh_clone_with_unfinished_work_shows_what_origin_has(server: Running, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(server.root), "kloon")
    root = tmp_path / "kloon"
    with (root / "docs/doel.md").open("a", encoding="utf-8") as page:
        page.write("\nNog niet af.\n")
    with running(root, "site") as clone:
        said = clone.said.read_text("utf-8")
        assert "proef" not in said
        assert "Er is nog geen versie gepubliceerd" not in said
        assert clone.get("/").body == git(root, "show", "origin/gh-pages:index.html")
        assert clone.get("/geldend/doel/").status == 200
        clone.end(signal.SIGTERM)
    assert not git(root, "for-each-ref", "refs/heads/gh-pages")


def everything(root: Path, remote: Path) -> tuple[bytes, ...]:
    """All that git knows here and there, and what it would say of the work tree."""
    ask = ("for-each-ref", "--format=%(refname) %(objectname)")
    return git(root, *ask), git(remote, *ask), git(root, "status", "--porcelain", "--ignored"), git(root, "rev-parse", "HEAD")


def test_making_the_site_publishes_nothing_and_shows_versions_all_the_same(tmp_path: Path) -> None:
    """The adopter's first look: facts and decisions of the example, unfinished work, a remote that could be pushed to."""
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    root = shipped.adopted(tmp_path / "handboek")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Begin")
    git(root, "remote", "add", "origin", str(tmp_path / "remote"))
    git(root, "push", "--quiet", "origin", "main")
    with (root / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\nNog niet af.\n")
    before = everything(root, tmp_path / "remote")
    with running(root, "site") as server:
        said = server.said.read_text("utf-8")
        assert "Nog van het voorbeeld: " in said and "alleen op deze computer" in said
        assert "handbook publish" not in said
        shown = server.get("/geldend/")
        assert shown.status == 200 and b"2026-01-01" in shown.body
        version = server.get("/2026-01-01/").body
        assert b"<strong>Voorbeeld.</strong>" in version and b"Nog niet af." in version
        assert server.get("/versies/").status == 200
        assert everything(root, tmp_path / "remote") == before
        assert "Gestopt" in server.end(signal.SIGTERM)
    assert everything(root, tmp_path / "remote") == before


def test_a_trial_of_somebodys_own_text_says_that_it_was_not_published(tmp_path: Path) -> None:
    """Without a repository too, as from a zip file."""
    with running(handbooks.draw(tmp_path / "handboek"), "site") as server:
        body = server.get("/2026-01-01/").body
        assert b"<strong>Proef.</strong>" in body and b"<strong>Voorbeeld.</strong>" not in body
        server.end(signal.SIGINT)


def test_a_text_that_nobody_adopted_yet_is_shown_as_a_draft_without_a_trial(tmp_path: Path) -> None:
    """As in a new repository."""
    root = handbooks.draw(tmp_path / "handboek")
    revision = root / "docs/revisies/2026-01-01.md"
    revision.write_text(revision.read_text("utf-8").replace("status: vastgesteld", "status: concept"), "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Begin")
    with running(root, "site") as server:
        said = server.said.read_text("utf-8")
        assert "Er is nog geen revisie vastgesteld." in said and "proef" not in said
        assert b'<a href="/wat-verandert/">Wat verandert er?</a>' in server.shows("/concept/", b"md-content").body
        told = server.shows("/wat-verandert/", b"Er verandert niets voor de lezer.")
        assert (told.status, told.headers["cache-control"]) == (200, "no-store")
        assert (
            "'unsafe" not in told.headers["content-security-policy"]
            and "style-src 'self' 'sha256-" in told.headers["content-security-policy"]
        )
        page = root / "docs/index.md"
        page.write_text(page.read_text("utf-8").replace("Lees de", "Lees eerst de"), "utf-8")
        after = server.shows("/wat-verandert/", b"eerst")
        # It renews itself, as the draft does, and leads back to it.
        assert SCRIPT in after.body and b'href="/concept/"' in after.body
        assert server.get("/wat-verandert").headers["location"] == "/wat-verandert/"
        server.end(signal.SIGINT)


def test_ctrl_c_in_the_middle_of_a_build(tmp_path: Path) -> None:
    with running(draw(tmp_path / "stop")) as server, server.listening() as following:
        building = server.get("/concept/")
        assert (building.status, building.headers["retry-after"]) == (503, "2")
        assert b"wordt gebouwd" in building.body
        assert "Gestopt" in server.end(signal.SIGINT)
        assert following() == ""


def test_an_address_below_a_folder_leads_to_the_same_page() -> None:
    """A page for a missing address links with the folder of the real address, as in https://proefhuis.test/handboek/."""

    class Branch:
        def read(self, path: str) -> bytes | None:
            return b"stijl" if path == "2026-11-01/stijl.css" else None

        def is_dir(self, path: str) -> bool:
            return path == ""

    site = serve.ServedSite(Branch(), livereload.Draft(None, Path(), print), "handboek")  # type: ignore[arg-type]
    assert site.answer("/handboek/2026-11-01/stijl.css?v=1").location == "/2026-11-01/stijl.css?v=1"
    assert site.answer("/2026-11-01/stijl.css").body == b"stijl"
    assert site.answer("/handboekje/2026-11-01/stijl.css").status == 404


@pytest.mark.parametrize("html", [b"<html><body><p>x</p></body></html>", b"<p>geen einde"])
def test_the_page_stays_as_built_around_what_is_added(html: bytes) -> None:
    plain = livereload.insert(html, View("a-1"))
    added = b'<script src="/_handboek/herladen.js" data-bouw="a-1" defer></script>\n'
    assert plain.count(added) == 1
    assert plain.replace(added, b"") == html
    lines = ("docs/a.md:3: waarschuwing: Let op <u>. [TXT001]", 'docs/b.md: "x: y" is fout. [LNK001]', "Gevonden: <1> fout.")
    told = livereload.insert(html, View("a-2", None, lines, ready=True)).decode()
    assert told.index("docs/b.md") < told.index("docs/a.md:3")
    assert "&lt;u&gt;" in told
    assert "Gevonden: &lt;1&gt; fout." in told
    assert "<b>docs/b.md</b> &quot;x: y&quot; is fout." in told


@pytest.mark.parametrize("goes", [True, False])
def test_a_file_that_goes_while_it_is_built_is_nobodys_mistake(goes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is told all the same where the files stayed as they were."""
    page, told = tmp_path / "docs/weg.md", list[str]()
    page.parent.mkdir()
    page.write_text("Tekst.", "utf-8")
    trace = (livereload.TRACEBACK, f"FileNotFoundError: {page}")

    def build(_: Builder, to: Path, *__: object) -> Outcome:
        if goes and not page.exists():
            (to / WHOLE).mkdir(parents=True)
            return Outcome(0, (), to / WHOLE)
        if goes:
            page.unlink()
        return Outcome(1, trace, to / WHOLE)

    monkeypatch.setattr(Builder, "build", build)
    (tmp_path / "concept").mkdir()
    draft = livereload.Draft(Project(tmp_path, tmp_path / "variables.yml"), tmp_path / "concept", told.append)
    draft.start()
    try:
        until(lambda: draft.view.ready)
    finally:
        draft.stop()
    assert draft.view.wrong == (() if goes else trace)
    assert (livereload.TRACEBACK in "\n".join(told)) != goes
