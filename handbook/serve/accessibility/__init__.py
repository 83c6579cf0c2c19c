"""The test of access: builds the handbook, visits it in a real browser, and writes what was found where the statement on access reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from handbook.build import build
from handbook.core.console import Say, step
from handbook.core.dutch import enumeration, today
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.serve import server
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import TEST_YML

PREFIX = "handboek-toegankelijkheid-"
PARTS = ("playwright", "axe_playwright_python")
INSTALL = (
    "Voor de test van de toegankelijkheid is een extra onderdeel nodig dat hier nog niet staat: {part}. "
    "Installeer alles wat de test nodig heeft, met een browser, in de map van het handboek met: make .venv/test "
    "(of met uv: uv run --extra toegankelijkheid handbook accessibility)."
)


@dataclass(frozen=True)
class Tested:
    """What came of it: the lines on what is wrong, and whether the file was written."""

    wrong: tuple[str, ...]
    written: bool


def test(project: Project, say: Say) -> Tested:
    """Visits every page of the newest revision, and every state that it has, and writes down what was found.

    Raises CannotWork where the browser, or the part that drives it, is not installed, build.Refused where the text holds mistakes.
    """
    with _optional():
        from handbook.serve.accessibility import axe, browser, example, looking, statement, states

        axe.version()
    # Asked before the work that takes long.
    browser.chromium()
    # Before the test: who goes on working meanwhile changes what was not tested.
    marks = accessibility_test.look(project), accessibility_test.text(project)
    with workspace(PREFIX) as work:
        root, site = work / "archief", work / "site"
        with step("Bouwen"):
            build.build(project, site)
            around = example.round_about(site)
            example.draw(root, around, site)
            build.build(project, root / server.DRAFT, draft=True)
        found = states.find(root, around)
        todo = [*found.states, *states.pages(root, around, found.states)]
        with step("De pagina's bekijken"), example.served(root, around.register.day) as archive, browser.opened() as running:
            report = looking.look(running, archive, todo)
            report.found += looking.walk(running, archive, todo)
            name = f"Chromium {running.version.split('.')[0]}"
    missing = [*found.missing, *(state.said for state in report.unreached)]
    if missing:
        say(f"Niet bekeken, want dat komt in dit handboek niet voor: {enumeration(sorted(missing))}.")
    proof = statement.proved(marks, report, [state for state in todo if state not in report.unreached], name, today())
    written = statement.write(project, proof)
    what = f"opgeschreven in {TEST_YML}" if written else f"niets nieuws voor {TEST_YML}"
    say(f"{report.runs} keer gekeken, {len(report.found)} keer iets gevonden, {what}.")
    return Tested(statement.lines(report.found), written)


@contextmanager
def _optional() -> Iterator[None]:
    """Says what to install where a part is missing that not everybody needs."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in PARTS:
            raise
        raise CannotWork(INSTALL.format(part=missing.name)) from missing
