"""Facts of one's own: their kind follows from how they are typed, and they print as safely as every other fact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.core.findings import SourceFile
from handbook.core.project import Project
from handbook.sources import fact_usage, own_facts, read
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.own_facts import Own
from handbook.sources.printed.values import page_names
from tests.support.handbooks import draw

SAID = "| {{ eigen.loket }} | {{ eigen.dag }} | {{ eigen.hulp.open }} |"


def own(text: str) -> Own:
    node, findings = read_mapping("variables.yml", text)
    assert node and not findings
    found, mistakes = own_facts.read(node, SourceFile("variables.yml"), "VAR001")
    assert mistakes == []
    return found


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("12", "Getal", 12),
        ("0", "Getal", 0),
        ('"12"', "Tekst", "12"),
        ("2027-03-14", "Dag", date(2027, 3, 14)),
        ('"2027-03-14"', "Tekst", "2027-03-14"),
        ("false", "Waarheid", False),
        ('"ja"', "Tekst", "ja"),
        ("[Noord, 'Oud-Zuid']", "Lijst", ("Noord", "Oud-Zuid")),
        ('"https://loket.proefhuis.test/a"', "Webadres", "https://loket.proefhuis.test/a"),
        ("loket@proefhuis.test", "Mail", "loket@proefhuis.test"),
        ('"030 123 45 67"', "Nummer", "030 123 45 67"),
        ("Balie 3", "Tekst", "Balie 3"),
    ],
)
def test_its_kind_follows_from_its_shape(typed: str, kind: str, value: object) -> None:
    found = own(f"x: {typed}\ngroep:\n  y: {typed}\n")
    assert [(leaf.path, leaf.kind) for leaf in found.leaves()] == [("eigen.x", kind), ("eigen.groep.y", kind)]
    assert (found.value("eigen.x"), found.value("eigen.groep.y")) == (value, value)
    assert found.groups == {"eigen", "eigen.groep"}


def test_it_prints_what_was_typed_and_stands_in_the_list_of_facts(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek")
    facts = root / "variables.yml"
    odd = 'eigen:\n  loket: "Balie <3> | *hal* {a}"\n  dag: 2027-03-14\n  hulp:\n    open: false\n'
    facts.write_text(facts.read_text("utf-8") + odd, "utf-8")
    page = root / "docs/regels.md"
    page.write_text(f"{page.read_text('utf-8')}\n{SAID}\n", "utf-8")
    sources = read(Project.find(root))
    assert sources.facts
    assert sources.findings == []
    printed = page_names(sources.facts, sources.revisions)["eigen"]
    assert str(printed.loket) == r"Balie &lt;3&gt; \| \*hal\* \{a\}"
    assert f"{printed.dag}, {printed.hulp.open}" == "14 maart 2027, nee"
    assert not printed.hulp.open
    listed = fact_usage.render(sources)
    assert "eigen.loket: Balie <3> | *hal* {a}\n    Een eigen gegeven: een tekst.\n" in listed
