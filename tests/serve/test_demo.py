"""The example archive: real builds of the sample organisation, with a text of every kind."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handbook import verify
from handbook.archive.branch import BranchFiles
from handbook.core.dutch import TODAY_VARIABLE
from handbook.core.project import Project
from handbook.serve import demo


def test_the_example_has_a_text_of_every_kind_and_leaves_nothing(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "2026-11-22")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said: list[str] = []
    with demo.drawn(Project.find(sample), said.append) as (example, versions):
        files = BranchFiles(example.root, example.edition)
        register = json.loads(files.read("regime.json") or b"")
        rows = {row["versie"]: row for row in register["versies"]}
        gone, late, now, to_come = map(str, versions)
        assert register["geldend"] == now
        assert rows[gone]["van_de_site"]
        assert rows[late]["bekendgemaakt"] > rows[late]["geldig_van"]
        assert rows[late]["geldig_tot"] == now
        assert rows[to_come]["geldig_van"] > "2026-11-22"
        assert b"Proefhuis B.V." in (files.read(f"{now}/index.html") or b"")
        # A text leads to what it changed as soon as the one before it stands beside it.
        ways = {version: f"wijzigingen/{version}/" in (files.read(f"{version}/revisies/index.html") or b"").decode() for version in rows}
        assert ways == {gone: False, late: True, now: True, to_come: True}
        assert files.read(f"wijzigingen/{late}/index.html")
        files.close()
        with verify.opened(example.root, example.edition) as source:
            assert verify.verify(source, fingerprint=rows[now]["manifest"], say=said.append) == []
    assert len([line for line in said if line.startswith("Gepubliceerd")]) == len(versions)
    assert [*tmp_path.iterdir()] == []


def test_the_scenes_follow_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (date(2024, 2, 29), date(2026, 12, 31)):
        gone, late, now, to_come = demo.scenes(day)
        assert gone.begins < late.begins < now.begins < day < to_come.begins
        assert late.announced > late.begins
        assert all(scene.announced <= day for scene in (gone, late, now, to_come))
