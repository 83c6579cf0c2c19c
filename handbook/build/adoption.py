"""Whether the newest revision may be published: only what was adopted, by decisions of days that have come, is text for the archive."""

from __future__ import annotations

from datetime import date

from handbook.core.dutch import enumeration, long_date
from handbook.core.errors import Ended
from handbook.core.project import Project
from handbook.core.status import Status
from handbook.sources import revisions
from handbook.sources.revisions import Revision


class NotAdopted(Ended):
    """What would be published was not adopted; the message says what to do."""

    exit_code = 4


def require(project: Project, today: date) -> None:
    """Raises NotAdopted where the newest revision of `project` is no text to publish on `today`; mistakes in its file are for the checks."""
    found, _ = revisions.load(project)
    reason = held_back(found[0], today) if found else None
    if reason:
        raise NotAdopted(reason)


def held_back(revision: Revision, today: date) -> str | None:
    """Why the revision may not be published on `today`, and what to do; None where it may."""
    if not revision.adopted:
        return _draft(revision)
    ahead = [one for one in revision.facts.besluiten if one.datum and one.datum > today]
    if not ahead:
        return None
    told = enumeration([f"{one.subject} ({long_date(one.datum)})" for one in ahead if one.datum])
    return f"Revisie {revision.version} wordt niet gepubliceerd: de dag van dit besluit moet nog komen: {told}. Kijk de datum na in docs/{revision.source}, of publiceer op die dag of later."


def says_adopted(name: str, data: bytes) -> bool:
    """Whether the file of a revision, as it stands in some commit, says that it was adopted."""
    return revisions.says_adopted(name, data)


def is_of_before(name: str, data: bytes) -> bool:
    """Whether the file of a revision is of before release 0.4.0, when revisions had no states."""
    return revisions.is_of_before(name, data)


def _draft(newest: Revision) -> str:
    where = f"docs/{newest.source}"
    asked = [one.subject for one in newest.facts.besluiten if one.open]
    if newest.facts.status == Status.FOR_CONSENT and asked:
        return f"Revisie {newest.version} wordt niet gepubliceerd: zij ligt nog ter instemming. Er is nog geen ja op: {enumeration(asked)}. Zet de besluiten in {where} zodra zij er zijn, en schrijf daar: status: {Status.ADOPTED}"
    return f"Revisie {newest.version} wordt niet gepubliceerd: haar status is {newest.facts.status}. Zet in {where} de besluiten die nodig zijn zodra zij er zijn, en schrijf daar: status: {Status.ADOPTED}"
