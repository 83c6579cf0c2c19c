"""What is typed is what is printed: finds where the handbook shows other text, numbers or lists than the preview of GitHub, GitLab or Forgejo.

Both renderings are compared, so that a slip is found for which nobody wrote a rule; where a rule of its own said it better, nothing is added.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from handbook.checks.preview import marks, numbers, ours, printed
from handbook.checks.preview.pieces import Piece
from handbook.checks.preview.readings import Readings, read
from handbook.checks.prose import plain_language
from handbook.core.as_json import codec
from handbook.core.findings import Finding, Level, quote
from handbook.core.kept import by_content
from handbook.sources import Sources
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import Page

PAGE_LIMIT = 20
"""Findings on one page: nobody reads more."""

PAIR_LIMIT = 400
"""Pieces between the first and the last difference that are laid beside each other one by one: it takes the square of their number."""

SHOWN_WORDS = 8

Printed = tuple[tuple[int, str], ...]
"""The lines of a page with their numbers."""

MEND = (
    "Schrijf het zo dat beide het gelijk lezen: een lege regel boven en onder een lijst, vier spaties voor wat bij een punt hoort, "
    "en een \\ voor een teken dat u letterlijk bedoelt."
)

APART = (
    "Twee lijsten onder elkaar worden in het handboek één lijst. Zet er een zin tussen. "
    "Hoort de tweede bij het punt erboven, laat haar dan met vier spaties inspringen."
)
"""What to do where an item with a dash follows numbered ones, or the other way round."""


@dataclass(frozen=True)
class Difference:
    """What the handbook (`own`) and a preview (`other`) make of one block; it stands on `first` to `last`, and differs from `line` on."""

    line: int
    first: int
    last: int
    own: Piece | None
    other: Piece | None


def check(sources: Sources, found: Iterable[Finding]) -> Iterator[Finding]:
    """What no finding of `found` tells of already."""
    if sources.config is None:
        return
    names = ours.extensions(sources.config)
    told: dict[str, dict[int, Level]] = defaultdict(dict)
    for one in found:
        if one.line is not None and not one.code.startswith(plain_language.CODES):
            told[one.file][one.line] = "fout" if told[one.file].get(one.line) == "fout" else one.level
    for path, lines in printed.lines_of(sources).items():
        page = sources.pages[path]
        yield from islice(_of_page(page, lines, names, told[page.name]), PAGE_LIMIT)


def _of_page(page: Page, lines: Printed, names: frozenset[str], told: Mapping[int, Level]) -> Iterator[Finding]:
    """The sharpest rules first: what they say is not said once more in general words."""
    seen = _seen(page, lines, names)
    left = [one for one in seen.left if told.get(one.line or 0) != "fout"]
    said = {*told, *(one.line for one in left)}
    marked = [*seen.numbers, *(one for one in seen.marks if one.line not in said)]
    said |= {one.line for one in marked}
    yield from [*left, *marked]
    yield from (finding for first, last, finding in seen.differences if not said & set(range(first - 1, last + 2)))


@dataclass(frozen=True)
class _Seen:
    """What there is to tell of one page as it is printed, whatever was told of it already."""

    left: tuple[Finding, ...]
    numbers: tuple[Finding, ...]
    marks: tuple[Finding, ...]
    differences: tuple[tuple[int, int, Finding], ...]
    """Each with the lines on which its block begins and ends."""


@by_content("voorvertoning", REMEMBERED, **codec(_Seen))
def _seen(page: Page, lines: Printed, names: frozenset[str]) -> _Seen:
    both = read(lines, names)
    findings = (tuple(marks.left(page, lines, both)), tuple(numbers.check(page, both)), tuple(marks.check(page, both)))
    return _Seen(*findings, tuple((one.first, one.last, _finding(page, one)) for one in differences(both)))


def differences(both: Readings) -> list[Difference]:
    """Where the two read a page differently, at most once for each block."""
    own, other, plain = both.own, both.other, both.plain
    tops = sorted({piece.top for piece in other})
    found: dict[int, Difference] = {}
    if own and not other:
        # A preview shows nothing at all: there is no block to name.
        return [Difference(both.line(0), both.line(0), plain[-1][0], own[0], None)]
    for mine, yours, before in _unequal(own, other):
        for piece in yours or before:
            if piece.top in found:
                continue
            twin = _twin(piece, mine) if yours else mine[0]
            end = next((top for top in tops if top > piece.top), len(plain))
            last = next((number for number, text in reversed(plain[piece.top : end]) if text.strip()), both.line(piece.top))
            line = both.line(piece.at + _offset(piece, twin))
            found[piece.top] = Difference(line, both.line(piece.top), last, twin, piece if yours else None)
    return list(found.values())


def _unequal(own: list[Piece], other: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece], list[Piece]]]:
    """The runs of pieces that differ, each with the piece before it in `other`."""
    mine, yours = [piece.looks for piece in own], [piece.looks for piece in other]
    if mine == yours:
        return
    size = min(len(own), len(other))
    head = next((n for n in range(size) if mine[n] != yours[n]), size)
    tail = next((n for n in range(size - head) if mine[-1 - n] != yours[-1 - n]), size - head)
    own, other, last = own[head : len(own) - tail], other[head : len(other) - tail], other[: head or 1][-1:]
    if max(len(own), len(other)) > PAIR_LIMIT:
        yield own[:1], other[:1], last
        return
    matcher = difflib.SequenceMatcher(None, [piece.looks for piece in other], [piece.looks for piece in own], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            yield own[j:j_end], other[i:i_end], other[i - 1 : i] or last


def _twin(piece: Piece, candidates: Sequence[Piece]) -> Piece | None:
    """The piece that is most likely the same text."""
    return max(candidates, key=lambda one: (one.words == piece.words, len({*one.words} & {*piece.words})), default=None)


def _offset(piece: Piece, twin: Piece | None) -> int:
    """How many lines below its beginning a piece differs."""
    apart = _apart(piece.words, twin.words) if twin else 0
    for n, line in enumerate(piece.lines):
        apart -= len(line)
        if apart < 0:
            return n
    return 0


def _apart(one: Sequence[str], two: Sequence[str]) -> int:
    """The place of the first word in which the two differ; 0 where they are the same."""
    same = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return 0 if one == two else same


def _finding(page: Page, one: Difference) -> Finding:
    if one.other is None:
        assert one.own
        only = quote(_shown(one.own, 0))
        return page.finding(one.line, "TYP001", f"Deze tekst staat in het handboek wel, en op GitHub niet: {only}.", MEND)
    if one.own is None:
        only = quote(_shown(one.other, 0))
        return page.finding(one.line, "TYP001", f"Deze tekst staat op GitHub wel, en in het handboek niet: {only}.", MEND)
    at = max(0, _apart(one.other.words, one.own.words) - 2)
    here, there = quote(_shown(one.own, at)), quote(_shown(one.other, at))
    other_list = one.own.mark and one.other.mark and one.own.mark[0].isdigit() != one.other.mark[0].isdigit()
    mend = APART if other_list else MEND
    return page.finding(one.line, "TYP001", f"In het handboek komt hier {here} te staan, en op GitHub {there}.", mend)


def _shown(piece: Piece, at: int) -> str:
    """A few words of a piece from word `at` on, with what shows its place: spaces, number, the marks of a heading."""
    signs = {"pre": "(code)", "hr": "---", "td": "|", "th": "|", "p": ""}
    sign = "#" * int(piece.kind[1]) if piece.kind not in signs else signs[piece.kind]
    words = piece.words[at : at + SHOWN_WORDS]
    start = [piece.mark, sign] if not at else ["…"]
    return "    " * (len(piece.within) - 1) + " ".join(filter(None, (*start, *words)))
