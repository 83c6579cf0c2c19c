"""Whether what stands in the sources may go out: nothing of it is of the example, all is decided that the law asks for, and the organisation wants it now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from handbook.build import adoption
from handbook.build.engine import Refused
from handbook.checks import decided
from handbook.checks.decided import needed
from handbook.core import sample_report
from handbook.core.dutch import enumeration
from handbook.core.errors import Ended
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.sources import Sources, revisions, variables

BY_HAND = "knop"


class Withheld(Ended):
    """It may not be published as it stands."""

    exit_code = 4


@dataclass(frozen=True)
class Answer:
    """Which revisions a merge publishes, and the sentence that says why or why not."""

    publishes: frozenset[VersionName]
    why: str


def approve(sources: Sources) -> None:
    """Raises Withheld, with all that is left, where anything in these checked sources is still of the example, or waits for a decision."""
    if sources.examples:
        told = sample_report.text(sources.examples)
        raise Withheld(f"{told}\nEr is niets gepubliceerd. Bekijken op deze computer kan wel, met: make site")
    found = needed.read(sources)
    if found and found.revision.adopted and not found.complete:
        told = "\n".join(f"- {one.message}" for one in decided.lacking(sources, found))
        raise Withheld(
            f"Revisie {found.revision.version} wordt niet gepubliceerd: nog niet over alles wat er verandert, is besloten.\n{told}\n{decided.LISTED}"
        )


def at_merge(project: Project, changed: Collection[str], day: date) -> Answer:
    """Whether a merge that changed the files `changed` of docs/revisies publishes, and of which revisions. Raises Refused where nothing can be read."""
    facts, findings = variables.load(project)
    known, more = revisions.load(project)
    wrong = {one.file for one in errors(more)}
    known = [one for one in known if f"docs/{one.source}" not in wrong]
    if facts is None or not known:
        raise Refused([*findings, *more])
    if facts.handboek.publiceren == BY_HAND:
        name = project.name(project.variables_file)
        return _no(f"in {name} staat handboek.publiceren: {BY_HAND}. Publiceren doet iemand zelf, met de knop of met: handbook publish")
    brought = [one for one in known if one.path.name in changed]
    if not brought:
        return _no(f"in deze samenvoeging is de nieuwste revisie, {known[0].version}, niet veranderd.")
    held = {one.version: adoption.held_back(one, day) for one in brought}
    goes = [version for version, reason in held.items() if reason is None]
    if not goes:
        return _no(" ".join(filter(None, held.values())))
    several = len(goes) > 1
    names = enumeration([str(version) for version in sorted(goes)])
    told = f"{'Revisies' if several else 'Revisie'} {names} {'zijn' if several else 'is'} vastgesteld, en {'hun' if several else 'haar'} bestand is nu samengevoegd. Daarom {'worden zij' if several else 'wordt zij'} gepubliceerd."
    return Answer(frozenset(goes), told)


def _no(reason: str) -> Answer:
    return Answer(frozenset(), f"Er is niets gepubliceerd: {reason}")
