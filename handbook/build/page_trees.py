"""The templates of the pages as reading parsed them, found by the text that an engine hands over to fill in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, nodes

from handbook.sources import Sources
from handbook.sources.pages import Page
from handbook.sources.template import allowlist

MARKS = (
    "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string",
    "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks", "keep_trailing_newline", "newline_sequence",
)  # fmt: skip
"""The settings by which a template is parsed."""


@dataclass(frozen=True)
class Trees:
    """A page with its tree by the mark of its text: of thousands of pages, the texts themselves would fill the memory once more."""

    known: Mapping[bytes, nodes.Template] = field(default_factory=dict)

    @classmethod
    def of_pages(cls, sources: Sources) -> Trees:
        """Those of every page that could be read."""
        return cls({_mark(_body(sources.pages[path])): tree for path, tree in sources.trees.items()})

    def of(self, text: str, environment: Environment) -> nodes.Template | None:
        """The tree that `environment` would parse of `text`; None where nobody parsed it, or would parse it in the same way."""
        tree = self.known.get(_mark(text))
        # Of a page without a template nothing was parsed.
        if tree is None or not tree.body or parsing(environment) != parsing(allowlist.ENVIRONMENT):
            return None
        return _without_first_lines(tree)


NO_TREES = Trees()


def parsing(environment: Environment) -> tuple[object, ...]:
    """What decides which tree `environment` makes of a text."""
    return (*(getattr(environment, name) for name in MARKS), *sorted(environment.extensions))


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _body(page: Page) -> str:
    """What MkDocs hands over: without the front matter, and without the empty lines below it."""
    return page.template.lstrip("\n")


def _without_first_lines(tree: nodes.Template) -> nodes.Template:
    """The same without the empty lines in which a page is read as its file, so that lines count."""
    match tree.body:
        case [nodes.Output(nodes=[nodes.TemplateData(data=data), *more], lineno=line), *below]:
            text = data.lstrip("\n")
            printed = [*([nodes.TemplateData(text, lineno=line)] if text else []), *more]
            return nodes.Template([*([nodes.Output(printed, lineno=line)] if printed else []), *below], lineno=1)
    return tree
