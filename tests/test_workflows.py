"""The workflows that somebody starts with a form: what is typed there reaches the command whole, and the shell reads none of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from handbook import cli
from tests.support.handbooks import ROOT

HOSTILE = 'een "naam" $(touch gelukt) `touch gelukt`; touch gelukt'
FORMS = {
    "take-down.yml": {
        "VERSIE": "2026-11-01",
        "PAGINA": HOSTILE,
        "ARTIKEL": HOSTILE,
        "REDEN": HOSTILE,
        "DOOR": HOSTILE,
        "VRAGEN": HOSTILE,
        "DATUM": "",
        "EDITIE": "",
    },
    "repeal.yml": {
        "VERSIE": "-x",
        "VANAF": "2026-12-01",
        "PLAATS": "geen",
        "BESLOTEN": "2026-11-01",
        "DOOR": HOSTILE,
        "REDEN": HOSTILE,
        "EDITIE": "zorg",
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_reaches_the_command_whole(name: str, tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows" / name).read_text("utf-8")
    job = next(iter(yaml.safe_load(text)["jobs"].values()))
    step = job["steps"][-1]
    assert "${{" not in step["run"]
    assert step["env"].keys() == {*FORMS[name], "ZEKER"}
    stub = tmp_path / ".venv/bin/handbook"
    stub.parent.mkdir(parents=True)
    stub.write_text('#!/bin/sh\nfor one; do printf "%s\\n" "$one"; done\n')
    stub.chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **FORMS[name], "ZEKER": "--dry-run"},
    )
    given = done.stdout.splitlines()
    assert given[0] == name.removesuffix(".yml") and given[0] in cli.VERBS.commands
    assert given[-2:] == ["--", FORMS[name]["VERSIE"]]
    assert f"--reason={HOSTILE}" in given and "--dry-run" in given
    assert not [one for one in given if one.endswith("=")]
    assert not (tmp_path / "gelukt").exists()
    known = {option for param in cli.VERBS.commands[given[0]].params for option in param.opts}
    assert {one.partition("=")[0] for one in given if one.startswith("--")} - {"--"} <= known
