"""The articles of the text that stands here, as a build prints them, for who compares it with what was published."""

from __future__ import annotations

import json
from typing import Any

from handbook import checks
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.build import build as building
from handbook.build.build import Checked
from handbook.build.engine import Refused
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.temporary import workspace

ASIDE = "handboek-verschil-"


def built(project: Project) -> dict[str, Any]:
    """The data of `artikelen.json`. Raises Refused where the text or the facts hold mistakes.

    What the file of a revision lacks is no reason to show nothing: one looks here to write it.
    """
    sources, findings = checks.check(project)
    if not sources.revisions or any(not one.file.startswith("docs/revisies/") for one in errors(findings)):
        raise Refused(errors(findings))
    with workspace(ASIDE) as aside:
        building.build(project, aside / "site", draft=True, known=Checked(sources, findings))
        data: dict[str, Any] = json.loads((aside / "site" / ARTIKELEN_JSON).read_bytes())
    return data
