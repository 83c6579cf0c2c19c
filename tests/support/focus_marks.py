"""Whether the focus shows: of every kind of control two pictures, with the focus and without, in which enough pixels must differ clearly."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from playwright.sync_api import Page

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
    """The number of pixels of two PNG pictures of one size that differ with a contrast of at least SEEN_RATIO."""
    first, second = pixels(one), pixels(other)
    found = 0
    seen: dict[tuple[bytes, bytes], bool] = {}
    for pair in zip(first, second, strict=True):
        if pair[0] != pair[1]:
            if pair not in seen:
                light, dark = sorted((_luminance(pair[0]), _luminance(pair[1])), reverse=True)
                seen[pair] = (light + 0.05) / (dark + 0.05) >= SEEN_RATIO
            found += seen[pair]
    return found


def _luminance(pixel: bytes) -> float:
    """By WCAG 2.2."""
    parts = [c / 255 for c in pixel[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pixels(png: bytes) -> list[bytes]:
    """The pixels of a PNG picture as a browser makes it: eight bits a channel, not interlaced (https://www.w3.org/TR/png-3/).

    Raises ValueError for any other.
    """
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    if depth != 8 or colour not in (2, 6) or interlaced:
        raise ValueError("not a picture of a browser")
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw, step = zlib.decompress(data), 4 if colour == 6 else 3
    stride, rows, before = width * step, [], bytes(width * step)
    for row in range(height):
        start = row * (stride + 1)
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], before, step)
        rows.append(before)
    return [row[at : at + step] for row in rows for at in range(0, stride, step)]


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """One line of a picture, without the filter that made it shorter."""
    if kind == 0:
        return line
    out = bytearray(line)
    for at, value in enumerate(line):
        left, up = out[at - step] if at >= step else 0, above[at]
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            corner = above[at - step] if at >= step else 0
            # Which of the three is nearest to left + up - corner, the first of those that are equally near: half the time of this module.
            to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - corner - corner)
            guess = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        out[at] = (value + guess) & 255
    return bytes(out)
