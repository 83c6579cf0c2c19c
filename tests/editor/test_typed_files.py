"""What the editor writes: what was changed and not a sign more. Runs its scripts in Node.js, with the YAML that `handbook editor --get` brings."""

from __future__ import annotations

import difflib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handbook.core.project import Project
from handbook.editor import collections, installed
from handbook.editor.collections import Collection
from handbook.editor.page import ASSETS
from tests.support.handbooks import SAMPLE, draw

pytestmark = pytest.mark.skipif(
    not installed.part().there or installed.node() is None,
    reason="the part of the editor that comes from npm is not installed: handbook editor --get",
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Collection]:
    project = Project.find(draw(tmp_path_factory.mktemp("beheer"), of=SAMPLE))
    return {one.name: one for one in collections.of(project)}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts")
    for name in ("shapes.js", "yaml_file.js"):
        shutil.copy(ASSETS / name, folder)
    (folder / "yaml").symlink_to(installed.part().yaml)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    shutil.copy(Path(__file__).with_name("typed_files.js"), folder)
    return folder


def written(scripts: Path, cases: list[dict[str, Any]]) -> list[str]:
    """What the editor writes for each case."""
    command = [installed.node() or "", "--preserve-symlinks", str(scripts / "typed_files.js"), str(scripts / "shapes.js")]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    texts: list[str] = json.loads(done.stdout)
    return texts


def case(of: Collection, text: str, change: list[list[Any]] | None = None) -> dict[str, Any]:
    return {"fields": of.fields, "kind": of.kind, "text": text, "change": change or []}


def test_what_nobody_changed_is_written_as_it_was_typed(found: dict[str, Collection], scripts: Path) -> None:
    files = [
        (one, path) for one in found.values() for path in ([SAMPLE / one.file] if one.file else sorted((SAMPLE / one.folder).glob("*.md")))
    ]
    texts = [path.read_text("utf-8") for _, path in files]
    assert len(texts) > 30
    again = written(scripts, [case(one, text) for (one, _), text in zip(files, texts, strict=True)])
    assert [path.name for (_, path), text, new in zip(files, texts, again, strict=True) if text != new] == []


HR = ["contact", "hr", 0]

CASES: list[tuple[str, str, list[list[Any]], list[str]]] = [
    ("gegevens", "a text stays between its quotes", [[["werkgever", "kvk"], "00000000"]], ['-  kvk: "81726354"', '+  kvk: "00000000"']),
    ("gegevens", "a number stays without them", [[["beleid", "reactie_uren"], "48"]], ["-  reactie_uren: 24", "+  reactie_uren: 48"]),
    (
        "gegevens",
        "what is new stands where the form has it",
        [[["beleid", "beheerders"], "3"], [["handboek", "logo"], "img/logo.svg"]],
        ['+  logo: "img/logo.svg"', "+  beheerders: 3"],
    ),
    ("gegevens", "a key goes with its line", [[[*HR, "telefoon"], ""]], ['-    telefoon: "+31 20 555 45 67"']),
    (
        "gegevens",
        "one contact becomes more",
        [[["contact", "ict"], [{"naam": "A", "telefoon": "0201234567"}, {"naam": "B", "email": "b@proefhuis.test"}]]],
        [
            '-    naam: "Servicedesk ICT"',
            '-    email: "ict@proefhuis.test"',
            '-    telefoon: "+31 20 555 45 72"',
            '+    - naam: "A"',
            '+      telefoon: "0201234567"',
            '+    - naam: "B"',
            '+      email: "b@proefhuis.test"',
        ],
    ),
    (
        "gegevens",
        "one choice becomes more",
        [[["werkgever", "sector"], ["overheid", "zorg"]]],
        ["-  sector: algemeen", "+  sector: [overheid, zorg]"],
    ),
    ("gegevens", "a line of a list", [[["beleid", "momenten"], "in de pauze\nna werktijd"]], ['-    - "voor werktijd"']),
    (
        "gegevens",
        "a list that becomes empty",
        [[["beleid", "platforms"], ""]],
        ['-    - "LinkedIn"', '-    - "Instagram"', '-    - "Facebook"', "-  platforms:"],
    ),
    (
        "gegevens",
        "words that are no text elsewhere",
        [[["werkgever", "naam_kort"], "nee"]],
        ['-  naam_kort: "Proefhuis"', '+  naam_kort: "nee"'],
    ),
    (
        "gegevens",
        "a group that was not there",
        [[["mensen"], {"klant": {"woord": "bewoner", "lidwoord": "de", "meervoud": "bewoners"}}]],
        ["+mensen:", "+  klant:", '+    woord: "bewoner"', "+    lidwoord: de", '+    meervoud: "bewoners"'],
    ),
    (
        "data-bepalingen",
        "a sentence of a clause",
        [[["alles", 0, "leden", 1, "zinnen"], "Voor al het andere geldt ons protocol.\nLees het."]],
        [
            '-        - "Voor al het andere geldt ons protocol sociale media."',
            '+        - "Voor al het andere geldt ons protocol."',
            '+        - "Lees het."',
        ],
    ),
]


@pytest.mark.parametrize(("name", "said", "change", "lines"), CASES, ids=[case[1] for case in CASES])
def test_only_what_was_changed_is_another_line(
    found: dict[str, Collection], scripts: Path, name: str, said: str, change: list[list[Any]], lines: list[str]
) -> None:
    text = (SAMPLE / found[name].file).read_text("utf-8")
    (new,) = written(scripts, [case(found[name], text, change)])
    told = [
        line
        for line in difflib.unified_diff(text.splitlines(), new.splitlines(), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    assert sorted(told) == sorted(lines), said


def test_a_list_of_words_at_the_head_of_a_page_stays_on_its_line(found: dict[str, Collection], scripts: Path) -> None:
    path = SAMPLE / "docs/regels/omgang.md"
    text = path.read_text("utf-8")
    (new,) = written(
        scripts, [case(found["pagina-regels"], text, [[["zoekwoorden"], "ruzie, kat: hond, schelden"], [["body"], "# Kop\n\nTekst.\n"]])]
    )
    head, _, body = new.partition("---\n# ")
    assert 'zoekwoorden: [ruzie, "kat: hond", schelden]\n' in head
    assert head.replace('[ruzie, "kat: hond", schelden]', "[ruzie, schelden, pesterij, roddel, gedrag]") == text.partition("---\n# ")[0]
    assert body == "Kop\n\nTekst.\n"


def test_for_whom_a_paper_is_can_be_typed_and_the_list_of_papers_stays_none(found: dict[str, Collection], scripts: Path) -> None:
    papers = found["pagina-formulieren"]
    text = (SAMPLE / "docs/formulieren/bepaling.md").read_text("utf-8")
    overview = (SAMPLE / "docs/formulieren/index.md").read_text("utf-8")
    changes = [(text, [[["stuk", "voor"], "HR"]]), (overview, [[["title"], "Alle stukken"]])]
    new, listed = written(scripts, [case(papers, one, change) for one, change in changes])
    assert new == text.replace('voor: "HR en de directie"', 'voor: "HR"')
    assert "stuk:" not in listed and "Alle stukken" in listed
