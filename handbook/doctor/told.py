"""How the answers read: on a screen what is in order in one line for each subject, and for a program as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from handbook.core.page_marks import MANAGEMENT
from handbook.doctor.model import FINE, Told
from handbook.new import typable

INDENT = "  "


def text(told: Sequence[Told]) -> str:
    """By subject: what is in order, and then what is not, each with what to do."""
    lines: list[str] = []
    for title, ones in groupby(told, key=lambda one: one.group):
        lines += [title, *_group([*ones]), ""]
    return "\n".join([*lines, _count(told)])


def _group(ones: Sequence[Told]) -> Iterator[str]:
    plain = [one.examination.name for one in ones if one.answer == FINE]
    if plain:
        yield f"{INDENT}In orde: {', '.join(plain)}."
    for one in ones:
        if one.answer != FINE:
            yield from _point(one)


def _point(one: Told) -> Iterator[str]:
    answer = one.answer
    yield f"{INDENT}{answer.state.capitalize()}: {one.examination.name}. {answer.found}"
    if answer.step:
        yield f"{INDENT * 2}{answer.step}"
    yield from (f"{INDENT * 3}{_as_typed(command)}" for command in answer.commands)
    if answer.more:
        yield f"{INDENT * 2}Meer hierover: {_place(answer.more)}"


def _as_typed(command: str) -> str:
    """To copy as it stands: a shell finds this program by its name only where somebody saw to that."""
    return f"{typable.program()} {rest}" if (rest := command.removeprefix("handbook ")) != command else command


def _place(more: str) -> str:
    """A page for who keeps the handbook is in every text, the draft too; at the root is the editor."""
    return f"in het handboek zelf. Typ make site, en open daar /concept{more}" if more.startswith(f"/{MANAGEMENT}") else more


def _count(told: Sequence[Told]) -> str:
    todo = sum(one.answer.to_do for one in told)
    unseen = sum(one.answer.state == "niet te zien" for one in told)
    said = f"Te doen: {todo} {'punt' if todo == 1 else 'punten'}." if todo else "Alles wat hier te zien is, is in orde."
    return said + (f" Hier niet te zien: {unseen}. Kijk dat zelf na." if unseen else "")


def data(told: Sequence[Told]) -> str:
    """All answers as a JSON list."""
    rows = [{"groep": one.group, "naam": one.examination.name, "vraag": one.examination.question, **_plain(one)} for one in told]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _plain(one: Told) -> dict[str, object]:
    found = asdict(one.answer)
    return {
        "antwoord": found["state"],
        "gevonden": found["found"],
        "stap": found["step"],
        "opdrachten": [*found["commands"]],
        "meer": found["more"],
    }
