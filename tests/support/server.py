"""A web server on this machine for the length of a test: the files of a folder, or answers that a test makes up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and keeps no log."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path, handler: type[BaseHTTPRequestHandler] | None = None) -> Iterator[str]:
    """The address of a server that gives the files of the folder, or does as `handler` does."""
    made = handler or partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    # The interval is how long it may take to end, by default half a second.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def packing(folder: Path, odd: Callable[[BaseHTTPRequestHandler, str], bool] = lambda *_: False) -> type[BaseHTTPRequestHandler]:
    """Serves a folder and hands out the packed copy beside a file to who accepts it, as nginx does with brotli_static and gzip_static.

    `odd` gets the request and its Accept-Encoding first, and says whether it answered.
    """

    class Handler(Quiet):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, directory=str(folder), **more)

        def do_GET(self) -> None:
            asked = self.headers.get("Accept-Encoding", "")
            if odd(self, asked):
                return
            for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
                copy = folder / f"{self.path.lstrip('/')}{ending}"
                if encoding in asked and copy.is_file():
                    body = copy.read_bytes()
                    self.send_response(200)
                    self.send_header("Content-Encoding", encoding)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                    return
            super().do_GET()

    return Handler


def slow(folder: Path, cut: Callable[[bytes], Sequence[bytes]], pause: float = 0.15) -> type[BaseHTTPRequestHandler]:
    """Serves a folder, and each page in the parts that `cut` makes of it, `pause` seconds apart: a browser paints what it has so far."""

    class Handler(Quiet):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, directory=str(folder), **more)

        def do_GET(self) -> None:
            page = folder / self.path.lstrip("/") / "index.html"
            if not page.is_file():
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for part in cut(page.read_bytes()):
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(pause)

    return Handler
