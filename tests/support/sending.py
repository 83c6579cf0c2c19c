"""Serves folders as a good web server in production does: packed, with the headers of a kind, and counts what leaves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.archive import packed
from handbook.serve.headers import KINDS, OTHER

CODINGS = {"br": ".br", "gzip": ".gz"}
"""Content coding of HTTP -> the ending of a file that is packed with it; the first that a browser takes is sent."""


@dataclass
class Sent:
    """One answer: the path below the root that was asked for, and the bytes of its body as they left."""

    path: str
    body: int
    status: int


@dataclass
class Sending:
    """A running server; `sent` grows with every answer."""

    address: str
    sent: list[Sent] = field(default_factory=list)

    @property
    def kilobytes(self) -> float:
        return sum(one.body for one in self.sent) / 1000


@dataclass
class _File:
    path: Path

    @cached_property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def packed(self) -> dict[str, bytes]:
        return packed.pack(self.data) if packed.worth(self.path.name, self.data) else {}

    @property
    def kind(self) -> str:
        return KINDS.get(self.path.suffix, OTHER)


@contextmanager
def sending(root: Path, headers: Mapping[str, str], codings: Mapping[str, str] = CODINGS) -> Iterator[Sending]:
    """The folder `root` at an address of this machine, packed with `codings` where a browser takes them, with `headers` on every answer."""
    files: dict[Path, _File] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(ConnectionError):  # a browser that leaves a page takes no more of it
                super().handle()

        def do_GET(self) -> None:
            asked = urlsplit(self.path).path
            path = _file(root, unquote(asked))
            status = 200 if path else 404
            path = path or _missing(root, unquote(asked))
            file = files.setdefault(path, _File(path)) if path else None
            body = file.data if file else b""
            taken = {part.partition(";")[0].strip() for part in self.headers.get("Accept-Encoding", "").split(",")}
            coding = next((name for name, ending in codings.items() if name in taken and file and ending in file.packed), None)
            if file and coding:
                body = file.packed[codings[coding]]
            running.sent.append(Sent(asked, len(body), status))
            self.send_response(status)
            own = {"Content-Type": file.kind if file else OTHER, "Content-Length": str(len(body)), "Vary": "Accept-Encoding"}
            for name, value in {**headers, **own, "Cache-Control": "no-cache", **({"Content-Encoding": coding} if coding else {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # By name: browsers take brotli from places that they trust, and Lighthouse takes this one for safe.
    running = Sending(f"http://localhost:{server.server_port}/")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


def _file(root: Path, asked: str) -> Path | None:
    path = root / asked.lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return path if path.is_file() else None


def _missing(root: Path, asked: str) -> Path | None:
    """The page for what is not found that stands nearest above it."""
    folder = (root / asked.lstrip("/")).parent
    return next((above / "404.html" for above in (folder, *folder.parents) if (above / "404.html").is_file()), None)
