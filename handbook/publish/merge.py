"""Whether a merge publishes anything: asks git what it changed, and the sources whether they may go out by that alone."""

from __future__ import annotations

from handbook.archive import git
from handbook.archive.git import Repository
from handbook.archive.source_history import REVISIONS
from handbook.build import approval
from handbook.build.approval import Answer
from handbook.core import dutch
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.publish.source_commit import ready


def answer(project: Project, before: str) -> Answer:
    """Whether what came in after the commit `before` is published by being merged; zeros for `before` mean that everything came in.

    Raises CannotWork where there is no clean commit or `before` is unknown, build.Refused where the sources cannot be read.
    """
    repo, source = ready(project)
    return approval.at_merge(project, _changed(repo, before, source), dutch.today())


def _changed(repo: Repository, before: str, source: str) -> list[str]:
    """The files of docs/revisies that the commits after `before` made or changed."""
    now = repo.entries(f"{source}:./{REVISIONS}")
    if not before.strip("0"):
        return [*now]
    known = repo.commit(before)
    if known is None:
        raise CannotWork(
            f"De commit {before} is hier niet bekend. Daarom is niet te zien wat er is samengevoegd, en er is niets gepubliceerd. "
            "Is de geschiedenis van main herschreven? Publiceer dan zelf, met de knop of met: handbook publish"
        )
    try:
        then = repo.entries(f"{known}:./{REVISIONS}")
    except git.Failed:
        then = {}  # there was no such folder yet
    return [name for name, entry in now.items() if then.get(name) != entry]
