"""Remembers what the engine made of the Markdown of a page, as this handbook prints it: a process that builds again renders only what reads otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.utils import LRUCache

from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.printed import markup

Render = Callable[[Any, Any, Any], None]
"""MkDocs' own `Page.render`: of a page, the settings and the files of the site."""


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

    def put_on(self, page: Any, files: Any) -> None:
        page.content, page.toc, page._title_from_render = self.content, self.toc, self.title
        page.present_anchor_ids = set(self.anchors)
        page.links_to_anchors = {files.get_file_from_path(path): dict(found) for path, found in self.links}


HELD: LRUCache = LRUCache(REMEMBERED)


def remembering(render: Render, complaints: list[str]) -> Render:
    """As `render`, for one build, whose `complaints` it adds to: a page about which anything was said is rendered again.

    The HTML follows from the text, the settings of Markdown and the addresses of the files, because no extension that is
    allowed (sources/mkdocs_settings.py) reads anything else.
    """
    site: list[object] = []

    def remembered(page: Any, config: Any, files: Any) -> None:
        if not site:
            named = [(name, repr(config[name])) for name in ("markdown_extensions", "mdx_configs", "validation")]
            site.append((*named, frozenset((file.src_uri, file.url, file.inclusion) for file in files)))
        key = (page.markdown, page.file.src_uri, site[0])
        if found := HELD.get(key):
            found.put_on(page, files)
            return
        said = len(complaints)
        render(page, config, files)
        # Here, and no step afterwards: the index of the search is made of it too.
        page.content = markup.printed(page.content)
        if len(complaints) == said:
            HELD[key] = _Rendered.of(page)

    return remembered
