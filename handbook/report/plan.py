"""What publishing will do with the text as it stands here, and from which day each version applies; nothing is built or published for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handbook.archive import clone
from handbook.archive.git import Repository
from handbook.build import adoption, approval
from handbook.build.approval import BY_HAND, Withheld
from handbook.checks.decided import needed
from handbook.core.console import few
from handbook.core.dutch import enumeration, long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.publish.queue import OutOfOrder, queue
from handbook.report.model import Plan
from handbook.sources import Sources
from handbook.sources.revisions import Revision

UNSURE = "Deze kopie van het handboek weet niet zeker wat er al is gepubliceerd."


def plan(sources: Sources, findings: Sequence[Finding], day: date, *, changed: bool) -> Plan:
    """What `handbook publish` would do on `day`; `changed` says whether the text differs from the base."""
    told = [*_doubts(sources)]
    if wrong := len(errors(findings)):
        several = f"er staan {wrong} fouten" if wrong > 1 else "er staat 1 fout"
        return Plan(f"Publiceren kan nog niet: {several} in. Los die eerst op.", tuple(told))
    new = [one for one in reversed(sources.revisions) if not needed.is_published(sources, one)]
    if not new:
        if not changed:
            return Plan("Publiceren doet niets: er is niets nieuws.", tuple(told))
        more = "Is de wijziging af? Maak er dan een revisie van met: handbook new-revision"
        return Plan("Publiceren doet niets: er is geen nieuwe revisie die zegt wat er verandert.", (*told, more))
    held = {one.version: reason for one in new if (reason := adoption.held_back(one, day))}
    goes = [one for one in new if one.version not in held]
    told += held.values()
    if not goes:
        return Plan("Publiceren doet nog niets: de revisie is nog niet vastgesteld.", tuple(told))
    if waits := _withheld(sources) or _out_of_order(sources):
        return Plan("Publiceren kan nog niet.", (*told, *waits))
    names = enumeration([str(one.version) for one in goes])
    more = "versies" if len(goes) > 1 else "versie"
    short = f"Na samenvoegen {'worden' if len(goes) > 1 else 'wordt'} {more} {names} gepubliceerd."
    if sources.facts and sources.facts.handboek.publiceren == BY_HAND:
        short = f"Na samenvoegen is {more} {names} klaar om te publiceren. Dat doet iemand zelf, met de knop of met: handbook publish"
    return Plan(short, (*(_in_force(one, day) for one in goes), *told), tuple((str(one.version), one.version.day) for one in goes))


def _in_force(revision: Revision, day: date) -> str:
    begins = revision.version.day
    announced = revision.facts.bekendgemaakt
    made_known = (
        f" Op de website staat dat zij op {long_date(announced)} {'wordt' if announced > day else 'is'} bekendgemaakt." if announced else ""
    )
    if begins > day:
        return f"Versie {revision.version} geldt vanaf {long_date(begins)}. Tot die dag geldt de tekst van nu.{made_known}"
    if begins == day:
        return f"Versie {revision.version} geldt vanaf vandaag.{made_known}"
    return f"Versie {revision.version} geldt vanaf {long_date(begins)}. Die dag is al voorbij: zij geldt zodra zij is gepubliceerd.{made_known}"


def _withheld(sources: Sources) -> tuple[str, ...]:
    """Why it may not go out as it stands."""
    try:
        approval.approve(sources)
    except Withheld as reason:
        return tuple(line.removeprefix("- ") for line in str(reason).splitlines() if not line.startswith("Er is niets gepubliceerd"))
    return ()


def _out_of_order(sources: Sources) -> tuple[str, ...]:
    """What must come first, as far as the last commit says so."""
    project, repo = sources.project, Repository(sources.project.root)
    head = repo.commit("HEAD")
    published = [one.version for one in sources.revisions if needed.is_published(sources, one)]
    if head is None or repo.dirty():
        return ()
    try:
        queue(repo, head, published, project.name(project.variables_file), None)
    except OutOfOrder as reason:
        return tuple(line for line in str(reason).splitlines() if not line.startswith("Er is niets gepubliceerd"))
    return ()


def _doubts(sources: Sources) -> Iterator[str]:
    """What must be known of this plan itself."""
    repo = Repository(sources.project.root)
    try:
        clone.knows(repo, sources.project.edition)
    except CannotWork as reason:
        yield f"{UNSURE} {reason}"
    if dirty := repo.dirty():
        yield f"Nog niet vastgelegd in git: {few(dirty)}. Alleen wat vastligt, wordt gepubliceerd."
