"""Asks for one contact, question by question, with only the details that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import click

from handbook.core.findings import Finding, SourceFile
from handbook.new import answers, facts, questions
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import value
from handbook.new.conversation.terminal import Back, complain_of, say, yes
from handbook.new.questions import Question
from handbook.sources import contact_roles
from handbook.sources.contacts import CONFIDENT, NOBODY, REPLACED
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Node

LEADS = "contact.hr.geeft_leiding"
"""In a small organisation the text depends on it, and who does HR there does not look for it."""


def ask(shape: type[Group], one: Question, asked: Asked, known: Mapping[str, Node], given: dict[str, Node], at_end: bool) -> Node | None:
    """One valid contact, of which `given` keeps every answer and what is `known`; None if its first question was left for later.

    With `at_end` it begins at the last question. Raises Back at the first one, Stopped.
    """
    given |= known
    first, others = _fields(shape, one, asked, known)
    beside = [field.path[-1] for field in others]
    more = any(key in given for key in beside)
    number = len(_steps(first, others, more)) - 1 if at_end else 0
    while True:
        todo = _steps(first, others, more)
        if number == len(todo):
            made = facts.group({key: given[key] for key in shape.model_fields if key in given})
            wrong = answers.mistakes(one.path, made)
            if not wrong:
                return made
            complain_of(wrong)
            number = 0
        try:
            if field := todo[number]:
                node = _field(field, given, asked, shape)
                if node is None and field.needed and not given.keys() - known.keys():
                    return None
            else:
                more = yes(f"Meer invullen, zoals {' of '.join(dict.fromkeys((beside[0], beside[-1])))}?", default=more)
                for key in () if more else beside:
                    given.pop(key, None)
            number += 1
        except Back:
            if number == 0:
                raise
            number -= 1


def _fields(shape: type[Group], one: Question, asked: Asked, known: Mapping[str, Node]) -> tuple[list[Question], list[Question]]:
    """The questions on one contact: those that are always asked, and the others. In a small organisation one may lead everybody who works there."""
    always, others = ([field for field in part if field.path[-1] not in known] for part in questions.of_shape(shape, one.path))
    leads = [field for field in others if field.name == LEADS and asked.small]
    return [*always, *leads], [field for field in others if field not in leads]


def _steps(first: list[Question], others: list[Question], more: bool) -> list[Question | None]:
    """All to ask in its order; None stands for the question whether there is more to fill in."""
    return [*first, *([None] if others else []), *(others if more else [])]


def _field(one: Question, given: dict[str, Node], asked: Asked, shape: type[Group]) -> Node | None:
    """The answer to one question, which `given` keeps; None where there is none. Raises Back, Stopped."""
    key = one.path[-1]
    click.echo()
    say(one.meaning)
    before = given.get(key)
    node = _instead(one, before, asked, shape) if key == REPLACED else value(one, before, asked.example(one.path), shape)
    if node is not None:
        given[key] = node
    return node


def _instead(one: Question, before: Node | None, asked: Asked, shape: type[Group]) -> Node | None:
    """The role that takes over, by its number or its name: one that is there, and that leads to somebody. Raises Back, Stopped."""
    group, role = one.path[:2]
    others = {name: node for name, node in asked.group(group).items() if name != role}

    def wrong(node: Node) -> list[Finding]:
        # The role itself comes first, so that a circle is told from there.
        roles = facts.group({role: facts.group({REPLACED: node}), **others})
        return [one for one in contact_roles.mistakes(SourceFile(""), roles) if one.message.startswith(f"{group}.{role} ")]

    nobody = (NOBODY,) if role == CONFIDENT else ()
    fitting = (*(name for name in others if not wrong(facts.text(name))), *nobody)
    return value(replace(one, options=fitting), before, "", shape, wrong)
