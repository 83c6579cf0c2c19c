"""Footnotes stand below the article that refers to them and are counted there, for an article is quoted, compared and copied by itself; the others stand at the foot of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.around import AROUND, FURTHER

NOTES = "footnote"
"""The class of the engine for the notes of a page."""

REFERENCE, BACK = "footnote-ref", "footnote-backref"
"""The classes of the engine for the way to a note, and back."""

BELOW = frozenset({NOTES, FURTHER, *AROUND})
"""The classes of what stands below the notes of an article."""


@dataclass
class _Part:
    """An article, or without a heading all that stands outside articles: by note the references to it, in their order."""

    heading: LexborNode | None
    held: dict[str, list[LexborNode]] = field(default_factory=dict)


def place(tree: LexborHTMLParser) -> None:
    """Puts every note where it is referred to; one that more articles refer to stands below each."""
    foot = tree.css_first(f"div.{NOTES}")
    if foot is None:
        return
    notes = {note.attributes["id"] or "": note for note in foot.css("ol > li[id]")}
    parts = [*_parts(tree)]
    written = {part.heading: _written(part, notes, place) for place, part in enumerate(parts) if part.held}
    referred = {id_ for part in parts for id_ in part.held}
    outside = written.pop(None, []) + [note.html or "" for id_, note in notes.items() if id_ not in referred]
    for heading, items in written.items():
        assert heading
        _below(heading, _box(tree, items))
    if outside:
        foot.insert_after(_box(tree, outside))
    foot.remove()


def _parts(tree: LexborHTMLParser) -> Iterator[_Part]:
    """The articles in their order, and first what stands outside them."""
    elsewhere = part = _Part(None)
    articles = []
    for node in tree.css(f"h1, h2, h3, a.{REFERENCE}"):
        if node.tag == "a":
            part.held.setdefault((node.attributes.get("href") or "").removeprefix("#"), []).append(node)
        elif node.css_first(".artikel"):
            part = _Part(node)
            articles.append(part)
        elif part.heading is None or str(node.tag) <= str(part.heading.tag):
            # A smaller heading within an article is part of it.
            part = elsewhere
    yield elsewhere
    yield from articles


def _written(part: _Part, notes: Mapping[str, LexborNode], place: int) -> list[str]:
    """The notes of one part as HTML; its references say in words where they lead, and are counted from 1."""
    items = []
    for number, (id_, references) in enumerate(part.held.items(), 1):
        note = notes.get(id_)
        if note is None:
            continue
        for link in references:
            link.inner_html = str(number)
            link.attrs["href"], link.attrs["aria-label"] = f"#{id_}-{place}", f"Voetnoot {number}"
        back = "".join(_back(link, number, count) for count, link in enumerate(references, 1))
        for way in note.css(f"a.{BACK}"):
            way.remove()
        text = (note.inner_html or "").rstrip()
        if text.endswith("</p>"):
            text = f"{text.removesuffix('</p>').rstrip().removesuffix('&nbsp;')} {back}</p>"
        else:
            # It ends in a list or a block of code.
            text += f"<p>{back}</p>"
        items.append(f'<li id="{id_}-{place}">{text}</li>')
    return items


def _back(link: LexborNode, number: int, count: int) -> str:
    """The way back to a reference; its arrow is drawn (docs/stijl/handboek.css), so that no text, copy or search has it."""
    target = (link.parent.attributes.get("id") if link.parent else "") or ""
    named = f"Terug naar voetnoot {number}" + (f", plaats {count}" if count > 1 else "")
    return f'<a class="{BACK}" href="#{target}" aria-label="{named}"></a>'


def _box(tree: LexborHTMLParser, items: list[str]) -> LexborNode:
    box = tree.create_node("div")
    box.attrs["class"] = NOTES
    box.inner_html = f"<ol>{''.join(items)}</ol>"
    return box


def _below(heading: LexborNode, box: LexborNode) -> None:
    """Below the text of the article, and above what stands around its rule."""
    last, node = heading, heading.next
    while node is not None:
        if node.is_element_node:
            ends = node.tag in ("h1", "h2", "h3") and str(node.tag) <= str(heading.tag)
            if ends or not BELOW.isdisjoint((node.attributes.get("class") or "").split()):
                break
            last = node
        node = node.next
    last.insert_after(box)
