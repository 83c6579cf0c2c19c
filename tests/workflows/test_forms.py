"""What GitHub asks of who proposes or tells something: forms, the boxes of a pull request, and who must agree to which file."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from handbook.sources import messages
from tests.support.handbooks import ROOT
from tests.support.workflow_player import load

GITHUB = ROOT / ".github"
OWNERS = [line.split() for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines() if line and not line.startswith("#")]
LATER = {"/edities.yml", "/eigen-bestanden.yml"}
"""Files that an organisation has only where it needs them."""


def committed() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name]


def fits(pattern: str, name: str) -> bool:
    """As GitHub reads the few kinds of pattern that stand here."""
    if pattern.endswith("/"):
        return f"/{name}".startswith(pattern)
    return pattern == "*" or ("/" not in name and fnmatch(f"/{name}", pattern))


def owner(name: str) -> str:
    return [who for pattern, who in OWNERS if fits(pattern, name)][-1]


@pytest.mark.parametrize(("schema", "names"), [("github-issue-forms", "[!c]*.yml"), ("github-issue-config", "config.yml")])
def test_the_forms_are_as_github_reads_them(schema: str, names: str) -> None:
    files = sorted((GITHUB / "ISSUE_TEMPLATE").glob(names))
    program = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run([program, "--builtin-schema", f"vendor.{schema}", *files], capture_output=True, text=True)
    assert files and done.returncode == 0, done.stdout + done.stderr


def test_every_line_of_the_owners_is_about_something_and_text_alone_is_of_who_writes_it() -> None:
    names = committed()
    assert {pattern for pattern, _ in OWNERS if not any(fits(pattern, name) for name in names)} == LATER
    hr = {name for name in names if owner(name) == owner("variables.yml")}
    assert hr == {"variables.yml", *(name for name in names if name.startswith("docs/") and not name.startswith("docs/stijl/"))}
    # Data, text and pictures: nothing of it runs.
    assert {Path(name).suffix for name in hr} <= {".yml", ".md", ".png", ".webp", ".svg"}


def test_each_box_of_a_pull_request_is_of_a_person_and_each_other_line_of_a_check() -> None:
    template = (GITHUB / "pull_request_template.md").read_text("utf-8")
    boxes = re.findall(r"^- \[ \] (.+)$", template, re.MULTILINE)
    assert boxes and all(re.search(r"\*\(wie (?:dit voorstelt|goedkeurt)\)\*$", box) for box in boxes)
    rows = re.findall(r"^\| [^|-]+ \| \*(.+?)\* \| ([A-Z]{3}\d{3})? ?\|$", template, re.MULTILINE)
    jobs = {job["name"] for job in load(GITHUB / "workflows/checks.yml")["jobs"].values()}
    assert {name for name, _ in rows} == jobs
    codes = {one.code for _, _, found in messages.by_kind() for one in found}
    assert len(rows) == template.count("\n| ") - 2 and {code for _, code in rows if code} <= codes
