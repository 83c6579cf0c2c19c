"""What a screen reader says of the header, the menu, the search, the headings and a decision aid, compared with a list (tests/support/names.yml)."""

from __future__ import annotations

import re

import pytest
import yaml
from playwright.sync_api import Browser

from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import State
from tests.support import states
from tests.support.handbooks import ROOT

pytestmark = pytest.mark.xdist_group("layout")

NAMES = yaml.safe_load((ROOT / "tests/support/names.yml").read_text("utf-8"))

ADDRESS = re.compile(r"^\s*- /url:.*\n?", re.MULTILINE)
"""Where a link leads is no part of its name."""


@pytest.mark.parametrize("name", list(NAMES))
def test_everything_has_its_name(browser: Browser, archive: Archive, known: dict[str, State], name: str) -> None:
    asked = NAMES[name]
    with states.opened(browser, known[asked["state"]], viewport={"width": asked["width"], "height": 800}) as page:
        states.reach(page, archive, known[asked["state"]])
        for selector, expected in asked["parts"].items():
            said = "\n".join(ADDRESS.sub("", part.aria_snapshot()).rstrip() for part in page.locator(selector).all() if part.is_visible())
            assert said == expected.rstrip(), selector
