"""Which facts decide what an article says, and which it prints: read from the template, whatever is printed now; and what those facts are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import nodes

from handbook.sources import Sources, articles, facts_of_pages, people
from handbook.sources.contacts import DEPARTMENTS, Persoon
from handbook.sources.files.text_files import REMEMBERED
from handbook.sources.pages import Page
from handbook.sources.printed import values
from handbook.sources.printed.inline_words import WORDS

OF_ROLES = frozenset({"contact_kaart", "wie", "bereik", "bel_of_mail", "mail_of_bel"})
"""The words that print what there is of a role by its name."""

OF_NAMES = frozenset({"afdeling", "een_van"})
"""Those that print by its name who has a role where that is no department."""

OF_ALL = frozenset({"contact_kaarten", "avond_en_weekend"})
"""Those that print what there is of every role."""

BESIDE = frozenset({"artikel", "verder"})
"""The number in the heading of an article, and what leads on from it: neither is a block in its text."""

SENTENCES = frozenset({"avond_en_weekend"})
"""Words that print a sentence and are not among those that stand within one."""

PEOPLE = "mens"
"""The word that prints what the organisation calls people."""


@dataclass(frozen=True)
class Known:
    """The names of the facts that there are, and the departments that the text calls by the name of who does the work."""

    names: frozenset[str]
    by_name: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """Dotted names: of the conditions around or in an article, and of what it prints; `blocks` are the words in it that print a block of their own."""

    conditions: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)


def of(sources: Sources) -> dict[str, Facts]:
    """The facts of every article by its id."""
    known = _known(sources)
    found: dict[str, Facts] = {}
    for path in dict.fromkeys(article.page for article in sources.articles.values()):
        found |= read(sources.pages[path], sources.trees[path], known)
    return found


def _known(sources: Sources) -> Known:
    """The roles are among them, for a condition may ask for one; of a contact not every fact is there."""
    assert sources.facts
    contact = sources.facts.contact
    absent = {
        f"contact.{role}.{key}"
        for role in contact.every
        for key in Persoon.model_fields
        if not any(getattr(one, key) for one in contact.people(role))
    }
    names = frozenset([*facts_of_pages(sources.facts.eigen, contact.own), *(f"contact.{role}" for role in contact.every)]) - absent
    return Known(names, frozenset(role for role in DEPARTMENTS if not contact.department(role)))


def values_of(sources: Sources, names: Iterable[str]) -> dict[str, str]:
    """What these facts are, as plain text: ja or nee for a truth or a role, the words of a list behind commas.

    Without the facts of the revision, which differ in every version. A contact that is kept up to date is as the text itself prints it.
    """
    assert sources.facts
    printed = values.page_names(sources.facts, sources.revisions)
    return {name: _plain(_at(printed, name)) for name in sorted(set(names)) if name.partition(".")[0] != "revisie"}


def _at(printed: Mapping[str, Any], name: str) -> object:
    found: Any = printed
    for step in name.split("."):
        found = found[step] if isinstance(found, Mapping) else getattr(found, step, None)
    return found


def _plain(value: object) -> str:
    if isinstance(value, values.Role):
        return str(values.Truth(bool(value)))
    if isinstance(value, values.List):
        return ", ".join(one.raw for one in value)
    return "" if value is None else str(getattr(value, "raw", value))


@lru_cache(REMEMBERED)
def read(page: Page, tree: nodes.Template, known: Known) -> Mapping[str, Facts]:
    """The facts of every article on the page by its id, the same for the same template."""
    opened = {line: match["id"] for line, _, match in articles.headed(page) if match}
    # An article ends at the next heading of its rank or above.
    parts = sorted({1: "", **{h.line: opened.get(h.line, "") for h in page.headings if h.level <= 2}}.items())
    starts = [line for line, _ in parts]
    found = {id_: Facts() for id_ in opened.values()}
    for line, tests, printed, word in _said(tree, frozenset(), known):
        if facts := found.get(parts[bisect_right(starts, line) - 1][1]):
            facts.conditions.update(tests)
            facts.printed.update(printed)
            facts.blocks.update({word} - {"", *WORDS, *BESIDE, *SENTENCES})
    return found


def _said(node: nodes.Node, tests: frozenset[str], known: Known) -> Iterator[tuple[int, frozenset[str], set[str], str]]:
    """Every line with text or a value on it, with the facts in the conditions around it, those that it prints, and the word that does."""
    if isinstance(node, nodes.TemplateData):
        yield from ((node.lineno + n, tests, set(), "") for n, line in enumerate(node.data.split("\n")) if line.strip())
    elif isinstance(node, nodes.If):
        chain = (node, *node.elif_)
        # What an else says depends on all that was asked before it.
        within = tests.union(*(_named(one.test, known) for one in chain))
        for child in [*(child for one in chain for child in one.body), *node.else_]:
            yield from _said(child, within, known)
    elif isinstance(node, nodes.Template | nodes.Output):
        for child in node.iter_child_nodes():
            yield from _said(child, tests, known)
    else:
        word = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""
        yield node.lineno, tests, _named(node, known), word


def _named(node: nodes.Node, known: Known) -> set[str]:
    """The facts that an expression names, those on a card included."""
    names = {_dotted(one) for one in (node, *node.find_all((nodes.Name, nodes.Getattr)))}
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        word = node.node.name
        # No other argument of a word about roles is the name of one.
        given = [one.value for one in (*node.args, *(option.value for option in node.kwargs)) if isinstance(one, nodes.Const)]
        contacts = [name for name in known.names if name.startswith("contact.") and name.count(".") == 2]
        if word in OF_ALL:
            names.update(contacts)
        elif word in OF_ROLES:
            names.update(name for name in contacts if name.split(".")[1] in given)
        elif word in OF_NAMES:
            names.update(f"contact.{role}.naam" for role in given if role in known.by_name)
        elif word == PEOPLE and given:
            names.update(name for name in known.names if name.startswith(f"mensen.{people.meant(str(given[0]))}."))
    named = names & known.names
    # A name holds that of its group.
    return {name for name in named if not any(other.startswith(f"{name}.") for other in named)}


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
