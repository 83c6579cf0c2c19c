"""The small files of the register say on every page, on every day, in the same words what the whole register says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from handbook.archive import concerning, manifest
from handbook.archive.register import REGIME_JSON, Register, Version
from handbook.build import status_rules
from tests.support.handbooks import ROOT
from tests.support.registers import HISTORIES, entry, seen
from tests.support.soaking import SOAK

pytestmark = pytest.mark.xdist_group("look")

HOST = "http://handboek.test/"
PAGE = """<!doctype html><html lang="nl"><main>
<div data-stand="{0}"></div><span data-stand-verder><a href="../versies/">Alle versies</a></span><nav data-versiekeuze data-versie="{0}"></nav>
</main><script src="stijl/versies.js"></script><script src="stijl/stand.js"></script></html>"""

SAID = """async days => {
  const said = []
  const waiting = () => new Promise(done => setTimeout(done))
  const real = Date
  for (const day of days) {
    globalThis.Date = class extends real { constructor(...given) { super(...(given.length ? given : [`${day}T12:00:00Z`])) } }
    const before = document.querySelector("[data-stand]")
    before.replaceChildren()
    delete before.dataset.status
    document.dispatchEvent(new Event("visibilitychange"))
    while (!before.dataset.status || !document.querySelector("[data-versiekeuze] button span")) await waiting()
    said.push(["[data-stand]", "[data-stand-verder]", "[data-versiekeuze]"].map(name => document.querySelector(name).innerHTML))
  }
  globalThis.Date = real
  return said
}"""


class Served:
    """The page of one version beside a register, of which some files may be away."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, register: Register, *, small: bool) -> None:
        scripts = {"versies.js": status_rules.of_a_page(), "stand.js": (ROOT / "docs/stijl/stand.js").read_text("utf-8")}
        self.files = {f"{e.version}/stijl/{name}": text.encode() for e in register.entries for name, text in scripts.items()}
        self.files |= {f"{e.version}/": PAGE.format(e.version).encode() for e in register.entries}
        self.files |= (
            concerning.files(register, changeable=False)
            if small
            else {REGIME_JSON: manifest.canonical(json.loads(json.dumps(register.data({}))))}
        )

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        kind = "text/html" if path.endswith("/") else "text/javascript" if path.endswith(".js") else "application/json"
        data = self.files.get(path)
        route.fulfill(status=404 if data is None else 200, body=data or b"", content_type=kind)


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[tuple[Page, Served]]:
    page, served = browser.new_context().new_page(), Served()
    page.route("**/*", served.answer)
    yield page, served
    page.context.close()


def drawn(seed: int) -> tuple[Version, ...]:
    """Texts of which some work back, are announced late, corrected, repealed or taken off."""
    dice = random.Random(seed)
    found: list[Version] = []
    names = sorted({str(date(2025, 1, 1) + timedelta(days=30 * dice.randrange(24))) for _ in range(9)})
    for n, name in enumerate(name + more for name in names for more in ("", ".2") if not more or dice.random() < 0.3):
        day = date.fromisoformat(name[:10])
        about: dict[str, Any] = {"announced": str(day + timedelta(days=dice.choice((-30, -10, 0, 20, 90, 200))))}
        if dice.random() < 0.3:
            begins = day + timedelta(days=dice.randrange(0, 200))
            told = max(date.fromisoformat(about["announced"]), begins + timedelta(days=dice.choice((-20, 0, 60))))
            about |= {"repealed": str(begins), "told": str(told), "instead": dice.choice([None, *(str(one.version) for one in found)])}
        if dice.random() < 0.2:
            about[dice.choice(("gone", "less"))] = str(day + timedelta(days=40))
        found.append(entry(name, n + 1, **about))
    return tuple(found)


DRAWN = {f"drawn {seed}": drawn(seed) for seed in range(60 if SOAK else 4)}


@pytest.mark.parametrize("which", [*HISTORIES, *DRAWN])
def test_a_page_says_the_same_by_the_small_files(which: str, reader: tuple[Page, Served]) -> None:
    page, served = reader
    entries = (HISTORIES | DRAWN)[which]
    for today in (date(2026, 3, 1), date(2026, 11, 22)) if SOAK else (date(2026, 3, 1),):
        register = seen(*entries, day=today)
        days = [str(today + timedelta(days=n)) for n in (0, 61, 120, 250)]
        for version in entries[:: 1 if SOAK else 2]:
            said = []
            for small in (False, True):
                served.put(register, small=small)
                page.goto(f"{HOST}{version.version}/")
                said.append(page.evaluate(SAID, days))
                if not small:
                    continue
                asked = page.evaluate(
                    "() => performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('regime.json'))"
                )
                assert asked == []
            assert said[0] == said[1], (today, str(version.version))
