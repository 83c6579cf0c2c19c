"""Tells a drawing from a program: an SVG may hold shapes and letters, nothing that runs or fetches."""

from __future__ import annotations

import re
from xml.etree import ElementTree

ELEMENTS = frozenset(
    (
        "svg g path rect circle ellipse line polyline polygon text tspan defs use symbol marker "
        "linearGradient radialGradient stop clipPath mask pattern title desc metadata"
    ).split()
)
NAMESPACE = "{http://www.w3.org/2000/svg}"
ADDRESS = re.compile(r"url\(\s*[\"']?(?!#)|[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def problem(data: bytes) -> str:
    """What makes the file more than a drawing, in a few Dutch words; empty for a clean one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "een andere codering dan UTF-8"
    # Before parsing, because entities in a document type can expand without end.
    if re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE):
        return "een documenttype of stijlblad"
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, RecursionError):
        return "geen geldige SVG"
    return next(filter(None, map(_element, root.iter())), "")


def _element(element: ElementTree.Element) -> str:
    tag = str(element.tag)
    name = tag.removeprefix(NAMESPACE)
    if not tag.startswith(NAMESPACE) or name not in ELEMENTS:
        return f"het element {tag.rpartition('}')[2]}"
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"het kenmerk {plain}"
        if (plain in ("href", "src") and not value.startswith("#")) or ADDRESS.search(value):
            return f"een verwijzing in {plain}"
    return ""
