"""The contract of variables.yml: every type with what it takes, what it refuses, and the mend that it gives."""

from __future__ import annotations

import re
from typing import Any

import pytest

from handbook.core.dutch import guess_date
from handbook.core.findings import Finding
from handbook.sources import variables
from handbook.sources.files import colour
from handbook.sources.files.fields import Group
from handbook.sources.files.filling import fill, groups, leaves
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.variables import Variables
from tests.support.handbooks import ROOT

LOGO = '  logo: "img/logo.svg"\n'
TEXT = (ROOT / "tests/support/tiny/variables.yml").read_text("utf-8").replace("  aanspreekvorm: u\n", f"{LOGO}  aanspreekvorm: u\n")
"""The only fact that may be missing stands in it as well."""


def load(old: str = "", new: str = "") -> tuple[Variables | None, list[Finding]]:
    assert old in TEXT
    node, findings = read_mapping("variables.yml", TEXT.replace(old, new, 1) if old else TEXT)
    if node is None or findings:
        return None, findings
    return fill(Variables, node, "variables.yml", "VAR001")


def value(path: str, raw: str) -> Any:
    """The fact `path` after `raw` was written behind its colon."""
    leaf = path.rpartition(".")[2]
    block = TEXT[TEXT.index(path.split(".")[-2] + ":") :]
    line = next(line for line in block.splitlines() if line.strip().startswith(f"{leaf}:"))
    facts, findings = load(line, f"{line.partition(':')[0]}: {raw}")
    if facts is None:
        return findings[0].sentence
    found: Any = facts
    for part in path.split("."):
        found = getattr(found, part)
    return found


def test_a_logo_may_be_missing() -> None:
    facts, findings = load(LOGO)
    assert facts and not findings and facts.handboek.logo == ""


def test_shipped_facts_are_right() -> None:
    facts, findings = load()
    assert facts and not findings


SUGGESTED = re.compile(r"# .*(?:Schrijf dan|Ook dit kan|Meer mag ook): (?:(?P<key>\w+): )?(?P<value>\[.*\]|\w+)$")
"""What a comment says that may be typed instead of the value below it."""


def test_what_a_comment_suggests_is_taken() -> None:
    text = (ROOT / "handbook/new/files/variables.yml").read_text("utf-8")
    lines = text.splitlines()
    suggested = [(number, found) for number, line in enumerate(lines) if (found := SUGGESTED.search(line))]
    assert len(suggested) > 3
    for number, found in suggested:
        key = next(line for line in lines[number:] if not line.lstrip().startswith("#")).partition(":")[0].strip()
        assert found["key"] in (None, key)
        node, syntax = read_mapping("variables.yml", re.sub(rf"(?m)^  {key}:.*\n(?:    - .*\n)*", f"  {key}: {found['value']}\n", text))
        assert node and not syntax
        assert fill(Variables, node, "variables.yml", "VAR001")[1] == [], found[0]


def test_all_mistakes_at_once() -> None:
    node, _ = read_mapping("variables.yml", "werkgever:\n  naam:\n  kvk: x\nonbekend: 1\n")
    assert node
    _, findings = fill(Variables, node, "variables.yml", "VAR001")
    said = [f.message for f in findings]
    assert any("werkgever.naam is leeg" in s for s in said)
    assert any("werkgever.kvk is geen KvK-nummer" in s for s in said)
    assert any("onbekend is geen bekende naam" in s for s in said)
    assert any("contact ontbreekt" in s for s in said)


@pytest.mark.parametrize(
    ("path", "raw", "result"),
    [
        ("werkgever.naam", "'Jansen & Zn. <Zuid> *Best*'", "Jansen & Zn. <Zuid> *Best*"),
        ("werkgever.naam", "Proefhuis", "Proefhuis"),
        ("werkgever.naam", '"NO"', "NO"),
        ("werkgever.kvk", "01234567", "01234567"),
        ("werkgever.kvk", '"01234567"', "01234567"),
        ("werkgever.medewerkers", "120  # ongeveer", 120),
        ("werkgever.website", '"https://www.proefhuis.test/a_b?x=1&y=2"', "https://www.proefhuis.test/a_b?x=1&y=2"),
        ("handboek.adres", '"https://www.proefhuis.test/handboek"', "https://www.proefhuis.test/handboek/"),
        ("contact.hr.telefoon", '"+31 (0)30 123 45 67"', "+31 (0)30 123 45 67"),
        ("contact.hr.telefoon", '"0301234567"', "0301234567"),
        ("contact.hr.telefoon", '"06-12345678"', "06-12345678"),
        ("contact.hr.telefoon", '"0800 1234"', "0800 1234"),
        ("contact.hr.telefoon", '"088 123 45 67"', "088 123 45 67"),
        ("contact.hr.telefoon", '"14 030"', "14 030"),
        ("contact.hr.telefoon", '"+32 2 123 45 67"', "+32 2 123 45 67"),
        ("contact.hr.email", '"h.r+x@sub.proefhuis.test"', "h.r+x@sub.proefhuis.test"),
        ("beleid.toezicht", "false", False),
        ("handboek.kleur", '"#1F4E79"', "#1f4e79"),
        ("handboek.logo", '"img/logo_2.svg"', "img/logo_2.svg"),
    ],
)
def test_taken(path: str, raw: str, result: object) -> None:
    assert value(path, raw) == result


@pytest.mark.parametrize(
    ("path", "raw", "said"),
    [
        ("werkgever.naam", "~", "leeg"),
        ("werkgever.naam", "1.10", '"1.10"'),
        ("werkgever.naam", "12:30", '"12:30"'),
        ("werkgever.naam", "on", '"on"'),
        ("werkgever.naam", "Bakkerij #1", '"Bakkerij #1"'),
        ("werkgever.naam", "«Proefhuis»", '"Proefhuis"'),
        ("werkgever.naam", '"TODO"', "niet ingevuld"),
        ("werkgever.kvk", "1234567", "acht cijfers"),
        ("werkgever.kvk", "01.23.45.67", 'Schrijf: "01234567"'),
        ("werkgever.kvk", "KvK 12345678", 'Schrijf: "12345678"'),
        ("werkgever.medewerkers", "nul", "in cijfers"),
        ("werkgever.medewerkers", "0", "1 of meer"),
        ("werkgever.medewerkers", "-3", "1 of meer"),
        ("werkgever.medewerkers", "1e3", "geen heel getal"),
        ("werkgever.website", '"https://gebruiker:geheim@proefhuis.test"', "veilig webadres"),
        ("werkgever.website", '"https://voorbeeld .example"', "veilig webadres"),
        ("werkgever.website", '"https://proefhuis.test:x"', "veilig webadres"),
        ("werkgever.website", '"https://[::1"', "veilig webadres"),
        ("werkgever.website", '"data:text/html,x"', "https://"),
        ("contact.hr.telefoon", "0301234567", '"0301234567"'),
        ("contact.hr.telefoon", '"+31 30 123 45"', "telefoonnummer"),
        ("contact.hr.telefoon", '"030 123 45 67 toestel 3"', "telefoonnummer"),
        ("contact.hr.email", '"hr at proefhuis.test"', "e-mailadres"),
        ("contact.hr.email", '"hr@voorbeeld"', "e-mailadres"),
        ("contact.hr.email", '"HR <hr@proefhuis.test>"', "e-mailadres"),
        ("beleid.toezicht", "nee", "false"),
        ("beleid.toezicht", "1", "true (ja) of false (nee)"),
        ("handboek.logo", '"docs/img/logo.svg"', "Schrijf: img/logo.svg"),
        ("handboek.logo", '"../logo.svg"', "geen afbeelding in docs/"),
        ("handboek.logo", '"/img/logo.svg"', "geen afbeelding in docs/"),
        ("handboek.logo", '"img/logo.gif"', "geen afbeelding in docs/"),
        ("handboek.logo", '"https://proefhuis.test/logo.svg"', "geen afbeelding in docs/"),
        ("protocol.bestaat_sinds", "31-12-2023", "2023-12-31"),
        ("protocol.bestaat_sinds", "1 feb 2024", "2024-02-01"),
        ("protocol.bestaat_sinds", "2024-02-30", "niet bestaat"),
        ("beleid.stand", "beprkt", "beperkt"),
    ],
)
def test_refused(path: str, raw: str, said: str) -> None:
    answer = value(path, raw)
    assert isinstance(answer, str)
    assert path in answer
    assert said in answer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01-02-2026", "2026-02-01"),
        ("1/2/2026", "2026-02-01"),
        ("1 februari 2026", "2026-02-01"),
        ("2026-2-1", "2026-02-01"),
        ("20260201", "2026-02-01"),
        ("31-02-2026", "None"),
        ("1-2-26", "None"),
        ("vrijdag", "None"),
    ],
)
def test_what_date_was_meant(text: str, day: str) -> None:
    assert str(guess_date(text)) == day


def test_facts_do_not_change() -> None:
    facts, _ = load()
    assert facts
    with pytest.raises(ValueError, match="frozen"):
        facts.werkgever.naam = "x"


def test_every_fact_has_a_meaning() -> None:
    assert [leaf.path for leaf in leaves(Variables) if not leaf.meaning.endswith(".")] == []
    assert "contact.hr" in set(groups(Variables))
    assert all(issubclass(info.annotation, Group) for info in Variables.model_fields.values() if isinstance(info.annotation, type))


def test_schema_knows_every_group() -> None:
    properties = variables.schema()["properties"]
    assert set(properties) == set(Variables.model_fields)


@pytest.mark.parametrize("light", ["#ffcc00", "#7fffd4", "#ffffff", "#ff0000", "#00ff00"])
def test_nearest_colour_can_be_read(light: str) -> None:
    found = colour.nearest_readable(colour.parse(light))
    assert colour.MINIMUM <= colour.contrast_with_white(colour.parse(found)) < colour.MINIMUM + 0.3
