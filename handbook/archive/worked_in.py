"""Whether the sources hold the change of a text that was published after the one to which they belong, and how that becomes a text of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from handbook.archive import source_history
from handbook.archive.branch import AtHand
from handbook.archive.git import Objects, Repository
from handbook.core.version_name import VersionName

DOCS = "docs"
TEXTS = frozenset({".md", ".yml"})


def holds(archive: AtHand, head: str, changed: VersionName, later: VersionName, facts: str) -> bool | None:
    """Whether the sources at `head`, which belong to `later`, hold what `changed` made other in the text before it; None where nobody can tell.

    They do where all its new lines are there and all its old ones gone, or where its commits were merged and the file is no longer that of `later`:
    then somebody chose the words. `facts` is the organisation's file, below the project.
    """
    repo, before = archive.repo, max((one for one in archive.names if one < changed), default=None)
    sources = [archive.source(one) for one in (before, changed, later) if one]
    old, new, then = sources if len(sources) == 3 else (None, None, None)
    if not (old and new and then and all(map(repo.commit, (old, new, then)))):
        return None
    merged = repo.descends(head, new)
    with Objects(repo.folder, repo.git_dir) as objects:
        answers = []
        for path in _texts(repo, objects, old, new, facts):
            was, said, stood, here = (objects.file(f"{commit}:./{path}") or b"" for commit in (old, new, then, head))
            gone, come, now = _lines(was) - _lines(said), _lines(said) - _lines(was), _lines(here)
            answers.append((come <= now and not gone & now) or (merged and here != stood))
    return all(answers) if answers else None


def _texts(repo: Repository, objects: Objects, old: str, new: str, facts: str) -> Iterator[str]:
    """The files with words that differ between two commits, below the project; not those of the revisions, of which each text has its own."""
    trees = [objects.id(f"{commit}:./{DOCS}") for commit in (old, new)]
    for name in repo.changed(*map(str, trees)) if all(trees) else ():
        path = f"{DOCS}/{name}"
        if PurePosixPath(path).suffix in TEXTS and not path.startswith(f"{source_history.REVISIONS}/"):
            yield path
    if objects.id(f"{old}:./{facts}") != objects.id(f"{new}:./{facts}"):
        yield facts


def _lines(data: bytes) -> frozenset[bytes]:
    return frozenset(line.strip() for line in data.splitlines() if line.strip())


def way_on(repo: Repository, later: VersionName, taken: Collection[VersionName]) -> str:
    """What to do with sources that hold such a change, where `later` was published without it; `taken` are names that are no longer free."""
    to = " --push origin" if "origin" in repo.line("remote").splitlines() else ""
    return (
        f"De tekst hier heeft die wijziging al. Maak er een verbetering van: kopieer {source_history.path(later)} naar "
        f"{source_history.path(later.free(taken))}, en zet daarin wat er verandert, de besluiten daarover en de dag van bekendmaking. "
        f"De ingangsdatum blijft {later.day}. Leg het vast, en publiceer met: handbook publish{to}"
    )
