"""A repository of an organisation's own: whole or not at all, with the program behind one line and nothing of it inside."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from handbook.core.project import Project
from handbook.core.status import Status
from handbook.imports.pandoc import INSTALL
from handbook.new import answers, birth, engine, facts, first_revision, repository
from handbook.new.material import FILES
from handbook.sources import sample
from tests.support.fork import handbook
from tests.support.handbooks import ODD, ROOT, SAMPLE, SAMPLE_WARNINGS, draw

WHEEL = "social_media_handbook-0.7.0-py3-none-any.whl"
TAG = "git+https://git.elders.test/hr/handboek@v0.7.0"
FACTS_OF_SAMPLE = (SAMPLE / "variables.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a repository is made of, with the sample's text in the place of ours."""
    root = draw(tmp_path_factory.mktemp("stof") / "h", of=SAMPLE)
    for name in (".forgejo", ".github", ".gitlab-ci.yml", "deploy", "LICENSE"):
        (root / name).symlink_to(ROOT / name)
    return root


def made(folder: Path, material: Path, text: str = "", pinned: str = TAG) -> repository.Born:
    found, findings = answers.parsed("a.yml", text.encode())
    assert found, findings
    begins = found.begins or date(2027, 2, 1)
    return repository.create(folder, found.facts, begins, engine.chosen(pinned), material, FACTS_OF_SAMPLE)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, material: Path) -> tuple[Path, repository.Born]:
    """A repository for which nobody answered anything but a name, for all tests that only read it."""
    root = tmp_path_factory.mktemp("nieuw") / "h"
    return root, made(root, material, f"werkgever:\n  naam: '{ODD}'\n")


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix()}


def test_it_holds_the_organisation_and_nothing_of_the_program(plain: tuple[Path, repository.Born]) -> None:
    root, born = plain
    assert [one.sentence for one in born.findings if one.level == "fout"] == []
    assert not born.committed
    assert {path.name for path in root.iterdir()} == {
        *("mkdocs.yml", "docs", "macros", "variables.yml", "overrides", ".forgejo", ".github", ".gitlab-ci.yml"),
        *(
            ".git",
            ".gitignore",
            "LICENTIE.md",
            "Makefile",
            "README.md",
            "deploy",
            "programma",
            "programma.txt",
            "requirements-uv.lock",
            "variables.schema.json",
        ),
    }
    there = names(root)
    assert "docs/revisies/2027-02-01.md" in there and "docs/revisies/2026-11-01.md" not in there
    assert not [name for name in there if name.startswith(("handbook/", "tests/", ".github/beeld"))]
    assert "MIT License" in (root / "LICENTIE.md").read_text("utf-8")


def test_in_the_checkout_of_another_organisation_it_begins_with_the_examples_facts(
    tmp_path: Path, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.new.material.place", lambda: material)
    told: list[str] = []
    (tmp_path / "a.yml").write_text("werkgever: {medewerkers: 8}\n", "utf-8")
    birth.new(tmp_path / "h", tmp_path / "a.yml", TAG, told.append)
    assert f"in {material} staat niet het voorbeeld, maar het handboek van Proefhuis B.V." in told[0]
    assert "De tekst komt uit het handboek van Proefhuis B.V., en is een concept" in told[-1]
    facts_there = (tmp_path / "h/variables.yml").read_text("utf-8")
    assert 'naam: "Voorbeeld B.V."' in facts_there and "roefhuis" not in facts_there
    assert "medewerkers: 8" in facts_there


ORGANISATIONS = {
    "oddly named": ("algemeen", "or", 340, ODD),
    "school": ("onderwijs", "[mr, gmr]", 60, "Basisschool De Wijde Blik"),
    "family firm": ("algemeen", "geen", 8, "Gebroeders De Boer v.o.f."),
}
FACTS = """
werkgever: {{naam: '{naam}', naam_kort: "Wij", website: "https://www.elders.test", kvk: "12345678", sector: {sector}, medewerkers: {size}}}
handboek: {{adres: "https://handboek.elders.test/"}}
protocol: {{kenmerk: "W-1", bestaat_sinds: 2026-11-20}}
medezeggenschap: {{soort: {council}}}
contact:
"""


@pytest.mark.parametrize("which", ORGANISATIONS)
def test_who_answers_truthfully_has_nothing_to_mend(which: str, tmp_path: Path, material: Path) -> None:
    sector, council, size, name = ORGANISATIONS[which]
    roles = ("hr", "communicatie", "woordvoerder", "vertrouwenspersoon", "privacy", "ict")
    people = "".join(f'  {role}: {{naam: "Team {role}", email: "{role}@elders.test", telefoon: "030 123 45 67"}}\n' for role in roles)
    born = made(tmp_path / "h", material, FACTS.format(naam=name, sector=sector, size=size, council=council) + people)
    assert [one.sentence for one in born.findings if one.code not in SAMPLE_WARNINGS] == []
    assert born.sources.examples == ()
    assert born.sources.facts and born.sources.facts.werkgever.naam == name


def test_what_was_left_for_later_is_told_until_somebody_says_what_it_is(
    tmp_path: Path, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the example has may be so elsewhere too: nothing else in its group may be left that tells of it."""
    monkeypatch.setattr("handbook.new.material.place", lambda: material)
    answered = FACTS.format(naam="Elders", sector="algemeen", size=340, council="or")
    people = '  hr: {naam: "A. Bakker", email: "hr@elders.test", telefoon: "030 123 45 67"}\n'
    (tmp_path / "a.yml").write_text(
        (answered + people).replace(", bestaat_sinds: 2026-11-20", "").replace(", medewerkers: 340", ""), "utf-8"
    )
    birth.new(tmp_path / "h", tmp_path / "a.yml", TAG, lambda _: None)
    file = tmp_path / "h/variables.yml"

    def left() -> dict[str, str]:
        return {one.key: one.finding.mend for one in sample.left(Project.find(tmp_path / "h")) if not one.key.startswith("contact.")}

    mend = 'Vul in hoe dit bij u is. Is het zo? Haal dan "# nog invullen" weg achter deze regel.'
    assert left() == {"werkgever.medewerkers": mend, "protocol.bestaat_sinds": mend}
    text = file.read_text("utf-8")
    file.write_text(text.replace("medewerkers: 120", "medewerkers: 31").replace("2024-01-01  # nog invullen", "2024-01-01"), "utf-8")
    assert left() == {}


def test_the_first_text_is_a_draft_that_nobody_decided_on(plain: tuple[Path, repository.Born]) -> None:
    (newest,) = plain[1].sources.revisions
    assert (str(newest.version), newest.facts.status, newest.facts.besluiten) == ("2027-02-01", Status.CONCEPT, ())


def uncommented(text: str) -> str:
    """The file with every sign taken away below the line that says so."""
    _, head, body = text.split("---\n", 2)
    before, said, below = head.partition("hieronder weg")
    return "---\n".join(("", before + said + re.sub(r"(?m)^#", "", below), body))


@pytest.mark.parametrize(
    ("councils", "write", "asked"),
    [
        ("geen", [], ["anders", "bestuur"]),
        ("personeelsvergadering", [], ["anders", "bestuur"]),
        ("[mr, gmr]", ["--raad", "gmr"], ["gmr", "gmr", "bestuur"]),
        ("or", ["--write"], ["or", "bestuur"]),
    ],
    ids=["bakery", "shop", "school", "firm"],
)
def test_the_proposals_stay_right_to_the_letter_once_decisions_are_written(
    tmp_path: Path, material: Path, councils: str, write: list[str], asked: list[str]
) -> None:
    """Who writes down what is asked first, finds nothing proposed that is asked already, nor of a council that was not chosen."""
    sector, size = (
        ("onderwijs", 60)
        if "mr" in councils
        else ("algemeen", 8 if councils == "geen" else 30 if councils == "personeelsvergadering" else 340)
    )
    people = '  hr: {naam: "A. Bakker", email: "hr@elders.test", telefoon: "030 123 45 67"}\n'
    made(tmp_path / "h", material, FACTS.format(naam="Elders", sector=sector, size=size, council=councils) + people)
    if write:
        done = handbook(tmp_path / "h", "decisions", *write)
        assert "Erbij gezet" in done.stdout, done.stdout + done.stderr
    text = uncommented((tmp_path / "h/docs/revisies/2027-02-01.md").read_text("utf-8"))
    node = yaml.safe_load(text.split("---\n")[1].replace("JJJJ-MM-DD", "2027-03-01"))
    assert [one["wie"] for one in node["besluiten"]] == asked
    assert node["bekendgemaakt"] == node["evaluatie"] == date(2027, 3, 1)


def test_what_the_first_revision_says_to_fill_in_is_right(tmp_path: Path, material: Path) -> None:
    """The comment at its top, followed to the letter, gives a revision that is adopted."""
    made(tmp_path / "h", material)
    file = tmp_path / "h/docs/revisies/2027-02-01.md"
    text = uncommented(file.read_text("utf-8")).replace("status: concept", "status: vastgesteld")
    days = iter(["2027-01-10", "2028-02-01", "2026-11-20", "2026-11-21"])
    file.write_text(re.sub("JJJJ-MM-DD", lambda _: next(days), text), "utf-8")
    done = handbook(tmp_path / "h", "check")
    assert (done.returncode, "docs/revisies" in done.stdout) == (0, False), done.stdout


@pytest.mark.parametrize(
    ("councils", "asked"),
    [
        (["or"], ["or"]),
        (["pvt"], ["pvt"]),
        (["mr"], ["mr"] * 3),
        (["mr", "gmr"], ["mr"] * 3 + ["gmr"] * 3),
        (["personeelsvergadering"], ["anders"]),
        (["geen"], ["anders"]),
    ],
)
def test_the_first_revision_proposes_whom_the_organisation_has(councils: list[str], asked: list[str]) -> None:
    text = first_revision.text(date(2027, 2, 1), councils)
    assert re.findall(r"\{wie: (\w+)", text) == [*asked, "bestuur"]
    # Each part of a school's council decides on rules of its own.
    assert re.findall(r"\{wie: mr, (?:deel: (\w+))?", text) == (["personeel", "ouders", ""] if "mr" in councils else [])


def test_every_target_that_something_names_is_in_its_makefile(plain: tuple[Path, repository.Born]) -> None:
    """The workflows, the program's own advice and the files that it carries were written for a checkout."""
    root, _ = plain
    targets = set(re.findall(r"(?m)^([a-z./-]+):", (root / "Makefile").read_text("utf-8")))
    texts = [path for top in (ROOT / "handbook", root / ".github") for path in top.rglob("*") if path.suffix in (".py", ".yml")]
    advice = re.compile(r"(?:\bmake |run: make )(\.venv/[a-z]+|site|test|demo|check|toegankelijkheid|test-inhoud)\b")
    named = {target for path in texts for target in advice.findall(path.read_text("utf-8"))}
    assert {".venv/site", ".venv/test", "site", "test", "toegankelijkheid"} <= named <= targets
    assert "beheer" in targets, "the pages for who keeps the handbook name it"
    assert "test-inhoud" in targets, "the files in docs/gegevens/toetsen name it"


def test_it_installs_with_the_same_uv_as_we_do_by_its_fingerprint() -> None:
    ours, theirs = ((path / "Makefile").read_text("utf-8") for path in (ROOT, FILES))
    (pinned,) = re.findall(r"(?m)^UV_VERSION := (.*)$", ours)
    assert (FILES / "requirements-uv.lock").read_text("utf-8").startswith(f"uv=={pinned} \\\n    --hash=sha256:")
    for makefile in (ours, theirs):
        assert all(
            "--require-hashes" in line
            for line in makefile.splitlines()
            if "pip install" in line and "-r " in line and "programma" not in line
        )
    assert "--require-hashes -r $(UV_LOCK)" in ours and "--require-hashes -r requirements-uv.lock" in theirs


def test_its_readme_installs_what_an_import_needs_as_the_program_says(plain: tuple[Path, repository.Born]) -> None:
    (command,) = re.findall(r"`(\.venv/bin/pip install [^`]+)`", (plain[0] / "README.md").read_text("utf-8"))
    assert f"met: {command} (" in INSTALL


def test_owners_are_named_of_what_is_there_alone(plain: tuple[Path, repository.Born]) -> None:
    owners = (plain[0] / ".github/CODEOWNERS").read_text("utf-8")
    assert "/programma*" in owners and "/variables.yml" in owners
    assert not re.search(r"^/(?:handbook|tests|tools|pyproject)", owners, re.MULTILINE)


def test_a_wheel_is_kept_with_its_fingerprint(tmp_path: Path, material: Path) -> None:
    wheel = tmp_path / WHEEL
    wheel.write_bytes(b"wiel")
    made(tmp_path / "h", material, pinned=str(wheel))
    digest = hashlib.sha256(b"wiel").hexdigest()
    assert f"\n./programma/{WHEEL} --hash=sha256:{digest}\n" in (tmp_path / "h/programma.txt").read_text("utf-8")
    assert (tmp_path / "h/programma" / WHEEL).read_bytes() == b"wiel"


def test_who_git_knows_gets_a_first_commit(tmp_path: Path, material: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "gitconfig"
    own.write_text("[user]\n  name = HR\n  email = hr@elders.test\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert made(tmp_path / "h", material).committed
    said = subprocess.run(["git", "log", "--format=%an %s"], cwd=tmp_path / "h", capture_output=True, text=True, check=True).stdout
    assert said == f"HR Het handboek begint, met versie {engine.version()} van het programma\n"
    left = subprocess.run(["git", "status", "--short"], cwd=tmp_path / "h", capture_output=True, text=True, check=True).stdout
    assert left == ""


def test_kept_answers_make_room_for_the_repository(tmp_path: Path, material: Path) -> None:
    (tmp_path / "h").mkdir()
    (tmp_path / "h" / repository.KEPT).write_text("", "utf-8")
    made(tmp_path / "h", material)
    assert not (tmp_path / "h" / repository.KEPT).exists()


def test_what_cannot_be_finished_leaves_the_folder_as_it_was(tmp_path: Path, material: Path) -> None:
    (tmp_path / "h").mkdir()
    (tmp_path / "h" / repository.KEPT).write_text("werkgever: {}\n", "utf-8")
    broken = draw(tmp_path / "stof", of=SAMPLE)  # without workflows, deploy and a licence
    with pytest.raises(FileNotFoundError):
        repository.create(tmp_path / "h", facts.group({}), date(2027, 2, 1), engine.chosen(TAG), broken, FACTS_OF_SAMPLE)
    assert names(tmp_path / "h") == {repository.KEPT}
    assert {path.name for path in tmp_path.iterdir()} == {"h", "stof"}


@pytest.mark.parametrize(
    ("before", "folder", "said"),
    [
        ("h/brief.txt", "h", "is niet leeg: er staat al brief.txt. Kies een map die nog niet bestaat, of een lege."),
        ("h/mkdocs.yml", "h", "Daar staat al een handboek: verander uw gegevens in variables.yml, en kijk daar met: handbook check"),
        ("h", "h", "is geen map. Kies een andere naam"),
        (None, ".", "Ga een map hoger, en geef daar: handbook new "),
    ],
)
def test_a_folder_that_is_not_empty_is_refused(before: str | None, folder: str, said: str, tmp_path: Path) -> None:
    if before:
        (tmp_path / before).parent.mkdir(exist_ok=True)
        (tmp_path / before).write_text("", "utf-8")
    done = handbook(tmp_path, "new", folder, "--engine", TAG)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("pinned", "said"),
    [
        ("weg.whl", "Het bestand weg.whl bestaat niet."),
        ("anders.whl", "anders.whl is geen wheel van dit programma."),
        ("git+https://git.elders.test/hr/handboek", "noemt geen tag in git"),
        ("git+http://git.elders.test/hr/handboek@v1", "noemt geen tag in git"),
    ],
)
def test_a_program_that_nobody_can_take_is_refused(pinned: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "anders.whl").write_text("", "utf-8")
    done = handbook(tmp_path, "new", "h", "--engine", pinned)
    assert (done.returncode, said in done.stderr, "make wheel" in done.stderr) == (2, True, True), done.stderr
    assert not (tmp_path / "h").exists()


def test_answers_with_mistakes_make_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("werkgever:\n  kvk: 12\n", "utf-8")
    done = handbook(tmp_path, "new", "h", "--engine", TAG, "--answers", "a.yml")
    assert (done.returncode, "a.yml:2: werkgever.kvk is geen KvK-nummer" in done.stdout) == (1, True)
    done = handbook(tmp_path, "new", "h", "--engine", TAG, "--answers", "b.yml")
    assert (done.returncode, "b.yml kan niet worden gelezen" in done.stderr) == (2, True)
    assert {path.name for path in tmp_path.iterdir()} == {"a.yml"}


def test_the_locks_are_found_before_anything_is_installed() -> None:
    """As the Makefile of a new repository asks it: by a Python that has the program and nothing else."""
    (line,) = re.findall(r'-c "(.+?)"\)', (FILES / "Makefile").read_text("utf-8"))
    bare = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {line}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", bare], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(ROOT)), done.stderr
