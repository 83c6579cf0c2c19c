"""Finds the one line that keeps a YAML text from being read: the line that, written as it was probably meant, makes the text readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.core.findings import Finding, Fix, SourceFile, quote, shortened

LINE = re.compile(r"^(?P<before>\s*(?:- +)?(?:[A-Za-z_][\w.-]*:[ ]+)?)(?P<value>\S.*?)\s*$")
CURLY_PAIRS = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'"))
GENITIVE = re.compile(r"[sxzSXZ]$|ce$")
"""How a name ends whose genitive is an apostrophe, such as Hans' or Max'."""

INCHES = re.compile(r"[\d.,x× ]+\"")
BACK, AHEAD = 6, 1
"""How many lines before and after the one at which YAML gives up may hold the mistake."""

TRIES = 60
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Repair:
    """One line (counted from 0) as it was probably meant: what is wrong with it, its text, and whether no other text can be meant.

    Without a text the line has to go; `above` is a line that must be put in above it.
    """

    at: int
    message: str
    meant: str
    certain: bool = True
    above: bool = False


def repair(lines: list[str], at: int) -> Repair | None:
    """The mistake at or near the line `at` (counted from 0), where one line explains it all."""
    tried = 0
    for number in _near(lines, at):
        for one in _repairs(lines, number):
            tried += 1
            if tried > TRIES:
                return None
            if readable("\n".join(_with(lines, one))):
                return one
    return None


def finding(file: SourceFile, lines: list[str], one: Repair, offset: int) -> Finding:
    """The mistake with the line as it was meant; `offset` is the number of lines before these in the file."""
    line = lines[one.at]
    message = f"{one.message}: {quote(line.strip())}."
    mend = f"Zet er een regel boven, zoals: {one.meant.strip()}" if one.above else f"Schrijf: {_shown(line, one.meant)}"
    if not one.meant:
        mend = "Haal de regel weg, of zet er een naam en een dubbele punt voor."
    fix = Fix.of_line(one.at + 1 + offset, line, one.meant) if one.certain and not one.above else None
    return file.finding(one.at + 1 + offset, "YML001", message, mend, fix=fix)


def _shown(line: str, meant: str) -> str:
    """The line as it was meant; where only its spaces differ, they are part of what must be typed."""
    return shortened(meant if meant.strip() == line.strip() else meant.strip())


def readable(text: str) -> bool:
    """Whether the text is YAML in which every value stands on one line."""
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.ScalarEvent) and event.style not in ("|", ">"):
                marks: Any = (event.start_mark, event.end_mark)
                if marks[1].line > marks[0].line and "\n" in text.rstrip("\n"):
                    return False
    except (yaml.YAMLError, RecursionError):
        return False
    return True


def _with(lines: list[str], one: Repair) -> list[str]:
    kept = [one.meant, lines[one.at]] if one.above else [one.meant] if one.meant else []
    return [*lines[: one.at], *kept, *lines[one.at + 1 :]]


def _near(lines: list[str], at: int) -> list[int]:
    """The lines to look at, the nearest first, and before them the nearest one that opens a quote and does not close it."""
    last = len(lines) - 1
    near = sorted(range(max(0, at - BACK), min(last, at + AHEAD) + 1), key=lambda n: (abs(n - at), n))
    opened = next((n for n in range(min(at, last), -1, -1) if _open_quote(lines[n])), None)
    return [
        n for n in dict.fromkeys([*([opened] if opened is not None else []), *near]) if lines[n].strip() and lines[n].lstrip()[0] != "#"
    ]


def _open_quote(line: str) -> bool:
    match = LINE.match(line)
    return match is not None and match["value"][0] in "\"'" and match["value"].count(match["value"][0]) == 1


def _repairs(lines: list[str], at: int) -> Iterator[Repair]:
    yield from _quotes(at, lines[at])
    yield from _dashes(lines, at)
    yield from _names(at, lines[at])
    yield from _brackets(at, lines[at])
    yield from _indents(lines, at)
    yield from _lost(lines, at)


def _quotes(at: int, line: str) -> Iterator[Repair]:
    match = LINE.match(line)
    if not match:
        return
    before, value = match["before"], match["value"]
    straight = value.translate(CURLY_PAIRS)
    if straight != value and straight[0] in "\"'" and straight[-1] == straight[0]:
        yield Repair(at, "Op deze regel staan gekrulde aanhalingstekens", before + _quoted(straight[1:-1]))
    first = value[0]
    if first in "\"'" and len(value) > 1:
        inner = value[1:-1] if value[-1] == first else value[1:]
        if value[-1] == first and first == "'" and "'" in inner:
            yield Repair(at, "Tussen enkele aanhalingstekens staat een apostrof", before + _quoted(inner.replace("''", "'")))
        elif value[-1] == first and '"' in inner:
            yield Repair(
                at, "Tussen aanhalingstekens staan dezelfde aanhalingstekens nog eens", before + _quoted(inner.replace('\\"', '"'))
            )
        elif value[-1] != first and first not in inner:
            yield Repair(at, "Op deze regel is een aanhalingsteken niet gesloten", before + value + first)
        elif value[-1] != first:
            yield Repair(
                at, "Achter het laatste aanhalingsteken staat nog tekst", before + _quoted(re.sub(first, "", value)), certain=False
            )
    key = re.match(r"^(\s*(?:- +)?)[\"']([A-Za-z_][\w.-]*:(?: .*)?)$", line)
    if key:
        yield Repair(at, "Voor de naam staat een aanhalingsteken te veel", key[1] + key[2])


def lost_opening(lines: list[str], at: int, column: int, value: str) -> Repair | None:
    """The mistake in an unquoted `value`, at `column` of the line `at` (counted from 0), that ends in a quote which nothing opens."""
    mark, rest = value[-1:], value[:-1].rstrip()
    line = lines[at] if at < len(lines) else ""
    if not mark or mark not in "\"'" or not rest or value.count(mark) % 2 == 0 or line[column : column + len(value)] != value:
        return None
    if mark == "'" and GENITIVE.search(rest):
        return None
    meant = line[:column] + _quoted(rest) + line[column + len(value) :]
    certain = mark not in rest and "\\" not in rest and not INCHES.fullmatch(value)
    return Repair(at, "Voor de waarde ontbreekt een aanhalingsteken", meant, certain)


def _quoted(value: str) -> str:
    """The value between the quotes that it does not hold."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _names(at: int, line: str) -> Iterator[Repair]:
    lead, name = r"^(?P<lead>\s*(?:- +)?)", r"(?P<name>[A-Za-z_][\w.-]*)"
    bare = re.match(lead + name + r"\s*[;,.]?\s*$", line)
    if bare and "-" not in bare["lead"]:
        yield Repair(at, "Achter de naam ontbreekt een dubbele punt", f"{bare['lead']}{bare['name']}:")
    apart = re.match(lead + name + r"\s*[;,]?\s+(?P<value>[\"'\[{].*|\d\S*|true|false|ja|nee)$", line)
    if apart:
        yield Repair(at, "Achter de naam ontbreekt een dubbele punt", f"{apart['lead']}{apart['name']}: {apart['value']}")
    more = re.match(lead + name + r":{2,}\s+(?P<value>\S.*)$", line)
    if more:
        yield Repair(at, "Achter de naam staat een dubbele punt te veel", f"{more['lead']}{more['name']}: {more['value']}")


def _dashes(lines: list[str], at: int) -> Iterator[Repair]:
    indent, text = _split(lines[at])
    beside = [_split(lines[n]) for n in (_beside(lines, at, -1), _beside(lines, at, 1)) if n is not None]
    dashed = any(other == indent and rest.startswith("- ") for other, rest in beside)
    if dashed and text.startswith("-") and not text.startswith("- ") and len(text) > 1:
        yield Repair(at, "Achter het streepje ontbreekt een spatie", f"{' ' * indent}- {text[1:]}")
    elif dashed and not text.startswith("- "):
        yield Repair(at, "Voor deze regel ontbreekt een streepje en een spatie", f"{' ' * indent}- {text}")


def _brackets(at: int, line: str) -> Iterator[Repair]:
    match = LINE.match(line)
    if not match:
        return
    before, value = match["before"], match["value"]
    for opening, closing in ("{}", "[]"):
        if value[0] == opening and value[-1] != closing:
            yield Repair(at, f"Aan het eind van deze regel ontbreekt {closing}", before + value + closing)
        if value[-1] == closing and value[0] != opening and value.count(closing) > value.count(opening):
            yield Repair(at, f"Voor de waarde ontbreekt {opening}", before + opening + value)
    if value[0] in "{[":
        parted = re.sub(r"([\"'\w}\]]) +(?=[A-Za-z_][\w.-]*: )", r"\1, ", value)
        yield Repair(at, "Tussen twee waarden ontbreekt een komma", before + parted)


def _indents(lines: list[str], at: int) -> Iterator[Repair]:
    """The line as far in as one of the lines above it, or one step further; the least change first."""
    indent, text = _split(lines[at])
    levels = {_split(line)[0] for line in lines[:at] if line.strip()} | {0}
    above, below = _beside(lines, at, -1), _beside(lines, at, 1)
    beside = {_split(lines[n])[0] for n in (above, below) if n is not None}
    if above is not None and lines[above].rstrip().endswith(":"):
        levels.add(_split(lines[above])[0] + 2)
    ordered = sorted(levels - {indent}, key=lambda level: (abs(level - indent), -level))
    for level in ordered[:4]:
        if text.endswith(":") and below is not None and _split(lines[below])[0] <= level and not _split(lines[below])[1].startswith("- "):
            continue  # a group with nothing in it
        what = "te ver" if level < indent else "niet ver genoeg"
        sure = beside == {level} or abs(level - indent) < min(
            (abs(other - indent) for other in ordered if other != level), default=indent + 9
        )
        yield Repair(
            at,
            f"Deze regel springt {what} in: {indent} {'spatie' if indent == 1 else 'spaties'}, en het moeten er {level} zijn",
            " " * level + text,
            sure,
        )


def _lost(lines: list[str], at: int) -> Iterator[Repair]:
    """A group without its name, and a line that belongs to nothing."""
    indent, text = _split(lines[at])
    if indent >= 2:
        yield Repair(
            at,
            "Boven deze regel ontbreekt een regel met een naam en een dubbele punt",
            f"{' ' * (indent - 2)}naam:",
            certain=False,
            above=True,
        )
    if not re.match(r"(?:- |[\"']?[\w.-]+[\"']?:(?:\s|$))", text):
        yield Repair(at, "Deze regel is geen naam met een dubbele punt en een waarde", "", certain=False)


def _split(line: str) -> tuple[int, str]:
    """How far the line is in, and its text."""
    text = line.strip()
    return len(line) - len(line.lstrip()), text


def _beside(lines: list[str], at: int, step: int) -> int | None:
    """The next line up or down that says something."""
    at += step
    while 0 <= at < len(lines):
        if lines[at].strip() and not lines[at].lstrip().startswith("#"):
            return at
        at += step
    return None
