"""Says what a text that is about to be published brings back of what was taken off the site."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.archive.acts import TAKEN_OFF, WITHDRAWN, Measure
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import MANIFEST_JSON
from handbook.archive.register import Version
from handbook.core.console import few
from handbook.core.dutch import long_date
from handbook.core.errors import Ended
from handbook.publish import same_passage
from handbook.publish.attempt import Attempt
from handbook.publish.built_site import BuiltSite


class BroughtBack(Ended):
    """The text holds what was taken off the site, unchanged."""

    exit_code = 4


def check(attempt: Attempt, site: BuiltSite, telling: Collection[str], decided: str | None) -> None:
    """Raises BroughtBack where a passage stands in `site` as it was taken off, unless it was `decided` that it may be read again.

    Says which texts still hold a part of one. `telling` are the pages that print facts of their revision: they read otherwise in every text.
    """
    if not any(entry.measures for entry in attempt.entries):
        return
    new = _Text(*(_parsed(_bytes(site, name)) for name in (ARTIKELEN_JSON, RECORD)))
    refused = []
    for entry in attempt.entries:
        for number, measure in enumerate(entry.measures):
            old = _before(attempt, entry, number)
            found = {what for what, print_ in same_passage.held(new.articles, new.record) if print_ in old.prints(measure)}
            if not found:
                continue
            said = f"{called(measure)} van versie {entry.version}, weg sinds {long_date(measure.datum)} op besluit van {measure.door}"
            if old.stands_in(new, measure, telling) and not decided:
                refused.append(f"In deze tekst staat weer wat van de website is gehaald: {said}. Reden: {measure.reden}")
            elif attempt.number == 1:
                attempt.say(
                    f"Let op: hierin staat weer een deel van wat van de website is gehaald ({few(found)}): {said}. Kijk na of dat mag."
                )
    if refused:
        file = f"docs/revisies/{site.version}.md"
        raise BroughtBack(
            "\n".join(refused) + f"\nEr is niets gepubliceerd. Haal het uit docs/ of verander het, en leg dat vast. "
            f"Is besloten dat het weer te lezen mag zijn? Schrijf in {file} welk besluit dat is, achter: weer_te_lezen:"
        )


@dataclass(frozen=True)
class _Text:
    """What a version holds, by its `artikelen.json` and its `handboek.json`."""

    articles: Mapping[str, Any]
    record: Mapping[str, Any]

    @property
    def pages(self) -> Mapping[str, Mapping[str, Any]]:
        found = self.record.get("paginas")
        return found if isinstance(found, dict) else {}

    def prints(self, measure: Measure) -> set[str]:
        return same_passage.prints(self.articles, self.record, measure)

    def article(self, id_: str) -> str | None:
        return next((page["artikelen"][id_]["tekst"] for page in self.pages.values() if id_ in page["artikelen"]), None)

    @property
    def article_prints(self) -> frozenset[str]:
        return frozenset(one["tekst"] for page in self.pages.values() for one in page["artikelen"].values())

    @property
    def ids(self) -> frozenset[str]:
        """Of every article."""
        return frozenset(id_ for page in self.pages.values() for id_ in page["artikelen"])

    def stands_in(self, new: _Text, measure: Measure, telling: Collection[str]) -> bool:
        """Whether all of the passage is in `new`, unchanged."""
        if measure.wat == "artikel":
            return self.article(str(measure.plek)) in new.article_prints
        gone = {
            path: page["tekst"]
            for path, page in self.pages.items()
            if page["url"] == measure.plek or (measure.wat == "alles" and path not in telling and not path.startswith("revisies/"))
        }
        there = {page["tekst"] for page in new.pages.values()} | new.article_prints
        return bool(gone) and {*gone.values()} <= there


def _before(attempt: Attempt, entry: Version, number: int) -> _Text:
    """The version as it was before the measure with that number was taken; without git's history of it, what its manifest still says of its articles."""
    tip, staging = attempt.tip.commit, attempt.staging
    name = WITHDRAWN if entry.of_before else TAKEN_OFF
    for commit in staging.commits(str(tip), f"{entry.version}/{name}"):
        if len(_parsed(staging.read(f"{commit}:{entry.version}/{name}")).get("maatregelen", [None])) > number:
            found = _Text(*(_parsed(staging.read(f"{commit}^:{entry.version}/{file}")) for file in (ARTIKELEN_JSON, RECORD)))
            if found.pages:
                return found
            break
    held = _Text({}, _parsed(staging.read(f"{tip}:{entry.version}/{RECORD}"))).ids
    prints = _parsed(staging.read(f"{tip}:{entry.version}/{MANIFEST_JSON}")).get("artikelen", {})
    # Each as a page of its own: which stood on which nobody can say any more.
    gone = {id_: {"nummer": id_, "tekst": print_} for id_, print_ in prints.items() if id_ not in held}
    url = entry.measures[number].plek
    return _Text({}, {"paginas": {id_: {"url": url, "tekst": one["tekst"], "artikelen": {id_: one}} for id_, one in gone.items()}})


def _bytes(site: BuiltSite, name: str) -> bytes | None:
    path = site.folder / name
    return path.read_bytes() if path.is_file() else None


def _parsed(data: bytes | None) -> dict[str, Any]:
    found = json.loads(data or b"{}")
    return found if isinstance(found, dict) else {}


def called(measure: Measure) -> str:
    """The passage, in the middle of a sentence."""
    if measure.wat == "alles":
        return "de hele tekst"
    return f"artikel {measure.nummer} ({measure.plek})" if measure.wat == "artikel" else f"de pagina {measure.plek or 'Begin'}"
