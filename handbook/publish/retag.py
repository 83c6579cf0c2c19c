"""Sets tags that were lost again from the history of the branch, and says what they no longer prove."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from handbook.archive import acts, lost_history, manifest
from handbook.archive.acts import Folder
from handbook.archive.git import TreeEntry
from handbook.archive.manifest import Damaged, Manifest
from handbook.archive.register import Version
from handbook.core.console import Say, few
from handbook.core.edition import short
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.publish import repeal, take_down
from handbook.publish.attempt import Attempt, Change
from handbook.publish.publish import tagged
from handbook.publish.transaction import Outcome, perform


def retag(project: Project, day: date, *, push: str | None, say: Say) -> Outcome:
    """Sets every tag that lacks, on the commit that brought what it is of.

    Raises CannotWork where the branch does not show that commit, or this clone still has the tag of before.
    """
    made: dict[str, str] = {}

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        made.clear()
        texts: dict[str, str] = {}
        for entry in attempt.entries:
            for one in _wanted(attempt, entry):
                if one.ref not in attempt.tip.tags:
                    made[one.ref], texts[one.ref] = _brought(attempt, entry, one), f"{one.message}{lost_history.SET_AGAIN}: {day}\n"
        _refuse_known(attempt, made)
        return Change("", tags=texts, on=made) if made else None

    outcome = perform(project, push, day, say, act)
    if not made:
        say("Geen enkele tag ontbreekt. Er is niets veranderd.")
        return outcome
    say(f"Opnieuw gezet: {few([short(ref) for ref in sorted(made)])}.")
    say(
        "Deze tags komen uit de branch zelf. Of de branch daarvoor al was veranderd, bewijzen zij dus niet meer. "
        "Dat zegt alleen een vingerafdruk die iemand eerder noteerde: handbook verify --fingerprint"
    )
    return outcome


def _refuse_known(attempt: Attempt, made: Collection[str]) -> None:
    """Raises CannotWork where this clone has a tag that its remote lost: what was made then proves more than what is made now."""
    remote, known = attempt.target.remote, attempt.target.repo.refs(*attempt.edition.tags)
    if remote and known.keys() & set(made):
        # With those that nobody can set again: of a text that was taken off the site since.
        names = {str(entry.version) for entry in attempt.entries}
        kept = sorted(ref for ref in known.keys() - attempt.tip.tags.keys() if attempt.edition.told_of(ref) in names)
        raise CannotWork(
            f"Deze tags heeft deze kopie nog, en {remote} niet meer: {few([short(ref) for ref in kept])}. Er is niets veranderd. "
            f"Stuur ze terug zoals zij waren, met: git push {remote} {' '.join(kept)}"
        )


@dataclass(frozen=True)
class _Act:
    """What was done to a version: the tag that tells of it, its message, the file that came with its commit, and what later acts may have changed."""

    ref: str
    message: str
    mark: str
    since: frozenset[str]
    last: bool = False
    """Whether the mark grows with each act of the kind, and the tag is of the last."""


def _wanted(attempt: Attempt, entry: Version) -> Iterator[_Act]:
    """The tags that `verify` asks for: of the publication, unless text was taken off the site, of the last removal, and of a repeal."""
    edition, name, ended = attempt.edition, entry.version, frozenset({acts.REPEAL})
    if not entry.measures:
        message = tagged(name, entry.manifest, _manifest(attempt, entry).bron)
        yield _Act(edition.revision(name), message, manifest.MANIFEST_JSON, ended)
    else:
        message = take_down.message(name, entry.measures[-1])
        if entry.of_before:
            yield _Act(edition.withdrawal(name), message, acts.WITHDRAWN, ended)
        else:
            yield _Act(edition.removal(name, len(entry.measures)), message, acts.TAKEN_OFF, ended, last=True)
    if entry.repealed:
        taken = Folder.read(name, lambda file: attempt.staging.read(f"{entry.tree}:{file}")).taken_off
        since = frozenset({acts.TAKEN_OFF, *taken.anders, *taken.weg}) if taken else frozenset()
        yield _Act(edition.repeal(name), repeal.message(entry.repealed), acts.REPEAL, since)


def _manifest(attempt: Attempt, entry: Version) -> Manifest:
    """What the version says of its files. Raises CannotWork where that cannot be read."""
    data = attempt.staging.read(f"{entry.tree}:{manifest.MANIFEST_JSON}") or b""
    try:
        return manifest.parse(Manifest, data, manifest.MANIFEST_JSON)
    except Damaged as error:
        raise CannotWork(
            f"De map van versie {entry.version} is beschadigd: {error}. Er is niets veranderd. Kijk met: handbook verify"
        ) from error


def _brought(attempt: Attempt, entry: Version, act: _Act) -> str:
    """The commit that did the act. Raises CannotWork where the folder was another one there."""
    assert attempt.tip.commit
    found = attempt.staging.commits(attempt.tip.commit, f"{entry.version}/{act.mark}")
    commit = found[-1 if act.last else 0]
    then = attempt.staging.entries(commit).get(str(entry.version))
    if then is None or _text(attempt, then.id, act.since) != _text(attempt, entry.tree, act.since):
        raise CannotWork(
            f"De map van versie {entry.version} is anders dan in de commit waarmee zij kwam, {commit[:12]}. Welke van de twee is gepubliceerd, "
            "zei alleen de tag. Er is niets veranderd. Zoek een kopie die de tag nog heeft, en stuur hem van daar."
        )
    return commit


def _text(attempt: Attempt, tree: str, without: frozenset[str]) -> dict[str, TreeEntry]:
    return {path: entry for path, entry in attempt.staging.files_below(tree).items() if path not in without}
