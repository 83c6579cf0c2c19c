"""Makes of an OpenDocument text one that pandoc may read: only its text, with the numbers that LibreOffice counts before headings."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handbook.imports.word import PREFIX
from handbook.sources.documents.opendocument import DRAW, LINK, MAIN, STYLE, TEXT
from handbook.sources.documents.package import Package, parsed

SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
HIDDEN = (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph")


def prepared(package: Package) -> tuple[bytes, Element]:
    """The document for pandoc, and its text as a tree. Raises Unreadable."""
    styles = package.maybe("styles.xml")
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = _text(package.read(MAIN), _labels(styles))
        made.writestr(MAIN, ElementTree.tostring(content, "utf-8", xml_declaration=True))
        if styles is not None:
            made.writestr("styles.xml", package.read("styles.xml"))
        for name in package.parts:
            if name.startswith("Pictures/"):
                made.writestr(name, b"")
    return done.getvalue(), content


def descriptions(content: Element) -> dict[str, str]:
    """What is said of each picture, which pandoc leaves out."""
    found: dict[str, str] = {}
    for frame in content.iter(f"{DRAW}frame"):
        said = next((one.text for name in ("desc", "title") for one in frame.iter(f"{SVG}{name}") if one.text), "")
        found |= {image.get(LINK, ""): said for image in frame.iter(f"{DRAW}image")}
    return found


def _labels(styles: Element | None) -> dict[int, tuple[str, str]]:
    """What stands before and behind the number of a heading, by its level."""
    found = {}
    for level in styles.iter(f"{TEXT}outline-level-style") if styles is not None else ():
        at = level.get(f"{TEXT}level", "")
        if at.isdecimal() and level.get(f"{STYLE}num-format"):
            found[int(at)] = (level.get(f"{STYLE}num-prefix", ""), level.get(f"{STYLE}num-suffix", ""))
    return found


def _text(data: bytes, labels: dict[int, tuple[str, str]]) -> Element:
    for prefix, address in dict.fromkeys(PREFIX.findall(data[:100_000])):
        if not re.fullmatch(rb"ns\d+|xml", prefix):
            ElementTree.register_namespace(prefix.decode(), address.decode("utf-8", "replace"))
    tree = parsed(data)
    counted: dict[int, int] = defaultdict(int)
    for heading in tree.iter(f"{TEXT}h"):
        level = heading.get(f"{TEXT}outline-level", "1")
        at = int(level) if level.isdecimal() else 1
        counted[at] += 1
        for deeper in [one for one in counted if one > at]:
            del counted[deeper]
        if at in labels and heading.get(f"{TEXT}is-list-header") != "true":
            before, behind = labels[at]
            heading.text = f"{before}{counted[at]}{behind} {heading.text or ''}"
    for parent in list(tree.iter()):
        for child in [one for one in parent if one.tag in HIDDEN]:
            parent.remove(child)
    return tree
