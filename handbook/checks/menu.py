"""Knows that the menu and the pages must match: what is published is in the menu, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources.mkdocs_yml import NAME
from handbook.sources.revisions import OVERVIEW


def check(sources: Sources) -> Iterator[Finding]:
    if sources.config is None:
        return
    on_disk = {p.relative_to(sources.project.docs).as_posix() for p in sources.project.docs.rglob("*.md")}
    overview = f"revisies/{OVERVIEW}"
    if overview not in on_disk:
        yield Finding(
            f"docs/{overview}",
            None,
            "NAV007",
            "Deze pagina ontbreekt, en elke pagina verwijst ernaar.",
            "Zet haar terug; de vorige versie staat in git.",
        )
    seen: dict[str, int] = {}
    for entry in sources.config.nav:
        if not entry.title.strip():
            yield Finding(
                NAME,
                entry.line,
                "NAV002",
                f"De regel {quote(entry.target)} in het menu heeft geen titel.",
                "Schrijf voor de dubbele punt hoe de pagina heet.",
            )
        if not entry.target.endswith(".md"):
            yield Finding(
                NAME,
                entry.line,
                "NAV003",
                f"{quote(entry.target)} in het menu is geen pagina.",
                "Zet in het menu alleen bestanden uit docs/ die eindigen op .md.",
            )
        elif entry.target not in on_disk:
            yield Finding(
                NAME,
                entry.line,
                "NAV004",
                f"De pagina {quote(entry.target)} in het menu bestaat niet in docs/.",
                "Zet het bestand terug, of haal de regel uit het menu (nav).",
            )
        elif entry.target in seen:
            yield Finding(
                NAME,
                entry.line,
                "NAV005",
                f"De pagina {quote(entry.target)} staat twee keer in het menu, ook op regel {seen[entry.target]}.",
                "Laat één regel staan.",
            )
        seen.setdefault(entry.target, entry.line)
    for path in sorted(on_disk - set(seen)):
        is_revision = path.startswith("revisies/") and path != f"revisies/{OVERVIEW}"
        if not is_revision:
            title = path.removesuffix(".md").rpartition("/")[2].replace("-", " ").capitalize()
            yield Finding(
                f"docs/{path}",
                None,
                "NAV006",
                f"De pagina {quote(path)} staat niet in het menu, maar zou wel worden gepubliceerd.",
                f"Zet in mkdocs.yml onder nav: - {title}: {path}",
            )
