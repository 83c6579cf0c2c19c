"""Asks where the handbook takes its program from, before anything else: somebody else may have to be asked."""

from __future__ import annotations

from handbook.core.errors import CannotWork
from handbook.new import engine
from handbook.new.conversation.terminal import HELP, Back, complain, heading, say, typed
from handbook.new.engine import Engine

WHOM = "Weet u het niet? Vraag dit aan wie het handboek installeert."
WHY = (
    "Het programma controleert uw handboek en publiceert het. Uw handboek onthoudt vanwaar het komt, "
    "en welke versie het is, zodat het over een jaar nog hetzelfde doet."
)
WAYS = f"Typ een bestand, zoals {engine.A_FILE}, of een tag in git, zoals {engine.A_TAG}. {WHOM}"


def ask() -> tuple[str, Engine]:
    """What was typed, and the program that it names. Raises Stopped."""
    heading("Het programma")
    _explain()
    while True:
        try:
            line = typed("programma: ")
            if line == HELP:
                say(WHY)
                _explain()
            elif line:
                return line, engine.chosen(line, WAYS)
            else:
                complain(f"Dit kan niet leeg blijven: zonder programma is er geen handboek. {WHOM} Typ stop om later verder te gaan.")
        except Back:
            say("Dit is de eerste vraag. Typ stop om te stoppen.")
        except CannotWork as problem:
            complain(problem)


def _explain() -> None:
    say("Vanwaar haalt uw handboek het programma dat het controleert en publiceert?")
    say(f"- een bestand dat u zelf bewaart, zoals {engine.A_FILE}", 2)
    say("  In de map van het programma maakt u dat bestand met: make wheel", 2)
    say(f"- een tag in git, zoals {engine.A_TAG}", 2)
    say(f"{WHOM} Typ ? voor uitleg.")
