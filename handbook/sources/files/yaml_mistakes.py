"""Guesses what was meant by YAML that cannot be parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from handbook.core.findings import Finding, Fix, SourceFile, quote, shortened
from handbook.sources.files import yaml_repair
from handbook.sources.files.characters import code_points

TABS = (2, 4, 8)
"""How many spaces somebody may have meant by a tab."""

CURLY = "“”„‟‘’‚‛«»"


def odd_space(lines: list[str]) -> tuple[int, str] | None:
    """The first line whose indentation is not made of spaces."""
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip())]
        if indent.strip(" ") and line.strip():
            return number, "een tab" if "\t" in indent else f"een vaste spatie ({code_points(set(indent) - {' '})})"
    return None


def spaced(lines: list[str], number: int) -> str:
    """The line of this number (from 1) with ordinary spaces before its first letter: one for any odd space, for a tab as many as keep every group together."""
    wide = [[_spaced(line, width) for line in lines] for width in TABS]
    fit = [found for found in wide if _deeper(found) and yaml_repair.readable("\n".join(found))]
    return min(fit, key=_steps)[number - 1] if fit else _spaced(lines[number - 1], TABS[0])


def _steps(lines: list[str]) -> int:
    """How often a line is less or further in than the one before it."""
    depth = [len(line) - len(line.lstrip()) for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return sum(one != other for one, other in pairwise(depth))


def _spaced(line: str, width: int) -> str:
    rest = line.lstrip()
    return "".join(" " * width if c == "\t" else " " for c in line[: len(line) - len(rest)]) + rest


def _deeper(lines: list[str]) -> bool:
    """Whether what stands below a name without a value is further in than the name."""
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    depth = [len(line) - len(line.lstrip()) for line in said]
    opened = [re.search(r"(?<![\w-])[\w.-]+:\s*$", line) is not None for line in said]
    return all(
        not opened[at] or depth[at + 1] > depth[at] or (depth[at + 1] == depth[at] and said[at + 1].lstrip().startswith("-"))
        for at in range(len(said) - 1)
    )


def syntax_finding(file: SourceFile, text: str, error: Exception, offset: int) -> Finding:
    """Turns PyYAML's complaint into a sentence that HR can act on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    at = min(int(mark.line) if mark else 0, len(lines) - 1)
    colon = _unquoted_colon(lines, at)
    if colon is not None and colon[2][0] not in CURLY and colon[2][-1] not in "]}":
        number, key, value = colon
        message = f"De dubbele punt in {quote(value)} maakt deze regel onleesbaar (YAML)."
        quoted = double_quoted(value)
        fix = Fix.of_line(number + 1 + offset, lines[number], lines[number].replace(value, quoted))
        return file.finding(number + 1 + offset, "YML001", message, f"Zet aanhalingstekens om de waarde: {key}: {quoted}", fix=fix)
    slip = typing_slip(lines, at)
    repair = yaml_repair.repair(lines, at)
    if repair is not None and repair.certain:
        return yaml_repair.finding(file, lines, repair, offset)
    if slip is not None and yaml_repair.readable("\n".join([*lines[: slip.at], slip.line(lines), *lines[slip.at + 1 :]])):
        return slip_finding(file, lines, slip, offset)
    if repair is not None:
        return yaml_repair.finding(file, lines, repair, offset)
    if slip is not None:
        return slip_finding(file, lines, slip, offset)
    # Further on there may be another mistake, which hides what explains this one.
    first = yaml_repair.repair(lines[: at + 1], at)
    if first is not None:
        return yaml_repair.finding(file, lines, replace(first, certain=False), offset)
    unclosed = _unclosed_quote(lines, at)
    if unclosed is not None:
        message = f"Op deze regel is een aanhalingsteken niet gesloten: {quote(lines[unclosed].strip())}."
        closed = lines[unclosed].strip() + lines[unclosed].strip().partition(":")[2].strip()[:1]
        mend = f"Zet voor en achter de waarde een recht aanhalingsteken: {shortened(closed)}"
        return file.finding(unclosed + 1 + offset, "YML001", message, mend)
    indented = _odd_indent(lines, at)
    at = indented if indented is not None else at
    problem = f"Deze regel is niet te lezen (YAML): {quote(lines[at].strip())}."
    mend = "Kijk of de regel even ver inspringt als de regels ernaast, en of de waarde tussen rechte aanhalingstekens staat."
    return file.finding(at + 1 + offset, "YML001", problem, mend)


@dataclass(frozen=True)
class Slip:
    """A typing mistake on one line (counted from 0): what is wrong and the line as it was meant."""

    at: int
    message: str
    meant: str

    def line(self, lines: list[str]) -> str:
        """The whole line as it was meant."""
        line = lines[self.at]
        return line[: len(line) - len(line.lstrip())] + self.meant


def typing_slip(lines: list[str], at: int) -> Slip | None:
    """The nearest line, at `at` or a few before it, with a known typing mistake."""
    for number in range(min(at, len(lines) - 1), max(at - 4, -1), -1):
        line = lines[number].strip()
        key = r"(?P<key>(?:- )?[A-Za-z_][\w.-]*)"
        glued = re.match(key + r":(?P<value>[^\s:/].*)$", line)
        equals = re.match(key + r"\s*=\s*(?P<value>\S.*)$", line)
        sign = re.match(key + r":\s+(?P<value>[@`%!&*\[\]{},|>?].*)$", line)
        slash = re.match(key + r':\s+"(?P<value>[^"]*\\[^"]*)"$', line)
        if glued:
            return Slip(number, "Achter de dubbele punt ontbreekt een spatie", f"{glued['key']}: {glued['value']}")
        if equals:
            return Slip(number, "Tussen de naam en de waarde hoort een dubbele punt, geen =", f"{equals['key']}: {equals['value']}")
        if sign and not re.fullmatch(r"\[.*\]|\{.*\}", sign["value"]):
            return Slip(
                number,
                f"De waarde begint met {sign['value'][0]}, en dat teken heeft hier een eigen betekenis",
                f"{sign['key']}: {double_quoted(sign['value'])}",
            )
        if slash:
            return Slip(
                number,
                "Tussen dubbele aanhalingstekens is de schuine streep \\ een opdracht",
                f"{slash['key']}: '{slash['value'].replace(chr(39), chr(39) * 2)}'",
            )
    return None


def slip_finding(file: SourceFile, lines: list[str], slip: Slip, offset: int) -> Finding:
    """The slip with the line as it was meant."""
    mend = f"Schrijf: {shortened(slip.meant)}"
    message = f"{slip.message}: {quote(lines[slip.at].strip())}."
    fix = Fix.of_line(slip.at + 1 + offset, lines[slip.at], slip.line(lines))
    return file.finding(slip.at + 1 + offset, "YML001", message, mend, fix=fix)


def bare_value(line: str) -> str:
    """The value behind the colon, or the item of a list."""
    return line.strip().removeprefix("- ").partition(": ")[2].strip() or line.strip()


def double_quoted(value: str) -> str:
    """`value` as YAML between double quotes."""
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
    """The line of a key that already has a value, although the next line is indented under it."""

    def indent(line: str) -> int:
        return len(line) - len(line.lstrip())

    before = [n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if before and indent(lines[before[0]]) < indent(lines[at]) and re.match(r"^\s*[\w.-]+:\s+\S", lines[before[0]]):
        return before[0]
    return None
