"""In which commit of the sources the text of a revision stands, and how a clone gets a revision that it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from handbook.archive.git import Failed, Objects, Repository, listing
from handbook.core.version_name import VersionName

REVISIONS = "docs/revisies"

PULL = "git pull --no-rebase --no-edit"
"""A bare `git pull` refuses where both sides have commits, as they have in a clone that stayed behind."""


def path(version: VersionName) -> str:
    """The file of a revision, below the project."""
    return f"{REVISIONS}/{version}.md"


def revisions(repo: Repository, commit: str) -> frozenset[VersionName]:
    """The revisions that have a file in the commit."""
    with Objects(repo.folder, repo.git_dir) as objects:
        return _revisions(objects, commit)


def _revisions(objects: Objects, commit: str) -> frozenset[VersionName]:
    tree = objects.get(f"{commit}:./{REVISIONS}")
    names = listing(tree[1]) if tree and tree[0] == "tree" else {}
    stems = [name.removesuffix(".md") for name in names if name.endswith(".md")]
    return frozenset(version for stem in stems if (version := VersionName.or_none(stem)))


@dataclass(frozen=True)
class Origin:
    """Where the text of a revision comes from: the commit, None where no commit holds it alone.

    `foreign` where the organisation had no facts yet when the revision came in: it never was a text of theirs.
    """

    commit: str | None
    foreign: bool = False


def origin(repo: Repository, head: str, version: VersionName, facts: str) -> Origin:
    """Where `head` has the text of a revision from: the last commit with its file as it stands at `head` and with nothing later in it.

    Those are the commits on the branch itself, and what was merged into it as it stood. `facts` is the organisation's file, below the project.
    Raises git.Failed.
    """
    changed = repo.line("rev-list", "--first-parent", head, "--", path(version)).split()
    with Objects(repo.folder, repo.git_dir) as objects:
        file = objects.id(f"{head}:./{path(version)}")
        alike = (one for one in _with_merged(repo, changed) if objects.id(f"{one}:./{path(version)}") == file)
        found = next((one for one in alike if file and max(_revisions(objects, one)) == version), None)
        known = objects.get(f"{found or (changed[-1] if changed else head)}:./{facts}") is not None
    return Origin(found if known else None, not known)


def _with_merged(repo: Repository, commits: Collection[str]) -> Iterator[str]:
    for commit in commits:
        yield commit
        yield from repo.line("rev-list", "--parents", "--max-count=1", commit).split()[2:]


def apart(version: VersionName, published: Collection[VersionName], later: VersionName) -> str:
    """What to do where no commit holds the text of `version` alone, for `later` is in it too."""
    before = max((one for one in published if one < version), default=None)
    begin = f"Haal {path(later)} en de wijzigingen die daarbij horen weg, leg dat vast, publiceer, en zet ze daarna terug."
    if before:
        date = "" if before.day == version.day else f" --date {version.day}"
        begin = f"Maak haar tekst apart klaar met: handbook correct {before}{date}"
    return f"{begin}. Hoort zij niet in dit archief? Haal {path(version)} dan weg.".replace("..", ".")


def way_to(repo: Repository, version: VersionName, source: str | None) -> str:
    """What to do where a published revision has no file at HEAD; `source` is the commit that it was published from."""
    if source is None or repo.commit(source) is None:
        by_hand = f"Zet {path(version)} terug. Wat erin hoort, leest u met: handbook serve"
        # Where the branch that it came from is gone, no pull brings it.
        return f"Haal haar op met: {PULL}. Is zij er dan nog niet? {by_hand}" if repo.line("remote") else by_hand
    if repo.descends("HEAD", source):
        return f"Zet het bestand terug met: git checkout {source[:12]} -- {path(version)}"
    names = repo.line("for-each-ref", "--contains", source, "--format=%(refname:short)", "refs/heads", "refs/remotes").splitlines()
    if _upstream(repo) in names:
        return f"Haal haar op met: {PULL}"
    # A branch of its own, or the very commit: another branch that holds it may hold later texts too.
    own = next((name for name in names if name.endswith(f"/{version}")), source[:12])
    return f"Voeg haar samen met wat hier staat: git merge --no-edit {own}"


def _upstream(repo: Repository) -> str | None:
    """The branch that `git pull` brings in."""
    try:
        return repo.line("rev-parse", "--abbrev-ref", "@{upstream}")
    except Failed:
        return None
