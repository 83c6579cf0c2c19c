"""Writes into the file of a revision on which text each decision is, and what is asked of whom; every other line stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

import yaml

from handbook.checks.decided.heard import Hearing
from handbook.checks.decided.needed import Decided, Need
from handbook.core import atomic, system_errors
from handbook.core.decisions import SCHOOL, Who
from handbook.core.dutch import long_date
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.status import Status
from handbook.sources import revisions
from handbook.sources.decisions import ARTICLES, Decision
from handbook.sources.files import yaml_nodes
from handbook.sources.files.yaml_mistakes import double_quoted
from handbook.sources.files.yaml_nodes import Node

KEY = "besluiten"
INDENT = "  "
BRACES = re.compile(r"^(?P<before>\s*- *)(?P<keys>\{.*\})(?P<after>\s*(?:#.*)?)$")
"""A decision between braces on one line, with what stands before and behind it."""

PROPOSED = re.compile(rf"# *{KEY}: *")
"""The head of a list that is a comment until somebody takes the signs away."""

PROPOSAL = re.compile(r"# *- \{wie: (?P<wie>\w+),.*\bdatum: JJJJ-MM-DD\}")
"""A decision in that list, as the program proposed it."""

ENDS = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
"""Where a line ends, as YAML counts them."""

BY_HAND = "Schrijf elk besluit met een streepje en losse regels, zoals in de README staat, en probeer het opnieuw. Er is niets veranderd."


@dataclass(frozen=True)
class Act:
    """What is written: the decision of this number in the list is bound to `bound`, or one more is added; `told` says so."""

    number: int | None
    decision: Decision
    bound: Mapping[str, str]
    told: str


def plan(found: Decided, today: date, council: Who | None = None) -> tuple[Act, ...]:
    """What there is to write, with `today` as the day on which a decision is asked for, and `council` as who of two is asked."""
    bound: dict[int, dict[str, str]] = {}
    added: list[Act] = []
    for need in found.needs:
        left = _left(found, need)
        number = _in_file(found, need) if left else None
        if number is not None:
            bound.setdefault(number, {}).update(left)
        elif need.left and not need.optional and (who := decider(need, council)):
            added.append(_asked(found, need, who, left, today))
    heard = (_heard(found.hearing, today),) if found.hearing and not found.hearing.said else ()
    return (*(_bind(found, number, left) for number, left in bound.items()), *added, *heard)


def decider(need: Need, council: Who | None) -> Who | None:
    """Who is asked: the one that somebody chose, where it can decide."""
    return council if council in need.who else need.decider


def unasked(found: Decided, council: Who | None) -> tuple[Need, ...]:
    """What nobody is asked for, because nothing says which of two councils decides."""
    lacking = (need for need in found.needs if need.left and not need.optional)
    return tuple(need for need in lacking if decider(need, council) is None and _in_file(found, need) is None)


def _left(found: Decided, need: Need) -> dict[str, str]:
    """What of it is bound to no text yet."""
    # Of a first text a decision need not say on which it is, and had better.
    unnamed = found.before is None and all(not one.artikelen for one in found.revision.facts.besluiten if need.means(one))
    return {one.id: found.prints[one.id] for one in (need.articles if unnamed else need.left)}


def _in_file(found: Decided, need: Need) -> int | None:
    """The decision of this kind that was asked for, or that names no text yet."""
    fits = (
        number
        for number, one in enumerate(found.revision.facts.besluiten)
        if need.means(one) and (one.stand == "gevraagd" or not (one.open or one.artikelen or one.stand == "niet nodig"))
    )
    return next(fits, None)


def _bind(found: Decided, number: int, left: Mapping[str, str]) -> Act:
    one = found.revision.facts.besluiten[number]
    kept = {id_: found.prints[id_] for id_, _ in one.artikelen if id_ in found.prints}
    return Act(number, one, {**kept, **left}, _told(found, one, left))


def _asked(found: Decided, need: Need, who: Who, left: Mapping[str, str], today: date) -> Act:
    """One on another text stays what it was, and is asked for again."""
    asked = Decision.model_construct(
        wie=who, naam=None, deel=need.part, wat=need.what, stand="gevraagd", datum=today, reden=None, stuk=None
    )
    told = f"Erbij gezet: {asked.called} is gevraagd op {long_date(today)}, over {found.named(left)}. Vraag het nu ook echt, met deze tekst erbij."
    if found.revision.facts.status == Status.ADOPTED:
        told += f" Schrijf tot er een ja is: status: {Status.FOR_CONSENT}"
    return Act(None, asked, left, told)


def _heard(hearing: Hearing, today: date) -> Act:
    """That the staff are asked themselves: of the whole revision, and bound to no text of an article."""
    asked = Decision.model_construct(
        wie="anders", naam=hearing.whom, deel=None, wat="advies", stand="gevraagd", datum=today, reden=None, stuk=None
    )
    told = f"Erbij gezet: {asked.called} is gevraagd op {long_date(today)}. Vraag het nu ook echt, met de tekst van de revisie erbij."
    return Act(None, asked, {}, told)


def _told(found: Decided, one: Decision, left: Collection[str]) -> str:
    at = f"Bij {one.called} staat nu over welke tekst het gaat: die van {found.named(left)}."
    if one.stand != "gevraagd":
        return f"{at} Ging het besluit van {long_date(one.datum) if one.datum else 'toen'} over een andere tekst? Haal de regels onder {ARTICLES} dan weg, en vraag het opnieuw."
    if old := [id_ for id_ in left if id_ in dict(one.artikelen)]:
        return f"{at} Gevraagd was het over een eerdere tekst van {found.named(old)}. Zeg hun wat er is veranderd."
    return at


def write(project: Project, found: Decided, acts: tuple[Act, ...]) -> None:
    """Carries the acts out in the file of the revision, wholly or not at all. Raises CannotWork where it is written in a way that nobody here can add to."""
    path, name = found.revision.path, f"docs/{found.revision.source}"
    data = atomic.read(path)
    if data is None:
        raise CannotWork(f"{name} is niet te lezen. Kijk de rechten van het bestand na.")
    _rewrite(path, name, _with(data.decode("utf-8"), found, acts).encode("utf-8"))
    if not _as_meant(project, found, acts):
        _rewrite(path, name, data)
        raise CannotWork(f"De besluiten in {name} zijn zo niet aan te vullen. {BY_HAND}")


def _rewrite(path: Path, name: str, data: bytes) -> None:
    try:
        atomic.rewrite(path, data)
    except OSError as error:
        raise CannotWork(f"{name} kan niet worden veranderd: {system_errors.said(error)}. Kijk de rechten van het bestand na.") from error


def _as_meant(project: Project, found: Decided, acts: tuple[Act, ...]) -> bool:
    """Whether the file now says what was meant, and nothing else than before."""
    listed = list(found.revision.facts.besluiten)
    for act in acts:
        bound = tuple(act.bound.items())
        if act.number is None:
            listed.append(act.decision.model_copy(update={ARTICLES: bound}))
        else:
            listed[act.number] = listed[act.number].model_copy(update={ARTICLES: bound})
    told = revisions.reread(project, found.revision.path)
    return told is not None and told == found.revision.facts.model_copy(update={KEY: tuple(listed)})


@dataclass(frozen=True)
class _Splice:
    """New lines in the place of those from `begin` up to `end`, counted from 0; with the same number twice nothing goes."""

    begin: int
    end: int
    new: tuple[str, ...]
    last: bool = False
    """Whether it comes behind another one at the same place."""


def _with(text: str, found: Decided, acts: tuple[Act, ...]) -> str:
    """The text of the file with the acts in it; every other line keeps its end, and a new one gets that of the line before it."""
    lines = ENDS.split(text)
    typed = [line.rstrip("\r\n") for line in lines]
    for one in sorted(_splices(typed, found, acts), key=lambda one: (one.begin, one.end, one.last), reverse=True):
        ending = lines[one.begin - 1][len(typed[one.begin - 1]) :]
        lines[one.begin : one.end] = (f"{line}{ending}" for line in one.new)
    return "".join(lines)


def _splices(lines: list[str], found: Decided, acts: tuple[Act, ...]) -> Iterator[_Splice]:
    listed = found.revision.head.items.get(KEY)
    items = listed.items if isinstance(listed, yaml_nodes.Sequence) else []
    for act in acts:
        if act.number is not None:
            yield _bound(lines, items[act.number], act)
    if more := [act for act in acts if act.number is None]:
        yield _added(lines, items, more)


def _bound(lines: list[str], item: Node, act: Act) -> _Splice:
    """What one decision is bound to, behind its last line or in the place of what stands there."""
    assert isinstance(item, yaml_nodes.Mapping)
    first = lines[item.line - 1]
    if flow := BRACES.match(first):
        return _Splice(item.line - 1, item.line, tuple(_unfolded(flow, act.bound)))
    new = tuple(_pairs(" " * len(re.match(r"[\s-]*", first)[0]), act.bound))  # type: ignore[index]
    if old := item.items.get(ARTICLES):
        begin = item.key_lines[ARTICLES]
        return _Splice(begin - 1, _last(old, begin), new)
    end = _last(item, item.line)
    return _Splice(end, end, new)


def _unfolded(flow: re.Match[str], bound: Mapping[str, str]) -> Iterator[str]:
    """A decision between braces with a line for each key, as it was typed: a line with all articles on it is too long to read."""
    typed = flow["keys"]
    node = yaml.compose(typed, yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    told = {key.value: typed[value.start_mark.index : value.end_mark.index] for key, value in node.value if key.value != ARTICLES}
    indent = " " * len(flow["before"])
    for number, (key, value) in enumerate(told.items()):
        yield f"{indent}{key}: {value}" if number else f"{flow['before']}{key}: {value}{flow['after']}"
    yield from _pairs(indent, bound)


def _pairs(indent: str, bound: Mapping[str, str]) -> Iterator[str]:
    yield f"{indent}{ARTICLES}:"
    yield from (f"{indent}{INDENT}{id_}: {one}" for id_, one in bound.items())


def _added(lines: list[str], items: list[Node], acts: list[Act]) -> _Splice:
    """More decisions, behind the last one or at the end of the front matter."""
    if items:
        dash = re.match(r"\s*", lines[items[-1].line - 1])[0]  # type: ignore[index]
        at = _last(items[-1], items[-1].line)
        return _Splice(at, at, tuple(line for act in acts for line in _item(dash, act)), last=True)
    new = (f"{KEY}:", *(line for act in acts for line in _item(INDENT, act)))
    close = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    # What the program itself proposed there goes on as comments of this list: a second one of that name would be a mistake.
    proposed = next((number for number, line in enumerate(lines[:close]) if PROPOSED.fullmatch(line)), None)
    if proposed is None:
        return _Splice(close, close, new)
    head = list(takewhile(PROPOSAL.fullmatch, lines[proposed + 1 : close]))
    # Of whom something is asked now, nothing is proposed beside it: of the two councils of a school one decides.
    left = [
        line for line in head if (found := PROPOSAL.fullmatch(line)) and not {*_either(found["wie"])} & {act.decision.wie for act in acts}
    ]
    return _Splice(proposed, proposed + 1 + len(head), (*new, *left))


def _either(who: str) -> tuple[str, ...]:
    """Who can decide in the place of somebody, themselves among them."""
    return SCHOOL if who in SCHOOL else (who,)


def _item(dash: str, act: Act) -> Iterator[str]:
    one = act.decision
    yield f"{dash}- wie: {one.wie}"
    if one.naam:
        yield f"{dash}  naam: {double_quoted(one.naam)}"
    if one.deel:
        yield f"{dash}  deel: {one.deel}"
    yield f"{dash}  wat: {one.wat}"
    yield f"{dash}  stand: {one.stand}"
    yield f"{dash}  datum: {one.datum}"
    if act.bound:
        yield from _pairs(f"{dash}  ", act.bound)


def _last(node: Node, line: int) -> int:
    """The last line on which anything of the node stands, which begins on `line`."""
    if isinstance(node, yaml_nodes.Mapping):
        return max([line, *(_last(one, node.key_lines[key]) for key, one in node.items.items())])
    if isinstance(node, yaml_nodes.Sequence):
        return max([line, *(_last(one, one.line) for one in node.items)])
    return max(line, node.line)
