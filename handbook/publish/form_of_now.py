"""Puts what a source of before release 0.4.0 says of its revisions into the form that this program reads, as far as that is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.archive import source_history
from handbook.archive.git import Repository
from handbook.build import adoption
from handbook.core.version_name import VersionName
from handbook.publish import source_tree

CONSENT = re.compile(rb"(?m)(^medezeggenschap:[^\n]*\n(?:(?:[ \t#][^\n]*)?\n)*?)[ \t]+instemming:[^\n]*\n")
"""The consent of the works council, as a fact of the organisation; it belongs to one revision."""


@dataclass(frozen=True)
class Renewed:
    """The tree of a handbook, the revisions that another commit told of in the form of now, and those that it did not."""

    tree: str
    done: list[VersionName]
    left: list[VersionName]


def renewed(repo: Repository, tree: str, head: str, facts: str) -> Renewed:
    """The handbook in `tree` with its revisions of before as the commit `head` tells of them, and without the fact that went to those."""
    done: list[VersionName] = []
    left: list[VersionName] = []
    names = (VersionName.or_none(name.removesuffix(".md")) for name in repo.entries(f"{tree}:docs/revisies") if name.endswith(".md"))
    for version in sorted(name for name in names if name):
        path = source_history.path(version)
        if not adoption.is_of_before(path, repo.read(f"{tree}:{path}") or b""):
            continue
        now = repo.read(f"{head}:./{path}")
        if now is None or adoption.is_of_before(path, now):
            left.append(version)
            continue
        done.append(version)
        tree = source_tree.put(repo, tree, path.split("/"), repo.write(now))
    told = repo.read(f"{tree}:{facts}")
    if told is not None and CONSENT.search(told):
        tree = source_tree.put(repo, tree, facts.split("/"), repo.write(CONSENT.sub(rb"\1", told, count=1)))
    return Renewed(tree, done, left)
