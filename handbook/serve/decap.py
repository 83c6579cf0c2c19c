"""Decap's own program beside the server: how it starts on a copy of the repository, and how it is asked something."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from handbook.archive.git import Failed, Repository, environment
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor import installed, page
from handbook.editor.config import API
from handbook.editor.installed import Part
from handbook.serve.headers import KINDS
from handbook.serve.private_copy import PrivateCopy

PATIENCE_S = 60
JSON = KINDS[".json"]


@dataclass(frozen=True)
class Reply:
    """What goes back: a status, the kind of the body and the body."""

    status: int
    kind: str
    body: bytes


class Program:
    """Decap's own program on a copy of the repository. It listens to a socket in a folder that only this user can open.

    Raises CannotWork where it is not installed or does not start.
    """

    def __init__(self, project: Project, part: Part) -> None:
        node = installed.node()
        if not part.there or node is None:
            raise CannotWork(installed.MISSING)
        self._folder = Path(tempfile.mkdtemp(prefix="handboek-beheer-")).resolve()
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self.copy = PrivateCopy(project, self._folder / "kopie")
            self._socket = str(self._folder / "s")
            env = environment() | Repository(project.root).identity()
            env |= {"GIT_REPO_DIRECTORY": str(self.copy.folder), "NODE_PATH": str(part.folder / "node_modules")}
            self._process = subprocess.Popen(
                [node, str(page.PROGRAM), self._socket],
                # Beside the copy: a file .env in the repository is no business of this program.
                cwd=self._folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            assert self._process.stdout
            if self._process.stdout.readline() != b"klaar\n":
                raise CannotWork("Het programma naast de editor start niet. Haal het opnieuw op met: handbook editor --get")
        except (Failed, OSError, CannotWork) as problem:
            self.stop()
            raise (
                problem if isinstance(problem, CannotWork) else CannotWork(f"De editor kan deze map niet gebruiken: {problem}")
            ) from problem

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def ask(self, body: bytes) -> Reply:
        """What the program answers."""
        connection = _Local(self._socket)
        try:
            connection.request("POST", f"/{API}", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return Reply(answer.status, JSON, answer.read())
        except OSError as error:
            raise CannotWork(f"Het programma naast de editor antwoordt niet: {error}") from error
        finally:
            connection.close()

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class _Local(http.client.HTTPConnection):
    """HTTP over a socket on this computer."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(self._path)
