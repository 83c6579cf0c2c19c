"""Where each file of a handbook is on disk, and what it is called in findings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import SourceFile
from handbook.core.version_name import VersionName


@dataclass(frozen=True)
class Project:
    """The folders of one handbook."""

    root: Path
    variables_file: Path
    edition: Edition = field(default_factory=Edition)
    settled: frozenset[VersionName] = frozenset()
    """Revisions of which it is known already that their text is in the archive, how it comes there, or why it never does."""
    elsewhere: frozenset[VersionName] = frozenset()
    """Revisions of which the archive never gets a text: their files are here, but nothing can lead to their folders."""

    @classmethod
    def find(cls, start: Path | None = None, variables: Path | None = None) -> Project:
        """The project in `start` (the working folder by default) or the nearest folder above it.

        Raises CannotWork where no mkdocs.yml is found, or `variables` does not exist.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "mkdocs.yml").is_file():
                break
        else:
            raise CannotWork(
                f"Geen handboek gevonden in {here}: het bestand mkdocs.yml ontbreekt. Ga naar de map van het handboek en probeer het opnieuw."
            )
        if variables is not None and not variables.is_file():
            raise CannotWork(f"Het bestand {variables} bestaat niet. Kijk de naam na die u achter --variables zette.")
        return cls(folder, (variables or folder / Edition().variables).absolute())

    def of(self, edition: Edition) -> Project:
        """The same sources for another organisation, with its own file of facts."""
        return replace(self, edition=edition, variables_file=self.root / edition.variables)

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def macros(self) -> Path:
        return self.root / "macros"

    @property
    def overrides(self) -> Path:
        return self.root / "overrides"

    @property
    def revisions(self) -> Path:
        return self.docs / "revisies"

    def file(self, path: Path) -> SourceFile:
        """The file at `path`, as findings name it."""
        return SourceFile(self.name(path))

    def name(self, path: Path) -> str:
        """How `path` is called in findings: relative to the project, with forward slashes."""
        # A check asks this a hundred times: pathlib would take both apart each time.
        full, above = str(path), f"{self.root}{os.sep}"
        if full.startswith(above):
            return full[len(above) :].replace(os.sep, "/")
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return Path(os.path.relpath(path, self.root)).as_posix()
