"""The way back from a footnote has a title, which the engine writes in English unless mkdocs.yml says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.markdown.running_text import FOOTNOTE
from handbook.core.findings import Finding
from handbook.sources import Sources
from handbook.sources.files.yaml_nodes import Mapping, Scalar, Sequence
from handbook.sources.mkdocs_settings import setting
from handbook.sources.mkdocs_yml import MKDOCS_YML

NAME, KEY = "footnotes", "BACKLINK_TITLE"


def check(sources: Sources) -> Iterator[Finding]:
    if sources.config is None or not any("[^" in page.text and FOOTNOTE.search(page.text) for page in sources.pages.values()):
        return
    node = setting(sources.config.root, "markdown_extensions")
    for item in node.items if isinstance(node, Sequence) else []:
        bare = isinstance(item, Scalar) and item.text == NAME
        given = item.items.get(NAME) if isinstance(item, Mapping) else None
        if bare or (isinstance(item, Mapping) and NAME in item.items and not (isinstance(given, Mapping) and KEY in given.items)):
            message = "De weg terug van een voetnoot heeft een Engelse titel: wie laat voorlezen, hoort die."
            mend = f'Schrijf: - {NAME}: {{{KEY}: "Terug naar voetnoot {{}}"}}'
            yield MKDOCS_YML.warning(item.line, "CFG007", message, mend)
