"""How easily the texts read that change: before and now, with the measure of `handbook check`."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.checks.prose import readability
from handbook.checks.prose.plain_language import ARTICLE_EASE, ENOUGH, PAGE_EASE
from handbook.checks.prose.readability import Measure
from handbook.checks.prose.texts import PAGE, measured, texts_of
from handbook.redline import Redline
from handbook.report.model import PageChange, Place, Reading, at
from handbook.sources import Sources

WORDS = {"nieuw", "gewijzigd", "gesplitst", "samengevoegd"}
"""The kinds of change with which a text may read otherwise."""


def readings(old: Sources | None, new: Sources, redline: Redline, pages: tuple[PageChange, ...]) -> tuple[Reading, ...]:
    """Of each article and page that changed and is long enough to measure, what reads hardest first."""
    now, was = _measures(new), _measures(old) if old else {}
    found = []
    for change in redline.changes:
        if change.new and change.kinds & WORDS:
            before = was.get((change.old.page, change.old.id)) if change.old else None
            place = Place(f"artikel {change.new.number}, {change.new.title}", change.new.address)
            found += _reading(place, before, now.get((change.new.page, change.id)), ARTICLE_EASE)
    for page in pages:
        if page.how != "vervallen" and page.change.kinds & WORDS:
            path = page.change.id
            found += _reading(
                Place(f"de pagina {page.title}", at(path)), was.get((page.was or path, PAGE)), now.get((path, PAGE)), PAGE_EASE
            )
    return tuple(sorted(found, key=lambda one: one.now - one.needed))


def _reading(place: Place, before: Measure | None, now: Measure | None, needed: int) -> list[Reading]:
    if now is None or now.words < ENOUGH:
        return []
    earlier = _ease(before) if before and before.words >= ENOUGH else None
    return [Reading(place, earlier, _ease(now), needed)]


def _ease(measure: Measure) -> int:
    return max(0, min(100, round(measure.ease)))


def _measures(sources: Sources) -> Mapping[tuple[str, str], Measure]:
    return {(one.path, one.part): readability.measure(one.sentences) for one in measured(texts_of(sources))}
