"""Runs the whole test of access and writes what it found where the statement on access reads it: `make toegankelijkheid`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from handbook.build import build
from handbook.core.dutch import today
from handbook.core.project import Project
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import TEST_YML, Proef
from tests.support import accessibility, axe, states
from tests.support import browser as chromium
from tests.support.accessibility import WALKED, WIDE, WIDTHS, ZOOMED, Report, Wrong
from tests.support.handbooks import ROOT
from tests.support.states import Archive, State

SAYS = {
    "button-name": "Een knop heeft geen naam.",
    "color-contrast": "Letters steken te weinig af tegen hun achtergrond.",
    "heading-order": "De koppen staan niet op volgorde.",
    "image-alt": "Een afbeelding heeft geen tekst.",
    "keyboard": "Met alleen het toetsenbord is niet alles te bereiken of te zien.",
    "label": "Een veld heeft geen naam.",
    "link-name": "Een link heeft geen naam.",
    "motion": "Er beweegt iets zonder dat u daarom vraagt.",
    "reflow": "Er valt iets buiten het scherm, of het is afgekapt.",
    "target-size": "Een knop of link is te klein om goed te raken.",
}
"""The rules that most often find something, for readers; any other is named as axe names it."""

PLACES = 5
"""Addresses that the statement names for one rule: more would hide the others."""

HEAD = f"""# Wat de laatste test van de toegankelijkheid vond. De pagina Toegankelijkheid leest dit.
# Een programma maakt dit bestand: {accessibility_test.COMMAND}. Verander het niet met de hand.
"""


def main() -> int:
    """Tests, writes and says what was found. Always 0: a text that was adopted is published, and says what is wrong with it."""
    project = Project.find(ROOT)
    # Before the test: who goes on working meanwhile changes what was not tested.
    marks = accessibility_test.look(project), accessibility_test.text(project)
    with tempfile.TemporaryDirectory(prefix="handboek-toegankelijkheid-") as folder:
        root = Path(folder) / "archief"
        site = Path(folder) / "site"
        build.build(project, site)
        states.draw(root, project, site)
        with states.served(root) as archive, chromium.opened() as browser:
            todo = states.states(root)
            report = accessibility.look(browser, archive, todo, every=accessibility.soaking())
            report.found += _walk(browser, archive, todo)
            name = f"Chromium {browser.version.split('.')[0]}"
    proof = proved(marks, report, len(todo), name, today())
    print(*sorted({str(wrong) for wrong in report.found}), sep="\n")
    print(
        f"{report.runs} keer gekeken, {len(report.found)} keer iets gevonden, {'opgeschreven in' if write(project, proof) else 'niets nieuws voor'} {TEST_YML}."
    )
    return 0


def _walk(browser: Browser, archive: Archive, todo: Sequence[State]) -> list[Wrong]:
    """What is wrong for who has no mouse, in the states that are walked."""
    found = []
    for state in [one for one in todo if one.name in WALKED]:
        for size, key in ((WIDE, "Tab"), (ZOOMED, "Tab"), (ZOOMED, "Shift+Tab")):
            with states.opened(browser, state, viewport=size) as page:
                states.reach(page, archive, state)
                found += [Wrong("keyboard", state, f"{size['width']} px, {key}", told) for told in accessibility.walked(page, key)]
    return found


def proved(marks: tuple[str, str], report: Report, count: int, browser: str, day: date) -> Proef:
    """What the file will say: the counts, the fingerprints of the form and the text that were tested (`marks`), and each rule that found something, with where."""
    places: dict[str, dict[str, None]] = {}
    for wrong in report.found:
        said = SAYS.get(wrong.rule, f"De regel {wrong.rule} van axe-core is niet gehaald.")
        places.setdefault(said, {})[_place(wrong.state)] = None
    return Proef.model_construct(
        getest_op=day,
        axe=axe.version(),
        browser=browser,
        plekken=count,
        keren=report.runs,
        regels=len(report.passed),
        toetsenbord=len(WALKED),
        breedtes=tuple(map(str, WIDTHS)),
        vorm=marks[0],
        tekst=marks[1],
        punten=tuple(accessibility_test.Punt.model_construct(wat=said, waar=tuple(where)[:PLACES]) for said, where in places.items()),
    )


def _place(state: State) -> str:
    """The address within a version, as a reader knows it."""
    version, _, path = state.address.partition("/")
    return (path if version in states.VERSIONS.values() else state.address) or "de startpagina"


def text(proof: Proef) -> str:
    """The file. Every text stands between quotes, so that YAML reads it as it is."""
    facts = proof.model_dump(exclude={"punten", "breedtes", "getest_op"})
    lines = [
        f"getest_op: {proof.getest_op}",
        *(f"{key}: {value if isinstance(value, int) else _quoted(value)}" for key, value in facts.items()),
    ]
    lines += ["breedtes:", *(f"  - {_quoted(width)}" for width in proof.breedtes)]
    lines += ["punten:"] if proof.punten else []
    for point in proof.punten:
        lines += [f"  - wat: {_quoted(point.wat)}", "    waar:", *(f"      - {_quoted(place)}" for place in point.waar)]
    return HEAD + "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(project: Project, proof: Proef) -> bool:
    """Writes the file, and says so, unless the last test was of the same and found the same: its day then stays, and with it the published text."""
    before = accessibility_test.load(project)[0].proof
    aside = {"getest_op", "browser"}
    if before and before.model_dump(exclude=aside) == proof.model_dump(exclude=aside):
        return False
    (project.root / TEST_YML).parent.mkdir(exist_ok=True)
    (project.root / TEST_YML).write_text(text(proof), "utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
