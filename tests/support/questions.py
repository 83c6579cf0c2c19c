"""The questions of tests/search on the handbook as it is now: places that moved are followed, and what was taken out is no longer asked."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.sources import Sources
from handbook.sources.pages import address
from tests.support.handbooks import ROOT
from tests.support.trees import whole

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
        if moved not in self.pages or (anchor and f'id="{anchor}"' not in whole((self.site / moved / "index.html").read_text("utf-8"))):
            return None
        return f"{moved}#{anchor}" if anchor else moved or "./"


def gone(places: Places) -> dict[str, list[str]]:
    """By topic: its places that are no longer there."""
    given = {topic: where.split() for topic, where, *_ in rows(FOLDER / "topics.tsv")}
    return {topic: lost for topic, found in given.items() if (lost := [place for place in found if places.lead(place) is None])}


def excused(place: str, own: Sources, known: set[str]) -> bool:
    """Whether the sources say why `place` is not there: it stands in them and is not for these facts, or it was one of the `known` articles and was taken out."""
    page, _, anchor = place.partition("#")
    if not anchor:
        return False
    if anchor in own.metadata.articles or anchor in known:
        return anchor not in own.articles
    name, facts = anchor.removeprefix("dilemma-"), own.facts
    assert facts
    if anchor in own.data.dilemmas.items or name in own.data.dilemmas.items:
        return anchor not in dict(own.data.dilemmas.printed(facts))
    source = next((one for path, one in own.pages.items() if address(path) == page), None)
    return source is not None and any(f"{{#{anchor}" in line for line in source.lines)


def current(site: Path, to: Path) -> Path:
    """The folder tests/search, with its places as they are on this site, and without the questions of which one of the right places is not there."""
    shutil.copytree(FOLDER, to, ignore=shutil.ignore_patterns("__pycache__"))
    places = Places(site)
    lost = gone(places)
    led = {
        topic: " ".join(places.lead(place) or "" for place in where.split())
        for topic, where, *_ in rows(FOLDER / "topics.tsv")
        if topic not in lost
    }
    (to / "topics.tsv").write_text("".join(f"{topic}\t{where}\n" for topic, where in led.items()), "utf-8")
    for name in sorted(to.glob("queries-*.tsv")):
        asked = [row for row in rows(name) if not {*row[3].split(",")} & {*lost}]
        name.write_text("".join("\t".join(row) + "\n" for row in asked), "utf-8")
    return to
