"""What `handbook new` does, and what it says."""

from __future__ import annotations

from pathlib import Path

from handbook.core.console import Say, step
from handbook.core.dutch import long_date, today
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors, render
from handbook.new import answers as answered
from handbook.new import engine, facts, first_revision, material, repository
from handbook.new.answers import Answers
from handbook.new.engine import Engine
from handbook.new.repository import Born
from handbook.sources import sample_report


def new(folder: Path, file: Path | None, pinned: str | None, say: Say) -> list[Finding]:
    """Makes the repository of an organisation in `folder`, and gives the mistakes that its check finds. Raises Ended where none can be made."""
    folder = repository.usable(folder)
    given = answered.read(file) if file else Answers(facts.group({}))
    program = _program(pinned)
    return _made(folder, given, program, say)


def _made(folder: Path, given: Answers, program: Engine, say: Say) -> list[Finding]:
    begins = given.begins or first_revision.day(today())
    with step("Uw handboek maken"):
        born = repository.create(folder, given.facts, begins, program, material.place())
    wrong = errors(born.findings)
    if born.findings:
        say(render(born.findings, "text"))
    say(told(folder, born, first_revision_day=long_date(begins)))
    return wrong


def _program(pinned: str | None) -> Engine:
    found = engine.chosen(pinned) if pinned else engine.own()
    if found is None:
        raise CannotWork(f"Uw handboek moet weten vanwaar het dit programma haalt. {engine.WAYS}")
    return found


def told(folder: Path, born: Born, first_revision_day: str) -> str:
    """What is there now, what is still of the example, and what comes next."""
    lines = [f"Uw handboek staat in {folder}."]
    if born.sources.examples:
        lines.append(f"{sample_report.count(born.sources.examples)} Welke dat zijn, zegt daar: make check")
    lines += [
        f"De tekst komt uit een voorbeeld, en is een concept voor {first_revision_day}: uw bestuur moet er nog over besluiten.",
        "Bekijk uw handboek met: make site",
        "Toets het met: make test",
    ]
    if not born.committed:
        lines.append(
            "git weet nog niet wie u bent. Geef in die map: "
            'git config user.name "Uw naam", dan git config user.email "u@voorbeeld.nl", en dan: git commit --all --message "Begin"'
        )
    return "\n".join(lines)
