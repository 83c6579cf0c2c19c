"""What an organisation expects of its own text (docs/gegevens/toetsen), held against its sources and its built pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from handbook.build import build
from handbook.build.expectations import decision_aids, situations, text
from handbook.build.expectations.count import Count
from handbook.build.expectations.files import Hulp, Inhoud, Situatie, load
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources import Sources
from handbook.sources.sample import Example


@dataclass(frozen=True)
class Tested:
    """Everything that is wrong, what is still of the example, and in one sentence what was looked at."""

    findings: list[Finding]
    examples: tuple[Example, ...]
    told: str


def test(project: Project) -> Tested:
    """Checks and builds the text in a folder that goes afterwards, and holds it against what is expected of it. Raises Refused where it cannot be built."""
    known = build.checked(project)
    sources, count = known.sources, Count()
    with workspace("handboek-toets-") as aside:
        site = aside / "site"
        build.build(project, site, known=known)
        found = [*known.findings, *held(sources, situations.searchable(site, sources.metadata), count)]
    return Tested(found, sources.examples, "" if errors(found) else count.sentence())


def held(sources: Sources, searched: Mapping[str, str], count: Count) -> Iterator[Finding]:
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
