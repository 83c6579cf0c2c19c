"""The questions that follow from the model of variables.yml, in its order: what is asked, and what kind of answer fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from handbook.new import explained
from handbook.new.answers import BEGINS
from handbook.sources import own_facts
from handbook.sources.files.annotations import bare, either, held_groups, is_group
from handbook.sources.files.fields import Group
from handbook.sources.variables import Variables


class Kind(Enum):
    """How an answer is typed."""

    TEXT = auto()
    PLAIN = auto()
    TRUTH = auto()
    CHOICE = auto()
    LIST = auto()
    CONTACT = auto()
    GATE = auto()
    OWN_ROLES = auto()
    OWN_FACTS = auto()


@dataclass(frozen=True)
class Question:
    """One question; `path` is where its answer stands in variables.yml.

    `options` are the words to choose from, in a list too; `shapes` are the groups of which a CONTACT is one, `several` whether it may be
    more of the first. A GATE asks whether the group of its path is to be asked at all; OWN_ROLES and OWN_FACTS ask for what an
    organisation names itself, under keys that no model knows.
    """

    path: tuple[str, ...]
    meaning: str
    kind: Kind
    needed: bool
    options: tuple[str, ...] = ()
    shapes: tuple[type[Group], ...] = ()
    several: bool = False

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def group(self) -> str:
        return self.path[0]


def all_of(model: type[Group] = Variables) -> list[Question]:
    """Every question on the facts of `model`, and the last one, on the day."""
    found: list[Question] = []
    for name, info in model.model_fields.items():
        kind = bare(info.annotation)
        if not is_group(kind) or not kind.model_fields:
            continue  # What an organisation may call as it likes is no question: it stands in variables.yml.
        if not info.is_required():
            found.append(Question((name,), info.description or "", Kind.GATE, needed=False))
        found += (_question((name, key), field) for key, field in kind.model_fields.items())
    when = "De dag waarop de eerste tekst moet gaan gelden."
    return [*_choices_first(found), Question((BEGINS,), when, Kind.PLAIN, needed=False)]


OWN = "van_uzelf"
"""The key of a question on what has no key yet."""


def of_conversation() -> list[Question]:
    """Every question in the order in which a person is asked: behind the roles of the text those of one's own, and such facts before the day."""
    *found, day = all_of()
    last = max(number for number, one in enumerate(found) if one.group == "contact") + 1
    roles = Question(("contact", OWN), "Is er nog een rol van uzelf?", Kind.OWN_ROLES, needed=False)
    own = Question((own_facts.KEY, OWN), "Is er nog een gegeven dat u op uw eigen pagina's gebruikt?", Kind.OWN_FACTS, needed=False)
    return [*found[:last], roles, *found[last:], own, day]


def _choices_first(found: list[Question]) -> list[Question]:
    """The same questions, each behind the one whose answer it depends on."""
    by_name = {one.name: one for one in found}
    ordered: dict[str, Question] = {}
    for one in found:
        choice = explained.ONLY_WHERE.get(one.name, ("", ""))[0]
        if choice in by_name:
            ordered.setdefault(choice, by_name[choice])
        ordered.setdefault(one.name, one)
    return [*ordered.values()]


def groups_of(todo: list[Question]) -> list[str]:
    """The groups of these questions, each once, in their order."""
    return [*dict.fromkeys(one.group for one in todo)]


def of_shape(shape: type[Group], path: tuple[str, ...]) -> tuple[list[Question], list[Question]]:
    """The questions on one contact: those that nearly everybody can answer, and the others."""
    asked = {key for one in _ways(shape) for key in one["required"]}
    found = [_question((*path, key), field) for key, field in shape.model_fields.items()]
    first = [one for one in found if one.needed or one.path[-1] in asked]
    return first, [one for one in found if one not in first]


def title_of(shape: type[Group]) -> str:
    """What one of the shapes of a contact is, in a sentence."""
    return str(_extra(shape).get("description", ""))


def _ways(shape: type[Group]) -> list[dict[str, list[str]]]:
    return list(_extra(shape).get("anyOf", []))


def _extra(shape: type[Group]) -> dict[str, Any]:
    extra = shape.model_config.get("json_schema_extra")
    return dict(extra) if isinstance(extra, dict) else {}


def _question(path: tuple[str, ...], info: FieldInfo) -> Question:
    kind, options = _kind(info.annotation)
    needed = info.is_required() or (info.annotation is not None and path[-1] in _demanded(path))
    if kind is Kind.CONTACT:
        return Question(
            path, info.description or "", kind, needed, shapes=tuple(held_groups(info.annotation)), several=_several(info.annotation)
        )
    return Question(path, info.description or "", kind, needed, options)


def _demanded(path: tuple[str, ...]) -> frozenset[str]:
    """The keys that a group demands in its schema, where the check tells it better than the type of the field does."""
    if len(path) < 2:
        return frozenset()
    field = Variables.model_fields.get(path[0])
    group = bare(field.annotation) if field else None
    return frozenset(_extra(group).get("required", ())) if group and is_group(group) and len(path) == 2 else frozenset()


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    kind = bare(annotation)
    if get_origin(kind) is Literal:
        return Kind.CHOICE, tuple(str(one) for one in get_args(kind))
    if [*held_groups(annotation)]:
        return Kind.CONTACT, ()
    if get_origin(kind) is tuple:
        inner = bare(get_args(kind)[0])
        return Kind.LIST, tuple(str(one) for one in get_args(inner)) if get_origin(inner) is Literal else ()
    if kind is bool:
        return Kind.TRUTH, ()
    return (Kind.PLAIN if kind in (int, date) else Kind.TEXT), ()


def _several(annotation: Any) -> bool:
    return any(get_origin(bare(one)) is tuple for one in either(bare(annotation)))
