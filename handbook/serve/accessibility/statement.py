"""Writes what the test of access found where the statement on access reads it, and says it in Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handbook.core.project import Project
from handbook.serve.accessibility import axe
from handbook.serve.accessibility.looking import WIDTHS, Report, Wrong
from handbook.serve.accessibility.states import State
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import TEST_YML, Proef

SAYS = {
    "button-name": "Een knop heeft geen naam.",
    "color-contrast": "Letters steken te weinig af tegen hun achtergrond.",
    "heading-order": "De koppen staan niet op volgorde.",
    "image-alt": "Een afbeelding heeft geen tekst.",
    "keyboard": "Met alleen het toetsenbord is niet alles te bereiken of te zien.",
    "label": "Een veld heeft geen naam.",
    "link-name": "Een link heeft geen naam.",
    "reach": "Een pagina of een knop doet niet wat zij moet doen.",
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


def proved(marks: tuple[str, str], report: Report, todo: Sequence[State], browser: str, day: date) -> Proef:
    """What the file will say: the counts, the fingerprints of the form and the text that were tested (`marks`), and each rule that found something, with where."""
    places: dict[str, dict[str, None]] = {}
    for wrong in report.found:
        places.setdefault(_said(wrong), {})[_place(wrong.state)] = None
    return Proef.model_construct(
        getest_op=day,
        axe=axe.version(),
        browser=browser,
        plekken=len(todo),
        keren=report.runs,
        regels=len(report.passed),
        toetsenbord=sum(state.walked for state in todo),
        breedtes=tuple(map(str, WIDTHS)),
        vorm=marks[0],
        tekst=marks[1],
        punten=tuple(accessibility_test.Punt.model_construct(wat=said, waar=tuple(where)[:PLACES]) for said, where in places.items()),
    )


def lines(found: Sequence[Wrong]) -> tuple[str, ...]:
    """What was found, for people: where, what, and what the tool says of it; what shows in more views is told of the first."""
    told: dict[tuple[str, str, str], str] = {}
    for wrong in found:
        place, kind = _place(wrong.state), f"{wrong.state.said}; " if wrong.state.said else ""
        view = wrong.view.replace("light", "licht").replace("dark", "donker")
        line = f"{place} ({kind}{view}): {_said(wrong)}\n    {wrong.told}"
        told.setdefault((place, wrong.rule, wrong.told.partition("\n")[0]), line)
    return tuple(sorted(told.values()))


def _said(wrong: Wrong) -> str:
    return SAYS.get(wrong.rule, f"De regel {wrong.rule} van axe-core is niet gehaald.")


def _place(state: State) -> str:
    """The address within a version, as a reader knows it."""
    version, _, path = state.address.partition("/")
    return (path if version[:1].isdigit() else state.address) or "de startpagina"


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
    """Writes the file, and says so, unless the last test was of the same and found the same: nothing is then to be sent in."""
    before = accessibility_test.load(project)[0].proof
    aside = {"getest_op", "browser"}
    if before and before.model_dump(exclude=aside) == proof.model_dump(exclude=aside):
        return False
    (project.root / TEST_YML).parent.mkdir(exist_ok=True)
    (project.root / TEST_YML).write_text(text(proof), "utf-8")
    return True
