"""Reads all sources of a handbook once, so that every check looks at the same thing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handbook import articles, config, context, pages, revisions, templates, variables, words
from handbook.articles import Article
from handbook.config import Config
from handbook.finding import Finding
from handbook.pages import Page
from handbook.project import Project
from handbook.revisions import Revision, RevisionFacts
from handbook.templates import Vocabulary
from handbook.typed import Leaf, groups, leaves
from handbook.variables import Contact, Variables
from handbook.words import Word


@dataclass(frozen=True)
class Sources:
    """What stands in the files. `facts` and `config` are None where their file cannot be used.

    `used` has the facts that pages name; `findings` is what went wrong while reading.
    """

    project: Project
    config: Config | None
    facts: Variables | None
    pages: dict[str, Page]
    revisions: list[Revision]
    words: dict[str, Word]
    articles: dict[str, Article]
    used: dict[str, set[str]]
    findings: list[Finding]


def facts_of_pages() -> dict[str, Leaf]:
    """Every dotted name that a page may use: the facts, and those of the newest revision."""
    version = Leaf("revisie.versie", "De versie van het handboek.", "Tekst", ())
    found = [*leaves(Variables), version, *leaves(RevisionFacts, "revisie.")]
    return {leaf.path: leaf for leaf in found}


def read(project: Project) -> Sources:
    """All sources, each read once."""
    facts, findings = variables.load(project)
    settings, more = config.load(project)
    findings += more
    found, more = pages.load(project)
    findings += more
    known, more = revisions.load(project)
    findings += more
    listed, more = words.load(project)
    findings += more
    vocabulary = Vocabulary(
        facts=facts_of_pages(),
        groups=frozenset([*groups(Variables), "revisie"]),
        words=listed,
        articles=frozenset(),
        roles=frozenset(Contact.model_fields),
        variables_name=project.name(project.variables_file),
    )
    numbered, used, more = _templates(vocabulary, settings, facts, known, found)
    return Sources(project, settings, facts, found, known, listed, numbered, used, [*findings, *more])


def _templates(
    vocabulary: Vocabulary, settings: Config | None, facts: Variables | None, known: list[Revision], found: dict[str, Page]
) -> tuple[dict[str, Article], dict[str, set[str]], list[Finding]]:
    """Numbers the articles, then judges every page's template with them."""
    parsed = {path: templates.parse(page) for path, page in found.items()}
    headed = {m["id"] for page in found.values() for _, _, m in articles.headed(page) if m}
    judged = {path: templates.check(template, replace(vocabulary, articles=frozenset(headed))) for path, template in parsed.items()}
    findings = [f for _, wrong in judged.values() for f in wrong]
    used = {path: names for path, (names, _) in judged.items()}
    trees = {path: template.tree for path, template in parsed.items() if template.tree}
    if facts is None:
        return {}, used, findings
    names = context.page_names(facts, known)
    numbered = articles.number(trees, settings.pages if settings else sorted(found), names)
    # A page that cannot be read may hold the article that seems to be missing.
    if len(trees) == len(found):
        findings += [f for path, tree in trees.items() for f in articles.dangling(found[path], tree, names, numbered)]
    return numbered, used, findings
