"""Which text the one here is held against, and its files, read from git and nothing else: no program of that text ever runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from handbook.archive.branch import AtHand
from handbook.archive.git import Failed, Repository
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.report.model import Base

ASIDE = "handboek-verslag-"
USUAL = ("main", "origin/main")
READ = (".md", ".yml")
"""The files of docs/ from which a text is printed; pictures and styles print the same without."""

DEEPEN = "Haal de rest van de geschiedenis op met: git fetch --unshallow"


@dataclass(frozen=True)
class Point:
    """The base, the repository, and what must be said of how it was chosen."""

    repo: Repository
    base: Base
    notes: tuple[str, ...] = ()


def chosen(project: Project, typed: str | None) -> Point:
    """The text to compare with: `typed` is a branch, tag, commit or published version; without it what is published, else `main`.

    Of a branch that went on meanwhile it is the commit where the work here began. Raises CannotWork where there is none.
    """
    refusal = f"Een verslag kan alleen in een git-repository die u mag lezen: daar staat de tekst om mee te vergelijken. Git meldt over {project.root}"
    repo = Repository.opened(project.root, refusal)
    found = _published(project, repo, typed)
    if found:
        return Point(repo, found)
    names = (typed,) if typed else USUAL
    name, commit = next(((name, commit) for name in names if (commit := repo.commit(name))), ("", ""))
    if not commit:
        raise CannotWork(_unknown(repo, typed))
    return _begun(repo, name, commit)


def _published(project: Project, repo: Repository, typed: str | None) -> Base | None:
    """The commit of the version that was named, or of the newest one, as far as this clone has it."""
    archive = AtHand.of(project.root, project.edition)
    version = VersionName.or_none(typed) if typed else max(archive.names, default=None) if archive else None
    if archive is None or version not in archive.names:
        return None
    source = archive.source(version)
    commit = repo.commit(source) if source else None
    return Base(f"versie {version}", commit, _day(repo, commit), published=True) if commit else None


def _begun(repo: Repository, name: str, commit: str) -> Point:
    """Where the work here and the branch `name` parted. Raises CannotWork where this clone does not go back that far."""
    base = Base(name, commit, _day(repo, commit))
    head = repo.commit("HEAD")
    if head is None or repo.descends(head, commit):
        return Point(repo, base)
    try:
        parted = repo.line("merge-base", commit, head).split()[0]
    except Failed:
        if repo.shallow():
            raise CannotWork(f"Deze kopie weet niet waar het werk hier begon: zij heeft niet de hele geschiedenis. {DEEPEN}") from None
        note = f"De tekst hier en {name} hebben geen gezamenlijk begin. Daarom is alles met {name} zelf vergeleken."
        return Point(repo, base, (note,))
    note = f"In {name} is intussen meer veranderd. Dat staat niet in dit verslag."
    return Point(repo, replace(base, commit=parted, day=_day(repo, parted)), (note,))


def _day(repo: Repository, commit: str) -> date:
    return date.fromisoformat(repo.line("show", "--no-patch", "--format=%cs", commit, "--"))


def _unknown(repo: Repository, typed: str | None) -> str:
    deepen = f" Deze kopie heeft niet de hele geschiedenis. {DEEPEN}" if repo.shallow() else ""
    if typed is None:
        return f"Er is nog niets gepubliceerd, en er is geen branch main om mee te vergelijken. Noem een andere met: --base BRANCH.{deepen}"
    known = [name.removeprefix("refs/heads/").removeprefix("refs/remotes/") for name in repo.refs("refs/heads", "refs/remotes")]
    offered = f" Kies bijvoorbeeld: {', '.join(sorted(known)[:5])}." if known else ""
    return f"{quote(typed)} is hier geen branch, tag of commit.{offered} Staat hij op de server? Haal hem op met: git fetch origin.{deepen}"


@contextmanager
def files_of(project: Project, point: Point) -> Iterator[Project | None]:
    """The sources of the base in a folder of their own, with the words and looks of the tree here; None where it had no handbook."""
    repo, commit = point.repo, point.base.commit
    if repo.read(f"{commit}:./mkdocs.yml") is None:
        yield None
        return
    with workspace(ASIDE) as folder:
        root = folder / "handboek"
        for name in (project.macros.name, project.overrides.name):
            if (project.root / name).is_dir():
                # Read, and never run: what a word is called and takes.
                shutil.copytree(project.root / name, root / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        inside = [name for name in (project.name(project.variables_file),) if not name.startswith("../")]
        for name in ("mkdocs.yml", "edities.yml", "eigen-bestanden.yml", *inside):
            _write(root / name, repo.read(f"{commit}:./{name}"))
        for name, entry in repo.objects.below(f"{commit}:./docs").items():
            # A name that leads out is none that git makes, and a link is no file.
            if entry.mode.startswith("100") and name.endswith(READ) and ".." not in PurePosixPath(name).parts:
                _write(root / "docs" / name, repo.read(entry.id))
        (root / "docs").mkdir(parents=True, exist_ok=True)
        facts = root / inside[0] if inside else project.variables_file
        yield replace(project, root=root.resolve(), variables_file=facts if not inside else root.resolve() / inside[0])


def _write(path: Path, data: bytes | None) -> None:
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
