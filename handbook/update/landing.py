"""Where an update lands: as one commit on a branch of its own, whole or not at all, so that people look at it before it counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.archive import clone
from handbook.archive.git import Failed, Repository
from handbook.core.console import few
from handbook.core.errors import CannotWork
from handbook.core.temporary import workspace

BRANCHES = "update/"
ASIDE = "handboek-update-"
LINK = "120000"
"""The mode of a symbolic link."""


@dataclass(frozen=True)
class Place:
    """The repository with the sources, its last commit, and the branch that is open; `prefix` is where the handbook lies in it."""

    repo: Repository
    head: str
    branch: str
    prefix: str

    def files(self, known: Collection[str]) -> dict[str, bytes]:
        """The files of the handbook in the last commit that an update looks at, by their paths: those that we know, and all pages and data."""
        entries = self.repo.files_below(f"{self.head}:{self.prefix}")
        wanted = (
            name
            for name, entry in entries.items()
            # A symbolic link is theirs, wherever it leads.
            if entry.mode != LINK and (name in known or (name.startswith("docs/") and name.endswith((".md", ".yml", ".yaml"))))
        )
        found = ((name, self.read(name)) for name in wanted)
        return {name: data for name, data in found if data is not None}

    def read(self, name: str) -> bytes | None:
        """A file of the handbook as the last commit has it; None where there is none."""
        return self.repo.read(f"{self.head}:{self.prefix}{name}")


def opened(root: Path) -> Place:
    """The place to update. Raises CannotWork where something is not committed, or nothing is."""
    repo = Repository.opened(root, f"Vernieuwen kan alleen in een git-repository die u mag lezen. Git meldt over {root}")
    clone.refuse_partial(repo)
    head = repo.commit("HEAD")
    if head is None:
        raise CannotWork("Er is nog geen commit. Leg uw werk eerst vast met: git add . en git commit")
    if repo.merging():
        raise CannotWork("Er is een samenvoeging begonnen die niet is afgemaakt. Maak die eerst af, of ga terug met: git merge --abort")
    if dirty := repo.dirty():
        raise CannotWork(
            f"Deze bestanden zijn nog niet vastgelegd: {few(dirty)}. Leg ze vast met git add . en git commit, zet ze terug, of haal nieuwe bestanden weg. Er is niets veranderd."
        )
    try:
        branch = repo.line("symbolic-ref", "--short", "HEAD")
    except Failed:
        branch = ""
    return Place(repo, head, branch, repo.line("rev-parse", "--show-prefix"))


def free(place: Place, branch: str) -> None:
    """Raises CannotWork where the branch is there already, here or on a server, and is not the one that is open."""
    if place.branch.startswith(BRANCHES):
        return
    names = place.repo.line("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes").splitlines()
    if any(name == f"refs/heads/{branch}" or (name.startswith("refs/remotes/") and name.endswith(f"/{branch}")) for name in names):
        raise CannotWork(
            f"De branch {branch} is er al: iemand begon deze update. Er is niets veranderd. "
            f"Ga daar verder met: git switch {branch}. Hoeft die niet meer? Haal hem weg met: git branch -D {branch}"
        )


def land(place: Place, branch: str, write: Mapping[str, bytes | None], message: str) -> str:
    """Commits the files (None takes one away), and opens the branch with it: the one that is open where that is one of an update. Gives its name."""
    repo = place.repo
    going_on = place.branch.startswith(BRANCHES)
    write = _within_reach(place, write)
    try:
        tree = _tree(place, write)
        commit = repo.line("commit-tree", "-p", place.head, "-F", "-", tree, feed=message.encode(), also=repo.identity())
        if going_on:
            repo.run("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", commit)
        else:
            repo.run("switch", "--quiet", "--no-overwrite-ignore", "--no-track", "--create", branch, commit)
    except Failed as error:
        raise CannotWork(f"De branch {branch} is niet gemaakt, en er is niets veranderd. Git meldt: {error.reason}") from error
    return place.branch if going_on else branch


def _within_reach(place: Place, write: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """Without what would come into a symbolic link of theirs. Raises CannotWork where a file is a folder with them, or the other way round.

    git makes place for a file that has to come there, and takes away what stood in its way.
    """
    entries = place.repo.files_below(f"{place.head}:{place.prefix}")
    there = {name: entry.mode for name, entry in entries.items() if write.get(name, b"") is not None}
    folders = {above for name in there for above in _above(name)}
    reached = {}
    for name, data in write.items():
        file = next((above for above in _above(name) if above in there), None)
        if data is not None and name in folders:
            raise CannotWork(_in_the_way(name, "een map", "een bestand", name))
        if data is not None and file and there[file] != LINK:
            raise CannotWork(_in_the_way(file, "een bestand", "een map", name))
        if file is None:
            reached[name] = data
    return reached


def _above(name: str) -> list[str]:
    """The folders in which it lies."""
    return [above.as_posix() for above in PurePosixPath(name).parents][:-1]


def _in_the_way(what: str, theirs: str, ours: str, name: str) -> str:
    return (
        f"{what} is bij u {theirs}, en bij ons {ours}. Er is niets veranderd. Geef die van u een andere naam, "
        f"of houd wat u heeft, met dezelfde opdracht en: --behoud {name}"
    )


def _tree(place: Place, write: Mapping[str, bytes | None]) -> str:
    """The id of the tree of the last commit with these files in it; a file keeps its right to be run."""
    repo, head = place.repo, place.head
    modes = {name: entry.mode for name, entry in repo.files_below(head).items()}
    lines = []
    for name, data in write.items():
        path = f"{place.prefix}{name}"
        if modes.get(path) == LINK:
            # It leads where they chose.
            continue
        if data is not None:
            lines.append(f"{modes.get(path, '100644')} {repo.write(data).id}\t{path}\0")
        elif path in modes:
            lines.append(f"0 {'0' * len(head)}\t{path}\0")
    with workspace(ASIDE) as aside:
        # An index of our own: that of the user is of no concern before all of it is written.
        also = {"GIT_INDEX_FILE": str(aside / "index")}
        repo.run("read-tree", head, also=also)
        repo.run("update-index", "-z", "--index-info", feed="".join(lines).encode(), also=also)
        return repo.line("write-tree", also=also)
