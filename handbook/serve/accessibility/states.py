"""The states of a handbook in which access is tested: found by their kind in what was built (states.yml), and every page besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLate
from selectolax.lexbor import LexborHTMLParser

from handbook.archive.whole_page_file import WHOLE
from handbook.serve.accessibility.example import Archive, Example

LIST = Path(__file__).with_name("states.yml")
STEPS = ("focus", "click", "see", "type", "press", "rest")
KEYS = frozenset({"name", "said", "address", "has", "of", "take", "every", "in", "each", "steps"})
PATIENCE = 10_000
"""Milliseconds for one step: a search reads its index first."""

WORD = re.compile(r"[a-zà-ÿ]{5,}", re.IGNORECASE)
"""A word of a heading that is worth looking for."""


@dataclass(frozen=True)
class State:
    """One state: where it is, and what a reader does to come there. Each step is a word of STEPS with what it needs."""

    name: str
    address: str
    steps: tuple[tuple[str, str], ...] = ()
    said: str = ""
    media: str = "screen"
    script: bool = True
    away: str | None = None
    phone: bool = False
    walked: bool = False
    optional: bool = False
    once: bool = False

    @property
    def page(self) -> str:
        """The address without its fragment: states with the same page share a load."""
        return self.address.partition("#")[0]

    def follows(self, before: State | None) -> bool:
        """Whether a link within the page leads from the state `before` to this one, so that nothing is loaded: the next step of a decision aid."""
        return before is not None and "#" in self.address and _conditions(self) == _conditions(before)


def _conditions(state: State) -> tuple[object, ...]:
    """What two states share of which one is a link away from the other."""
    return state.page, state.steps, state.media, state.script, state.away, state.phone


@dataclass
class Found:
    """The states of a handbook, in the order of the list, and what the list says of kinds that it does not have."""

    states: list[State] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def find(root: Path, example: Example) -> Found:
    """Every state on the archive in the folder `root`. Raises ValueError where the list says something unknown."""
    finder = _Finder(root, example)
    entries = yaml.safe_load(LIST.read_text("utf-8"))
    for entry in entries:
        finder.add(entry)
    names = [entry["name"] for entry in entries]
    if len(set(names)) != len(names):
        raise ValueError(f"{LIST.name}: two states have one name")
    return finder.found


def pages(root: Path, example: Example, visited: list[State]) -> list[State]:
    """Every page of the text in force that no state visits: to be looked at once."""
    seen = {state.page for state in visited}
    return [state for state in whole(root / example.current, f"{example.current}/") if state.address not in seen]


def whole(site: Path, base: str = "") -> list[State]:
    """Every page of the site that is served at `base`, to be looked at once."""
    return [State(f"{base}{path}", f"{base}{path}", once=True) for path in _built(site)]


def _built(site: Path) -> dict[str, LexborHTMLParser]:
    """The pages of a site by their address within it, without those that only lead on."""
    trees = {
        file.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
    }
    return {path: tree for path, tree in trees.items() if not path.endswith(".html") and not tree.css_first("meta[http-equiv=refresh]")}


class _Finder:
    """Goes through the list, and remembers which pages are taken."""

    def __init__(self, root: Path, example: Example) -> None:
        self.root, self.example = root, example
        self.trees = _built(root / example.current)
        self.taken = {"home": ""}
        self.found = Found()

    def add(self, entry: Mapping[str, Any]) -> None:
        """All states of one entry of the list, or what the report calls it where there are none."""
        steps = tuple((verb, str(what)) for step in entry.get("steps", ()) for verb, what in step.items())
        more = {key: value for key, value in entry.items() if key not in KEYS}
        if set(more) - set(State.__dataclass_fields__) or {verb for verb, _ in steps} - set(STEPS):
            raise ValueError(f"{LIST.name}: {entry.get('name')} has an unknown key or step")
        places = self._places(entry)
        state = State(entry["name"], "", said=entry.get("said", ""), **more)
        found = []
        for address in places:
            filled = self._filled(steps, address)
            if filled is not None:
                name = f"{state.name}: {address.partition('/')[2]}" if entry.get("every") else state.name
                found += list(self._each(replace(state, name=name, address=address, steps=filled), entry.get("each")))
        if found:
            # Of states that share a page, one is enough to walk.
            self.found.states += [replace(one, walked=one.walked and number == 0) for number, one in enumerate(found)]
        else:
            self.found.missing.append(state.said)

    def _places(self, entry: Mapping[str, Any]) -> list[str]:
        """The addresses at which the entry is, below the root."""
        if "address" in entry:
            address = entry["address"].format_map(self.example.places)
            file = self.root / address.partition("?")[0]
            return [address] if file.is_file() or (file / "index.html").is_file() else []
        folder = self.example.places[entry.get("in", "current")]
        if "of" in entry:
            return [f"{folder}/{self.taken.get(entry['of'], '')}"]
        # The one page has something of every kind and most of all, and is looked at once besides: in every view it would take minutes.
        having = {path: tree for path, tree in self.trees.items() if path != WHOLE and tree.css_first(entry["has"])}
        if entry.get("every"):
            return [f"{folder}/{path}" for path in having]
        # So that as many pages as possible are seen in every view.
        fresh = [path for path in having if path not in self.taken.values()] or [*having]
        if not fresh:
            return []
        measures = {"first": lambda _: 0, "most": lambda path: len(having[path].css(entry["has"])), "longest": self._length}
        chosen = max(fresh, key=measures[entry.get("take", "first")])
        self.taken[entry["name"]] = chosen
        return [f"{folder}/{chosen}"]

    def _length(self, path: str) -> int:
        article = self.trees[path].css_first("article")
        return len(article.text()) if article else 0

    def _filled(self, steps: tuple[tuple[str, str], ...], address: str) -> tuple[tuple[str, str], ...] | None:
        """The steps with the words that they type; None where the page has none."""
        if not any("{" in what for verb, what in steps if verb == "type"):
            return steps
        heading = self.trees[address.partition("/")[2]].css_first("h1")
        word = max(WORD.findall(heading.text()) if heading else [], key=len, default="").lower()
        if not word:
            return None
        middle = len(word) // 2
        misspelt = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        return tuple((verb, what.format(word=word, misspelt=misspelt) if verb in ("type", "see") else what) for verb, what in steps)

    def _each(self, state: State, selector: str | None) -> Iterator[State]:
        if selector is None:
            yield state
            return
        tree = self.trees[state.address.partition("/")[2]]
        for id_ in [str(node.attributes["id"]) for node in tree.css(selector)]:
            yield replace(state, name=f"{state.name}: {id_}", address=f"{state.address}#{id_}")


def reader(state: State, options: Mapping[str, Any]) -> dict[str, Any]:
    """Playwright's options for a context in which somebody reads `state`; `options` go before them."""
    return {"reduced_motion": "reduce", "locale": "nl-NL", "java_script_enabled": state.script, **options}


def moment(day: date) -> str:
    """The time on `day` at which pages are looked at (ISO 8601): about noon in the Netherlands."""
    return f"{day}T11:00:00Z"


@contextmanager
def opened(browser: Browser, state: State, day: date, **options: Any) -> Iterator[Page]:
    """A fresh page for `state`, on the day of its archive; the options are Playwright's, for a context."""
    context = browser.new_context(**reader(state, options))
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        if state.script:
            page.clock.set_fixed_time(moment(day))
        yield page
    finally:
        context.close()


ANSWERED = """
([patience, away]) => new Promise(done => {
  // Where a page says what the register knows of its text, or a draft of its revision, or lists its versions, and how that looks once it is there.
  const parts = { "[data-stand]": "[data-stand][data-status]", "[data-concept='vastgesteld']": "[data-concept='vastgesteld']:not(:empty)" }
  // Where it tells of the text it fills the list too, and without a register there is no list.
  if (!away && !document.querySelector("[data-stand]")) parts["[data-versiekeuze]"] = "[data-versiekeuze] button"
  const open = () => Object.keys(parts).filter(part => document.querySelector(part) && !document.querySelector(parts[part]))
  const watch = new MutationObserver(() => open().length || end())
  const late = setTimeout(() => end(), patience)
  const end = () => { watch.disconnect(); clearTimeout(late); done(open()) }
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  if (!open().length) end()
})
"""
"""The parts of a page to which the register, unless it is away, has not answered within so many milliseconds. Playwright's own waiting costs more than many a page."""

QUIET = 200
"""Milliseconds in which a part of the page does not change, for it to be at rest."""


def reach(page: Page, archive: Archive, state: State, before: State | None = None) -> None:
    """Brings `page`, which is in the state `before`, into `state`; a page that waits for the register has its answer, so that nothing moves any more.

    Raises Playwright's TimeoutError where a step or the answer takes too long.
    """
    if state.follows(before):
        page.goto(archive.address + state.address)
        return
    page.unroute_all()
    if state.away:
        page.route(f"**/{state.away}", lambda route: route.fulfill(status=404, body=""))
    page.emulate_media(media="print" if state.media == "print" else "screen")
    page.goto(archive.address + state.address, wait_until="load")
    if state.script and (open_ := page.evaluate(ANSWERED, [PATIENCE, bool(state.away)])):
        raise TooLate(f"No answer of the register after {PATIENCE} ms: {', '.join(open_)}")
    for verb, what in state.steps:
        _step(page, verb, what)


def _step(page: Page, verb: str, what: str) -> None:
    if verb == "type":
        page.keyboard.type(what)
    elif verb == "press":
        page.keyboard.press(what)
    elif verb == "see":
        page.locator(what).first.wait_for(state="visible")
    elif verb == "rest":
        _rest(page, what)
    else:
        getattr(page.locator(what).first, verb)()


def _rest(page: Page, what: str) -> None:
    """Waits until a part of the page does not change: what comes piece by piece would be looked at while it moves. Raises TooLate.

    The clock of the page itself may stand still, so that no timer of it can tell.
    """
    before = ""
    for _ in range(PATIENCE // QUIET):
        now = page.locator(what).first.inner_html()
        if now == before:
            return
        before = now
        page.wait_for_timeout(QUIET)
    raise TooLate(f"{what} still changes after {PATIENCE} ms")
