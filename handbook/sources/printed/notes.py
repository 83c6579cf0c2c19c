"""Footnotes stand below the article that has them, for an article is quoted, compared and copied by itself; their ways there and back say where they lead."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.around import AROUND, FURTHER

NOTES = "footnote"
"""The class of the engine for the notes of a page."""

BELOW = frozenset({NOTES, FURTHER, *AROUND})
"""The classes of what stands below the notes of an article."""


def place(tree: LexborHTMLParser) -> None:
    """Moves each note to the article that refers to it first; those of no article stay at the foot of the page."""
    foot = tree.css_first(f"div.{NOTES}")
    if foot is None:
        return
    _name(tree)
    for heading, ids in _referred(tree):
        notes = [note for id_ in ids for note in foot.css("li[id]") if note.attributes["id"] == id_]
        if notes:
            box = tree.create_node("div")
            box.attrs["class"] = NOTES
            box.inner_html = f"<ol>{''.join(note.html or '' for note in notes)}</ol>"
            _put(heading, box)
            for note in notes:
                note.remove()
    if not foot.css("li[id]"):
        foot.remove()


def _name(tree: LexborHTMLParser) -> None:
    """A link says in words where it leads; the arrow back is drawn (docs/stijl/handboek.css), so that no text, search or copy has it."""
    for number, note in enumerate(tree.css(f"div.{NOTES} > ol > li"), 1):
        note.attrs["value"] = str(number)
        for count, back in enumerate(note.css("a.footnote-backref"), 1):
            back.attrs["aria-label"] = f"Terug naar voetnoot {number}" + (f", plaats {count}" if count > 1 else "")
            if "title" in back.attributes:
                del back.attrs["title"]
            back.inner_html = ""
    for link in tree.css("a.footnote-ref"):
        link.attrs["aria-label"] = f"Voetnoot {link.text()}"


def _referred(tree: LexborHTMLParser) -> list[tuple[LexborNode, list[str]]]:
    """The headings of articles, each with the ids of the notes that are first referred to below it."""
    found: list[tuple[LexborNode, list[str]]] = []
    seen: set[str] = set()
    inside = False
    for node in tree.css("h1, h2, h3, a.footnote-ref"):
        if node.tag != "a":
            article = node.css_first(".artikel") is not None
            # A smaller heading within an article has the notes of that article.
            if article:
                found.append((node, []))
            inside = article or (inside and str(node.tag) > str(found[-1][0].tag))
            continue
        id_ = (node.attributes.get("href") or "").removeprefix("#")
        if id_ not in seen and inside:
            found[-1][1].append(id_)
        seen.add(id_)
    return found


def _put(heading: LexborNode, box: LexborNode) -> None:
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
