"""Builds the newest revision somewhere aside, and puts it in place when all is right."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from handbook import checks
from handbook.archive import inputs
from handbook.build import engine, former_articles, preview, steps
from handbook.build import offline as folder
from handbook.build.context import Context
from handbook.build.engine import Engine, Refused
from handbook.build.record import RECORD, Record
from handbook.build.site import BuiltSite
from handbook.checks import built_site
from handbook.checks.prose import texts
from handbook.core import atomic, cores, outcome
from handbook.core.cores import WorkerLost
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.core.proposal import Proposal
from handbook.core.sample_report import Example
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.sources import Sources, read
from handbook.sources.data.former_articles import successors

DRAFT_ADDRESS = "concept/"
ASIDE = ".handboek-"

ROOMS = ("docs", "macros", "overrides", "handbook", "tests", ".github", ".git")
"""Folders in which no site may be put."""


@dataclass(frozen=True)
class Checked:
    """Sources in which nothing is wrong; `findings` has only warnings."""

    sources: Sources
    findings: list[Finding]


@dataclass(frozen=True)
class Built:
    """A site that stands where it was asked for; `findings` has only warnings, `examples` what is still that of the example.

    `site` and `engine` are what it was made with, for who makes a page of it again.
    """

    version: VersionName
    findings: list[Finding]
    examples: tuple[Example, ...]
    site: BuiltSite
    engine: Engine


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


def build(
    project: Project,
    site_dir: Path,
    *,
    draft: bool = False,
    offline: bool = False,
    trial: bool = False,
    known: Checked | None = None,
    proposal: Proposal | None = None,
    documents: bool = False,
) -> Built:
    """Builds the newest revision of `project` into `site_dir`, or leaves `site_dir` untouched.

    With `draft`, and where the revision is not adopted, the pages say that they are a draft; with `trial` that they were not published;
    with `offline` the site works from a folder that no server serves. `known` is what `checked` gave already.
    With `documents` it holds the text as documents too, in the forms that the facts name.
    With `proposal` it is the preview of one: a draft that says so, made for its own address.
    The bytes depend on the sources alone.
    Raises Refused where the sources or the built pages hold mistakes, CannotWork where `site_dir` cannot be used.
    """
    site_dir = _usable(project, site_dir)
    # Beside the place where the site will stand, so that the last step is a rename on one disk.
    with looked(project, known) as found, workspace(ASIDE, site_dir.parent) as aside:
        sources, built = found.sources, aside / "site"
        assert sources.facts
        assert sources.config
        facts = Context.of(sources, draft=draft, trial=trial, proposal=proposal)
        place = proposal.place if proposal else DRAFT_ADDRESS if facts.draft else f"{facts.revisions[0].version}/"
        address = sources.facts.handboek.adres + place
        site = BuiltSite(built, address, sources, facts, documents=sources.facts.handboek.documenten if documents else ())
        made = engine.run(project, facts, built, address)
        steps.run(site)
        findings = found.findings()
        if wrong := built_site.check(built, site.pages, site.base):
            raise Refused([*findings, *wrong])
        record(site).write(built)
        if offline:
            # After the record, which knows nothing of where a site is read.
            folder.convert(built, address)
        if proposal:
            preview.convert(built)
        atomic.put_in_place(built, site_dir)
    return Built(facts.revisions[0].version, findings, sources.examples, replace(site, root=site_dir), made)


def record(site: BuiltSite) -> Record:
    """What the site holds, for who compares it later."""
    sources, facts = site.sources, site.facts
    assert sources.config
    ease, old = texts.scores(sources), sources.config.redirects
    former, new = former_articles.record(site), successors(sources)
    return Record(facts.revisions[0].version, facts.record, sources.pages, site.pages, old, ease, former, new)


def _usable(project: Project, site_dir: Path) -> Path:
    """`site_dir` made absolute; refuses a folder that holds anything but an earlier build."""
    site = site_dir.absolute()
    whole = site.resolve()
    rooms = [project.root / name for name in ROOMS]
    if whole in (project.root, *project.root.parents) or any(room in (whole, *whole.parents) for room in rooms):
        raise CannotWork(f"De map {site_dir} hoort bij het handboek zelf. Kies een andere map achter --site-dir.")
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise CannotWork(f"{site_dir} is geen gewone map. Kies een andere map achter --site-dir.")
    if site.exists() and any(site.iterdir()) and not (site / RECORD).exists():
        raise CannotWork(f"In de map {site_dir} staat iets anders dan een handboek. Kies een lege map achter --site-dir.")
    return site
