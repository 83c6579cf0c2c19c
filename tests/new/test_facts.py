"""variables.yml with other values in it: every comment stays, every other line too, and what is read back is what was answered."""

from __future__ import annotations

import re

import pytest
import yaml

from handbook.core.findings import errors
from handbook.new import answers, facts
from tests.support.handbooks import ODD, SAMPLE

TEMPLATE = (SAMPLE / "variables.yml").read_text("utf-8")


def answered(text: str) -> str:
    found, findings = answers.parsed("antwoorden.yml", text.encode())
    assert found, findings
    assert not errors(findings)
    return facts.written(TEMPLATE, found.facts)


def test_without_answers_nothing_changes() -> None:
    assert answered("") == TEMPLATE


def test_only_the_lines_of_what_was_answered_change() -> None:
    text = answered(f"werkgever:\n  naam: '{ODD}'\n  medewerkers: 8\nbeleid:\n  stand: vrij\n")
    changed = [(old, new) for old, new in zip(TEMPLATE.splitlines(), text.splitlines(), strict=True) if old != new]
    assert changed == [
        ('  naam: "Proefhuis B.V."', f'  naam: "{ODD}"'),
        ("  medewerkers: 120", "  medewerkers: 8"),
        ("  stand: beperkt", "  stand: vrij"),
    ]


@pytest.mark.parametrize("value", ['Zeg "hoi"', "50% \\ meer", "O'Brien: #1", "- een", "ja", "Çelik"])
def test_what_was_typed_is_what_is_read(value: str) -> None:
    left = facts.written(TEMPLATE, facts.group({"werkgever": facts.group({"naam": facts.text(value)})}))
    assert yaml.safe_load(left)["werkgever"]["naam"] == value


def test_a_list_is_replaced_whole_and_its_comment_stays() -> None:
    text = answered('beleid:\n  momenten: ["na het eten"]\n')
    assert '  momenten:\n    - "na het eten"\n  # De sociale media waarop' in text
    assert "in de pauze" not in text


def test_a_fact_behind_a_hash_comes_before_it() -> None:
    text = answered('handboek:\n  logo: "img/eigen.svg"\n')
    assert '\n  logo: "img/eigen.svg"\n  # Hoe het handboek' in text
    assert "# logo" not in text


def test_a_fact_that_the_file_lacks_comes_at_the_end_of_its_group() -> None:
    text = answered("handboek:\n  publiceren: samenvoegen\n")
    assert yaml.safe_load(text)["handboek"]["publiceren"] == "samenvoegen"
    assert re.search(r"aanspreekvorm: u\n\s*publiceren: samenvoegen", text)


def test_a_group_becomes_a_list_and_a_list_a_group() -> None:
    """As with two people in one role."""
    two = facts.items([facts.group({"naam": facts.text(name), "extern": facts.bare("true")}) for name in ("A", "B")])
    text = facts.written(TEMPLATE, facts.group({"contact": facts.group({"hr": two})}))
    assert yaml.safe_load(text)["contact"]["hr"] == [{"naam": "A", "extern": True}, {"naam": "B", "extern": True}]
    assert yaml.safe_load(text)["contact"]["ict"] == yaml.safe_load(TEMPLATE)["contact"]["ict"]
    again = facts.written(text, facts.group({"contact": facts.group({"hr": facts.group({"naam": facts.text("C")})})}))
    assert yaml.safe_load(again)["contact"]["hr"] == {"naam": "C"}


def test_answers_are_read_as_they_were_written() -> None:
    found, _ = answers.parsed("a", b'werkgever:\n  naam: "X: #1"\nbeleid:\n  platforms:\n    - "A"\ningangsdatum: 2027-02-01\n')
    assert found
    again, findings = answers.parsed("a", answers.text(found).encode())
    assert again and not findings
    assert answers.text(again) == answers.text(found)


def test_every_mistake_is_told_on_its_line() -> None:
    text = b'werkgever:\n  kvk: 123\n  naem: "X"\nbeleid:\n  stand: vry\ningangsdatum: morgen\n'
    _, findings = answers.parsed("antwoorden.yml", text)
    assert {(one.file, one.line) for one in findings} == {("antwoorden.yml", line) for line in (2, 3, 5, 6)}
