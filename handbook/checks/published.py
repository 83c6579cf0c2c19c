"""What git holds of the handbook that is checked, published or committed: asked once for all checks of one reading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from handbook.archive import branch
from handbook.archive.branch import AtHand
from handbook.sources import Sources, revisions
from handbook.sources.revisions import Revision


@lru_cache(1)
def archive(sources: Sources) -> AtHand | None:
    """The archive as this clone knows it; None where it knows none."""
    return AtHand.of(sources.project.root, sources.project.edition)


def has(sources: Sources, revision: Revision) -> bool:
    """Whether the revision stands in the archive, as far as anybody here knows: what was decided then is not asked again."""
    found = archive(sources)
    return revision.version in sources.project.settled or bool(found and revision.version in found.names)


@lru_cache(1)
def before(sources: Sources) -> Mapping[str, Any]:
    """`handboek.json` of the newest published version that has a file here; empty where there is none.

    A correction is held against the text that it corrects: the revisions that have a file beside it are the texts before it.
    """
    found, here = archive(sources), revisions.names(sources.project)
    return (found.newest_record(here) or {}) if found else {}


@lru_cache(1)
def committed(sources: Sources) -> Mapping[str, str]:
    """The pages in the last commit: path below docs/ -> text; empty where there is no commit."""
    return {name.removeprefix("docs/"): text for name, text in branch.head_files(sources.project.root).items()}
