"""Moves an archive on to a day: leads its lasting address and the register to the text in force; changes no version."""

from __future__ import annotations

import json
from datetime import date

from handbook.archive import register
from handbook.archive.register import Register
from handbook.core import dutch
from handbook.core.console import Say
from handbook.core.dutch import long_date
from handbook.core.project import Project
from handbook.publish import mike_branch
from handbook.publish.attempt import Attempt, Change
from handbook.publish.transaction import Outcome, perform


def activate(project: Project, day: date, *, push: str | None, say: Say) -> Outcome:
    """Leads `geldend` and the register to what is in force on `day`; changes no version. Raises CannotWork."""

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        attempt.sound()
        now = Register(attempt.entries, day)
        current = now.current.version if now.current else None
        assert attempt.tip.commit
        before = _before(attempt)
        same = _says_the_same(before, now) and attempt.edited() == attempt.editing
        if same and mike_branch.leads_well(attempt.staging, attempt.edition, attempt.tip.commit, attempt.branch, before):
            return None
        return Change(f"Activate {current or 'no version'} on {day}\n")

    outcome = perform(project, push, day, say, act)
    current = outcome.register.current
    leads = f"Op {long_date(day)} geldt {f'versie {current.version}' if current else f'er {outcome.register.yet}geen versie'}."
    say(
        f"{leads} {'Dat stond al goed. Er is niets veranderd.' if outcome.commit is None else f'Het adres /{project.edition.alias}/ en het register zijn bijgewerkt.'}"
    )
    return outcome


def _before(attempt: Attempt) -> Register:
    """The register on the branch, as of the day and by the program that it names."""
    found = json.loads(attempt.staging.read(f"{attempt.tip.commit}:{register.REGIME_JSON}") or b"{}")
    return Register(attempt.entries, dutch.parse_date(found["peildatum"]), found["handbook"])


def _says_the_same(before: Register, now: Register) -> bool:
    """Whether it was made by this program, for a day on which every version had the status that it has now."""
    return before.agrees(now) and before.program == now.program and before.day <= now.day
