"""Answers on the command line: which versions there are, and which text applied on a day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal

from handbook.archive import branch, reader, versions_json
from handbook.archive.git import Repository
from handbook.archive.register import Register, Version, in_force
from handbook.core.dutch import long_date
from handbook.core.project import Project

Form = Literal["text", "json"]


def load(project: Project, today: date) -> Register:
    """The published versions that this clone knows, seen from `today`; without entries where nothing was published yet."""
    refusal = f"De versies zijn niet te lezen: {project.root} is geen git-repository die u mag lezen. Git meldt"
    repo = Repository.opened(project.root, refusal)
    commit = branch.published_commit(repo, project.edition)
    known = commit and versions_json.read(repo, commit, project.edition).names
    return Register(reader.read(repo, commit, project.edition) if commit and known else (), today)


def render(seen: Register, form: Form) -> str:
    """The list of versions for a reader or a program."""
    if form == "json":
        return _json([_row(seen, entry) for entry in seen.entries])
    if not seen.entries:
        return "Er is nog geen versie gepubliceerd. Publiceer de eerste met: handbook publish"
    width = max(len(str(entry.version)) for entry in seen.entries)
    return "\n".join(
        f"{e.version!s:<{width}}  {seen.status(e):<10}  {e.title}{' (ingetrokken)' if e.withdrawn else ''}" for e in seen.entries
    )


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
        lines.append(f"Die tekst werkt terug: hij is pas bekendgemaakt op {long_date(applies.announced)}.")
        lines.append(f"Op {long_date(min(day, known_on))} was bekend: {_named(knew) if knew else 'nog geen tekst.'}")
    return "\n".join(lines)


def _named(entry: Version) -> str:
    gone = f" De tekst is ingetrokken op {long_date(entry.withdrawn.datum)}." if entry.withdrawn else ""
    return f"de tekst van {entry.title}: versie {entry.version}.{gone}"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
