"""What the text here changes of the text that was published before it, article by article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from handbook.archive import published_text
from handbook.archive.branch import AtHand
from handbook.checks import published
from handbook.checks.changes import draft_text, in_common
from handbook.checks.changes.draft_text import Draft
from handbook.core.findings import errors
from handbook.core.page_marks import MANAGEMENT
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.redline import Redline, Text, compare
from handbook.sources import Sources, article_facts, articles, pages, variables, with_facts
from handbook.sources.contacts import Contact, Vervangen
from handbook.sources.data import former_articles
from handbook.sources.pages import Page
from handbook.sources.variables import Variables

ASIDE = ".handboek-gegevens-"

WHO = ("werkgever", "handboek", "mensen")
"""Groups of facts that say who somebody is and what something is called: with another one of these the rules are the same."""


@lru_cache(1)
def changes(sources: Sources) -> Redline | None:
    """What the newest revision here changes of the text that was published before it, as far as this clone knows the archive.

    None where nothing was published before it, where it is published itself, or where nobody can tell: a page or a fact cannot be read.
    What only moved on, such as the number of an article in a reference to it, is no change; nor is who somebody is and how to reach them.
    """
    archive = published.archive(sources)
    if archive is None or not sources.revisions or sources.revisions[0].version in archive.names:
        return None
    return against(sources, archive, sources.revisions[0].version)


def against(sources: Sources, archive: AtHand, version: VersionName) -> Redline | None:
    """The same, where the text here is to become `version`."""
    if sources.facts is None or sources.config is None or any(_unreadable(one.file) for one in errors(sources.findings)):
        return None
    old = before(archive, version)
    if old is None:
        return None
    then = _facts(sources.project, old)
    now = _told_as(sources, old.version)
    now = with_facts(now, _with_names_of(sources.facts, then)) if then else now
    draft = draft_text.read(now)
    printed = [_sure(now, draft, article, old) for article in draft.data["artikelen"]]
    new = {**draft.data, "versie": str(version), "artikelen": printed}
    data = old.data
    if then and "waarden" not in data:
        data = {**data, "waarden": article_facts.values_of(replace(sources, facts=then), new["waarden"])}
    successors = former_articles.successors(sources)
    return compare(Text.of(in_common.bare(data, successors)), Text.of(in_common.bare(new)), successors)


def pages_beside(sources: Sources, archive: AtHand, version: VersionName) -> tuple[str, ...]:
    """The titles of the pages that `beside` gives."""
    return tuple(page.title for page in beside(sources, archive, version))


def beside(sources: Sources, archive: AtHand, version: VersionName) -> tuple[Page, ...]:
    """The pages without articles that are typed otherwise than in the text before `version`; none where this clone does not have its sources."""
    old = before(archive, version)
    with_articles = {article.page for article in sources.articles.values()}
    found = []
    for path, page in sources.pages.items():
        # Pages on the program itself come with it, and no revision is needed for a newer program.
        if old is None or path in with_articles or path.startswith(("revisies/", MANAGEMENT)):
            continue
        if old.source("mkdocs.yml") is not None and old.text(f"docs/{path}") != page.text:
            found.append(page)
    return tuple(found)


def alike(sources: Sources) -> frozenset[str]:
    """The articles that read word for word as in the text before the newest revision, names and numbers too. Asked only where changes() gave something."""
    archive = published.archive(sources)
    old = before(archive, sources.revisions[0].version) if archive else None
    if old is None:
        return frozenset()
    draft = draft_text.read(_told_as(sources, old.version))
    was, now = (
        {one["id"]: (one["titel"], [(part["titel"], part["html"]) for part in one["delen"]]) for one in in_common.bare(data)["artikelen"]}
        for data in (old.data, {**draft.data, "artikelen": [_sure(sources, draft, one, old) for one in draft.data["artikelen"]]})
    )
    return frozenset(id_ for id_, text in now.items() if text == was.get(id_))


def taken_off(sources: Sources) -> frozenset[str]:
    """The articles that the text before the newest revision was published with, and that nobody can read any more."""
    archive = published.archive(sources)
    old = before(archive, sources.revisions[0].version) if archive else None
    return archive.articles(old.version) - {one["id"] for one in old.data["artikelen"]} if archive and old else frozenset()


def _unreadable(file: str) -> bool:
    """Whether a mistake in this file keeps the articles from being printed as they were typed."""
    return not file.startswith("docs/revisies/")


def _told_as(sources: Sources, version: VersionName) -> Sources:
    """The sources with what they say of their own revision as `version` said it: its day stands in articles, and in every address of a law.

    Its kind and the consent that counts for it are its own, once it is adopted: rules may rest on them, and then they are others.
    """
    newest, known = sources.revisions[0], [one for one in sources.revisions if one.version <= version]
    if not known or known[0].version != version:
        return sources
    if newest.adopted:
        facts = known[0].facts.model_copy(update={"aard": newest.facts.aard})
        known[0] = replace(known[0], facts=facts, standing=newest.standing)
    return replace(sources, revisions=known)


def _facts(project: Project, old: Before) -> Variables | None:
    """The facts of that text, None where this clone does not have them or this program cannot read them."""
    written = old.source(project.name(project.variables_file))
    if written is None:
        return None
    with workspace(ASIDE) as work:
        file = work / Path(project.variables_file).name
        file.write_bytes(written)
        return variables.load(Project(work, file))[0]


def _with_names_of(now: Variables, then: Variables) -> Variables:
    """The facts as they are now, with who somebody is and what something is called as it was then: another name is no other rule.

    A role that came or went stays as it is now, and so do one that the text calls otherwise and the sector: these decide what the rules say.
    """
    roles = {role: typed for role in now.contact.there if (typed := _fulfilled(role, then.contact, now.contact))}
    named = {group: getattr(then, group) for group in WHO}
    named["werkgever"] = then.werkgever.model_copy(update={"sector": now.werkgever.sector})
    return now.model_copy(update={**named, "contact": now.contact.having(roles)})


def _fulfilled(role: str, then: Contact, now: Contact) -> Any:
    """What stood at the role then; None where nobody had it, where it led to a role that is not there now, or where the text says otherwise now."""
    typed = then.typed(role)
    if isinstance(typed, Vervangen) and typed.vervangen_door not in now.there:
        return None
    called = then.department(role) == now.department(role) and then.leads(role) == now.leads(role)
    return typed if called and then.people(role) else None


def _sure(sources: Sources, draft: Draft, article: dict[str, Any], old: Before) -> dict[str, Any]:
    """The article as it prints; one of which only a build knows what it prints is as it was, where it is typed as it was or nobody can tell."""
    was = next((one for one in old.data["artikelen"] if one["id"] == article["id"]), None)
    if was is None or article["id"] not in draft.unsure:
        return article
    path = f"docs/{was['pagina']}"
    written = old.text(path)
    if written is not None:
        page, _ = pages.parse(path, was["pagina"], written)
        if _typed(page, article["id"]) != _typed(sources.pages[article["pagina"]], article["id"]):
            return article
    return {**article, "titel": was["titel"], "delen": was["delen"]}


def _typed(page: Page, id_: str) -> list[str]:
    """The lines of an article as they were typed, without its heading."""
    begin = articles.heading_line(page, id_) or len(page.lines)
    end = next((heading.line for heading in page.headings if heading.line > begin and heading.level <= 2), len(page.lines) + 1)
    return [line.rstrip() for line in page.lines[begin : end - 1] if line.strip()]


@dataclass(frozen=True)
class Before:
    """The text that was published before, in the form of `artikelen.json`, and the commit that it was made from."""

    archive: AtHand
    version: VersionName
    data: dict[str, Any]

    def source(self, path: str) -> bytes | None:
        """A file of the sources of that text, None where this clone does not have them."""
        return self.archive.repo.read(f"{self._commit}:./{path}") if self._commit else None

    def text(self, path: str) -> str | None:
        """The same file as text, whatever signs in it are none."""
        written = self.source(path)
        return None if written is None else written.decode("utf-8", "replace")

    @cached_property
    def _commit(self) -> str | None:
        # The manifest that tells it lists every file of the version: to read it for each page would take longer than the pages.
        return self.archive.source(self.version)


@lru_cache(2)
def before(archive: AtHand, version: VersionName) -> Before | None:
    """The newest text before `version` that can be read; of a text that was taken off the site nobody compares anything.

    Kept, for it is parsed whole: a commit never holds another one. Nobody changes what is in it.
    """
    for name in sorted((one for one in archive.names if one < version), reverse=True):
        data = published_text.data(partial(archive.file, name))
        if data:
            return Before(archive, name, data)
    return None
