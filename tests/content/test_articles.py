"""The articles of this handbook as data say all that its pages say, with other facts too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.build import build
from handbook.core.project import Project
from tests.support.articles import proven
from tests.support.handbooks import ROOT


@pytest.mark.parametrize(
    ("stand", "sector", "soort", "toezicht"),
    [("vrij", "zorg", "geen", "false"), ("beperkt", "algemeen", "or", "true"), ("verboden", "overheid", "pvt", "true")],
)
def test_nothing_of_an_article_is_missing(stand: str, sector: str, soort: str, toezicht: str, tmp_path: Path) -> None:
    text = (ROOT / "variables.yml").read_text("utf-8")
    for key, value in {"stand": stand, "sector": sector, "soort": soort, "toezicht": toezicht}.items():
        text = re.sub(rf"(?m)^(  {key}:) .*", rf"\1 {value}", text)
    (tmp_path / "variables.yml").write_text(text, "utf-8")
    build.build(Project.find(ROOT, variables=tmp_path / "variables.yml"), tmp_path / "site")
    assert proven(tmp_path / "site").artikelen
