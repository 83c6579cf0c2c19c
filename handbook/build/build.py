"""The only module that speaks to MkDocs: builds the checked sources strictly, somewhere aside, and puts them in place when all is right."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from handbook import checks
from handbook.build import colour_sheet, redirects
from handbook.build import offline as folder
from handbook.build.context import Context
from handbook.build.engine import Refused, _fixed_day, _mkdocs
from handbook.build.pages import image_sizes, scrolling_tables, theme_files
from handbook.build.record import RECORD, Record
from handbook.build.search import index, worker
from handbook.checks import built_page
from handbook.checks import built_site as site_check
from handbook.checks.prose import texts
from handbook.core import atomic
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding, errors
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.sources import Sources

DRAFT_ADDRESS = "concept/"
ASIDE = ".handboek-"

ROOMS = ("docs", "macros", "overrides", "handbook", "tests", ".github", ".git")
"""Folders in which no site may be put."""


@dataclass(frozen=True)
class Built:
    """A site that stands where it was asked for; `findings` has only warnings."""

    version: VersionName
    findings: list[Finding]


def build(project: Project, site_dir: Path, *, draft: bool = False, offline: bool = False) -> Built:
    """Builds the newest revision of `project` into `site_dir`, or leaves `site_dir` untouched.

    With `draft` the pages say that they are a draft; with `offline` the site works from a folder that no server serves.
    The bytes depend on the sources alone.
    Raises Refused where the sources or the built pages hold mistakes, CannotWork where `site_dir` cannot be used.
    """
    # Nearly nothing of a build is garbage before it ends; looking for it makes thousands of pages dear.
    gc.disable()
    site_dir = _usable(project, site_dir)
    sources, findings = checks.check(project)
    if errors(findings):
        raise Refused(findings)
    assert sources.facts
    assert sources.config
    revision = sources.revisions[0]
    facts = Context(sources.facts, tuple(sources.revisions), sources.articles, sources.data, sources.metadata, sources.leaning, draft)
    # Beside the place where the site will stand, so that the last step is a rename on one disk.
    with workspace(ASIDE, site_dir.parent) as aside:
        built = aside / "site"
        address = sources.facts.handboek.adres + (DRAFT_ADDRESS if draft else f"{revision.version}/")
        with _fixed_day(revision):
            _mkdocs(project, facts, built, address)
        _finish(sources, facts, built, address, findings)
        if offline:
            # After the record, which knows nothing of where a site is read.
            folder.convert(built, address)
        atomic.put_in_place(built, site_dir)
    return Built(revision.version, findings)


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


def _finish(sources: Sources, facts: Context, built: Path, address: str, findings: list[Finding]) -> None:
    """Everything after MkDocs; raises Refused where the built pages are not right."""
    assert sources.facts
    assert sources.config
    scrolling_tables.box(built)
    image_sizes.frame(built, urlsplit(address).path)
    theme_files.trim(built)
    index.write(built, index.words(sources.metadata, sources.data.dilemmas.items), sources.data)
    worker.slim(built)
    colour_sheet.stamp(built, sources.facts.handboek.kleur, facts.printed_line)
    redirects.redirect(built, sources.config.redirects)
    pages = built_page.read(built)
    wrong = site_check.check(built, pages, urlsplit(address).path)
    if wrong:
        raise Refused([*findings, *wrong])
    record = Record(facts.record, sources.pages, pages, sources.config.redirects, texts.scores(sources))
    record.write(built)
