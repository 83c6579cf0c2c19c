"""Builds the newest revision somewhere aside, and puts it in place when all is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from handbook.build import engine, preview, record, steps
from handbook.build import offline as folder
from handbook.build.checked_sources import Checked, looked
from handbook.build.context import Context
from handbook.build.engine import Engine, Refused
from handbook.build.page_trees import Trees
from handbook.build.record import RECORD
from handbook.build.site import BuiltSite
from handbook.checks import built_site
from handbook.core import atomic
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.proposal import Proposal
from handbook.core.sample_report import Example
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName

DRAFT_ADDRESS = "concept/"
ASIDE = ".handboek-"

ROOMS = ("docs", "macros", "overrides", "handbook", "tests", ".github", ".git")
"""Folders in which no site may be put."""


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
        made = engine.run(project, facts, built, address, trees=Trees.of_pages(sources))
        steps.run(site)
        findings = found.findings()
        if wrong := built_site.check(built, site.pages, site.base):
            raise Refused([*findings, *wrong])
        record.of(site).write(built)
        if offline:
            # After the record, which knows nothing of where a site is read.
            folder.convert(built, address)
        if proposal:
            preview.convert(built)
        atomic.put_in_place(built, site_dir)
    return Built(facts.revisions[0].version, findings, sources.examples, replace(site, root=site_dir), made)


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
