"""Fills a frozen model from YAML, with a finding on the right line for every value that does not fit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BeforeValidator, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from handbook.core.findings import Finding, SourceFile
from handbook.sources.files.fields import KINDS, SHAPES, Group
from handbook.sources.files.kinds.value import Raw
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence

Model = TypeVar("Model", bound=Group)


@dataclass(frozen=True)
class Leaf:
    """One fact in a model: its dotted name and the sentence that says what it means.

    `kind` is the name that macros give to its type in their signatures; `options` are the values to
    choose from, empty where any value of the type will do.
    """

    path: str
    meaning: str
    kind: str
    options: tuple[str, ...]


@lru_cache
def leaves(model: type[Group], prefix: str = "") -> tuple[Leaf, ...]:
    """Every fact of `model`, in the order of its definition."""
    return tuple(_leaves(model, prefix))


def _leaves(model: type[Group], prefix: str) -> Iterator[Leaf]:
    for name, info in model.model_fields.items():
        path = f"{prefix}{name}"
        if group := _group(info):
            yield from leaves(group, f"{path}.")
        else:
            annotation, metadata = _certain(info)
            validators = {m.func for m in metadata if isinstance(m, BeforeValidator)}
            several = get_origin(annotation) is tuple
            kind = "Lijst" if several else next((name for name, check in KINDS.items() if check in validators), "Tekst")
            options = _options(get_args(annotation)[0] if several else annotation)
            yield Leaf(path, info.description or "", kind, options)


def _options(annotation: Any) -> tuple[str, ...]:
    """The words to choose from, also where they stand within an Annotated; none where any value will do."""
    kind = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return get_args(kind) if get_origin(kind) is Literal else ()


def _certain(info: FieldInfo) -> tuple[Any, list[Any]]:
    """The type of a field and what belongs to it, also where the field may be absent."""
    sure = [one for one in get_args(info.annotation) if one is not NoneType]
    if len(sure) == 1 and get_origin(sure[0]) is Annotated:
        kind, *metadata = get_args(sure[0])
        return kind, metadata
    return info.annotation, info.metadata


@lru_cache
def groups(model: type[Group], prefix: str = "") -> tuple[str, ...]:
    """The dotted names of the groups of `model`."""
    return tuple(_groups(model, prefix))


def _groups(model: type[Group], prefix: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if group := _group(info):
            yield f"{prefix}{name}"
            yield from groups(group, f"{prefix}{name}.")


def _group(info: FieldInfo) -> type[Group] | None:
    """The group that stands in a field, or the first of those that can; None where a value does."""
    kind, _ = _certain(info)
    if get_origin(kind) in (Union, UnionType) and get_origin(first := get_args(kind)[0]) is Annotated:
        kind = get_args(first)[0]
    return kind if isinstance(kind, type) and issubclass(kind, Group) else None


def fill(model: type[Model], node: Mapping, file: str, code: str, start: int = 1, at: str = "") -> tuple[Model | None, list[Finding]]:
    """`node` as a `model`, or None with a finding (code `code`) for every mistake in it; `at` is where in the file `node` stands."""
    try:
        return model.model_validate(_plain(node)), []
    except ValidationError as problems:
        details = problems.errors(include_url=False)
        for detail in details:
            detail["loc"] = tuple(part for part in detail["loc"] if part not in SHAPES)
        return None, [_finding(detail, node, _known(model, detail["loc"]), file, code, start, at) for detail in details]


def _known(model: type[Group], loc: tuple[int | str, ...]) -> dict[str, Leaf]:
    """The names that could stand at `loc`: those of the model, or of the groups in its list."""
    named = model.model_fields.get(str(loc[0])) if len(loc) > 2 and isinstance(loc[1], int) else None
    # Annotated[tuple[Annotated[Decision, ...], ...], ...]: the group is the only one among them.
    inner = next(_groups_in(named.annotation), None) if named else None
    return _by_name(inner or model)


@lru_cache
def _by_name(model: type[Group]) -> dict[str, Leaf]:
    """The facts of `model` by their names; the same for everybody, so never change it."""
    return {leaf.path: leaf for leaf in leaves(model)}


def _groups_in(annotation: Any) -> Iterator[type[Group]]:
    if isinstance(annotation, type) and issubclass(annotation, Group):
        yield annotation
    for one in get_args(annotation):
        yield from _groups_in(one)


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return Raw(node)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.items.items()}


def _finding(detail: ErrorDetails, root: Mapping, known: dict[str, Leaf], file: str, code: str, start: int, at: str) -> Finding:
    own = ".".join(str(part) for part in detail["loc"])
    path = _in_list(f"{at}.{own}" if at else own)
    line = line_of(root, detail["loc"]) or start
    short = re.sub(r"^.*\.\d+\.", "", own)
    say: dict[str, Callable[[], tuple[str, str]]] = {
        "missing": lambda: (f"{path} ontbreekt, maar is verplicht.", _added(short, known.get(short))),
        "extra_forbidden": lambda: (f"{path} is geen bekende naam.", nearest(short, [*known])),
        "waarde": lambda: _own(path, detail),
    }
    message, mend = say.get(
        detail["type"],
        lambda: (f"{path} heeft niet de goede vorm.", "Hier hoort een groep regels met een naam, een dubbele punt en een waarde."),
    )()
    context = detail.get("ctx", {})
    return SourceFile(file).finding(line, context.get("code") or code, message, mend, fix=context.get("fix"))


def _added(name: str, leaf: Leaf | None) -> str:
    """What to do about a name that is missing, with the values to choose from where there are."""
    key = name.rpartition(".")[2]
    if not leaf or not leaf.options:
        return f"Voeg een regel toe: {key}:"
    *others, last = leaf.options
    return f"Voeg een regel toe die begint met {key}: en kies uit {', '.join(others)} of {last}."


def _own(path: str, detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get("ctx", {})
    return f"{path} {context['message']}", str(context["mend"])


def _in_list(path: str) -> str:
    """besluiten.0 is besluiten (waarde 1) to people, and besluiten.0.wie is wie (besluiten, waarde 1)."""
    path = re.sub(r"^(.*)\.(\d+)\.(\w+)$", lambda m: f"{m[3]} ({m[1]}, waarde {int(m[2]) + 1})", path)
    return re.sub(r"\.(\d+)$", lambda m: f" (waarde {int(m[1]) + 1})", path)


def line_of(node: Node, loc: tuple[int | str, ...]) -> int | None:
    """The line of the deepest part of `loc` that exists: the key's line, or an item's own."""
    line = None
    for part in loc:
        if isinstance(node, Mapping) and part in node.items:
            line, node = node.key_lines[str(part)], node.items[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
            line = node.line
        else:
            break
    return line


UNKNOWN = "Haal de regel weg, of kijk de naam na."


def nearest(name: str, known: list[str]) -> str:
    """Advice: the known name that was probably meant, in the same group or with the same last part in another one, or to look it up."""
    group, _, leaf = name.rpartition(".")
    depth = len(group.split(".")) if group else 0
    inside = [k for k in known if not group or k.startswith(f"{group}.")] or [k for k in known if "." not in k]
    beside = {part[-1]: ".".join(part) for k in inside for part in [k.split(".")[: depth + 1]]}
    if near := difflib.get_close_matches(leaf, beside, 1, cutoff=0.7):
        return f"Bedoelt u {beside[near[0]]}?"
    elsewhere = [k for k in known if k.rpartition(".")[2] == leaf]
    if elsewhere:
        meant = (difflib.get_close_matches(name, elsewhere, 1) or elsewhere)[0]
        return f"Bedoelt u {meant}? Zet de regel dan daar. Staat er daar al een? Haal de regel hier dan weg."
    return UNKNOWN
