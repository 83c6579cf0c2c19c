"""Which of the files that we hand out are the engine's, and which are text: what a board decides on is never the engine's."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.core.page_marks import MANAGEMENT
from handbook.new import origin

SETTINGS = "mkdocs.yml"
"""In both: its menu is text, all else in it is how the site is built."""

FACTS = "variables.yml"
FORM = ("docs/stijl/", f"docs/{MANAGEMENT}")
"""Within docs/: how it looks, and the pages on the program itself, which no employee reads and no revision names."""


def is_text(name: str) -> bool:
    return name == FACTS or (name.startswith("docs/") and not name.startswith(FORM))


def engine_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the engine, and the settings, of which it takes only its part."""
    return {name: data for name, data in files.items() if not is_text(name)}


def text_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if is_text(name)}


def with_parts(engine: Mapping[str, bytes], text: Mapping[str, bytes], versions: tuple[str, str]) -> origin.Origin:
    """An origin with the engine's files of the one and the text of the other."""
    return origin.Origin(*versions, {**engine_of(engine), **text_of(text)})
