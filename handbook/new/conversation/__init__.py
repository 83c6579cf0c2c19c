"""Asks the questions at a terminal in their order, with a way back, and keeps every answer as soon as it is given."""

from __future__ import annotations

from collections.abc import Callable

import click

from handbook.new import explained
from handbook.new.answers import Answers
from handbook.new.conversation import contact, own, review
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import value
from handbook.new.conversation.terminal import Back, Stopped, heading, say, yes
from handbook.new.questions import Kind, Question, groups_of

HOW = "Typ terug voor de vorige vraag, ? voor uitleg, of stop om later verder te gaan. Uw antwoorden blijven bewaard."


def talk(asked: Asked, todo: list[Question], keep: Callable[[Answers], None], at: str | None = None) -> Answers:
    """Asks everything in `todo` from the question named `at` on, then what should change; calls `keep` with the answers before each question.

    Raises Stopped if the person stops; the answers that were kept last lead on from there.
    """
    number = next((n for n, one in enumerate(todo) if one.name == at), 0)
    end, told = len(todo), ""
    say(HOW)
    while True:
        while number < end:
            one = todo[number]
            keep(asked.answers(one.name))
            if one.group != told:
                _open(one.group, groups_of(todo))
            told = one.group
            try:
                number = _next(todo, number, _ask(one, asked), asked)
            except Stopped:
                # Of a contact that was begun, too.
                keep(asked.answers(one.name))
                raise
        group = review.to_change(asked, todo)
        if group is None:
            return asked.answers()
        part = [n for n, one in enumerate(todo) if one.group == group]
        number, end, told = part[0], part[-1] + 1, ""


def _open(group: str, groups: list[str]) -> None:
    heading(f"{explained.title(group)} ({groups.index(group) + 1} van {len(groups)})")


def _next(todo: list[Question], number: int, step: int, asked: Asked) -> int:
    """The index of the next question that applies, or of the previous one if `step` is -1."""
    number += step
    while 0 <= number < len(todo) and not asked.applies(todo[number]):
        number += step
    return max(number, 0)


def _ask(one: Question, asked: Asked) -> int:
    """Asks one question until its answer is right; 1 to go on, -1 to go back. Raises Stopped."""
    click.echo()
    try:
        if one.kind in (Kind.OWN_ROLES, Kind.OWN_FACTS):
            own.ask(one, asked)
            return 1
        say(one.meaning)
        if one.kind is Kind.GATE:
            _gate(one, asked)
        elif one.kind is Kind.CONTACT:
            contact.ask(one, asked)
        else:
            node = value(one, asked.default(one.path), asked.example(one.path))
            if node is not None:
                asked.given[one.path] = node
    except Back:
        return -1
    return 1


def _gate(one: Question, asked: Asked) -> None:
    """Asks whether the group is wanted at all."""
    asked.wanted[one.group] = yes("Wilt u hier iets invullen?", default=asked.wants(one.group))
