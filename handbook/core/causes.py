"""What the things are called that findings break and lack, and how findings with one cause become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from handbook.core.findings import Finding

PAGES = "docs/*.md"
"""All pages: what says that no page does something may be wrong once one of them cannot be read."""

MENU = "menu"
"""The menu as a whole."""

TOPICS = "onderwerpen"
"""What all articles say of themselves at the head of their pages."""


def head(path: str) -> str:
    """What a page says at its head, in its front matter."""
    return f"docs/{path} (kop)"


def template(path: str) -> str:
    """That the words and conditions of a page can be read; a quote that is not closed shows only at the next one."""
    return f"docs/{path} (sjabloon)"


def menu(path: str) -> str:
    """That a page stands in the menu."""
    return f"docs/{path} (menu)"


def conditions(path: str) -> str:
    """That every condition of a page has its begin and its end."""
    return f"docs/{path} (if)"


def article(id_: str) -> str:
    """An article, by its address."""
    return f"artikel {id_}"


def page(path: str) -> str:
    """A page or another file of docs/, by its path there."""
    return f"docs/{path}"


def anchor(path: str, id_: str) -> str:
    """An address on a page."""
    return f"docs/{path}#{id_}"


def entry(file: str, key: str) -> str:
    """An entry of a data file."""
    return f"{file}#{key}"


def line(file: str, number: int | None) -> str:
    """A line of a file."""
    return f"{file}:{number}"


def gathered(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that follow from another, which holds them instead and is as grave as they are."""
    broken: dict[str, int] = {}
    lacking: dict[str, int] = {}
    for at, finding in enumerate(findings):
        for thing in finding.cause.breaks:
            broken.setdefault(thing, at)
    for leading in (True, False):
        for at, finding in enumerate(findings):
            if finding.cause.lacks and finding.cause.leads == leading:
                lacking.setdefault(finding.cause.lacks, at)
    above = [_above(at, finding, broken, lacking) for at, finding in enumerate(findings)]
    tops = [_top(at, above) for at in range(len(findings))]
    under: dict[int, list[Finding]] = defaultdict(list)
    for finding, at, top in zip(findings, range(len(findings)), tops, strict=True):
        if top != at:
            under[top].append(finding)
    own = [(at, finding) for at, finding in enumerate(findings) if tops[at] == at]
    return [_with(finding, under[at]) for at, finding in own if under[at] or not finding.cause.silent]


def _above(at: int, finding: Finding, broken: Mapping[str, int], lacking: Mapping[str, int]) -> int:
    """The place of the finding from which this one follows, or its own: what is broken goes before what is merely not there."""
    things = [*filter(None, (finding.cause.lacks, *finding.cause.needs))]
    return next((first[thing] for first in (broken, lacking) for thing in things if thing in first), at)


def _top(at: int, above: Sequence[int]) -> int:
    """The first cause of all; of findings that name each other the first in the list."""
    seen = [at]
    while above[seen[-1]] not in seen:
        seen.append(above[seen[-1]])
    return min(seen[seen.index(above[seen[-1]]) :])


def _with(finding: Finding, hanging: Sequence[Finding]) -> Finding:
    grave = any(one.level == "fout" for one in hanging)
    # What lacks the very same thing first: the rest follows from it.
    ordered = sorted(hanging, key=lambda one: not finding.cause.lacks or one.cause.lacks != finding.cause.lacks)
    return replace(finding, hanging=tuple(ordered), level="fout" if grave else finding.level) if hanging else finding
