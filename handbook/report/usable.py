"""The sources as far as they can be printed: what cannot be read stays as it was in the other text, and is said."""

from __future__ import annotations

from dataclasses import replace

from handbook.core.console import few
from handbook.sources import Sources, with_facts


def printable(sources: Sources, other: Sources | None, whose: str) -> tuple[Sources | None, tuple[str, ...]]:
    """These sources with what they lack taken from `other`, and a sentence on each thing that was; `whose` says which text they are: hier, in main.

    None where even with those nothing can be printed.
    """
    notes = []
    lacking = [
        ("de gegevens", sources.facts is None),
        ("mkdocs.yml", sources.config is None),
        ("de revisies", not sources.revisions),
    ]
    wrong = [name for name, lacks in lacking if lacks]
    facts, config, revisions = sources.facts, sources.config, sources.revisions
    if other:
        facts, config, revisions = facts or other.facts, config or other.config, revisions or other.revisions
    if facts is None or config is None or not revisions:
        return None, (f"Niet te lezen {whose}: {', '.join(wrong)}. Daarom is de tekst niet te vergelijken.",)
    if wrong:
        notes.append(f"Niet te lezen {whose}: {', '.join(wrong)}. In dit verslag zijn die overal hetzelfde.")
    sources = replace(
        sources, config=config, revisions=revisions, metadata=replace(sources.metadata, articles={**sources.metadata.articles})
    )
    unread = _unread(sources)
    if unread:
        sources = _with_pages_of(sources, other, unread)
        notes.append(f"Deze pagina's zijn {whose} niet te lezen: {few(unread)}. Het verslag zegt niet wat daarop verandert.")
    return with_facts(sources, facts), tuple(notes)


def _unread(sources: Sources) -> list[str]:
    """Pages that are there as files, and of which nobody can say what they print."""
    docs = sources.project.docs
    return sorted(path for file in docs.rglob("*.md") if (path := file.relative_to(docs).as_posix()) not in sources.trees)


def _with_pages_of(sources: Sources, other: Sources | None, paths: list[str]) -> Sources:
    """The sources with these pages as `other` has them; without those that it lacks or cannot read either."""
    pages = {path: page for path, page in sources.pages.items() if path not in paths}
    trees, used, about = dict(sources.trees), dict(sources.used), sources.metadata.articles
    here = {id_: one for id_, one in about.items() if one.page not in paths}
    for path in paths:
        if other and path in other.trees:
            pages[path], trees[path], used[path] = other.pages[path], other.trees[path], other.used.get(path, set())
            here |= {id_: one for id_, one in other.metadata.articles.items() if one.page == path and id_ not in here}
    ordered = {path: pages[path] for path in sorted(pages)}
    return replace(sources, pages=ordered, trees=trees, used=used, metadata=replace(sources.metadata, articles=here))
