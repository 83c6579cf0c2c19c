"""What an organisation expects of its own text (docs/gegevens/toetsen), held against its sources and its built pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from handbook.build import build, checked_sources
from handbook.build.expectations import decision_aids, points, situations, text
from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Hulp, Inhoud, Situatie, load
from handbook.build.expectations.situations import Searched
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.core.sample_report import Example
from handbook.core.temporary import workspace
from handbook.sources import Sources, variables


@dataclass(frozen=True)
class Tested:
    """Everything that is wrong, what is still of the example, and in one sentence what was looked at."""

    findings: list[Finding]
    examples: tuple[Example, ...]
    told: str


def test(project: Project, example: Path) -> Tested:
    """Checks and builds the text in a folder that goes afterwards, and holds it against what is expected of it. Raises Refused where it cannot be built.

    `example` is the file with the facts that every handbook begins with: what a page must tell was written with those.
    """
    known = checked_sources.checked(project)
    sources, count = known.sources, Count()
    with workspace("handboek-toets-") as aside:
        site = aside / "site"
        build.build(project, site, known=known)
        found = [*known.findings, *held(sources, situations.searchable(site, sources.metadata), count), *told(sources, example, count)]
    return Tested(found, sources.examples, "" if errors(found) else count.sentence())


def told(sources: Sources, example: Path, count: Count) -> Iterator[Finding]:
    """What the page of a situation should tell and does not, with the facts in `example`."""
    facts, _ = variables.load(replace(sources.project, variables_file=example))
    # Mistakes in the file are told by `held`.
    file, asked, _ = load(sources.project, "situaties.yml", TypeAdapter(tuple[Situatie, ...]), ())
    assert facts
    yield from points.check(file, asked, sources, facts, count)


def held(sources: Sources, searched: Mapping[str, Searched], count: Count) -> Iterator[Finding]:
    """Everything that is not as expected of `sources`, with what a search can find by page; `count` is told what was looked at."""
    file, asked, wrong = load(sources.project, "situaties.yml", TypeAdapter(tuple[Situatie, ...]), ())
    yield from wrong
    yield from situations.check(file, asked, sources, searched, count)
    file, aids, wrong = load(sources.project, "keuzehulp.yml", TypeAdapter(dict[str, Hulp]), {})
    yield from wrong
    yield from decision_aids.check(file, aids, sources, count)
    file, whole, wrong = load(sources.project, "inhoud.yml", TypeAdapter(Inhoud), Inhoud())
    yield from wrong
    yield from text.check(file, whole, sources, count)
