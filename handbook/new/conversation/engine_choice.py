"""Asks where the handbook takes its program from."""

from __future__ import annotations

from contextlib import suppress

from handbook.core.errors import CannotWork
from handbook.new import engine
from handbook.new.conversation.terminal import Back, complain, heading, say, typed
from handbook.new.engine import Engine


def ask() -> Engine:
    """The program that the handbook will run on. Raises Stopped."""
    heading("Het programma")
    say("Vanwaar haalt uw handboek het programma dat het controleert en publiceert?")
    say("- een bestand dat u zelf bewaart, zoals ../social_media_handbook-0.5.0-py3-none-any.whl", 2)
    say("- een tag in git, zoals git+https://git.voorbeeld.nl/hr/handboek@v0.5.0", 2)
    while True:
        with suppress(Back):
            try:
                return engine.chosen(typed("programma: "))
            except CannotWork as problem:
                complain(problem)
