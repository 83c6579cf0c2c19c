"""Puts published versions back from their tags, identical to the byte."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

from handbook.archive import acts
from handbook.archive.git import TreeEntry
from handbook.core.console import Say
from handbook.core.dutch import enumeration
from handbook.core.edition import short
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish.attempt import Attempt, Change
from handbook.publish.rebuild import relist
from handbook.publish.transaction import Outcome, perform


def restore(project: Project, wanted: Collection[VersionName], day: date, *, push: str | None, say: Say) -> Outcome:
    """Puts versions back from their tags, identical to the byte. Raises CannotWork."""

    def act(attempt: Attempt) -> Change | None:
        trees = {str(name): _tagged_tree(attempt, name) for name in sorted(wanted)}
        root = attempt.root | {name: TreeEntry("40000", tree) for name, tree in trees.items()}
        if root == attempt.root and _list_is_sound(attempt):
            return None
        relist(attempt, root, _alias(attempt))
        return Change(f"Restore {', '.join(trees)}\n", trees)

    outcome = perform(project, push, day, say, act)
    names = enumeration([str(name) for name in sorted(wanted)])
    what = "stond er al precies zo. Er is niets veranderd." if outcome.commit is None else "is teruggezet uit de tag, tot op de byte."
    say(f"Versie {names} {what}")
    return outcome


def _tagged_tree(attempt: Attempt, name: VersionName) -> str:
    """The id of the version's folder under the tag of its last act: what was taken off the site stays off. Raises CannotWork without a tag."""
    found: dict[str, int] = {}
    for ref in attempt.edition.of(attempt.tip.tags, name):
        attempt.target.bring(ref)
        entry = attempt.staging.entries(attempt.tip.tags[ref]).get(str(name))
        if entry:
            found[entry.id] = acts.steps(name, partial(_file, attempt, entry.id))
    if found:
        return max(found, key=lambda tree: found[tree])
    raise CannotWork(
        f"Versie {name} heeft geen tag {short(attempt.edition.revision(name))}, en is dus niet terug te zetten. Er is niets veranderd. "
        "Staat de tag op de git-server? Haal hem op met: git fetch --tags"
    )


def _file(attempt: Attempt, tree: str, name: str) -> bytes | None:
    return attempt.staging.read(f"{tree}:{name}")


def _list_is_sound(attempt: Attempt) -> bool:
    try:
        return bool(attempt.branch.names)
    except CannotWork:
        return False


def _alias(attempt: Attempt) -> str | None:
    """Where the alias leads, None where the list that says so is damaged; the alias is then made again."""
    try:
        return attempt.branch.alias
    except CannotWork:
        return None
