"""The only module that knows axe-core: runs its rules in a page and gives back what they find."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Everything that axe knows of WCAG 2.2 at the levels A and AA, and what its makers advise beyond that."""

COLOUR = ("color-contrast", "link-in-text-block")
SIZE = ("target-size", "scrollable-region-focusable")
"""The rules whose outcome depends on colours, and those on sizes; the others read the document."""

COLOURS = """
(() => {
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, known = new Map()
  colour.parseString = function (said) {
    const made = known.get(said)
    if (made) [this.r, this.g, this.b, this.alpha] = made
    else {
      parse.call(this, said)
      known.set(said, [this.r, this.g, this.b, this.alpha])
    }
    return this
  }
})()
"""
"""Axe parses the colours of an element again for every text on it, with a library that knows all colour spaces: a third of its time. A page has a dozen colours."""

RUN = """
([within, options]) => "axe" in window && axe.run(within ?? document, options).then(found => {
  const told = rules => rules.flatMap(rule => rule.nodes.map(node => ({
    rule: rule.id, help: rule.help, where: node.target.flat().join(" "), html: node.html.slice(0, 200),
    why: [...node.any, ...node.all, ...node.none].map(check => check.message).join(" "),
  })))
  return { found: told(found.violations), unsure: told(found.incomplete), passed: found.passes.map(rule => rule.id) }
})
"""


@dataclass(frozen=True)
class Fault:
    """One element that breaks a rule, or of which axe cannot say whether it does."""

    rule: str
    help: str
    where: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}\n    {self.html}\n    {self.why}"


@dataclass(frozen=True)
class Outcome:
    """What one run found; `passed` names the rules that found something to look at, all of it right."""

    found: tuple[Fault, ...]
    unsure: tuple[Fault, ...]
    passed: frozenset[str]


@cache
def source() -> str:
    """The program, as its package ships it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@cache
def version() -> str:
    """Such as 4.12.1, as the program itself says. Raises ValueError where it does not."""
    said = re.search(r"axe v(\d+\.\d+\.\d+)", source())
    if not said:
        raise ValueError("axe.min.js names no version")
    return said[1]


def brought(page: Page) -> None:
    """Puts the program into every page that is loaded in `page` from now on: sent once, it takes a third of the time that it takes to send it each time.

    Also where a page loads no scripts of its own; a content security policy does not see it.
    """
    page.add_init_script(f"{source()}\n;{COLOURS}")


def run(page: Page, *, rules: Sequence[str] | None = None, without: Sequence[str] = (), within: str | None = None) -> Outcome:
    """Runs all rules of TAGS, or only `rules`, but those in `without`, over the page or the part that the selector `within` finds.

    Through the browser's own tools: a content security policy lets no script be added to the page.
    """
    only: dict[str, Any] = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    off = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": only, "rules": off, "resultTypes": ["violations", "incomplete"], "preload": False}
    said = page.evaluate(RUN, [within, options])
    if not said:
        page.evaluate(f"{source()}\n;{COLOURS}")
        said = page.evaluate(RUN, [within, options])
    found, unsure = (tuple(Fault(**fault) for fault in said[key]) for key in ("found", "unsure"))
    return Outcome(found, unsure, frozenset(said["passed"]))
