"""What `handbook export word` puts around a text, and is no text itself: the facts of the version, the contents and the last line."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handbook.sources.documents.word import W

AROUND = frozenset({"FeitenVersie", "SlotVersie"})
"""The styles of its paragraphs, as export/documents/word names them."""

CONTENTS = "Table of Contents"
"""What Word calls a table of contents that it can fill itself, in every language."""


def strip(tree: Element) -> None:
    """Takes all of it out of the text."""
    for parent in list(tree.iter()):
        for child in list(parent):
            if _is_around(child):
                parent.remove(child)


def _is_around(node: Element) -> bool:
    if node.tag == f"{W}p":
        style = node.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in AROUND
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if node.tag == f"{W}sdt" else None
    return gallery is not None and gallery.get(f"{W}val") == CONTENTS
