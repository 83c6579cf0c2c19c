"""What a page may never do, whatever its letters: be wider than the window, lay one control over another, or move while it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page, Route

from handbook.serve.accessibility.example import Archive
from handbook.serve.accessibility.looking import HEIGHT, LETTERS, TEXTS, WIDTHS
from handbook.serve.accessibility.states import State
from tests.support import states

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
    if (!e.closest(".tabel > *, svg *, .headerlink")) found.push(`${out ? "out of the window" : "cut off"}: ${name(e)}`)
  }
  return found
}
"""

WHOLE = r"""
() => {
  const found = new Set()
  const heard = e => e !== document.body && (getComputedStyle(e).clipPath !== "none" || heard(e.parentElement))
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let text; (text = walk.nextNode()); ) {
    const e = text.parentElement
    // A table scrolls by itself: its columns are as narrow as they can be.
    if (e.closest("table, code, svg, script") || !e.checkVisibility({ visibilityProperty: true })) continue
    range.selectNodeContents(text)
    // What stands on one line breaks no word.
    if (range.getClientRects().length < 2) continue
    // Whole words, and no parts of an address.
    for (const { index, 0: word } of text.data.matchAll(/(?<![\w.@/:-])\p{L}{4,}(?![\w@/:-]|\.\w)/gu)) {
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const boxes = [...range.getClientRects()].filter(box => box.width > 1)
      if (boxes.length < 2 || heard(e)) continue
      const wide = boxes.reduce((sum, box) => sum + box.width, 0)
      if (boxes.at(-1).top > boxes[0].top + 2 && wide < innerWidth * .45) found.add(`broken: "${word}" in ${e.tagName.toLowerCase()}.${e.className}`)
    }
  }
  return [...found]
}
"""
"""Words that have no room, although they take less than half of the window."""

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
    found.push([{FITS}, {WHOLE}, {COVERED}].flatMap(look => look()))
  }}
  return found
}}
"""
"""All that does not fit or is covered, at each of these places of the page, as it is now where a place has no name."""

PLACES = """
() => {
  const parts = ".naam, .versiekeuze > :first-child, .menuknop, .weergave, .zoeken, #zoekveld, .zoeken-vak button, .menu, .inhoud, main, article > *"
  const found = {}
  for (const e of document.querySelectorAll(parts)) {
    if (!e.checkVisibility()) continue
    const { x, y, width, height } = e.getBoundingClientRect()
    // The text goes on below: how far is nobody's concern.
    const size = e.matches("main, .inhoud, .menu, article *") ? [x, y, width] : [x, y, width, height]
    const name = e.matches("article *") ? "text " + [...e.parentElement.children].indexOf(e) : e.tagName.toLowerCase() + "." + e.className
    found[name] = size.map(n => Math.round(n * 10) / 10)
  }
  return found
}
"""
"""Where everything stands that a reader may have begun to look at, or to aim for."""


BLOCKING = re.compile(r"/(?:begin|register|artikelen)\.js$")
"""In the head: nothing is drawn before these have run."""


@dataclass(frozen=True)
class Size:
    """A width in pixels and a size of text in per cent."""

    width: int
    text: int

    def __str__(self) -> str:
        return f"{self.width} px, {self.text} %"


TIGHT = Size(960, 100)
"""The narrowest window in which the whole header stands in one row."""


def sizes(state: State) -> Iterator[Size]:
    """Every size in which a state exists; from wide to narrow, because what is open stays open when a window is made smaller."""
    if not state.phone:
        yield TIGHT
    widths = (320,) if state.phone else WIDTHS
    # There and back: from one size to the next only the window changes, or only the letters.
    for number, width in enumerate(sorted(widths, reverse=True)):
        yield from (Size(width, text) for text in TEXTS[:: -1 if number % 2 else 1])


def resize(page: Page, tools: CDPSession, size: Size, now: Size | None = None) -> None:
    """As a reader does it, who has the size `now`: the window, and the browser's own size of letters, which counts in media queries too."""
    if now is None or size.width != now.width:
        page.set_viewport_size({"width": size.width, "height": HEIGHT})
    if now is None or size.text != now.text:
        letters = LETTERS * size.text // 100
        tools.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})


def each_size(page: Page, tools: CDPSession, state: State) -> Iterator[Size]:
    """Every size in which a state exists, one after another: the page has it."""
    now = None
    for size in sizes(state):
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


def wrong(page: Page, tools: CDPSession, archive: Archive, sharing: Sequence[State]) -> Iterator[str]:
    """All that does not fit or is covered in states that share a page, at every size: it is loaded once, where all its controls are there."""
    first = sharing[0]
    resize(page, tools, Size(320 if first.phone else WIDTHS[-1], 100))
    states.reach(page, archive, first)
    for size in each_size(page, tools, first):
        for state, found in zip(sharing, page.evaluate(WRONG, [state.address.partition("#")[2] for state in sharing]), strict=True):
            yield from (f"{state.name} ({size}): {told}" for told in found)


def moved(page: Page, tools: CDPSession, archive: Archive, state: State) -> Iterator[str]:
    """All that is elsewhere than it was, at every size: when the page is first drawn, when its scripts have run, when the register has answered.

    What a page says of a text that does not hold pushes that text down; everything else stays where it is.
    """
    held: dict[str, list[Route]] = {"scripts": [], "register": []}
    page.route("**/*.js", lambda route: route.continue_() if BLOCKING.search(route.request.url) else held["scripts"].append(route))
    page.route("**/regime.json", lambda route: held["register"].append(route))
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
    return {size: page.evaluate(PLACES) for size in each_size(page, tools, state)}
