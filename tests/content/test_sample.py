"""What ships as the example is known to the program as such: our own facts and decisions against its list."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from handbook import checks
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources import sample
from tests.support.handbooks import ROOT, copy_sources
from tests.support.shipped import fill_in_all, leaves, listed

CHOSEN = {
    *(
        "werkgever.sector",
        "handboek.kleur",
        "handboek.aanspreekvorm",
        "handboek.publiceren",
        "handboek.documenten",
        "protocol.evaluatie_maanden",
    ),
    *("beleid.stand", "beleid.momenten", "beleid.platforms", "beleid.reactie_uren", "beleid.toezicht", "beleid.eigen_kanalen"),
    *("medezeggenschap.soort", "beleid.beheerders", "termijnen.klacht_bericht_weken", "termijnen.klacht_antwoord_weken"),
    *(f"mensen.{who}.{key}" for who in ("klant", "medewerker") for key in ("woord", "lidwoord", "meervoud")),
    *("termijnen.oordeel_vragen_weken", "termijnen.oordeel_antwoord_weken", "termijnen.profiel_weken", "termijnen.foto_weken"),
}
"""What an organisation chooses, and may well choose as the example does."""


def test_all_that_ships_is_on_the_list() -> None:
    """As long as the example's name stands in variables.yml nothing was filled in yet, and everything must be found."""
    found = sample.left(Project.find(ROOT))
    if "werkgever.naam" not in {example.key for example in found}:
        pytest.skip("the facts are an organisation's own")
    told = {(example.key, example.value) for example in found}
    on_list = listed()
    facts = {(".".join(path), value) for part in ("verzonnen", "gewoon") for path, value in leaves(on_list[part])}
    shipped = {".".join(path) for path, _ in leaves(yaml.safe_load((ROOT / "variables.yml").read_text("utf-8")))}
    assert shipped - {key for key, _ in told} == CHOSEN, "an example value belongs in handbook/sources/sample.yml too"
    assert told == facts | {(".".join(path), value) for path, value in leaves(on_list["revisie"])}


def test_filled_in_it_is_somebodys_own_and_right(tmp_path: Path) -> None:
    project = Project.find(copy_sources(tmp_path / "h"))
    fill_in_all(project.root, sample.left(project))
    sources, findings = checks.check(project)
    assert (sources.examples, errors(findings)) == ((), [])
