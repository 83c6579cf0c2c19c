"""Serves the handbook to this computer only: the published versions straight from the branch, and the draft at /concept/."""

from __future__ import annotations

import errno
import json
import re
import shutil
import signal
import socketserver
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from handbook.archive import root_pages
from handbook.archive.branch import BranchFiles
from handbook.archive.git import Objects
from handbook.core import system_errors
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, render
from handbook.core.page_marks import MANAGEMENT
from handbook.core.project import Project
from handbook.editor.config import PLACE as EDITOR
from handbook.serve import changes, headers
from handbook.serve import draft as livereload
from handbook.serve import editor as editing
from handbook.serve.changes import Changes
from handbook.serve.decap import Reply
from handbook.serve.draft import Draft
from handbook.serve.editor import Editor
from handbook.serve.form import page as form
from handbook.serve.headers import HTML, KINDS, OTHER
from handbook.sources import variables

HOST = "127.0.0.1"
DRAFT = "concept"
OWN = "_handboek"
STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}

SENT = {
    **headers.HEADERS,
    # The next build must show; the browser may keep a file but has to ask.
    "Cache-Control": "no-cache",
}
"""On every answer: the policy of the real site, so that what breaks it is seen here first."""


def claim(port: int) -> None:
    """Raises CannotWork where `serve` could not have `port`: to be asked before work that takes long."""
    listen(port, None).server_close()


def serve(project: Project, port: int, say: Callable[[str], None], trial: Project | None = None) -> None:
    """Serves until Ctrl+C or a request to end; raises CannotWork where `port` cannot be had.

    The versions are those of `trial` where there is one, the draft is always that of `project`.
    """
    # Blocked before any thread starts, so that none of them gets a stop that is meant for sigwait below.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        _serve(project, port, say, trial)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def has_archive(project: Project) -> bool:
    """Whether any version was published, here or on origin as this clone knows it."""
    files = _versions(project)
    try:
        return files is not None and files.is_dir("")
    finally:
        if files:
            files.close()


def _versions(project: Project) -> BranchFiles | None:
    return BranchFiles(project.root, project.edition) if _has_branches(project) else None


def _serve(project: Project, port: int, say: Callable[[str], None], trial: Project | None) -> None:
    files = _versions(trial or project)
    folder = Path(tempfile.mkdtemp(prefix="handboek-concept-")).resolve()
    draft = Draft(project, folder, say)
    editor = Editor(project) if _has_branches(project) else None
    try:
        compared = Changes(draft, f"/{DRAFT}/") if files else None
        with listen(port, ServedSite(files, draft, _base(project), project, compared, editor)) as server:
            draft.start()
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
            if trial:
                say("Er is nog geen versie gepubliceerd. U ziet een proef, die alleen op deze computer staat en verdwijnt als u stopt.")
            _greet(f"http://{HOST}:{server.server_port}/", files, say)
            if editor and editor.part.there:
                say(f"Het handboek bewerkt u op http://{HOST}:{server.server_port}/{EDITOR}/")
            if (project.docs / MANAGEMENT / "index.md").is_file():
                say(f"Hoe u het handboek bijhoudt, leest u op http://{HOST}:{server.server_port}/{DRAFT}/{MANAGEMENT}")
            signal.sigwait(STOPS)
            say("\nGestopt. Tot ziens.")
            server.shutdown()
    finally:
        draft.stop()
        if editor:
            editor.stop()
        if files:
            files.close()
        shutil.rmtree(folder, ignore_errors=True)


def _greet(address: str, files: BranchFiles | None, say: Callable[[str], None]) -> None:
    if files is None:
        say("Deze map hoort niet bij een git-repository. Er zijn dus geen gepubliceerde versies; u ziet alleen het concept.")
    elif not files.is_dir(""):
        say("Er is nog geen versie gepubliceerd. Dat doet u met: handbook publish")
    say(f"Het handboek staat op {address}\nHet concept staat op {address}{DRAFT}/ en volgt uw wijzigingen.")
    if files is not None:
        say(f"Wat het concept verandert, leest u op {address}{changes.PLACE}/")
    say(f"Uw gegevens vult u in op {address}{form.PLACE}/\nStoppen: Ctrl+C.")


def _has_branches(project: Project) -> bool:
    """Whether the repository is the handbook's own: an export may lie inside that of something else."""
    with Objects(project.root) as objects:
        return (project.root / ".git").exists() or objects.get("HEAD:./mkdocs.yml") is not None


def _base(project: Project) -> str:
    """The folder of the real address in which the handbook stands, such as `handboek`."""
    facts, _ = variables.load(project)
    return urlsplit(facts.handboek.adres).path.strip("/") if facts else ""


class Files(Protocol):
    """A tree of files: a branch, or a folder on disk. Paths are relative, with forward slashes."""

    def read(self, path: str) -> bytes | None: ...
    def is_dir(self, path: str) -> bool: ...


@dataclass(frozen=True)
class Folder:
    """A folder on disk; what links out of it is not there."""

    root: Path

    def read(self, path: str) -> bytes | None:
        file = self._inside(path)
        try:
            return file.read_bytes() if file and file.is_file() else None
        except OSError:
            return None

    def is_dir(self, path: str) -> bool:
        folder = self._inside(path)
        return folder is not None and folder.is_dir()

    def _inside(self, path: str) -> Path | None:
        try:
            real = (self.root / path).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return real if real.is_relative_to(self.root) else None


@dataclass(frozen=True)
class Over:
    """Files that stand in the place of those in `below`, where they are there."""

    above: Files
    below: Files

    def read(self, path: str) -> bytes | None:
        found = self.above.read(path)
        return self.below.read(path) if found is None else found

    def is_dir(self, path: str) -> bool:
        return self.above.is_dir(path) or self.below.is_dir(path)


@dataclass(frozen=True)
class Answer:
    """What goes back for one address."""

    status: int
    kind: str = HTML
    body: bytes = b""
    location: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    """Headers in the place of those that every answer has."""


@dataclass(frozen=True)
class ServedSite:
    """Knows what stands at which address. `base` is the folder of the real address; pages that are shown for a missing one link with it.

    Of a `project` the facts can be filled in on a page; `changes` tells what the draft changes.
    """

    files: Files | None
    draft: Draft
    base: str = ""
    project: Project | None = None
    changes: Changes | None = None
    editor: Editor | None = None

    def answer(self, target: str) -> Answer:
        """The answer for a request target as it came in, query included."""
        address, _, query = target.partition("?")
        path = safe(address)
        if path is None:
            return _sorry()
        top, _, below = path.partition("/")
        if top == OWN:
            return self._own(address)
        if top == form.PLACE and self.project and not below:
            return self._form(self.project) if path.endswith("/") else _moved(path + "/", query)
        if top == changes.PLACE and self.changes and not below:
            return Answer(200, HTML, self.changes.page(), more=changes.POLICY) if path.endswith("/") else _moved(path + "/", query)
        if top == EDITOR and self.editor:
            return self._editor(self.editor, below) if "/" in path else _moved(path + "/", query)
        found = self._draft(below, path, query) if top == DRAFT else self._published(path, query)
        if found.status == 404 and self.base and path.startswith(self.base + "/"):
            return _moved(path.removeprefix(self.base + "/"), query)
        return found

    def _editor(self, editor: Editor, below: str) -> Answer:
        found = editor.file(below)
        return _of_editor(found) if found else _sorry()

    def take(self, target: str, body: bytes) -> Answer:
        """The answer to what the page of the editor sends."""
        found = self.editor.take(target.removeprefix(f"/{EDITOR}/"), body) if self.editor else None
        return _of_editor(found) if found else _sorry()

    def _own(self, address: str) -> Answer:
        own = {
            livereload.SCRIPT_ADDRESS: (KINDS[".js"], livereload.SCRIPT),
            livereload.STYLE_ADDRESS: (KINDS[".css"], livereload.STYLE),
            livereload.ICON_ADDRESS: (KINDS[".svg"], livereload.ICON),
        }
        asset = form.asset(address)
        if asset is not None:
            return Answer(200, KINDS[PurePosixPath(address).suffix], asset)
        return Answer(200, *own[address]) if address in own else _sorry()

    @property
    def _to_form(self) -> str:
        return f"/{form.PLACE}/" if self.project else ""

    @property
    def _to_compare(self) -> str:
        """Where the draft is compared with the text in force; nothing where there is no such text, or a release from before published it."""
        there = self.files is not None and self.files.read(root_pages.COMPARE_PAGE) is not None
        return f"/{root_pages.COMPARE_PAGE.removesuffix('index.html')}?naar={DRAFT}" if there else ""

    def _form(self, project: Project) -> Answer:
        def listed(findings: list[Finding]) -> str:
            return livereload.points(tuple(render(findings, "text").splitlines()))

        return Answer(200, HTML, form.page(project, livereload.ICON_ADDRESS, listed), more=form.POLICY)

    def _draft(self, below: str, path: str, query: str) -> Answer:
        if path == DRAFT:
            return _moved(path + "/", query)
        view = self.draft.view
        if view.site is None:
            return Answer(500 if view.ready else 503, HTML, livereload.instead(view, self._to_form))
        added = self.editor.added.read(f"docs/{below}") if self.editor else None
        if added is not None:
            return Answer(200, KINDS.get(PurePosixPath(below).suffix, OTHER), added)
        site = Over(Folder(view.site), Folder(view.rest)) if view.rest else Folder(view.site)
        found = _find(site, below, path, query) or Answer(404, HTML, site.read("404.html") or _sorry().body)
        if found.kind != HTML or found.location is not None:
            return found
        if self.editor and (shown := re.fullmatch(rf"{editing.SHOWN}=([0-9]+)", query)):
            typed = self.editor.preview.within(shown[1], found.body if found.status == 200 else None)
            # As it is: what renews a page of the draft would take away what was typed.
            return Answer(200, HTML, typed) if typed else _sorry()
        return Answer(
            found.status,
            HTML,
            livereload.insert(found.body, view, self._to_form, self._to_compare, f"/{changes.PLACE}/" if self.changes else ""),
        )

    def _published(self, path: str, query: str) -> Answer:
        found = _find(self.files, path, path, query) if self.files else None
        if found:
            return found
        if path == "" and not (self.files and self.files.is_dir("")):
            return Answer(200, HTML, _nothing_yet(self.files is not None, self._to_form))
        return self._missing()

    def _missing(self) -> Answer:
        """The branch's own page for this, else that of the newest version."""
        body = (self.files.read("404.html") or self.files.read(f"{_newest(self.files)}/404.html")) if self.files else None
        return Answer(404, HTML, body) if body else _sorry()


def safe(address: str) -> str | None:
    """The path of an address without its first slash, decoded; None where it could lead out of a folder or is no path at all."""
    try:
        path = unquote(address.partition("#")[0], errors="strict")
    except UnicodeDecodeError:
        return None
    # Unprintable: line ends and NUL, which git and the file system read as an end. Backslash and colon: folders and disks on Windows.
    if not path.startswith("/") or not path.isprintable() or re.search(r"[\\:]", path):
        return None
    parts = path[1:].split("/")
    # Only the last part may be empty: that is a folder.
    return None if {".", ".."} & {*parts} or "" in parts[:-1] else "/".join(parts)


def _of_editor(reply: Reply) -> Answer:
    return Answer(reply.status, reply.kind, reply.body, more=headers.of_editor())


def _find(files: Files, path: str, whole: str, query: str) -> Answer | None:
    """The file at `path`; a folder gives its index, or is named with its slash first, as links on its page count on that."""
    file = path + "index.html" if path == "" or path.endswith("/") else path
    body = files.read(file)
    if body is not None:
        return Answer(200, KINDS.get(PurePosixPath(file).suffix.lower(), headers.OTHER), body)
    return _moved(whole + "/", query) if file == path and files.is_dir(path) else None


def _moved(path: str, query: str) -> Answer:
    return Answer(302, location="/" + quote(path) + (f"?{query}" if query else ""))


def _newest(files: Files) -> str:
    """The folder of the newest version: mike lists it first."""
    try:
        return str(json.loads(files.read("versions.json") or b"")[0]["version"])
    except (ValueError, LookupError, TypeError):
        return ""


def _sorry() -> Answer:
    body = f'<p>Op dit adres staat niets. Kijk het adres na.</p>\n<p><a href="/">Naar het handboek</a> of <a href="/{DRAFT}/">naar het concept</a></p>\n'
    return Answer(404, HTML, livereload.page("Deze pagina is er niet", body))


def _nothing_yet(git: bool, form: str) -> bytes:
    how = (
        "Dat doet u met <code>handbook publish</code>."
        if git
        else "Deze map hoort niet bij een git-repository. Daarom kunt u hier niet publiceren."
    )
    return livereload.page(
        "Er is nog geen versie gepubliceerd",
        f'<p>{how}</p>\n<p><a href="/{DRAFT}/">Bekijk het concept</a></p>\n{livereload.way_to_form(form)}',
    )


class Server(ThreadingHTTPServer):
    """One thread per connection, gone with the program."""

    daemon_threads = True
    # Two servers on one port would take turns in answering.
    allow_reuse_port = False
    request_queue_size = 64
    site: ServedSite | None = None

    def server_bind(self) -> None:
        # Not HTTPServer's: that asks the network for our name, which can take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def listen(port: int, site: ServedSite | None) -> Server:
    """A server on this computer at `port` (0: any that is free). Raises CannotWork where the port cannot be had, and names another."""
    other = f"PORT={port + 1 if 1023 < port < 65535 else 8001} make site"
    try:
        server = Server((HOST, port), Handler)
    except OverflowError as error:
        raise CannotWork(f"Poort {port} bestaat niet. Kies een andere poort, bijvoorbeeld met: {other}") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Poort {port} is al in gebruik. Misschien staat het handboek al open in een ander venster: {_address(port)}\n"
            raise CannotWork(f"{reason}Sluit dat programma, of kies een andere poort, bijvoorbeeld met: {other}") from error
        raise CannotWork(
            f"Poort {port} is niet te gebruiken: {system_errors.said(error)}. Kies een andere poort, bijvoorbeeld met: {other}"
        ) from error
    server.site = site
    return server


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP; a ServedSite knows what each path leads to. What is sent comes from the page of the editor alone."""

    server: Server
    protocol_version = "HTTP/1.1"
    error_message_format = "Dit verzoek is niet goed: %(code)d.\n"
    error_content_type = "text/plain; charset=utf-8"
    # A connection on which nobody asks anything ends.
    timeout = 60
    replaced: Mapping[str, str] = {}

    def do_GET(self) -> None:
        self.replaced = {}
        # What a request carries along is not read; it must not be taken for the next request.
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        site = self.server.site
        if site is None or not self._for_this_computer():
            self._send(
                Answer(403, "text/plain; charset=utf-8", b"Dit adres is alleen te bekijken als http://127.0.0.1 of http://localhost.\n")
            )
        elif self.path == livereload.EVENTS_ADDRESS:
            self._events(site.draft)
        else:
            self._send(site.answer(self.path))

    def do_POST(self) -> None:
        """Only the page of the editor sends something: from this very address, as JSON, and not more than it needs."""
        self.replaced = {}
        self.close_connection = True
        own = {f"http://{host}" for host in self.headers.get_all("Host", [])}
        length = self.headers.get("Content-Length", "")
        site = self.server.site
        if not self.path.startswith(f"/{EDITOR}/"):
            self.send_error(501)
        elif site is None or not self._for_this_computer() or {*self.headers.get_all("Origin", [])} != own:
            self._send(Answer(403, "text/plain; charset=utf-8", b"Dit verzoek komt niet van de editor.\n"))
        elif self.headers.get_content_type() != "application/json" or not re.fullmatch(r"[0-9]{1,9}", length, re.ASCII):
            self._send(Answer(400, "text/plain; charset=utf-8", b"Dit verzoek is niet te lezen.\n"))
        elif int(length) > editing.LIMIT:
            self._send(Answer(413, "text/plain; charset=utf-8", b"Dit is te veel in een keer.\n"))
        else:
            self._send(site.take(self.path, self.rfile.read(int(length))))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _for_this_computer(self) -> bool:
        """A website elsewhere can let its own name lead to 127.0.0.1 and read along (DNS rebinding); the browser then sends that name."""
        hosts = self.headers.get_all("Host", [])
        return (
            len(hosts) == 1
            and re.fullmatch(r"(?:127\.0\.0\.1|localhost)(?::\d{1,5})?", hosts[0].strip(), re.IGNORECASE | re.ASCII) is not None
        )

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.replaced = answer.more
        if answer.location is not None:
            self.send_header("Location", answer.location)
        else:
            self.send_header("Content-Type", answer.kind)
        if answer.status == 503:
            self.send_header("Retry-After", "2")
        self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _events(self, draft: Draft) -> None:
        """Server-sent events: the state of the draft, now and at every change."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 1000\n\n")
        for state in draft.states():
            self.wfile.write(f"data: {state}\n\n".encode() if state else b": stil\n\n")

    def version_string(self) -> str:
        return "handboek"

    def end_headers(self) -> None:
        for name, value in {**SENT, **self.replaced}.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """No line per request: the terminal is for findings."""
