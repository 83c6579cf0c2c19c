"""The facts that an organisation adds itself, under `eigen`: typed by their shape, one group deep at most."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, PrivateAttr
from pydantic_core import PydanticCustomError

from handbook.core.findings import Finding, SourceFile
from handbook.sources.files import yaml_nodes
from handbook.sources.files.fields import KINDS, Group
from handbook.sources.files.filling import Leaf
from handbook.sources.files.kinds.value import Raw
from handbook.sources.files.yaml_nodes import Node, Scalar, Sequence

KEY = "eigen"
NAME = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = frozenset(
    {*map(str.lower, keyword.kwlist), "none", "true", "false", "elif", "endif", "set", "for", "filter", "raw", "self", "loop"}
)
"""Words that the template language keeps for itself."""

MEANINGS = {
    "Dag": "een datum",
    "Getal": "een getal",
    "Lijst": "een lijst",
    "Mail": "een e-mailadres",
    "Nummer": "een telefoonnummer",
    "Tekst": "een tekst",
    "Waarheid": "ja of nee",
    "Webadres": "een webadres",
}
"""What each kind is, in words that HR reads."""

VALUE: Any = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
    ]
}
NAMES: Any = {"pattern": f"^{NAME.pattern}$", "not": {"enum": sorted(RESERVED)}}


class Own(Group):
    """Own facts by name; a group in it is a mapping of its own. As a model it has no fields: each organisation has others."""

    model_config = ConfigDict(
        json_schema_extra={
            "propertyNames": NAMES,
            "additionalProperties": {"anyOf": [*VALUE["anyOf"], {"type": "object", "propertyNames": NAMES, "additionalProperties": VALUE}]},
        }
    )
    _held: Mapping[str, Any] = PrivateAttr(default_factory=dict)
    _kinds: Mapping[str, str] = PrivateAttr(default_factory=dict)

    @property
    def held(self) -> Mapping[str, Any]:
        return self._held

    def value(self, path: str) -> Any:
        """The fact with the dotted name `path`, such as eigen.loket.naam."""
        found: Any = self._held
        for part in path.split(".")[1:]:
            found = found[part]
        return found

    def leaves(self) -> Iterator[Leaf]:
        """Every own fact, in the order of the file."""
        for path, kind in self._kinds.items():
            yield Leaf(path, f"Een eigen gegeven: {MEANINGS[kind]}.", kind, ())

    @property
    def groups(self) -> frozenset[str]:
        """The dotted names of the groups that hold a fact."""
        return frozenset(path.rpartition(".")[0] for path in self._kinds)


@dataclass
class _Reading:
    """What was read so far of one file."""

    file: SourceFile
    code: str
    kinds: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def say(self, line: int, path: str, message: str, mend: str) -> None:
        self.findings.append(self.file.finding(line, self.code, f"{path} {message}", mend))


def read(node: Node, file: SourceFile, code: str) -> tuple[Own, list[Finding]]:
    """The facts below `eigen`, and every mistake in them (code `code`); a fact with a mistake keeps its name, so that no page is blamed for it."""
    reading = _Reading(file, code)
    own = Own()
    if isinstance(node, yaml_nodes.Mapping):
        own._held, own._kinds = _group(reading, node, KEY), reading.kinds
    elif not (isinstance(node, Scalar) and node.guess == "null"):
        reading.say(node.line, KEY, "heeft niet de goede vorm.", 'Schrijf eronder per gegeven een regel, zoals: loket: "Balie 3"')
    return own, reading.findings


def _group(reading: _Reading, node: yaml_nodes.Mapping, above: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in node.items.items():
        path, line = f"{above}.{key}", node.key_lines[key]
        if not NAME.fullmatch(key) or key in RESERVED:
            reading.say(line, path, "is geen naam die op een pagina kan staan.", _other_name(key))
        elif isinstance(item, yaml_nodes.Mapping) and above == KEY:
            found[key] = _group(reading, item, path)
        elif isinstance(item, yaml_nodes.Mapping):
            reading.say(line, path, "staat te diep: een groep in een groep kan niet.", f"Zet de gegevens zelf onder {above}.")
        else:
            reading.kinds[path], found[key] = _value(reading, item, path, line)
    return found


def _other_name(key: str) -> str:
    letters = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
    name = re.sub(r"\W+", "_", letters).strip("_")
    if not name or name in RESERVED:
        return f"Dit woord betekent al iets anders. Kies een andere naam, zoals {name or 'naam'}_tekst."
    name = name if NAME.fullmatch(name) else f"n_{name}"
    return f"Gebruik kleine letters, cijfers en een laag streepje (_), en begin met een letter. Schrijf: {name}"


def _value(reading: _Reading, node: Node, path: str, line: int) -> tuple[str, Any]:
    """The kind of a value, and the value; of a mistake the kind that it has the shape of."""
    if isinstance(node, Sequence):
        typed = [_value(reading, item, f"{path} (waarde {number})", item.line) for number, item in enumerate(node.items, 1)]
        plain = [(kind, value) for kind, value in typed if kind not in ("Lijst", "Waarheid")]
        _listed(reading, node, path, line, len(plain) < len(typed))
        return "Lijst", tuple(str(value) for _, value in plain)
    if not isinstance(node, Scalar):
        reading.say(line, path, "is een groep, maar hier hoort één waarde.", "Schrijf de waarde achter het streepje.")
        return "Lijst", ""
    if node.guess == "null" or not node.text.strip():
        reading.say(line, path, "is leeg.", "Vul de waarde in, of haal de regel weg.")
        return "Tekst", ""
    kind = shape(node)
    try:
        return kind, _CHECKS[kind](Raw(node))
    except PydanticCustomError as problem:
        context = problem.context or {}
        reading.say(line, path, context["message"], context["mend"])
        return kind, ""


def _listed(reading: _Reading, node: Sequence, path: str, line: int, odd: bool) -> None:
    """A list holds something, nothing twice, and no groups, lists or yes and no."""
    texts = [item.text for item in node.items if isinstance(item, Scalar)]
    if odd:
        reading.say(line, path, "noemt iets dat niet in een lijst past.", "Zet in een lijst alleen woorden, namen, getallen of datums.")
    elif not texts:
        reading.say(line, path, "is leeg.", "Zet minstens één waarde in de lijst, of haal de regel weg.")
    elif len({*texts}) < len(texts):
        reading.say(line, path, "noemt iets twee keer.", "Laat elke waarde één keer staan.")


def shape(node: Scalar) -> str:
    """The kind that a value has the shape of. Between quotes it is no number, no day and no yes or no."""
    text, bare = node.text, not node.quoted
    if bare and (node.guess == "bool" or text.lower() in ("ja", "nee")):
        return "Waarheid"
    if bare and (node.guess == "timestamp" or re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", text)):
        return "Dag"
    if bare and node.guess == "int" and re.fullmatch(r"0|[1-9]\d{0,8}", text, re.ASCII):
        return "Getal"
    if re.fullmatch(r"(?:https?://|www\.)\S+", text):
        return "Webadres"
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        return "Mail"
    return "Nummer" if node.guess == "str" and _is_phone(node) else "Tekst"


def _is_phone(node: Scalar) -> bool:
    try:
        KINDS["Nummer"](Raw(node))
    except PydanticCustomError:
        return False
    return not re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.text)


_CHECKS: Mapping[str, Callable[[Any], Any]] = {kind: int if kind == "Getal" else KINDS[kind] for kind in MEANINGS}
