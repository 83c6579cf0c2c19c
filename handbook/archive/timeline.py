"""Answers on the command line which versions there are and which text applied on a given day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from handbook.archive import branch, reader, versions_json
from handbook.archive.git import Repository
from handbook.archive.register import Register, Version, in_force
from handbook.core.dutch import long_date
from handbook.core.project import Project
from handbook.core.status import Status, announcement
from handbook.core.version_name import VersionName

Form = Literal["text", "json"]


def load(project: Project, today: date) -> Register:
    """The published versions that this clone knows, seen from `today`; without entries where nothing was published yet."""
    refusal = f"De versies zijn niet te lezen: {project.root} is geen git-repository die u mag lezen. Git meldt"
    repo = Repository.opened(project.root, refusal)
    commit = branch.published_commit(repo, project.edition)
    known = commit and versions_json.read(repo, commit, project.edition).names
    return Register(reader.read(repo, commit, project.edition) if commit and known else (), today)


@dataclass(frozen=True)
class Prepared:
    """A revision that was not published: it stands in no archive, only in a file."""

    version: VersionName
    status: Status
    announced: date | None


def render(seen: Register, form: Form, prepared: Sequence[Prepared] = ()) -> str:
    """The list of versions: for a program what was published, for a reader also what is still prepared, before it."""
    if form == "json":
        return _json([_row(seen, entry) for entry in seen.entries])
    rows = [
        (str(one.version), one.status, one.version.title, ["nog niet gepubliceerd", *_announced(one.announced, one.version, seen)])
        for one in prepared
    ]
    rows += [(str(e.version), seen.status(e), e.title, [*_still(seen, e), *_announced(e.announced, e.version, seen)]) for e in seen.entries]
    width, wide = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
    lines = [f"{name:<{width}}  {state:<{wide}}  {words}" + (f" ({'; '.join(more)})" if more else "") for name, state, words, more in rows]
    none = [] if seen.entries else [_none(prepared)]
    return "\n".join([*none, *lines])


def _none(prepared: Sequence[Prepared]) -> str:
    """What to do where nothing is published: a text that nobody adopted yet cannot be."""
    drafts = {Status.CONCEPT, Status.FOR_CONSENT}
    if prepared and all(one.status in drafts for one in prepared):
        return f"Er is nog geen versie gepubliceerd. Dat kan zodra een revisie is vastgesteld: zet dat in docs/revisies/{prepared[0].version}.md."
    return "Er is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish"


def _announced(announced: date | None, version: VersionName, seen: Register) -> list[str]:
    """The day on which people will be told, while that is still to come and is another day than the text's own."""
    if announced is None or announced <= seen.day or announced == version.day:
        return []
    return [announcement(announced, seen.day).rstrip(".").lower()]


def _still(seen: Register, entry: Version) -> list[str]:
    return ["er is nog geen andere tekst"] if entry.withdrawn and entry == seen.current else []


def _row(seen: Register, entry: Version) -> dict[str, Any]:
    end = seen.ends(entry)
    return {
        "versie": str(entry.version),
        "titel": entry.title,
        "ingangsdatum": entry.day.isoformat(),
        "geldig_tot": end.day.isoformat() if end else None,
        "bekendgemaakt": entry.announced.isoformat(),
        "status": seen.status(entry),
        "ingetrokken": entry.withdrawn is not None,
    }


def answer(seen: Register, day: date, known_on: date, form: Form) -> str:
    """Which text applies to `day`, by what was known on `known_on`; and what was known on the day itself, where that was another."""
    applies = in_force(seen.entries, day, known_on)
    knew = in_force(seen.entries, day, min(day, known_on))
    if form == "json":
        found = {"geldt": applies, "was_bekend": knew}
        names = {key: str(entry.version) if entry else None for key, entry in found.items()}
        return _json({"dag": day.isoformat(), "bekend_op": known_on.isoformat(), **names})
    if not seen.entries:
        return render(seen, "text")
    if applies is None:
        first = min(entry.day for entry in seen.entries)
        return f"Voor {long_date(day)} is er geen tekst. De eerste tekst in het archief geldt vanaf {long_date(first)}."
    lines = [f"Voor {long_date(day)} geldt {_named(applies)}"]
    if knew != applies:
        told = (
            f"wordt pas op {long_date(applies.announced)} bekendgemaakt"
            if applies.announced > seen.day
            else f"is pas bekendgemaakt op {long_date(applies.announced)}"
        )
        lines.append(f"Die tekst werkt terug: hij {told}.")
        lines.append(f"Op {long_date(min(day, known_on))} was bekend: {_named(knew) if knew else 'nog geen tekst.'}")
    return "\n".join(lines)


def _named(entry: Version) -> str:
    gone = f" De tekst is ingetrokken op {long_date(entry.withdrawn.datum)}." if entry.withdrawn else ""
    return f"de tekst van {entry.title}: versie {entry.version}.{gone}"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
