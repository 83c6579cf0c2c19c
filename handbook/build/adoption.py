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
    if not found:
        return
    newest = found[0]
    if not newest.adopted:
        raise NotAdopted(_draft(newest))
    ahead = [one for one in newest.facts.besluiten if one.datum and one.datum > today]
    if ahead:
        told = enumeration([f"{one.subject} ({long_date(one.datum)})" for one in ahead if one.datum])
        raise NotAdopted(
            f"Revisie {newest.version} wordt niet gepubliceerd: de dag van dit besluit moet nog komen: {told}. Kijk de datum na in docs/{newest.source}, of publiceer op die dag of later."
        )


def _draft(newest: Revision) -> str:
    where = f"docs/{newest.source}"
    asked = [one.subject for one in newest.facts.besluiten if one.open]
    if newest.facts.status == Status.FOR_CONSENT and asked:
        return f"Revisie {newest.version} wordt niet gepubliceerd: zij ligt nog ter instemming. Er is nog geen ja op: {enumeration(asked)}. Zet de besluiten in {where} zodra zij er zijn, en schrijf daar: status: {Status.ADOPTED}"
    return f"Revisie {newest.version} wordt niet gepubliceerd: haar status is {newest.facts.status}. Zet in {where} de besluiten die nodig zijn zodra zij er zijn, en schrijf daar: status: {Status.ADOPTED}"
