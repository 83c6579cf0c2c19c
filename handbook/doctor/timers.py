"""What must happen by itself: the archive follows the calendar, and somebody hears what becomes overdue."""

from __future__ import annotations

from typing import Any

import yaml

from handbook.archive import reader
from handbook.archive.register import Register
from handbook.core.dutch import long_date, parse_date
from handbook.doctor.model import FINE, Answer, not_set, old, unseen
from handbook.doctor.seen import Seen

PAGE = "deploy/workflows.md"
EVERY_DAY = "deploy/archive.md#every-day"
TIMERS = ("etc/systemd/system/handboek-archief.timer", "etc/cron.d/handboek")
"""Where the files of deploy/ stand on a server, seen from its root."""


def today(seen: Seen) -> Answer | None:
    """Whether the register leads to what applies today; a day on which nothing changes needs no renewal."""
    if seen.tip is None:
        return None
    entries = reader.read(seen.repo, seen.tip, seen.project.edition)
    try:
        before = Register(entries, parse_date(seen.register["peildatum"]), seen.register["handbook"])
    except (KeyError, TypeError, ValueError):
        return old("Het register van het archief is niet te lezen.", "Kijk wat er mis is:", "handbook verify")
    now = Register(entries, seen.day, before.program)
    if before.agrees(now):
        return FINE
    if before.day > seen.day:
        return old(f"Het register is van {long_date(before.day)}, en dat is later dan vandaag.", "Kijk of de klok van deze computer klopt.")
    current = f"versie {now.current.version}" if now.current else "geen versie"
    found = f"Het register is van {long_date(before.day)}. Vandaag geldt {current}, en dat zegt het nog niet: de dagelijkse taak heeft niet gelopen."
    step = "Werk het bij, en kijk daarna waarom de taak niet liep:"
    return old(found, step, f"handbook activate{seen.push}", more=EVERY_DAY)


def daily(seen: Seen) -> Answer | None:
    """What runs `activate` each night."""
    return _timed(seen, "activate", "dagelijkse taak (handbook activate)", ".github/workflows/daily.yml", ".forgejo/workflows/archive.yml")


def weekly(seen: Seen) -> Answer | None:
    """What runs `review` each week; without a host somebody types it."""
    if seen.host.kind in ("geen", "schijf", "bitbucket", "onbekend"):
        return None
    return _timed(seen, "review", "wekelijkse taak (handbook review)", ".github/workflows/review.yml", ".forgejo/workflows/review.yml")


def _timed(seen: Seen, word: str, what: str, github: str, forgejo: str) -> Answer | None:
    host = seen.host
    if host.kind == "gitlab":
        step = f"Kijk bij Build, Pipeline schedules: daar staat een schema met de variabele DOE = {word}."
        return unseen(f"Of GitLab de {what} uitvoert, is hier niet te zien.", step, more=f"{PAGE}#gitlab")
    if host.kind in ("github", "forgejo"):
        return _workflow(seen, what, github if host.kind == "github" else forgejo)
    if host.kind == "geen":
        return None
    if any((seen.machine / name).exists() for name in TIMERS):
        return FINE
    step = "Typ op de server: systemctl list-timers 'handboek-*'. Staat daar niets? Neem de bestanden over uit deploy/systemd/, of deploy/handboek.cron."
    return unseen(
        f"Of een server de {what} uitvoert, is hier niet te zien: op deze computer staat geen timer.",
        step,
        more="deploy/README.md#filling-the-folder",
    )


def _workflow(seen: Seen, what: str, file: str) -> Answer:
    text = seen.text(file)
    if text is None:
        return not_set(f"Niets voert de {what} uit: {file} ontbreekt.", "Haal het bestand terug:", back(seen, file), more=PAGE)
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return old(f"{file} is niet te lezen, dus niets voert de {what} uit.", "Zet het bestand terug zoals het was:", back(seen, file))
    if any(isinstance(one, dict) and one.get("cron") for one in _schedule(found)):
        return FINE
    mend = "Zet onder on: weer de regels met schedule en cron, zonder hekje ervoor:"
    return not_set(f"Niets voert de {what} uit: in {file} staat geen tijd (schedule).", mend, 'schedule: [{cron: "5 23 * * *"}]', more=PAGE)


def _schedule(workflow: Any) -> list[Any]:
    """YAML 1.1 reads the word `on` as true."""
    if not isinstance(workflow, dict):
        return []
    on = workflow.get("on", workflow.get(True))
    listed = on.get("schedule") if isinstance(on, dict) else None
    return listed if isinstance(listed, list) else []


def back(seen: Seen, file: str) -> str:
    """The command that brings a file back: as last committed, as it was before somebody took it away, or as the program hands it out."""
    if seen.repo.read(f"HEAD:./{file}") is not None:
        return f"git checkout HEAD -- {file}"
    gone = seen.repo.commits("HEAD", file) if seen.repo.commit("HEAD") else []
    return f"git checkout {gone[-1][:12]}^ -- {file}" if gone else "handbook update"
