"""Puts published versions back from their tags, identical to the byte."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

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
    """The id of the version's folder under its tag; of its withdrawal, where it was withdrawn. Raises CannotWork without a tag."""
    for ref in (attempt.edition.withdrawal(name), attempt.edition.revision(name)):
        if ref in attempt.tip.tags:
            attempt.target.bring(ref)
            entry = attempt.staging.entries(attempt.tip.tags[ref]).get(str(name))
            if entry:
                return entry.id
    raise CannotWork(
        f"Versie {name} heeft geen tag {short(attempt.edition.revision(name))}, en is dus niet terug te zetten. Er is niets veranderd. {_tag_back(attempt, name)}"
    )


def _tag_back(attempt: Attempt, name: VersionName) -> str:
    """How a tag that lacks comes back."""
    ref, remote = attempt.edition.revision(name), attempt.target.remote
    again = "Is hij nergens meer? Zet hem opnieuw uit de branch met: handbook restore --tags"
    if remote and attempt.target.repo.commit(ref):
        return f"Stuur hem van deze computer met: git push {remote} {ref}"
    if remote:
        return f"Heeft een andere kopie hem nog? Stuur hem van daar. {again}"
    return f"Staat hij op de git-server? Haal hem op met: git fetch origin --tags. {again}"


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
