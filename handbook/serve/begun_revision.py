"""How a revision begins in /beheer/: as `handbook new-revision` writes it, on a branch of the editor."""

from __future__ import annotations

from handbook.archive.branch import published_commit
from handbook.archive.git import Repository
from handbook.core import atomic
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.editor.collections import REVISIONS
from handbook.editor.config import PREFIX
from handbook.new.next_revision import Given, new_revision
from handbook.serve.private_copy import PrivateCopy

NO_DAY = "Kies een dag, zoals 2027-03-01."


def begin(project: Project, copy: PrivateCopy, typed: str) -> str:
    """Puts the draft of a revision for that day on a branch of its own in `copy`, and gives its name.

    It says what changed since the newest published text in the branch that is open: what waits as a proposal is no part of it.
    Raises CannotWork where there is no revision to make.
    """
    version = VersionName.or_none(typed)
    if version is None:
        raise CannotWork(NO_DAY)
    branch = f"{PREFIX}{REVISIONS}/{version}"
    if copy.has(branch):
        raise CannotWork(f"Een voorstel voor {version.title} is er al. Open het onder Revisies.")
    archive = published_commit(Repository(project.root), project.edition)
    if archive:
        copy.follow(project.edition.ref, archive)
    inside = Project.find(copy.folder, copy.folder / project.name(project.variables_file))
    path = new_revision(inside, Given(version, ask=False), lambda *_: None)
    text = (copy.folder / path).read_bytes()
    atomic.remove(copy.folder / path)
    copy.put(branch, {path: text}, f"Revisie {version} begonnen")
    copy.is_draft(branch)
    return str(version)
