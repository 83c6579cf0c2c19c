"""What an organisation answered: a part of variables.yml, and the day on which its first text is to begin."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field, create_model

from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import Finding, errors, render, summary
from handbook.new import facts
from handbook.sources.files.fields import Day, Group
from handbook.sources.files.filling import fill
from handbook.sources.files.text_files import decode
from handbook.sources.files.yaml_nodes import Mapping, Node, read_mapping
from handbook.sources.variables import Variables

BEGINS = "ingangsdatum"
"""The one key that is no fact of variables.yml."""


class Wrong(Ended):
    """What was answered holds mistakes; nothing was made."""

    exit_code = 1

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join((render(findings, "text"), summary(findings))))
        self.findings = findings


@dataclass(frozen=True)
class Answers:
    """The facts that were answered, under the keys of variables.yml, and the day, None where nobody chose one."""

    facts: Mapping
    begins: date | None = None


def read(file: Path) -> Answers:
    """What stands in `file`. Raises CannotWork where it cannot be read, Wrong with every mistake in it."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CannotWork(
            f"Het bestand {file} kan niet worden gelezen: {error.strerror}. Kijk de naam na die u achter --answers zette."
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
    filled, mistakes = fill(PARTIAL, node, name, "VAR001")
    begins = getattr(filled, BEGINS, None)
    left = {key: value for key, value in node.items.items() if key != BEGINS}
    return Answers(facts.group(left), begins), [*findings, *mistakes]


def mistakes(key: tuple[str, ...], value: Node) -> list[Finding]:
    """What is wrong with one answer, in the words of the check."""
    for part in reversed(key):
        value = facts.group({part: value})
    assert isinstance(value, Mapping)
    return fill(PARTIAL, value, "", "VAR001")[1]


def text(answers: Answers) -> str:
    """The answers as a file that `read` takes."""
    lines = [line for key, value in answers.facts.items.items() for line in facts.rendered(key, value, 0)]
    if answers.begins:
        lines.append(f"{BEGINS}: {answers.begins}")
    return "\n".join([*lines, ""])


def _partial(model: type[Group], **more: tuple[object, object]) -> type[Group]:
    """The model with nothing in it required: whoever answers a part answers it by the same rules."""
    return create_model(model.__name__, __base__=Group, **dict(_optional(model)), **more)  # type: ignore[call-overload, no-any-return]


def _optional(model: type[Group]) -> Iterator[tuple[str, tuple[object, object]]]:
    for name, info in model.model_fields.items():
        free = copy(info)
        free.default, free.default_factory = None, None
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, Group):
            kind = _partial(kind)
        yield name, (kind, free)


PARTIAL = _partial(Variables, **{BEGINS: (Day | None, Field(None, description="De dag waarop de eerste tekst moet gaan gelden."))})
