"""An archive of many versions in which a few words change each time, as the files at its root: what it weighs and takes to search all of them."""

from __future__ import annotations

import gzip
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from handbook.archive import distinct_texts, manifest, root_pages
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.history import NOTHING
from handbook.archive.texts import Texts
from handbook.core.edition import Edition
from handbook.redline.markup import said
from tests.support.registers import entry, seen
from tests.support.server import served

FIRST, APART = date(2017, 1, 1), timedelta(days=18)


class _Changing:
    """The texts of versions by the ids of their folders: `changes` articles have another word in each than in the one before."""

    def __init__(self, printed: Mapping[str, Any], count: int, changes: int) -> None:
        draw, articles = random.Random(count), [*printed["artikelen"]]
        self.names = [str(FIRST + APART * number) for number in range(count)]
        self.held: dict[str, bytes] = {}
        for name in self.names:
            data = {**printed, "versie": name, "ingangsdatum": name, "artikelen": articles}
            self.held[manifest.sha256(name.encode())[:40]] = manifest.canonical(data)
            articles = [*articles]
            for at in draw.sample(range(len(articles)), changes):
                articles[at] = _other(articles[at], draw)

    def read(self, spec: str, /) -> bytes | None:
        tree, _, path = spec.partition(":")
        return self.held.get(tree) if path == ARTIKELEN_JSON else None


def _other(article: Mapping[str, Any], draw: random.Random) -> dict[str, Any]:
    parts = [*article["delen"]]
    at = draw.randrange(len(parts))
    words = parts[at].get("tekst", said(parts[at]["html"])).split()
    words[draw.randrange(len(words))] = f"woord{draw.randrange(1000)}"
    parts[at] = {**parts[at], "tekst": " ".join(words)}
    return {**article, "delen": parts}


def root(printed: Mapping[str, Any], count: int, changes: int = 2) -> dict[str, bytes]:
    """The files at the root of `count` versions, the first of which is the text `printed`."""
    files = _Changing(printed, count, changes)
    register = seen(*(entry(name, n) for n, name in enumerate(files.names, 1)), day=date.fromisoformat(files.names[-1]))
    found = distinct_texts.gather(register, Texts(files), NOTHING)
    made = root_pages.render(register, None, alias=Edition().alias, found=found)
    return {**made, "regime.json": manifest.canonical(register.data({}))}


def kilobytes(made: Mapping[str, bytes]) -> float:
    """What a reader fetches for a first question, with gzip: all texts, and the list of where they stand."""
    return sum(len(gzip.compress(data, 6)) for path, data in made.items() if path.startswith("zoeken/") and path.endswith(".json")) / 1000


def first_answer_s(browser: Browser, made: Mapping[str, bytes], folder: Path, words: str, slowed: int) -> float:
    """Seconds from the address with a question to the answer, on a processor that is `slowed` so many times."""
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    with served(folder) as address:
        page = browser.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.goto(f"{address}zoeken/?q={words}")
        ready = page.wait_for_function("document.querySelector('.zoek-artikel') && performance.now() / 1000")
        return float(ready.json_value())
