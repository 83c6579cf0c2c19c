"""Carries out the mends that are certain: each finding brings its own (`Fix`), and a file is written whole or not at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook import checks
from handbook.core import atomic, system_errors
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, quote
from handbook.core.project import Project
from handbook.sources import Sources
from handbook.sources.files.text_files import leads_outside

ROUNDS = 20
"""How often what was mended is checked again: a file that could not be read shows its other mistakes only then."""

SHOWN = 120
"""Characters of a line that are shown of it."""

WITH_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True)
class Mended:
    """What is left, and what was done: the findings whose mend was carried out, in the order in which that happened."""

    sources: Sources
    findings: list[Finding]
    done: list[Finding]


def mend(project: Project) -> Mended:
    """Carries out every certain mend, until there is none left. Raises CannotWork where a file cannot be written."""
    done: list[Finding] = []
    seen: set[tuple[str, bytes]] = set()
    sources, findings = checks.check(project)
    for _ in range(ROUNDS):
        told = _all(findings)
        carried = [finding for name in _files(told) for finding in _in_file(project, name, told, seen)]
        if not carried:
            break
        done += carried
        sources, findings = checks.check(project)
    return Mended(sources, findings, done)


def _files(findings: Iterable[Finding]) -> list[str]:
    return [*dict.fromkeys(finding.file for finding in findings if finding.fix)]


def _all(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with those that hang on one that is mended itself: of the others a person must say first what was meant."""
    return [one for finding in findings for one in (finding, *(finding.hanging if finding.fix else ()))]


def _in_file(project: Project, name: str, findings: list[Finding], seen: set[tuple[str, bytes]]) -> list[Finding]:
    """The findings of one file that were mended; none where the file would come out as it has been before, or is not ours to write."""
    path = project.root / name
    before = atomic.read(path)
    if (before is None and (path.exists() or path.is_symlink())) or leads_outside(project, path):
        return []
    after, carried = mended(before or b"", [finding for finding in findings if finding.file == name])
    seen.add((name, before or b""))
    if not carried or (name, after) in seen:
        return []
    _write(path, name, after)
    return carried


def _write(path: Path, name: str, data: bytes) -> None:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        atomic.rewrite(path, data)
    except OSError as error:
        mend = "Kijk de rechten van het bestand na. Wat al is verbeterd, blijft staan."
        raise CannotWork(f"{name} kan niet worden verbeterd: {system_errors.said(error)}. {mend}") from error


def mended(data: bytes, findings: Iterable[Finding]) -> tuple[bytes, list[Finding]]:
    """The bytes of one file with the mends of its findings, and the findings that were mended.

    Of two mends of one line the first is carried out. Every other line keeps its bytes, as does the mark at the start.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        lines = WITH_END.findall(data.removeprefix(mark).decode("utf-8"))
    except UnicodeDecodeError:
        return data, []
    carried, free = [], len(lines) + 1
    ending = re.search(r"\r\n|\r|\n", lines[0]) if lines else None
    usual = ending[0] if ending else "\n"
    for finding in sorted((f for f in findings if f.fix), key=lambda f: f.fix.line if f.fix else 0, reverse=True):
        fix = finding.fix
        assert fix
        first, last = fix.line - 1, fix.line - 1 + len(fix.old)
        there = tuple(line.rstrip("\r\n") for line in lines[first:last])
        if last >= free or there != fix.old or fix.new == fix.old:
            continue
        if fix.old:
            # The last line of a file may have no end.
            begun, ended = (re.sub(r"^[^\r\n]*", "", lines[at]) for at in (first, last - 1))
            lines[first:last] = [line + (begun or usual) for line in fix.new[:-1]] + [line + ended for line in fix.new[-1:]]
            free = fix.line
        else:
            if first == len(lines) and lines and not lines[-1].endswith(("\r", "\n")):
                lines[-1] += usual
            lines[first:first] = [line + usual for line in fix.new]
        carried.append(finding)
    return mark + "".join(lines).encode("utf-8"), carried[::-1]


def told(done: Iterable[Finding]) -> Iterator[str]:
    """What was done, a line for each mend: where, the lines as they were and as they are."""
    for finding in done:
        fix = finding.fix
        assert fix
        old, new = (quote("\n".join(lines), SHOWN).replace("<U+000A>", " | ") for lines in (fix.old, fix.new))
        yield f"{finding.where}: verbeterd: {old if fix.old else 'nieuw'} -> {new if fix.new else 'weg'} [{finding.code}]"


def counted(done: Sequence[Finding]) -> str:
    """The sentence that closes what was done."""
    if not done:
        return "Er is niets dat zonder u te verbeteren is."
    return f"Verbeterd: {len(done)} {'plek' if len(done) == 1 else 'plekken'}. Kijk na wat er is veranderd."
