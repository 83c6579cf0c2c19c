"""What other programs make of our Word files: pandoc and LibreOffice read them, and accept or refuse what changed."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from handbook.export.documents import book as books
from handbook.export.documents import redlined
from handbook.export.documents.model import Book
from handbook.export.documents.word import file as word
from handbook.imports import trees
from tests.support import documents, libreoffice, pdf_reading
from tests.support.yaml_lists import read

CASES: list[dict[str, Any]] = read(Path(__file__).parents[2] / "redline/cases.yml")
WITHOUT_WORDS = re.compile(r"\s*(?:\d+\.)?\s*")
ACCEPT, REJECT = "AcceptAllTrackedChanges", "RejectAllTrackedChanges"


def side(cases: list[dict[str, Any]], name: str) -> Book:
    """One side of all cases as one document, each on pages and with ids of its own."""
    articles = []
    for number, case in enumerate(cases, 100):
        given = case[name]
        own = given["artikelen"] if isinstance(given, dict) else [{"id": "a", "delen": [given]}]
        articles += [{**one, "id": f"c{number}-{one['id']}", "pagina": f"c{number}/{one.get('pagina', 'regels.md')}"} for one in own]
    return documents.of(name, {"artikelen": articles})


def both(cases: list[dict[str, Any]]) -> tuple[bytes, bytes, bytes]:
    """The old and the new texts of all cases, and the two as one with its changes."""
    old, new = side(cases, "oud"), side(cases, "nieuw")
    successors = {
        f"c{number}-{was}": f"c{number}-{now}"
        for number, case in enumerate(cases, 100)
        for was, now in (case.get("opvolgers") or {}).items()
    }
    return word.make(old), word.make(new), word.make(redlined.of(old, new, successors))


def paragraphs(docx: bytes, changes: str) -> list[str]:
    """The words of each paragraph as pandoc reads it, with what it stands in. It leaves a paragraph that went as one without words."""
    program = str(files("pypandoc") / "files/pandoc")
    command = [program, "--sandbox", "--from=docx", f"--track-changes={changes}", "--to=json"]
    tree = json.loads(subprocess.run(command, input=docx, capture_output=True, check=True).stdout)
    first = next(at for at, block in enumerate(tree["blocks"]) if block["t"] == "Header")
    return [one for one in said(tree["blocks"][first:], "") if not one.endswith(": ")]


def said(node: Any, within: str) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from said(one, within)
    elif isinstance(node, dict) and node.get("t") in ("Para", "Plain", "Header"):
        level, inlines = (node["c"][0], node["c"][2]) if node["t"] == "Header" else ("", node["c"])
        yield f"{within}{node['t']}{level}: {trees.plain(inlines).strip()}"
    elif isinstance(node, dict) and "c" in node:
        yield from said(node["c"], f"{within}{node['t']} ")


def test_the_schemas_of_office_are_kept(tmp_path: Path) -> None:
    _, _, changed = both(CASES)
    for at, made in enumerate((changed, word.make(books.only(side(CASES[:9], "nieuw"), "3.1")))):
        (place := tmp_path / f"{at}.docx").write_bytes(made)
        found = {error.description for error in OpenXmlValidator(max_errors=0).validate(place).errors}
        # Word asks for neither: it has letters and colours of its own.
        assert {one for one in found if not one.endswith(("/fontTable' is missing.", "/theme' is missing."))} == set()


def test_libreoffice_prints_every_page(tmp_path: Path) -> None:
    _, _, changed = both(CASES)
    made = libreoffice.pdf(changed, tmp_path).read_bytes()
    assert made.startswith(b"%PDF") and made.count(b"/Type/Page/") > 5


def article(*lids: str) -> Book:
    delen = [f"<p>{text}</p>" for text in lids]
    return documents.of("oud" if "Weg een." in lids else "nieuw", {"artikelen": [{"id": "a", "titel": "Een regel", "delen": delen}]})


def test_libreoffice_numbers_what_stands_behind_what_went(tmp_path: Path) -> None:
    """As the new text does; the number that it had stands in brackets, and is LibreOffice's own."""
    old, new = (
        article("Eerst.", "Weg een.", "Weg twee.", "Blijft hier.", "Slot."),
        article("Eerst.", "Blijft hier.", "Nieuw hier.", "Slot."),
    )
    made = libreoffice.pdf(word.make(books.only(redlined.of(old, new, {}), "a")), tmp_path).read_bytes()
    (page,) = pdf_reading.opened(made).pages
    said = [
        re.sub(r" |\[\d+\.\]", "", line)
        for line in page.extract_text().splitlines()
        if re.search(r"Eerst|Weg|Blijft|Nieuw hier|Slot", line)
    ]
    assert said == ["1.Eerst.", "Wegeen.", "Wegtwee.", "2.Blijfthier.", "3.Nieuwhier.", "4.Slot."]


def test_pandoc_accepts_and_refuses_as_we_mean_it() -> None:
    old, new, changed = both(CASES)
    assert len(paragraphs(changed, "accept")) > 400
    assert paragraphs(changed, "accept") == paragraphs(new, "accept")
    assert paragraphs(changed, "reject") == paragraphs(old, "accept")


@pytest.mark.parametrize("action", [ACCEPT, REJECT])
def test_libreoffice_accepts_and_refuses_as_we_mean_it(tmp_path: Path, action: str) -> None:
    old, new, changed = both(CASES)
    wanted, found = tmp_path / "wanted", tmp_path / "found"
    wanted.mkdir()
    found.mkdir()
    expected = libreoffice.resolved(new if action == ACCEPT else old, action, wanted)
    assert len(expected) > 500
    assert text(libreoffice.resolved(changed, action, found)) == text(expected)


def text(lines: list[str]) -> list[str]:
    """From the first chapter on: the contents before it are those of the new text, which a word processor fills again when it is asked.

    Before a table that went LibreOffice leaves a paragraph without words, with its number where it had one.
    """
    start = next(at for at, line in enumerate(lines) if line.startswith("    Hoofdstuk"))
    return [line for line in lines[start:] if not WITHOUT_WORDS.fullmatch(line)]
