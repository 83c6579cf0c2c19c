"""A report is made of whatever stands in the files: every golden case of the checks, typed since main and taken back again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.report import markdown, plain, web
from tests.support import golden, reporting
from tests.support.handbooks import ROOT
from tests.support.publishing import git
from tests.support.reporting import keep, report
from tests.support.soaking import SOAK

EVERY = 1 if SOAK else 200
CASES = [
    (f"{file.stem}: {name}", case)
    for file in sorted((ROOT / "tests/checks/cases").glob("*.yml"))
    for name, case in yaml.safe_load(file.read_text("utf-8")).items()
    if isinstance(case, dict)
][::EVERY]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reporting.drawn(tmp_path_factory.mktemp("alles") / "handboek")


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_every_text_can_be_told_of(begun: Path, tmp_path: Path, case: dict[str, Any]) -> None:
    root = tmp_path / "handboek"
    shutil.copytree(begun, root, symlinks=True)
    golden.change(root, case.get("before", {}))
    keep(root)
    golden.change(root, case)
    told(root)
    keep(root)
    # The other way round the mistakes stand in the base.
    git(root, "checkout", "--quiet", "main~1", "--", ".")
    told(root)


def told(root: Path) -> None:
    """Makes the report in each form; that it can be made is what is tested."""
    found = report(root)
    assert len(markdown.render(found, "https://handboek.proefhuis.test/").encode()) < 65_000
    assert "</html>" in web.render(found)
    assert plain.data(found)["kort"]
