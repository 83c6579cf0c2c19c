"""Which files differ from the base, and of those that are no page the lines as they were typed."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator

from handbook.archive.git import Repository
from handbook.core.project import Project
from handbook.report.model import FileChange, How, Line

SHOWN = 40
"""Lines of one file that are shown."""

LARGE = 128 * 1024
"""Bytes above which a file is only named."""

KINDS = (
    ("docs/gegevens/toetsen/", ""),
    ("docs/gegevens/taal.yml", ""),
    ("docs/gegevens/aanspreekvorm.yml", ""),
    ("docs/gegevens/openbare-voorbeelden.yml", ""),
    ("docs/gegevens/dilemmas.yml", "dilemma's"),
    ("docs/gegevens/themas.yml", "dilemma's"),
    ("docs/gegevens/keuzehulp/", "een keuzehulp"),
    ("docs/gegevens/vragen.yml", "korte vragen"),
    ("docs/gegevens/bronnen.yml", "wetten en andere bronnen"),
    ("docs/gegevens/hulp.yml", "hulp van buiten"),
    ("docs/gegevens/synoniemen.yml", "zoeken"),
    ("docs/gegevens/zoeken.yml", "zoeken"),
    ("docs/gegevens/onderwerpen.yml", "onderwerpen"),
    ("docs/gegevens/gebeurtenissen.yml", "gebeurtenissen"),
    ("docs/gegevens/vervallen.yml", "oude adressen"),
    ("docs/gegevens/toegankelijkheid.yml", "de toets op toegankelijkheid"),
    ("docs/gegevens/", "gegevens bij de tekst"),
    ("docs/bijlagen/", "een bijlage"),
    ("docs/img/", "een beeld"),
    ("mkdocs.yml", "het menu en de instellingen"),
)
"""By the begin of a path what readers know it as; nothing where they see nothing of it."""

FORM = ("macros/", "overrides/", "docs/stijl/", "handbook/")
TEXT = (".yml", ".yaml", ".csv", ".txt", ".svg")


def differing(repo: Repository, commit: str) -> dict[str, How]:
    """The files of the project that differ from `commit`, by their paths below the folder of `repo`; what git ignores is none of them."""
    parts = os.fsdecode(repo.run("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--relative", commit, "--", ".")).split(
        "\0"
    )
    words: dict[str, How] = {"A": "nieuw", "D": "vervallen"}
    found = {name: words.get(state, "gewijzigd") for state, name in zip(parts[::2], parts[1::2], strict=False)}
    added = os.fsdecode(repo.run("ls-files", "--others", "--exclude-standard", "-z", "--", ".")).split("\0")
    # Of a branch that is not here yet a file may be new to git, and known to the base.
    found |= {name: "nieuw" for name in filter(None, added) if name not in found}
    return dict(sorted(found.items()))


def other(repo: Repository, commit: str, project: Project, changed: dict[str, How]) -> Iterator[FileChange]:
    """What is said of the files that no redline shows: no pages, no facts and no form."""
    facts = project.name(project.variables_file)
    for name, how in changed.items():
        if name == facts or name.startswith(FORM) or (name.startswith("docs/") and name.endswith(".md")):
            continue
        kind = next((kind for begin, kind in KINDS if name.startswith(begin)), None)
        if kind is None and not name.startswith("docs/"):
            continue
        lines = [*_lines(repo, commit, project, name)] if name.endswith(TEXT) else []
        yield FileChange(
            name, how, "een bestand in het handboek" if kind is None else kind, tuple(lines[:SHOWN]), max(0, len(lines) - SHOWN)
        )


def form(changed: Iterable[str]) -> int:
    """How many files changed of how the handbook looks and works."""
    return sum(1 for name in changed if name.startswith(FORM))


def _lines(repo: Repository, commit: str, project: Project, name: str) -> Iterator[Line]:
    """The lines that differ; none of a file that is a link, too large or no text."""
    path = project.root / name
    there = path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(project.root.resolve())
    old, new = repo.read(f"{commit}:./{name}") or b"", path.read_bytes() if there and path.stat().st_size <= LARGE else b""
    if max(len(old), len(new)) > LARGE:
        return
    was, now = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    for line in difflib.unified_diff(was, now, lineterm="", n=0):
        if line[:1] in "+-" and not line.startswith(("+++", "---")) and line[1:].strip():
            yield Line(line[0], line[1:])
