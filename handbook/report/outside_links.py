"""Which addresses outside the handbook lead nowhere any more: the one module that asks other hosts, and only where somebody chose that."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handbook.core.errors import CannotWork
from handbook.sources import Sources
from handbook.sources.files.text_files import read_text

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^\[\]]+")
TRAILING = ".,;:!?)*_"
"""What ends a sentence or a link of Markdown, and no address."""

AT_ONCE = 8
PATIENCE_S = 15
GONE = {404: "De server kent deze pagina niet meer.", 410: "De server zegt dat deze pagina weg is."}
"""What no later try changes. A server that is down, or wants no programs, says nothing of the page."""


@dataclass(frozen=True)
class Broken:
    """An address that leads nowhere, and where it first stands."""

    file: str
    line: int
    address: str
    why: str


def broken(sources: Sources) -> list[Broken]:
    """Every address in the pages and in docs/gegevens that its server does not know, each once. Raises CannotWork where no server at all answers."""
    found = {where[2]: where for where in reversed([*_written(sources)])}
    if not found:
        return []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(found, pool.map(_asked, found), strict=True))
    if all(answer is None for answer in answers.values()):
        raise CannotWork(
            "Geen enkele server buiten het handboek geeft antwoord. Is er een verbinding met internet? Zonder --links gaat het ook."
        )
    return sorted(
        (Broken(file, line, address, GONE[code]) for address, (file, line, _) in found.items() if (code := answers[address]) in GONE),
        key=lambda one: (one.file, one.line),
    )


def _written(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """File, line and address, in the order of the files."""
    docs = sources.project.docs
    for path in sorted(one for kind in ("*.md", "gegevens/*.yml") for one in docs.rglob(kind)):
        text, _ = read_text(sources.project, path)
        for number, line in enumerate((text or "").splitlines(), 1):
            for match in ADDRESS.finditer(line):
                if line[match.end() : match.end() + 1] == "{":
                    # A fact goes on from here.
                    continue
                yield sources.project.name(path), number, match[0].rstrip(TRAILING)


def _asked(address: str) -> int | None:
    """The status with which a server answers, None where none does."""
    # Without its body; some servers know only how to send all of it.
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": "handboek-koppelingen"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        except (OSError, ValueError, http.client.HTTPException):
            return None
        if method == "GET" or status not in (404, 405, 501):
            return status
    return None
