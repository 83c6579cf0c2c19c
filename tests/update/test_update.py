"""An organisation made from one release, with forty changes of its own, comes to the next one: nothing of its own is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.new import engine, origin
from handbook.update import command, release
from tests.support import publishing
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, TINY
from tests.support.publishing import on_path
from tests.support.releases import EDITS, A, B, born, commit, files, git, stuff, wheel
from tests.support.soaking import SOAK

ENGINE = f"update/{B}"
TEXT = f"update/tekst-{B}"
CODE = re.compile(r"\[([A-Z]{3}\d{3})\]")


@dataclass(frozen=True)
class Releases:
    """Both as wheels, and as the folders that they hand out."""

    a: Path
    b: Path
    stuff_b: Path


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    work = tmp_path_factory.mktemp("uitgaven")
    old, new = stuff(work / "a"), stuff(work / "b", newer=True)
    return Releases(wheel(work, A, old), wheel(work, B, new), new)


@pytest.fixture(scope="module")
def before(releases: Releases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `handbook new` made of the first, with all edits committed."""
    root = born(tmp_path_factory.mktemp("huis") / "h", releases.a.parent / "a", releases.a)
    for edit in EDITS:
        edit.make(root)
    commit(root, "Alles van ons")
    assert [edit.what for edit in EDITS if not edit.there(root)] == []
    return root


@pytest.fixture(scope="module")
def renewed(before: Path, releases: Releases, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The same with the engine of the second, on its branch, and what was said."""
    root = tmp_path_factory.mktemp("nieuw") / "h"
    shutil.copytree(before, root)
    done = handbook(root, "update", "--engine", str(releases.b))
    assert (done.returncode, done.stderr) == (1, ""), done.stdout + done.stderr
    return root, done.stdout


@pytest.fixture
def root(before: Path, tmp_path: Path) -> Path:
    """The organisation before any update, to change."""
    return Path(shutil.copytree(before, tmp_path / "h"))


@pytest.fixture
def engined(renewed: tuple[Path, str], tmp_path: Path) -> Path:
    """The organisation with the newer engine, to change."""
    return Path(shutil.copytree(renewed[0], tmp_path / "h"))


def below(said: str, head: str) -> str:
    """What stands under a heading of a report."""
    found = re.search(rf"(?ms)^{re.escape(head)}:\n(.*?)(?:\n\n|\Z)", said)
    return found[1] if found else ""


def lost(root: Path) -> list[str]:
    return [edit.what for edit in EDITS if not edit.there(root)]


def test_there_are_forty_of_them() -> None:
    assert len(EDITS) >= 40


def test_the_engine_comes_and_nothing_of_theirs_goes(renewed: tuple[Path, str], before: Path, releases: Releases) -> None:
    root, said = renewed
    assert lost(root) == []
    assert (git(root, "branch", "--show-current"), git(root, "status", "--short")) == (ENGINE, "")
    assert git(root, "rev-parse", "main") == git(before, "rev-parse", "main") == git(root, "rev-parse", f"{ENGINE}~1")
    for name in ("overrides/main.html", "macros/__init__.py", "macros/bij.py", "docs/beheer/nakijken.md"):
        assert (root / name).read_bytes() == (releases.stuff_b / name).read_bytes()
    style = (root / "docs/stijl/handboek.css").read_text("utf-8")
    assert style.startswith("/* Nieuw bovenaan. */") and style.endswith("/* Van ons. */\n")
    assert "# System fonts: nothing leaves the intranet." in (root / "mkdocs.yml").read_text("utf-8")
    assert "deploy/ci/check.sh\n    wij:\n      + # Van de uitgever.\n    u:\n      + # Van ons." in said
    assert (root / "deploy/ci/check.sh").read_bytes() == (before / "deploy/ci/check.sh").read_bytes()
    assert below(said, "Wij haalden dit weg, en u veranderde het niet: het gaat ook bij u weg") == "  deploy/handboek.cron"
    assert ".forgejo/workflows/checks.yml" in below(said, "Wij veranderden dit, maar u haalde het weg: het blijft weg")


def test_the_pin_is_the_new_one_with_its_fingerprint(renewed: tuple[Path, str], releases: Releases) -> None:
    text = (renewed[0] / "programma.txt").read_text("utf-8")
    assert engine.chosen(str(releases.b)).line in text.splitlines() and text.count("--hash=") == 1
    assert f"komen uit versie {B}." in text
    assert [path.name for path in sorted((renewed[0] / "programma").iterdir())] == ["herkomst.zip", releases.b.name]
    assert (renewed[0] / "programma" / releases.b.name).read_bytes() == releases.b.read_bytes()


def test_an_update_of_the_engine_leaves_every_word_of_the_text(renewed: tuple[Path, str], before: Path) -> None:
    def text(root: Path) -> dict[str, bytes]:
        return {
            name: data
            for name, data in files(root).items()
            if name.startswith("docs/") and "/stijl/" not in name and "/beheer/" not in name
        }

    assert text(renewed[0]) == text(before)
    assert (renewed[0] / "variables.yml").read_bytes() == (before / "variables.yml").read_bytes()


def test_the_text_is_listed_and_nothing_is_taken_over(engined: Path, releases: Releases) -> None:
    head = git(engined, "rev-parse", "HEAD")
    done = handbook(engined, "update", "--text", "--engine", str(releases.b))
    assert done.returncode == 1, "two articles are for a person to look at"
    assert (git(engined, "rev-parse", "HEAD"), git(engined, "status", "--short")) == (head, "")
    ours = below(done.stdout, "Alleen wij veranderden dit")
    assert "artikel omgang (Gewoon fatsoen), in docs/regels/omgang.md" in ours
    assert "+ 1. U schrijft over collega's, klanten en relaties zoals u het ook tegen hen zelf zou zeggen." in ours
    assert "docs/gegevens/bronnen.yml, bij grondwet/waarvoor" in ours and "variables.yml, bij beleid/reactie_uren" in ours
    new = below(done.stdout, "Nieuw van ons")
    assert "docs/regels/nieuw.md\n    + # Een nieuwe pagina" in new and "artikel delen (Delen met een bron), in docs/regels/prive.md" in new
    both = below(done.stdout, "Allebei veranderd, en het past samen")
    assert "in docs/regels/werving.md" in both, "the page that they gave another name"
    assert "- 2. Dat geldt ook voor appgroepen van het werk.\n      + 2. Dat geldt ook voor onze appgroepen." in both
    assert below(done.stdout, "Wij haalden dit weg: het blijft staan") == "  docs/opmaak.md"
    away = below(done.stdout, "Wij veranderden dit, maar u haalde het weg: het blijft weg")
    assert "docs/dilemmas/mening.md" in away and "artikel hulp (Hulp krijgen)" in away
    assert "handbook update --text --artikel omgang" in done.stdout and "intimidatie" in done.stdout


CONFLICTS = """\
  artikel likes (Likes en delen tellen mee), in docs/regels/prive.md
    wij:
      -     Uw vrijheid geldt er dus voor, en de grenzen ook.
      +     Uw vrijheid geldt ervoor. De grenzen gelden ook.
    u:
      -     Uw vrijheid geldt er dus voor, en de grenzen ook.
      +     Uw vrijheid telt, maar de grenzen tellen zwaarder.
  variables.yml, bij protocol/evaluatie_maanden
    wij:
      -   evaluatie_maanden: 12
      +   evaluatie_maanden: 18
    u:
      -   evaluatie_maanden: 12
      +   evaluatie_maanden: 6"""
CLASH = "Allebei hetzelfde veranderd: bij u blijft staan wat er stond"


def test_the_whole_text_comes_and_nothing_of_theirs_goes(engined: Path, before: Path, releases: Releases) -> None:
    done = handbook(engined, "update", "--text", "--alles", "--engine", str(releases.b))
    assert done.returncode == 1
    assert below(done.stdout, CLASH) == CONFLICTS
    assert lost(engined) == []
    assert "Maak er een revisie van met: handbook new-revision" in done.stdout
    there = {name: (engined / name).read_text("utf-8") for name in files(engined) if name.endswith((".md", ".yml"))}
    assert "4. Wie vrij is en niet reageert" in there["docs/regels/werktijd.md"] and "onze appgroepen" in there["docs/regels/werktijd.md"]
    assert (
        "Een sollicitant opzoeken {#sollicitanten}" in there["docs/regels/werving.md"]
        and "Zo doen wij dat." in there["docs/regels/werving.md"]
    )
    assert "regels/werving.md\n      - Een nieuwe pagina: regels/nieuw.md\n" in there["mkdocs.yml"]
    assert '  # De naam die mensen elke dag gebruiken.\n  naam_kort: "Elders"\n' in there["variables.yml"]
    assert (
        "{#delen}\n\n1. U noemt de bron" in there["docs/regels/prive.md"] and "  delen:\n    onderwerpen" in there["docs/regels/prive.md"]
    )
    assert (engined / "docs/regels/toezicht.md").read_bytes().count(b"naar profielen van teamleden.\r\n") == 1
    assert (engined / "docs/opmaak.md").exists(), "no page goes by itself"
    # Another edit of theirs, or the release, may lack something; what the merge made adds nothing to it.
    was, now = (set(CODE.findall(handbook(one, "check").stdout)) for one in (before, engined))
    assert now <= was | {"SJB015"}, now - was
    again = handbook(engined, "update", "--text", "--alles", "--engine", str(releases.b))
    assert again.returncode == 1 and again.stdout.startswith(f"Niets nieuws: uw handboek heeft versie {B} al. Dit staat nog open:")
    assert below(again.stdout, CLASH) == CONFLICTS


def test_one_article_comes_alone_and_the_rest_is_offered_again(engined: Path, releases: Releases) -> None:
    done = handbook(engined, "update", "--text", "--artikel", "delen", "--engine", str(releases.b))
    assert (
        git(engined, "diff", "--stat", "HEAD~1", "--", "docs", "mkdocs.yml", "variables.yml").splitlines()[0].split()[0]
        == "docs/regels/prive.md"
    )
    assert "Er is nog meer nieuw: " in done.stdout
    # The commit says what is in it, for good; what was not asked for stands in neither.
    body = git(engined, "log", "-1", "--format=%b")
    assert "artikel delen" in body and "artikel delen" in done.stdout
    assert "artikel omgang" not in body + done.stdout and "likes" not in body + done.stdout
    done = handbook(engined, "update", "--text", "--artikel", "likes", "--engine", str(releases.b))
    assert "artikel likes" in done.stdout and "artikel omgang" not in done.stdout
    assert "update --text --behoud likes" in done.stdout, "both texts, and a way out"
    done = handbook(engined, "update", "--text", "--engine", str(releases.b))
    assert "artikel delen" not in done.stdout and "artikel omgang" in done.stdout
    handbook(engined, "update", "--text", "--artikel", "regels/nieuw.md", "--engine", str(releases.b))
    assert (engined / "docs/regels/nieuw.md").exists() and lost(engined) == []


def test_what_they_keep_is_not_shown_again(engined: Path, releases: Releases) -> None:
    kept = ("--behoud", "likes", "--behoud", "variables.yml", "--alles", "--engine", str(releases.b))
    assert handbook(engined, "update", "--text", *kept).returncode == 0
    assert lost(engined) == []
    done = handbook(engined, "update", "--text", "--engine", str(releases.b))
    assert (done.returncode, done.stdout) == (0, f"Niets nieuws: uw handboek heeft al wat versie {B} meebrengt.\n")
    assert handbook(engined, "update", "--behoud", "deploy/ci/check.sh", "--engine", str(releases.b)).returncode == 0
    done = handbook(engined, "update", "--engine", str(releases.b))
    assert (done.returncode, done.stdout) == (0, f"Niets nieuws: uw handboek heeft al wat versie {B} meebrengt.\n")
    told = origin.read((engined / origin.PATH).read_bytes())
    assert (told.engine, told.text) == (B, B)


def test_who_writes_our_sentence_themselves_has_nothing_left_to_settle(engined: Path, releases: Releases) -> None:
    page = engined / "docs/regels/prive.md"
    theirs, ours = "    Uw vrijheid telt, maar de grenzen tellen zwaarder.\n", "    Uw vrijheid geldt ervoor. De grenzen gelden ook.\n"
    page.write_text(page.read_text("utf-8").replace(theirs, ours), "utf-8")
    commit(engined, "Toch die van de uitgever")
    done = handbook(engined, "update", "--text", "--engine", str(releases.b))
    assert "artikel likes" not in done.stdout


def test_a_trial_changes_nothing(root: Path, releases: Releases) -> None:
    before = git(root, "for-each-ref"), git(root, "status", "--short")
    done = handbook(root, "update", "--dry-run", "--engine", str(releases.b))
    assert "Dit was een proef. Er is niets veranderd." in done.stdout and "overrides/main.html" in done.stdout
    assert (git(root, "for-each-ref"), git(root, "status", "--short")) == before


def test_who_changed_the_pin_by_hand_gets_what_the_program_that_runs_hands_out(
    root: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link of theirs where a file of ours would come stays a link."""
    (root / "macros/bij.py").symlink_to("__init__.py")
    commit(root, "Een koppeling")
    monkeypatch.setattr("handbook.new.material.place", lambda: releases.stuff_b)
    told: list[str] = []
    assert not command.update(Project.find(root), command.Wish(), told.append)
    assert (root / "overrides/main.html").read_bytes() == (releases.stuff_b / "overrides/main.html").read_bytes()
    assert lost(root) == [] and git(root, "diff", "--stat", "main", "--", "programma.txt") == ""
    assert (root / "macros/bij.py").is_symlink()


def _dirty(root: Path) -> None:
    (root / "docs/melden.md").write_text("half", "utf-8")


def _taken(root: Path) -> None:
    git(root, "branch", ENGINE)


def _locked(root: Path) -> None:
    (root / ".git/index.lock").write_text("", "utf-8")


def _broken(root: Path) -> None:
    (root / origin.PATH).write_bytes(b"PK")
    commit(root, "Stuk")


def _checkout(root: Path) -> None:
    (root / origin.PATH).unlink()
    (root / "programma.txt").unlink()
    commit(root, "Als het programma zelf")


def _nothing(root: Path) -> None:
    pass


def _unborn(root: Path) -> None:
    shutil.rmtree(root / ".git")
    git(root, "init", "--quiet")


def _bomb(folder: Path) -> Path:
    """A wheel that says to hold 256 MB (APPNOTE.TXT, 4.3.12)."""
    folder.mkdir()
    file = folder / "social_media_handbook-9.9.9-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("nullen", bytes(100))
    data = bytearray(file.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (256 * 1024**2).to_bytes(4, "little")
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("make", "typed", "said"),
    [
        (_dirty, ("--engine", "B"), "Deze bestanden zijn nog niet vastgelegd: docs/melden.md."),
        (_taken, ("--engine", "B"), f"De branch {ENGINE} is er al: iemand begon deze update."),
        (_locked, ("--engine", "B"), f"De branch {ENGINE} is niet gemaakt, en er is niets veranderd."),
        (_broken, ("--engine", "B"), "programma/herkomst.zip is niet te lezen."),
        (_unborn, ("--engine", "B"), "Er is nog geen commit."),
        (_checkout, ("--engine", "B"), "Hier staat geen programma.txt"),
        (_nothing, ("--engine", "OUD"), f"Versie 0.0.1 is ouder dan {A}, die u al gebruikt."),
        (_nothing, ("--engine", "weg.whl"), "Het bestand weg.whl bestaat niet."),
        (_nothing, ("--engine", "STUK"), "is beschadigd of geen wheel."),
        (_nothing, ("--engine", "BOM"), "is beschadigd of geen wheel."),
        (_nothing, ("--engine", "git+file:///nergens/handboek@v9"), "De tag v9 is niet op te halen."),
        (_nothing, ("--text", "--engine", "B"), "heeft het programma van die versie nodig"),
        (_nothing, ("--artikel", "omgang"), "Bij --artikel hoort --text"),
        (_nothing, ("--text", "--artikel", "omgnag", "--engine", "A"), "Bedoelt u omgang?"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_leaves_all_as_it_was(
    make: Callable[[Path], None], typed: tuple[str, ...], said: str, root: Path, releases: Releases, tmp_path: Path
) -> None:
    make(root)
    named = {"A": str(releases.a), "B": str(releases.b)}
    for word, version in (("OUD", "0.0.1"), ("STUK", "9.9.9")):
        file = tmp_path / f"social_media_handbook-{version}-py3-none-any.whl"
        file.write_bytes(releases.a.read_bytes() if word == "OUD" else b"geen wheel")
        named[word] = str(file)
    named["BOM"] = str(_bomb(tmp_path / "bom"))
    before = git(root, "for-each-ref"), git(root, "status", "--short")
    done = handbook(root, "update", *(named.get(word, word) for word in typed))
    assert (done.returncode, said in done.stderr) == (2, True), done.stdout + done.stderr
    assert "iets veranderd" in done.stderr or make is _unborn or "weg.whl" in typed
    assert (git(root, "for-each-ref"), git(root, "status", "--short")) == before


def test_a_repository_from_before_finds_its_beginning(root: Path, releases: Releases) -> None:
    """In the wheel that it keeps; where the pin leads nowhere, in what somebody names."""
    (root / origin.PATH).unlink()
    commit(root, "Zoals vroeger")
    done = handbook(root, "update", "--engine", str(releases.b))
    assert done.returncode == 1 and lost(root) == [] and (root / origin.PATH).exists(), done.stderr
    git(root, "switch", "--quiet", "main")
    git(root, "branch", "-D", ENGINE)
    pin = root / "programma.txt"
    pin.write_text(re.sub(r"(?m)^\./.*$", f"{engine.NAME} @ git+file:///nergens/handboek@v{A}", pin.read_text("utf-8")), "utf-8")
    commit(root, "Een tag die weg is")
    done = handbook(root, "update", "--engine", str(releases.b))
    assert done.returncode == 2 and f"van versie {A}: handbook update --begin" in done.stderr, done.stderr
    done = handbook(root, "update", "--engine", str(releases.b), "--begin", str(releases.a))
    assert done.returncode == 1 and lost(root) == [], done.stderr


def test_a_tag_in_git_hands_out_what_a_wheel_does(releases: Releases, tmp_path: Path) -> None:
    program = tmp_path / "programma"
    shutil.copytree(releases.stuff_b, program)
    inside = program / "handbook/new"
    shutil.copytree(ROOT / "handbook/new/files", inside / "files")
    shutil.copyfile(program / "variables.yml", inside / "files/variables.yml")
    for name in ("handbook/__init__.py", "handbook/new/__init__.py"):
        (program / name).write_text("", "utf-8")
    shutil.copyfile(ROOT / "handbook/new/material.py", inside / "material.py")
    (program / "pyproject.toml").write_text(f'[project]\nversion = "{B}"\n', "utf-8")
    publishing.git(program, "init", "--quiet")
    publishing.named(program)
    publishing.commit(program, "uitgave", silent=True)
    publishing.git(program, "tag", f"v{B}")
    tagged = release.of(engine.chosen(f"git+{program.as_uri()}@v{B}"))
    packed = release.of(engine.chosen(str(releases.b)))
    assert tagged.version == packed.version == B
    assert tagged.files == packed.files


@pytest.mark.skipif(not SOAK, reason="starts and kills the program twenty times")
def test_who_is_killed_half_way_has_all_of_it_or_nothing(root: Path, releases: Releases) -> None:
    """Whatever git was at, the branch that was open stays, and the branch of the update holds everything or is not there."""
    main = git(root, "rev-parse", "main")
    for number in range(20):
        command_line = [sys.executable, "-m", "handbook", "update", "--engine", str(releases.b)]
        with subprocess.Popen(
            command_line, cwd=root, stdout=subprocess.DEVNULL, start_new_session=True, env=os.environ | on_path(ROOT)
        ) as running:
            time.sleep(0.15 * number)
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
        assert git(root, "rev-parse", "main") == main
        if git(root, "branch", "--list", ENGINE):
            assert git(root, "show", f"{ENGINE}:overrides/main.html").startswith("{# Nieuw bovenaan. #}")
            assert git(root, "show", f"{ENGINE}:programma.txt").count(releases.b.name) == 1
        (root / ".git/index.lock").unlink(missing_ok=True)
        git(root, "switch", "--quiet", "--force", "main")
        git(root, "clean", "--quiet", "--force", "-d")
        git(root, "branch", "--quiet", "--force", "-D", ENGINE) if git(root, "branch", "--list", ENGINE) else None
    assert lost(root) == []


def test_after_the_engine_no_revision_is_needed_and_after_the_text_one_is(tmp_path: Path) -> None:
    """The archive is not touched either way."""
    old, new = stuff(tmp_path / "a", of=TINY), stuff(tmp_path / "b", of=TINY, newer=True)
    page = new / "docs/regels.md"
    page.write_text(page.read_text("utf-8").replace("Zie {{ art", "Kijk bij {{ art"), "utf-8")
    (new / "docs/beheer").mkdir()
    (new / "docs/beheer/iets.md").write_text(
        '---\ntitle: "Iets"\ndescription: "Hoe u iets doet met het programma."\n---\n# Iets\n\nDat kan.\n', "utf-8"
    )
    menu = (new / "mkdocs.yml").read_text("utf-8")
    (new / "mkdocs.yml").write_text(re.sub(r"(?m)^(nav:\n(?: .*\n)+)", r"\1  - Beheer:\n      - Iets: beheer/iets.md\n", menu), "utf-8")
    wheels = wheel(tmp_path, A, old), wheel(tmp_path, B, new)
    root = publishing.handbook(tmp_path / "h")
    for name, data in release.of(engine.chosen(str(wheels[0]))).files.items():
        if not (root / name).exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    engine.chosen(str(wheels[0])).write(root, A)
    handed = release.of(engine.chosen(str(wheels[0]))).files
    (root / origin.PATH).write_bytes(origin.Origin(A, A, handed).packed())
    publishing.commit(root, "herkomst", silent=True)
    done = handbook(root, "publish")
    assert done.returncode == 0, done.stdout + done.stderr
    tip = git(root, "rev-parse", Edition().ref)
    assert handbook(root, "update", "--engine", str(wheels[1])).returncode == 0
    assert handbook(root, "check").stdout == "Alles klopt.\n"
    assert "beheer/iets.md" in (root / "mkdocs.yml").read_text("utf-8")
    assert "Nieuw bovenaan" in (root / "overrides/main.html").read_text("utf-8")
    said = handbook(root, "publish", "--dry-run")
    assert said.returncode == 0 and "bestond al, met dezelfde tekst" in said.stdout, said.stdout + said.stderr
    done = handbook(root, "update", "--text", "--alles", "--engine", str(wheels[1]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "REV037" in handbook(root, "check").stdout
    assert git(root, "rev-parse", Edition().ref) == tip
