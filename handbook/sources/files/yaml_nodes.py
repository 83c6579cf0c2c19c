"""Reads YAML as text with line numbers: no scalar is interpreted, no tag is obeyed, nothing expands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from handbook.core.as_json import codec
from handbook.core.findings import Finding, Fix, SourceFile, quote, shortened
from handbook.core.kept import by_content
from handbook.sources.files import yaml_repair
from handbook.sources.files.characters import INVISIBLE, code_points, is_control
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.files.yaml_mistakes import (
    CURLY,
    bare_value,
    double_quoted,
    odd_space,
    slip_finding,
    spaced,
    syntax_finding,
    typing_slip,
)

DEPTH_LIMIT = 12
FINDINGS = codec(tuple[Finding, ...])
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolver: Any = Resolver()


@dataclass(frozen=True)
class Scalar:
    """A value as it was typed, without its quotes; `line` is where it starts."""

    text: str
    line: int
    quoted: bool
    comment: str = ""
    """The comment behind an unquoted value, from its `#`."""
    straight: Fix | None = None
    """The line with straight quotes round the value, where curly ones stand there."""

    @property
    def guess(self) -> str:
        """What YAML 1.1 would take the value for: str, int, float, bool, null or timestamp."""
        if self.quoted:
            return "str"
        return str(_resolver.resolve(ScalarNode, self.text, (True, False))).rpartition(":")[2]


@dataclass(frozen=True, eq=False)
class Sequence:
    """A list of values."""

    items: list[Node]
    line: int


@dataclass(frozen=True, eq=False)
class Mapping:
    """Keys in the order of the file; `key_lines` has the line of each, `again` the values of repeated keys."""

    items: dict[str, Node]
    key_lines: dict[str, int]
    line: int
    again: list[tuple[str, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def values(node: Node | None, path: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every value at or below `node` with its dotted name below `path`, in the order of the file; the values of a list share a name."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from values(item, path)
    elif isinstance(node, Mapping):
        for key, item in node.items.items():
            yield from values(item, f"{path}.{key}" if path else key)


@dataclass
class _Reader:
    """Builds nodes from PyYAML's events, which carry line numbers and are not resolved yet."""

    file: SourceFile
    lines: list[str]
    offset: int
    allowed_tags: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + 1 + self.offset

    def source(self, event: Any) -> str:
        """The line on which `event` begins; YAML may put the end of a file past its last line."""
        at = event.start_mark.line
        return self.lines[at] if at < len(self.lines) else ""

    def say(self, line: int, code: str, message: str, mend: str) -> None:
        self.findings.append(self.file.finding(line, code, message, mend))

    def node(self, event: Any, events: Iterator[Any], path: str, depth: int) -> Node:
        self.refuse_tricks(event, path)
        line = self.line(event)
        if depth > DEPTH_LIMIT:
            raise _TooDeep(line)
        if isinstance(event, yaml.ScalarEvent):
            marks: Any = (event.start_mark, event.end_mark)
            if "\n" in event.value.rstrip("\n") or event.style in ("|", ">") or marks[1].line > marks[0].line:
                mend = "Zet de hele waarde op één regel, tussen rechte aanhalingstekens."
                self.say(line, "YML009", f"De waarde van {path} staat op meer dan één regel: {quote(event.value)}.", mend)
            self.refuse_escapes(event, path)
            lost = None if event.style else yaml_repair.lost_opening(self.lines, marks[0].line, marks[0].column, event.value)
            if lost:
                self.findings.append(yaml_repair.finding(self.file, self.lines, lost, self.offset))
                # What was meant is clear enough to be judged further.
                return Scalar(event.value[:-1].rstrip(), line, quoted=True)
            return Scalar(event.value, line, event.style in ("'", '"', "|", ">"), self.comment(event), self.straight(event, line))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self.node(inner, events, f"{path}[{len(items) + 1}]", depth + 1))
            return Sequence(items, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path, line, depth)
        # An alias: somebody who did not know what the star means typed a value.
        return Scalar(f"*{event.anchor}", line, quoted=True)

    def mapping(self, events: Iterator[Any], path: str, line: int, depth: int) -> Mapping:
        found = Mapping({}, {}, line)
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.node(inner, events, path, depth + 1)
            name = key.text if isinstance(key, Scalar) else "?"
            dotted = f"{path}.{name}" if path else name
            value = self.node(next(events), events, dotted, depth + 1)
            if name == "<<":
                self.say(key.line, "YML005", 'Een verwijzing met "<<" mag hier niet.', "Schrijf de waarden voluit op.")
            elif name in found.items:
                first = found.key_lines[name]
                self.say(key.line, "YML002", f"{dotted} staat er twee keer, ook op regel {first}.", "Laat één van de twee staan.")
                found.again.append((name, value))
            else:
                found.items[name] = value
                found.key_lines[name] = key.line
        return found

    def straight(self, event: Any, line: int) -> Fix | None:
        value, source = event.value, self.source(event)
        if event.style or len(value) < 3 or not (value[0] in CURLY and value[-1] in CURLY) or source.count(value) != 1:
            return None
        return Fix.of_line(line, source, source.replace(value, double_quoted(value[1:-1])))

    def comment(self, event: Any) -> str:
        """What YAML drops after an unquoted value, because of a `#`."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if not event.style and end.line < len(self.lines) else ""
        return rest.strip() if rest.lstrip().startswith("#") else ""

    def refuse_escapes(self, event: Any, path: str) -> None:
        """Invisible characters written as `\\u200b` between double quotes; literal ones were found when the file was read."""
        if event.value.isascii() and event.value.isprintable():
            return
        hidden = {c for c in event.value if c != "\n" and (c in INVISIBLE or is_control(c))} - set(self.source(event))
        if hidden:
            message = f"De waarde van {path} heeft een onzichtbaar teken of stuurteken ({code_points(hidden)})."
            self.say(self.line(event), "YML010", message, "Typ de waarde opnieuw, zonder opdrachten met een schuine streep (\\).")

    def refuse_tricks(self, event: Any, path: str) -> None:
        tag = getattr(event, "tag", None)
        if tag and not str(tag).startswith(self.allowed_tags or ("\0",)):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            mend = "Schrijf de waarde zelf op, tussen rechte aanhalingstekens."
            self.say(self.line(event), "YML003", f"De opdracht {quote(shown)} mag niet in dit bestand.", mend)
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            value = bare_value(self.source(event))
            mend = (
                f"Schrijf de waarde voluit op, of zet er aanhalingstekens om: {double_quoted(value)}"
                if value.startswith(sign)
                else "Schrijf de waarde voluit op."
            )
            message = f"De verwijzing {quote(sign + str(anchor))} (een anker of alias) bij {path or 'het begin'} mag niet in dit bestand."
            self.say(self.line(event), "YML004", message, mend)


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def read_mapping(name: str, text: str, *, offset: int = 0, allowed_tags: tuple[str, ...] = ()) -> tuple[Mapping | None, list[Finding]]:
    """The mapping that `text` holds, or None where it holds none, with all findings.

    `offset` is the number of lines before `text` in its file; `allowed_tags` are the starts of tags
    that the caller judges itself. The same text gives the same nodes every time, so never change them.
    """
    node, findings = _known(name, text, offset, allowed_tags)
    return node, [*findings]


def _explained(file: SourceFile, lines: list[str], findings: list[Finding], offset: int) -> list[Finding]:
    """The findings; what became a value of several lines by one mistyped line is told as that."""
    return [_mistyped(file, lines, one, offset) or one if one.code == "YML009" else one for one in findings]


def _mistyped(file: SourceFile, lines: list[str], one: Finding, offset: int) -> Finding | None:
    at = (one.line or 1) - 1 - offset
    # A block of lines is meant as one.
    found = None if lines[at].rstrip(" +-").endswith(("|", ">")) else yaml_repair.repair(lines, at)
    return yaml_repair.finding(file, lines, found, offset) if found else None


def _out(read: tuple[Mapping | None, list[Finding]]) -> str:
    node, findings = read
    return json.dumps([None if node is None else _plain(node), FINDINGS["out"](tuple(findings))], separators=(",", ":"))


def _back(text: str) -> tuple[Mapping | None, list[Finding]]:
    told, findings = json.loads(text)
    node = None if told is None else _node(told)
    if node is not None and not isinstance(node, Mapping):
        raise TypeError(type(node).__name__)
    return node, [*FINDINGS["back"](findings)]


def _plain(node: Node) -> list[Any]:
    """A value as text with its line, a list as its line and items, a mapping as its line and rows of a key, its line and its value."""
    match node:
        case Scalar():
            mend = node.straight and [node.straight.line, node.straight.old, node.straight.new]
            return [node.text, node.line, node.quoted, node.comment, mend]
        case Sequence():
            return [node.line, [_plain(one) for one in node.items]]
        case Mapping():
            again = [[key, _plain(one)] for key, one in node.again]
            return [node.line, [[key, node.key_lines[key], _plain(one)] for key, one in node.items.items()], again]


def _node(told: list[Any]) -> Node:
    if len(told) == 2:
        line, items = told
        return Sequence([*map(_node, items)], line)
    if len(told) == 3:
        line, rows, again = told
        held = {key: _node(one) for key, _, one in rows}
        return Mapping(held, {key: at for key, at, _ in rows}, line, [(key, _node(one)) for key, one in again])
    text, line, quoted, comment, mend = told
    return Scalar(text, line, quoted, comment, Fix(mend[0], tuple(mend[1]), tuple(mend[2])) if mend else None)


@by_content("yaml", REMEMBERED, out=_out, back=_back)
def _known(name: str, text: str, offset: int, allowed_tags: tuple[str, ...]) -> tuple[Mapping | None, list[Finding]]:
    return _read(name, text, offset, allowed_tags)


def _read(name: str, text: str, offset: int, allowed_tags: tuple[str, ...]) -> tuple[Mapping | None, list[Finding]]:
    file, lines = SourceFile(name), text.split("\n")
    reader = _Reader(file, lines, offset, allowed_tags)
    odd = odd_space(lines)
    if odd is not None:
        number, what = odd
        line = lines[number - 1]
        mend = f"Gebruik gewone spaties, twee per stap: {shortened(line.strip())}"
        message = f"Deze regel begint met {what}: {quote(line.strip())}."
        return None, [file.finding(number + offset, "YML006", message, mend, fix=Fix.of_line(number + offset, line, spaced(lines, number)))]
    try:
        events = iter(yaml.parse(text, Loader=_Loader))
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return Mapping({}, {}, 1 + offset), []
        root = reader.node(next(events), events, "", 0)
        next(events)
        if not isinstance(end := next(events), yaml.StreamEndEvent):
            # What stands in the second part would be missed in the first.
            below = end.start_mark.line + 1 + offset if end.start_mark else None
            return None, [
                file.finding(below, "YML011", 'Dit bestand bestaat uit meer delen, gescheiden door "---".', "Haal deze regel weg.")
            ]
    except _TooDeep as error:
        mend = "Gebruik minder inspringingen of haakjes."
        return None, [file.finding(error.line, "YML008", f"Hier zijn meer dan {DEPTH_LIMIT} groepen in elkaar gezet.", mend)]
    except (yaml.YAMLError, RecursionError) as error:
        # A value of several lines is what the parser made of the mistake.
        return None, [*(f for f in reader.findings if f.code != "YML009"), syntax_finding(file, text, error, offset)]
    if isinstance(root, Mapping):
        return root, _explained(file, lines, reader.findings, offset)
    slip = typing_slip(lines, root.line - offset - 1)
    if slip is not None:
        return None, [*reader.findings, slip_finding(file, lines, slip, offset)]
    message = "Hier horen regels te staan met een naam, een dubbele punt en een waarde."
    return None, [*reader.findings, file.finding(root.line, "YML007", message, "Haal streepjes aan het begin van de regel weg.")]
