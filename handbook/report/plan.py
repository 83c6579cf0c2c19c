"""What publishing will do with the text as it stands here, and from which day each version applies; nothing is built or published for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handbook.archive import clone
from handbook.archive.git import Repository
from handbook.build import adoption, approval
from handbook.build.approval import BY_HAND, Withheld
from handbook.checks import published
from handbook.core import sample_report
from handbook.core.console import few
from handbook.core.dutch import enumeration, long_date
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.publish.queue import OutOfOrder, queue
from handbook.report.model import Plan
from handbook.sources import Sources
from handbook.sources.revisions import Revision

UNSURE = "Deze kopie van het handboek weet niet zeker wat er al is gepubliceerd."

LIVE = "Is het voorstel samengevoegd? Dan komen zij in elke versie te staan met: handbook contact --push origin"


def plan(sources: Sources, findings: Sequence[Finding], day: date, *, changed: bool, live: bool = False) -> Plan:
    """What `handbook publish` would do on `day`; `changed` says whether the text differs from the base, `live` whether a contact does that is kept up to date."""
    doubts = (*_doubts(sources),)
    if wrong := len(errors(findings)):
        several = f"er staan {wrong} fouten" if wrong > 1 else "er staat 1 fout"
        return Plan(f"Publiceren kan nog niet: {several} in. Los die eerst op.", doubts)
    new = [one for one in reversed(sources.revisions) if not published.has(sources, one)]
    if not new:
        if not changed and live:
            return Plan("Voor de nieuwe contactgegevens is geen revisie nodig.", (LIVE, *doubts))
        if not changed:
            return Plan("Publiceren doet niets: er is niets nieuws.", doubts)
        more = "Is de wijziging af? Maak er dan een revisie van met: handbook new-revision"
        return Plan("Publiceren doet niets: er is geen nieuwe revisie die zegt wat er verandert.", (more, *doubts))
    held = {one.version: reason for one in new if (reason := adoption.held_back(one, day))}
    goes = [one for one in new if one.version not in held]
    if not goes:
        return Plan(f"Publiceren doet nog niets: {_not_yet(sources.revisions[0])}.", (*held.values(), *doubts))
    if waits := _waits(sources):
        return replace(waits, told=(*waits.told, *held.values(), *doubts))
    also: tuple[str, ...] = ()
    short = _goes(sources, goes, changed=changed)
    if (newest := sources.revisions[0]).version in held:
        # The text here is that of the newest revision: an earlier one goes out from the commit that has its own.
        short, also = f"De tekst van nu wordt nog niet gepubliceerd: {_not_yet(newest)}.", (short,)
    told = (*held.values(), *also, *(_in_force(one, day) for one in goes), *doubts)
    return Plan(short, told, tuple((str(one.version), one.version.day) for one in goes))


def _goes(sources: Sources, goes: Sequence[Revision], *, changed: bool) -> str:
    """That these revisions go out, and whether somebody must do it."""
    several, names = len(goes) > 1, enumeration([str(one.version) for one in goes])
    versions, after = f"{'versies' if several else 'versie'} {names}", "Na samenvoegen" if changed else "Nu"
    if changed and sources.facts and sources.facts.handboek.publiceren != BY_HAND:
        return f"{after} {'worden' if several else 'wordt'} {versions} gepubliceerd."
    ready = f"{after} {'zijn' if several else 'is'} {versions} klaar om te publiceren."
    return f"{ready} Dat doet iemand zelf, met de knop of met: handbook publish"


def _not_yet(revision: Revision) -> str:
    if revision.adopted:
        return f"de dag van een besluit over revisie {revision.version} moet nog komen"
    return f"revisie {revision.version} is nog niet vastgesteld"


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


def _waits(sources: Sources) -> Plan | None:
    """Why an adopted text may not go out as it stands; None where it may."""
    if sources.examples:
        count = f"{sample_report.count(sources.examples)} Welke dat zijn, zegt: handbook check"
        return Plan("Publiceren kan nog niet: er staan nog gegevens van het voorbeeld in.", (count,))
    try:
        approval.approve(sources)
    except Withheld as reason:
        lines = [line.removeprefix("- ") for line in str(reason).splitlines()]
        return Plan("Publiceren kan nog niet: er is nog niet over alles besloten.", tuple(lines[1:]))
    try:
        _in_order(sources)
    except OutOfOrder as reason:
        lines = [line for line in str(reason).splitlines() if not line.startswith("Er is niets gepubliceerd")]
        return Plan("Publiceren kan nog niet: een andere tekst komt eerst.", tuple(lines))
    return None


def _in_order(sources: Sources) -> None:
    """Raises OutOfOrder where something must come first, as far as the last commit says so."""
    project, repo = sources.project, Repository(sources.project.root)
    head = repo.commit("HEAD")
    if head is not None and not repo.dirty():
        out = [one.version for one in sources.revisions if published.has(sources, one)]
        queue(repo, head, out, project.name(project.variables_file), None)


def _doubts(sources: Sources) -> Iterator[str]:
    """What must be known of this plan itself."""
    repo = Repository(sources.project.root)
    try:
        clone.knows(repo, sources.project.edition)
    except CannotWork as reason:
        yield f"{UNSURE} {reason}"
    if dirty := repo.dirty():
        yield f"Nog niet vastgelegd in git: {few(dirty)}. Alleen wat vastligt, wordt gepubliceerd."
