"""Reads a Word file of ours as strictly as its standard: whether it is whole, and what it says with all changes accepted or refused."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

PARAGRAPH = "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr sectPr".split()
LETTERS = "rStyle rFonts b bCs i iCs strike color sz szCs highlight u shd vertAlign lang ins del".split()
"""In the order of CT_PPrBase and EG_RPrBase of ECMA-376; Word calls a file broken where they stand otherwise."""

AROUND = ("Title", "Subtitle", "FeitenVersie", "SlotVersie", "Header", "Footer")
"""The styles of what stands around the text."""

NAME = re.compile(r"[A-Za-z_]\w{0,39}", re.ASCII)


def parts(docx: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def main(docx: bytes) -> Element:
    """The text."""
    return ElementTree.fromstring(parts(docx)["word/document.xml"])


def faults(docx: bytes) -> list[str]:
    """What a word processor would have to mend; empty of a file that is whole."""
    found = parts(docx)
    trees = {name: ElementTree.fromstring(data) for name, data in found.items() if name.endswith((".xml", ".rels"))}
    return [*_types(trees, found), *_relations(trees, found), *_marks(trees["word/document.xml"]), *_names(trees), *_order(trees)]


def _types(trees: dict[str, Element], found: dict[str, bytes]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    ends = {one.get("Extension", "") for one in types.iter(f"{TYPES}Default")}
    named = [one.get("PartName", "") for one in types.iter(f"{TYPES}Override")]
    yield from (f"{name}: no type" for name in found if name.rpartition(".")[2] not in ends)
    yield from (f"{name}: a type and no part" for name in named if name[1:] not in found)
    yield from (
        f"{name}: only the type of its kind"
        for name in found
        if name.endswith(".xml") and name != "[Content_Types].xml" and f"/{name}" not in named
    )


def _relations(trees: dict[str, Element], found: dict[str, bytes]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = name.rpartition("_rels/")[0]
        rows = [*tree.iter(f"{RELATIONS}Relationship")]
        ids = [row.get("Id", "") for row in rows]
        if len(ids) != len(set(ids)):
            yield f"{name}: one id twice"
        for row in rows:
            target = row.get("Target", "")
            if row.get("TargetMode") == "External":
                if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[!-~]+", target) or re.search(r'["<>\\^`{|}]', target):
                    yield f"{name}: no address: {target}"
            elif posixpath.join(folder, target) not in found:
                yield f"{name}: no part: {target}"
        if folder:
            text = trees[posixpath.join(folder, name.rpartition("/")[2].removesuffix(".rels"))]
            used = {value for node in text.iter() for key, value in node.attrib.items() if key.startswith(R)}
            yield from (f"{name}: no relation {one}" for one in used - set(ids))


def _marks(text: Element) -> Iterator[str]:
    begun = [(one.get(f"{W}id"), one.get(f"{W}name", "")) for one in text.iter(f"{W}bookmarkStart")]
    ended = [one.get(f"{W}id") for one in text.iter(f"{W}bookmarkEnd")]
    if [id_ for id_, _ in begun] != ended:
        yield "bookmarks that do not end where they should"
    names = [name for _, name in begun]
    if len({name.lower() for name in names}) != len(names):
        yield f"a bookmark twice: {sorted(name for name in names if names.count(name) > 1)[:3]}"
    yield from (f"no name of a bookmark: {name}" for name in names if not NAME.fullmatch(name))
    anchors = {one.get(f"{W}anchor") for one in text.iter(f"{W}hyperlink")} - {None}
    yield from (f"a link to nothing: {anchor}" for anchor in anchors - {*names})
    ids = [one.get(f"{W}id") for tag in ("ins", "del", "bookmarkStart") for one in text.iter(f"{W}{tag}")]
    if len(set(ids)) != len(ids):
        yield "one number for two marks"
    for table in text.iter(f"{W}tbl"):
        width = len([*table.iter(f"{W}gridCol")])
        for row in table.findall(f"{W}tr"):
            spans = [int(span.get(f"{W}val", "1")) if (span := cell.find(f"{W}tcPr/{W}gridSpan")) is not None else 1 for cell in row]
            cells = [span for cell, span in zip(row, spans, strict=True) if cell.tag == f"{W}tc"]
            if sum(cells) > width:
                yield "a row wider than its table"
    for cell in text.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell that does not end with a paragraph"
    body = text[0]
    for one, other in zip(body, [*body][1:], strict=False):
        if one.tag == other.tag == f"{W}tbl":
            yield "two tables that would be one"


def _names(trees: dict[str, Element]) -> Iterator[str]:
    text, styles, lists = (trees[f"word/{name}.xml"] for name in ("document", "styles", "numbering"))
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    for kind in ("pStyle", "rStyle", "tblStyle"):
        yield from (f"no style {name}" for name in {one.get(f"{W}val") for one in text.iter(f"{W}{kind}")} - known)
    yield from (
        f"no style {one.get(f'{W}val')}"
        for tag in ("basedOn", "next", "pStyle")
        for tree in (styles, lists)
        for one in tree.iter(f"{W}{tag}")
        if one.get(f"{W}val") not in known
    )
    numbers = {one.get(f"{W}numId") for one in lists.iter(f"{W}num")} | {"0"}
    yield from (f"no list {name}" for tree in (text, styles) for name in {one.get(f"{W}val") for one in tree.iter(f"{W}numId")} - numbers)
    shapes = [one.get(f"{W}abstractNumId") for one in lists.findall(f"{W}abstractNum")]
    yield from ("a list without a shape" for one in lists.findall(f"{W}num/{W}abstractNumId") if one.get(f"{W}val") not in shapes)


def _order(trees: dict[str, Element]) -> Iterator[str]:
    for name, tree in trees.items():
        for tag, order in (("pPr", PARAGRAPH), ("rPr", LETTERS)):
            for properties in tree.iter(f"{W}{tag}"):
                tags = [child.tag.removeprefix(W) for child in properties]
                if unknown := {*tags} - {*order}:
                    yield f"{name}: {unknown} in {tag}"
                elif [order.index(one) for one in tags] != sorted({order.index(one) for one in tags}):
                    yield f"{name}: {tags} in {tag}"


# What it says


Said = tuple[str, str]
"""The style of a paragraph, with its list, and its words."""


def said(docx: bytes, changes: str = "") -> list[Said]:
    """The paragraphs from the first heading to the last line; `changes` is accept or reject. A row of a table is one of its own."""
    body = main(docx)[0]
    if changes:
        _resolve(body, *(("ins", "del") if changes == "accept" else ("del", "ins")))
    found = [*_said(body)]
    starts = [at for at, (style, _) in enumerate(found) if style.startswith("Heading1")]
    return found[starts[0] : -1] if starts else []


def _said(node: Element) -> Iterator[Said]:
    for child in node:
        if child.tag == f"{W}p":
            yield _style(child), "".join(_words(child))
        elif child.tag == f"{W}tr":
            yield f"rij {len(child.findall(f'{W}tc'))} {child.find(f'{W}trPr/{W}tblHeader') is not None}", ""
            yield from _said(child)
        else:
            yield from _said(child)


def _style(paragraph: Element) -> str:
    def value(path: str) -> str:
        found = paragraph.find(f"{W}pPr/" + "/".join(f"{W}{name}" for name in path.split("/")))
        return found.get(f"{W}val", "") if found is not None else ""

    # Lists are told apart by where one begins, and not by their number in the file.
    return " ".join(filter(None, (value("pStyle") or "Normal", value("numPr/ilvl"))))


def _words(paragraph: Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag in (f"{W}t", f"{W}delText"):
            yield node.text or ""
        elif node.tag in (f"{W}br", f"{W}tab"):
            yield "\n"
        elif node.tag.endswith("}docPr"):
            yield f"[{node.get('descr')}]"


def _resolve(node: Element, kept: str, dropped: str) -> None:
    """Keeps what is marked as `kept`, and drops what is marked as `dropped`, with the ends of paragraphs."""
    pending: list[Element] = []
    for child in [*node]:
        if child.tag == f"{W}{dropped}" or child.find(f"{W}trPr/{W}{dropped}") is not None:
            node.remove(child)
            continue
        gone = child.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None
        _resolve(child, kept, dropped)
        if child.tag == f"{W}tbl" and child.find(f"{W}tr") is None:
            node.remove(child)
        elif child.tag == f"{W}p":
            # A paragraph without its end goes on in the next one.
            for at, run in enumerate(one for inner in pending for one in inner if one.tag != f"{W}pPr"):
                child.insert(at + (child.find(f"{W}pPr") is not None), run)
            pending.clear()
            if gone:
                node.remove(child)
                pending.append(child)
        elif child.tag in (f"{W}tbl", f"{W}tr", f"{W}sectPr") and pending:
            assert not "".join(word for one in pending for word in _words(one)), "words that have no paragraph any more"
            pending.clear()
    assert not pending, "the end of a cell or of the text went"


def around(docx: bytes, changes: str) -> str:
    """The words on the front, above and below the pages and at the end; `changes` is accept or reject."""
    found: list[str] = []
    for name in ("word/document.xml", "word/header.xml", "word/footer.xml", "word/first.xml"):
        tree = ElementTree.fromstring(parts(docx)[name])
        node = tree[0] if name == "word/document.xml" else tree
        _resolve(node, *(("ins", "del") if changes == "accept" else ("del", "ins")))
        lines = [(_style(one), "".join(_words(one))) for one in node.findall(f"{W}p")]
        found += [words for style, words in lines if style.startswith(AROUND)]
    return " ".join(" ".join(found).split())
