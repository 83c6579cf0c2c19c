"""What the tests of the look share: the two windows in which they look, and how contrast is measured there."""

from __future__ import annotations

from handbook.serve.accessibility.contrast import RATIO

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 320, "height": 640}

CONTRAST = f"""
selectors => {{
  const ratio = {RATIO}
  return Object.fromEntries(selectors.flatMap(selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
    .map(e => [selector, ratio(e)]).sort((a, b) => b[1] - a[1])))
}}
"""
"""The lowest contrast of the elements that each selector finds."""
