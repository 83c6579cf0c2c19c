"""The articles of this handbook as data say all that its pages say, with the facts of a school too; test_combinations.py asks it of all that it builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.articles import proven

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")


def test_nothing_of_an_article_is_missing(own_site: Path) -> None:
    assert proven(own_site).artikelen


def test_nor_of_that_of_a_school(school_site: Path) -> None:
    assert proven(school_site).artikelen
