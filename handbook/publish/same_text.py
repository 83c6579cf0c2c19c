"""Whether a version that was published says the same as what is built now; a text that stands there never changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

from handbook.archive import git, manifest
from handbook.core.console import few
from handbook.core.errors import Ended
from handbook.core.version_name import VersionName
from handbook.publish.built_site import BuiltSite
from handbook.publish.staging import Staging

MADE = frozenset({".html", ".css", ".js", ".json", ".xml", ".gz", ".map"})
"""Kinds of files that tools write; they may differ while the text is the same."""


class WouldChange(Ended):
    """The version was published with another text."""

    exit_code = 4


def same(staging: Staging, tip: str, site: BuiltSite, names: Collection[VersionName]) -> str:
    """A sentence that the version stands there with this text; raises WouldChange where its text is another."""
    published, built = staging.entries(tip)[str(site.version)].id, staging.write_tree(site.files)
    changed = [name for name in staging.changed(published, built) if name not in manifest.ADDED]
    if not changed:
        return f"Versie {site.version} bestond al, met precies deze tekst. Er is niets veranderd."
    old, new = (_texts(staging.read(f"{tree}:{git.RECORD}")) for tree in (published, built))
    files = [name for name in changed if _by_an_author(name)]
    if old is None or new is None or old != new or files:
        raise WouldChange(_changed(site.version, old or {}, new or {}, files, names))
    return f"Versie {site.version} bestond al, met dezelfde tekst. Alleen de opmaak of de techniek van de pagina's is nu anders. Wat gepubliceerd is, blijft zoals het was."


def _by_an_author(name: str) -> bool:
    """Pictures and attachments say something too; the rest of a site is made by tools, from texts that are compared as such."""
    return not name.startswith("assets/") and PurePosixPath(name).suffix not in MADE


def _changed(version: VersionName, old: Mapping[str, Any], new: Mapping[str, Any], files: list[str], names: Collection[VersionName]) -> str:
    unused = free(version, names)
    groups = {
        "anders": [*(page for page in new if page in old and old[page] != new[page]), *files],
        "nieuw": [page for page in new if page not in old],
        "weg": [page for page in old if page not in new],
    }
    said = "; ".join(f"{what}: {few(pages)}" for what, pages in groups.items() if pages) or "de lijst van pagina's ontbreekt"
    mend = f"Zet de tekst terug, of maak docs/revisies/{unused}.md voor een verbetering."
    return f"Versie {version} bestaat al, met een andere tekst ({said}). Wat gepubliceerd is, verandert niet. {mend}"


def free(version: VersionName, names: Collection[VersionName]) -> VersionName:
    """The next name for a text of the same day."""
    name = version.next
    while name in names:
        name = name.next
    return name


def _texts(record: bytes | None) -> dict[str, tuple[object, object]] | None:
    """What a reader reads: title and text of each page."""
    try:
        pages = json.loads(record or b"")["paginas"]
        return {path: (facts["titel"], facts["tekst"]) for path, facts in pages.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
