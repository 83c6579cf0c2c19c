"""Which published text the text here follows on, where no revision of its own stands here, and whether it still reads as that one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.checks import published
from handbook.checks.changes import since
from handbook.checks.changes.since import Before
from handbook.core.page_marks import MANAGEMENT
from handbook.sources import Sources, mkdocs_yml
from handbook.sources.pages import source_files

BESIDE = ("revisies/", "stijl/", MANAGEMENT, "gegevens/synoniemen.yml", "gegevens/zoeken.yml", "gegevens/toetsen/")
"""What of docs/ says nothing of the text: revisions tell of it, searching finds it, and the others come with the program."""


@dataclass(frozen=True)
class Follows:
    """The newest revision here is that of the published `version`; `same` says that nothing of its text was typed otherwise since, None where nobody can tell."""

    version: str
    same: bool | None

    def told(self, what: str, command: str) -> str:
        """Why there is no draft to tell of, and how `what` is to be had of the version: with `command`, which ends before its name."""
        way = f"{what} maakt u met: {command} {self.version}"
        if self.same:
            return f"Er is hier geen concept: de tekst is dezelfde als die van versie {self.version}. {way}"
        if self.same is None:
            return f"Er is hier geen concept: de nieuwste revisie is gepubliceerd. {way}. Is de tekst veranderd? {BEGIN}"
        return f"{self.undeclared} {BEGIN}"

    @property
    def undeclared(self) -> str:
        """That nobody has told yet what changes."""
        return f"De tekst hier is anders dan versie {self.version}, en geen revisie zegt wat er verandert."


BEGIN = "Begin dan een revisie met: handbook new-revision"


def of(sources: Sources) -> Follows | None:
    """None where the newest revision is not published, or nobody knows: then the text here is that of this revision."""
    archive, newest = published.archive(sources), sources.revisions[0] if sources.revisions else None
    if archive is None or newest is None or newest.version not in archive.names:
        return None
    old = since.before(archive, newest.version.free(archive.names))
    otherwise = typed_otherwise(sources, old) if old and old.version == newest.version else None
    return Follows(str(newest.version), None if otherwise is None else not otherwise)


def typed_otherwise(sources: Sources, old: Before) -> bool | None:
    """Whether the facts, the menu, a page or a file of docs/ is no longer as it was when that text was published.

    None where this clone does not have the sources of that text, or those here cannot be read.
    """
    project = sources.project
    facts, menu = old.source(project.name(project.variables_file)), old.text("mkdocs.yml")
    if facts is None or menu is None or sources.config is None:
        return None
    return (
        facts != project.variables_file.read_bytes()
        or mkdocs_yml.pages(menu) != sources.config.pages
        or any((old.text(f"docs/{path}") or "") != page.text for path, page in sources.pages.items() if not path.startswith(BESIDE))
        or any(old.source(f"docs/{path}") != data for path, data in _files(sources))
    )


def _files(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """What stands beside the pages."""
    docs = sources.project.docs
    for file in source_files(sources.project):
        path = file.relative_to(docs).as_posix()
        if path not in sources.pages and not path.startswith(BESIDE) and file.is_file():
            yield path, file.read_bytes()
