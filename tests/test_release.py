"""That a release is one thing: its number, its changelog in two parts, the pages at the root that it makes, and its tag."""

from __future__ import annotations

import re
import subprocess
import tomllib
from datetime import date

import pytest

from handbook.archive import releases
from handbook.new import engine
from handbook.update import release
from tests.support.handbooks import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
NUMBER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
HEADING = re.compile(r"(?:Unreleased|(?P<number>\d+\.\d+\.\d+) \((?P<day>\d{4}-\d\d-\d\d)\))")
PARTS = ["Programma", "Tekst"]
"""What `handbook update` brings, and what `handbook update --text` offers."""


def parts() -> dict[str, str]:
    """The headings of releases, each with what stands below it."""
    _, *found = re.split(r"(?m)^## (.+)$", CHANGELOG)
    return dict(zip(found[::2], found[1::2], strict=True))


def test_each_release_has_its_number_and_its_day_the_newest_first() -> None:
    matches = [HEADING.fullmatch(heading) for heading in parts()]
    assert all(matches), [*parts()]
    numbers = [release.order(match["number"]) for match in matches if match and match["number"]]
    days = [date.fromisoformat(match["day"]) for match in matches if match and match["day"]]
    assert numbers == sorted(set(numbers), reverse=True) and days == sorted(days, reverse=True)
    assert "Unreleased" not in [*parts()][1:]


@pytest.mark.parametrize("heading", parts())
def test_a_release_tells_of_the_engine_and_of_the_text_apart(heading: str) -> None:
    body = parts()[heading]
    assert re.findall(r"(?m)^### (.+)$", body) == PARTS
    engine_part, text_part = re.split(r"(?m)^### .+$", body)[1:]
    assert set(re.findall(r"(?m)^#### (.+)$", engine_part)) <= {"Added", "Changed", "Removed", "Fixed"}
    assert "#### " not in text_part
    for part in (engine_part, text_part):
        assert re.search(r"(?m)^- \S", part), "where nothing changed it says so"


def test_the_number_is_one_everywhere() -> None:
    assert NUMBER == engine.version() == releases.present()
    assert all(release.order(earlier) < release.order(NUMBER) for earlier in releases.earlier())
    told = [match["number"] for heading in parts() if (match := HEADING.fullmatch(heading)) and match["number"]]
    # Until it is tagged, the number of the program is that of what is to come.
    assert not told or release.order(NUMBER) >= release.order(told[0])
    assert "Unreleased" in parts() or told[0] == NUMBER


def test_a_tag_is_of_the_number_that_stands_there() -> None:
    tags = subprocess.run(["git", "tag", "--list", "v[0-9]*"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    for tag in tags:
        at = subprocess.run(["git", "show", f"{tag}:pyproject.toml"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        assert f'version = "{tag.removeprefix("v")}"' in at
        assert HEADING.search(CHANGELOG) and f"## {tag.removeprefix('v')} (" in CHANGELOG
