"""Where a reader goes who searched and found nothing: the index, the decision aids, the dilemmas and HR."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from handbook.sources.data.searching import Verder
from handbook.sources.front_matter import Metadata
from handbook.sources.printed import escape
from handbook.sources.variables import Persoon


def ways(about: Metadata, given: Verder, person: Persoon) -> dict[str, Any]:
    """What overrides/partials/zoeken.html names: addresses within the handbook, or None for a page that it lacks, and who answers questions.

    `mail` is the address in a mailto: (https://www.rfc-editor.org/rfc/rfc6068).
    """
    return {
        "az": given.az and address(given.az, about),
        "dilemmas": given.dilemmas and address(given.dilemmas, about),
        "keuzehulpen": [{"titel": about.titles[page], "adres": address(page, about)} for page in given.keuzehulpen if page in about.titles],
        "naam": person.naam,
        "mail": quote(person.email, safe="@"),
        "telefoon": person.telefoon,
        "nummer": escape.telephone(person.telefoon),
    }


def address(page: str, about: Metadata) -> str | None:
    """The address of a page within the handbook, or None where there is no such page."""
    return f"{page.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/" if page in about.titles else None
