"""Whether the revisions here fit what was published already, as far as this clone knows the archive: said before anybody merges or publishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from handbook.archive import source_history, worked_in
from handbook.archive.branch import AtHand
from handbook.checks import published, urgent_change
from handbook.core.console import few
from handbook.core.dutch import today
from handbook.core.findings import Finding, Level, SourceFile
from handbook.core.version_name import VersionName
from handbook.sources import Sources, revisions
from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.revisions import Revision


def check(sources: Sources) -> Iterator[Finding]:
    archive = published.archive(sources)
    here = revisions.names(sources.project)
    if archive is None or not archive.facts or not here:
        return
    seen = _Seen(sources, archive, here)
    yield from _missing(seen)
    yield from _taken(seen)
    yield from _without_text(seen)
    yield from _left_behind(seen)


def files_of_published(sources: Sources) -> frozenset[str]:
    """The names of the files of revisions that this clone knows to be in the archive."""
    archive = published.archive(sources)
    return frozenset(source_history.path(version) for version in archive.names) if archive else frozenset()


@dataclass(frozen=True)
class _Seen:
    """The sources beside the archive; `here` are the revisions that have a file."""

    sources: Sources
    archive: AtHand
    here: frozenset[VersionName]

    @cached_property
    def newest(self) -> VersionName:
        """The revision to which the text here belongs."""
        return max(self.here)

    @cached_property
    def goes_out(self) -> bool:
        """Whether the text here is what would be published next."""
        return self.newest not in self.archive.names and any(one.version == self.newest and one.adopted for one in self.sources.revisions)

    def file(self, version: VersionName) -> SourceFile:
        return SourceFile(source_history.path(version))


def _missing(seen: _Seen) -> Iterator[Finding]:
    """A text that goes out holds every one that was published before it; a correction knows nothing of what came on a later day.

    A text that is being published is held against the archive by who publishes it, and one that stands there already needs nothing.
    """
    for version in sorted(seen.archive.facts.keys() - seen.here - seen.sources.project.settled):
        if version.day <= seen.newest.day:
            mend = source_history.way_to(seen.archive.repo, version, seen.archive.source(version))
            level: Level = "fout" if seen.goes_out else "waarschuwing"
            message = f"Uw kopie mist revisie {version}, en die is al gepubliceerd."
            yield seen.file(version).finding(None, "ARC001", message, mend, level)


def _taken(seen: _Seen) -> Iterator[Finding]:
    """What stands here under the name of a published version is that version, with its own facts."""
    for revision in seen.sources.revisions:
        published = seen.archive.facts.get(revision.version)
        others = [*_differing(revision, published, off_the_site=seen.archive.lost_note(revision.version))] if published else []
        if others:
            message = f"Versie {revision.version} is al gepubliceerd, met andere gegevens: {few(others)}."
            level: Level = "fout" if revision.version == seen.newest else "waarschuwing"
            yield seen.file(revision.version).finding(revision.line(others[0]), "ARC002", message, _back(seen, revision.version), level)


def _back(seen: _Seen, version: VersionName) -> str:
    """What was published comes back under its own name; what somebody made of it keeps a file of its own, which comes first: nothing is lost."""
    free = version.free(seen.archive.names.keys() | seen.here)
    source, path, repo = seen.archive.source(version), source_history.path(version), seen.archive.repo
    file = repo.read(f"{source}:./{path}") if source else None
    back = "Zet daarna in dit bestand de gegevens terug zoals zij waren."
    if source and file and not revisions.is_of_before(path, file):
        back = f"Zet daarna dit bestand terug met: git checkout {source[:12]} -- {path}"
    return f"Is dit een andere tekst? Begin daarvoor eerst een nieuw bestand: {source_history.path(free)}. {back}"


def _differing(revision: Revision, published: Mapping[str, Any], *, off_the_site: bool) -> Iterator[str]:
    """The keys of a revision's file that say something else than the archive, where a text `off_the_site` has lost the sentence on itself."""
    facts = revision.facts
    if not revision.adopted:
        yield "status"
        return
    for key in ("bekendgemaakt", "evaluatie"):
        if str(getattr(facts, key)) != published.get(key):
            yield key
    if facts.aard != published.get("aard"):
        yield "aard"
    if published.get("toelichting") != facts.note and not off_the_site:
        yield "toelichting"
    changes = [{**one, "artikelen": tuple(one.get("artikelen", ()))} for one in published.get("wijzigingen") or ()]
    if changes != [_change(one) for one in facts.wijzigingen] and not off_the_site:
        yield "wijzigingen"
    # In the first schema decisions are sentences. What was said of an earlier text and still counts (`bij`) stands in that one's file.
    own = [_decision(one) for one in published.get("besluiten", ()) if published.get("schema") != 1 and not one.get("bij")]
    if published.get("schema") != 1 and own != [(one.wie, one.wat, one.stand, one.datum and str(one.datum)) for one in facts.besluiten]:
        yield "besluiten"


def _change(one: DeclaredChange) -> dict[str, Any]:
    return {"artikelen": one.ids, "wat": one.wat, "waarom": one.waarom, "voor_wie": one.voor_wie, "betekent": one.betekent}


def _decision(listed: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(listed.get(key) for key in ("wie", "wat", "stand", "datum"))


def _without_text(seen: _Seen) -> Iterator[Finding]:
    """An adopted revision below a later one is published from a commit that holds its text alone; where there is none, nobody can read it."""
    project = seen.sources.project
    facts = project.name(project.variables_file)
    for revision in seen.sources.revisions:
        version = revision.version
        known = version in seen.archive.names or version in seen.archive.tagged or version in project.settled
        if version == seen.newest or not revision.adopted or known:
            continue
        found = source_history.origin(seen.archive.repo, "HEAD", version, facts)
        if found.commit is None and not found.foreign:
            message = f"Revisie {version} heeft geen gepubliceerde tekst, en de tekst hier is die van revisie {seen.newest}."
            yield seen.file(version).finding(None, "ARC003", message, source_history.apart(version, seen.archive.names, seen.newest))


def _left_behind(seen: _Seen) -> Iterator[Finding]:
    """A text that applies or will, and was published before an earlier one was: it does not hold what changed there."""
    day, facts = today(), seen.archive.facts
    known = [version for version, one in facts.items() if version.day <= day and str(one.get("bekendgemaakt")) <= day.isoformat()]
    current = max(known, default=None)
    best: dict[date, VersionName] = {}
    for version in sorted(facts):
        best[version.day] = version
    for later in sorted(best.values()):
        # Somebody who began on it has heard it; and where that text has no file, it is not what is worked on.
        if later not in seen.here or later.next in seen.here or (current and later < current):
            continue
        lacking = {}
        for earlier in sorted(facts):
            if earlier.day < later.day and _sequence(facts[earlier]) > _sequence(facts[later]):
                expired = bool(current and earlier < current)
                lacking[earlier] = urgent_change.lacks(seen.sources, seen.archive, earlier, later, expired=expired)
        for earlier, lacks in lacking.items():
            if lacks:
                message = f"Versie {later} is gepubliceerd vóór {earlier} er was, en mist wat daarin is veranderd: {few(lacks)}."
                mend = _taken_over(seen, later, earlier, [one for one, what in lacking.items() if what])
                yield seen.file(later).warning(None, "ARC004", message, mend)


def _taken_over(seen: _Seen, later: VersionName, earlier: VersionName, urgent: list[VersionName]) -> str:
    """How the change of `earlier` comes into a correction of `later`: from the text here, where that has it, or another of the `urgent` ones."""
    archive, project = seen.archive, seen.sources.project
    taken = archive.names.keys() | seen.here
    if later == seen.newest and earlier in seen.here:
        facts = project.name(project.variables_file)
        held = [one for one in urgent if one in seen.here and worked_in.holds(archive, "HEAD", one, later, facts)]
        if earlier in held:
            return worked_in.way_on(archive.repo, later, taken)
        if held:
            return f"De tekst hier mist die wijziging ook. Zet haar erin, en neem haar mee in {source_history.path(later.free(taken))}."
    return f"Neem die wijziging over in een verbetering. Begin haar met: handbook correct {later}"


def _sequence(facts: Mapping[str, Any]) -> int:
    number = facts.get("volgnummer")
    return number if isinstance(number, int) else 0
