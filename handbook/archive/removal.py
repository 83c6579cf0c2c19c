"""What is left of a version's folder when its text, a page or an article is taken off the site: the same folder and measure give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.archive import acts, manifest, releases, removal_documents, removal_pages, root_pages
from handbook.archive.acts import Folder, Measure, Read, TakenOff
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contents_file import INHOUD_JSON
from handbook.archive.documents_file import DOCUMENTS_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import Facts
from handbook.archive.removal_pages import Passage
from handbook.archive.whole_page_file import WHOLE_PAGE
from handbook.core import search_index

SEARCH_JSON = "search/search_index.json"
SEARCH_TEXTS = "search/tekst/"
"""Where the text of each page stands for the results of a search; versions from before have no such folder."""

NOT_THERE = "staat niet in deze versie"
NOT_ANY_MORE = "is al van de website gehaald"


class Nothing(Exception):
    """There is nothing to take off; the message is a Dutch clause that follows what was asked for."""


@dataclass(frozen=True)
class Text:
    """A version's folder as the measure finds it: the names of its files, and how to read one. `base` is the path of the handbook's address."""

    folder: Folder
    names: Collection[str]
    read: Read
    base: str

    @property
    def facts(self) -> Facts:
        return self.folder.facts

    def data(self, name: str) -> Any:
        """A file as data, None where it cannot be read as such."""
        try:
            return json.loads(self.read(name) or b"")
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True)
class Left:
    """Files that become other, the record of the measure among them, and files that go; all others stay as they are."""

    files: Mapping[str, bytes]
    gone: frozenset[str]
    still: list[str] = field(default_factory=list)
    """Files that still hold a sentence of what was taken off."""
    told: list[str] = field(default_factory=list)
    """What the revision itself says that it changes in what was taken off; that stays in its facts, and on the pages of its notes."""


def take_off(text: Text, measure: Measure) -> Left:
    """The folder after the measure. Raises Nothing where the version has no such page or article, or no longer."""
    if text.folder.withdrawal or any(one.wat == "alles" for one in text.folder.measures):
        raise Nothing(NOT_ANY_MORE)
    if any((one.wat, one.plek) == (measure.wat, measure.plek) for one in text.folder.measures):
        raise Nothing(NOT_ANY_MORE)
    left = _all(text, measure) if measure.wat == "alles" else _part(text, measure)
    return Left({**left.files, acts.TAKEN_OFF: _record(text, measure, left)}, left.gone, left.still, left.told)


def _record(text: Text, measure: Measure, left: Left) -> bytes:
    before = text.folder.taken_off
    changed = {**(before.anders if before else {}), **{name: manifest.sha256(data) for name, data in left.files.items()}}
    gone = {*(before.weg if before else ()), *left.gone}
    record = TakenOff(
        schema=1,
        versie=text.facts.versie,
        handbook=releases.present(),
        maatregelen=(*(before.maatregelen if before else ()), measure),
        anders={name: print_ for name, print_ in changed.items() if name not in gone},
        weg=tuple(sorted(gone)),
    )
    return manifest.canonical(manifest.plain(record))


def _without_note(text: Text) -> dict[str, bytes]:
    """The facts without what they say of the change: it is part of the text."""
    return {manifest.FACTS: manifest.canonical(_noteless(manifest.plain(text.facts)))}


def _noteless(facts: dict[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in facts.items() if key != "wijzigingen"}, "toelichting": None}


def _all(text: Text, measure: Measure) -> Left:
    page = root_pages.notice(text.facts, measure, text.base)
    pages = {name: page for name in text.names if name.endswith(".html")}
    stay = pages.keys() | {manifest.FACTS, manifest.MANIFEST_JSON, manifest.STAMP, *acts.RECORDS}
    return Left({**pages, **_without_note(text)}, frozenset(text.names) - stay)


# A page or an article


def _part(text: Text, measure: Measure) -> Left:
    record = text.data(RECORD)
    passage = (_page if measure.wat == "pagina" else _article)(text, measure, record)
    own = f"{passage.url}index.html"
    files = {name: (text.read(name) or b"").decode("utf-8", "replace") for name in sorted(text.names) if name.endswith(".html")}
    found = removal_pages.without(files, passage, root_pages.article_notice(measure))
    if WHOLE_PAGE in files:
        found[WHOLE_PAGE] = removal_documents.whole_page(found.get(WHOLE_PAGE, files[WHOLE_PAGE]), passage)
    if measure.wat == "pagina":
        found[own] = root_pages.notice(text.facts, measure, text.base).decode()
    held = removal_documents.documents(text.data(DOCUMENTS_JSON), {**files, **found}, passage, found.keys())
    changed = {name: html.encode() for name, html in found.items()} | _lists(text, passage, record) | {**held.files}
    if passage.url == f"revisies/{text.facts.versie}/" and measure.wat == "pagina":
        changed |= _without_note(text)
    # The one page shows whatever the passage shows, and is looked at as it is without it.
    shown = {**files, **{name: found[name] for name in (WHOLE_PAGE,) if name in files}}
    gone = removal_pages.only_there(shown, passage, text.names) | held.gone
    after = {name: changed[name].decode() if name in changed else html for name, html in files.items() if name != WHOLE_PAGE}
    said = () if manifest.FACTS in changed else text.facts.wijzigingen or ()
    told = [one.wat for one in said if {*one.artikelen} & passage.articles.keys()]
    return Left(changed, frozenset(gone), removal_pages.still(files, after, passage), told)


def _page(text: Text, measure: Measure, record: Any) -> Passage:
    url = measure.plek or ""
    if f"{url}index.html" not in text.names:
        raise Nothing(NOT_THERE)
    pages = _pages(record)
    articles: dict[str, Any] = next((facts["artikelen"] for facts in pages.values() if facts["url"] == url), {})
    return Passage(url, None, {id_: (one["nummer"], one["titel"]) for id_, one in articles.items()})


def _article(_text: Text, measure: Measure, record: Any) -> Passage:
    for facts in _pages(record).values():
        one = facts["artikelen"].get(measure.plek)
        if one:
            return Passage(facts["url"], measure.plek, {str(measure.plek): (one["nummer"], one["titel"])})
    raise Nothing(NOT_THERE)


def _pages(record: Any) -> dict[str, Any]:
    pages = record.get("paginas") if isinstance(record, dict) else None
    return pages if isinstance(pages, dict) else {}


def _lists(text: Text, passage: Passage, record: Any) -> dict[str, bytes]:
    """The files for programs without the passage; addresses stay."""
    changes: dict[str, Callable[[Any], Any]] = {
        RECORD: lambda data: _less_record(data, text, passage),
        ARTIKELEN_JSON: lambda data: _less_articles(data, passage),
        INHOUD_JSON: lambda data: _less_contents(data, passage),
        SEARCH_JSON: lambda data: search_index.without(data, passage.holds),
        f"{SEARCH_TEXTS}{passage.url.rstrip('/') or 'index'}.json": lambda data: _less_texts(data, passage),
    }
    found = {}
    for name, change in changes.items():
        data = record if name == RECORD else text.data(name)
        if data is None:
            continue
        less = change(json.loads(json.dumps(data)))
        if less != data:
            # As it was written: a version of before has a line for each value.
            spaced = (text.read(name) or b"").startswith(b"{\n")
            found[name] = manifest.canonical(less) if spaced else json.dumps(less, ensure_ascii=False, separators=(",", ":")).encode()
    return found


def _less_texts(data: Any, passage: Passage) -> Any:
    return {id_: texts for id_, texts in data.items() if not passage.holds(f"{passage.url}#{id_}" if id_ else passage.url)}


def _less_articles(data: Any, passage: Passage) -> Any:
    """A fact that only what goes printed or asked for goes too: it may be a name."""
    left = [one for one in data["artikelen"] if one["id"] not in passage.articles]
    named = {name for one in left for name in (*one.get("gegevens", ()), *one.get("voorwaarden", ()))}
    values = {name: value for name, value in data.get("waarden", {}).items() if name in named}
    return {**data, "artikelen": left, **({"waarden": values} if "waarden" in data else {})}


def _less_contents(data: Any, passage: Passage) -> Any:
    """The order of the pages, without the title of one that goes."""
    if passage.article is not None:
        return data
    return {**data, "bladzijden": [page for page in data["bladzijden"] if page["adres"] != passage.url]}


def _less_record(data: Any, text: Text, passage: Passage) -> Any:
    for facts in data["paginas"].values():
        if facts["url"] != passage.url:
            continue
        for id_ in passage.articles:
            facts["artikelen"].pop(id_, None)
            facts.get("leesbaarheid", {}).pop(id_, None)
        if passage.article is None:
            facts["titel"] = facts["url"]
    note_gone = passage.article is None and passage.url == f"revisies/{text.facts.versie}/"
    if note_gone and data.get("revisie"):
        data["revisie"] = _noteless(data["revisie"])
    return data
