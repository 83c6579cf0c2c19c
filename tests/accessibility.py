"""Knows how the handbook's access is tested: every state in every width, scheme and size of text, by axe-core and by what can be measured beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from playwright.sync_api import Browser, CDPSession, Page

from tests import axe, states
from tests.states import Archive, State

WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")
TEXTS = (100, 200)
"""Per cent of the browser's own size of letters."""

HEIGHT = 800
LETTERS = 16
"""Pixels: what browsers begin with."""

UNSURE = {
    "color-contrast": "svg text, .boom-vak *",
}
"""Where axe cannot tell, by rule: parts that a test of their own looks at (tests/test_dilemmas.py reads the drawing's colours)."""

FITS = """
() => {
  const shown = e => e.checkVisibility({ visibilityProperty: true })
  const name = e => e.tagName.toLowerCase() + [...e.classList].map(c => "." + c).join("") + ` "${(e.innerText || "").trim().slice(0, 40)}"`
  const found = []
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`)
  for (const e of document.querySelectorAll("body *")) {
    if (!shown(e) || e.closest("svg")) continue
    const style = getComputedStyle(e)
    // Hidden from sight on purpose, for screen readers.
    if (e.clientWidth <= 1 || e.clientHeight <= 1 || style.clipPath !== "none" || style.clip !== "auto") continue
    const cuts = value => value === "hidden" || value === "clip"
    if (!e.innerText?.trim() && e.tagName !== "INPUT") continue
    if (cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1) found.push("cut off at its side: " + name(e))
    if (cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1) found.push("cut off below: " + name(e))
  }
  return found
}
"""

MOVES = """
() => document.getAnimations().map(a => "moves: " + (a.animationName ?? a.transitionProperty))
  .concat([...document.querySelectorAll("html, body, main")].filter(e => getComputedStyle(e).scrollBehavior === "smooth").map(() => "scrolls smoothly"))
"""

SPACED = """
() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
"""
"""The spacing that a reader may ask for (WCAG 2.2, 1.4.12)."""


@dataclass(frozen=True)
class View:
    """How a state is looked at: width in pixels, scheme of colours, size of text in per cent."""

    width: int
    scheme: str
    text: int

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}, {self.text} %"


@dataclass
class Report:
    """What was looked at and what was found; a line of `found` names the state, the view and the fault."""

    found: list[str] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    runs: int = 0


def soaking() -> bool:
    """Whether the whole product of states and views is asked for."""
    return bool(os.environ.get("HANDBOEK_SOAK"))


def views(state: State, number: int, every: bool) -> list[View]:
    """The views in which a state is looked at: all of them, or a few in which each width, scheme and size of text comes with every state."""
    widths = (320,) if state.phone else WIDTHS
    if state.media == "print":
        # Paper is white, and has one width.
        return [View(WIDTHS[-1], "light", 100)]
    if every:
        return [View(*one) for one in product(widths, SCHEMES, TEXTS)]
    turned = [View(widths[(number + n) % len(widths)], SCHEMES[(number + n) % 2], TEXTS[n == 1]) for n in range(3)]
    # The steps of a decision aid share their page: one view each, in turn.
    return turned[:1] if "#" in state.address else turned


def look(browser: Browser, archive: Archive, todo: Sequence[State], *, every: bool) -> Report:
    """Looks at the states, and tells all that is wrong; with `every` in all views."""
    report = Report()
    numbered = list(enumerate(todo))
    # With JavaScript also where a state has none: its scripts are not loaded then, and axe is one.
    with states.opened(browser, todo[0], java_script_enabled=True) as page:
        tools = page.context.new_cdp_session(page)
        for number, state in numbered:
            for view in _by_text(views(state, number, every)):
                show(page, tools, archive, state, view)
                report.found += [f"{state.name} ({view}): {wrong}" for wrong in _wrong(page, state, view, report)]
                report.runs += 1
    return report


def _by_text(given: Iterable[View]) -> list[View]:
    """So that the browser's letters change seldom."""
    return sorted(given, key=lambda view: view.text)


def show(page: Page, tools: CDPSession, archive: Archive, state: State, view: View) -> None:
    """The state in this view, loaded with it: what a script measured at another width would be wrong."""
    page.set_viewport_size({"width": view.width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if view.scheme == "dark" else "light")
    # The reader's own setting in the browser: also what counts in media queries.
    size = LETTERS * view.text // 100
    tools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    states.reach(page, archive, state)


def _wrong(page: Page, state: State, view: View, report: Report) -> Iterator[str]:
    """All that is wrong with a page as it stands there."""
    # Of a step of a decision aid only its own part is new.
    outcome = axe.run(page, within="main" if "#" in state.address else None)
    report.passed |= outcome.passed
    yield from (str(fault) for fault in outcome.found)
    excused = page.evaluate("selectors => Object.fromEntries(Object.entries(selectors).map(([k, s]) => [k, s]))", UNSURE)
    yield from (f"unsure: {fault}" for fault in outcome.unsure if not _excused(page, fault, excused.get(fault.rule)))
    if state.media != "print":
        yield from page.evaluate(FITS)
        yield from page.evaluate(MOVES)


def _excused(page: Page, fault: axe.Fault, parts: str | None) -> bool:
    if parts is None:
        return False
    return bool(page.evaluate("([where, parts]) => document.querySelector(where)?.matches(parts) ?? false", [fault.where, parts]))
