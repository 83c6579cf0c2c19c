"""Asks who fulfils a role: one person, several, or another role instead, with only the details that they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import click

from handbook.core.findings import Finding, SourceFile
from handbook.new import answers, facts, questions
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import shown, value
from handbook.new.conversation.terminal import LATER, SKIP, YES, Back, complain_of, say, typed, yes
from handbook.new.questions import Question
from handbook.sources import contact_roles
from handbook.sources.contacts import REPLACED
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Node


def ask(one: Question, asked: Asked, begun: Mapping[str, Node] = MappingProxyType({})) -> None:
    """Asks for the contacts of one role, and keeps them in `asked`; `begun` is what is known of it already. Raises Back, Stopped."""
    before = asked.default(one.path)
    if before is not None:
        say(f"Nu: {shown(before)}")
    shape = _shape(one, kept=before is not None)
    if shape is None:
        return
    found: list[Node] = []
    while True:
        made = _person(shape, one, asked, {} if found else begun)
        if made is None and not found:
            return
        if made is not None:
            found.append(made)
        if not (one.several and shape is one.shapes[0]) or not yes("Nog iemand?", default=False):
            break
    asked.given[one.path] = found[0] if len(found) == 1 else facts.items(found)


def _shape(one: Question, kept: bool) -> type[Group] | None:
    """The shape that the person chooses; None if the role stays as it is."""
    for number, shape in enumerate(one.shapes if len(one.shapes) > 1 else (), 1):
        say(f"  {number}. {questions.title_of(shape)}", 5)
    end = f"Enter: {'zo laten' if kept else LATER if one.needed else SKIP}"
    if len(one.shapes) == 1 and not kept and one.needed:
        return one.shapes[0]
    say(f"Typ een nummer. {end}" if len(one.shapes) > 1 else f"Typ ja om dit in te vullen. {end}")
    while True:
        line = typed(f"{one.path[-1]}: ")
        if not line:
            return None
        if line.isdecimal() and 0 < int(line) <= len(one.shapes):
            return one.shapes[int(line) - 1]
        if len(one.shapes) == 1 and line.lower() in YES:
            return one.shapes[0]
        say(f"Typ een nummer van 1 tot en met {len(one.shapes)}." if len(one.shapes) > 1 else "Typ ja, of druk op Enter.")


def _person(shape: type[Group], one: Question, asked: Asked, begun: Mapping[str, Node]) -> Node | None:
    """One valid contact; None if its first question was left for later."""
    first, others = ([field for field in part if field.path[-1] not in begun] for part in questions.of_shape(shape, one.path))
    more = " of ".join(dict.fromkeys(part.path[-1] for part in (*others[:1], *others[-1:])))
    given: dict[str, Node] = {}
    while True:
        _fields(shape, first, given, asked)
        if not given:
            return None
        given = {**given, **begun}
        if others and yes(f"Meer invullen, zoals {more}?", default=False):
            _fields(shape, others, given, asked)
        made = facts.group(given)
        wrong = answers.mistakes(one.path, made)
        if not wrong:
            return made
        complain_of(wrong)


def _fields(shape: type[Group], todo: list[Question], given: dict[str, Node], asked: Asked) -> None:
    """Fills `given` with fields of a `shape`, or with nothing if the first is left for later. Raises Back at the first question, Stopped."""
    number = 0
    while number < len(todo):
        one = todo[number]
        click.echo()
        say(one.meaning)
        try:
            if one.path[-1] == REPLACED:
                node = _instead(one, given.get(REPLACED), asked, shape)
            else:
                node = value(one, given.get(one.path[-1]), asked.example(one.path), shape)
        except Back:
            if number == 0:
                raise
            number -= 1
            continue
        if node is not None:
            given[one.path[-1]] = node
        elif not given and one.needed:
            return
        elif one.needed and (example := asked.example(one.path)):
            # Left for later beside details that are right: the check will name the example.
            given[one.path[-1]] = facts.text(example)
        number += 1


def _instead(one: Question, before: Node | None, asked: Asked, shape: type[Group]) -> Node | None:
    """The role that takes over, by its number or its name: one that is there, and that leads to somebody. Raises Back, Stopped."""
    group, role = one.path[:2]
    others = {name: node for name, node in asked.group(group).items() if name != role}

    def wrong(node: Node) -> list[Finding]:
        # The role itself comes first, so that a circle is told from there.
        roles = facts.group({role: facts.group({REPLACED: node}), **others})
        return [one for one in contact_roles.mistakes(SourceFile(""), roles) if one.message.startswith(f"{group}.{role} ")]

    fitting = tuple(name for name in others if not wrong(facts.text(name)))
    return value(replace(one, options=fitting), before, "", shape, wrong)
