"""Asks the questions at a terminal: one by one, with a way back, and with everything kept that was answered."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import click

from handbook.core.dutch import guess_date
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, quote
from handbook.new import answers, engine, explained, facts, questions
from handbook.new.answers import BEGINS, Answers
from handbook.new.engine import Engine
from handbook.new.questions import Kind, Question
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence

WIDEST = 88
"""Letters on a line: more reads badly on a wide screen."""

BACK, STOP, HELP, NONE = "terug", "stop", "?", "geen"
YES, NO = ("ja", "j", "true"), ("nee", "n", "false")

LATER, SKIP = "later invullen", "overslaan"
HOW = "Typ terug voor de vorige vraag, ? voor uitleg, of stop om later verder te gaan. Uw antwoorden blijven bewaard."


class Back(Exception):
    """The person wants the question before this one."""


class Stopped(Exception):
    """The person stops for now."""


@dataclass
class Asked:
    """What was answered so far, by the path of the question; `examples` are the facts whose shipped value is nobody's, `shipped` all of them."""

    shipped: Mapping
    examples: frozenset[str]
    begins: date
    given: dict[tuple[str, ...], Node] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def answers(self, at: str | None = None) -> Answers:
        """The same as a part of variables.yml."""
        tree: dict[str, dict[str, Node]] = {}
        for path, value in self.given.items():
            if len(path) == 2:
                tree.setdefault(path[0], {})[path[1]] = value
        day = self.given.get((BEGINS,))
        begins = date.fromisoformat(day.text) if isinstance(day, Scalar) else None
        return Answers(facts.group({name: facts.group(values) for name, values in tree.items()}), begins, at)

    def take(self, kept: Answers) -> None:
        """Goes on from what was kept."""
        for name, group in kept.facts.items.items():
            if isinstance(group, Mapping):
                self.given |= {(name, key): value for key, value in group.items.items()}
        if kept.begins:
            self.given[BEGINS,] = facts.bare(kept.begins.isoformat())

    def default(self, path: tuple[str, ...]) -> Node | None:
        """What holds if nothing is typed: the answer that was given before, else what ships and may well be right."""
        if path in self.given:
            return self.given[path]
        if path == (BEGINS,):
            return facts.bare(self.begins.isoformat())
        node: Node | None = self.shipped
        for part in path:
            node = node.items.get(part) if isinstance(node, Mapping) else None
        name = ".".join(path)
        return None if any(f"{one}.".startswith(f"{name}.") for one in self.examples) else node

    def applies(self, one: Question) -> bool:
        """Whether it is asked at all, as things stand."""
        if one.kind is not Kind.GATE and one.group in self.closed:
            return False
        if one.name not in explained.ONLY_WHERE:
            return True
        other, word = explained.ONLY_WHERE[one.name]
        said = self.default(tuple(other.split(".")))
        return isinstance(said, Scalar) and said.text == word

    def example(self, path: tuple[str, ...]) -> str:
        """What ships, where it is an example."""
        node: Node | None = self.shipped
        for part in path:
            node = node.items.get(part) if isinstance(node, Mapping) else None
        return node.text if isinstance(node, Scalar) and ".".join(path) in self.examples else ""


def talk(asked: Asked, todo: list[Question], keep: Callable[[Answers], None], at: str | None = None) -> Answers:
    """Asks everything in `todo`, from the question called `at`, and what has to change afterwards; `keep` gets the answers after each one.

    Raises Stopped where the person stops: what was kept leads on from there.
    """
    number = next((n for n, one in enumerate(todo) if one.name == at), 0)
    end, told = len(todo), ""
    say(HOW)
    while True:
        while number < end:
            one = todo[number]
            keep(asked.answers(one.name))
            if one.group != told:
                _heading(one.group, todo)
            told = one.group
            number = _next(todo, number, _ask(one, asked), asked)
        group = _review(asked, todo)
        if group is None:
            return asked.answers()
        part = [n for n, one in enumerate(todo) if one.group == group]
        number, end, told = part[0], part[-1] + 1, ""


def _next(todo: list[Question], number: int, step: int, asked: Asked) -> int:
    """The place of the next question, or of the one before; what does not apply is passed by."""
    number += step
    while 0 <= number < len(todo) and not asked.applies(todo[number]):
        number += step
    return max(number, 0)


def _heading(group: str, todo: list[Question]) -> None:
    groups = [*dict.fromkeys(question.group for question in todo)]
    click.echo()
    click.secho(f"{_title(group)} ({groups.index(group) + 1} van {len(groups)})", bold=True)


def _title(group: str) -> str:
    return explained.TITLES.get(group, group.replace("_", " ").capitalize())


def say(text: str, hang: int = 0, colour: str | None = None) -> None:
    """A sentence, on lines that fit; those after the first stand `hang` letters in."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    click.secho(textwrap.fill(text, width, subsequent_indent=" " * hang, break_on_hyphens=False), fg=colour)


def _ask(one: Question, asked: Asked) -> int:
    """One question until its answer fits; the step to the next question, which is back where the person wants that. Raises Stopped."""
    click.echo()
    say(one.meaning)
    try:
        if one.kind is Kind.GATE:
            asked.closed.discard(one.group)
            if not _yes("Wilt u hier iets invullen?", default=False):
                asked.closed.add(one.group)
        elif one.kind is Kind.CONTACT:
            _contact(one, asked)
        else:
            value = _value(one, asked.default(one.path), asked.example(one.path))
            if value is not None:
                asked.given[one.path] = value
    except Back:
        return -1
    return 1


def _value(one: Question, default: Node | None, example: str, of: type[Group] | None = None) -> Node | None:
    """One answer that fits, None where it was left for later or may be absent. Raises Back, Stopped."""
    _explain(one)
    shown = f"Voorbeeld: {quote(example)}. " if example and default is None else ""
    say(f"{shown}Enter: {_shown(default) if default is not None else LATER if one.needed else SKIP}")
    while True:
        typed = _typed(f"{one.path[-1]}: ")
        if typed == HELP:
            _explain(one, whole=True)
            continue
        if not typed:
            return default
        value = _read(one, typed)
        wrong = answers.mistakes(one.path, value, of)
        if wrong and one.kind is Kind.LIST and isinstance(value, Scalar):
            # Not every list may be one word.
            value = facts.items([value])
            wrong = answers.mistakes(one.path, value, of)
        if not wrong:
            return value
        _tell(wrong)


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
    if _may_be_empty(one):
        say(f"Zijn er geen? Typ {NONE}.")


def _may_be_empty(one: Question) -> bool:
    return one.kind is Kind.LIST and not one.options and not one.needed


def _read(one: Question, typed: str) -> Node:
    """What was typed, as it comes to stand in variables.yml."""
    if one.kind is Kind.LIST:
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        if _may_be_empty(one) and typed.lower() == NONE:
            return facts.items([])
        make = (lambda part: facts.bare(_option(one, part))) if one.options else facts.text
        if one.options and len(parts) == 1:
            return make(parts[0])
        return facts.items([make(part) for part in parts])
    if one.kind is Kind.CHOICE:
        return facts.bare(_option(one, typed))
    if one.kind is Kind.TRUTH:
        return facts.bare("true" if typed.lower() in YES else "false" if typed.lower() in NO else typed)
    if one.kind is Kind.PLAIN:
        meant = guess_date(typed) if not typed.isdigit() else None
        return facts.bare(str(meant or typed))
    return facts.text(typed)


def _option(one: Question, typed: str) -> str:
    """The word itself, or that of its number."""
    return one.options[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(one.options) else typed


def _contact(one: Question, asked: Asked) -> None:
    """Somebody to reach: with the facts of one of the shapes, more than one where that may be. Raises Back, Stopped."""
    before = asked.default(one.path)
    if before is not None:
        say(f"Nu: {_shown(before)}")
    shape = _shape(one, kept=before is not None)
    if shape is None:
        return
    found: list[Node] = []
    while True:
        made = _person(shape, one, asked)
        if made is None and not found:
            return
        if made is not None:
            found.append(made)
        if not (one.several and shape is one.shapes[0]) or not _yes("Nog iemand?", default=False):
            break
    asked.given[one.path] = found[0] if len(found) == 1 else facts.items(found)


def _shape(one: Question, kept: bool) -> type[Group] | None:
    """Which of the shapes it is to be; None where it stays as it is."""
    for number, shape in enumerate(one.shapes if len(one.shapes) > 1 else (), 1):
        say(f"  {number}. {questions.title_of(shape)}", 5)
    end = f"Enter: {'zo laten' if kept else LATER if one.needed else SKIP}"
    if len(one.shapes) == 1 and not kept and one.needed:
        return one.shapes[0]
    say(f"Typ een nummer. {end}" if len(one.shapes) > 1 else f"Typ ja om dit in te vullen. {end}")
    while True:
        typed = _typed(f"{one.path[-1]}: ")
        if not typed:
            return None
        if typed.isdecimal() and 0 < int(typed) <= len(one.shapes):
            return one.shapes[int(typed) - 1]
        if len(one.shapes) == 1 and typed.lower() in YES:
            return one.shapes[0]
        say(f"Typ een nummer van 1 tot en met {len(one.shapes)}." if len(one.shapes) > 1 else "Typ ja, of druk op Enter.")


def _person(shape: type[Group], one: Question, asked: Asked) -> Node | None:
    """One contact that fits; None where its first question was left for later."""
    first, others = questions.of_shape(shape, one.path)
    more = " of ".join(dict.fromkeys(part.path[-1] for part in (*others[:1], *others[-1:])))
    given: dict[str, Node] = {}
    while True:
        _fields(shape, first, given, asked)
        if not given:
            return None
        if others and _yes(f"Meer invullen, zoals {more}?", default=False):
            _fields(shape, others, given, asked)
        made = facts.group(given)
        wrong = answers.mistakes(one.path, made)
        if not wrong:
            return made
        _tell(wrong)


def _fields(shape: type[Group], todo: list[Question], given: dict[str, Node], asked: Asked) -> None:
    """Fills `given` with parts of a `shape`; where the very first has no answer, all is left for later. Raises Back at the first one, Stopped."""
    number = 0
    while number < len(todo):
        one = todo[number]
        click.echo()
        say(one.meaning)
        try:
            value = _value(one, given.get(one.path[-1]), asked.example(one.path), shape)
        except Back:
            if number == 0:
                raise
            number -= 1
            continue
        if value is not None:
            given[one.path[-1]] = value
        elif not given and one.needed:
            return
        elif one.needed and (example := asked.example(one.path)):
            # Left for later beside facts that are right: the check names it.
            given[one.path[-1]] = facts.text(example)
        number += 1


def _yes(question: str, default: bool) -> bool:
    while True:
        typed = _typed(f"{question} (ja of nee) [{'ja' if default else 'nee'}]: ").lower()
        if not typed:
            return default
        if typed in YES or typed in NO:
            return typed in YES
        say("Typ ja of nee.")


def _typed(prompt: str) -> str:
    """One line. Raises Back or Stopped where the person asks for that, or closes the input."""
    try:
        typed = input(prompt).strip()
    except (EOFError, KeyboardInterrupt) as end:
        click.echo()
        raise Stopped from end
    if typed.lower() == BACK:
        raise Back
    if typed.lower() == STOP:
        raise Stopped
    return typed


def pinned() -> Engine:
    """The program that the handbook is to run on. Raises Stopped."""
    click.echo()
    click.secho("Het programma", bold=True)
    say("Vanwaar haalt uw handboek het programma dat het controleert en publiceert?")
    say("- een bestand dat u zelf bewaart, zoals ../social_media_handbook-0.5.0-py3-none-any.whl", 2)
    say("- een tag in git, zoals git+https://git.voorbeeld.nl/hr/handboek@v0.5.0", 2)
    while True:
        with suppress(Back):
            try:
                return engine.chosen(_typed("programma: "))
            except CannotWork as wrong:
                say(f"! {wrong}", 2, "red")


def _tell(wrong: list[Finding]) -> None:
    for one in wrong:
        say(f"! {one.sentence}", 2, "red")


def _shown(value: Node) -> str:
    if isinstance(value, Scalar):
        return {"true": "ja", "false": "nee"}.get(value.text, value.text)
    if isinstance(value, Sequence):
        return ", ".join(_shown(item) for item in value.items)
    return ", ".join(_shown(item) for item in value.items.values())


def _review(asked: Asked, todo: list[Question]) -> str | None:
    """Shows what was answered; the group that is to be asked again, or None where all is right. Raises Stopped."""
    groups = [*dict.fromkeys(one.group for one in todo)]
    click.echo()
    click.secho("Dit heeft u ingevuld", bold=True)
    for number, group in enumerate(groups, 1):
        say(f"{number}. {_title(group)}")
        for one in [one for one in todo if one.group == group and one.kind is not Kind.GATE and asked.applies(one)]:
            value = asked.default(one.path)
            shown = "-" if value is None else _shown(value)
            say(f"   {one.path[-1]}: {shown}", 6)
    click.echo()
    say("Klopt het? Druk op Enter, dan wordt uw handboek gemaakt. Typ anders het nummer van een deel om dat te veranderen.")
    while True:
        with suppress(Back):
            typed = _typed("nummer: ")
            if not typed:
                return None
            if typed.isdecimal() and 0 < int(typed) <= len(groups):
                return groups[int(typed) - 1]
        say(f"Typ een nummer van 1 tot en met {len(groups)}, of druk op Enter.")
