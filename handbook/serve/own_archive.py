"""A copy of the handbook in a repository of its own: what is published there never meets the organisation's branch, tags or remotes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.archive.git import Repository
from handbook.core.console import Say, step
from handbook.core.edition import Edition
from handbook.core.errors import Ended
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.publish import publish

PREFIX = "handboek-voorbeeld-"
SOURCES = ("mkdocs.yml", "docs", "macros", "overrides")


@contextmanager
def trial(project: Project, say: Say) -> Iterator[Project | None]:
    """The handbook as it stands, published in a folder that goes afterwards; None, with the reason said, where that cannot be done."""
    with workspace(PREFIX) as work:
        copy: Project | None = None
        try:
            with step("Bouwen en een proef publiceren"):
                copy = copied(project, work / "handboek")
                publish_there(copy, "Proef")
        except Ended as reason:
            say(f"{reason}\nDe proef is niet gelukt. Het concept is wel te bekijken.")
            copy = None
        yield copy


def copied(project: Project, root: Path) -> Project:
    """The sources of the handbook as they stand, as a project of its own in the new folder `root`."""
    root.mkdir()
    for name in SOURCES:
        source = project.root / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, root / name)
    shutil.copy(project.variables_file, root / Edition().variables)
    (root / ".gitignore").write_text("__pycache__/\n", encoding="utf-8")
    Repository(root).run("init", "--quiet", "--initial-branch=main")
    return Project.find(root)


def publish_there(copy: Project, message: str) -> None:
    """Publishes what stands in the copy now. Raises what publishing raises."""
    repo = Repository(copy.root)
    repo.run("add", "--all")
    repo.run("commit", "--quiet", "-m", message, also=repo.identity())
    publish.publish(copy, push=None, dry_run=False, say=_quiet, trial=True)


def _quiet(_: str) -> None:
    """The steps of each publication: who looks at a trial needs none of them."""
