"""The draft of the text that stands here, built aside for who reads its files as those of a version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from handbook import checks
from handbook.archive.acts import Read
from handbook.build import build as building
from handbook.build.build import Checked
from handbook.build.engine import Refused
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.temporary import workspace

ASIDE = "handboek-concept-"


@contextmanager
def built(project: Project) -> Iterator[Read]:
    """Reads a file of the draft by its path, as long as the context lasts. Raises Refused where the text or the facts hold mistakes.

    What the file of a revision lacks is no reason to show nothing: one looks here to write it.
    """
    sources, findings = checks.check(project)
    if not sources.revisions or any(not one.file.startswith("docs/revisies/") for one in errors(findings)):
        raise Refused(errors(findings))
    with workspace(ASIDE) as aside:
        site = aside / "site"
        building.build(project, site, draft=True, known=Checked(sources, findings))
        yield lambda path: (site / path).read_bytes() if (site / path).is_file() else None
