"""A page as it will read, while somebody types it in /beheer/: made by a program beside the server, which can be stopped when it takes too long."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path, PurePosixPath

from handbook.build import one_page
from handbook.build.engine import Refused
from handbook.core.errors import CannotWork
from handbook.core.findings import render
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.serve import new_pages

PATIENCE_S = 90.0
KEPT = 8
"""Pages that are kept: the pane shows one, and the browser may ask for the one before."""

COPIED = ("docs", "macros", "overrides")
ARTICLE = re.compile(r"<article\b[^>]*>.*</article>", re.DOTALL)

SLOW = "Het voorbeeld duurt te lang. Typ verder, of sla op: daarna ziet u de pagina in het concept."
WAIT = "Het concept wordt nog gebouwd. Daarna verschijnt hier het voorbeeld."


class Preview:
    """Makes pages in turn, and keeps the last of them under a number."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._kept: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._count = 0

    def make(self, path: str, text: str, beside: Path | None = None) -> dict[str, object]:
        """Under which number the page `path` below docs/ stands with the body `text`, or what is wrong with it.

        What was added for pages that nobody saved yet is in the folder `beside`.
        """
        with self._lock:
            answer = self._ask({"pad": path, "tekst": text, "erbij": str(beside or "")})
            if "html" not in answer:
                return answer
            self._count += 1
            self._kept[str(self._count)] = path, str(answer["html"])
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return {"nummer": str(self._count)}

    def within(self, number: str, shell: bytes | None) -> bytes | None:
        """The page `shell` of the draft with the article of that number in it; None where it is kept no longer.

        A page that the draft does not have yet stands there with the menu of itself alone.
        """
        found = self._kept.get(number)
        if found and shell is None:
            return found[1].encode()
        article = ARTICLE.search(found[1]) if found else None
        return ARTICLE.sub(lambda _: article[0], shell.decode(), count=1).encode() if article and shell else None

    def stop(self) -> None:
        """Ends the program."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _ask(self, question: dict[str, str]) -> dict[str, object]:
        process = self._running()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE_S)
        line = process.stdout.readline() if ready else b""
        if not line:
            self.stop()
            return {"punten": [SLOW]}
        found: dict[str, object] = json.loads(line)
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "handbook.serve.preview", str(self._project.root), str(self._project.variables_file)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONUTF8": "1"},
                start_new_session=True,
            )
        return self._process


def main(root: str, variables: str) -> None:
    """Reads questions line by line until there are no more, and answers each."""
    project = Project.find(Path(root), Path(variables))
    answers = os.fdopen(os.dup(1), "wb")
    # What else is printed here is no answer.
    os.dup2(2, 1)
    with workspace("handboek-voorbeeld-") as folder:
        copy = folder / "handboek"
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            answers.write(json.dumps(_answer(project, copy, asked)).encode() + b"\n")
            answers.flush()


def _answer(project: Project, copy: Path, asked: dict[str, str]) -> dict[str, object]:
    path, text = asked["pad"], asked["tekst"]
    try:
        _renew(project, copy)
        if asked["erbij"]:
            shutil.copytree(asked["erbij"], copy, dirs_exist_ok=True)
        if not (copy / "docs" / PurePosixPath(path)).is_file():
            new_pages.in_menu(copy / project.config.name, path, text)
        (copy / "docs" / PurePosixPath(path)).write_text(text, "utf-8")
        return {"html": one_page.shown(Project.find(copy, copy / project.variables_file.name), path)}
    except Refused as problem:
        return {"punten": render(problem.findings, "text").splitlines()}
    except (CannotWork, OSError) as problem:
        return {"punten": [str(problem)]}


def _renew(project: Project, copy: Path) -> None:
    """The sources as they stand on disk now, apart from them: what somebody types in a browser is in no file before it is saved."""
    shutil.rmtree(copy, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(project.root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (project.config, project.variables_file):
        shutil.copy2(file, copy / file.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
