"""The only module that speaks to MkDocs: builds the checked sources strictly, somewhere aside, and puts them in place when all is right."""

from __future__ import annotations

import gc
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from handbook import checks
from handbook.build import context, finish
from handbook.build import offline as folder
from handbook.build.context import Context
from handbook.build.pages import image_sizes, scrolling_tables
from handbook.build.search import index, worker
from handbook.checks import built_site as site_check
from handbook.checks.prose import texts
from handbook.core.findings import Finding, errors, render, summary
from handbook.core.project import CannotWork, Ended, Project
from handbook.core.temporary import workspace
from handbook.sources import Sources
from handbook.sources.revisions import Revision, VersionName

DRAFT_ADDRESS = "concept/"
ASIDE = ".handboek-"

ROOMS = ("docs", "macros", "overrides", "handbook", "tests", ".github", ".git")
"""Folders in which no site may be put."""


class Refused(Ended):
    """The handbook holds mistakes, so nothing was put in place; `findings` has all of them."""

    exit_code = 1

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join((render(findings, "text"), summary(findings))))
        self.findings = findings


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
        finish.put_in_place(built, site_dir)
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
    if site.exists() and any(site.iterdir()) and not (site / finish.RECORD).exists():
        raise CannotWork(f"In de map {site_dir} staat iets anders dan een handboek. Kies een lege map achter --site-dir.")
    return site


@contextmanager
def _fixed_day(revision: Revision) -> Iterator[None]:
    """MkDocs dates its files by this variable (https://reproducible-builds.org/specs/source-date-epoch/)."""
    day = revision.version.day
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Complaints(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _mkdocs(project: Project, facts: Context, built: Path, address: str) -> None:
    """Runs MkDocs in strict mode; raises Refused with its complaints."""
    # Imported here, because it takes longer than a whole check.
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    handler = _Complaints()
    logger.addHandler(handler)
    logger.propagate = False
    context.prepare(project.root, facts)
    try:
        settings = load_config(str(project.config), site_dir=str(built), site_url=address, strict=True)
        settings.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(settings)
    except (MkDocsException, SystemExit) as error:
        raise Refused([_complaint(said) for said in handler.said or [str(error)]]) from error
    finally:
        logger.removeHandler(handler)


def _complaint(said: str) -> Finding:
    """What MkDocs says, in English; the checks before it should have said it better."""
    page = re.search(r"(?:Doc file |page |in )'([^']+\.md)'", said)
    last = [line for line in said.strip().splitlines() if line.strip()][-1].strip()
    return Finding(
        f"docs/{page[1]}" if page else "mkdocs.yml", None, "BLD001", f"MkDocs kan dit niet bouwen: {last}", "Kijk de laatste wijziging na."
    )


def _finish(sources: Sources, facts: Context, built: Path, address: str, findings: list[Finding]) -> None:
    """Everything after MkDocs; raises Refused where the built pages are not right."""
    assert sources.facts
    assert sources.config
    scrolling_tables.box(built)
    image_sizes.frame(built, urlsplit(address).path)
    finish.trim(built)
    index.write(built, index.words(sources.metadata, sources.data.dilemmas.items), sources.data.synonyms)
    worker.write(built)
    finish.stamp(built, sources.facts.handboek.kleur, facts.printed_line)
    finish.redirect(built, sources.config.redirects)
    pages = site_check.read(built)
    wrong = site_check.check(built, pages, urlsplit(address).path)
    if wrong:
        raise Refused([*findings, *wrong])
    record = finish.Record(facts.record, sources.pages, pages, sources.config.redirects, texts.scores(sources))
    record.write(built)
