"""Makes everything at the root of an archive again from the version folders alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handbook.archive import branch
from handbook.archive.git import TreeEntry
from handbook.archive.register import Register
from handbook.archive.versions_json import VERSIONS_JSON
from handbook.core.console import Say
from handbook.core.dutch import long_date
from handbook.core.project import Project
from handbook.publish import mike_branch
from handbook.publish.attempt import Attempt, Change
from handbook.publish.transaction import Outcome, perform


def rebuild(project: Project, day: date, *, push: str | None, say: Say) -> Outcome:
    """Makes the register, mike's list and the alias again, from the version folders alone. Raises CannotWork."""

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        names = frozenset(branch.dated(attempt.root))
        attempt.none_lost(names)
        seen = Register(attempt.entries, day)
        relist(attempt, {name: entry for name, entry in attempt.root.items() if name != attempt.edition.alias}, None)
        return Change(f"Rebuild the register of {len(seen.entries)} versions\n")

    outcome = perform(project, push, day, say, act)
    count = len(outcome.register.entries)
    say(f"Het register is opnieuw gemaakt uit {count} {'versie' if count == 1 else 'versies'}, met de stand van {long_date(day)}.")
    return outcome


def relist(attempt: Attempt, root: Mapping[str, TreeEntry], alias: str | None) -> None:
    """Puts the staging branch on this root, with a list that names its versions."""
    if alias is None:
        root = {name: entry for name, entry in root.items() if name != attempt.edition.alias}
    data = mike_branch.listed(
        attempt.staging.read(f"{attempt.tip.commit}:{VERSIONS_JSON}"), attempt.edition, branch.dated(root).keys(), alias
    )
    attempt.set_root({**root, VERSIONS_JSON: attempt.staging.write(data)})
