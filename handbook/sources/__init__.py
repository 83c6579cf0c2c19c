"""Reads all sources of a handbook once, so that every check looks at the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from handbook.core.decisions import PARTS
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.same import Last
from handbook.core.sample_report import Example
from handbook.sources import (
    articles,
    data,
    editions,
    front_matter,
    mkdocs_yml,
    own_facts,
    own_files,
    pages,
    people,
    revisions,
    sample,
    variables,
)
from handbook.sources.articles import Article
from handbook.sources.contacts import Contact, Persoon
from handbook.sources.data import Data, own_words
from handbook.sources.files.filling import Leaf, groups, leaves
from handbook.sources.front_matter import Metadata
from handbook.sources.mkdocs_yml import Config
from handbook.sources.own_facts import Own
from handbook.sources.pages import Page
from handbook.sources.printed import citations, numbering, referred_to, titles, values
from handbook.sources.printed.citations import Use
from handbook.sources.printed.sentences import Reader
from handbook.sources.revision_facts import Derived, RevisionFacts
from handbook.sources.revisions import Revision
from handbook.sources.template import allowlist, macros
from handbook.sources.template.allowlist import Template
from handbook.sources.template.macros import Word
from handbook.sources.template.vocabulary import Vocabulary
from handbook.sources.variables import Variables


@dataclass(frozen=True, eq=False)
class Sources:
    """The contents of all files; each reading is one by itself, equal to no other. `facts` and `config` are None if their file cannot be used.

    `trees` are the pages' templates, `used` the facts they name, `leaning` where they cite the law, `findings` what went wrong while reading,
    `examples` what is still that of the example.
    """

    project: Project
    config: Config | None
    facts: Variables | None
    pages: dict[str, Page]
    revisions: list[Revision]
    words: dict[str, Word]
    articles: dict[str, Article]
    data: Data
    metadata: Metadata
    used: dict[str, set[str]]
    findings: list[Finding]
    leaning: tuple[Use, ...] = ()
    trees: Mapping[str, nodes.Template] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def telling(self) -> frozenset[str]:
        """The pages that print a fact of their revision: they read otherwise in every version."""
        return frozenset(path for path, facts in self.used.items() if any(fact.startswith("revisie.") for fact in facts))


def facts_of_pages(own: Own | None = None, roles: Iterable[str] = ()) -> dict[str, Leaf]:
    """Every dotted name that a page may use: the facts, those of the organisation's own and of its own `roles`, and those of the newest revision."""
    found = [*leaves(Variables), *(leaf for role in roles for leaf in leaves(Persoon, f"contact.{role}."))]
    found += [*(own.leaves() if own else ()), *leaves(Derived, "revisie."), *leaves(RevisionFacts, "revisie.")]
    return {leaf.path: leaf for leaf in found}


_VOCABULARY: Last[Vocabulary] = Last()
"""That of the last reading: as long as it is equal, what was found in a page with it counts."""

SPOKEN: Mapping[str, frozenset[str]] = {"Mens": people.PHRASES, "Deel": frozenset(PARTS)}
"""What words take that stands in no file: people, and the parts of a council."""


def read(project: Project) -> Sources:
    """All sources, each read once."""
    facts, findings = variables.load(project)
    settings, more = mkdocs_yml.load(project)
    findings += more
    found, more = pages.load(project)
    findings += more
    known, more = revisions.load(project)
    findings += more
    organisations, more = editions.load(project)
    findings += [*more, *own_files.load(project, organisations)]
    listed, more = macros.load(project)
    findings += more
    filled, more = data.load(project)
    filled = own_words.put_in(filled, facts.mensen, facts.contact) if facts else filled
    findings += more
    about, more = front_matter.read(found.values())
    about = own_words.in_heads(about, facts.mensen, facts.contact) if facts else about
    findings += more
    own = facts.eigen if facts else variables.own(project)
    roles = facts.contact.own if facts else variables.typed_roles(project)
    vocabulary = Vocabulary(
        facts=facts_of_pages(own, roles),
        groups=(frozenset([*groups(Variables), *(f"contact.{role}" for role in roles), "revisie"]) - {own_facts.KEY}) | own.groups,
        words=listed,
        articles=frozenset(m["id"] for page in found.values() for _, _, m in articles.headed(page) if m),
        roles=frozenset([*Contact.model_fields, *roles]),
        keys={**filled.keys, **SPOKEN, "MomentId": frozenset(one.told.moment for one in about.papers.values())},
        files={**filled.files, "MomentId": "docs/formulieren"},
        variables_name=project.name(project.variables_file),
        unread=frozenset() if facts else variables.unread(project),
        successors=filled.former.successors(about.articles),
        former={one.id: advice for one in filled.former if (advice := filled.former.instead(one.id, about.articles, "art('{}')"))},
    )
    parsed = {path: allowlist.parse(page) for path, page in found.items()}
    trees = {path: template.tree for path, template in parsed.items() if template.tree}
    used, more = _judged(_VOCABULARY(vocabulary), parsed)
    findings += more
    numbered, leaning, more = _numbered(settings, facts, known, found, trees)
    wrong, examples = [*findings, *more], sample.left(project)
    return _titled(Sources(project, settings, facts, found, known, listed, numbered, filled, about, used, wrong, leaning, trees, examples))


def with_facts(sources: Sources, facts: Variables) -> Sources:
    """The same sources as they are printed with other facts; the data keep the organisation's own words for people."""
    numbered, leaning, _ = _numbered(sources.config, facts, sources.revisions, sources.pages, sources.trees)
    return _titled(replace(sources, facts=facts, articles=numbered, leaning=leaning))


def _titled(sources: Sources) -> Sources:
    """With the titles of the articles, which may hold facts, as they are printed."""
    if sources.facts is None:
        return sources
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    reader = Reader(values.page_names(sources.facts, sources.revisions), known)
    return replace(sources, articles=titles.put_in(sources.articles, sources.metadata, sources.pages, sources.trees, reader))


def _judged(vocabulary: Vocabulary, parsed: Mapping[str, Template]) -> tuple[dict[str, set[str]], list[Finding]]:
    """The facts that each page names, and what is not allowed in its template."""
    judged = {path: allowlist.check(template, vocabulary) for path, template in parsed.items()}
    return {path: names for path, (names, _) in judged.items()}, [f for _, wrong in judged.values() for f in wrong]


def _numbered(
    settings: Config | None,
    facts: Variables | None,
    known: list[Revision],
    found: dict[str, Page],
    trees: Mapping[str, nodes.Template],
) -> tuple[dict[str, Article], tuple[Use, ...], list[Finding]]:
    """The numbers of the articles, the sources that the pages cite, and references to articles that are not printed."""
    if facts is None:
        return {}, (), []
    names = values.page_names(facts, known)
    numbered = numbering.number(trees, settings.pages if settings else sorted(found), names)
    leaning = citations.printed(found, trees, names)
    # The article that seems to be missing may be on a page that cannot be read.
    if len(trees) < len(found):
        return numbered, leaning, []
    return numbered, leaning, [f for path, tree in trees.items() for f in numbering.dangling(found[path], tree, names, numbered)]
