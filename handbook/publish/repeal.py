"""Writes down that from a day on a published text no longer applies, and which one applies instead; its text stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.archive import acts, manifest, repeals
from handbook.archive.acts import Repeal
from handbook.archive.register import Version
from handbook.core.console import Say
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish.attempt import Attempt, Change
from handbook.publish.decision import NOTHING_CHANGED, checked, entry_of, put
from handbook.publish.transaction import Outcome, perform


@dataclass(frozen=True)
class Decision:
    """The text ends on `since`, by a decision of `by` on `decided`; `instead` is the text that applies then, None for no text."""

    version: VersionName
    since: date
    instead: VersionName | None
    decided: date
    by: str
    reason: str

    def record(self, today: date) -> Repeal:
        """As the version's folder keeps it; people can know of it from `today` on."""
        return Repeal(
            schema=1,
            versie=str(self.version),
            vanaf=self.since,
            in_plaats=str(self.instead) if self.instead else None,
            besloten=self.decided,
            bekendgemaakt=today,
            door=self.by,
            reden=self.reason,
        )


def repeal(project: Project, decision: Decision, today: date, *, push: str | None, say: Say, dry_run: bool = False) -> Outcome:
    """Puts the decision beside the text; with `dry_run` only says what would happen. Raises CannotWork."""
    checked(decision.decided, today, ("reden", decision.reason), ("naam van wie besloot", decision.by))

    def act(attempt: Attempt) -> Change | None:
        attempt.published()
        attempt.sound()
        entry = entry_of(attempt, decision.version)
        if entry.repealed:
            if _same(entry.repealed, decision.record(today)):
                return None
            raise CannotWork(
                f"Versie {entry.version} is al ingetrokken, vanaf {long_date(entry.repealed.vanaf)}. Een besluit dat vastligt, verandert niet. "
                f"Geldt er iets anders? Publiceer dan een nieuwe tekst. {NOTHING_CHANGED}"
            )
        record = decision.record(today)
        wrong = [*repeals.faults(attempt.entries, record, today)]
        if wrong:
            raise CannotWork(" ".join([*wrong, NOTHING_CHANGED]))
        if attempt.number == 1:
            _say_plan(attempt, entry, record, say)
        name = str(entry.version)
        tree = put(attempt, entry.version, {acts.REPEAL: manifest.canonical(manifest.plain(record))})
        return Change(f"Repeal {name} from {record.vanaf}\n", {name: tree}, {attempt.edition.repeal(name): message(record)})

    outcome = perform(project, push, today, say, act, dry_run)
    _say_done(outcome, decision, today, say, dry_run=dry_run)
    return outcome


def message(record: Repeal) -> str:
    """What the tag of the act says."""
    instead = record.in_plaats or "geen"
    return f"Intrekking {record.versie}\n\nVanaf: {record.vanaf}\nIn plaats daarvan: {instead}\nReden: {record.reden}\nBesluit: {record.door}\n"


def _same(one: Repeal, other: Repeal) -> bool:
    """Whether both are one decision; the day on which it was written down does not count."""
    return one.model_copy(update={"bekendgemaakt": other.bekendgemaakt}) == other


def _say_plan(attempt: Attempt, entry: Version, record: Repeal, say: Say) -> None:
    say(f"De tekst van {entry.title} (versie {entry.version}) geldt vanaf {long_date(record.vanaf)} niet meer. Zij blijft te lezen.")
    if record.instead is None:
        say("Het besluit wijst geen andere tekst aan: een eerdere tekst gaat niet vanzelf weer gelden.")
    else:
        say(f"Vanaf die dag geldt de tekst van {record.instead.title} (versie {record.instead}).")
        other = next(one for one in attempt.entries if one.version == record.instead)
        if other.taken_off:
            say(f"Let op: versie {other.version} is van de website gehaald, en is daar dus niet te lezen.")
    if record.vanaf < record.bekendgemaakt:
        say(f"Let op: dit werkt terug. Tot vandaag stond er dat deze tekst gold, ook over de dagen vanaf {long_date(record.vanaf)}.")


def _say_done(outcome: Outcome, decision: Decision, today: date, say: Say, *, dry_run: bool) -> None:
    if outcome.commit is None:
        say(f"Deze intrekking lag al vast. {NOTHING_CHANGED}")
        return
    current = outcome.register.current
    applies = f"Vandaag geldt versie {current.version}." if current else "Vandaag geldt er geen tekst."
    later = f" Op {long_date(decision.since)} werkt handbook activate het vaste adres bij." if decision.since > today else ""
    if dry_run:
        say(f"Proef. {applies}{later} {NOTHING_CHANGED}")
        return
    say(f"De intrekking ligt vast. {applies}{later}")
