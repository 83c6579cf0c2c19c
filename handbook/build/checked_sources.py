"""Sources that a build may begin from while they are still checked, in a process beside it; what is wrong in them comes first all the same."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from handbook import checks
from handbook.archive import inputs
from handbook.build.engine import Refused
from handbook.checks.preview import ours
from handbook.core import cores, outcome
from handbook.core.cores import WorkerLost
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.sources import Sources, read


@dataclass(frozen=True)
class Checked:
    """Sources in which nothing is wrong; `findings` has only warnings."""

    sources: Sources
    findings: list[Finding]


def checked(project: Project) -> Checked:
    """The sources of `project`. Raises Refused where they hold mistakes."""
    # Nearly nothing of a build is garbage before it ends; looking for it makes thousands of pages dear.
    gc.disable()
    sources, findings = checks.check(project)
    return Checked(sources, _without_errors(findings))


Accept: TypeAlias = Callable[[Sequence[Finding]], list[Finding]]
"""Gives the findings that stop nothing; raises Refused where others are among them."""


def _without_errors(findings: Sequence[Finding]) -> list[Finding]:
    if errors(findings):
        raise Refused([*findings])
    return [*findings]


@dataclass(frozen=True)
class Looked:
    """Sources that can be built from, while they are checked; `findings` waits for that, and raises Refused where they hold mistakes."""

    sources: Sources
    findings: Callable[[], list[Finding]]


@contextmanager
def looked(project: Project, known: Checked | None = None, accept: Accept = _without_errors) -> Iterator[Looked]:
    """What is known, or was found in the same sources before; else the checks go on in a process beside this one, on a second processor.

    Only what reading finds is asked first: after that nothing runs that a page may not hold, and what comes of a text with other mistakes
    goes away. Raises Refused, as `accept` does.
    """
    if known:
        yield Looked(known.sources, lambda: known.findings)
        return
    gc.disable()
    mark = inputs.mark(project)
    sources = read(project)
    if before := outcome.recalled(mark):
        findings = accept(before.findings)
        yield Looked(sources, lambda: findings)
        return
    if cores.count() < 2 or errors(sources.findings) or not sources.facts or not sources.config:
        findings = accept(checks.outcome_of(sources, mark).findings)
        yield Looked(sources, lambda: findings)
        return

    # Both processes convert Markdown: what that takes is loaded once.
    ours.prepare(sources.config)
    with cores.beside(lambda: checks.outcome_of(sources, mark)) as answer:

        @cache
        def told() -> Sequence[Finding]:
            try:
                return answer().findings
            except WorkerLost:
                return checks.outcome_of(sources, mark).findings

        try:
            yield Looked(sources, lambda: accept(told()))
        except Exception:
            # The checks say it better, and in Dutch.
            accept(told())
            raise
