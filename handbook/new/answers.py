"""What an organisation answered: a part of variables.yml, and the day on which its first text is to begin."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import Field, create_model

from handbook.core import system_errors
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import Finding, SourceFile, errors, render, summary
from handbook.new import facts
from handbook.sources import own_facts
from handbook.sources.contacts import REPLACED, WAYS
from handbook.sources.files.fields import Day, Group, Text
from handbook.sources.files.filling import fill
from handbook.sources.files.text_files import decode
from handbook.sources.files.yaml_nodes import Mapping, Node, Sequence, read_mapping
from handbook.sources.variables import Variables

BEGINS = "ingangsdatum"
AT = "verder_bij"
BEGUN = "begonnen"
"""Keys that are no facts of variables.yml: the day, the question at which a conversation goes on, and the contacts that were begun and not ended."""


class Wrong(Ended):
    """What was answered holds mistakes; nothing was made."""

    exit_code = 1

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join((render(findings, "text"), summary(findings))))
        self.findings = findings


@dataclass(frozen=True)
class Answers:
    """The facts that were answered, under the keys of variables.yml; the day, None where nobody chose one; the question to go on at.

    `begun` has what was typed of contacts that were not ended: group -> role -> a list of people.
    """

    facts: Mapping
    begins: date | None = None
    at: str | None = None
    begun: Mapping = field(default_factory=lambda: facts.group({}))

    def whole(self, example: Mapping) -> Mapping:
        """The facts with those contacts in them; what they lack they have of the example, of which the check tells that it is not filled in."""
        found = dict(self.facts.items)
        for group, roles in _mappings(self.begun):
            there = found.get(group)
            answered = dict(there.items) if isinstance(there, Mapping) else {}
            shipped = dict(_mappings(example.items.get(group)))
            for role, people in roles.items.items():
                if role not in answered and (ended := [_ended(one, role, shipped) for one in _people(people)]):
                    answered[role] = ended[0] if len(ended) == 1 else facts.items(ended)
            found[group] = facts.group(answered)
        return facts.group(found)


def read(file: Path) -> Answers:
    """What stands in `file`. Raises CannotWork where it cannot be read, Wrong with every mistake in it."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CannotWork(
            f"Het bestand {file} kan niet worden gelezen: {system_errors.said(error)}. Kijk de naam na die u achter --answers zette."
        ) from error
    answers, findings = parsed(file.name, raw)
    if answers is None or errors(findings):
        raise Wrong(findings)
    return answers


def parsed(name: str, raw: bytes) -> tuple[Answers | None, list[Finding]]:
    """The answers in the bytes of a file, or None with what is wrong."""
    text, findings = decode(name, raw)
    if text is None:
        return None, findings
    node, syntax = read_mapping(name, text)
    findings += syntax
    if node is None:
        return None, findings
    begun = node.items.pop(BEGUN, None)
    shared, own = _apart(node)
    filled, mistakes = fill(PARTIAL, shared, name, "VAR001")
    mistakes = [*mistakes, *(own_facts.read(own, SourceFile(name), "VAR001")[1] if own else ())]
    begins = getattr(filled, BEGINS, None)
    left = {key: value for key, value in node.items.items() if key not in (BEGINS, AT)}
    kept = begun if isinstance(begun, Mapping) else facts.group({})
    return Answers(facts.group(left), begins, getattr(filled, AT, None), kept), [*findings, *mistakes]


def mistakes(path: tuple[str, ...], value: Node, of: type[Group] | None = None) -> list[Finding]:
    """What is wrong with one answer, in the words of the check; with `of` it is a part of such a group, at the end of `path`."""
    if path[0] == own_facts.KEY:
        return own_facts.read(facts.group({path[1]: value}), SourceFile(""), "VAR001")[1]
    model, at = (partial(of), path[:-1]) if of else (PARTIAL, ())
    for part in reversed(path[len(at) :]):
        value = facts.group({part: value})
    assert isinstance(value, Mapping)
    return fill(model, value, "", "VAR001", at=".".join(at))[1]


def _mappings(node: Node | None) -> Iterator[tuple[str, Mapping]]:
    """The groups below a group."""
    for name, part in node.items.items() if isinstance(node, Mapping) else ():
        if isinstance(part, Mapping):
            yield name, part


def _people(node: Node) -> list[Mapping]:
    return [one for one in node.items if isinstance(one, Mapping) and one.items] if isinstance(node, Sequence) else []


def _ended(begun: Mapping, role: str, shipped: dict[str, Mapping]) -> Node:
    """A contact that can stand in the file: with a name, and a way to reach it."""
    if REPLACED in begun.items:
        return begun
    of = shipped.get(role) or next(iter(shipped.values()))
    lacks = ["naam", *([] if {*WAYS} & begun.items.keys() else WAYS)]
    return facts.group({**{key: of.items[key] for key in lacks if key in of.items}, **begun.items})


def _apart(node: Mapping) -> tuple[Mapping, Node | None]:
    """The facts that every organisation has, and those of its own, whose names no model knows."""
    left = {key: value for key, value in node.items.items() if key != own_facts.KEY}
    return replace(node, items=left), node.items.get(own_facts.KEY)


def text(answers: Answers) -> str:
    """The answers as a file that `read` takes."""
    begun = {BEGUN: answers.begun} if answers.begun.items else {}
    lines = [line for key, value in {**answers.facts.items, **begun}.items() for line in facts.rendered(key, value, 0)]
    if answers.begins:
        lines.append(f"{BEGINS}: {answers.begins}")
    if answers.at:
        lines.append(f"{AT}: {answers.at}")
    return "\n".join([*lines, ""])


def partial(model: type[Group], **more: tuple[object, object]) -> type[Group]:
    """The model with nothing in it required: a partial answer follows the same rules."""
    if not more and model.model_config.get("extra") == "allow":
        return model  # Where people choose the keys themselves, none is required.
    return create_model(model.__name__, __base__=Group, **dict(_optional(model)), **more)  # type: ignore[call-overload, no-any-return]


def _optional(model: type[Group]) -> Iterator[tuple[str, tuple[object, object]]]:
    for name, info in model.model_fields.items():
        free = copy(info)
        free.default, free.default_factory = None, None
        kind = info.annotation
        yield name, (partial(kind) if isinstance(kind, type) and issubclass(kind, Group) else kind, free)


PARTIAL = partial(
    Variables,
    **{
        BEGINS: (Day | None, Field(None, description="De dag waarop de eerste tekst moet gaan gelden.")),
        AT: (Text | None, Field(None, description="De vraag waarmee het gesprek verdergaat.")),
    },
)
