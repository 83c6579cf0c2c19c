"""Makes the report: reads the text here and the base once each, and asks every part what it has to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from handbook import checks
from handbook.checks import meanings
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.redline import Redline
from handbook.report import compared, decided, facts, files, language, plan, points
from handbook.report.compared import Compared
from handbook.report.model import Base, Fact, How, Report
from handbook.report.points import Point
from handbook.report.usable import printable
from handbook.sources import Sources, read

CARDS = (
    "Kaarten met contacten en lijsten die het programma zelf maakt, staan niet in de vergelijking. "
    "Wat daarin verandert, leest u bij de gegevens en de andere bestanden."
)
NOTHING = Compared(Redline("", "", ()), ())


def report(project: Project, typed: str | None, day: date) -> Report:
    """The report on what stands in the folder of `project` against the base `typed`; see points.chosen. Raises CannotWork where there is no such base."""
    point = points.chosen(project, typed)
    here, findings = checks.check(project)
    with points.files_of(project, point) as base:
        return _made(here, findings, read(base) if base else None, point, day)


def _made(here: Sources, findings: list[Finding], there: Sources | None, point: Point, day: date) -> Report:
    project, base = here.project, point.base
    new, notes = printable(here, there, "hier")
    old, more = printable(there, here, f"in {base.name}") if there else (None, (_all_new(base),))
    notes = (*point.notes, *notes, *more)
    both = new is not None and (old is not None or there is None)
    found = compared.compared(old, new) if both and new else NOTHING
    changed = files.differing(point.repo, base.commit)
    other = [*files.other(point.repo, base.commit, project, changed)]
    values = facts.changed(old, new, found.redline, found.titles) if old and new else ()
    kind = decided.kind(here, findings)
    left = [one for one in findings if one not in kind.doubts or one.level == "fout"]
    touched, elsewhere = _warnings(left, changed)
    return Report(
        title=_title(here, there),
        base=base,
        notes=(*notes, *((CARDS,) if values or any(one.kind for one in other) else ())),
        compared=both,
        redline=replace(found.redline, old=base.name, new="hier"),
        pages=found.pages,
        facts=values,
        files=tuple(other),
        silent=_silent(changed, found, both=both),
        kind=kind,
        mistakes=tuple(errors(left)),
        warnings=tuple(touched),
        elsewhere=elsewhere,
        readings=language.readings(old, new, found.redline, found.pages) if both and new else (),
        plan=plan.plan(here, findings, day, changed=bool(_of_the_text(found, values) or other), live=any(one.live for one in values)),
        meanings=meanings.of(here),
        rest=_rest(changed),
    )


def _of_the_text(found: Compared, values: Sequence[Fact]) -> bool:
    """Whether anything differs that a version holds: of contacts that are kept up to date it holds nothing."""
    changes = (*found.redline.changes, *(one.change for one in found.pages))
    return any(one.kinds - {"gegeven"} for one in changes) or (bool(changes) and not all(one.live for one in values))


def _all_new(base: Base) -> str:
    return f"In {base.name} stond nog geen handboek. Alles in dit verslag is dus nieuw."


def _title(here: Sources, there: Sources | None) -> str:
    """What the handbook calls itself, with the name of the organisation."""
    facts = here.facts or (there.facts if there else None)
    return facts.werkgever.naam if facts else here.project.root.name


def _warnings(findings: Iterable[Finding], changed: dict[str, How]) -> tuple[list[Finding], int]:
    """Those on files that changed, and how many others there are."""
    warned = [one for one in findings if one.level == "waarschuwing"]
    touched = [one for one in warned if one.file in changed]
    return touched, len(warned) - len(touched)


def _silent(changed: dict[str, How], found: Compared, *, both: bool) -> tuple[str, ...]:
    """Pages that are typed otherwise and print the same."""
    told = {one.change.id for one in found.pages} | {one.was for one in found.pages}
    told |= {side.page for one in found.redline.changes for side in (one.old, one.new) if side}
    pages = [
        name.removeprefix("docs/")
        for name, how in changed.items()
        if how == "gewijzigd" and name.startswith("docs/") and name.endswith(".md")
    ]
    return tuple(one for one in pages if one not in told) if both else ()


def _rest(changed: dict[str, How]) -> tuple[str, ...]:
    number = files.form(changed)
    if not number:
        return ()
    several = f"{number} bestanden" if number > 1 else "1 bestand"
    return (f"Ook anders: hoe het handboek eruitziet of werkt ({several}). Wat dat doet, beoordeelt wie het handboek technisch beheert.",)
