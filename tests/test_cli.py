"""The commands as a person types them: Dutch, with the agreed exit codes, never a traceback for a slip."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from handbook import cli
from tests.support.fork import handbook
from tests.support.handbooks import draw

ENGLISH = ("usage:", "error:", "options:", "positional", "argument ", "invalid", "required", "unrecognized", "show this")


ELSEWHERE = ("verify", "export", "guard", "new")
"""Commands for people and machines without the handbook's sources."""

DECIDED = ("--from", "2026-05-01", "--instead", "geen", "--decided", "2026-04-01", "--by", "d", "--reason", "r")
NEEDED = {
    "announce": ("2026-01-01",),
    "receipts": ("mails.csv",),
    "correct": ("2026-01-01",),
    "diff": ("2026-01-01", "concept"),
    "import": ("protocol.docx",),
    "restore": ("2026-01-01",),
    "take-down": ("2026-01-01", "--reason", "r", "--by", "d", "--ask", "a", "--yes"),
    "repeal": ("2026-01-01", *DECIDED, "--yes"),
}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("restore", "gisteren"),
        ("activate", "--date", "2026-02-30"),
        ("versions", "--on", "morgen"),
        ("withdraw", "2026-01-01"),
        ("take-down", "2026-01-01"),
        ("repeal", "2026-01-01", "--from", "ooit"),
        ("chek",),
        ("check", "--format", "xml"),
        ("build", "--site-dir"),
        ("serve", "--port", "abc"),
        ("publish", "extra"),
        ("check", "--form", "json"),
    ],
)
def test_a_slip_is_answered_in_dutch_with_exit_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = handbook(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Gebruik: handbook" in done.stderr
    assert not [word for word in ENGLISH if word in done.stderr.lower()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Hier ontbreekt nog: OPDRACHT."),
        (("chek",), "De opdracht 'chek' bestaat niet. Bedoelt u check?"),
        (("xyzzy",), "De opdracht 'xyzzy' bestaat niet."),
        (("--nee",), "Dit is onbekend: --nee."),
        (("check", "--stric"), "Dit is onbekend: --stric. Bedoelt u --strict?"),
        (("check", "--strict=ja"), "Bij --strict: hier hoort geen waarde achter."),
        (("check", "--format", "xml"), "Bij --format: 'xml' bestaat niet. Kies uit text, json, github."),
        (("build", "--site-dir"), "Bij --site-dir: zet er een waarde achter."),
        (("publish", "een", "twee"), "Dit is onbekend: een twee."),
        (("build", "mijn site"), "Dit is onbekend: mijn site. Bedoelt u een map? Schrijf dan: handbook build --site-dir 'mijn site'"),
        (("restore",), "Hier ontbreekt nog: VERSIE."),
        (
            ("restore", "2026-01-01", "gisteren"),
            'Bij VERSIE: "gisteren" is geen versie. Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2.',
        ),
        (("restore", "1-2-2027"), 'Bij VERSIE: "1-2-2027" is geen versie. Bedoelt u 2027-02-01?'),
        (("take-down", "2026-01-01", "--by", "ik"), "Hier ontbreekt nog: --reason. Alles wat erbij hoort: VERSIE, --reason, --by, --ask."),
        (
            ("withdraw", "2026-01-01", "--by", "ik"),
            (
                "De opdracht withdraw bestaat niet meer: zij deed twee dingen tegelijk. "
                "Mag niemand de tekst nog lezen? Geef dan: handbook take-down. Geldt de tekst niet meer? Geef dan: handbook repeal."
            ),
        ),
        (
            ("repeal", "2026-01-01", "--from", "2026-05-01", "--instead", "de vorige"),
            'Bij --instead: "de vorige" is geen versie. Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2, of schrijf: geen.',
        ),
        (("export",), "Hier ontbreekt nog: MAP|VORM."),
        (("activate", "--date", "2026-02-30"), 'Bij --date: "2026-02-30" is geen bestaande dag. Schrijf JJJJ-MM-DD, zoals 2026-11-01.'),
        (("serve", "--port", "0"), "Bij --port: 0 is geen poort. Kies een getal van 1 tot en met 65535, zoals 8001."),
        (("verify", "--site", "a", "--url", "b"), "Kies één plek: --remote, --site of --url."),
        (("check", "--edition"), "Bij --edition: zet er een waarde achter."),
    ],
)
def test_every_slip_has_its_own_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = handbook(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    usage, sentence, help_ = done.stderr.splitlines()
    assert usage.startswith("Gebruik: handbook")
    assert sentence == said
    verb = f" {arguments[0]}" if arguments and arguments[0] in cli.VERBS.commands else ""
    assert help_ == f"Uitleg: handbook{verb} --help"


@pytest.mark.parametrize("verb", [*cli.VERBS.commands])
def test_every_command_explains_itself_in_dutch(tmp_path: Path, verb: str) -> None:
    done = handbook(tmp_path, verb, "--help")
    assert done.returncode == 0
    assert not [word for word in ENGLISH if word in done.stdout.lower()]


@pytest.mark.parametrize("verb", [verb for verb in cli.VERBS.commands if verb not in ELSEWHERE])
def test_outside_a_handbook_every_command_says_so(tmp_path: Path, verb: str) -> None:
    done = handbook(tmp_path, verb, *NEEDED.get(verb, ()))
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_handbook_that_is_said_whoever_has_the_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = handbook(tmp_path, "site", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, "mkdocs.yml" in done.stderr, "Poort" in done.stderr) == (2, True, False), done.stderr


def test_check_in_three_forms(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"docs/index.md": "+\nZie [niets](bestaat-niet.md).\n"})
    line = len((root / "docs/index.md").read_text("utf-8").splitlines())
    text = handbook(root, "check")
    assert text.returncode == 1
    assert f"docs/index.md:{line}: " in text.stdout
    assert "Gevonden: 1 fout." in text.stdout
    found = json.loads(handbook(root, "check", "--format", "json").stdout)
    assert [(f["file"], f["line"], f["code"], f["level"]) for f in found] == [("docs/index.md", line, "LNK012", "fout")]
    annotation = handbook(root, "check", "--format", "github").stdout
    assert annotation.startswith(f"::error file=docs/index.md,line={line},title=LNK012::")


def test_check_of_a_sound_handbook(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    assert json.loads(handbook(root, "check", "--format", "json").stdout) == []
    done = handbook(root, "check")
    assert (done.returncode, done.stdout) == (0, "Alles klopt.\n")


def test_check_works_from_a_folder_inside(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    assert handbook(root / "docs", "check").returncode == 0


def test_variables_tells_value_meaning_and_pages(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    said = handbook(root, "variables").stdout
    assert "werkgever.naam: Proefhuis B.V.\n    De volledige naam van de organisatie" in said
    assert "index.md" in said.partition("werkgever.naam:")[2].partition("werkgever.naam_kort:")[0]


def test_variables_with_mistakes_names_them(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"variables.yml": "werkgever: niets\n"})
    done = handbook(root, "variables")
    assert done.returncode == 1
    assert "variables.yml:1: " in done.stdout


def test_a_variables_file_that_is_not_there(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    done = handbook(root, "build", "--variables", "weg.yml")
    assert done.returncode == 2
    assert "weg.yml" in done.stderr


def test_a_taken_port_is_said_before_any_work(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for verb in ("serve", "site"):
            done = handbook(root, verb, "--port", port)
            assert done.returncode == 2
            assert port in done.stderr
            assert "Controleren" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "text", "-o", "../{}.txt"),
        ("announce", "concept", "-o", "../{}"),
        ("report", "-o", "../{}.md"),
        ("review", "-o", "../{}.md"),
        ("build", "--site-dir", "../{}"),
        ("receipts", "../{}.csv"),
        ("import", "../{}.docx"),
        ("check", "--variables", "../{}"),
        ("new", "../{}"),
    ],
)
def test_a_name_that_no_disk_takes_is_told_and_gives_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = handbook(draw(tmp_path / "handboek"), *(one.format("a" * 300) for one in arguments))
    assert done.returncode == 2 and "de naam is te lang" in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_a_reader_that_goes_away_gives_no_traceback(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    command = f"{sys.executable} -m handbook variables | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("day", ["morgen", "2026-02-30", "", "2026-13-01"])
def test_a_day_set_by_hand_that_is_none(tmp_path: Path, day: str) -> None:
    root = draw(tmp_path / "h")
    done = handbook(root, "check", HANDBOEK_VANDAAG=day)
    if day:
        assert done.returncode == 2
        assert day in done.stderr
        assert "Traceback" not in done.stderr
    else:
        assert done.returncode == 0


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=HR", "-c", "user.email=hr@proefhuis.test")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_publishing_from_the_keyboard(tmp_path: Path) -> None:
    """The whole way: nothing yet, published, again, another text, and the list."""
    root = draw(tmp_path / "h")
    git(root, "init", "--quiet", "--initial-branch=main")
    assert "nog geen" in handbook(root, "versions").stdout.lower()
    assert handbook(root, "publish").returncode == 2
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "handboek")
    tried = handbook(root, "publish", "--dry-run")
    assert (tried.returncode, "2026-01-01" in tried.stdout) == (0, True), tried.stderr
    assert json.loads(handbook(root, "versions", "--format", "json").stdout) == []
    first = handbook(root, "publish")
    assert (first.returncode, "2026-01-01" in first.stdout) == (0, True), first.stderr
    again = handbook(root, "publish")
    assert (again.returncode, "bestond al" in again.stdout) == (0, True), again.stderr
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nEen nieuwe zin.\n", "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "andere tekst")
    other = handbook(root, "publish")
    assert other.returncode == 4
    assert "2026-01-01" in other.stderr
    assert "index.md" in other.stderr
    assert "2026-01-01.2" in other.stderr
    listed = json.loads(handbook(root, "versions", "--format", "json").stdout)
    assert [v["status"] for v in listed] == ["geldend"]
    before = json.loads(handbook(root, "versions", "--format", "json", HANDBOEK_VANDAAG="2025-12-31").stdout)
    assert [v["status"] for v in before] == ["toekomstig"]


def test_a_revision_with_a_mistake_in_its_file_is_listed_too(tmp_path: Path) -> None:
    root = draw(tmp_path / "h")
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / "docs/revisies/2027-07-01.md").write_text("---\ntitle: Zonder status\n---\n# Zonder status\n", "utf-8")
    said = handbook(root, "versions").stdout.splitlines()
    assert said[0] == "Er is nog geen versie gepubliceerd. Kijk eerst wat er mis is met: handbook check"
    assert said[1] == "2027-07-01  onbekend       1 juli 2027 (in docs/revisies/2027-07-01.md staat een fout, zie handbook check)"
    assert said[2].startswith("2026-01-01  bekendgemaakt  1 januari 2026 (nog niet gepubliceerd")


def test_a_day_of_knowledge_needs_a_day_of_the_question_and_verify_and_guard_say_what_they_lack(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {})
    asked = handbook(root, "versions", "--known-on", "2026-01-01")
    assert (asked.returncode, "--on" in asked.stderr) == (2, True)
    looked = handbook(tmp_path, "verify")
    assert (looked.returncode, "Traceback" in looked.stderr) == (2, False)
    half = handbook(root, "guard", "--old", "x")
    assert (half.returncode, "--new" in half.stderr) == (2, True)


def test_strict_counts_a_warning_as_a_mistake(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"docs/index.md": "+\nDit woordjeklopniet staat in geen lijst.\n"})
    assert handbook(root, "check").returncode == 0
    strict = handbook(root, "check", "--strict")
    assert (strict.returncode, "woordjeklopniet" in strict.stdout) == (1, True)
