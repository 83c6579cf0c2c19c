"""Asks the address of the register which text applied on a day: by a visit, or many days in one visit, by running its own script again for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

Question = tuple[date, date | None]
"""The day, and the day by whose knowledge it is asked; None where the address does not say."""


@dataclass(frozen=True)
class Reply:
    """To which text the address leads, or which versions the list shows to which it leads else, by the kind of answer (`data-antwoord`)."""

    to: str | None
    shown: dict[str, str]

    @property
    def kind(self) -> tuple[bool, tuple[str, ...], bool]:
        """How it answers, whatever the version."""
        return self.to is not None, tuple(sorted(self.shown)), any(self.shown.values())


def query(question: Question) -> str:
    day, known = question
    return f"?datum={day}" + (f"&bekend={known}" if known else "")


SHOWN = "Object.fromEntries([...document.querySelectorAll('[data-antwoord]')].map(one => [one.dataset.antwoord, one.dataset.versie]))"


def visited(page: Page, address: str, question: Question) -> Reply:
    """What a reader gets who opens the address of the question below the handbook's `address`."""
    # Where it leads on to another page, only that one's address is asked.
    page.goto(f"{address}op/{query(question)}", wait_until="commit")
    page.wait_for_function("() => !/^.(op|versies)./.test(location.pathname) || document.querySelector('[data-antwoord]')")
    return Reply(None, page.evaluate(SHOWN)) if page.url.startswith(f"{address}versies/") else Reply(page.url, {})


AGAIN = f"""
async ([questions, path]) => {{
  const source = document.querySelector("script[src*='register.js']").src
  const written = new DOMParser().parseFromString(await (await fetch(`../${{path}}`)).text(), "text/html").querySelector("main")
  let start = null, to = null
  const listen = window.addEventListener
  window.addEventListener = (name, act, ...more) => name === "DOMContentLoaded" ? (start = act) : listen.call(window, name, act, ...more)
  const stay = event => {{
    if (event.destination.sameDocument) return
    to = event.destination.url
    event.preventDefault()
  }}
  navigation.addEventListener("navigate", stay)
  const replies = []
  for (const question of questions) {{
    history.replaceState(null, "", `../${{path}}${{question}}`)
    document.querySelector("main").replaceWith(document.importNode(written, true))
    const script = Object.assign(document.createElement("script"), {{ src: source }})
    await new Promise((done, failed) => {{
      Object.assign(script, {{ onload: done, onerror: failed }})
      document.head.append(script)
    }})
    script.remove()
    to = null
    await start()
    replies.push([to, to ? {{}} : {SHOWN}])
  }}
  navigation.removeEventListener("navigate", stay)
  window.addEventListener = listen
  return replies
}}
"""
"""The page at `path` is put in the place of the list, and its script runs as at a visit; what would lead on is noted and not followed."""


def _led(page: Page, asked: Sequence[str], away: str) -> list[str]:
    """To which address each of the questions leads without the file `away`."""
    page.route(away, lambda route: route.abort())
    try:
        return [to for to, _ in page.evaluate(AGAIN, [asked, "op/"])]
    finally:
        page.unroute(away)


def answered(page: Page, address: str, questions: Sequence[Question]) -> list[Reply]:
    """The replies in the order of the questions; of each kind of reply one is held against a real visit.

    The list answers every question, also one of which the address leads to the text itself: with that same text.
    """
    asked = [query(question) for question in questions]
    page.goto(f"{address}versies/", wait_until="load")
    listed = [shown for _, shown in page.evaluate(AGAIN, [asked, "versies/"])]
    # By the small files alone, and where these are away by all of the register: the same.
    led, whole = (_led(page, asked, away) for away in ("**/regime.json", "**/versies/op/*.json"))
    assert led == whole
    replies = []
    for to, shown, words in zip(led, listed, asked, strict=True):
        text = not to.startswith(f"{address}versies/")
        assert text or to == f"{address}versies/{words}"
        assert not text or to == f"{address}{shown['geldt']}/", (words, to, shown)
        replies.append(Reply(to, {}) if text else Reply(None, shown))
    kinds = {reply.kind: (question, reply) for question, reply in zip(questions, replies, strict=True)}
    for question, reply in kinds.values():
        assert visited(page, address, question) == reply, question
    return replies
