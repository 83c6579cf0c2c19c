"""What an OpenDocument text (.odt) holds besides its text, as LibreOffice writes it."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from handbook.sources.documents.facts import Facts
from handbook.sources.documents.package import Package, Unreadable

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
LINK = "{http://www.w3.org/1999/xlink}href"
ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
MAIN = "content.xml"


def facts(package: Package) -> Facts:
    """What is in the document besides its text. Raises Unreadable, also for one with a password."""
    manifest = package.maybe("META-INF/manifest.xml")
    if manifest is not None and any(True for _ in manifest.iter(ENCRYPTED)):
        raise Unreadable("het is beveiligd met een wachtwoord")
    content = package.xml(MAIN)
    tags = Counter(str(element.tag) for element in content.iter())
    styles = package.maybe("styles.xml")
    margins = [_words(e) for e in styles.iter() if _is_margin(str(e.tag))] if styles is not None else []
    meta = package.maybe("meta.xml")
    written = [*(meta.iter() if meta is not None else ()), *content.iter()]
    pictures = [e.get(LINK, "") for e in content.iter(f"{DRAW}image")]
    return Facts(
        changes=tags[f"{TEXT}changed-region"],
        remarks=tags[f"{OFFICE}annotation"],
        names=tuple(sorted({text for e in written if _is_name(str(e.tag)) and (text := (e.text or "").strip())})),
        macros=any(
            part.startswith(("Basic/", "Scripts/")) and not part.endswith(("script-lc.xml", "script-lb.xml")) for part in package.parts
        ),
        embedded=any(part.startswith("Object ") and part.endswith("content.xml") for part in package.parts),
        hidden=tags[f"{TEXT}hidden-text"] + tags[f"{TEXT}hidden-paragraph"],
        boxes=tags[f"{DRAW}text-box"],
        margins=tuple(dict.fromkeys(filter(None, margins))),
        outside=tuple(sorted({address for address in pictures if "://" in address or address.startswith(("/", ".."))})),
        text=tuple(filter(None, (*map(_text, content.iter()), *margins))),
    )


def _text(element: Element) -> str:
    """The text of a paragraph, or of a row as a page writes one; of any other element nothing."""
    if element.tag == f"{TABLE}table-row":
        return f"| {' | '.join(_words(cell) for cell in element.iter(f'{TABLE}table-cell'))} |"
    return _words(element) if element.tag in (f"{TEXT}p", f"{TEXT}h") else ""


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_margin(tag: str) -> bool:
    return tag.startswith(STYLE) and tag.removeprefix(STYLE).startswith(("header", "footer")) and "style" not in tag.removeprefix(STYLE)


def _is_name(tag: str) -> bool:
    return tag in (f"{DC}creator", f"{META}initial-creator", f"{META}printed-by")
