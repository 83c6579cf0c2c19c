"""The root pages of earlier releases, which stand in archives until the next act: with a register that they do not know they say so."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from handbook.archive import releases
from tests.support import pages
from tests.support.proving import exported
from tests.support.publishing import git
from tests.support.server import served

BUNDLES = Path(__file__).parents[1] / "verify/earlier"
DAY = "2026-11-22T12:00:00Z"


def _answer(register: object, route: Route) -> None:
    route.fulfill(json=register)


@pytest.mark.parametrize("release", sorted(releases.earlier()))
def test_a_register_of_another_schema_is_read_by_who_knows_it_alone(release: str, browser: Browser, tmp_path: Path) -> None:
    """With a repeal in it the schema is 2; 3 stands for whatever comes."""
    root = tmp_path / "project"
    git(tmp_path, "init", "--quiet", str(root))
    git(root, "fetch", "--quiet", str(BUNDLES / f"{release}.bundle"), "refs/*:refs/*")
    with served(exported(root, tmp_path / "www")) as address, pages.fresh(browser, DAY) as page:
        register = json.loads((tmp_path / "www/regime.json").read_bytes())
        asked = f"{address}op/?datum=2026-08-01"
        for schema in (1, 2, 3):
            page.unroute_all()
            page.route("**/regime.json", partial(_answer, {**register, "schema": schema}))
            known = schema == 1 or (schema == 2 and releases.knows_acts(release))
            page.goto(f"{address}versies/")
            expect(page.locator("[data-tijdlijn]")).to_be_visible(visible=known)
            expect(page.locator("[data-tabel]")).to_be_visible(visible=not known)
            page.goto(asked)
            if known:
                expect(page).to_have_url(f"{address}2026-07-01/")
                continue
            expect(page.locator("[data-zonder]")).to_contain_text("lukt nu niet")
            expect(page.locator("[data-antwoord]")).to_have_count(0)
            expect(page).to_have_url(asked)
