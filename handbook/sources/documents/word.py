"""What a Word document (.docx) holds besides its text: changes and remarks that wait, names, macros, hidden text, and what is fetched from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "docProps/"
MAIN = "word/document.xml"

CHANGES = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")}
RESTYLED = {f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "numbering")}
STORIES = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
AUTHOR = re.compile(r"\}(?:creator|lastModifiedBy|Manager|Company)$")


def facts(package: Package) -> Facts:
    """What is in the document besides its text. Raises Unreadable."""
    stories = {name: package.xml(name) for name in sorted(package.parts) if STORIES.fullmatch(name)}
    every = [element for tree in stories.values() for element in tree.iter()]
    tags = Counter(str(element.tag) for element in every)
    return Facts(
        changes=sum(tags[tag] for tag in CHANGES) + sum(tags[tag] for tag in RESTYLED),
        remarks=_remarks(package),
        names=_names(package, every),
        macros=any(part.rpartition("/")[2].lower() in ("vbaproject.bin", "vbadata.xml") for part in package.parts),
        embedded=any(part.startswith(("word/embeddings/", "word/activeX/")) for part in package.parts),
        hidden=sum(1 for run in every if run.tag == f"{W}r" and is_hidden(run)),
        boxes=tags[f"{W}txbxContent"],
        margins=tuple(text for name, tree in stories.items() if re.search(r"(?:head|foot)er\d*\.xml", name) and (text := words(tree))),
        outside=_outside(package),
        text=tuple(filter(None, map(_text, every))),
    )


def is_hidden(run: Element) -> bool:
    """Whether Word shows the run to nobody."""
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def words(tree: Element) -> str:
    """The text below an element, on one line."""
    return " ".join(
        "".join(t.text or "" if t.tag == f"{W}t" else " " for t in tree.iter() if t.tag in (f"{W}t", f"{W}p", f"{W}tab")).split()
    )


def _text(element: Element) -> str:
    """The text of a paragraph, or of a row as a page writes one; of any other element nothing."""
    if element.tag == f"{W}tr":
        return f"| {' | '.join(words(cell) for cell in element.iter(f'{W}tc'))} |"
    return words(element) if element.tag == f"{W}p" else ""


def _remarks(package: Package) -> int:
    tree = package.maybe("word/comments.xml")
    return 0 if tree is None else sum(1 for _ in tree.iter(f"{W}comment"))


def _names(package: Package, every: list[Element]) -> tuple[str, ...]:
    """Who wrote and changed it: its properties, and the names at its changes."""
    found = [element.get(f"{W}author", "") for element in every]
    for part in ("docProps/core.xml", "docProps/app.xml"):
        tree = package.maybe(part)
        found += [(e.text or "").strip() for e in tree.iter() if AUTHOR.search(str(e.tag))] if tree is not None else []
    return tuple(sorted({name for name in found if name}))


def _outside(package: Package) -> tuple[str, ...]:
    """Addresses of pictures and templates that are no part of the file."""
    return tuple(sorted({address for kind, address in relations(package) if kind != "hyperlink"}))


def relations(package: Package) -> Iterator[tuple[str, str]]:
    """What the document refers to outside itself: kind and address."""
    for part in sorted(package.parts):
        if not part.endswith(".rels"):
            continue
        for one in package.xml(part):
            if one.get("TargetMode") == "External":
                yield one.get("Type", "").rpartition("/")[2], one.get("Target", "")
