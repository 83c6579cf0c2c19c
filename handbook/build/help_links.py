"""Knows where a reader goes on who did not find an answer by searching: the index, the decision aids, the dilemmas and HR."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from handbook.sources.front_matter import Metadata
from handbook.sources.printed import escape
from handbook.sources.variables import Persoon

AZ = "a-z.md"
DILEMMAS = "dilemmas/index.md"


def ways(about: Metadata, aids: Iterable[str], person: Persoon) -> dict[str, Any]:
    """What overrides/partials/zoeken.html names: addresses within the handbook, or None for a page that it lacks, and who answers questions.

    `aids` are the names of the decision aids; `mail` is the address in a mailto: (https://www.rfc-editor.org/rfc/rfc6068).
    """
    return {
        "az": address(AZ, about),
        "dilemmas": address(DILEMMAS, about),
        "keuzehulpen": [
            {"titel": about.titles[page], "adres": address(page, about)}
            for page in (f"keuzehulp/{name}.md" for name in sorted(aids))
            if page in about.titles
        ],
        "naam": person.naam,
        "mail": quote(person.email, safe="@"),
        "telefoon": person.telefoon,
        "nummer": escape.telephone(person.telefoon),
    }


def address(page: str, about: Metadata) -> str | None:
    """The address of a page within the handbook, or None where there is no such page."""
    return f"{page.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/" if page in about.titles else None
