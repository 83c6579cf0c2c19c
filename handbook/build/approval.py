"""Whether what stands in the sources may go out: nothing of it is of the example, and the organisation wants it now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from handbook.build import adoption
from handbook.build.adoption import NotAdopted
from handbook.build.engine import Refused
from handbook.core.errors import Ended
from handbook.core.project import Project
from handbook.sources import Sources, revisions, sample_report, variables

BY_HAND = "knop"


class Withheld(Ended):
    """It may not be published as it stands."""

    exit_code = 4


@dataclass(frozen=True)
class Answer:
    """Whether a merge publishes, and the sentence that says why or why not."""

    publishes: bool
    why: str


def approve(sources: Sources) -> None:
    """Raises Withheld, with all that is left, where anything in these checked sources is still of the example."""
    if sources.examples:
        told = sample_report.text(sources.examples)
        raise Withheld(f"{told}\nEr is niets gepubliceerd. Bekijken op deze computer kan wel, met: make site")


def at_merge(project: Project, changed: Collection[str], day: date) -> Answer:
    """Whether a merge that changed the files `changed` of docs/revisies publishes the newest revision. Raises Refused where nothing can be read."""
    facts, findings = variables.load(project)
    known, more = revisions.load(project)
    if facts is None or not known:
        raise Refused([*findings, *more])
    if facts.handboek.publiceren == BY_HAND:
        name = project.name(project.variables_file)
        return _no(f"in {name} staat handboek.publiceren: {BY_HAND}. Publiceren doet iemand zelf, met de knop of met: handbook publish")
    newest = known[0]
    if newest.path.name not in changed:
        return _no(f"in deze samenvoeging is de nieuwste revisie, {newest.version}, niet veranderd.")
    try:
        adoption.require(project, day)
    except NotAdopted as reason:
        return _no(str(reason))
    return Answer(True, f"Revisie {newest.version} is vastgesteld, en haar bestand is nu samengevoegd. Daarom wordt zij gepubliceerd.")


def _no(reason: str) -> Answer:
    return Answer(False, f"Er is niets gepubliceerd: {reason}")
