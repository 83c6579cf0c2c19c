"""An address that was ever published must keep working: pages and headings of the version before this text, never of a later one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.checks import published
from handbook.checks.renames import renamed
from handbook.core import causes
from handbook.core.findings import Cause, Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.articles import headed
from handbook.sources.files.text_files import decode
from handbook.sources.mkdocs_yml import MKDOCS_YML
from handbook.sources.pages import Page, parse
from handbook.sources.revisions import OVERVIEW

Addresses = Mapping[str, set[str]]


def check(sources: Sources) -> Iterator[Finding]:
    redirects = sources.config.redirects if sources.config else {}
    yield from _redirects(sources, redirects)
    for path, anchors in _before(sources).items():
        page = sources.pages.get(path)
        if path in redirects:
            continue
        if page is None:
            if not (sources.project.docs / path).exists():
                yield _gone(path, renamed(sources).get(path))
        else:
            yield from _moved(sources, page, anchors)


def _gone(path: str, new: str | None) -> Finding:
    stem = path.removesuffix(".md").rpartition("/")[2]
    message = f"De pagina {quote(stem)} is weg, maar haar adres is al bekendgemaakt: links in mails en contracten werken dan niet meer."
    mend = (
        f"Zet de pagina terug, of maak in mkdocs.yml een doorverwijzing, onder extra: doorverwijzingen: {path}: {new or 'nieuwe-pagina.md'}"
    )
    breaks = (causes.PAGES, causes.TOPICS, *((causes.menu(new),) if new else ()))
    return SourceFile(f"docs/{path}").finding(
        None, "ADR001", message, mend, cause=Cause(breaks, causes.page(path), ("mkdocs.yml",), leads=True)
    )


def _moved(sources: Sources, page: Page, anchors: set[str]) -> Iterator[Finding]:
    lost = sorted(anchors - page.anchors)
    fresh = [h for h in page.headings if h.anchor not in anchors]
    elsewhere = {article: other.name for other in sources.pages.values() for _, _, m in headed(other) if m for article in [m["id"]]}
    for anchor in lost:
        line = fresh.pop(0).line if fresh else None
        where = f" De kop staat nu in {elsewhere[anchor]}." if anchor in elsewhere else ""
        mend = f"Geef de nieuwe kop het oude adres: {{#{anchor}}}"
        message = f"Het adres {quote('#' + anchor)} van een kop op deze pagina is verdwenen.{where}"
        yield page.warning(line, "ADR002", message, mend, cause=Cause(lacks=causes.anchor(page.path, anchor), leads=True))


def _redirects(sources: Sources, redirects: Mapping[str, tuple[str, int]]) -> Iterator[Finding]:
    for old, (new, line) in redirects.items():
        path, _, anchor = new.partition("#")
        if old in sources.pages:
            mend = "Haal de pagina of de doorverwijzing weg."
            yield MKDOCS_YML.finding(line, "ADR003", f"De pagina {quote(old)} bestaat nog, maar heeft een doorverwijzing.", mend)
        elif not old.endswith(".md") or old.startswith("/") or ".." in old.split("/"):
            yield MKDOCS_YML.finding(line, "ADR003", f"{quote(old)} is geen pagina.", "Schrijf het pad binnen docs/, zoals regels/oud.md.")
        if path not in sources.pages:
            mend = "Noem een pagina uit docs/."
            message = f"De doorverwijzing leidt naar {quote(path)}, en die pagina bestaat niet."
            yield MKDOCS_YML.finding(line, "ADR004", message, mend, cause=Cause(lacks=causes.page(path)))
        elif anchor and anchor not in sources.pages[path].anchors:
            message = f"Op {path} staat geen kop met het adres {quote('#' + anchor)}."
            cause = Cause(lacks=causes.anchor(path, anchor))
            yield MKDOCS_YML.finding(line, "ADR004", message, "Kijk het adres na.", cause=cause)


def _before(sources: Sources) -> Addresses:
    """Pages and their addresses in the newest published version that has a file here, else in the last commit.

    Before the first publication the last commit is used, so that an accidental deletion is still noticed; not that of a revision:
    its day is still free, and the one that ships as an example must go.
    """
    if record := published.before(sources):
        return {path: set(facts.get("adressen", ())) for path, facts in record.get("paginas", {}).items()}
    texts = {path: text for path, text in published.committed(sources).items() if path in sources.pages or not _of_revision(path)}
    return {path: anchors for path, text in texts.items() if (anchors := _anchors(sources.pages.get(path), path, text)) is not None}


def _of_revision(path: str) -> bool:
    return path.startswith("revisies/") and path != f"revisies/{OVERVIEW}"


def _anchors(now: Page | None, path: str, text: str) -> set[str] | None:
    """The addresses on the page as it was; None where the page has not changed."""
    if now and now.text == text:
        return None
    clean, _ = decode(path, text.encode("utf-8", "surrogatepass"))
    return parse(path, path, clean)[0].anchors if clean is not None else set()
