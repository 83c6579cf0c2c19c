"""The menu and the pages match: whatever is published is in the menu, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.renames import renamed
from handbook.core import causes
from handbook.core.findings import Cause, Finding, Fix, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.articles import headed
from handbook.sources.files.characters import composed
from handbook.sources.mkdocs_yml import MKDOCS_YML, NavEntry
from handbook.sources.pages import one_name
from handbook.sources.revisions import OVERVIEW

TITLE = re.compile(r"[\w][\w ,.'’-]*")
"""What YAML takes for a text without quotes round it."""

OVERVIEW_PAGE = f"revisies/{OVERVIEW}"


def check(sources: Sources) -> Iterator[Finding]:
    if sources.config is None:
        return
    on_disk = {p.relative_to(sources.project.docs).as_posix() for p in sources.project.docs.rglob("*.md")}
    if OVERVIEW_PAGE not in on_disk:
        cause = Cause((causes.PAGES, causes.TOPICS), lacks=causes.page(OVERVIEW_PAGE), leads=True)
        message = "Deze pagina ontbreekt, en elke pagina verwijst ernaar."
        mend = "Zet haar terug; de vorige versie staat in git."
        yield SourceFile(f"docs/{OVERVIEW_PAGE}").finding(None, "NAV007", message, mend, cause=cause)
    looks_like = {composed(path): path for path in on_disk}
    seen: dict[str, int] = {}
    for entry in sources.config.nav:
        twin = looks_like.get(composed(entry.target)) if entry.target not in on_disk else None
        yield from _entry(sources, entry, entry.target in on_disk, twin, seen.get(entry.target))
        seen.setdefault(twin or entry.target, entry.line)
    for path in sorted(on_disk - set(seen)):
        if not path.startswith("revisies/") or path == OVERVIEW_PAGE:
            yield _left_out(sources, path)


def _entry(sources: Sources, entry: NavEntry, there: bool, twin: str | None, before: int | None) -> Iterator[Finding]:
    """One line of the menu: `there` if its page is, `twin` the page whose name looks the same, `before` the line that has it already."""
    if not entry.title.strip():
        page = sources.pages.get(entry.target)
        title = page.title if page and TITLE.fullmatch(page.title) else _title(entry.target)
        mend = f"Schrijf hoe de pagina heet, en daarachter een dubbele punt, zoals: - {title}: {entry.target}"
        yield MKDOCS_YML.finding(entry.line, "NAV002", f"De regel {quote(entry.target)} in het menu heeft geen titel.", mend)
    if not entry.target.endswith(".md"):
        mend = "Zet in het menu alleen bestanden uit docs/ die eindigen op .md."
        yield MKDOCS_YML.finding(entry.line, "NAV003", f"{quote(entry.target)} in het menu is geen pagina.", mend)
    elif twin:
        message = f"De pagina {quote(entry.target)} in het menu heet in docs/ net iets anders: een van de twee namen heeft een los accent."
        yield MKDOCS_YML.finding(entry.line, "NAV004", message, one_name(twin))
    elif not there:
        yield _gone(sources, entry)
    elif before:
        message = f"De pagina {quote(entry.target)} staat twee keer in het menu, ook op regel {before}."
        yield MKDOCS_YML.finding(entry.line, "NAV005", message, "Laat één regel staan.")


def _gone(sources: Sources, entry: NavEntry) -> Finding:
    new = renamed(sources).get(entry.target)
    mend = f"De pagina heet nu {new}: zet die naam in deze regel." if new else "Zet het bestand terug, of haal de regel uit het menu (nav)."
    breaks = (causes.PAGES, causes.TOPICS, *((causes.menu(new),) if new else ()))
    message = f"De pagina {quote(entry.target)} in het menu bestaat niet in docs/."
    cause = Cause(breaks, lacks=causes.page(entry.target), leads=True)
    return MKDOCS_YML.finding(entry.line, "NAV004", message, mend, fix=_with_name(sources, entry, new), cause=cause)


def _title(path: str) -> str:
    """What a page may be called in the menu, by the name of its file."""
    return path.removesuffix(".md").rpartition("/")[2].replace("-", " ").capitalize()


def _left_out(sources: Sources, path: str) -> Finding:
    message = f"De pagina {quote(path)} staat niet in het menu, maar zou wel worden gepubliceerd."
    page = sources.pages.get(path)
    # Its articles have no number, for that follows from the menu.
    articles = tuple(causes.article(m["id"]) for _, _, m in headed(page) if m) if page else ()
    cause = Cause((causes.TOPICS, *articles) if articles else (), needs=(causes.menu(path), causes.MENU))
    return SourceFile(f"docs/{path}").finding(
        None, "NAV006", message, f"Zet in mkdocs.yml onder nav: - {_title(path)}: {path}", cause=cause
    )


def _with_name(sources: Sources, entry: NavEntry, new: str | None) -> Fix | None:
    """The line of the menu with the page's new name."""
    lines = sources.config.lines if sources.config else ()
    line = lines[entry.line - 1] if entry.line <= len(lines) else ""
    return Fix.of_line(entry.line, line, line.replace(entry.target, new)) if new and line.count(entry.target) == 1 else None
