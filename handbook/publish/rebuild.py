"""Makes everything at the root of an archive again from the version folders alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from handbook.archive import branch, contacts, root_files
from handbook.archive.contacts import CONTACT_JSON
from handbook.archive.git import TreeEntry
from handbook.archive.register import Register
from handbook.archive.versions_json import VERSIONS_JSON
from handbook.core.console import Say, few
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import mike_branch
from handbook.publish.attempt import Attempt, Change
from handbook.publish.transaction import Outcome, perform

FOLDER, _, NAME = CONTACT_JSON.partition("/")


def rebuild(project: Project, day: date, *, push: str | None, say: Say, clean: bool = False) -> Outcome:
    """Makes the register, mike's list and the alias again, from the version folders alone. Raises CannotWork.

    No version tells of the contacts that are kept up to date: where their file is not as a program wrote it, the last one that was comes back.
    With `clean` goes whatever is no version, not made from them, and not as the edition lists its own files.
    """
    gone: list[str] = []
    lost: list[str] = []
    was: list[str | None] = []

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        names = frozenset(branch.dated(attempt.root))
        attempt.none_lost(names)
        seen = Register(attempt.entries, day)
        was[:] = [attempt.address]
        root = {name: entry for name, entry in attempt.root.items() if name != attempt.edition.alias}
        swept = _swept(attempt) if clean else {}
        gone[:] = sorted(name for name, entry in swept.items() if entry is None or entry != attempt.root[name])
        root = {name: entry for name in root if (entry := swept.get(name, root[name])) is not None}
        stay = root_files.own_names(attempt.edition) if clean else None
        relist(attempt, root, None, stay)
        lost[:] = _contacts(attempt)
        others = _others(attempt) if clean else []
        return Change(f"Rebuild the register of {len(seen.entries)} versions\n", gone=frozenset([*gone, *others]), moves=True)

    outcome = perform(project, push, day, say, act)
    count = len(outcome.register.entries)
    say(f"Het register is opnieuw gemaakt uit {count} {'versie' if count == 1 else 'versies'}, met de stand van {long_date(day)}.")
    if was != [None] and was != [outcome.register.address]:
        say(f"Het handboek heeft nu het adres {outcome.register.address}; eerst was dat {was[0]}.")
    for text in lost:
        say(text)
    if gone:
        say(f"Weggehaald, want het hoorde niet bij het archief: {few(gone)}. In de geschiedenis van git staat het nog.")
    return outcome


def _contacts(attempt: Attempt) -> list[str]:
    """Puts the contacts that are kept up to date on the staging branch as a program left them, and says so where they were not."""
    tip = attempt.tip.commit
    assert tip
    good = contacts.last_good(attempt.staging, tip)
    if attempt.staging.read(f"{tip}:{CONTACT_JSON}") == (good.written() if good else None):
        return []
    # Everything else in that folder is made again.
    root = {name: entry for name, entry in attempt.staging.entries(attempt.staging.ref).items() if name != FOLDER}
    if good:
        root[FOLDER] = TreeEntry("40000", attempt.staging.write_tree({NAME: attempt.staging.write(good.written())}))
    attempt.set_root(root)
    if good is None:
        return ["De contactgegevens stonden er niet zoals een programma ze maakt, en zijn weggehaald."]
    return [
        f"De contactgegevens zijn teruggezet zoals zij waren op {long_date(good.day)}. Klopt dat nog? Kijk met: handbook contact --dry-run"
    ]


def _swept(attempt: Attempt) -> dict[str, TreeEntry | None]:
    """What is left of each name at the root that is neither a version nor made from them: the organisation's own files, as it lists them."""
    ours, left = root_files.names(attempt.edition), {}
    for name, entry in attempt.root.items():
        if name in ours or (entry.folder and VersionName.or_none(name)):
            continue
        files = attempt.staging.files_below(entry.id) if entry.folder else {"": entry}
        own = {path: file for path, file in files.items() if _is_own(attempt, f"{name}/{path}".rstrip("/"), file)}
        left[name] = own.get("") or (TreeEntry("40000", attempt.staging.write_tree(own)) if own else None)
    return left


def _is_own(attempt: Attempt, path: str, file: TreeEntry) -> bool:
    return file.mode == "100644" and root_files.is_own(attempt.edition, path, attempt.staging.read(file.id) or b"")


def _others(attempt: Attempt) -> list[str]:
    """Names in mike's list that are no versions of ours."""
    try:
        return [*attempt.branch.others]
    except CannotWork:
        return []


def relist(attempt: Attempt, root: Mapping[str, TreeEntry], alias: str | None, stay: Collection[str] | None = None) -> None:
    """Puts the staging branch on this root, with a list that names its versions; with `stay` only these of others."""
    if alias is None:
        root = {name: entry for name, entry in root.items() if name != attempt.edition.alias}
    data = mike_branch.listed(
        attempt.staging.read(f"{attempt.tip.commit}:{VERSIONS_JSON}"), attempt.edition, branch.dated(root).keys(), alias, stay
    )
    attempt.set_root({**root, VERSIONS_JSON: attempt.staging.write(data)})
