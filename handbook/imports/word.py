"""Makes of a Word document one that pandoc may read: only its text, with the numbers that Word counts before headings and without what nobody sees."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from handbook.imports import own_documents
from handbook.imports.numbered_headings import Numbers
from handbook.sources.documents.package import Package, Unreadable, parsed
from handbook.sources.documents.word import W, is_hidden

READ = re.compile(r"(?:styles|numbering|footnotes|endnotes|settings|theme/theme\d*)\.xml")
"""The parts beside the text that say how it reads."""

RELATIONS = frozenset(["styles", "numbering", "footnotes", "endnotes", "settings", "theme", "image", "hyperlink"])
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVE = f"{MARKUP}AlternateContent"
BOX = f"{W}txbxContent"
PREFIX = re.compile(rb"xmlns:([A-Za-z_][\w.-]*)\s*=\s*[\"']([^\"']+)[\"']")


def prepared(package: Package) -> tuple[bytes, list[Element]]:
    """The document for pandoc, and its text and notes as trees. Raises Unreadable."""
    main = _main(package)
    folder = main.rpartition("/")[0] + "/"
    numbers = Numbers.of(package, folder)
    done = io.BytesIO()
    read: list[Element] = []
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            made.writestr(name, package.read(name))
        for name in sorted(package.parts):
            own = name.removeprefix(folder)
            if name == main:
                read.insert(0, _text(package.read(name), numbers))
                made.writestr(name, ElementTree.tostring(read[0], "utf-8", xml_declaration=True))
            elif READ.fullmatch(own) and "notes" in own:
                read.append(_text(package.read(name), None))
                made.writestr(name, ElementTree.tostring(read[-1], "utf-8", xml_declaration=True))
            elif READ.fullmatch(own):
                parsed(package.read(name))
                made.writestr(name, package.read(name))
            elif name.startswith(f"{folder}_rels/"):
                made.writestr(name, _relations(package.read(name)))
            elif own.startswith("media/"):
                # pandoc leaves out a picture that is not there; what is in it, it need not know.
                made.writestr(name, b"")
    return done.getvalue(), read


def _main(package: Package) -> str:
    """Where the text stands: Word on the web calls it document2.xml."""
    for one in package.xml("_rels/.rels").iter(RELATION):
        if one.get("Type", "").endswith("/officeDocument") and (name := one.get("Target", "").lstrip("/")) in package.parts:
            return name
    raise Unreadable("het is geen document van Word")


def _relations(data: bytes) -> bytes:
    tree = parsed(data)
    for one in list(tree):
        kind = one.get("Type", "").rpartition("/")[2]
        if kind not in RELATIONS or (one.get("TargetMode") == "External" and kind != "hyperlink"):
            tree.remove(one)
    ElementTree.register_namespace("", RELATION[1:].partition("}")[0])
    return bytes(ElementTree.tostring(tree, "utf-8"))


def _text(data: bytes, numbers: Numbers | None) -> Element:
    # pandoc looks names up by the prefixes that Word uses.
    for prefix, address in islice(dict.fromkeys(PREFIX.findall(data[:100_000])), 200):
        if not re.fullmatch(rb"ns\d+|xml", prefix):
            ElementTree.register_namespace(prefix.decode(), address.decode("utf-8", "replace"))
    tree = parsed(data)
    for parent in list(tree.iter()):
        for child in [one for one in parent if one.tag == f"{W}r" and is_hidden(one)]:
            parent.remove(child)
    own_documents.strip(tree)
    _lift_boxes(tree)
    for paragraph in tree.iter(f"{W}p") if numbers else ():
        if numbers and (label := numbers.label(paragraph)):
            _put_before(paragraph, label)
    return tree


def _lift_boxes(tree: Element) -> None:
    """Text in a box, which pandoc leaves out, as paragraphs behind the one that the box hangs on."""
    above = {child: parent for parent in tree.iter() for child in parent}
    for box in list(tree.iter(BOX)):
        holders = [box]
        while holders[-1] in above and holders[-1].tag != f"{W}p":
            holders.append(above[holders[-1]])
        paragraph, tags = holders[-1], {one.tag for one in holders}
        # Programs from before 2010 find the same box there once more.
        again = f"{MARKUP}Fallback" in tags and any(
            True for one in holders if one.tag == ALTERNATIVE and one.find(f".//{MARKUP}Choice//{BOX}") is not None
        )
        if again or paragraph.tag != f"{W}p" or paragraph not in above:
            continue
        around = above[paragraph]
        at = list(around).index(paragraph) + 1
        around[at:at] = list(box)
        box[:] = []


def _put_before(paragraph: Element, label: str) -> None:
    """The number as text of the paragraph, which then is no item of a list any more."""
    properties = paragraph.find(f"{W}pPr")
    for numbering in list(properties.iter(f"{W}numPr")) if properties is not None else ():
        assert properties is not None
        properties.remove(numbering)
    run = Element(f"{W}r")
    text = SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = f"{label} "
    paragraph.insert(0 if properties is None else 1, run)
