"""The articles of this handbook as data say all that its pages say, with other facts too; test_combinations.py asks it of all that it builds."""

from __future__ import annotations

from pathlib import Path

from handbook.build import build
from tests.support.articles import proven
from tests.support.variants import variant


def test_nothing_of_an_article_is_missing(tmp_path: Path) -> None:
    build.build(variant(tmp_path, stand="vrij", sector="zorg", soort="geen", toezicht="false"), tmp_path / "site")
    assert proven(tmp_path / "site").artikelen
