"""What a handbook still holds of the example that it was made from: names, numbers, addresses and decisions that are nobody's."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.core.project import Project
from handbook.core.sample_report import LATER, Example
from handbook.core.version_name import VersionName
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar, Sequence, read_mapping
from handbook.sources.pages import front_matter

LIST = Path(__file__).with_name("sample.yml")

RESERVED = re.compile(r"(?:@|//)(?:[^\s/@:?#]*\.)?example(?:\.(?:com|net|org))?\.?(?=[/:?#;,\s]|$)", re.IGNORECASE)
"""A host that is nobody's for ever: https://www.rfc-editor.org/rfc/rfc2606."""

NO_NUMBER = re.compile(r"0{8}")
"""The KvK gives no organisation this number."""

DECISIONS = "besluiten"
"""What makes a revision the example's: nobody else's board and council decided on these days."""

CHANGES = "wijzigingen"
"""What a revision of somebody's own says of the text before it, and the example of none."""

POSSIBLE = frozenset({"ingangsdatum", "evaluatie"})
"""Those that another organisation may well have too."""


@dataclass(frozen=True)
class _Value:
    """One value; `also` is what stands beside it and makes it this one: whose decision a day is of."""

    path: str
    text: str
    line: int
    also: str = ""

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def plain(self) -> str:
        """What typing may not change in it: `Voorbeeld BV` is `Voorbeeld B.V.`, `010-1234567` is `+31 10 123 45 67`."""
        return _plain(f"{self.also} {self.text}" if self.also else self.text)

    @property
    def group(self) -> str:
        return self.path.rpartition(".")[0]


@dataclass(frozen=True)
class _Shipped:
    """What stands in sample.yml. `by_key` has the invented values under the last part of their keys: names may have been swapped."""

    by_key: dict[str, frozenset[str]]
    possible: dict[str, str]
    revision: dict[str, frozenset[str]]


def left(project: Project) -> tuple[Example, ...]:
    """Everything of the example in the facts and the revisions, by file and line; nothing of a file that cannot be read."""
    return (*_of_facts(project), *_of_revisions(project))


def _of_facts(project: Project) -> list[Example]:
    text, _ = read_text(project, project.variables_file)
    return in_facts(project.name(project.variables_file), text) if text is not None else []


def in_facts(file: str, text: str) -> list[Example]:
    """Everything of the example in the facts `text`, which stand in `file`; nothing where they cannot be read."""
    node = read_mapping(file, text)[0]
    if node is None:
        return []
    values, lines = [*_values(node)], text.split("\n")
    invented = [value for value in values if _invented(value)]
    groups = {value.group for value in invented}
    possible = [value for value in values if value not in invented and _shipped().possible.get(value.path) == value.plain]
    later = {value.line for value in possible if lines[value.line - 1].rstrip().endswith(LATER)}
    told = [value for value in possible if value.line in later or value.group in groups]
    found = _listed(file, [(value, value in invented) for value in (*invented, *told)])
    return [replace(one, later=one.line in later) for one in found]


def marked(text: str, answered: Mapping) -> str:
    """The facts `text` with LATER behind what nobody answered and another organisation may really have: else nothing would tell of it."""
    node, lines = read_mapping("", text)[0], text.split("\n")
    told = {*(one.key for one in in_facts("", text)), *(value.path for value in _values(answered))}
    for value in _values(node) if node else ():
        if value.path not in told and _shipped().possible.get(value.path) == value.plain:
            lines[value.line - 1] += f"  {LATER}"
    return "\n".join(lines)


def _invented(value: _Value) -> bool:
    return (
        value.plain in _shipped().by_key.get(value.key, ())
        or RESERVED.search(value.text) is not None
        or (value.key == "kvk" and NO_NUMBER.fullmatch(value.text) is not None)
    )


def _of_revisions(project: Project) -> list[Example]:
    """Everything of the example in the revisions, by file.

    A revision that says what it changes of one of the organisation's own is its own too, whatever the days of its decisions: the example is a first text.
    """
    found: list[Example] = []
    own = False
    for _, path in sorted((version, path) for path in project.revisions.glob("*.md") if (version := VersionName.or_none(path.stem))):
        text, _ = read_text(project, path)
        if text is None:
            continue
        name = project.name(path)
        node, _, _ = front_matter(name, text)
        values = [*_values(node)] if node else []
        same = [value for value in values if value.plain in _shipped().revision.get(value.path, ())]
        nowhere = [value for value in values if RESERVED.search(value.text) and value not in same]
        decided = any(value.path.startswith(DECISIONS) for value in values)
        if any(value.path.startswith(DECISIONS) for value in same) and not (
            own and any(value.path.startswith(CHANGES) for value in values)
        ):
            found += _listed(name, [(value, value.path not in POSSIBLE) for value in (*same, *nowhere)])
        else:
            found += _listed(name, [(value, True) for value in nowhere])
            own = own or (decided and not nowhere)
    return found


def _listed(file: str, values: Iterable[tuple[_Value, bool]]) -> list[Example]:
    return [Example(file, value.line, value.path, value.text, sure) for value, sure in sorted(values, key=lambda one: one[0].line)]


@functools.cache
def _shipped() -> _Shipped:
    node, mistakes = read_mapping(LIST.name, LIST.read_text("utf-8"))
    assert node and not mistakes, mistakes
    by_part: dict[str, dict[str, set[str]]] = {}
    for value in _values(node):
        part, _, path = value.path.partition(".")
        if path.startswith(f"{DECISIONS}.") and not value.also:
            continue  # beside the day of a decision; many decide on the same thing
        key = value.key if part == "verzonnen" else path
        by_part.setdefault(part, {}).setdefault(key, set()).add(value.plain)
    one = {part: {key: frozenset(texts) for key, texts in found.items()} for part, found in by_part.items()}
    earlier = one.get("eerder", {})
    revision = {path: texts | earlier.get(path, frozenset()) for path, texts in one["revisie"].items()}
    return _Shipped(one["verzonnen"], {path: text for path, texts in one["gewoon"].items() for text in texts}, revision)


def _values(node: Node, path: str = "") -> Iterator[_Value]:
    """Every value below `node` with its dotted key; an item of a list has the key of the list."""
    if isinstance(node, Scalar):
        yield _Value(path, node.text, node.line)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from (replace(value, also=_whose(item)) if value.key == "datum" else value for value in _values(item, path))
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            yield from _values(item, f"{path}.{key}" if path else key)


def _whose(item: Node) -> str:
    """Who took a decision that is data, and where it can be read: one with a document of its own is not the example's."""
    if not isinstance(item, Mapping):
        return ""
    return " ".join(part.text for key in ("wie", "stuk") if isinstance(part := item.items.get(key), Scalar))


def _plain(text: str) -> str:
    digits = re.sub(r"[ ()./-]", "", text)
    number = re.fullmatch(r"(?:\+31|0031)0?(\d{9})|0(\d{9})", digits.replace("(0)", ""))
    if number:
        return f"0{number[1] or number[2]}"
    return re.sub(r"[^0-9a-zà-ÿ]", "", text.casefold())
