"""One line typed at the terminal, and the lines printed there: how wide they are, and the words that lead back or out."""

from __future__ import annotations

from collections.abc import Iterable

import click

from handbook.core.console import wrapped
from handbook.core.findings import Finding

BACK, STOP, HELP, NONE = "terug", "stop", "?", "geen"
YES, NO = ("ja", "j", "true"), ("nee", "n", "false")

LATER, SKIP = "later invullen", "overslaan"


class Back(Exception):
    """The person wants to go back to the previous question."""


class Stopped(Exception):
    """The person stops for now."""


def say(text: str, hang: int = 0, colour: str | None = None) -> None:
    """Prints a sentence, wrapped to the width of the terminal; every line but the first is indented by `hang` characters."""
    click.secho(wrapped(text, hang), fg=colour)


def heading(text: str) -> None:
    """Prints a heading above the questions that follow."""
    click.echo()
    click.secho(text, bold=True)


def complain(problem: object) -> None:
    """Prints what is wrong with what was typed last."""
    say(f"! {problem}", 2, "red")


def complain_of(findings: Iterable[Finding]) -> None:
    """Prints the sentence of each finding."""
    for one in findings:
        complain(one.sentence)


def typed(prompt: str) -> str:
    """One line, without spaces around it. Raises Back or Stopped where the person asks for that, Stopped too at the end of the input."""
    try:
        line = input(prompt).strip()
    except (EOFError, KeyboardInterrupt) as end:
        click.echo()
        raise Stopped from end
    if line.lower() == BACK:
        raise Back
    if line.lower() == STOP:
        raise Stopped
    return line


def yes(question: str, default: bool) -> bool:
    """Asks until the answer is yes or no; Enter gives `default`. Raises Back, Stopped."""
    while True:
        line = typed(f"{question} (ja of nee) [{'ja' if default else 'nee'}]: ").lower()
        if not line:
            return default
        if line in YES or line in NO:
            return line in YES
        say("Typ ja of nee.")
