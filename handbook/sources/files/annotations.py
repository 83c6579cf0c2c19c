"""What the type of a field of a model says of how it is typed: who asks for it in words or draws a form for it reads it alike."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from handbook.sources.files.fields import Group


def bare(annotation: Any) -> Any:
    """The type itself, without what may stand round it: Annotated, and that it may be absent."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    sure = [one for one in get_args(annotation) if one is not NoneType]
    return bare(sure[0]) if is_union(annotation) and len(sure) == 1 else annotation


def is_union(annotation: Any) -> bool:
    """Whether it may be one of several types."""
    return get_origin(annotation) in (Union, UnionType)


def either(kind: Any) -> tuple[Any, ...]:
    """The types of which it may be one; itself where there is no choice."""
    return get_args(kind) if is_union(kind) else (kind,)


def is_group(kind: Any) -> bool:
    """Whether it is a group of fields."""
    return isinstance(kind, type) and issubclass(kind, Group)


def held_groups(annotation: Any) -> Iterator[type[Group]]:
    """The groups of fields of which it may be one."""
    yield from (found for one in either(bare(annotation)) if is_group(found := bare(one)))
