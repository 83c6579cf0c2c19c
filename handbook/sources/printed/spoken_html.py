"""Puts HTML into the je-form: every paragraph as a whole, for a verb and its u may stand in two elements."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.sources.printed.form_of_address import SPOKEN, Familiar

UNSPOKEN = frozenset({"script", "style", "code", "pre", "kbd", "samp", "var", "textarea", "template", "q"})
"""Elements that hold no words of ours."""

INLINE = frozenset("a abbr b bdi bdo cite data del dfn em i img ins mark s small span strong sub sup time tspan u wbr".split())
"""Elements within a sentence; every other begins a text of its own."""

SPOKEN_ATTRIBUTES = ("title", "alt", "aria-label", "aria-description", "placeholder", "content")
"""Attributes that are read out or shown."""

HOLDERS = "[title],[alt],[aria-label],[aria-description],[placeholder],meta[name=description]"


def say(familiar: Familiar | None, tree: LexborHTMLParser) -> None:
    """Changes a whole page, and nothing where the text stays as it was typed."""
    if familiar and tree.root:
        _say(familiar, tree.root)
        _attributes(familiar, tree)


def fragment(familiar: Familiar | None, html: str) -> str:
    """A piece of HTML, such as the text of a section in the search index."""
    if familiar is None or not SPOKEN.search(html):
        return html
    tree = LexborHTMLParser(html)
    assert tree.body
    _say(familiar, tree.body)
    _attributes(familiar, tree)
    return tree.body.inner_html or ""


def _say(familiar: Familiar, root: LexborNode) -> None:
    for texts in list(_paragraphs(root)):
        parts = [node.text_content or "" for node in texts]
        whole = "".join(parts)
        if not SPOKEN.search(whole):
            continue
        changes, at = list(familiar.said(whole).changes), 0
        for node, part in zip(texts, parts, strict=True):
            new, last = "", 0
            # No word stands in two elements, or it is none that changes.
            for start, end, word in changes:
                if at <= start and end <= at + len(part):
                    new += part[last : start - at] + word
                    last = end - at
            if last:
                node.replace_with(new + part[last:])
            at += len(part)


def _paragraphs(root: LexborNode) -> Iterator[list[LexborNode]]:
    """The text nodes of each paragraph, heading, item and cell below `root`, in its order."""
    held: list[LexborNode] = []
    for node in _nodes(root):
        if node is not None:
            held.append(node)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _nodes(above: LexborNode) -> Iterator[LexborNode | None]:
    """The text nodes below `above`, with None where a paragraph begins or ends."""
    node = above.first_child
    while node is not None:
        tag = node.tag
        if node.is_text_node:
            yield node
        elif tag in UNSPOKEN or _foreign(node):
            pass
        elif tag in INLINE:
            yield from _nodes(node)
        else:
            yield None
            yield from _nodes(node)
            yield None
        node = node.next


def _foreign(node: LexborNode) -> bool:
    language = node.attributes.get("lang") if node.is_element_node else None
    return bool(language) and not str(language).lower().startswith("nl")


def _attributes(familiar: Familiar, tree: LexborHTMLParser) -> None:
    for node in tree.css(HOLDERS):
        for name in SPOKEN_ATTRIBUTES:
            text = node.attributes.get(name)
            if text and SPOKEN.search(text) and (name != "content" or node.tag == "meta"):
                node.attrs[name] = familiar.text(text)
