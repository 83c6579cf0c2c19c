"""Reads a text file safely: of a bounded size, inside the handbook, as UTF-8, and with a finding for whatever is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from handbook.core import system_errors
from handbook.core.findings import Finding, SourceFile, errors, quote
from handbook.core.project import Project
from handbook.sources.files import bad_characters, unfinished_merge

TEXT_LIMIT = 128 * 1024
"""Bytes of one page or settings file; the longest chapter of a protocol takes a tenth of it."""

LINE_LIMIT = 5_000
"""Characters on one line; a longer one is not a sentence, and slows Markdown down."""

LINES_READ = 100_000
"""How many lines of an oversized file are searched for the longest one."""

QUOTED = 60
"""Bytes of a line that a finding about its length shows."""

REMEMBERED = 1_000
"""Files of which a process remembers what it made of their content, because most texts are read more than once."""

EVERY_PAGE = 5_000
"""Pages of which it remembers what reading made: who goes through more of them than it remembers, finds none. They are held by the sources as well."""


def read_text(project: Project, path: Path, limit: int = TEXT_LIMIT) -> tuple[str | None, list[Finding]]:
    """The file's text with `\\n` line ends and without a byte order mark, or None with the reason why it cannot be used.

    A file of more than `limit` bytes is not read.
    """
    file = project.file(path)
    if leads_outside(project, path):
        message = "Dit bestand is een koppeling (symlink) naar een plek buiten het handboek."
        return None, [file.finding(None, "BST007", message, "Zet het bestand zelf op deze plek.")]
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limit else b""
    except FileNotFoundError:
        return None, [file.finding(None, "BST001", "Dit bestand ontbreekt.", "Zet het terug; de vorige versie staat in git.")]
    except IsADirectoryError:
        message = "Hier hoort een bestand te staan, en dit is een map."
        mend = "Geef de map een andere naam, en zet het bestand terug; de vorige versie staat in git."
        return None, [file.finding(None, "BST010", message, mend)]
    except OSError as error:
        mend = "Kijk de rechten van het bestand na."
        return None, [file.finding(None, "BST010", f"Dit bestand is niet te lezen: {system_errors.said(error)}.", mend)]
    if size > limit:
        return None, [_too_large(file, path, size, limit)]
    return decode(file.name, data)


def hides_the_rest(findings: Iterable[Finding]) -> bool:
    """Whether what read_text found wrong makes it no use to look at the rest; of an unfinished merge one side can be read."""
    return any(one.code != "BST011" for one in errors(findings))


def leads_outside(project: Project, path: Path) -> bool:
    """Whether `path` is in the handbook but leads, through a symbolic link, to a file elsewhere."""
    root, full = str(project.root), str(path)
    if not full.startswith(f"{root}{os.sep}"):
        return False
    if ".." not in full and not any(map(os.path.islink, _down(root, full))):
        return False
    return not path.resolve().is_relative_to(root)


def _down(root: str, full: str) -> Iterator[str]:
    """Every path between a folder and a file below it, the file itself last."""
    end = len(root) + 1
    while end:
        end = full.find(os.sep, end) + 1
        yield full[: end - 1] if end else full


def decode(name: str, data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of `data`, or None with a finding if it is not valid UTF-8; see read_text."""
    text, findings = _decoded(name, data)
    return text, [*findings]


@lru_cache(REMEMBERED)
def _decoded(name: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    file = SourceFile(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
        mend = "Sla het bestand in uw tekstverwerker op met de codering UTF-8."
        return None, (
            file.finding(line, "BST002", "Dit bestand is niet opgeslagen als UTF-8: letters met een accent gaan verloren.", mend),
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines, unmerged = unfinished_merge.one_side(file, text.split("\n"))
    return "\n".join(lines), (*unmerged, *(f for number, line in enumerate(lines, 1) for f in _of_line(file, number, line)))


def _of_line(file: SourceFile, number: int, line: str) -> list[Finding]:
    findings = bad_characters.found(file, number, line)
    if len(line) > LINE_LIMIT:
        message = f"Deze regel is te lang: {len(line)} tekens."
        findings.append(file.finding(number, "BST006", message, "Zet elke zin op een eigen regel."))
    return findings


def _too_large(file: SourceFile, path: Path, size: int, limit: int) -> Finding:
    """Points at the line that makes the file too large, and in YAML at its key."""
    longest, where, begins = 0, 1, [b""]
    with path.open("rb") as opened:
        for number, raw in enumerate(islice(opened, LINES_READ), 1):
            begins.append(raw[:QUOTED])
            if len(raw) > longest:
                longest, where = len(raw), number
    what = _named(begins[: where + 1])
    mend = f"Houd een bestand onder {limit // 1024} kB: haal weg wat er niet hoort, of maak er twee van. De langste regel heeft {longest} tekens: {quote(what, 60)}."
    return file.finding(where, "BST003", f"Dit bestand is te groot: {size / 1e6:.1f} MB.", mend)


def _named(begins: Sequence[bytes]) -> str:
    """What the last of these lines is called: in YAML the key there, below those that it belongs to, else how it begins."""
    keys: list[str] = []
    depth = LINE_LIMIT
    for raw in reversed(begins):
        start = raw.decode("utf-8", "replace")
        key = re.match(r"( *)([\w.-]+):", start)
        if not key and not keys:
            return start.strip()
        if key and len(key[1]) < depth:
            keys.append(key[2])
            depth = len(key[1])
        if not depth:
            break
    return ".".join(reversed(keys))
