"""Chooses what of a version a message tells: the changes that matter most first, and no more words than somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handbook.announce import said
from handbook.announce.model import Length, Line, Link, Message, Noted, Point, Seen, enumerated
from handbook.core.change_kind import MATERIAL

FEWEST = 2
"""Points that stand in a message however long their sentences are."""

NAMED = 3
"""Articles without a note that are named beside those with one."""


def message(seen: Seen, length: Length) -> Message:
    """The message for who reads it, as long as its form takes."""
    made = _repeal(seen) if seen.repealed else _editorial(seen) if seen.editorial and not seen.first else _changes(seen, length)
    notice = (said.draft(seen),) if seen.draft else ()
    made = replace(made, lead=(*notice, *made.lead))
    return replace(made, greeting=said.GREETING, closing=(said.FAREWELL, seen.employer)) if length.letter else made


def _repeal(seen: Seen) -> Message:
    assert seen.repealed
    return Message(said.subject(seen), said.repealed(seen, seen.repealed), rest=(said.ask(seen.contact),))


def _editorial(seen: Seen) -> Message:
    """Two sentences: there is nothing to do, and nothing to ask."""
    return Message(said.subject(seen), said.only_words(seen))


def _changes(seen: Seen, length: Length) -> Message:
    """With as many points as fit: of what is left out the message says how much it is and where it stands."""
    noted = sorted(seen.noted, key=lambda one: (not one.rules, not one.where, one.means is None))
    count = min(len(noted), length.points)
    while True:
        made = _with(seen, noted, count, length)
        if made.length <= length.words or count <= FEWEST:
            return made
        count -= 1


def _with(seen: Seen, noted: list[Noted], count: int, length: Length) -> Message:
    shown = noted[:count]
    whom = {one.whom for one in noted}
    # What all of them say, those that are left out too, is said once, above them.
    for_all = next(iter(whom)) if len(whom) == 1 and len(shown) > 1 else None
    points = tuple(_point(seen, one, alone=for_all is None) for one in shown)
    lead = [said.begins(seen), *_lead(seen), *([(f"{said.WHOM}: {for_all}",)] if for_all else [])]
    heading = said.heading(seen)
    if not noted and seen.others and not seen.first:
        heading, points = said.articles(len(seen.others)), tuple(Point(_capital(one)) for one in seen.others[: length.points])
    rest = [*_left(seen, noted[count:], length), *_rest(seen, length)]
    return Message(said.subject(seen), tuple(lead), heading if points else "", points, tuple(rest))


def _capital(line: Line) -> Line:
    """As it stands by itself: Artikel 1.2, Beeld."""
    first, *more = line
    if isinstance(first, Link):
        return (replace(first, words=first.words[:1].upper() + first.words[1:]), *more)
    return (first[:1].upper() + first[1:], *more)


def _point(seen: Seen, one: Noted, *, alone: bool) -> Point:
    told: list[tuple[str, Line]] = []
    if one.means:
        told.append((said.means(seen.form), (one.means,)))
    if one.whom and alone:
        told.append((said.WHOM, (one.whom,)))
    if one.where:
        told.append((said.READ, enumerated(one.where)))
    return Point((one.what,), tuple(told))


def _lead(seen: Seen) -> Iterator[Line]:
    """What belongs to the first sentence: days that are unusual, and the authors' own summary where there is no list."""
    if seen.announced and seen.announced > seen.version.day:
        yield said.works_back(seen.announced, seen.version.day)
    if seen.ending:
        yield said.until(seen.ending)
    if seen.note and not seen.noted:
        yield (seen.note,)


def _left(seen: Seen, left: list[Noted], length: Length) -> Iterator[Line]:
    """What changed and is not among the points."""
    if left:
        yield said.left(seen, len(left), _where_all_stands(seen))
    if seen.first or not seen.others:
        return
    if not seen.noted:
        more = len(seen.others) - length.points
        if more > 0:
            yield said.more_articles(more)
    else:
        named = seen.others[:NAMED]
        yield said.others(enumerated(named, ", " if len(seen.others) > NAMED else " en "), len(named), len(seen.others) - len(named))


def _where_all_stands(seen: Seen) -> Line:
    return (Link(said.NEWS, seen.news),) if seen.news else (Link("de hele tekst", seen.text),) if seen.text else ()


def _rest(seen: Seen, length: Length) -> Iterator[Line]:
    if seen.same and not seen.first and not seen.hidden and not length.short:
        yield said.same(seen.same, moved=seen.moved)
    if seen.kind == MATERIAL:
        yield said.confirm(seen)
    if seen.text:
        yield said.read(seen)
    if seen.hidden:
        yield said.hidden()
    yield said.ask(seen.contact)
