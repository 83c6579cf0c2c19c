"""What an announced text lacks of a text that was published after it and applies before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handbook.archive.branch import AtHand
from handbook.checks import built_page
from handbook.core.dutch import long_date
from handbook.core.version_name import VersionName, is_day
from handbook.sources import Sources
from handbook.sources.data.accessibility_test import STATEMENT

SENTENCE = re.compile(r"(?<=[.!?:])\s+")
OWN_WORDS = ("vastgesteld_door", "toelichting")
OWN_DAYS = ("vastgesteld", "bekendgemaakt", "evaluatie")
"""What a page can print of its own revision, by the keys of revisie.json."""


def lacks(sources: Sources, archive: AtHand, earlier: VersionName, later: VersionName, *, expired: bool) -> list[str]:
    """The articles, and the pages without one, that `earlier` changed or added and that read otherwise in `later`, or are not there.

    Where `later` still has the words from before, it surely lacks the change; only that counts of an `expired` text.
    A page that tells of its own revision reads otherwise in each: of such a page its sentences are compared, without those facts.
    """
    before = max((one for one in archive.facts if one < earlier), default=None)
    old, new, now = (_passages(archive.record(one) if one else None) for one in (before, earlier, later))
    added = {one for one in new if old and one not in old and one not in now}
    wrong = [one for one, text in new.items() if one in added or (one in now and text not in (old.get(one), now[one]))]
    sure = {one for one in wrong if now.get(one) == old.get(one)}
    telling = sources.telling | {STATEMENT}
    wrong = [one for one in wrong if one in sure or not (expired or one.partition("#")[0] in telling)]
    wrong += [one for one in sorted(telling & new.keys()) if one not in wrong and before and _misses(archive, before, earlier, later, one)]
    # A page that holds an article which is named says nothing more.
    return [one for one in wrong if not any(other.startswith(f"{one}#") for other in wrong)]


def _passages(record: Mapping[str, Any] | None) -> dict[str, str]:
    """The fingerprint of every page and of every article, by page or by page and address; not those that tell of the revisions themselves."""
    found = {}
    for path, page in (record or {}).get("paginas", {}).items():
        if not path.startswith("revisies/"):
            found[path] = page.get("tekst", "")
            found |= {f"{path}#{id}": article.get("tekst", "") for id, article in page.get("artikelen", {}).items()}
    return found


def _misses(archive: AtHand, before: VersionName, earlier: VersionName, later: VersionName, path: str) -> bool:
    """Whether `earlier` says something on the page that `before` did not, and `later` does not say it."""
    old, new, now = ({*_sentences(archive, version, path)} for version in (before, earlier, later))
    return bool(old and now) and bool(new - old - now)


def _sentences(archive: AtHand, version: VersionName, path: str) -> Iterator[str]:
    """What the page says, without the facts of its own revision."""
    page = ((archive.record(version) or {}).get("paginas") or {}).get(path) or {}
    html = archive.file(version, f"{page.get('url', '')}index.html")
    if html is None or built_page.MEASURED_HERE in (text := built_page.parse("", html.decode("utf-8", "replace")).article):
        return
    facts = archive.facts.get(version, {})
    own = [str(version), version.title, *(str(facts[key]) for key in OWN_WORDS if facts.get(key))]
    days = [version.day, *(date.fromisoformat(facts[key]) for key in OWN_DAYS if is_day(facts.get(key)))]
    own += [one for day in days for one in (str(day), long_date(day))]
    for one in sorted(own, key=len, reverse=True):
        text = text.replace(one, "…")
    yield from SENTENCE.split(text)
