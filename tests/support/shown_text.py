"""Whether the text that the language checks measure is the text that a built page shows."""

from __future__ import annotations

import re
from functools import reduce
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.checks.prose import texts
from handbook.sources import Sources
from handbook.sources.pages import address
from handbook.sources.printed import sentences
from handbook.sources.printed.form_of_address import Familiar, apply
from handbook.sources.printed.sentences import Sentence


def lost(sources: Sources, site: Path) -> dict[str, list[str]]:
    """The sentences that are measured and stand nowhere on their page, by page; only pages with such sentences."""
    assert sources.facts
    familiar = Familiar.chosen(sources.data.address, sources.facts)
    found = {text.path: _lost(text, sources, site, familiar) for text in texts.texts_of(sources) if texts.ENTRY not in text.path}
    assert found
    return {path: missing for path, missing in found.items() if missing}


def _lost(text: texts.Text, sources: Sources, site: Path, familiar: Familiar | None) -> list[str]:
    article = LexborHTMLParser((site / address(text.path) / "index.html").read_text("utf-8")).css_first("article")
    assert article
    # What a person types into a computer is no sentence, and is not measured.
    for code in article.css("code, .keys"):
        code.decompose()
    # Between two blocks a page need not hold a space.
    for block in article.css("p, li, dt, dd, th, td"):
        block.insert_after("\n")
    pictures = " ".join(img.attributes.get("alt") or "" for img in article.css("img"))
    page = sources.pages[text.path]
    printed = sentences.ADDRESS.sub(" ", article.text()) + pictures
    # What a short word means is measured where it was typed, and printed behind the word.
    meanings = [f" ({one['meaning']})" for one in map(sentences.SHORTENED_WORD.match, page.lines) if one]
    shown = _squeezed(printed) + _squeezed(reduce(lambda left, meaning: left.replace(meaning, ""), meanings, printed))
    start = page.body_start
    return [s.text for s in text.sentences if s.line >= start and _squeezed(_printed(s, familiar)) not in shown]


def _printed(sentence: Sentence, familiar: Familiar | None) -> str:
    """The sentence in the form of address of the site."""
    return apply(sentence.text, familiar.said(sentence.text, sentence.quoted).changes) if familiar else sentence.text


def _squeezed(text: str) -> str:
    return re.sub(r"[^\w]", "", text).lower()
