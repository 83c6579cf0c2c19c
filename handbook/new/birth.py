"""What `handbook new` does, and what it says."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.core import atomic, sample_report
from handbook.core.console import Say, step, wrapped
from handbook.core.dutch import long_date, today
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors, render
from handbook.new import answers as answered
from handbook.new import engine, facts, first_revision, material, repository, typable
from handbook.new.answers import Answers
from handbook.new.engine import Engine
from handbook.new.repository import Born
from handbook.sources import sample
from handbook.sources.files.yaml_nodes import Mapping, Scalar, read_mapping

if TYPE_CHECKING:
    from handbook.new.conversation.asked import Asked

OTHERS = (
    "Let op: in {place} staat niet het voorbeeld, maar het handboek van {owner}. Uw handboek begint met de tekst en de vorm daarvan. "
    "De gegevens van {owner} gaan niet mee: die beginnen met het voorbeeld. "
    "Wilt u ook de tekst van het voorbeeld? Stop dan, en gebruik het programma zoals het is uitgegeven."
)


def new(folder: Path, file: Path | None, pinned: str | None, say: Say) -> list[Finding]:
    """Makes the repository of an organisation in `folder`, and gives the mistakes that its check finds. Raises Ended where none can be made."""
    typed, folder = str(folder), repository.usable(folder)
    program = engine.chosen(pinned) if pinned else engine.own()
    kept = folder / repository.KEPT
    if file:
        given = answered.read(file)
        _say_whose(say)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _say_whose(say)
        given, program = _talk(kept, program, lambda engine: typable.new(typed, engine or pinned))
    else:
        given = answered.read(kept) if kept.exists() else Answers(facts.group({}))
        _say_whose(say)
    if program is None:
        raise CannotWork(f"Uw handboek moet weten vanwaar het dit programma haalt. {engine.WAYS}")
    return _made(folder, given, program, say)


def _say_whose(say: Say) -> None:
    """Says whose text the handbook begins with, where that is not the example's."""
    if owner := _of_others(material.place()):
        say(_fitted(OTHERS.format(owner=owner, place=material.place())))


def _of_others(source: Path) -> str:
    """The name of the organisation whose handbook `source` holds; empty where it is still the example."""
    file = source / "variables.yml"
    text = file.read_text("utf-8") if file.exists() else ""
    if text == material.example():
        return ""
    node, _ = read_mapping(file.name, text)
    group = node.items.get("werkgever") if node else None
    name = group.items.get("naam") if isinstance(group, Mapping) else None
    return name.text if isinstance(name, Scalar) else "een andere organisatie"


def _talk(kept: Path, program: Engine | None, again: Callable[[str | None], str]) -> tuple[Answers, Engine]:
    """Asks everything. Raises CannotWork if the person stops, with the command to go on: `again`, given what was typed for the program."""
    # Imported here because only people at a terminal are asked anything.
    from handbook.new import conversation, questions
    from handbook.new.conversation import engine_choice
    from handbook.new.conversation.terminal import Stopped, say

    asked = _asked()
    todo = questions.of_conversation()
    before = answered.read(kept) if kept.exists() else None
    if before:
        asked.take(before)
        say("Wij gaan verder waar u was.")
    else:
        say(
            "Wij vragen wat uw handboek over uw organisatie moet weten. Het duurt ongeveer een kwartier. "
            "Weet u iets nog niet? Druk op Enter. Alles is later te veranderen."
        )

    def keep(so_far: Answers) -> None:
        if asked.given or so_far.begun.items or so_far.at != todo[0].name:
            atomic.write(kept.parent, repository.KEPT, answered.text(so_far).encode())

    pinned = None
    try:
        if program is None:
            pinned, program = engine_choice.ask()
        return conversation.talk(asked, todo, keep, before.at if before else None), program
    except Stopped as stop:
        if not kept.exists():
            raise CannotWork("Gestopt. Er is niets gemaakt.") from stop
        raise CannotWork(_fitted(f"Gestopt. Uw antwoorden staan in {kept}.", "Ga verder met:", f"  {again(pinned)}")) from stop


def _asked() -> Asked:
    """The start of a conversation: no answers yet, only the shipped facts and which of them are examples."""
    from handbook.new.conversation.asked import Asked

    shipped, _ = read_mapping("variables.yml", material.example())
    assert shipped
    examples = frozenset(one.key for one in sample.in_facts("variables.yml", material.example()))
    return Asked(shipped, examples, first_revision.day(today()))


def _made(folder: Path, given: Answers, program: Engine, say: Say) -> list[Finding]:
    begins = given.begins or first_revision.day(today())
    with step("Uw handboek maken"):
        born = repository.create(folder, given.whole(_asked().shipped), begins, program, material.place(), material.example())
    wrong = errors(born.findings)
    if born.findings:
        say(render(born.findings, "text"))
    say(told(folder, born, long_date(begins), _of_others(material.place())))
    return wrong


def told(folder: Path, born: Born, begins: str, owner: str = "") -> str:
    """What is there now, what is still of the example, and what comes next; `owner` is who wrote the text, if it is not the example's."""
    lines = [f"Uw handboek staat in {folder}.", "Ga erheen met:", f"  cd {shlex.quote(str(folder))}"]
    if born.sources.examples:
        lines.append(f"{sample_report.count(born.sources.examples)} Welke dat zijn, zegt daar: make check")
    lines += [
        f"De tekst komt uit {f'het handboek van {owner}' if owner else 'een voorbeeld'}, en is een concept voor {begins}: uw bestuur moet er nog over besluiten.",
        "Bekijk uw handboek met: make site",
        "Toets het met: make test",
    ]
    if not born.committed:
        lines += [
            "Er is nog geen eerste commit. Weet git niet wie u bent? Geef dan in die map:",
            '  git config user.name "Uw naam"',
            '  git config user.email "u@voorbeeld.nl"',
            "Geef daarna:",
            '  git commit --all --message "Begin"',
        ]
    return _fitted(*lines)


def _fitted(*lines: str) -> str:
    """The lines as wide as the terminal, if there is one; a command, two spaces in, stays whole so that it can be copied."""
    if not sys.stdout.isatty():
        return "\n".join(lines)
    return "\n".join(line if line.startswith("  ") else wrapped(line) for line in lines)
