"""What differs between two texts, on the command line: versions of a real archive and the draft, in every form, and what is said where there is none."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import html5lib
import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.core import console
from tests.support import acts, publishing, terminal, word_reading
from tests.support.fork import handbook
from tests.support.publishing import FIRST

SECOND = "2026-02-01"

RULES = """---
title: "Regels"
description: "De regels over foto's."
artikelen:
  fotos: {norm: nee}
  bellen: {norm: nee}
  namen: {norm: nee}
---
# Regels

## {{ artikel('fotos') }} Foto's {#fotos}

1. U plaatst geen foto's van klanten.
2. U vraagt binnen vier weken toestemming: zie {{ art('bellen') }}.

## {{ artikel('bellen') }} Bellen {#bellen}

Bel {{ contact.hr.naam }} op {{ bel(contact.hr.telefoon) }}.

## {{ artikel('namen') }} Namen {#namen}

U noemt geen namen van collega's.
"""


CHANGES = """wijzigingen:
  - artikel: fotos
    wat: "De termijn is nu zes weken."
    waarom: "Vier weken was te kort."
    voor_wie: "wie foto's plaatst"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two versions, of which the second says and knows something else."""
    root = publishing.handbook(tmp_path_factory.mktemp("verschil") / "handboek")
    page, facts = root / "docs/regels.md", root / "variables.yml"
    page.write_text(RULES, "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    page.write_text(RULES.replace("geen foto's van", "nooit foto's van").replace("vier weken", "zes weken"), "utf-8")
    facts.write_text(facts.read_text("utf-8").replace("+31 20 555 45 67", "+31 20 555 99 99"), "utf-8")
    revision = publishing.revise(root, SECOND)
    revision.write_text(revision.read_text("utf-8").replace("ingangsdatum:", f"{CHANGES}\ningangsdatum:", 1), "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    return root


def diff(root: Path, *arguments: str) -> str:
    done = handbook(root, "diff", *arguments)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def refused(root: Path, *arguments: str) -> str:
    done = handbook(root, "diff", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.rstrip("\n")


TEXT = """Verschil tussen 2026-01-01 en 2026-02-01

1 artikel gewijzigd. In 1 artikel veranderde alleen een gegeven.

Gegevens

- contact.hr.telefoon: was [-+31 20 555 45 67-], is {++31 20 555 99 99+} (artikel 1.2, Bellen)

Artikel 1.1 Foto's (gewijzigd)

Lid 1: U plaatst [-geen-] {+nooit+} foto's van klanten.
Lid 2: U vraagt binnen [-vier-] {+zes+} weken toestemming: zie artikel 1.2.

Artikel 1.2 Bellen (ander gegeven)

Bel Afdeling HR op +31 20 555 [-45 67-] {+99 99+} (gegeven).
"""

MARKDOWN = """# Verschil tussen 2026-01-01 en 2026-02-01

1 artikel gewijzigd.

## Artikel 1.1 Foto's (gewijzigd)

Lid 1: U plaatst ~~geen~~ **nooit** foto's van klanten.

Lid 2: U vraagt binnen ~~vier~~ **zes** weken toestemming: zie artikel 1.2.
"""


def test_two_versions_as_text(root: Path) -> None:
    assert diff(root, FIRST, SECOND) == TEXT


def test_the_other_way_round_what_came_went(root: Path) -> None:
    assert "U plaatst [-nooit-] {+geen+} foto's" in diff(root, SECOND, FIRST)


def test_one_article_alone_as_markdown(root: Path) -> None:
    assert diff(root, FIRST, SECOND, "--artikel", "fotos", "--format", "markdown") == MARKDOWN


def test_as_json_for_a_program(root: Path) -> None:
    data = json.loads(diff(root, FIRST, SECOND, "--format", "json"))
    assert (data["oud"], data["nieuw"], data["samenvatting"]) == (FIRST, SECOND, TEXT.splitlines()[2])
    assert [(one["id"], one["soort"]) for one in data["wijzigingen"]] == [("fotos", ["gewijzigd"]), ("bellen", ["gegeven"])]
    assert data["wijzigingen"][0]["woorden"] == {"weg": ["geen", "vier"], "bij": ["nooit", "zes"]}
    assert data["gegevens"][0]["naam"] == "contact.hr.telefoon"


def test_as_a_page_of_its_own_with_links_into_the_versions(root: Path) -> None:
    html = diff(root, FIRST, SECOND, "--format", "html")
    html5lib.HTMLParser(strict=True).parse(html)
    tree = LexborHTMLParser(html)
    assert [node.text() for node in tree.css("section.verschil-artikel del")] == ["geen", "vier", "45 67"]
    links = [node.attributes["href"] for node in tree.css("#fotos a")]
    assert links == [f"https://handboek.proefhuis.test/{SECOND}/regels/#fotos", f"https://handboek.proefhuis.test/{SECOND}/regels/#bellen"]


def test_a_version_and_the_draft(root: Path, tmp_path: Path) -> None:
    """The draft may lack what its revision needs: one looks here to write that."""
    copy = shutil.copytree(root, tmp_path / "handboek")
    page = copy / "docs/regels.md"
    page.write_text(page.read_text("utf-8").replace("geen namen van", "nooit namen van"), "utf-8")
    publishing.revise(copy, "2026-03-01")
    said = diff(copy, SECOND, "concept")
    assert "Verschil tussen 2026-02-01 en concept\n\n1 artikel gewijzigd." in said
    assert "U noemt [-geen-] {+nooit+} namen van collega's." in said
    page.write_text("# Zomaar {{ nergens }}\n", "utf-8")
    done = handbook(copy, "diff", SECOND, "concept")
    assert done.returncode == 1 and "docs/regels.md:" in done.stdout


def test_on_a_terminal_the_marks_have_colours_beside_their_signs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"HANDBOEK_VANDAAG": publishing.TODAY, **publishing.on_path(publishing.HOUSE)}
    with terminal.terminal([sys.executable, "-m", "handbook", "diff", FIRST, SECOND], root, ours) as shown:
        shown.expect("[-geen-] {+nooit+}")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert console.painted()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console.painted()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("2026-01-09", SECOND),
            "Versie 2026-01-09 is er niet. Kies bijvoorbeeld 2026-01-01 of 2026-02-01. Alle versies ziet u met: handbook versions",
        ),
        (("gisteren", SECOND), '"gisteren" is geen versie. Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2, of: concept'),
        ((FIRST, FIRST), 'U vergelijkt "2026-01-01" met zichzelf. Noem twee verschillende teksten: handbook diff 2026-01-01 concept'),
        ((FIRST, SECOND, "--artikel", "foto"), 'Het artikel "foto" staat in geen van beide teksten. Bedoelt u fotos?'),
        (
            (FIRST, SECOND, "--artikel", "1.9"),
            'Het artikel "1.9" staat in geen van beide teksten. Hoofdstuk 1 heeft 3 artikelen: 1.1 tot en met 1.3. Noem er daar een van.',
        ),
        (
            (FIRST, SECOND, "--artikel", "xyz"),
            'Het artikel "xyz" staat in geen van beide teksten. De tekst heeft 3 artikelen: 1.1 tot en met 1.3. Noem een nummer, of hoe het artikel in zijn adres heet, achter het teken #.',
        ),
    ],
)
def test_what_cannot_be_compared_says_what_to_do(root: Path, arguments: tuple[str, ...], said: str) -> None:
    assert refused(root, *arguments) == said


def test_of_a_text_that_was_taken_off_it_says_whom_to_ask(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "handboek")
    acts.take_down(copy, FIRST)
    assert refused(copy, FIRST, SECOND) == (
        "De tekst van versie 2026-01-01 is op 22 november 2026 van de website gehaald, met als reden: ‘Een naam van een klant.’ "
        "Vraag haar op bij HR, hr@proefhuis.test. Of neem een andere versie: 2026-02-01."
    )


def test_an_article_that_was_taken_off_is_no_change(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "handboek")
    acts.take_down(copy, FIRST, article="fotos")
    done = handbook(copy, "diff", FIRST, SECOND)
    assert done.stderr.startswith("Van versie 2026-01-01 is een deel van de website gehaald (artikel 1.1)")
    assert "Artikel 1.1" not in done.stdout and "Artikel 1.2 Bellen" in done.stdout


def export(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = handbook(root, "export", *arguments)
    return done.returncode, done.stdout, done.stderr


def test_the_same_two_texts_are_had_as_a_word_file_with_its_changes(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "verschil.docx"
    code, said, wrong = export(root, "word", SECOND, "--sinds", FIRST, "-o", str(place))
    assert (code, wrong) == (0, "")
    assert said.splitlines()[-1] == f"Het document staat in {place}."
    made = place.read_bytes()
    assert word_reading.faults(made) == []
    accepted, refused_ = (" ".join(words for _, words in word_reading.said(made, how)) for how in ("accept", "reject"))
    for now, was in (("U plaatst nooit foto's", "U plaatst geen foto's"), ("binnen zes weken", "binnen vier weken"), ("99 99", "45 67")):
        assert now in accepted and was not in accepted
        assert was in refused_ and now not in refused_
    # One article of it, by its number: named after both versions.
    code, said, _ = export(root, "word", SECOND, "--sinds", FIRST, "--artikel", "1.2", "-o", str(tmp_path / "een.docx"))
    assert code == 0
    (first, *_) = word_reading.said((tmp_path / "een.docx").read_bytes(), "accept")
    assert first[0].startswith("Heading1") and "foto's" not in str(word_reading.said((tmp_path / "een.docx").read_bytes()))


def test_an_article_that_was_taken_off_the_old_text_did_not_come_in_the_new_one(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "handboek")
    acts.take_down(copy, FIRST, article="fotos")
    place = tmp_path / "verschil.docx"
    assert export(copy, "word", SECOND, "--sinds", FIRST, "-o", str(place))[0] == 0
    accepted, refused_ = (" ".join(words for _, words in word_reading.said(place.read_bytes(), how)) for how in ("accept", "reject"))
    assert "U plaatst nooit foto's" in accepted and "U plaatst nooit foto's" in refused_
    assert "45 67" in refused_ and "45 67" not in accepted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("word", SECOND, "--sinds", SECOND),
            'U vraagt wat er veranderde sinds "2026-02-01" in diezelfde tekst. Noem achter --sinds een oudere versie.',
        ),
        (
            ("text", SECOND, "--sinds", FIRST),
            'De wijzigingen sinds een versie staan niet in "text". Kies word of pdf, of haal --sinds weg.',
        ),
        (
            ("word", SECOND, "--sinds", "2025-01-01"),
            "Versie 2025-01-01 is er niet. Kies bijvoorbeeld 2026-01-01. Alle versies ziet u met: handbook versions",
        ),
        (
            ("word", SECOND, "--artikel", "9.9"),
            'Het artikel "9.9" staat niet in deze tekst. De tekst heeft 3 artikelen: 1.1 tot en met 1.3. Noem een nummer, of hoe het artikel in zijn adres heet, achter het teken #.',
        ),
    ],
)
def test_what_no_document_can_be_made_of_is_said_in_a_sentence(root: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, wrong = export(root, *arguments, "-o", str(tmp_path / "x.docx"))
    assert (code, wrong.splitlines()[-1]) == (2, said)
    assert not (tmp_path / "x.docx").exists()
