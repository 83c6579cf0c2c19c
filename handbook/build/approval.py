"""Whether what stands in the sources may go out: nothing of it is of the example, it was adopted, and the organisation wants it now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from handbook.build.engine import Refused
from handbook.core.dutch import long_date
from handbook.core.errors import Ended
from handbook.core.project import Project
from handbook.sources import Sources, revisions, sample_report, variables
from handbook.sources.revisions import Revision

BY_HAND = "knop"


class Withheld(Ended):
    """It may not be published as it stands."""

    exit_code = 4


@dataclass(frozen=True)
class Answer:
    """Whether a merge publishes, and the sentence that says why or why not."""

    publishes: bool
    why: str


def adopted(revision: Revision, day: date) -> bool:
    """Whether its file says that the text has been adopted, seen from `day`."""
    return revision.facts.vastgesteld <= day


def approve(sources: Sources, day: date) -> None:
    """Raises Withheld, with all reasons, where the newest revision of these checked sources may not be published on `day`."""
    reasons = []
    newest = sources.revisions[0]
    if sources.examples:
        reasons.append(
            f"{sample_report.text(sources.examples)}\nEr is niets gepubliceerd. Bekijken op deze computer kan wel, met: make site"
        )
    if not adopted(newest, day):
        reasons.append(
            f"{_not_yet(newest)} Er is niets gepubliceerd. Publiceer op die dag, of zet daar de dag waarop het besluit is genomen."
        )
    if reasons:
        raise Withheld("\n".join(reasons))


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
    if not adopted(newest, day):
        return _no(_not_yet(newest))
    return Answer(True, f"Revisie {newest.version} is vastgesteld, en haar bestand is nu samengevoegd. Daarom wordt zij gepubliceerd.")


def _no(reason: str) -> Answer:
    return Answer(False, f"Er is niets gepubliceerd: {reason}")


def _not_yet(revision: Revision) -> str:
    return f"In docs/{revision.source} staat dat de revisie pas op {long_date(revision.facts.vastgesteld)} wordt vastgesteld."
