"""Remembers what the engine made of the Markdown of a page, as this handbook prints it: who builds again renders only what reads otherwise."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from types import FunctionType
from typing import Any

from jinja2.utils import LRUCache

from handbook.core import kept
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.printed import markup

KIND = "opgemaakt"

SWEPT = 20
"""Pages after which what making them left is swept up: an engine for Markdown and the words of a template are made for each page, and their parts know
each other, so none goes by itself where nobody looks for garbage (checked_sources.looked)."""

Render = Callable[[Any, Any, Any], None]
"""MkDocs' own `Page.render`: of a page, the settings and the files of the site."""

Headings = Callable[[list[Any]], object]
"""Makes the contents of a page of rows: title, address, level, and the rows below it."""


@dataclass(frozen=True)
class _Rendered:
    """What rendering leaves on a page; `links` name the files they lead to by their path, because a later build has files of its own."""

    content: str
    toc: object
    title: str | None
    anchors: frozenset[str]
    links: tuple[tuple[str, Mapping[str, str]], ...]

    @classmethod
    def of(cls, page: Any) -> _Rendered:
        links = tuple((file.src_uri, dict(found)) for file, found in page.links_to_anchors.items())
        return cls(page.content, page.toc, page._title_from_render, frozenset(page.present_anchor_ids), links)

    @property
    def text(self) -> str:
        """All of it as JSON."""
        return json.dumps([self.content, _headings(self.toc), self.title, sorted(self.anchors), self.links])

    @classmethod
    def read(cls, text: str, headings: Headings) -> _Rendered:
        """What `text` has written. Raises ValueError, LookupError, TypeError or AttributeError for anything else."""
        content, toc, title, anchors, links = json.loads(text)
        return cls(content, headings(toc), title, frozenset(anchors), tuple((path, dict(found)) for path, found in links))

    def put_on(self, page: Any, files: Any) -> None:
        page.content, page.toc, page._title_from_render = self.content, self.toc, self.title
        page.present_anchor_ids = set(self.anchors)
        page.links_to_anchors = {files.get_file_from_path(path): dict(found) for path, found in self.links}


def _headings(toc: Any) -> list[Any]:
    return [[one.title, one.id, one.level, _headings(one.children)] for one in toc]


HELD: LRUCache = LRUCache(REMEMBERED)


def remembering(render: Render, complaints: list[str], headings: Headings) -> Render:
    """As `render`, for one build, whose `complaints` it adds to: a page about which anything was said is rendered again.

    The HTML follows from the text, the settings of Markdown and the addresses of the files, because no extension that is
    allowed (sources/mkdocs_settings.py) reads anything else.
    """
    site: list[_Site] = []
    sweep = sweeping()

    def remembered(page: Any, config: Any, files: Any) -> None:
        if not site:
            site.append(_Site.of(config, files))
        key = (page.markdown, page.file.src_uri, site[0].mark)
        if found := HELD.get(key) or (site[0].certain and _kept(key, headings)):
            HELD[key] = found
            found.put_on(page, files)
            return
        said = len(complaints)
        render(page, config, files)
        sweep()
        # Here, and no step afterwards: the index of the search is made of it too.
        page.content = markup.printed(page.content)
        if len(complaints) == said:
            HELD[key] = made = _Rendered.of(page)
            if site[0].certain:
                kept.remember(made.text, KIND, *key)

    return remembered


def sweeping() -> Callable[[], None]:
    """What is called after each page, and sweeps up what so many of them left."""
    made = count(1)

    def sweep() -> None:
        if next(made) % SWEPT == 0:
            # The youngest alone: what a build keeps is looked at once.
            gc.collect(0)

    return sweep


def _kept(key: tuple[str, str, str], headings: Headings) -> _Rendered | None:
    """What an earlier process kept on disk."""
    text = kept.recalled(KIND, *key)
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        return _Rendered.read(text or "", headings)
    return None


@dataclass(frozen=True)
class _Site:
    """The mark of what all pages have in common. It is `certain` where another process would give it to the same settings only."""

    mark: str
    certain: bool

    @classmethod
    def of(cls, config: Any, files: Any) -> _Site:
        parts, certain = [config[name] for name in ("markdown_extensions", "mdx_configs", "validation")], True
        try:
            settings = [_told(part) for part in parts]
        except TypeError:
            settings, certain = [repr(part) for part in parts], False
        there = sorted((file.src_uri, file.url, str(file.inclusion)) for file in files)
        return cls(hashlib.blake2b(repr((settings, there)).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest(), certain)


def _told(value: Any) -> Any:
    """A setting in an order of its own; a function by its whole name, because the program and its libraries are another key already."""
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return sorted((str(key), _told(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    raise TypeError(type(value).__name__)
