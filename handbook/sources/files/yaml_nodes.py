"""Reads YAML as text with line numbers: no scalar is guessed at, no tag is obeyed, nothing expands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from handbook.core.findings import QUOTE_LIMIT, Finding, quote
from handbook.core.project import INVISIBLE, code_points, is_control

DEPTH_LIMIT = 12
CURLY = "“”„‟‘’‚‛«»"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolver: Any = Resolver()


@dataclass(frozen=True)
class Scalar:
    """A value as it was typed, without its quotes; `line` is where it starts."""

    text: str
    line: int
    quoted: bool
    comment: str = ""
    """What stands behind a value without quotes, from its `#`."""

    @property
    def guess(self) -> str:
        """What YAML 1.1 would take the value for: str, int, float, bool, null or timestamp."""
        if self.quoted:
            return "str"
        return str(_resolver.resolve(ScalarNode, self.text, (True, False))).rpartition(":")[2]


@dataclass(frozen=True)
class Sequence:
    """A list of values."""

    items: list[Node]
    line: int


@dataclass(frozen=True)
class Mapping:
    """Keys in the order of the file; `key_lines` has the line of each, `again` what a key holds the second time."""

    items: dict[str, Node]
    key_lines: dict[str, int]
    line: int
    again: list[tuple[str, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


@dataclass
class _Reader:
    """Builds nodes out of PyYAML's events, which carry the lines and have resolved nothing."""

    name: str
    lines: list[str]
    offset: int
    allowed_tags: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + 1 + self.offset

    def source(self, event: Any) -> str:
        """The line on which `event` begins; YAML may place the end of a file behind its last line."""
        at = event.start_mark.line
        return self.lines[at] if at < len(self.lines) else ""

    def say(self, line: int, code: str, message: str, mend: str) -> None:
        self.findings.append(Finding(self.name, line, code, message, mend))

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
            return Scalar(event.value, line, event.style in ("'", '"', "|", ">"), self.comment(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self.node(inner, events, f"{path}[{len(items) + 1}]", depth + 1))
            return Sequence(items, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path, line, depth)
        return Scalar("", line, quoted=False)

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

    def comment(self, event: Any) -> str:
        """What YAML drops behind a value without quotes, because of a `#`."""
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if not event.style and end.line < len(self.lines) else ""
        return rest.strip() if rest.lstrip().startswith("#") else ""

    def refuse_escapes(self, event: Any, path: str) -> None:
        """Signs that nobody can see, written as `\\u200b` between double quotes; those that stand in the file were found when it was read."""
        if event.value.isascii() and event.value.isprintable():
            return
        hidden = {c for c in event.value if c != "\n" and (c in INVISIBLE or is_control(c))} - set(self.source(event))
        if hidden:
            self.say(
                self.line(event),
                "YML010",
                f"De waarde van {path} heeft een onzichtbaar teken of stuurteken ({code_points(hidden)}).",
                "Typ de waarde opnieuw, zonder opdrachten met een schuine streep (\\).",
            )

    def refuse_tricks(self, event: Any, path: str) -> None:
        tag = getattr(event, "tag", None)
        if tag and not str(tag).startswith(self.allowed_tags or ("\0",)):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self.say(
                self.line(event),
                "YML003",
                f"De opdracht {quote(shown)} mag niet in dit bestand.",
                "Schrijf de waarde zelf op, tussen rechte aanhalingstekens.",
            )
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            value = _bare_value(self.source(event))
            mend = (
                f"Schrijf de waarde voluit op, of zet er aanhalingstekens om: {_double_quoted(value)}"
                if value.startswith(sign)
                else "Schrijf de waarde voluit op."
            )
            self.say(
                self.line(event),
                "YML004",
                f"De verwijzing {quote(sign + str(anchor))} (een anker of alias) bij {path or 'het begin'} mag niet in dit bestand.",
                mend,
            )


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def read_mapping(name: str, text: str, *, offset: int = 0, allowed_tags: tuple[str, ...] = ()) -> tuple[Mapping | None, list[Finding]]:
    """The mapping that `text` holds, or None where it holds none, with all findings.

    `offset` is the number of lines before `text` in its file; `allowed_tags` are the starts of tags
    that the caller judges itself.
    """
    lines = text.split("\n")
    reader = _Reader(name, lines, offset, allowed_tags)
    odd = _odd_space(lines)
    if odd is not None:
        number, what = odd
        line = lines[number - 1]
        return None, [
            Finding(
                name,
                number + offset,
                "YML006",
                f"Deze regel begint met {what}: {quote(line.strip())}.",
                f"Gebruik gewone spaties, twee per stap: {line.strip()[:QUOTE_LIMIT]}",
            )
        ]
    try:
        events = iter(yaml.parse(text, Loader=_Loader))
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return Mapping({}, {}, 1 + offset), []
        root = reader.node(next(events), events, "", 0)
        next(events)
        if not isinstance(next(events), yaml.StreamEndEvent):
            reader.say(root.line, "YML007", 'Dit bestand bestaat uit meer delen, gescheiden door "---".', "Haal de scheiding weg.")
    except _TooDeep as error:
        return None, [
            Finding(
                name,
                error.line,
                "YML008",
                f"Hier zijn meer dan {DEPTH_LIMIT} groepen in elkaar gezet.",
                "Gebruik minder inspringingen of haakjes.",
            )
        ]
    except (yaml.YAMLError, RecursionError) as error:
        return None, [*reader.findings, _syntax(name, text, error, offset)]
    if isinstance(root, Mapping):
        return root, reader.findings
    slip = _typing_slip(lines, root.line - offset - 1)
    if slip is not None:
        return None, [*reader.findings, _slip_finding(name, lines, slip, offset)]
    return None, [
        *reader.findings,
        Finding(
            name,
            root.line,
            "YML007",
            "Hier horen regels te staan met een naam, een dubbele punt en een waarde.",
            "Haal streepjes aan het begin van de regel weg.",
        ),
    ]


def _odd_space(lines: list[str]) -> tuple[int, str] | None:
    """The first line whose indentation is not made of spaces."""
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if indent.strip(" ") and line.strip():
            return number, "een tab" if "\t" in indent else f"een vaste spatie ({code_points(set(indent) - {' '})})"
    return None


def _syntax(name: str, text: str, error: Exception, offset: int) -> Finding:
    """Turns PyYAML's complaint into a sentence that HR can act on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    at = min(int(mark.line) if mark else 0, len(lines) - 1)
    code = "YML001"
    colon = _unquoted_colon(lines, at)
    if colon is not None:
        number, key, value = colon
        message = f"De dubbele punt in {quote(value)} maakt deze regel onleesbaar (YAML)."
        return Finding(name, number + 1 + offset, code, message, f"Zet aanhalingstekens om de waarde: {key}: {_double_quoted(value)}")
    slip = _typing_slip(lines, at)
    if slip is not None:
        return _slip_finding(name, lines, slip, offset)
    unclosed = _unclosed_quote(lines, at)
    if unclosed is not None:
        message = f"Op deze regel is een aanhalingsteken niet gesloten: {quote(lines[unclosed].strip())}."
        closed = lines[unclosed].strip() + lines[unclosed].strip().partition(":")[2].strip()[:1]
        return Finding(
            name, unclosed + 1 + offset, code, message, f"Zet voor en achter de waarde een recht aanhalingsteken: {closed[:QUOTE_LIMIT]}"
        )
    indented = _odd_indent(lines, at)
    at = indented if indented is not None else at
    problem = f"Deze regel is niet te lezen (YAML): {quote(lines[at].strip())}."
    return Finding(
        name,
        at + 1 + offset,
        code,
        problem,
        "Kijk of de regel even ver inspringt als de regels ernaast, en of de waarde tussen rechte aanhalingstekens staat.",
    )


@dataclass(frozen=True)
class _Slip:
    """A slip of the keyboard on one line (counted from 0): what is wrong and the line as it was meant."""

    at: int
    message: str
    meant: str


def _typing_slip(lines: list[str], at: int) -> _Slip | None:
    """The nearest line, at `at` or a few before it, with a known slip."""
    for number in range(min(at, len(lines) - 1), max(at - 4, -1), -1):
        line = lines[number].strip()
        key = r"(?P<key>(?:- )?[A-Za-z_][\w.-]*)"
        glued = re.match(key + r":(?P<value>[^\s:/].*)$", line)
        equals = re.match(key + r"\s*=\s*(?P<value>\S.*)$", line)
        sign = re.match(key + r":\s+(?P<value>[@`%!&*\[\]{},|>?].*)$", line)
        slash = re.match(key + r':\s+"(?P<value>[^"]*\\[^"]*)"$', line)
        if glued:
            return _Slip(number, "Achter de dubbele punt ontbreekt een spatie", f"{glued['key']}: {glued['value']}")
        if equals:
            return _Slip(number, "Tussen de naam en de waarde hoort een dubbele punt, geen =", f"{equals['key']}: {equals['value']}")
        if sign and not re.fullmatch(r"\[.*\]|\{.*\}", sign["value"]):
            return _Slip(
                number,
                f"De waarde begint met {sign['value'][0]}, en dat teken heeft hier een eigen betekenis",
                f"{sign['key']}: {_double_quoted(sign['value'][:QUOTE_LIMIT])}",
            )
        if slash:
            return _Slip(
                number,
                "Tussen dubbele aanhalingstekens is de schuine streep \\ een opdracht",
                f"{slash['key']}: '{slash['value'].replace(chr(39), chr(39) * 2)}'",
            )
    return None


def _slip_finding(name: str, lines: list[str], slip: _Slip, offset: int) -> Finding:
    return Finding(
        name, slip.at + 1 + offset, "YML001", f"{slip.message}: {quote(lines[slip.at].strip())}.", f"Schrijf: {slip.meant[:QUOTE_LIMIT]}"
    )


def _bare_value(line: str) -> str:
    return line.strip().removeprefix("- ").partition(": ")[2].strip() or line.strip()


def _double_quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted_colon(lines: list[str], at: int) -> tuple[int, str, str] | None:
    """The line at or just before `at` of the form `key: value: more`, its key and its value."""
    for number in (at, at - 1):
        match = re.match(r"^\s*(?:- )?([\w.-]+):[ ]+([^\s\"'\[{|>#].*: .*)$", lines[number]) if number >= 0 else None
        if match:
            return number, match[1], match[2].strip()
    return None


def _unclosed_quote(lines: list[str], at: int) -> int | None:
    """The nearest line at or before `at` whose value opens a quote and does not close it."""
    for number in range(at, -1, -1):
        match = re.match(r"^\s*(?:- |[\w.-]+:[ ]+)([\"'])(.*)$", lines[number])
        if match and match[1] not in match[2]:
            return number
    return None


def _odd_indent(lines: list[str], at: int) -> int | None:
    """The key line that stands less far in than the one after it, though it holds a value already."""

    def indent(line: str) -> int:
        return len(line) - len(line.lstrip())

    before = [n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if before and indent(lines[before[0]]) < indent(lines[at]) and re.match(r"^\s*[\w.-]+:\s+\S", lines[before[0]]):
        return before[0]
    return None
