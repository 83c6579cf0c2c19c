"""What `handbook decisions` does: it says how it stands with the draft, and with --write puts into its file what a program can know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handbook.checks import facts_agree
from handbook.checks.changes import editorial
from handbook.checks.decided import listed, needed, written
from handbook.checks.decided.needed import Decided
from handbook.core import decisions
from handbook.core.console import Say
from handbook.core.decisions import COUNCILS, Who
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.sources import read


@dataclass(frozen=True)
class Seen:
    """How it stands: `findings` are the mistakes that keep anybody from knowing, and `decided` is None where nothing is asked."""

    told: str
    decided: Decided | None
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    """What `handbook check` says of the same: that the kind of the revision is contested, or that nobody is known to have consented."""

    @property
    def complete(self) -> bool:
        return not self.doubts and (self.decided is None or self.decided.complete)


def look(project: Project) -> Seen:
    """How it stands with the newest revision."""
    sources = read(project)
    if wrong := errors(sources.findings):
        # That the kind is contested is not hidden by what the file still lacks.
        return Seen("", None, (*wrong, *editorial.contested(sources)))
    found = needed.read(sources)
    unsure = (f"Kijk dit na: {one.message} {one.mend}" for one in editorial.unsure(sources))
    told = [listed.text(found) if found else needed.nothing(sources), *listed.carried(sources), *unsure]
    return Seen("\n".join(told), found, doubts=(*editorial.contested(sources), *facts_agree.unsaid(sources)))


def _no_say(seen: Seen, council: Who) -> str:
    """Why a council decides on nothing of this revision, and what to do."""
    if seen.decided is None:
        return f"{seen.told.splitlines()[0] if seen.told else 'Er valt niets te besluiten.'} Laat --raad weg."
    if not any({*need.who} & {*COUNCILS} for need in seen.decided.needs):
        return "Voor wat er verandert, noemt de wet geen besluit van een raad. Laat --raad weg."
    mend = "Kijk bij medezeggenschap.soort in variables.yml na welke raad er is, of laat --raad weg."
    return f"Over wat er verandert, beslist {decisions.body(council)} niet mee. {mend}"


def write(project: Project, seen: Seen, today: date, say: Say, council: Who | None = None) -> Seen:
    """Writes what there is to write, says so, and looks again; `council` is who of two councils is asked.

    Raises CannotWork where the file cannot be added to, or that council decides on nothing.
    """
    found = seen.decided
    if council and not (found and any(council in need.who for need in found.needs)):
        raise CannotWork(f"{_no_say(seen, council)} Er is niets veranderd.")
    acts = written.plan(found, today, council) if found else ()
    unasked = written.unasked(found, council) if found else ()
    if unasked:
        say(f"Niet opgeschreven: {enumeration([need.called for need in unasked])}. {listed.WHICH}")
    if not acts:
        if not unasked:
            say("Er is niets om op te schrijven.")
        return seen
    assert found
    written.write(project, found, acts)
    for act in acts:
        say(act.told)
    after = look(project)
    # That an adopted text waits for what was asked just now is a mistake in its status, and was said.
    return Seen("", found) if after.findings else replace(after, told=f"\n{after.told}")
