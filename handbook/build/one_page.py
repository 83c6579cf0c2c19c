"""One page as the site shows it, for who is writing it: checked as everything else, built alone."""

from __future__ import annotations

from pathlib import Path

from handbook import checks
from handbook.build import engine
from handbook.build.build import DRAFT_ADDRESS
from handbook.build.context import Context
from handbook.build.engine import Refused
from handbook.build.site import BuiltSite
from handbook.build.steps import EACH_PAGE
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources.pages import address

ASIDE = "handboek-pagina-"


def shown(project: Project, path: str) -> str:
    """The HTML of the page `path` below docs/. Raises Refused where it cannot be built: with its own mistakes first, none of it having run."""
    sources, findings = checks.check(project)
    wrong = errors(findings)
    if wrong:
        raise Refused(sorted(wrong, key=lambda one: one.file != f"docs/{path}"))
    assert sources.facts
    facts = Context.of(sources, draft=True)
    with workspace(ASIDE) as aside:
        built = aside / "site"
        place = sources.facts.handboek.adres + DRAFT_ADDRESS
        engine.one(project, facts, built, place, path)
        EACH_PAGE(BuiltSite(built, place, sources, facts))
        return (built / Path(address(path)) / "index.html").read_text("utf-8")
