"""What a reader without a mouse meets: walks a page by Tab in a real browser and tells what is out of reach or out of sight."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from playwright.sync_api import Page

LIMIT = 400
"""Stops after which a page counts as a trap: the longest page has a third of that."""

TOGETHER = 20
"""Keys that are pressed before the page is asked what they did: asking takes longer than pressing."""

START = """
() => {
  getSelection().removeAllRanges()
  document.activeElement?.blur?.()
  // Where Tab begins: the top of the page, as after loading.
  document.body.setAttribute("tabindex", "-1")
  document.body.focus({ preventScroll: true })
  document.body.removeAttribute("tabindex")
  scrollTo(0, 0)
  removeEventListener("keydown", window.teller, { capture: true })
}
"""

LISTEN = """
() => {
  window.stops = []
  window.told = []
  let left = false
  const measure = () => {
  const e = document.activeElement
  // Keys that were pressed after the focus left begin a second round, which tells nothing of the first.
  left ||= stops.length > 0 && (!e || e === document.body || e === document.documentElement)
  if (left || !e || e === document.body || e === document.documentElement) return null
  const name = x => x.tagName.toLowerCase() + (x.id ? "#" + x.id : "") + [...x.classList].map(c => "." + c).join("")
  const label = `${name(e)} "${(e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 40)}"`
  // A field for a date has a stop for each of its parts.
  const same = stops.at(-1) === e
  const again = !same && stops.includes(e)
  const ordered = !stops.length || same || Boolean(stops.at(-1).compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)
  if (!same) stops.push(e)
  const whole = e.getBoundingClientRect()
  // A box taller than the window, such as a wide table that scrolls, can only be seen in part.
  const large = whole.height > innerHeight * .6 || whole.width > innerWidth
  let points = 0, hits = 0
  for (const b of [...e.getClientRects()].filter(b => b.width > 1 && b.height > 1)) {
    const [left, top] = large ? [Math.max(b.left, 0), Math.max(b.top, 0)] : [b.left, b.top]
    const [right, bottom] = large ? [Math.min(b.right, innerWidth), Math.min(b.bottom, innerHeight)] : [b.right, b.bottom]
    for (const x of [.1, .5, .9]) for (const y of [.2, .5, .8]) {
      points++
      const found = right > left && bottom > top && document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
      if (found && (found === e || e.contains(found))) hits++
    }
  }
  return { label, again, ordered, seen: points ? hits / points : 0 }
}
  // Just before the next step: by then the browser has brought what has the focus into sight.
  let begun = false
  const tell = event => {
    if (event.key === "Tab" && begun) told.push(measure())
    begun = true
  }
  addEventListener("keydown", window.teller = tell, { capture: true })
}
"""


MISSED = """
() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-']), [contenteditable], [role=button], [onclick]"
  const name = x => x.tagName.toLowerCase() + [...x.classList].map(c => "." + c).join("") + ` "${(x.innerText || "").trim().slice(0, 40)}"`
  return [...document.querySelectorAll(wanted)]
    .filter(e => !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !stops.includes(e))
    // Of radio buttons with one name, Tab stops at one; the arrows reach the others.
    .filter(e => !(e.type === "radio" && stops.some(s => s.type === "radio" && s.name === e.name)))
    .map(name)
}
"""


class Trapped(Exception):
    """Who has no mouse does not get out of a page; the message says where."""


@dataclass(frozen=True)
class Stop:
    """One stop of Tab: what it is, whether it comes after the one before in the document, and how much of it is in sight (0 to 1)."""

    label: str
    ordered: bool
    seen: float

    @property
    def hidden(self) -> bool:
        """Whether a reader cannot see where the focus is: less than half of it is in sight."""
        return self.seen < 0.5


def walk(page: Page, key: str = "Tab") -> tuple[list[Stop], list[str]]:
    """Every stop from the top (or, with Shift+Tab, from the end), and what can be clicked but was never stopped at.

    Raises Trapped where the focus does not leave the page after LIMIT stops, or comes back to an earlier one: a trap.
    """
    # Where a mouse was left, something would come into sight that no key brings there.
    page.mouse.move(0, 0)
    page.evaluate(START)
    page.evaluate(LISTEN)
    for _ in range(LIMIT // TOGETHER):
        for _ in range(TOGETHER):
            page.keyboard.press(key)
        told: list[dict[str, Any] | None] = page.evaluate("() => told")
        # The first step backwards from the top leaves the page; the next comes in at its end.
        told = list(dropwhile(lambda one: one is None, told))
        whole = told[: told.index(None)] if None in told else told
        stops = [stop for stop in whole if stop]
        back = next((stop["label"] for stop in stops if stop["again"]), None)
        if back is not None:
            raise Trapped(f"Tab comes back to {back} without leaving the page")
        if None in told:
            return [Stop(stop["label"], stop["ordered"], stop["seen"]) for stop in stops], page.evaluate(MISSED)
    raise Trapped(f"Tab does not leave the page: {stops[-3:]}")
