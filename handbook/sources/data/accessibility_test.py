"""The result of the last accessibility test, and whether the sources have changed since (docs/gegevens/toegankelijkheid.yml)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field

from handbook.core.findings import Finding, SourceFile
from handbook.core.project import Project
from handbook.sources.data.entries import DATA_FOLDER, whole
from handbook.sources.files.fields import Count, Day, Group, Text, Texts

ACCESSIBILITY_YML = "toegankelijkheid.yml"
STATEMENT = "toegankelijkheid.md"
"""The page with what the test found, to which the foot of every page leads; where a handbook has it."""

TEST_YML = f"docs/{DATA_FOLDER}/{ACCESSIBILITY_YML}"
ACCESSIBILITY_TEST = SourceFile(TEST_YML)
COMMAND = "make toegankelijkheid"

MEASURED = "data-meting"
"""Marks what a page prints of the test: a program measured it, nobody adopted it, and it is no part of the text of a version."""

LOOK = ("overrides", "docs/stijl", "macros")
"""What gives every page its look; people who change it can run a browser."""

TEXT = ("docs", "mkdocs.yml")
"""What HR changes, besides the facts."""

OWN = Path(__file__).parents[2] / "archive" / "root"
"""The look of the pages at the root comes with this program."""


class Punt(Group):
    """One thing that was wrong, and the addresses within the handbook where."""

    wat: Text = Field(description="Wat er niet goed is.")
    waar: Texts = Field(description="De adressen waar dat zo is.")


class Proef(Group):
    """The last test: made by a program, read by the statement."""

    getest_op: Day = Field(description="De dag van de test.")
    axe: Text = Field(description="De versie van axe-core.")
    browser: Text = Field(description="De browser, met haar versie.")
    plekken: Count = Field(description="Het aantal toestanden waarin een pagina is bekeken.")
    keren: Count = Field(description="Hoe vaak een pagina is bekeken.")
    regels: Count = Field(description="Het aantal regels van axe dat iets te bekijken had.")
    toetsenbord: Count = Field(description="Het aantal toestanden dat met alleen het toetsenbord is doorlopen.")
    breedtes: Texts = Field(description="De breedtes van het scherm, in pixels.")
    vorm: Text = Field(description="De vingerafdruk van de vorm die is getest.")
    tekst: Text = Field(description="De vingerafdruk van de tekst die is getest.")
    punten: tuple[Punt, ...] = Field(default=(), description="Wat er niet goed was.")


@dataclass(frozen=True)
class Tested:
    """The last test, or None where there was none, of the handbook `project`."""

    project: Project
    proof: Proef | None = None

    # Every file is read for these, and most who read the data ask for neither.
    @cached_property
    def same_look(self) -> bool:
        """Whether the form is still the one that was tested."""
        return self.proof is not None and self.proof.vorm == look(self.project)

    @cached_property
    def same_text(self) -> bool:
        """Whether the text and the facts are."""
        return self.proof is not None and self.proof.tekst == text(self.project)


def load(project: Project) -> tuple[Tested, list[Finding]]:
    """What was tested; without the file, or with one that cannot be used, nothing was.

    A file edited by hand is only a warning: an adopted text can be published, and then says that it was not tested.
    """
    if not (project.root / TEST_YML).exists():
        return Tested(project), []
    proof, findings = whole(project, ACCESSIBILITY_YML, Proef, "TOE001")
    if proof is None or findings:
        why = findings[0].message if findings else ""
        mend = f"Draai {COMMAND}, of haal het bestand weg. De verklaring zegt nu dat er niet is getest."
        message = f"Dit bestand klopt niet: {why}"
        return Tested(project), [ACCESSIBILITY_TEST.warning(findings[0].line if findings else None, "TOE001", message, mend)]
    return Tested(project, proof), []


def look(project: Project) -> str:
    """The fingerprint of the form."""
    return _fingerprint(sorted([*_files(project.root, LOOK), *((f"root/{path.name}", path) for path in OWN.iterdir() if path.is_file())]))


def text(project: Project) -> str:
    """The fingerprint of the text and the facts."""
    # What tests expect of the text is no part of it.
    form = (*(f"{folder}/" for folder in LOOK), "docs/gegevens/toetsen/")
    found = [(name, path) for name, path in _files(project.root, TEXT) if name != TEST_YML and not name.startswith(form)]
    return _fingerprint(sorted([*found, ("variables.yml", project.variables_file)]))


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """Name and place of every file that counts: what editors and Python leave behind does not."""
    for part in parts:
        place = root / part
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(step.startswith(".") or step == "__pycache__" for step in name.parts):
                yield name.as_posix(), path


def _fingerprint(files: list[tuple[str, Path]]) -> str:
    """SHA-256 over the names and the contents; line ends count as one kind, because git may change them on Windows."""
    whole = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()
