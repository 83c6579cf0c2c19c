"""Breaks long words as a browser does that has a Dutch dictionary: the one of these tests brings none, and would break them anywhere."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page
from pyphen import Pyphen

LEAST, EDGE = 9, 4
"""Letters of a word that may be broken, and of what stands at either end of it: `hyphenate-limit-chars` in docs/stijl/handboek.css."""

DUTCH = Pyphen(lang="nl_NL", left=EDGE, right=EDGE)

SOFT = "\u00ad"

AUTO = f"""
const each = act => {{
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text; (text = walk.nextNode()); ) if (/\\p{{L}}{{{LEAST}}}/u.test(text.data) && getComputedStyle(text.parentElement).hyphens === "auto") act(text)
}}
const LONG = /\\p{{L}}{{{LEAST},}}/gu
"""

WORDS = f"""
() => {{
  {AUTO}
  const found = new Set()
  each(text => {{ for (const [word] of text.data.matchAll(LONG)) found.add(word) }})
  return [...found]
}}
"""

BREAK = f"""
parts => {{
  {AUTO}
  each(text => {{
    const broken = text.data.replace(LONG, word => parts[word] ?? word)
    if (broken !== text.data) text.data = broken
  }})
}}
"""


@cache
def _parted(word: str) -> str:
    return str(DUTCH.inserted(word, SOFT))


def put(page: Page) -> None:
    """Puts soft hyphens where the page, as wide as it is now, asks for hyphens: what has them keeps them."""
    if words := page.evaluate(WORDS):
        page.evaluate(BREAK, {word: _parted(word) for word in words})
