"""Proof that our own text cannot come to contradict itself unseen: contradictions of every kind, put where the review of the text found them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from handbook.checks import agreements
from handbook.core.project import Project
from handbook.sources import read
from tests.support.expectations import ours
from tests.support.handbooks import ROOT

PLANTED = {
    "docs/regels/foto-van-u.md": ("het beeld binnen {{ aantal(termijnen.foto_weken, 'week', 'weken') }} weg", "het beeld weg"),
    "docs/regels/appgroepen.md": ("die collega op de laatste werkdag uit de groep", "die collega dezelfde dag uit de groep"),
    "docs/regels/persoonsgegevens.md": (
        "Dan behandelt u dat als een datalek.",
        "Dan behandelt u dat als een datalek: u meldt het binnen een week.",
    ),
    "docs/regels/vertrek.md": ("    U hoeft het niet te melden:", "    Geef het door aan Communicatie:"),
    "docs/regels/werktijd.md": ("als het direct nuttig is voor {{ werkgever.naam_kort }}, bijv", "als het werk ermee geholpen is, bijv"),
    "docs/melden.md": (
        "| Ik heb per ongeluk iets geplaatst: {{ art_met_titel('fout-geplaatst') }} | Uw leidinggevende |",
        "| Ik heb per ongeluk iets geplaatst: {{ art_met_titel('fout-geplaatst') }} | {{ bereik('privacy') }} |",
    ),
}
"""A sentence of a page, and what it is made to say: no term, another term, a duty for what was free, other words, another addressee."""


@pytest.mark.skipif("HANDBOEK_ADOPTER" in os.environ or not ours().examples, reason="an organisation may say these sentences otherwise")
def test_a_contradiction_is_found_where_it_stands(tmp_path: Path) -> None:
    for name in ("docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "variables.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    assert list(agreements.check(read(Project.find(tmp_path)))) == []
    for name, (old, new) in PLANTED.items():
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(old) == 1, name
        (tmp_path / name).write_text(text.replace(old, new), "utf-8")
    found = list(agreements.check(read(Project.find(tmp_path))))
    assert {one.file for one in found} == set(PLANTED)
    assert {one.code for one in found} == {"AFS004"}
