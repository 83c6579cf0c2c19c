"""What every published version changed of the text that it took the place of, and by that which versions touched an article."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from handbook.archive import in_turn, known_without_words, manifest, published_text
from handbook.archive.git import RECORD
from handbook.archive.manifest import MANIFEST_JSON, Change
from handbook.archive.published_text import Reader
from handbook.archive.register import Register, Version
from handbook.archive.texts import Published, Texts
from handbook.core.version_name import VersionName
from handbook.redline import Article, Redline, Text, compare
from handbook.redline import Change as ArticleChange

ARTICLES_JSON = "versies/artikelen.json"
"""Every article that was ever published, with the versions that touched it."""

SCHEMA = 1

PAGES = "wijzigingen"
"""The folder at the root with a folder for each version."""

ASIDE = frozenset({"vernummerd", "verwijzing", "gegeven"})
"""What happens to an article by a number or a fact that changed: the summary tells it, and there is nothing to read in the article."""

REMEMBERED = 512
"""Redlines that a process keeps: publishing one text after another compares each pair once."""


@dataclass(frozen=True)
class Touch:
    """What a version did to one article; `address` is a path from the root, in the version itself or, of what it withdrew, in the one before.

    `was` is the id that the article had in the text before, where that was another.
    """

    id: str
    number: str
    title: str
    address: str
    kinds: tuple[str, ...]
    was: str | None = None

    def row(self, version: VersionName) -> dict[str, Any]:
        """As ARTICLES_JSON has it."""
        return {
            "versie": str(version),
            "nummer": self.number,
            "titel": self.title,
            "adres": self.address,
            "soort": [*self.kinds],
            **({"was": self.was} if self.was else {}),
        }


@dataclass(frozen=True)
class Step:
    """What one version changed. `before` is the text that it is held against, `skipped` those between them that were taken off the site.

    `summary` is empty where nothing can be compared. `hidden` are articles of either text that were taken off the site, `page` is the
    page as an earlier act left it, which is then not made again. `touched` is what the page shows, `told` what the registry has where that
    is another: where the text right before, or a part of either, was taken off the site, only fingerprints tell what this version did.
    """

    entry: Version
    before: Version | None = None
    skipped: tuple[Version, ...] = ()
    summary: str = ""
    touched: tuple[Touch, ...] = ()
    hidden: frozenset[str] = frozenset()
    redline: Redline | None = None
    shell: str | None = None
    page: bytes | None = None
    told: tuple[Touch, ...] | None = None

    @property
    def rows(self) -> tuple[Touch, ...]:
        """What this version did to each article, compared with the text right before it."""
        return self.touched if self.told is None else self.told

    @property
    def wordless(self) -> tuple[Touch, ...]:
        """The articles of which nothing more can be said than that they changed; none of the first text, which was new from end to end."""
        marked = {one.id for one in self.touched}
        return () if self.first else tuple(one for one in self.rows if one.id not in marked)

    @property
    def first(self) -> bool:
        """Whether there was no text before it."""
        return self.before is None and not self.skipped

    @property
    def shown(self) -> tuple[Touch, ...]:
        """The articles to name one by one: not of the first text, which is new from end to end, and none that only got another number or fact."""
        return () if self.first else tuple(one for one in self.touched if {*one.kinds} - ASIDE)

    @cached_property
    def notes(self) -> dict[str, list[Change]]:
        """What the version says itself of its changes, by each of the articles that are named one by one; under the id of before is the same."""
        now = {id_: one.id for one in (*self.shown, *self.wordless) for id_ in (one.id, one.was) if id_ and id_ not in self.hidden}
        found: dict[str, list[Change]] = {}
        for one in self.entry.changes:
            for id_ in dict.fromkeys(now[id_] for id_ in one.artikelen if id_ in now):
                found.setdefault(id_, []).append(one)
        return found

    @property
    def general(self) -> list[Change]:
        """What it says of everything else: of what stands outside the articles, and of articles that only got another number or fact."""
        beside = {id(one) for notes in self.notes.values() for one in notes}
        return [one for one in self.entry.changes if id(one) not in beside and (not one.artikelen or {*one.artikelen} - self.hidden)]


@dataclass(frozen=True)
class History:
    """The steps of all versions, by their names; `derived` are the texts of versions that have no file of their articles, as bytes, and `former` all ids of which nothing can be read any more."""

    steps: Mapping[VersionName, Step] = field(default_factory=dict)
    derived: Mapping[VersionName, bytes] = field(default_factory=dict)
    former: frozenset[str] = frozenset()

    def of(self, entry: Version) -> Step:
        """What the version changed."""
        return self.steps.get(entry.version) or Step(entry)

    def registry(self) -> bytes:
        """ARTICLES_JSON: every id with its last title and the versions that touched it, the oldest first.

        And of each version against which text it was held, its kind, and whether people are asked again to confirm that they know the text.
        """
        articles: dict[str, dict[str, Any]] = {id_: {"titel": None, "versies": []} for id_ in self.former}
        for version in sorted(self.steps):
            for touch in self.steps[version].rows:
                about = articles.setdefault(touch.id, {"titel": None, "versies": []})
                about["titel"] = touch.title
                about["versies"].append(touch.row(version))
        held = {
            str(version): {
                "van": str(step.before.version) if step.before else None,
                "samenvatting": step.summary,
                "aard": step.entry.kind,
                "opnieuw_bevestigen": step.entry.confirm_again,
            }
            for version, step in self.steps.items()
        }
        return manifest.canonical({"schema": SCHEMA, "versies": held, "artikelen": articles})


NOTHING = History()


# What stands on the branch already


@dataclass(frozen=True)
class Stood:
    """What an earlier act of the same release made: `trees` are the ids that the folders of versions had in git then, `read` gives a file at the root."""

    trees: Mapping[str, str]
    held: Mapping[str, Any]
    touched: Mapping[str, tuple[Touch, ...]]
    read: Callable[[str], bytes | None]

    @classmethod
    def at(cls, regime: Any, seen: Register, read: Callable[[str], bytes | None]) -> Stood | None:
        """From the parsed register there; None where nothing of it can be used again: another release made it, or for another address."""
        if regime.get("handbook") != seen.program or regime.get("adres") != seen.address:
            return None
        try:
            data = json.loads(read(ARTICLES_JSON) or b"")
            touched: dict[str, list[Touch]] = {}
            for id_, about in data["artikelen"].items():
                for row in about["versies"]:
                    one = Touch(id_, row["nummer"], row["titel"], row["adres"], tuple(row["soort"]), row.get("was"))
                    touched.setdefault(row["versie"], []).append(one)
            trees = {row["versie"]: row["boom"] for row in regime["versies"]}
            return cls(trees, data["versies"], {name: tuple(sorted(rows, key=_place)) for name, rows in touched.items()}, read)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def step(self, entry: Version, before: Version | None, skipped: tuple[Version, ...], hidden: frozenset[str]) -> Step | None:
        """The step as it was made then; None where one of the two texts is another one since."""
        name = str(entry.version)
        held, page = self.held.get(name), self.read(page_of(entry.version))
        same = self.trees.get(name) == entry.tree and (before is None or self.trees.get(str(before.version)) == before.tree)
        if not same or held is None or page is None or held["van"] != (str(before.version) if before else None):
            return None
        return Step(entry, before, skipped, held["samenvatting"], self.touched.get(name, ()), hidden, page=page)


def page_of(version: VersionName) -> str:
    """The path of the page that shows what a version changed."""
    return f"{PAGES}/{version}/index.html"


def text_of(version: VersionName) -> str:
    """The path of the text of a version that has no file of its articles, from the root."""
    return f"{PAGES}/{version}/artikelen.json"


# From the folders of the versions


@lru_cache(REMEMBERED)
def _compared(old: Published, new: Published, hidden: frozenset[str], successors: tuple[tuple[str, str], ...]) -> Redline:
    return compare(old.less(hidden), new.less(hidden), dict(successors))


def tell(files: Reader, seen: Register, stood: Stood | None = None, texts: Texts | None = None) -> History:
    """The history of all versions of the register; what `stood` has is not made again, nor read what `texts` has."""
    return _Teller(files, seen, stood, texts or Texts(files)).history()


def of_one(files: Reader, seen: Register, entry: Version, texts: Texts) -> Step:
    """What one version changed, for who asks of no other."""
    return _Teller(files, seen, None, texts).step(entry)


class _Teller:
    def __init__(self, files: Reader, seen: Register, stood: Stood | None, texts: Texts) -> None:
        self._files, self._seen, self._stood, self._texts = files, seen, stood, texts

    @cached_property
    def _replaced(self) -> Mapping[VersionName, Version | None]:
        return in_turn.predecessors(self._seen.entries)

    def history(self) -> History:
        steps = {entry.version: self.step(entry) for entry in self._seen.entries}
        derived = {entry.version: data for entry in self._seen.entries if (data := self._derived(entry, steps[entry.version]))}
        shown = {touch.id for step in steps.values() for touch in step.rows}
        lost = {id_ for entry in self._seen.entries if entry.measures for id_ in self._listed(entry)}
        return History(steps, derived, frozenset(lost - shown))

    def step(self, entry: Version) -> Step:
        """What the version changed of the text that it took the place of."""
        before, skipped = self._before(entry)
        if entry.taken_off:
            step = Step(entry, before, skipped)
            return replace(step, told=self._told(step))
        hidden = self._hidden(entry) | (self._hidden(before) if before else frozenset())
        if not hidden and not skipped and self._stood and (known := self._stood.step(entry, before, skipped, hidden)):
            return known
        shell = (self._files.read(f"{entry.tree}:404.html") or b"").decode("utf-8", "replace") or None
        new, old = self._text(entry), self._text(before) if before else None
        if new is None or (before and old is None):
            return Step(entry, before, skipped, hidden=hidden, shell=shell)
        step = self._read(Step(entry, before, skipped, hidden=hidden, shell=shell), old, new)
        return self._with_told(step) if skipped or hidden else step

    def _read(self, step: Step, old: Published | None, new: Published) -> Step:
        """The step with what differs between the two texts as they can be read."""
        if old is None:
            touched = tuple(_touch(step.entry.version, one, ("nieuw",)) for one in Text.of(new.data).articles)
            return step if step.skipped else replace(step, touched=_sorted(touched))
        assert step.before
        redline = _compared(old, new, step.hidden, self._successors(step.entry))
        touched = tuple(_changed(step.entry.version, step.before.version, one) for one in redline.changes)
        return replace(step, summary=redline.summary, touched=_sorted(touched), redline=redline)

    # What only fingerprints tell

    def _with_told(self, step: Step) -> Step:
        """The step with what it did to the text right before it, where that, or a part of either, cannot be read any more."""
        step = replace(step, told=self._told(step))
        if not step.skipped:
            return step
        if step.before:
            return replace(step, summary=known_without_words.against(step.before.title, step.summary))
        differs = self._differs(step.entry)
        return replace(step, summary=known_without_words.counted(differs) if differs is not None else "")

    def _differs(self, entry: Version) -> known_without_words.Kinds | None:
        """What it did to the articles of the text right before it; None where a manifest does not tell."""
        last = self._replaced[entry.version]
        new, old = self._prints(entry), self._prints(last) if last else {}
        return None if new is None or old is None else known_without_words.kinds(old, new, self._ids_given(entry))

    def _ids_given(self, entry: Version) -> dict[str, str] | None:
        """As _successors(); of a text that was taken off the site, and has no record any more, by the next one that can be read."""
        if not entry.taken_off:
            return dict(self._successors(entry))
        later = [one for one in self._seen.entries if one.version > entry.version and not one.taken_off]
        return dict(self._successors(min(later, key=lambda one: one.version))) if later else None

    def _told(self, step: Step) -> tuple[Touch, ...]:
        """What the registry has: of a text or an article that is gone what the fingerprints tell, of others what was read."""
        differs, read = self._differs(step.entry), {one.id: one for one in step.touched}
        gone = step.entry.taken_off is not None or bool(step.skipped)
        if differs is None:
            return () if gone else step.touched
        rows = []
        for id_ in {**read, **{id_: None for id_ in differs if gone or id_ in step.hidden}}:
            one, (said, was) = read.get(id_), differs.get(id_, ((), None))
            if one and not gone and {*one.kinds} & known_without_words.BY_ID <= {*said}:
                rows.append(one)
                continue
            by_place = tuple(kind for kind in one.kinds if kind in known_without_words.BY_PLACE) if one else ()
            if (said or by_place) and (about := one or self._named(step.entry, id_)):
                rows.append(replace(about, kinds=(*said, *by_place), was=was))
        return _sorted(rows)

    def _named(self, entry: Version, id_: str) -> Touch | None:
        """The article as the version called it, or else the nearest text that can be read: a later one first. None where none has it."""
        others = sorted(self._seen.entries, key=lambda one: one.version)
        later = [one for one in others if one.version > entry.version]
        earlier = [one for one in reversed(others) if one.version < entry.version]
        for one in (entry, *later, *earlier):
            text = None if one.taken_off else self._text(one)
            article = text.article(id_) if text else None
            if article:
                touch = _touch(entry.version, article, ())
                # On no page of its own any more: the page that tells what is still known.
                return touch if one is entry else replace(touch, address=f"{PAGES}/{entry.version}/#{id_}")
        return None

    def _before(self, entry: Version) -> tuple[Version | None, tuple[Version, ...]]:
        """The text to hold it against, and those after it that were taken off the site."""
        skipped = []
        before = self._replaced[entry.version]
        while before and before.taken_off:
            skipped.append(before)
            before = self._replaced[before.version]
        return before, tuple(skipped)

    def _text(self, entry: Version) -> Published | None:
        return self._texts.of(entry)

    def _derived(self, entry: Version, step: Step) -> bytes | None:
        """The text of a version that has no file of its articles, as that file would have it."""
        if entry.taken_off:
            return None
        if step.page is not None:
            assert self._stood
            return self._stood.read(text_of(entry.version))
        text = self._text(entry)
        return manifest.canonical(text.data) if text and text.derived else None

    def _listed(self, entry: Version) -> Collection[str]:
        """The ids of all articles that it was published with: its manifest keeps them, whatever was taken off the site."""
        return self._prints(entry) or ()

    def _prints(self, entry: Version) -> dict[str, str] | None:
        """The fingerprints of those articles, by their ids; None where the manifest has no such list."""
        found = _json(self._files.read(f"{entry.tree}:{MANIFEST_JSON}")).get("artikelen")
        return found if isinstance(found, dict) else None

    def _hidden(self, entry: Version) -> frozenset[str]:
        """The articles of it that cannot be read any more."""
        text = self._text(entry) if entry.parts else None
        return frozenset({*self._listed(entry)} - text.ids) if text else frozenset()

    def _successors(self, entry: Version) -> tuple[tuple[str, str], ...]:
        """The articles that the version gave another id, old and new, as its record tells; texts of before tell nothing."""
        found = _json(self._files.read(f"{entry.tree}:{RECORD}")).get("opvolgers")
        pairs = found.items() if isinstance(found, dict) else ()
        return tuple(sorted((old, new) for old, new in pairs if isinstance(new, str)))


def _json(data: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(data or b"")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _changed(version: VersionName, before: VersionName, change: ArticleChange) -> Touch:
    was = change.old.id if change.old and change.new and change.old.id != change.new.id else None
    return _touch(version if change.new else before, change.article, change.said, was)


def _touch(version: VersionName, article: Article, kinds: tuple[str, ...], was: str | None = None) -> Touch:
    return Touch(article.id, article.number, article.title, f"{version}/{article.address}", kinds, was)


def _sorted(touched: Collection[Touch]) -> tuple[Touch, ...]:
    return tuple(sorted(touched, key=_place))


def _place(touch: Touch) -> tuple[tuple[int, ...], str]:
    return published_text.place(touch.number), touch.id
