"""What `handbook doctor` says, and what its exit code means."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handbook.doctor import told
from handbook.doctor.model import FINE, Answer, Examination, Told, fine, not_set
from handbook.new import material
from tests.support.examined import World
from tests.support.fork import handbook
from tests.support.server import packing, served


def test_nothing_to_do_is_told_in_a_line_for_each_subject(sound: World) -> None:
    done = handbook(sound.root, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\nHet archief\n  In orde: server, archief, gelijk, tags, gepubliceerd, adres.\n" in done.stdout
    assert "Alles wat hier te zien is, is in orde. Hier niet te zien: " in done.stdout
    assert not handbook(sound.root, "doctor", "--format", "json").stderr


def test_what_is_to_do_ends_with_one_and_says_where_and_how(sound: World, tmp_path: Path) -> None:
    broken = sound.copied(tmp_path / "w")
    (broken.server / "hooks/pre-receive").chmod(0o644)
    done = handbook(broken.root, "doctor")
    assert done.returncode == 1
    point = done.stdout.partition("  Verouderd: bewaking. ")[2].splitlines()
    assert point[0] == f"De hook die het archief bewaakt, staat uit: {broken.server}/hooks/pre-receive mag niet worden uitgevoerd."
    assert point[1:3] == ["    Zet hem aan:", f"      chmod 755 {broken.server}/hooks/pre-receive"]
    assert "Te doen: 1 punt." in done.stdout
    rows = {row["naam"]: row for row in json.loads(handbook(broken.root, "doctor", "--format", "json").stdout)}
    assert rows["bewaking"]["antwoord"] == "verouderd"
    assert rows["bewaking"]["opdrachten"] == [f"chmod 755 {broken.server}/hooks/pre-receive"]
    assert rows["tags"] | {"vraag": ""} == {
        "groep": "Het archief", "naam": "tags", "vraag": "", "antwoord": "in orde", "gevonden": "", "stap": "", "opdrachten": [], "meer": "",
    }  # fmt: skip


def test_without_a_handbook_nothing_can_be_said(tmp_path: Path) -> None:
    done = handbook(tmp_path, "doctor")
    assert (done.returncode, "Geen handboek gevonden" in done.stderr) == (2, True)


def test_a_website_is_looked_at_where_its_address_is_given(sound: World, tmp_path: Path) -> None:
    copy, www = sound.copied(tmp_path / "w"), tmp_path / "www"
    assert handbook(copy.root, "export", str(www)).returncode == 0
    with served(www, packing(www)) as url:
        right = handbook(copy.root, "doctor", "--url", url)
        (www / "geldend/index.html").write_text("anders", "utf-8")
        changed = handbook(copy.root, "doctor", "--url", url)
        shutil.rmtree(www)
    assert right.returncode == 0 and "In orde: website." in right.stdout, right.stdout
    assert changed.returncode == 1 and f"handbook verify --url {url}" in changed.stdout, changed.stdout
    gone = handbook(copy.root, "doctor", "--url", url)
    assert gone.returncode == 0 and "Niet te zien: website." in gone.stdout, gone.stdout


def test_what_is_good_to_know_is_told_apart() -> None:
    question = Examination("proef", "Is het goed?", lambda _: None)
    rows = [("A", FINE), ("A", fine("Dat mag.")), ("B", not_set("Het ontbreekt.", "Doe iets.", more="/beheer/nakijken/"))]
    assert told.text([Told(group, question, answer) for group, answer in rows]) == (
        "A\n  In orde: proef.\n  In orde: proef. Dat mag.\n\n"
        "B\n  Niet ingesteld: proef. Het ontbreekt.\n    Doe iets.\n    Meer hierover: in het handboek zelf. Typ make site, en open daar /concept/beheer/nakijken/\n\n"
        "Te doen: 1 punt."
    )


def test_other_packages_than_were_tested_are_told(sound: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another list in the place of the program's own: what is installed stays as it is."""
    (tmp_path / "requirements.lock").write_text("mkdocs==0.1 \\\n    --hash=sha256:0\nbestaat-niet==1.0 \\\n", "utf-8")
    monkeypatch.setattr(material, "place", lambda: tmp_path)
    answer = sound.answer("pakketten")
    assert isinstance(answer, Answer) and answer.state == "verouderd"
    assert "mkdocs 1.6.1 in plaats van 0.1" in answer.found and "bestaat-niet ontbreekt" in answer.found


def test_a_command_can_be_copied_where_no_shell_knows_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", [".venv/bin/handbook", "doctor"])
    said = told.text(
        [Told("Tekst", Examination("nakijken", "?", lambda _: None), not_set("Er ontbreekt iets.", "Typ:", "handbook review", "git fetch"))]
    )
    assert "      .venv/bin/handbook review\n      git fetch\n" in said
