"""Asks the page of the register which text applied on a day: by a visit, or many days in one visit, by running its own script again for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

Question = tuple[date, date | None]
"""The day, and the day by whose knowledge it is asked; None where the address does not say."""


@dataclass(frozen=True)
class Reply:
    """Where the page leads on to, or which versions it shows, by the kind of answer (`data-antwoord`)."""

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
    page.wait_for_function("() => !location.pathname.startsWith('/op/') || document.querySelector('[data-antwoord]')")
    return Reply(None, page.evaluate(SHOWN)) if "/op/" in page.url else Reply(page.url, {})


AGAIN = f"""
async questions => {{
  const source = document.querySelector("script[src*='register.js']").src
  const written = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html").querySelector("main")
  let start = null, to = null
  const listen = window.addEventListener
  window.addEventListener = (name, act, ...more) => name === "DOMContentLoaded" ? (start = act) : listen.call(window, name, act, ...more)
  navigation.addEventListener("navigate", event => {{
    if (event.destination.sameDocument) return
    to = event.destination.url
    event.preventDefault()
  }})
  const replies = []
  for (const question of questions) {{
    history.replaceState(null, "", question)
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
  return replies
}}
"""
"""The page as it was written is put back, and its script runs as at a visit; what would lead on is noted and not followed."""


def answered(page: Page, address: str, questions: Sequence[Question]) -> list[Reply]:
    """The replies in the order of the questions; of each kind of reply one is held against a real visit. A page that fails has none, and says nothing."""
    page.goto(f"{address}op/", wait_until="load")
    replies = [Reply(*said) for said in page.evaluate(AGAIN, [query(question) for question in questions])]
    # Nothing to wait for at a visit of a page that says nothing.
    kinds = {reply.kind: (question, reply) for question, reply in zip(questions, replies, strict=True) if reply.to or reply.shown}
    for question, reply in kinds.values():
        assert visited(page, address, question) == reply, question
    return replies
