"""What a page may never do, whatever its letters: be wider than the window, lay one control over another, or move while it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page, Route

from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.looking import HEIGHT, LETTERS, TEXTS
from handbook.serve.accessibility.states import State
from tests.support import hyphens, states

FITS = """
() => {
  const name = e => e.tagName.toLowerCase() + [...e.classList].map(c => "." + c).join("") + ` "${(e.innerText ?? "").trim().slice(0, 40)}"`
  const found = []
  const wide = document.documentElement.scrollWidth
  if (wide > innerWidth) found.push(`the page is ${wide} wide`)
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect()
    const out = box.width && (box.left < -.5 || box.right > innerWidth + .5)
    const cut = e.tagName === "BUTTON" && e.scrollWidth > e.clientWidth + 1
    if (!out && !cut || !e.checkVisibility({ visibilityProperty: true }) || getComputedStyle(e).clipPath !== "none") continue
    // A box that scrolls by itself holds what it likes, and a mark that shows under a pointer hangs in the margin.
    if (!e.closest(".tabel > *, .az-letters > *, svg *, .headerlink")) found.push(`${out ? "out of the window" : "cut off"}: ${name(e)}`)
  }
  for (const text of document.querySelectorAll("svg text"))
    if (text.getBoundingClientRect().right > text.ownerSVGElement.getBoundingClientRect().right + .5) found.push(`out of its drawing: ${text.textContent}`)
  return found
}
"""

WHOLE = r"""
() => {
  const found = new Set()
  const heard = e => e !== document.body && (getComputedStyle(e).clipPath !== "none" || heard(e.parentElement))
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const lines = (text, from, to) => {
    range.setStart(text, from)
    range.setEnd(text, to)
    return [...range.getClientRects()].map(box => box.top)
  }
  for (let text; (text = walk.nextNode()); ) {
    const e = text.parentElement
    // An address, whatever names it, breaks where it must.
    if (e.closest("code, svg, script, .uitgave-adres") || !e.checkVisibility({ visibilityProperty: true })) continue
    // What stands on one line breaks no word.
    if (lines(text, 0, text.length).length < 2) continue
    // Whole words and numbers, and no parts of an address.
    for (const { index, 0: word } of text.data.matchAll(/(?<![\w.@/:+-])(?:[\p{L}\u00ad]{2,}|\+?\d{2,})(?![\w@/:-]|\.\w)/gu)) {
      if (lines(text, index, index + word.length).length < 2 || heard(e)) continue
      // Of a letter that begins a line the first box may be the hyphen on the line before.
      const tops = [...word].map((_, at) => lines(text, index + at, index + at + 1).at(-1))
      const broken = at => at && word[at] !== "\u00ad" && word[at - 1] !== "\u00ad" && tops[at] > tops[at - 1] + 2
      if (tops.some((_, at) => broken(at))) found.add(`broken: "${word.replaceAll("\u00ad", "")}" in ${e.tagName.toLowerCase()}.${e.className}`)
    }
  }
  return [...found]
}
"""
"""Words and numbers that are broken where they have no hyphen, a soft one included."""

COVERED = """
() => {
  const name = e => e.tagName.toLowerCase() + [...e.classList].map(c => "." + c).join("") + ` "${(e.innerText ?? "").trim().slice(0, 40)}"`
  // What a reader opened lies over the menus beside the text, and goes when the focus does; over the header it never lies.
  const panels = [...document.querySelectorAll(".versiekeuze > ul, .zoeken-uitkomst")]
  const controls = [...document.querySelectorAll(":is(.md-header, .menu, .inhoud, .verder, .voet) :is(a[href], button, input, summary)")]
  const found = []
  for (const e of controls) {
    if (!e.checkVisibility({ visibilityProperty: true }) || getComputedStyle(e).clipPath !== "none") continue
    const middle = () => { const [box] = e.getClientRects(); return box && [box.left + box.width / 2, box.top + box.height / 2] }
    let at = middle()
    if (!at) continue
    let hit = document.elementFromPoint(...at)
    if (!hit || !e.contains(hit)) {
      e.scrollIntoView({ block: "center", behavior: "instant" })
      at = middle()
      hit = document.elementFromPoint(...at)
    }
    if (!hit) found.push(`out of reach: ${name(e)}`)
    else if (!e.contains(hit) && (e.closest(".md-header") || !panels.some(panel => panel.contains(hit)))) found.push(`${name(e)} lies below ${name(hit)}`)
  }
  scrollTo(0, 0)
  return found
}
"""

PARTED = """
() => [...document.querySelectorAll("a[href^='tel:'], a[href^='mailto:']")].flatMap(link => {
  const text = link.previousSibling
  if (text?.nodeType !== Node.TEXT_NODE || !text.data.endsWith("(") || !link.checkVisibility({ visibilityProperty: true })) return []
  const bracket = document.createRange()
  bracket.setStart(text, text.data.length - 1)
  bracket.setEnd(text, text.data.length)
  return Math.abs(bracket.getBoundingClientRect().bottom - link.getClientRects()[0].bottom) > 6 ? [`parted from its bracket: ${link.textContent}`] : []
})
"""
"""Numbers and addresses that do not stand behind the bracket that opens for them."""

WRONG = f"""
async fragments => {{
  const found = []
  for (const fragment of fragments) {{
    if (fragment && new URL("#" + fragment, location).href !== location.href) {{
      // The page's own script hears of it first.
      const led = new Promise(done => addEventListener("hashchange", done, {{ once: true }}))
      location.hash = fragment
      await led
    }}
    found.push([{FITS}, {WHOLE}, {COVERED}, {PARTED}].flatMap(look => look()))
  }}
  return found
}}
"""
"""All that does not fit or is covered, at each of these places of the page, as it is now where a place has no name."""

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Waits until the page has been drawn as wide as it is now: what its scripts do with that is done before. Without scripts it never ends."""

PLACES = """
() => {
  const parts = ".naam, .versiekeuze > :first-child, .menuknop, .weergave, .zoeken, #zoekveld, .zoeken-vak button, .menu, .inhoud, main, article > *"
  const found = {}
  for (const e of document.querySelectorAll(parts)) {
    if (!e.checkVisibility()) continue
    const { x, y, width, height } = e.getBoundingClientRect()
    // The text goes on below: how far is nobody's concern.
    const size = e.matches("main, .inhoud, .menu, article *") ? [x, y, width] : [x, y, width, height]
    const own = `${e.tagName.toLowerCase()}.${e.className} in ${e.parentElement.className}`
    const name = e.matches("article *") ? "text " + [...e.parentElement.children].indexOf(e) : own
    found[name] = size.map(n => Math.round(n * 10) / 10)
  }
  return found
}
"""
"""Where everything stands that a reader may have begun to look at, or to aim for."""


BLOCKING = re.compile(r"/(?:begin|register|artikelen|dag)\.js$")
"""In the head: nothing is drawn before these have run."""


@dataclass(frozen=True)
class Size:
    """A width in pixels and a size of text in per cent."""

    width: int
    text: int

    def __str__(self) -> str:
        return f"{self.width} px, {self.text} %"


WIDTHS = (320, 390, 768, 1024, 1440)

NARROWEST = Size(320, 200)
"""Where a line has the least room: every state is looked at there."""

TIGHT = Size(960, 100)
"""The narrowest window in which the whole header stands in one row."""

OTHERS = (TIGHT, *(size for size in (Size(width, text) for width in WIDTHS for text in TEXTS) if size != NARROWEST))

PHONE = 390
"""The widest window of what exists on a phone alone."""

FEW = (TIGHT, Size(1440, 200), Size(768, 100), Size(320, 100), NARROWEST)
"""Enough to see whether anything moves: each form that the header has."""


def sizes(state: State, turn: int | None, every: bool) -> list[Size]:
    """The narrowest size and, in turn where it has one, one of the others in which the state exists, or all of them: from wide to narrow,
    because what is open stays open when a window is made smaller."""
    others = [size for size in OTHERS if not state.phone or size.width <= PHONE]
    chosen = others if every else [] if turn is None else [others[turn % len(others)]]
    return sorted([*chosen, NARROWEST], key=lambda size: (-size.width, size.text))


def resize(page: Page, tools: CDPSession, size: Size, now: Size | None = None) -> None:
    """As a reader does it, who has the size `now`: the window, and the browser's own size of letters, which counts in media queries too."""
    if now is None or size.width != now.width:
        page.set_viewport_size({"width": size.width, "height": HEIGHT})
    if now is None or size.text != now.text:
        letters = LETTERS * size.text // 100
        tools.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})


def each_size(page: Page, tools: CDPSession, all_: Sequence[Size]) -> Iterator[Size]:
    """Every one of these sizes, one after another: the page has it."""
    now = None
    for size in all_:
        resize(page, tools, size, now)
        yield (now := size)


def loads(todo: Sequence[State]) -> Iterator[list[State]]:
    """The states by the page that they share: each is one link away from the one before it."""
    sharing: list[State] = []
    for state in todo:
        if sharing and not state.follows(sharing[-1]):
            yield sharing
            sharing = []
        sharing.append(state)
    yield sharing


def wrong(page: Page, tools: CDPSession, archive: Archive, sharing: Sequence[State], all_: Sequence[Size]) -> Iterator[str]:
    """All that does not fit, is covered or broken in states that share a page, at these sizes: it is loaded once, where all its controls are there."""
    first = sharing[0]
    resize(page, tools, Size(320 if first.phone else WIDTHS[-1], 100))
    states.reach(page, archive, first)
    for size in each_size(page, tools, all_):
        if first.script:
            page.evaluate(DRAWN)
        hyphens.put(page)
        for state, found in zip(sharing, page.evaluate(WRONG, [state.address.partition("#")[2] for state in sharing]), strict=True):
            yield from (f"{state.name} ({size}): {told}" for told in found)


def moved(page: Page, tools: CDPSession, archive: Archive, state: State) -> Iterator[str]:
    """All that is elsewhere than it was, at every size: when the page is first drawn, when its scripts have run, when the register has answered.

    What a page says of a text that does not hold pushes that text down; everything else stays where it is.
    """
    held: dict[str, list[Route]] = {"scripts": [], "register": []}
    page.route("**/*.js", lambda route: route.continue_() if BLOCKING.search(route.request.url) else held["scripts"].append(route))
    page.route("**/{regime,nu}.json", lambda route: held["register"].append(route))
    page.goto(archive.address + state.address, wait_until="commit")
    # The last thing in it: the scripts wait for the whole page.
    page.locator("#__config").wait_for(state="attached")
    before = _places(page, tools, state)
    for stage in ("scripts", "register"):
        for route in held[stage]:
            route.continue_()
        held[stage].clear()
        if stage == "scripts":
            page.wait_for_load_state("load")
        elif page.locator("[data-versiekeuze]").count():
            page.locator("html:not(.reg-wacht) .versiekeuze button").wait_for(state="attached")
        warned = page.locator("[data-status]:not([data-status=geldend])").count()
        after = _places(page, tools, state)
        for size, parts in before.items():
            for part, place in parts.items():
                if not (warned and part.startswith("text ")) and after[size].get(part, place) != place:
                    yield f"{state.name} ({size}), {stage}: {part} from {place} to {after[size][part]}"
        before = after


def _places(page: Page, tools: CDPSession, state: State) -> dict[Size, dict[str, Any]]:
    chosen = [size for size in FEW if not state.phone or size.width <= PHONE]
    return {size: page.evaluate(PLACES) for size in each_size(page, tools, chosen)}


OBSERVE = """
(() => {
  window.shifts = []
  new PerformanceObserver(list => {
    for (const { value, sources } of list.getEntries()) shifts.push([value, ...sources.map(({ node }) => `${node?.nodeName} ${node?.className ?? ""}`)])
  }).observe({ type: "layout-shift", buffered: true })
})()
"""

LEAST_SEEN = 0.02
"""The shift (https://wicg.github.io/layout-instability/) that a reader hardly sees."""


def shifted(page: Page, archive: Archive, state: State, width: int) -> str | None:
    """What moves before the eyes of who reads the page while the register is not there yet, however long that takes; None where it is next to nothing."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.add_init_script(OBSERVE)
    held: list[Route] = []

    def answer(route: Route) -> None:
        route.fulfill(status=404, body="") if state.away else route.continue_()

    page.route("**/{regime,nu}.json", lambda route: held.append(route))
    page.goto(archive.address + state.address, wait_until="load")
    page.evaluate(DRAWN)
    # Who gets no answer for the small file asks for the whole register.
    page.route("**/{regime,nu}.json", answer)
    for route in held:
        answer(route)
    if open_ := page.evaluate(states.ANSWERED, [states.PATIENCE, bool(state.away)]):
        return f"{state.name} ({width} px): no answer in {open_}"
    for verb, what in state.steps:
        if verb == "see":
            page.locator(what).first.wait_for(state="visible")
    page.evaluate(DRAWN)
    shifts: list[list[Any]] = page.evaluate("() => shifts")
    total = sum(shift[0] for shift in shifts)
    return f"{state.name} ({width} px): {total:.3f} by {shifts}" if total >= LEAST_SEEN else None
