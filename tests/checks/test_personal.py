"""Somebody's data are found and never printed back, what is nobody's is left alone, and the line that a finding shows makes it go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook import checks
from handbook.checks.personal import REASON, numbers
from handbook.checks.personal.kinds import KINDS
from handbook.core.findings import Finding, render
from handbook.core.project import Project
from handbook.sources.data.public_examples import PUBLIC_EXAMPLES
from tests.support import yaml_lists
from tests.support.handbooks import draw

CASES = yaml_lists.read(Path(__file__).parent / "cases/persoonsgegevens.yml")

SOMEBODYS = (
    "Het BSN van Jan is 123456782.",
    "Zijn burgerservicenummer: 1234.56.782.",
    "sofinummer 123 456 782",
    "burgerservicenummer (BSN) 111 22 23 33",
    "Mw. A. de Boer - Kerkstraat 12 - 3511 AB Utrecht",
    "BSN 12345672 (oud)",
    "Jan Jansen, 111222333, belt.",
    "Bel Jan, tel. 123456782.",
    "Maak over naar NL91 ABNA 0417 1643 00 ten name van Jan.",
    "Rekening nl91abna0417164300.",
    "Rekening BE68 5390 0754 7034.",
    "Jan Jansen is geboren op 12-03-1985.",
    "Geboortedatum: 12 maart 1985",
    "Zij is geboren te Utrecht op 12 mrt. 1985.",
    "Mevrouw De Vries (12-03-1985) werkt hier.",
    "| Jan Jansen | 12-03-1985 |",
    "De heer J. Jansen, Dorpsstraat 12, 1234 AB Utrecht.",
    "Fatima el Amrani, Lange Nieuwstraat 5a, 3512AB Utrecht",
    "Jan woont op Dorpsstraat 12.",
    "Woonadres: Dorpsstraat 12",
    "Mail jan.jansen@bedrijf.nl.",
    "Mail j.de.vries@bedrijf.nl of bel.",
    "piet1980@gmail.com",
    "fam.jansen@ziggo.nl",
    "Bel Jan op 06-12345678.",
    "+31 6 87 65 43 21",
    "0031612345678",
    "(06) 12 34 56 78",
    "Personeelsnummer 4711234",
    "BIG-nummer: 49012345601",
    "Het patiëntnummer is 1234567.",
    "Paspoort NP1234567",
)
NOBODYS = (
    "Het KvK-nummer is 12345678 en het RSIN 123456782.",
    "Ordernummer 123456782 en zaaknummer 111222333.",
    "BSN 123456789 haalt de elfproef niet.",
    "Bel 010 123 45 67, +31 20 555 45 67, 088 123 45 67, 0800-1234567, 112 of +32 470 123 456.",
    "Zie ECLI:NL:HR:2018:651 en artikel 7:611 BW.",
    "De wet van 12 maart 1985 geldt sinds 1 januari 1990 (Stb. 1985, 123).",
    "Hoge Raad, 12 maart 1999. Rechtbank Den Haag (12-03-1998).",
    "Proefhuis B.V., Kerkstraat 1, 1234 AB Utrecht.",
    "Afdeling HR, Hoofdweg 12, 1234 AB Utrecht.",
    "De omzet is € 123.456.789, met 111222333 inwoners.",
    "Mail hr@bedrijf.nl, meldpunt.integriteit@bedrijf.nl of jan.jansen@voorbeeld.example.",
    "Wie geboren is na 1 januari 1950, leest lid 2.",
    "Versie 2026-11-01 en 2026.1, van 12-03-2026.",
    "ISBN 123456782 en https://a.nl/111222333.",
    "Btw-nummer NL123456782B01 en rekening NL00 ABNA 0417 1643 00.",
    "De heer Jansen ging met pensioen op 1 januari.",
    "Uw personeelsnummer staat op uw loonstrook van 2026.",
    "Een paspoort is 10 jaar geldig.",
)


def found(line: str) -> list[str]:
    return [one.text for kind in KINDS for one in kind(line, "")]


@pytest.mark.parametrize("line", SOMEBODYS)
def test_somebodys_data_are_found_and_not_shown(line: str) -> None:
    assert found(line)
    for kind in KINDS:
        for one in kind(line, ""):
            assert one.text in line
            assert one.shown.startswith("…") or "…" in one.shown
            assert len(re.sub(r"\D", "", one.shown)) <= 4


@pytest.mark.parametrize("line", NOBODYS)
def test_what_is_nobodys_is_left_alone(line: str) -> None:
    assert found(line) == []


def test_the_figures_of_a_fingerprint_are_nobodys(tmp_path: Path) -> None:
    """Such as those of the text on which somebody decided: each holds what is a number of somebody's elsewhere."""
    prints = (
        "431688497f68c837444127cbac14cadba2a943709304af1da765781f49e02ac8",
        "ee43ec7cc83b9a0fe422f2b26a3ad983c9ca579ca7bce87d07d971642d9c50eb",
        "0692208777c2771a3f0e009dcba2eb609419db8fd920e4b7a5e056ba76c8bdf1",
    )
    assert all(found(one) for one in prints)
    told = "".join(f"\n- {one}" for one in (*prints, f"{prints[0]}0"))
    _, findings = checks.check(Project.find(draw(tmp_path / "handboek", {"docs/index.md": f"+{told}\n"})))
    assert [(one.line, one.code) for one in findings if one.code == "PRS001"] == [
        (len((tmp_path / "handboek/docs/index.md").read_text("utf-8").splitlines()), "PRS001")
    ]


def test_a_column_says_what_its_numbers_are() -> None:
    row = "| 123456782 | x |"
    assert [kind(row, "| Ordernummer | Wat |") for kind in KINDS[:1]]
    assert [list(KINDS[0](row, head)) == [] for head in ("| Ordernummer | Wat |", "| Wat | BSN |", "| Wie | Wat |")] == [True, False, False]


def test_the_numbers_that_pass() -> None:
    assert [numbers.is_bsn(digits) for digits in ("123456782", "12345672", "123456789", "111111111", "000000000", "1234567")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert numbers.iban("NL91ABNA0417164300MEER") == "NL91ABNA0417164300"
    assert [numbers.iban(text) for text in ("NL91ABNA0417164301", "NL91", "XX91ABNA0417164300")] == [None, None, None]


def ask(root: Path) -> list[Finding]:
    return checks.check(Project.find(root))[1]


def test_the_line_that_a_finding_shows_makes_it_go_once_the_reason_is_filled_in(tmp_path: Path) -> None:
    """For all kinds at once: each has a page of its own."""
    pages = {f"docs/regels/r{at}.md": f"# Regel {at}\n\n{line}\n" for at, line in enumerate(SOMEBODYS)}
    root = draw(tmp_path / "handboek", pages)
    told = [one for one in ask(root) if one.code == "PRS001"]
    assert {one.file for one in told} == set(pages)
    lines = [one.mend.partition(f"{PUBLIC_EXAMPLES.name}: ")[2] for one in told]
    (root / PUBLIC_EXAMPLES.name).parent.mkdir(exist_ok=True)
    (root / PUBLIC_EXAMPLES.name).write_text("\n".join(lines) + "\n", "utf-8")
    asked = [one.code for one in ask(root) if one.code.startswith("PRS")]
    assert asked.count("PRS001") == len(told) and asked.count("PRS003") == len(lines)
    filled = [line.replace(REASON, "Dit staat in de uitleg van de overheid.") for line in lines]
    (root / PUBLIC_EXAMPLES.name).write_text("\n".join(filled) + "\n", "utf-8")
    assert [one for one in ask(root) if one.code.startswith("PRS") or one.file == PUBLIC_EXAMPLES.name] == []


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "111222333" in str(case.get("files", case.get("edit")))])
def test_no_finding_prints_the_number(name: str) -> None:
    assert "111222333" not in "".join(CASES[name]["findings"])


def test_a_page_that_cannot_be_read_does_not_print_it_either(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", {"docs/regels.md": "# Regels\n\nHet BSN \x07 is 111222333, ge\u00adheim.\n"})
    told = ask(root)
    assert {"PRS001", "BST004"} <= {one.code for one in told}
    assert "111222333" not in render(told, "json")
