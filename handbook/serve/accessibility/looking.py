"""How access is tested: every state in every width, scheme and size of text, by axe-core, by what can be measured beside it, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize
from playwright.sync_api import TimeoutError as TooLate

from handbook.serve.accessibility import axe, keyboard, states
from handbook.serve.accessibility.contrast import RATIO
from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.states import State

WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")
TEXTS = (100, 200)
"""Per cent of the browser's own size of letters."""

COLOURED = """
scheme => {
  document.documentElement.dataset.mdColorScheme = scheme
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
}
"""
"""Gives the page the scheme, and waits until it has been drawn once as it is now."""

HEIGHT = 800
LETTERS = 16
"""Pixels: what browsers begin with."""

WIDE: ViewportSize = {"width": 1440, "height": 900}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""A screen of 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10)."""

WALKS = ((WIDE, "Tab"), (ZOOMED, "Tab"), (ZOOMED, "Shift+Tab"))
"""Also on a screen that is enlarged four times, where a header that stays would cover what has the focus; forth and back."""

FITS = """
() => {
  const name = e => e.tagName.toLowerCase() + [...e.classList].map(c => "." + c).join("") + ` "${(e.innerText || "").trim().slice(0, 40)}"`
  const found = []
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`)
  for (const e of document.querySelectorAll("body *")) {
    if (e.clientWidth <= 1 || e.clientHeight <= 1 || e.closest("svg")) continue
    const style = getComputedStyle(e)
    // Hidden from sight on purpose, for screen readers.
    if (style.clipPath !== "none" || !e.checkVisibility({ visibilityProperty: true })) continue
    const cuts = value => value === "hidden" || value === "clip"
    const wide = cuts(style.overflowX) && e.scrollWidth > e.clientWidth + 1
    const high = cuts(style.overflowY) && e.scrollHeight > e.clientHeight + 1
    if ((wide || high) && e.innerText?.trim()) found.push(`cut off ${wide ? "at its side" : "below"}: ${name(e)}`)
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

FAINT = f"selectors => selectors.map(selector => document.querySelector(selector)).map({RATIO})"
"""The contrast of elements of which axe says that it cannot tell."""

MEASURED = f"selectors => [({FAINT})(selectors), ({FITS})(), ({MOVES})()]"
"""All that is measured beside axe, asked at once."""

ENOUGH = 4.5


@dataclass(frozen=True)
class View:
    """How a state is looked at: width in pixels, scheme of colours, size of text in per cent."""

    width: int
    scheme: str
    text: int

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}, {self.text} %"


@dataclass(frozen=True)
class Wrong:
    """One fault: the rule that it breaks, where, and what is known of it."""

    rule: str
    state: State
    view: str
    told: str

    def __str__(self) -> str:
        return f"{self.state.name} ({self.view}): {self.told}"


@dataclass
class Report:
    """What was looked at and what was found; `unreached` are the states that depend on the text and did not come about."""

    found: list[Wrong] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    runs: int = 0
    unreached: list[State] = field(default_factory=list)


def views(state: State, number: int, every: bool) -> list[View]:
    """The views in which a state is looked at: all of them, or a few in which each width, scheme and size of text comes with every state."""
    widths = (320,) if state.phone else WIDTHS
    if state.media == "print":
        # Paper is white, and has one width.
        return [View(WIDTHS[-1], "light", 100)]
    if every:
        return [View(*one) for one in product(widths, SCHEMES, TEXTS)]
    turned = [View(widths[(number + n) % len(widths)], SCHEMES[(number + n) % 2], TEXTS[n == 1]) for n in range(3)]
    # The steps of a decision aid share their page, and a page like others is seen in every view there: one view each, in turn.
    return turned[:1] if "#" in state.address or state.once else turned


def look(
    browser: Browser,
    archive: Archive,
    todo: Sequence[State],
    *,
    every: bool = False,
    chosen: Callable[[State, int], Sequence[View]] | None = None,
    without: Sequence[str] = (),
) -> Report:
    """Looks at the states, and tells all that is wrong: with `every` by all rules in all views, with `chosen` in those that it gives, `without` some rules."""
    report = Report()
    # With JavaScript also where a state has none: its scripts are not loaded then, and axe is one.
    with states.opened(browser, todo[0], archive.day, java_script_enabled=True) as page:
        axe.brought(page)
        tools = page.context.new_cdp_session(page)
        before = None
        for number, state in enumerate(todo):
            try:
                schemes: set[str] = set()
                for view in chosen(state, number) if chosen else views(state, number, every):
                    show(page, tools, archive, state, view, before)
                    before = state
                    rules, within = _asked(state, None if every else schemes, view)
                    schemes.add(view.scheme)
                    outcome = axe.run(page, rules=rules, without=without, within=within)
                    report.passed |= outcome.passed
                    report.found += [Wrong(rule, state, str(view), told) for rule, told in _wrong(page, state, outcome)]
                    report.runs += 1
            except TooLate as late:
                before = None
                if state.optional:
                    report.unreached.append(state)
                else:
                    report.found.append(Wrong("reach", state, str(view), late.message.splitlines()[0]))
    return report


def _asked(state: State, schemes: Collection[str] | None, view: View) -> tuple[Sequence[str] | None, str | None]:
    """The rules that are asked, None for all, and the part of the page that they are asked of; `schemes` are those of the looks before, None for all of it."""
    rules, within = None, None
    if schemes:
        # Most rules read the document, which is the same in each view; the frame round the text has its turns with other states.
        rules, within = axe.SIZE if view.scheme in schemes else axe.COLOUR + axe.SIZE, None if state.steps else "main"
    # Of a step of a decision aid only its own part is new, and of a page like others its text.
    return rules, "section:has(:target)" if "#" in state.address else "main" if state.once else within


def walk(browser: Browser, archive: Archive, todo: Sequence[State]) -> list[Wrong]:
    """What is wrong for who has no mouse, in the states that are walked."""
    found: list[Wrong] = []
    with states.opened(browser, todo[0], archive.day, java_script_enabled=True) as first:
        for state in [one for one in todo if one.walked]:
            for size, key in WALKS:
                # A page keeps where the focus went when it left, whatever is loaded next.
                page = first.context.new_page()
                page.set_viewport_size(size)
                try:
                    states.reach(page, archive, state)
                    found += [Wrong("keyboard", state, f"{size['width']} px, {key}", told) for told in walked(page, key)]
                except TooLate as late:
                    found.append(Wrong("reach", state, f"{size['width']} px", late.message.splitlines()[0]))
                    break
                finally:
                    page.close()
    return found


def show(page: Page, tools: CDPSession, archive: Archive, state: State, view: View, before: State | None = None) -> None:
    """The state in this view; where the page is in it already, or one link away, only the view changes, as when a reader turns a phone."""
    page.set_viewport_size({"width": view.width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if view.scheme == "dark" else "light", media="print" if state.media == "print" else "screen")
    # The reader's own setting in the browser: also what counts in media queries.
    size = LETTERS * view.text // 100
    tools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    loads = before is not state and not state.follows(before)
    if loads:
        _scripts(tools, loaded=state.script)
    if before is not state:
        states.reach(page, archive, state, before)
        if state.steps and "#" not in state.address:
            # What a step scrolled below the header that stays would seem too small to hit.
            page.evaluate("scrollTo(0, 0)")
    if state.script:
        # Tables learn of their size within the frame that draws it: nobody sees the page before that.
        page.evaluate(COLOURED, "slate" if view.scheme == "dark" else "default")


def _scripts(tools: CDPSession, *, loaded: bool) -> None:
    """Whether the pages that are loaded from now on get their scripts. Cheaper than Playwright's way, which hands over every file of a page."""
    tools.send("Network.disable" if loaded else "Network.enable")
    if not loaded:
        tools.send("Network.setBlockedURLs", {"urls": ["*.js"]})


def _wrong(page: Page, state: State, outcome: axe.Outcome) -> Iterator[tuple[str, str]]:
    """The rule and the place of all that is wrong with a page as it stands there, by what axe says and by what is measured beside it."""
    yield from ((fault.rule, str(fault)) for fault in outcome.found)
    faint = [fault for fault in outcome.unsure if fault.rule == "color-contrast"]
    ratios, unfit, moving = page.evaluate(MEASURED, [fault.where for fault in faint])
    for fault, ratio in zip(faint, ratios, strict=True):
        if ratio < ENOUGH:
            yield fault.rule, f"{ratio:.2f} : 1, measured where axe could not tell: {fault}"
    yield from ((fault.rule, f"axe cannot tell: {fault}") for fault in outcome.unsure if fault.rule != "color-contrast")
    if state.media != "print" and "#" not in state.address:
        yield from (("reflow", told) for told in unfit)
        yield from (("motion", told) for told in moving)


def walked(page: Page, key: str) -> list[str]:
    """All that is wrong for who walks this page by keyboard, forth (Tab) or back (Shift+Tab)."""
    try:
        stops, missed = keyboard.walk(page, key)
        # What comes in as the focus moves, such as the sentences below results, moves a stop away from who presses keys quicker than
        # a person can: one that seemed out of sight is looked at once more, when all of it is there.
        later = {stop.label: stop.hidden for stop in keyboard.walk(page, key)[0]} if any(stop.hidden for stop in stops) else {}
    except keyboard.Trapped as trap:
        return [str(trap)]
    hidden = [stop for stop in stops if stop.hidden and later.get(stop.label, True)]
    found = [f"out of sight: {stop.label}" for stop in hidden] + [f"out of reach: {one}" for one in missed]
    return found + [f"out of order: {stop.label}" for stop in stops if not stop.ordered and key == "Tab"]
