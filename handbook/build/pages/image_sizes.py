"""Knows how large every picture is, so that a page keeps room for it and nothing moves while it loads."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import imagesize  # type: ignore[import-untyped]

PICTURE = re.compile(r"<img\b(?P<attributes>[^>]*?)\s*/?>")
SOURCE = re.compile(r'\ssrc="([^"]*)"')
SIZED = re.compile(r"\s(?:width|height)=")
VIEW_BOX = re.compile(r'\sviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
ARTICLE = '<article class="md-content__inner'


def frame(site: Path, base: str) -> None:
    """Gives every picture on the pages of `site` its width and height, in points; `base` is the path of the site's own address."""
    size = cache(_size)
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if "<img" not in html:
            continue
        text = html.find(ARTICLE)

        def framed(match: re.Match[str], page: Path = path, text: int = text) -> str:
            attributes = match["attributes"]
            source = SOURCE.search(attributes)
            found = size(_file(site, page, source[1], base)) if source and not SIZED.search(attributes) else None
            if found is None:
                return match[0]
            # Further down: fetched when the reader comes near. Not the logo.
            lazy = ' loading="lazy"' if text < match.start() else ""
            return f'<img{attributes} width="{found[0]}" height="{found[1]}"{lazy}>'

        path.write_text(PICTURE.sub(framed, html), "utf-8")


def _file(site: Path, page: Path, source: str, base: str) -> Path:
    if source.startswith(base):
        return site / unquote(source.removeprefix(base))
    return site / posixpath.normpath(posixpath.join(page.parent.relative_to(site).as_posix(), unquote(source)))


def _size(path: Path) -> tuple[int, int] | None:
    """Width and height in points; None where the file is not there, or does not say."""
    if not path.is_file():
        return None
    width, height = imagesize.get(path)
    if width > 0 and height > 0:
        return round(width), round(height)
    # A drawing without measures has the shape of what it shows.
    box = VIEW_BOX.search(path.read_text("utf-8", "replace")) if path.suffix == ".svg" else None
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else None
