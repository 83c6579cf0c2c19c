"""The verb that tests access: what it visits comes from the built site, what is not there is said, and without a browser it says what to install."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.build import build
from handbook.core.project import Project
from handbook.serve.accessibility import example, states
from handbook.serve.accessibility.example import Example
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import TEST_YML
from tests.support import letters
from tests.support.archive_folder import ARCHIVE, TODAY
from tests.support.fork import COMMAND, handbook
from tests.support.handbooks import ROOT, draw
from tests.support.soaking import SOAK
from tests.support.statements import drawn_in

ROOM = 100_000_000
"""MiB of addresses, which a browser reserves and does not use."""


def run(root: Path, module: str = COMMAND) -> subprocess.CompletedProcess[str]:
    """The verb, in letters that the tests bring themselves."""
    return handbook(root, "accessibility", module=module, memory_mb=ROOM, FONTCONFIG_FILE=str(letters.WIDE.config))


def drawn(project: Project, folder: Path) -> tuple[Path, Example]:
    """The archive of a handbook, without its draft."""
    build.build(project, folder / "site")
    around = example.round_about(folder / "site")
    example.draw(folder / "archief", around, folder / "site")
    return folder / "archief", around


@pytest.mark.skipif(not SOAK, reason="a minute more, for what the next test shows as well")
def test_a_handbook_in_which_all_is_right(tmp_path: Path) -> None:
    project = drawn_in(tmp_path / "handboek")
    done = run(project.root)
    assert (done.returncode, f"0 keer iets gevonden, opgeschreven in {TEST_YML}." in done.stdout) == (0, True), done.stdout + done.stderr


def test_the_verb_visits_any_handbook_and_says_what_is_wrong_and_what_it_does_not_have(tmp_path: Path) -> None:
    """The tiny handbook: no decision aid, no dilemmas, no A to Z; and a style sheet that takes the contrast of one page away."""
    project = drawn_in(tmp_path / "handboek")
    sheet = project.root / "docs/stijl/handboek.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n.kaart p { color: #bbb !important; background: #fff !important }\n", "utf-8")
    done = run(project.root, COMMAND if SOAK else "tests.support.short_look")
    assert done.returncode == 1, done.stdout + done.stderr
    missing = next(line for line in done.stdout.splitlines() if line.startswith("Niet bekeken, want dat komt in dit handboek niet voor: "))
    for kind in ("een keuzehulp", "het overzicht van dilemma's", "de woorden van A tot Z"):
        assert kind in missing
    assert re.search(rf"\d+ keer gekeken, \d+ keer iets gevonden, opgeschreven in {TEST_YML}\.", done.stdout)
    assert re.search(r"(?m)^gegevens/ \(een pagina met contactkaarten; \d+ px, \w+, \d+ %\): Letters steken te weinig af", done.stdout)
    tested = accessibility_test.load(project)[0]
    assert tested.proof and tested.same_look and tested.same_text
    assert {(point.wat, point.waar) for point in tested.proof.punten} == {
        ("Letters steken te weinig af tegen hun achtergrond.", ("gegevens/",))
    }
    assert tested.proof.regels > 30 and tested.proof.toetsenbord > 3
    checked = handbook(project.root, "check")
    assert checked.returncode == 0 and "TOE003" in checked.stdout and "TOE002" not in checked.stdout


@pytest.mark.parametrize("renamed", [True, False])
def test_no_page_has_to_be_called_as_ours(tmp_path: Path, renamed: bool) -> None:
    """Pages renamed or gone: every page that is left is visited, in a state of its kind or at least once."""
    root = draw(tmp_path / "handboek")
    menu = (root / "mkdocs.yml").read_text("utf-8")
    if renamed:
        (root / "docs/regels.md").rename(root / "docs/voorschriften.md")
        menu = menu.replace("regels.md", "voorschriften.md")
        index = root / "docs/index.md"
        index.write_text(index.read_text("utf-8").replace("regels.md", "voorschriften.md"), "utf-8")
    (root / "mkdocs.yml").write_text(menu, "utf-8")
    archive, around = drawn(Project.find(root), tmp_path)
    found = states.find(archive, around)
    visited = {state.page for state in [*found.states, *states.pages(archive, around, found.states)]}
    built = {file.parent.relative_to(archive).as_posix() + "/" for file in (archive / around.current).rglob("index.html")}
    assert built <= visited
    name = "voorschriften" if renamed else "regels"
    assert f"{around.current}/{name}/" in {state.address for state in found.states if state.name == "article"}
    assert "een keuzehulp" in found.missing and "een pagina met artikelen" not in found.missing


def test_the_archive_round_a_text_is_that_of_the_engine_tests_with_its_own_facts(sample_site: Path) -> None:
    """Every status, a correction, a text made known late and one that was taken off the site, whatever the day of the built text."""
    around = example.round_about(sample_site)
    assert [str(e.version) for e in around.register.entries] == [str(e.version) for e in ARCHIVE.entries]
    assert str(around.register.day) == TODAY and around.register.employer == "Proefhuis B.V."
    for field in ("announced", "sequence", "kind"):
        assert [getattr(e, field) for e in around.register.entries] == [getattr(e, field) for e in ARCHIVE.entries]
    assert [bool(e.taken_off) for e in around.register.entries] == [bool(e.taken_off) for e in ARCHIVE.entries]


def test_a_text_that_is_not_adopted_yet_has_an_archive_round_it_too(sample_site: Path, tmp_path: Path) -> None:
    record = json.loads((sample_site / "handboek.json").read_text("utf-8"))
    (tmp_path / "handboek.json").write_text(json.dumps(record | {"revisie": None}), "utf-8")
    around, adopted = example.round_about(tmp_path), example.round_about(sample_site)
    assert around.places == adopted.places and around.register.day == adopted.register.day


def test_without_the_optional_part_it_says_what_to_install(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    for part in ("playwright", "axe_playwright_python"):
        start = f"import sys; sys.modules[{part!r}] = None; from handbook import cli; sys.argv = ['handbook', 'accessibility']; cli.main()"
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", start], cwd=root, capture_output=True, text=True, check=False, env=env)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert re.search(rf"extra onderdeel nodig .*: {part}.* make \.venv/test .*--extra toegankelijkheid", done.stderr), done.stderr
    assert not (root / TEST_YML).exists()


def test_without_a_browser_it_says_so_before_any_work(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    done = handbook(root, "accessibility", CHROMIUM="bestaat-niet")
    assert done.returncode == 2
    assert 'In CHROMIUM staat geen programma: "bestaat-niet". Installeer Chromium' in done.stderr and "Bouwen" not in done.stdout
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    done = handbook(root, "accessibility", memory_mb=ROOM, CHROMIUM=str(broken))
    assert (done.returncode, "start niet" in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


def test_a_handbook_with_mistakes_is_not_tested(tmp_path: Path) -> None:
    done = handbook(draw(tmp_path / "h", {"docs/index.md": "+\nZie [niets](bestaat-niet.md).\n"}), "accessibility")
    assert (done.returncode, "LNK012" in done.stdout) == (1, True)
    assert not (tmp_path / "h" / TEST_YML).exists()
