"""What two acts on a published text have in common: a decision of somebody, on a day, for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handbook.archive.git import TreeEntry
from handbook.archive.register import Version
from handbook.core.dutch import enumeration, long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.version_name import VersionName
from handbook.publish.attempt import Attempt

NOTHING_CHANGED = "Er is niets veranderd."


def checked(day: date, today: date, *texts: tuple[str, str]) -> None:
    """Raises CannotWork where the day of the decision is still to come, or one of the texts (what it is, and the text) is no plain line."""
    wrong = [f"De {what} moet één gewone regel zijn: {quote(text)}." for what, text in texts if not text.strip() or not text.isprintable()]
    if day > today:
        wrong.append(f"De dag van het besluit, {long_date(day)}, moet nog komen. Leg een besluit vast als het genomen is.")
    if wrong:
        raise CannotWork(" ".join([*wrong, NOTHING_CHANGED]))


def entry_of(attempt: Attempt, name: VersionName) -> Version:
    """The version as it stands there. Raises CannotWork with the newest where there is no such version."""
    entry = next((entry for entry in attempt.entries if entry.version == name), None)
    if entry is None:
        known = enumeration([str(other.version) for other in attempt.entries][:5])
        raise CannotWork(f"Versie {name} is niet gepubliceerd. De nieuwste versies zijn {known}. {NOTHING_CHANGED}")
    return entry


def put(attempt: Attempt, name: VersionName, files: dict[str, bytes], gone: Iterable[str] = ()) -> str:
    """Puts these files in the version's folder on the staging branch, and takes others out; gives the id of the folder."""
    old = attempt.staging.files_below(attempt.root[str(name)].id)
    fresh = attempt.staging.write_all(files)
    tree = attempt.staging.write_tree({path: entry for path, entry in {**old, **fresh}.items() if path not in {*gone}})
    attempt.set_root(attempt.root | {str(name): TreeEntry("40000", tree)})
    return tree
