"""That the text here is no longer the one that was published, and that no revision says so yet: work under way, which goes out only with a revision."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.archive.branch import AtHand
from handbook.checks import published
from handbook.checks.changes import declared, follows, since
from handbook.checks.changes.since import Before
from handbook.core.console import few
from handbook.core.findings import Finding, SourceFile, quote
from handbook.core.version_name import VersionName
from handbook.redline import Change
from handbook.sources import Sources, articles, revisions

MEND = "Is de wijziging af? Maak er dan een revisie van met: handbook new-revision"


def check(sources: Sources) -> Iterator[Finding]:
    """Told once, where the first change is; of a revision that is not published, `declared` says what it leaves out."""
    archive, newest = published.archive(sources), sources.revisions[0] if sources.revisions else None
    if archive is None or newest is None or newest.version not in archive.names or sources.config is None or sources.facts is None:
        return
    # Of a revision that cannot be read nobody knows what it says: that is the first mistake, and has its own finding.
    if revisions.names(sources.project) - {one.version for one in sources.revisions} - {*archive.names}:
        return
    version = newest.version.free(archive.names)
    old = since.before(archive, version)
    if old is None or old.version != newest.version:
        return
    # Only where something is typed otherwise is the text printed and compared: that takes seconds.
    if follows.typed_otherwise(sources, old):
        yield from _told(sources, archive, old, version)


def _told(sources: Sources, archive: AtHand, old: Before, version: VersionName) -> Iterator[Finding]:
    redline = since.against(sources, archive, version)
    changed = declared.changed(redline) if redline else {}
    if changed:
        several = f"{len(changed)} artikelen zijn" if len(changed) > 1 else "1 artikel is"
        message = f"{several} anders dan in versie {old.version}, en geen revisie zegt dat: {few(changed)}."
        page, line = _place(sources, next(iter(changed.values())))
        yield SourceFile(f"docs/{page}").warning(line, "REV037", message, MEND)
    elif redline and (beside := since.beside(sources, archive, version)):
        message = f"Deze pagina is anders dan in versie {old.version}, en geen revisie zegt dat: {quote(beside[0].title)}."
        yield SourceFile(beside[0].name).warning(None, "REV037", message, MEND)


def _place(sources: Sources, change: Change) -> tuple[str, int | None]:
    """The heading of the article, or the page that it stood on."""
    here = sources.articles.get(change.id)
    if here is None:
        return change.article.page, None
    return here.page, articles.heading_line(sources.pages[here.page], here.id)
