"""Asks for one value until it is right: explains the question, reads what was typed, and repeats what the check says of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from handbook.core.dutch import guess_date
from handbook.core.findings import Finding, quote
from handbook.new import answers, explained, facts
from handbook.new.conversation.terminal import HELP, LATER, NO, NONE, SKIP, YES, complain, complain_of, say, typed
from handbook.new.questions import Kind, Question
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Node, Scalar, Sequence

NAME = re.compile(r"[;:,]| van ")
"""Where the name ends with which the explanation of a choice begins, such as that of a works council."""


def value(
    one: Question, default: Node | None, example: str, of: type[Group] | None = None, also: Callable[[Node], list[Finding]] | None = None
) -> Node | None:
    """A valid answer, or None if it was left for later or may be absent. Raises Back, Stopped.

    With `of` the question is part of such a group; `also` says what is wrong with an answer beside the others.
    """
    _explain(one)
    start = f"Voorbeeld: {quote(example)}. " if example and default is None else ""
    say(f"{start}Enter: {shown(default) if default is not None else LATER if one.needed else SKIP}")
    while True:
        line = typed(f"{one.path[-1]}: ")
        if line == HELP:
            _explain(one, whole=True)
            continue
        if not line:
            return default
        if unfit := _unfit(one, line):
            complain(unfit)
            continue
        node = _read(one, line)
        wrong = answers.mistakes(one.path, node, of)
        if wrong and one.kind is Kind.LIST and isinstance(node, Scalar):
            # Some lists may be written as a single word, others may not.
            node = facts.items([node])
            wrong = answers.mistakes(one.path, node, of)
        wrong = wrong or (also(node) if also else [])
        if not wrong:
            return node
        complain_of(wrong)


def shown(node: Node) -> str:
    """A value in words, on one line."""
    if isinstance(node, Scalar):
        return {"true": "ja", "false": "nee"}.get(node.text, node.text)
    if isinstance(node, Sequence):
        between = ", " if all(isinstance(part, Scalar) for part in node.items) else "; "
        return between.join(shown(part) for part in node.items) or NONE
    return ", ".join(f"{key}: {shown(part)}" for key, part in node.items.items())


def _explain(one: Question, whole: bool = False) -> None:
    if whole:
        say(f"In variables.yml heet dit {one.name}. {one.meaning}")
    if hint := explained.HINTS.get(one.name):
        say(hint)
    words = explained.CHOICES.get(one.name, {})
    wide = max((len(option) for option in one.options), default=0)
    for number, option in enumerate(one.options, 1):
        mark = f"  {number}. {option:<{wide}}"
        say(f"{mark}  {words[option]}" if option in words else mark.rstrip(), len(mark) + 2)
    if one.kind is Kind.LIST:
        say("Is het er meer dan één? Zet er dan een komma tussen." if one.options else "Zet een komma tussen de waarden.")
    if one.kind is Kind.TRUTH:
        say("Typ ja of nee.")
    if _may_be_empty(one):
        say(f"Zijn er geen? Typ {NONE}.")


def _may_be_empty(one: Question) -> bool:
    return one.kind is Kind.LIST and not one.options and not one.needed


def _unfit(one: Question, line: str) -> str:
    """What to type instead, where the line answers another kind of question than this; empty if it may be an answer."""
    said = line.lower() in (*YES, *NO)
    if one.kind is Kind.TRUTH and not said:
        # The check would ask for true or false, which is how the file says it.
        return "Typ ja of nee."
    named = one.kind in (Kind.TEXT, Kind.LIST) and not one.options
    # A single letter may be an initial.
    return f"Ja of nee past hier niet. Gevraagd wordt: {one.meaning}" if named and said and len(line) > 1 else ""


def _read(one: Question, line: str) -> Node:
    """What was typed, in the form that variables.yml has for it."""
    if one.kind is Kind.LIST:
        return _read_list(one, line)
    if one.kind is Kind.CHOICE:
        return facts.bare(_option(one, line))
    if one.kind is Kind.TRUTH:
        return facts.bare("true" if line.lower() in YES else "false" if line.lower() in NO else line)
    if one.kind is Kind.PLAIN:
        day = guess_date(line) if not line.isdigit() else None
        return facts.bare(str(day or line))
    return facts.text(_option(one, line))


def _read_list(one: Question, line: str) -> Node:
    """Values with commas between them; one word to choose stays a single word."""
    if _may_be_empty(one) and line.lower() == NONE:
        return facts.items([])
    parts = [part.strip() for part in line.split(",") if part.strip()]
    if not one.options:
        return facts.items([facts.text(part) for part in parts])
    words = [facts.bare(_option(one, part)) for part in parts]
    return words[0] if len(words) == 1 else facts.items([*words])


def _option(one: Question, line: str) -> str:
    """The option with the number or the name that was typed, in whatever letters, or the text itself."""
    if line.isdecimal() and 0 < int(line) <= len(one.options):
        return one.options[int(line) - 1]
    words = explained.CHOICES.get(one.name, {})
    named = {NAME.split(words[option])[0].casefold(): option for option in one.options if option in words}
    return (named | {option.casefold(): option for option in one.options}).get(line.casefold(), line)
