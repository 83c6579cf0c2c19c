"""What the engine makes of boxes, tabs, tasks, keys, abbreviations, notes and pictures, as this handbook prints it: in Dutch, as text, and without a control."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.page_marks import BLANK
from handbook.sources.printed import notes

TITLES = {
    "note": "Toelichting",
    "abstract": "Samenvatting",
    "summary": "Samenvatting",
    "info": "Goed om te weten",
    "tip": "Tip",
    "hint": "Tip",
    "success": "Zo wel",
    "question": "Vraag",
    "warning": "Let op",
    "caution": "Let op",
    "failure": "Zo niet",
    "danger": "Gevaar",
    "bug": "Storing",
    "example": "Voorbeeld",
    "quote": "Citaat",
    BLANK: "Zo gebruikt u dit stuk",
}
"""What stands above a box that has no title of its own, by its kind."""

KEYS = {
    "space": "Spatie",
    "arrow-up": "Pijl omhoog",
    "arrow-down": "Pijl omlaag",
    "arrow-left": "Pijl naar links",
    "arrow-right": "Pijl naar rechts",
}
"""The keys on which a Dutch keyboard has no English word, by the engine's name."""

TAB = "tabblad"
"""The class of each of a set of tabs: a box that opens, for a page has no script and paper no tabs."""

TASK = "vakje"
"""The class of the sign before a task."""

SIDES = {"left": "naast-links", "right": "naast-rechts"}
"""What an author says of a picture with text beside it -> the class in docs/stijl/handboek.css."""

UNEXPLAINED = frozenset("h1 h2 h3 h4 h5 h6 summary a th dt figcaption caption".split())
"""Where a short word is only named: its explanation stands where it is first used in a sentence."""

SENTENCES = frozenset({"p", "li", "td", "dd"})

WORTH_A_LOOK = re.compile(r"admonition-title|<summary>|tabbed-set|task-list-item|<abbr |footnote|<kbd |<img [^>]*align=")


def printed(html: str) -> str:
    """What the engine made of the Markdown of a page, as the page has it; most of it stays as it is."""
    if not WORTH_A_LOOK.search(html):
        return html
    tree = LexborHTMLParser(html)
    change(tree)
    return (tree.body and tree.body.inner_html) or ""


def change(tree: LexborHTMLParser) -> None:
    """The same, for a text that was parsed."""
    for one in CHANGES:
        one(tree)


def _titles(tree: LexborHTMLParser) -> None:
    """The engine calls a box without a title by the name of its kind, in English."""
    for title in tree.css(".admonition > .admonition-title, details > summary"):
        box = title.parent
        kind = ((box.attributes.get("class") or "") if box else "").replace("admonition", "").split()[:1]
        if kind and kind[0] in TITLES and title.text() == kind[0].capitalize():
            title.inner_html = TITLES[kind[0]]


def _tabs(tree: LexborHTMLParser) -> None:
    """Each tab becomes a box that opens, of which one in a set is open: it works by keyboard, on a phone, and all of it prints."""
    sets = tree.css("div.tabbed-set")
    # The innermost first: what is within another set goes along with it.
    for number, one in reversed([*enumerate(sets, 1)]):
        labels = [node.inner_html or "" for node in _labels(one)]
        blocks = [node.inner_html or "" for node in _blocks(one)]
        for place, (label, block) in enumerate(zip(labels, blocks, strict=True)):
            box = tree.create_node("details")
            box.attrs["class"], box.attrs["name"] = TAB, f"tabbladen-{number}"
            if not place:
                box.attrs["open"] = ""
            box.inner_html = f"<summary>{label}</summary>{block}"
            one.insert_before(box)
        one.remove()


def _labels(tabs: LexborNode) -> Iterator[LexborNode]:
    return (label for part in tabs.iter() if _is(part, "tabbed-labels") for label in part.iter())


def _blocks(tabs: LexborNode) -> Iterator[LexborNode]:
    return (block for part in tabs.iter() if _is(part, "tabbed-content") for block in part.iter())


def _is(node: LexborNode, name: str) -> bool:
    return name in (node.attributes.get("class") or "").split()


def _tasks(tree: LexborHTMLParser) -> None:
    """A sign of text instead of a control: nobody can tick it on a screen, and a printed list, a copy and a redline have it too."""
    for box in tree.css("li.task-list-item input"):
        done = "checked" in box.attributes
        sign = tree.create_node("span")
        sign.attrs["class"], sign.attrs["role"], sign.attrs["aria-label"] = TASK, "img", "Gedaan:" if done else "Te doen:"
        sign.inner_html = "☑" if done else "☐"
        box.replace_with(sign)


def _keys(tree: LexborHTMLParser) -> None:
    for key in tree.css("kbd[class]"):
        name = (key.attributes["class"] or "").removeprefix("key-")
        if name in KEYS:
            key.inner_html = KEYS[name]


def _abbreviations(tree: LexborHTMLParser) -> None:
    """What a short word means stands behind it in the text, once in each part of the page: nobody can point at it on paper, a phone or in a redline."""
    told: set[str] = set()
    for node in tree.css("h1, h2, abbr[title]"):
        if node.tag != "abbr":
            told.clear()
            continue
        meaning, word = node.attributes["title"] or "", node.text()
        above = [*_above(node)]
        if word not in told and not any(one.tag in UNEXPLAINED or _is(one, "admonition-title") for one in above):
            told.add(word)
            sentence = next((one for one in above if one.tag in SENTENCES), None)
            if sentence is None or meaning.lower() not in sentence.text().lower():
                node.inner_html = escape(f"{word} ({meaning})", quote=False)
        node.unwrap()


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None and above.is_element_node:
        yield above
        above = above.parent


def _sides(tree: LexborHTMLParser) -> None:
    """What HTML once had an attribute for is a class now."""
    for picture in tree.css("img[align]"):
        side = SIDES.get(picture.attributes["align"] or "")
        del picture.attrs["align"]
        if side:
            picture.attrs["class"] = f"{side} {picture.attributes.get('class') or ''}".strip()


CHANGES: tuple[Callable[[LexborHTMLParser], None], ...] = (_titles, _tabs, _tasks, _keys, _abbreviations, notes.place, _sides)
"""All that is changed, in this order."""
