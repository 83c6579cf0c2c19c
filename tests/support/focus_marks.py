"""Whether the focus shows: of every kind of control two pictures, with the focus and without, in which enough pixels must differ clearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

SEEN_RATIO = 3.0
"""The contrast that a focus indicator needs (WCAG 2.2, 1.4.11 and 2.4.13)."""

KINDS = """
() => {
  const kinds = {}
  const wanted = "a[href], button, input, summary, [tabindex='0']"
  // Results of a search go when the focus leaves them, so they come first.
  const all = [...document.querySelectorAll(wanted)].sort((a, b) => Boolean(b.closest("search")) - Boolean(a.closest("search")))
  for (const e of all) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const part = e.closest("header, nav, footer, article, aside, search, main, form")
    const kind = [part?.className || part?.tagName, e.tagName, e.className].join(" ")
    if (!(kind in kinds)) { kinds[kind] = true; e.setAttribute("data-soort", kind) }
  }
  return Object.keys(kinds)
}
"""


MARKED = """
e => {
  // A tile that is a link as a whole carries the outline for it.
  let part = e
  while (part && getComputedStyle(part).outlineStyle === "none") part = part.parentElement
  const b = (part ?? e).getClientRects()[0] ?? e.getBoundingClientRect()
  return [b.left, b.top, b.width, b.height]
}
"""


def unmarked(page: Page) -> Iterator[str]:
    """Of each kind of control, one of which too few pixels change clearly when it takes the focus, by two pictures of it."""
    page.evaluate("() => document.querySelectorAll('[data-soort]').forEach(e => e.removeAttribute('data-soort'))")
    for kind in page.evaluate(KINDS):
        clear, wanted = _change(page, kind)
        if clear < wanted:
            yield f"{kind}: {clear} pixels change clearly, {wanted} would show"


def _change(page: Page, kind: str) -> tuple[int, int]:
    """How many pixels round one control change with a contrast of SEEN_RATIO when it is focused, and how many should: half its outline."""
    one = page.locator(f'[data-soort="{kind}"]').first
    one.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    if one.evaluate("e => e.closest('search') !== null"):
        # What was found goes when the focus leaves it: these have their first picture without it.
        one.evaluate("e => { if (e === document.activeElement) e.closest('search').querySelector('h3 a, button').focus() }")
        box = one.evaluate(MARKED)
        rest = _picture(page, box)
        _focus(page, kind)
        focused = _picture(page, box)
    else:
        _focus(page, kind)
        box = one.evaluate(MARKED)
        focused = _picture(page, box)
        one.evaluate("e => e.blur()")
        rest = _picture(page, box)
    return clearly_changed(focused, rest), int(box[2] + min(box[3], TALLEST))


TALLEST = 300
"""Pixels of a control that are looked at: of a long table the upper edge tells enough."""


def _focus(page: Page, kind: str) -> None:
    """By the keyboard, so that :focus-visible counts."""
    page.locator(f'[data-soort="{kind}"]').first.evaluate("e => e.focus({ preventScroll: true })")
    page.keyboard.press("Shift")


def _picture(page: Page, box: list[float]) -> bytes:
    """What stands in the box (left, top, width, height) with eight pixels round it, as far as it is in sight."""
    size = page.viewport_size or {"width": 1440, "height": 900}
    left, top = max(0.0, box[0] - 8), max(0.0, box[1] - 8)
    width, height = min(box[2] + 16, size["width"] - left), min(box[3] + 16, size["height"] - top, TALLEST)
    return page.screenshot(
        clip={"x": left, "y": top, "width": max(1.0, width), "height": max(1.0, height)}, animations="disabled", caret="hide"
    )


def clearly_changed(one: bytes, other: bytes) -> int:
    """The number of pixels of two pictures of one size that differ with a contrast of at least SEEN_RATIO."""
    pairs = Counter(zip(_pixels(one), _pixels(other), strict=True))
    return sum(count for pair, count in pairs.items() if contrast(*map(_luminance, pair)) >= SEEN_RATIO)


def _pixels(picture: bytes) -> Iterator[Colour]:
    with Image.open(BytesIO(picture)) as opened:
        channels = iter(opened.convert("RGB").tobytes())
    return zip(channels, channels, channels, strict=True)


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(pixel: Colour) -> float:
    """By WCAG 2.2."""
    parts = [c / 255 for c in pixel]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
