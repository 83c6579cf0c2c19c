"""The only module that speaks to MkDocs: builds checked sources strictly, as of a fixed day."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from handbook.build import context
from handbook.build.context import Context
from handbook.core.errors import Ended
from handbook.core.findings import Finding, render, summary
from handbook.core.project import Project
from handbook.sources.revisions import Revision


class Refused(Ended):
    """The handbook holds mistakes, so nothing was put in place; `findings` has all of them."""

    exit_code = 1

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join((render(findings, "text"), summary(findings))))
        self.findings = findings


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


def run(project: Project, facts: Context, built: Path, address: str) -> None:
    """Runs MkDocs in strict mode on the day of the newest revision; raises Refused with its complaints."""
    # Imported here, because it takes longer than a whole check.
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    handler = _Complaints()
    logger.addHandler(handler)
    logger.propagate = False
    try:
        settings = load_config(str(project.config), site_dir=str(built), site_url=address, strict=True)
        context.hand_over(settings, facts)
        settings.plugins.on_startup(command="build", dirty=False)
        with _fixed_day(facts.revisions[0]):
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
