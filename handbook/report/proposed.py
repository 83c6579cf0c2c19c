"""Makes the preview of a proposal in a folder: the draft, which says of which proposal it is, with the report beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handbook import report
from handbook.build import build as building
from handbook.build import preview
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.proposal import Proposal


def make(project: Project, proposal: Proposal, base: str | None, day: date, site: Path) -> list[Finding]:
    """Builds what stands in the folder of `project` as the preview of `proposal` into `site`; gives the warnings.

    Raises Refused where it holds mistakes, CannotWork where there is no `base` to compare with.
    """
    built = building.build(project, site, proposal=proposal)
    preview.put_report(site, report.told_as(project, base, day, "html", "../"), proposal)
    return built.findings
