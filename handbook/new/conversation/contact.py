"""Asks who fulfils a role: one person, several, or another role instead; who goes back finds what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handbook.new import facts, questions
from handbook.new.conversation import person
from handbook.new.conversation.asked import Asked
from handbook.new.conversation.one_answer import shown
from handbook.new.conversation.terminal import LATER, SKIP, YES, Back, say, typed, yes
from handbook.new.questions import Question
from handbook.sources.files import yaml_nodes
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Node, Sequence


def ask(one: Question, asked: Asked, known: Mapping[str, Node] = MappingProxyType({})) -> None:
    """Asks for the contacts of one role, and keeps them in `asked`; `known` is what nobody is asked of it any more. Raises Back, Stopped."""
    before = asked.default(one.path)
    if before is not None:
        say(f"Nu: {shown(before)}")
    if begun := asked.begun.get(one.path):
        say(f"Hiermee was u begonnen: {shown(facts.items([facts.group(who) for who in begun]))}")
    while shape := _shape(one, kept=before is not None):
        drafts = _drafts(one, asked, shape)
        try:
            found = _people(shape, one, asked, known, drafts)
        except Back:
            if _sole(one, kept=before is not None):
                raise
            continue
        if found:
            asked.given[one.path] = found[0] if len(found) == 1 else facts.items(found)
            asked.forget(one.path, shape)
        return
    if not one.needed:
        asked.forget(one.path)


def _drafts(one: Question, asked: Asked, shape: type[Group]) -> list[dict[str, Node]]:
    """What was typed of each person so far, also by who went back before the end; what is put into it is kept."""
    node = asked.default(one.path)
    there = node.items if isinstance(node, Sequence) else [node]
    before = asked.begun.get(one.path) or [dict(who.items) for who in there if isinstance(who, yaml_nodes.Mapping)]
    return asked.drafts.setdefault((one.path, shape), [who for who in before if who.keys() <= shape.model_fields.keys()])


def _shape(one: Question, kept: bool) -> type[Group] | None:
    """The shape that the person chooses; None if the role stays as it is."""
    for number, shape in enumerate(one.shapes if len(one.shapes) > 1 else (), 1):
        say(f"  {number}. {questions.title_of(shape)}", 5)
    end = f"Enter: {'zo laten' if kept else LATER if one.needed else SKIP}"
    if _sole(one, kept):
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


def _sole(one: Question, kept: bool) -> bool:
    """Whether there is nothing to choose."""
    return len(one.shapes) == 1 and not kept and one.needed


def _people(shape: type[Group], one: Question, asked: Asked, known: Mapping[str, Node], drafts: list[dict[str, Node]]) -> list[Node]:
    """One valid contact after another; none if the first was left for later. Raises Back at the first question, Stopped."""
    found: list[Node] = []
    several = one.several and shape is one.shapes[0]
    number, at_end = 0, False
    while True:
        if len(found) == number:
            if len(drafts) == number:
                drafts.append({})
            try:
                made = person.ask(shape, one, asked, known, drafts[number], at_end)
            except Back:
                if number == 0:
                    raise
                number -= 1
                continue
            if made is None:
                del drafts[number:]
                return found
            found.append(made)
        try:
            another = several and yes("Nog iemand?", default=len(drafts) > number + 1)
        except Back:
            found, at_end = found[:number], True
            continue
        if not another:
            del drafts[number + 1 :]
            return found
        number, at_end = number + 1, False
