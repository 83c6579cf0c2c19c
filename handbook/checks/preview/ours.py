"""The HTML that the handbook's own engine makes of Markdown, with the extensions of mkdocs.yml."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.files.yaml_nodes import Mapping, Scalar, Sequence
from handbook.sources.mkdocs_settings import EXTENSIONS, setting
from handbook.sources.mkdocs_yml import Config

if TYPE_CHECKING:
    from markdown import Markdown

ALWAYS = ("toc", "tables", "fenced_code")
"""What MkDocs switches on by itself."""

SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}}


def extensions(config: Config) -> frozenset[str]:
    """The extensions that mkdocs.yml names, of those that are allowed there."""
    node = setting(config.root, "markdown_extensions")
    found = set(ALWAYS)
    for item in node.items if isinstance(node, Sequence) else []:
        found |= {item.text} if isinstance(item, Scalar) else set(item.items) if isinstance(item, Mapping) else set()
    return frozenset(found & {*EXTENSIONS, *ALWAYS})


def prepare(config: Config) -> None:
    """Makes ready what converting takes."""
    _engine(extensions(config))


@lru_cache(REMEMBERED)
def html(text: str, names: frozenset[str]) -> str:
    """What is printed of `text` with the extensions `names`."""
    engine = _engine(names)
    engine.reset()
    return str(engine.convert(text))


@lru_cache(1)
def _engine(names: frozenset[str]) -> Markdown:
    # Imported here, because most commands check nothing.
    from markdown import Markdown

    return Markdown(extensions=sorted(names), extension_configs={name: SETTINGS[name] for name in names & set(SETTINGS)})
