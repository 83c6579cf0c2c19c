"""The size of every picture, written into the page so that nothing moves while it loads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import imagesize  # type: ignore[import-untyped]

from handbook.build.site import Page

CHOSEN = "gekozen-maat"
"""The class of a picture of which its author chose the width or the height: on paper, too, it is no larger."""

VIEW_BOX = re.compile(r'\sviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def frame(page: Page) -> None:
    """Gives every picture on the page its width and height, in points; one of which its author chose follows the shape of the picture."""
    for picture in page.tree.css("img[src]:not([width][height])"):
        file = file_of(page, picture.attributes["src"] or "")
        found = _size(file) if file.is_file() else None
        if found is None:
            continue
        given: dict[str, str] = {name: picture.attributes[name] or "" for name in ("width", "height") if name in picture.attributes}
        picture.attrs["width"], picture.attrs["height"] = map(str, _shaped(found, given))
        if given:
            picture.attrs["class"] = f"{picture.attributes.get('class') or ''} {CHOSEN}".strip()
        if picture.css_matches("article.md-content__inner img"):
            # Fetched when the reader comes near. Not the logo.
            picture.attrs["loading"] = "lazy"


def _shaped(real: tuple[int, int], given: Mapping[str, str]) -> tuple[int, int]:
    """The real size of a picture in the width or the height that was given; a measure that is no number of points is none."""
    width, height = real
    for name, side, other in (("width", width, height), ("height", height, width)):
        if given.get(name, "").isdecimal() and int(given[name]):
            chosen, follows = int(given[name]), max(1, round(int(given[name]) * other / side))
            return (chosen, follows) if name == "width" else (follows, chosen)
    return real


def file_of(page: Page, source: str) -> Path:
    """The file of a picture that the page names as `source`, whether it is there or not."""
    if source.startswith(page.base):
        return page.site / unquote(source.removeprefix(page.base))
    return page.site / posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(source)))


def _size(path: Path) -> tuple[int, int] | None:
    """Width and height in points; None where the file does not say."""
    width, height = imagesize.get(path)
    if width > 0 and height > 0:
        return round(width), round(height)
    # A drawing without measures has the shape of what it shows.
    box = VIEW_BOX.search(path.read_text("utf-8", "replace")) if path.suffix == ".svg" else None
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else None
