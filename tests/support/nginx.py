"""Runs Debian's nginx with deploy/nginx.conf on a port of this machine, as a user without rights and in a folder that goes afterwards."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.handbooks import ROOT
from tests.support.server import free_port

CONF = ROOT / "deploy" / "nginx.conf"
PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
MODULE = "ngx_http_brotli_static_module.so"
PLACES = ("/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/usr/local/lib/nginx/modules")
PATIENCE = 60
"""Seconds after which it will not start any more; far more than it takes."""

MAIN = """
daemon off;
worker_processes 1;
pid {scratch}/nginx.pid;
error_log {scratch}/error.log notice;
load_module {module};
events {{}}
http {{
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {scratch}/handboek.conf;
}}
"""
"""What Debian's own nginx.conf does around ours, in a folder of the test's."""


class NoNginx(Exception):
    """There is no nginx, and a test that was skipped proves nothing."""


def program() -> Path:
    """The program to start; Debian keeps it where only administrators look. Raises NoNginx."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise NoNginx(f"nginx is not installed. Run: make test, or install Debian's {' and '.join(PACKAGES)}.")
    return Path(found)


def module() -> Path:
    """The file with the module for Brotli. Raises NoNginx."""
    found = [Path(place, MODULE) for place in PLACES if Path(place, MODULE).is_file()]
    if not found:
        raise NoNginx(f"nginx lacks {MODULE}. Run: make test, or install Debian's {PACKAGES[1]}.")
    return found[0]


@dataclass(frozen=True)
class Running:
    """An nginx that serves the folder `root`, which may be changed while it runs."""

    root: Path
    port: int
    scratch: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def complaints(self) -> list[str]:
        """What nginx found wrong while it ran; a missing file is no news."""
        lines = (self.scratch / "error.log").read_text("utf-8").splitlines()
        return [
            line for line in lines if re.search(r"\[(?:warn|error|crit|alert|emerg)\]", line) and "No such file or directory" not in line
        ]


@contextmanager
def readable_folder() -> Iterator[Path]:
    """A folder that the server may look in; those of pytest are closed to other users."""
    folder = Path(tempfile.mkdtemp(prefix="handboek-nginx-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(root: Path, more: str = "") -> Iterator[Running]:
    """deploy/nginx.conf at work on the folder `root`, whole but for the port and that folder, with `more` above the first location."""
    with readable_folder() as scratch:
        port = free_port()
        with running(scratch, ours(root, port, more), port):
            yield Running(root, port, scratch)


@contextmanager
def running(scratch: Path, conf: str, port: int) -> Iterator[None]:
    """nginx with the site `conf`, which listens on `port`, and its own files in `scratch`."""
    configure(scratch, conf)
    user, group = nobody()
    if user:
        shutil.chown(scratch, user, group)
    process = subprocess.Popen(command(scratch), stdin=subprocess.DEVNULL, user=user, group=group)
    try:
        _wait(process, port, scratch)
        yield
        assert process.poll() is None, (scratch / "error.log").read_text("utf-8")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def nobody() -> tuple[str | None, str | None]:
    """The user and group without rights, where whoever runs the tests is the administrator, as in a container."""
    return ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)


def command(scratch: Path, *more: str) -> list[str]:
    """nginx with the configuration in `scratch`."""
    return [str(program()), "-e", str(scratch / "error.log"), "-p", str(scratch), "-c", str(scratch / "nginx.conf"), *more]


def ours(root: Path, port: int, more: str = "") -> str:
    """Our configuration as it stands, with only the port and the folder made those of the test, and what is added."""
    conf = CONF.read_text("utf-8")
    for old, new in (("listen 80;", f"listen 127.0.0.1:{port};"), ("listen [::]:80;", ""), ("root /var/www/handboek;", f"root {root};")):
        assert conf.count(old) == 1, old
        conf = conf.replace(old, new)
    return conf.replace("    location /", f"{more}\n    location /", 1)


def configure(scratch: Path, conf: str) -> None:
    """Writes the site `conf`, and around it what Debian's own nginx.conf does."""
    (scratch / "handboek.conf").write_text(conf, "utf-8")
    (scratch / "nginx.conf").write_text(MAIN.format(scratch=scratch, module=module()), "utf-8")


def _wait(process: subprocess.Popen[bytes], port: int, scratch: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        log = scratch / "error.log"
        assert process.poll() is None and time.monotonic() < end, log.read_text("utf-8") if log.exists() else "nginx does not start"
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
