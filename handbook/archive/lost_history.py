"""Whether a branch still holds the commits that published its versions, and the one sentence that puts them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handbook.archive import branch, manifest
from handbook.archive.git import Objects, Repository
from handbook.core.console import few
from handbook.core.edition import Edition, short
from handbook.core.errors import Ended

PRINT = re.compile(r"^Manifest-SHA-256: ([0-9a-f]{64})$", re.MULTILINE)
"""How the tag of a version tells the fingerprint of its manifest."""

SET_AGAIN = "Opnieuw gezet"
"""How a tag begins the line that tells on which day it was set again, after it was lost."""

REGISTER = "Maak daarna het register opnieuw met: handbook register --rebuild"


class HistoryLost(Ended):
    """The branch was emptied or replaced: whatever is built on it would cut the versions off from their proof."""

    exit_code = 4


@dataclass(frozen=True)
class Lost:
    """Publications whose commits are not in the history of `tip`: `tags` by their refs.

    `last` is the tag to go back to; None where the branch holds something that no tag has, so that going back would lose it.
    `ends` are the tags that none of the others follows, and that the tip lacks.
    """

    edition: Edition
    tip: str | None
    tags: tuple[str, ...]
    last: str | None
    ends: tuple[str, ...]

    def what(self, remote: str | None) -> str:
        """What happened to the branch of `remote`, or to that of this clone, as a Dutch sentence."""
        where = "op deze computer" if remote is None else f"op {remote}"
        names = few([short(ref) for ref in self.tags])
        if self.tip is None:
            return f"De branch {self.edition.branch} {where} is weg. Deze tags zijn er nog: {names}."
        return f"De branch {self.edition.branch} {where} is leeggemaakt of vervangen. Deze tags staan er niet meer op: {names}."

    def mend(self, remote: str | None, here: Repository | None) -> str:
        """What to type in the clone `here`: for the branch of `remote`, or for that of the clone itself."""
        if self.last:
            begin = "Zet de branch eerst terug op de laatste tag, met:"
            aim = f"{short(self.last)}^{{commit}}"
            if remote is None:
                return f"{begin} git branch --force {self.edition.branch} {aim}. {REGISTER}"
            fetch = "" if here and here.commit(self.last) else f"git fetch {remote} --tags && "
            return f"{begin} {fetch}git push --force {remote} {aim}:{self.edition.ref}. {REGISTER}"
        parents = " ".join(f"-p {short(ref)}^{{commit}}" for ref in self.ends)
        made = f"$(git commit-tree -p {self.tip} {parents} -m 'Join the history' {self.tip}^{{tree}})"
        begin = "Op de branch staat ook een versie die na die tags kwam. Voeg de geschiedenis weer samen, met:"
        if remote is None:
            return f"{begin} git branch --force {self.edition.branch} {made}"
        return f"{begin} git fetch {remote} --tags {self.edition.ref} && git push {remote} {made}:{self.edition.ref}"


def lost(repo: Repository, edition: Edition, tip: str | None, tags: Mapping[str, str]) -> Lost | None:
    """What the branch at `tip` lost of the publications that `tags` (ref -> id) tell of; None where it holds them all, or nobody can tell.

    The tip and the tags must be among the objects of `repo`. A tag that tells of no publication, as one that was put elsewhere, is no loss of the branch.
    """
    if not tags or (tip and repo.shallow()):
        return None
    known = frozenset(repo.line("rev-list", tip).split()) if tip else frozenset()
    ids = repo.objects.ids(f"{id}^{{commit}}" for id in tags.values())
    commits = {ref: commit for ref, id in tags.items() if (commit := ids.get(f"{id}^{{commit}}"))}
    gone = {ref: commit for ref, commit in commits.items() if commit not in known and _published(repo.objects, edition, ref, tags[ref])}
    if not gone:
        return None
    newest = [*repo.line("merge-base", "--independent", *{*gone.values()}).split()] if len({*gone.values()}) > 1 else [*gone.values()]
    ends = {next(ref for ref in sorted(gone, reverse=True) if gone[ref] == commit): commit for commit in newest}
    held = {ref: frozenset(branch.dated(repo.entries(commit))) for ref, commit in ends.items()}
    last = max(ends, key=lambda ref: (len(held[ref]), ref))
    more = frozenset(branch.dated(repo.entries(tip))) - held[last] if tip else frozenset()
    return Lost(edition, tip, tuple(sorted(gone)), None if more else last, tuple(sorted(ends)))


def forgotten(here: Repository, edition: Edition, remote: str, tip: str | None) -> str | None:
    """What to say of a remote that has no version and no tag, where the clone `here` still knows of an archive there; None where it does not."""
    kept = [f"'{place}*:{place}*'" for place in edition.tags if here.refs(place)]
    if tip is None and here.commit(edition.tracked):
        kept = [f"{edition.tracked}:{edition.ref}", *kept]
        what = f"Het archief is weg van {remote}: de branch {edition.branch} en de tags staan er niet meer."
    elif tip and kept and here.commit(edition.tracked):
        what = f"Op {remote} staat geen versie meer op de branch {edition.branch}, en de tags zijn weg."
    else:
        return None
    return f"{what} Deze kopie heeft ze nog. Stuur ze terug met: git push {remote} {' '.join(kept)}"


def _published(objects: Objects, edition: Edition, ref: str, id: str) -> bool:
    """Whether the tag stands on a commit that holds the version of which it tells."""
    found = objects.get(id)
    if found is None or found[0] != "tag":
        return False
    if not ref.startswith(edition.revisions):
        name = edition.told_of(ref)
        return objects.id(f"{id}^{{commit}}:{name}") is not None
    told = PRINT.search(found[1].decode("utf-8", "replace"))
    data = objects.file(f"{id}^{{commit}}:{ref.removeprefix(edition.revisions)}/{manifest.MANIFEST_JSON}")
    return told is not None and data is not None and manifest.sha256(data) == told[1]
