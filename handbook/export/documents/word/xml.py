"""Writes XML: what a text must be changed to, and how an element is put together."""

from __future__ import annotations

import re

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is written."""


def escaped(text: str) -> str:
    """Text as it stands between two tags, or in double quotes."""
    text = REFUSED.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def val(name: str, value: object = None) -> str:
    """An element of WordprocessingML that holds one value, or none: `<w:b/>`."""
    return f"<w:{name}/>" if value is None else f'<w:{name} w:val="{escaped(str(value))}"/>'


def within(name: str, inner: str) -> str:
    """An element with what is in it; nothing where that is nothing."""
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""
