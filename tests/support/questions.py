"""The questions of tests/search on the handbook as it is now: places that moved are followed, and what went is no longer asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support.handbooks import ROOT

FOLDER = ROOT / "tests/search"


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@dataclass(frozen=True)
class Places:
    """Where everything stands on a built site."""

    site: Path

    @cached_property
    def record(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.site / "handboek.json").read_text("utf-8"))
        return found

    @cached_property
    def pages(self) -> set[str]:
        return {page["url"] for page in self.record["paginas"].values()}

    @cached_property
    def ids(self) -> dict[str, str]:
        """By the id of an article: its page. It never changes, whatever page it moves to."""
        return {id_: page["url"] for page in self.record["paginas"].values() for id_ in page["artikelen"]}

    def lead(self, place: str) -> str | None:
        """Where `place` (page/#anchor) is now; None where it is gone."""
        page, _, anchor = place.removeprefix("./").partition("#")
        if anchor in self.ids:
            return f"{self.ids[anchor]}#{anchor}"
        moved = self.record["doorverwijzingen"].get(page, page).partition("#")[0]
        if moved not in self.pages or (anchor and f'id="{anchor}"' not in (self.site / moved / "index.html").read_text("utf-8")):
            return None
        return f"{moved}#{anchor}" if anchor else moved or "./"


def current(site: Path, to: Path) -> Path:
    """The folder tests/search, with the topics that this site has and the questions about them."""
    shutil.copytree(FOLDER, to, ignore=shutil.ignore_patterns("__pycache__"))
    led = dict(_led(Places(site)))
    (to / "topics.tsv").write_text("".join(f"{topic}\t{' '.join(places)}\n" for topic, places in led.items()), "utf-8")
    for name in sorted(to.glob("queries-*.tsv")):
        asked = [(row[:3], ",".join(topic for topic in row[3].split(",") if topic in led)) for row in rows(name)]
        name.write_text("".join("\t".join((*row, topics)) + "\n" for row, topics in asked if topics), "utf-8")
    return to


def _led(places: Places) -> Iterator[tuple[str, list[str]]]:
    for topic, given, *_ in rows(FOLDER / "topics.tsv"):
        now = [there for place in given.split() if (there := places.lead(place)) is not None]
        if now:
            yield topic, now
