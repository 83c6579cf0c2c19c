"""Whether the newest revision may be published: only what its file says to be adopted is text for an archive."""

from __future__ import annotations

from datetime import date

from handbook.core.dutch import long_date
from handbook.core.errors import Ended
from handbook.core.project import Project
from handbook.sources import revisions


class NotAdopted(Ended):
    """What would be published was not adopted; the message says what to do."""

    exit_code = 4


def require(project: Project, today: date) -> None:
    """Raises NotAdopted where the newest revision of `project` is no text to publish on `today`; mistakes in its file are for the checks."""
    found, _ = revisions.load(project)
    if found and found[0].facts.vastgesteld > today:
        newest, day = found[0], long_date(found[0].facts.vastgesteld)
        mend = f"Publiceer op die dag of later, of zet in docs/{newest.source} de dag waarop het besluit is genomen."
        raise NotAdopted(f"Revisie {newest.version} wordt niet gepubliceerd: zij wordt pas op {day} vastgesteld. {mend}")
