"""The fingerprint of the rules of an article, to which a decision on them is bound: of its text with the facts filled in that the rules depend on.

It is taken from the source and not from the page, so that no program that prints it otherwise makes a decision void. What can change without
a new decision is left as it was typed: the details of contacts, what an organisation and its people are called, the numbers of other articles,
the dates of the revision itself.
White space, the ends of lines and the shape of quotation marks count for nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes

from handbook.archive.manifest import sha256
from handbook.checks.changes import since
from handbook.sources import Sources, articles
from handbook.sources.pages import Page
from handbook.sources.printed import conditions, inline, referred_to, values
from handbook.sources.printed.inline_words import WORDS
from handbook.sources.printed.sentences import MARK, Reader

VALUES = frozenset({"aantal", "datum", "opsomming"})
"""The words that print a fact of the rules; every other one refers to something that has a text or details of its own."""

NAMES = tuple(f"{group}." for group in since.WHO)
"""Facts with which the rules are the same where they are printed; a condition may rest on them."""

BESIDE = frozenset({"verder"})
"""What leads on from an article follows from what stands elsewhere, and is none of its rules."""

SIGNS = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—", "-"), "\u00a0": " ", "…": "..."}
)
ALONE = re.compile(r"[#|>!?={:]|-{3}|\*{3}")
"""How a line begins that is no running text."""


@lru_cache(1)
def of(sources: Sources) -> Mapping[str, str]:
    """The fingerprint (SHA-256, 64 hexadecimal digits) of every article that is printed, by its id; none where the facts cannot be read."""
    return {id_: sha256(text.encode()) for id_, text in texts(sources).items()}


def texts(sources: Sources) -> dict[str, str]:
    """What the fingerprints are taken of."""
    if sources.facts is None:
        return {}
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    reader = _AsDecided(values.page_names(sources.facts, sources.revisions), known)
    found: dict[str, str] = {}
    for path in dict.fromkeys(article.page for article in sources.articles.values()):
        found |= _of_page(sources.pages[path], reader.lines(sources.pages[path], sources.trees[path]))
    return {id_: text for id_, text in found.items() if id_ in sources.articles}


def _of_page(page: Page, lines: Iterable[tuple[int, str]]) -> dict[str, str]:
    """The text of every article on the page; one ends at the next heading of its rank or above."""
    opened = {line: match["id"] for line, _, match in articles.headed(page) if match}
    parts = sorted({1: "", **{one.line: opened.get(one.line, "") for one in page.headings if one.level <= 2}}.items())
    starts = [line for line, _ in parts]
    found: dict[str, list[str]] = {}
    for number, text in lines:
        found.setdefault(parts[bisect_right(starts, number) - 1][1], []).append(text)
    return {id_: "\n".join(_blocks(own)) for id_, own in found.items() if id_}


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs, items, rows and headings, each on one line, wherever an author began a new one; its indent says in what it stands."""
    block = ""
    for raw in lines:
        line = raw.translate(SIGNS)
        words = " ".join(line.split())
        begins = MARK.match(line) or ALONE.match(words)
        if block and (not words or begins):
            yield block
            block = ""
        if words:
            indent = " " * (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()))
            block = f"{block} {words}" if block else f"{indent}{words}"
            if ALONE.match(words):
                yield block
                block = ""
    if block:
        yield block


@dataclass(frozen=True)
class _AsDecided(Reader):
    """Fills in the facts of the rules, and leaves what is no matter of the decision as it was typed."""

    def printed(self, node: nodes.Node) -> Iterator[tuple[int, str]]:
        for one in conditions.parts(node):
            if isinstance(one, nodes.If) and any(_passing(test.test) for test in (one, *one.elif_)):
                # Which branch is printed may be another one tomorrow, and the decision was on both.
                yield from self._every_branch(one)
            elif isinstance(one, nodes.If):
                for child in conditions.branch(one, self.names):
                    yield from self.printed(child)
            elif isinstance(one, nodes.TemplateData):
                yield one.lineno, one.data
            else:
                yield one.lineno, self.said(one)

    def _every_branch(self, node: nodes.If) -> Iterator[tuple[int, str]]:
        for one in (node, *node.elif_):
            yield one.lineno, f"{{% {_typed(one.test)} %}}"
            for child in one.body:
                yield from self.printed(child)
        if node.else_:
            yield node.lineno, "{% else %}"
            for child in node.else_:
                yield from self.printed(child)

    def said(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Call) and _dotted(node.node) in BESIDE:
            return ""
        if _passing(node) or _dotted(node).startswith(NAMES) or (isinstance(node, nodes.Call) and _dotted(node.node) not in VALUES):
            return f"{{{{ {_typed(node)} }}}}"
        if not isinstance(node, nodes.Call):
            value = conditions.decide(node, self.names)
            return str(getattr(value, "raw", value))
        given = [conditions.decide(one, self.names) for one in node.args]
        options = {one.key: conditions.decide(one.value, self.names) for one in node.kwargs}
        try:
            return inline.plain(WORDS[_dotted(node.node)](self.known, *given, **options))
        except (AttributeError, KeyError, TypeError, ValueError):
            # A word that is given what is not there has a finding of its own.
            return _typed(node)


def _passing(node: nodes.Node) -> bool:
    """Whether the node names a fact that may change without a new decision: of the revision, or a detail of a contact."""
    named = {_dotted(one) for one in (node, *node.find_all((nodes.Name, nodes.Getattr)))}
    return any(name.startswith("revisie.") or (name.startswith("contact.") and name.count(".") > 1) for name in named)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _typed(node: nodes.Node) -> str:
    """A fact, the call of a word or a condition as somebody types it, whatever version of Jinja read it."""
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Call):
        given = [*map(_typed, node.args), *(f"{one.key}={_typed(one.value)}" for one in node.kwargs)]
        return f"{_typed(node.node)}({', '.join(given)})"
    if isinstance(node, nodes.List | nodes.Tuple):
        return f"[{', '.join(map(_typed, node.items))}]"
    if isinstance(node, nodes.Not):
        return f"not {_typed(node.node)}"
    if isinstance(node, nodes.And | nodes.Or):
        word = "and" if isinstance(node, nodes.And) else "or"
        return f"({_typed(node.left)} {word} {_typed(node.right)})"
    if isinstance(node, nodes.Compare):
        return " ".join([_typed(node.expr), *(f"{one.op} {_typed(one.expr)}" for one in node.ops)])
    return _dotted(node)
