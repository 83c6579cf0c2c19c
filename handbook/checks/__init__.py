"""All checks of the sources, in the order in which their findings make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handbook.archive import inputs
from handbook.checks import (
    accessibility_test,
    advice,
    agreements,
    archive_at_hand,
    around_rules,
    article_headings,
    article_history,
    article_references,
    attachments,
    consequences,
    contacts,
    copied_revisions,
    decided,
    decision_aids,
    dilemmas,
    events,
    facts_agree,
    files,
    footnote_titles,
    former_articles,
    front_matter,
    lasting_addresses,
    legal_sources,
    links,
    logo,
    markdown,
    meanings,
    menu,
    outside_help,
    owners,
    papers,
    personal,
    platforms,
    preview,
    representation,
    residue,
    rules_in_place,
    searching,
    several_values,
    synonyms,
    topics,
    unused_facts,
)
from handbook.checks.changes import declared, editorial, undeclared
from handbook.checks.prose import plain_language
from handbook.core.findings import Finding, SourceFile, errors, in_order
from handbook.core.outcome import Outcome, remember
from handbook.core.project import Project
from handbook.sources import Sources, read

CHECKS: tuple[Callable[[Sources], Iterable[Finding]], ...] = (
    files.check,
    attachments.check,
    front_matter.check,
    menu.check,
    article_headings.check,
    markdown.check,
    residue.check,
    personal.check,
    links.check,
    footnote_titles.check,
    unused_facts.check,
    contacts.check,
    several_values.check,
    logo.check,
    facts_agree.check,
    representation.check,
    copied_revisions.check,
    declared.check,
    editorial.check,
    undeclared.check,
    article_references.check,
    decision_aids.check,
    dilemmas.check,
    events.check,
    legal_sources.check,
    outside_help.check,
    owners.check,
    papers.check,
    topics.check,
    around_rules.check,
    rules_in_place.check,
    advice.check,
    agreements.check,
    synonyms.check,
    platforms.check,
    searching.check,
    archive_at_hand.check,
    lasting_addresses.check,
    former_articles.check,
    article_history.check,
    decided.check,
    accessibility_test.check,
    plain_language.check,
)

REVISION = "REV"
"""How the codes begin of what is said of a revision's own facts."""


def check(project: Project) -> tuple[Sources, list[Finding]]:
    """The sources, and every mistake in them."""
    sources = read(project)
    return sources, found(sources)


def found(sources: Sources) -> list[Finding]:
    """Every mistake in these sources, those of reading them among them."""
    project = sources.project
    missing = [_missing(project.file(folder)) for folder in (project.docs, project.macros, project.overrides) if not folder.is_dir()]
    if missing:
        # Everything that follows from it would only hide the cause.
        return missing
    findings = list(sources.findings)
    for one in CHECKS:
        findings += one(sources)
    findings += preview.check(sources, tuple(findings))
    known = _open(sources, _readable(residue.causes_only(sources.pages.values(), findings)))
    return consequences.told_once(sources, in_order(personal.masked(sources, known)))


def outcome(project: Project, mark: str | None) -> Outcome:
    """All that a check tells. It is kept under `mark`, which the sources had before, if they still have it."""
    return outcome_of(read(project), mark)


def outcome_of(sources: Sources, mark: str | None) -> Outcome:
    """The same of sources that were read."""
    whole = told(sources, found(sources))
    if mark is not None and mark == inputs.mark(sources.project):
        remember(mark, whole)
    return whole


def told(sources: Sources, findings: Iterable[Finding]) -> Outcome:
    """What a check tells of these findings."""
    return Outcome(tuple(findings), sources.examples, meanings.of(sources))


def _readable(findings: list[Finding]) -> Iterable[Finding]:
    """Language is judged once a file has no mistakes: until then, what was read may not even be prose."""
    wrong = {f.file for f in errors(findings)}
    return (f for f in findings if f.level == "fout" or not (f.code.startswith(plain_language.CODES) and f.file in wrong))


def _open(sources: Sources, findings: Iterable[Finding]) -> list[Finding]:
    """Without the warnings about the days and decisions of a published revision: they were given when it was published, and it can no longer change."""
    found = list(findings)
    doubts = {f.file for f in found if f.level == "waarschuwing" and f.code.startswith(REVISION)}
    settled = archive_at_hand.files_of_published(sources) if doubts else frozenset()
    return [f for f in found if f.level == "fout" or f.file not in settled or not f.code.startswith(REVISION)]


def _missing(folder: SourceFile) -> Finding:
    mend = "Zet haar terug; de vorige versie staat in git."
    return folder.finding(None, "BST009", "Deze map ontbreekt, en zonder haar is er geen handboek.", mend)
