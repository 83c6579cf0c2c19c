"""Reads one file of docs/gegevens: entries by key, each filled into a model, with the line of every part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic

from handbook.core.findings import Finding, InFile, SourceFile, quote
from handbook.core.project import Project
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.files import yaml_nodes
from handbook.sources.files.fields import Group
from handbook.sources.files.filling import Model, fill, line_of
from handbook.sources.files.text_files import REMEMBERED, hides_the_rest, read_text
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.variables import Variables

DATA_FOLDER = "gegevens"
"""Below docs/; mkdocs.yml keeps it out of the site."""

LIMIT = 512 * 1024
"""Bytes of one file; a hundred dilemmas take a fifth of it."""

KEY = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Entries(InFile, Generic[Model]):
    """The entries of one file, in its order; none if the file does not exist."""

    name: str
    items: Mapping[str, Model] = field(default_factory=dict)
    node: yaml_nodes.Mapping = field(default_factory=lambda: yaml_nodes.Mapping({}, {}, 1))

    def line(self, *path: str | int) -> int | None:
        """The line of the deepest part of `path` that exists: `entries.line("klant-op-foto", "eerst", 0)`."""
        return line_of(self.node, path)

    def printed(self, facts: Variables) -> Iterator[tuple[str, Model]]:
        """Key and entry of those that apply under `facts`."""
        for key, entry in self.items.items():
            if applies(getattr(entry, "alleen_bij", AlleenBij()), facts):
                yield key, entry

    def texts(self, facts: Variables) -> Iterator[tuple[str, int]]:
        """Every text that applies under `facts`, with its line."""
        for key, entry in self.items.items():
            yield from self.texts_of(key, entry, facts)

    def texts_of(self, key: str, entry: Model, facts: Variables) -> Iterator[tuple[str, int]]:
        for path, text in _texts(entry, facts):
            yield text, self.line(key, *path) or 1


def entries(project: Project, file: str, model: type[Model], code: str) -> tuple[Entries[Model], list[Finding]]:
    """The entries of docs/gegevens/`file`, each as a `model`; every mistake has the code `code`."""
    source, node, findings = _read(project, file)
    found, mistakes = _filled(source, node, model, code)
    return Entries(source.name, found, node), [*findings, *mistakes]


@lru_cache(REMEMBERED)
def _filled(source: SourceFile, node: yaml_nodes.Mapping, model: type[Model], code: str) -> tuple[dict[str, Model], list[Finding]]:
    found: dict[str, Model] = {}
    findings: list[Finding] = []
    for key, value in node.items.items():
        line = node.key_lines[key]
        if not KEY.fullmatch(key):
            mend = "Gebruik kleine letters, cijfers en streepjes, zoals klant-op-foto."
            findings.append(source.finding(line, code, f"{quote(key)} is geen goede naam.", mend))
        if not isinstance(value, yaml_nodes.Mapping):
            mend = "Zet eronder regels met een naam, een dubbele punt en een waarde."
            findings.append(source.finding(line, code, f"{key} is geen groep regels.", mend))
            continue
        entry, mistakes = fill(model, value, source.name, code, line, key)
        findings += mistakes
        if entry:
            found[key] = entry
    return found, findings


def whole(project: Project, file: str, model: type[Model], code: str) -> tuple[Model | None, list[Finding]]:
    """All of docs/gegevens/`file` as one `model`, or None where it cannot be used; no file is an empty one."""
    source, node, findings = _read(project, file)
    filled, mistakes = _fill(model, node, source.name, code)
    return filled, [*findings, *mistakes]


_fill = lru_cache(REMEMBERED)(fill)


def node(project: Project, file: str) -> yaml_nodes.Mapping:
    """The contents of docs/gegevens/`file`, with the line of every part; empty if it cannot be read."""
    return _read(project, file)[1]


def mistakes(project: Project, file: str) -> list[Finding]:
    """Why docs/gegevens/`file`, or a part of it, cannot be read."""
    return [*_read(project, file)[2]]


def _read(project: Project, file: str) -> tuple[SourceFile, yaml_nodes.Mapping, list[Finding]]:
    """The file and its contents: empty if it does not exist or cannot be read."""
    path = project.docs / DATA_FOLDER / file
    source = project.file(path)
    nothing = yaml_nodes.Mapping({}, {}, 1)
    if not path.exists() and not path.is_symlink():
        return source, nothing, []
    text, findings = read_text(project, path, LIMIT)
    if text is None or hides_the_rest(findings):
        return source, nothing, findings
    node, syntax = read_mapping(source.name, text)
    return source, node or nothing, findings + syntax


def _texts(part: object, facts: Variables, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Path and text of everything in `part`, except what does not apply under `facts`."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, Group):
        if applies(getattr(part, "alleen_bij", AlleenBij()), facts):
            for key in type(part).model_fields:
                if key != "alleen_bij":
                    yield from _texts(getattr(part, key), facts, (*path, key))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _texts(value, facts, (*path, key))
    elif isinstance(part, tuple):
        for number, value in enumerate(part):
            yield from _texts(value, facts, (*path, number))
