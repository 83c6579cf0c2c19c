"""Answers on the command line which versions there are and which text applied on a given day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from handbook.archive import applicable, clone, reader, versions_json
from handbook.archive.applicable import Answer, Standing, named, three_days, unproven
from handbook.archive.git import Repository
from handbook.archive.register import Register, Version, repeal_of
from handbook.core.dutch import long_date
from handbook.core.project import Project
from handbook.core.status import Status, announcement
from handbook.core.version_name import VersionName

Form = Literal["text", "json"]


def load(project: Project, today: date) -> Register:
    """The published versions that this clone knows, seen from `today`; without entries where nothing was published yet."""
    refusal = f"De versies zijn niet te lezen: {project.root} is geen git-repository die u mag lezen. Git meldt"
    repo = Repository.opened(project.root, refusal)
    with clone.whole(repo):
        commit = clone.knows(repo, project.edition)
        known = commit and versions_json.read(repo, commit, project.edition).names
        return Register(reader.read(repo, commit, project.edition) if commit and known else (), today)


@dataclass(frozen=True)
class Prepared:
    """A revision that was not published: it stands in no archive, only in a file. Without a `status` there is a mistake in that file."""

    version: VersionName
    status: Status | None
    announced: date | None = None

    @property
    def notes(self) -> list[str]:
        return ["nog niet gepubliceerd"] if self.status else [f"in docs/revisies/{self.version}.md staat een fout, zie handbook check"]


def render(seen: Register, form: Form, prepared: Sequence[Prepared] = ()) -> str:
    """The list of versions: for a program what was published, for a reader also what is still prepared, before it."""
    if form == "json":
        stand = applicable.standings(seen.entries, seen.day)
        return _json([_row(seen, stand[entry.version]) for entry in seen.entries])
    rows = [
        (str(one.version), one.status or "onbekend", one.version.title, [*one.notes, *_awaited(one.announced, one.version, seen)])
        for one in prepared
    ]
    rows += [(str(e.version), seen.status(e), e.title, [*_still(seen, e), *_days(e, seen)]) for e in seen.entries]
    width, wide = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    lines = [f"{name:<{width}}  {state:<{wide}}  {words}" + (f" ({'; '.join(more)})" if more else "") for name, state, words, more in rows]
    none = [] if seen.entries else [_none(prepared)]
    return "\n".join([*none, *lines])


def _none(prepared: Sequence[Prepared]) -> str:
    """What to do where nothing is published: a text that nobody adopted yet cannot be."""
    drafts = {Status.CONCEPT, Status.FOR_CONSENT}
    if any(one.status is None for one in prepared):
        return "Er is nog geen versie gepubliceerd. Kijk eerst wat er mis is met: handbook check"
    if prepared and all(one.status in drafts for one in prepared):
        return f"Er is nog geen versie gepubliceerd. Dat kan zodra een revisie is vastgesteld: zet dat in docs/revisies/{prepared[0].version}.md."
    return "Er is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish"


def _awaited(announced: date | None, version: VersionName, seen: Register) -> list[str]:
    """The day on which people will be told, while that is still to come and is another day than the text's own."""
    if announced is None or announced <= seen.day or announced == version.day:
        return []
    return [_told(announced, seen)]


def _told(announced: date, seen: Register) -> str:
    return announcement(announced, seen.day).rstrip(".").lower()


def _days(entry: Version, seen: Register) -> list[str]:
    """Since when people were told, and since when the archive has it: the day from which it applies is its title."""
    return [_told(entry.announced, seen), f"in dit archief sinds {long_date(entry.published)}"]


def _still(seen: Register, entry: Version) -> list[str]:
    """What was decided since, and from when that holds: the state alone does not say the day."""
    said = ["van de website gehaald"] if entry.taken_off else ["deels van de website gehaald"] if entry.parts else []
    repeal = seen.repeal_of(entry)
    return [*said, *([f"ingetrokken vanaf {long_date(repeal.vanaf)}"] if repeal else [])]


def _row(seen: Register, standing: Standing) -> dict[str, Any]:
    entry, last = standing.entry, standing.periods[-1] if standing.periods else None
    return {
        "versie": str(entry.version),
        "titel": entry.title,
        "ingangsdatum": entry.day.isoformat(),
        # By what is known on the day: a text that is still to be made known ends none yet.
        "geldig_tot": last.until.isoformat() if last and last.until else None,
        "bekendgemaakt": entry.announced.isoformat(),
        "gepubliceerd": entry.published.isoformat(),
        "wacht_op": str(standing.awaited.version) if standing.awaited else None,
        "status": seen.status(entry),
        "ingetrokken": entry.repealed is not None,
        "van_de_site": entry.taken_off is not None,
    }


def answer(seen: Register, day: date, known_on: date, form: Form) -> str:
    """Which text applies to `day`, by what was known on `known_on`; and what was known on the day itself, where that was another."""
    found = Answer(seen.entries, day, known_on, seen.day)
    if form == "json":
        names = {"geldt": found.applies, "was_bekend": found.knew, "wacht_op": found.awaited, "later_in_archief": found.unproven}
        told = {key: str(entry.version) if entry else None for key, entry in names.items()}
        return _json({"dag": day.isoformat(), "bekend_op": known_on.isoformat(), **told})
    if not seen.entries:
        return render(seen, "text")
    return "\n".join([found.sentence, *_about(found)])


def _about(found: Answer) -> Iterator[str]:
    """What a reader must know of the answer, in sentences."""
    applies, knew = found.applies, found.knew
    first = min(entry.day for entry in found.entries)
    if applies:
        yield three_days(applies, found.today)
        if applies.taken_off:
            yield f"De tekst is op {long_date(applies.taken_off.datum)} van de website gehaald."
    elif found.day < first:
        yield f"De eerste tekst in het archief geldt vanaf {long_date(first)}."
    elif found.ended:
        gone, repeal = found.ended
        yield f"De tekst van {gone.title}, versie {gone.version}, is ingetrokken vanaf {long_date(repeal.vanaf)}."
    if knew != applies:
        yield _turned(found)
        yield f"Op {long_date(found.then)} was bekend: {named(knew) if knew else 'nog geen tekst'}."
    if found.unproven:
        yield unproven(found.unproven)


def _turned(found: Answer) -> str:
    """Why another text applies than was known on the day."""
    applies, repeal = found.applies, repeal_of(found.entries, found.knew) if found.knew else None
    if repeal and not (applies and applies.announced > found.then):
        return f"De tekst die toen bekend was, is ingetrokken vanaf {long_date(repeal.vanaf)}: dat is pas op {long_date(repeal.bekendgemaakt)} bekendgemaakt."
    assert applies
    announced = long_date(applies.announced)
    told = f"wordt pas op {announced} bekendgemaakt" if applies.announced > found.today else f"is pas bekendgemaakt op {announced}"
    return f"Die tekst werkt terug: hij {told}."


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
