"""Reads of a file of facts the address of the handbook alone, whatever else may be wrong in it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from handbook.sources.files import yaml_nodes
from handbook.sources.files.fields import BaseAddress
from handbook.sources.files.kinds.value import Raw


def of(files: Mapping[str, bytes]) -> str | None:
    """`handboek.adres` of the file that lies highest, with a slash behind it; None where it cannot be told."""
    for name in sorted(files, key=lambda name: (name.count("/"), name)):
        node, _ = yaml_nodes.read_mapping(name, files[name].decode("utf-8", "replace"))
        group = node.items.get("handboek") if node else None
        address = group.items.get("adres") if isinstance(group, yaml_nodes.Mapping) else None
        if isinstance(address, yaml_nodes.Scalar):
            try:
                return TypeAdapter[str](BaseAddress).validate_python(Raw(address))
            except ValidationError:
                return None
    return None
