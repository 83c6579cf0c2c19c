"""An address that was ever published must keep working: pages and headings of the version before this text, never of a later one."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.checks import published
from handbook.checks.renames import renamed
from handbook.core import causes
from handbook.core.findings import Cause, Finding, SourceFile, quote
from handbook.sources import Sources
from handbook.sources.articles import ANOTHER, headed
from handbook.sources.files.text_files import decode
from handbook.sources.files.yaml_nodes import Mapping as YamlMapping
from handbook.sources.mkdocs_settings import setting
from handbook.sources.mkdocs_yml import MKDOCS_YML
from handbook.sources.pages import Page, parse
from handbook.sources.revisions import OVERVIEW

Addresses = Mapping[str, set[str]]

COMMITTED = "Legt u de wijziging vast (commit), dan verdwijnt deze melding."
PUBLISHED = (
    "Wie het oude adres opent, komt bovenaan de pagina uit. Na de volgende versie is dat zoals het hoort, en verdwijnt deze waarschuwing."
)


@dataclass(frozen=True)
class Before:
    """The pages and their addresses of the text before this one, and whether that was ever published; of a text that was, the articles of each page."""

    pages: Addresses
    published: bool
    articles: Mapping[str, frozenset[str]] = field(default_factory=dict)


def check(sources: Sources) -> Iterator[Finding]:
    redirects = sources.config.redirects if sources.config else {}
    yield from _redirects(sources, redirects)
    before = _before(sources)
    for path, anchors in before.pages.items():
        page = sources.pages.get(path)
        if path in redirects:
            continue
        if page is None:
            if not (sources.project.docs / path).exists():
                yield _gone(sources, path, renamed(sources).get(path), published=before.published)
        else:
            # Of an article that was published, checks/article_history.py tells.
            yield from _moved(sources, page, anchors, before)


def _gone(sources: Sources, path: str, new: str | None, *, published: bool) -> Finding:
    stem = path.removesuffix(".md").rpartition("/")[2]
    if published:
        message = f"De pagina {quote(stem)} is weg, maar haar adres is al bekendgemaakt: links in mails en contracten werken dan niet meer."
        menu = "" if _of_revision(path) else ", ook in het menu"
        mend = f"Zet de pagina terug{menu}, of maak een doorverwijzing. {redirect(sources, path, new or near(sources, path))}"
    else:
        message = f"De pagina {quote(stem)} {f'heet nu {new}' if new else 'is weg'}, en stond zo nog in de laatste commit."
        meant = f"Haar oude adres is nooit bekendgemaakt, en heeft geen doorverwijzing nodig. {COMMITTED}"
        mend = meant if new else f"Is dat met opzet? {meant} Zet de pagina anders terug: git checkout HEAD -- docs/{path}"
    breaks = (causes.PAGES, causes.TOPICS, *((causes.menu(new),) if new else ()))
    return SourceFile(f"docs/{path}").finding(
        None, "ADR001", message, mend, cause=Cause(breaks, causes.page(path), ("mkdocs.yml",), leads=True)
    )


def redirect(sources: Sources, old: str, new: str) -> str:
    """What to type in mkdocs.yml, by what stands there already."""
    root = sources.config.root if sources.config else None
    extra, listed = (setting(root, key) if root else None for key in ("extra", "extra.doorverwijzingen"))
    if isinstance(extra, YamlMapping) and isinstance(listed, YamlMapping) and listed.items:
        return f"Zet in mkdocs.yml onder regel {extra.key_lines['doorverwijzingen']} (doorverwijzingen:) deze regel: {quote(f'    {old}: {new}')}."
    if root and isinstance(extra, YamlMapping) and extra.items:
        lines = f"{quote('  doorverwijzingen:')} en {quote(f'    {old}: {new}')}"
        return f"Zet in mkdocs.yml onder regel {root.key_lines['extra']} (extra:) deze twee regels: {lines}."
    lines = f"{quote('extra:')}, {quote('  doorverwijzingen:')} en {quote(f'    {old}: {new}')}"
    return f"Zet onderaan mkdocs.yml deze drie regels: {lines}."


def near(sources: Sources, path: str) -> str:
    """The page that most likely answers now what the page answered: the one of a like name, else the start page."""
    return next(iter(difflib.get_close_matches(path, [*sources.pages], 1)), "index.md")


def _moved(sources: Sources, page: Page, anchors: set[str], before: Before) -> Iterator[Finding]:
    published = before.published
    lost = sorted(anchors - page.anchors - before.articles.get(page.path, frozenset()))
    # An article that was published keeps its own address, and one that is new is none of these headings.
    fresh = [h for h in page.headings if h.anchor not in anchors and not (published and "artikel(" in page.lines[h.line - 1])]
    elsewhere = {article: other.name for other in sources.pages.values() for _, _, m in headed(other) if m for article in [m["id"]]}
    for anchor in lost:
        line = None
        if fresh and anchor not in elsewhere:
            line = fresh.pop(_likest(anchor, [h.anchor for h in fresh])).line
        where = f" De kop staat nu in {elsewhere[anchor]}." if anchor in elsewhere else ""
        mend = _old_address(anchor, page.lines[line - 1] if line else "")
        message = f"Het adres {quote('#' + anchor)} van een kop op deze pagina is verdwenen.{where}"
        if line is None and not where:
            away = f"haal overal de verwijzing ernaar weg ({ANOTHER})."
            # Who has the old address of a published heading is still led on by a paragraph.
            mend = (
                f"Zet de kop terug. Of {mend[0].lower()}{mend[1:]} Of {away} {PUBLISHED}" if published else f"Zet de kop terug, of {away}"
            )
        # Of an article that stands at the head of its page still, that place tells.
        told = anchor in elsewhere or anchor in at_head(page)
        breaks = () if told else (causes.article(anchor),)
        # Nobody knows the address of a heading that was never published, except these pages.
        silent = line is None and not where and not published
        cause = Cause(breaks, causes.anchor(page.path, anchor), leads=True, silent=silent)
        yield page.warning(line, "ADR002", message, mend, cause=cause)


def _likest(anchor: str, others: Sequence[str]) -> int:
    """The place of the one that looks most like it; the first of those that look as much alike."""
    return max(range(len(others)), key=lambda at: (difflib.SequenceMatcher(None, anchor, others[at]).ratio(), -at))


def at_head(page: Page) -> Collection[str]:
    """The articles of which the head of the page says something."""
    node = page.meta.items.get("artikelen") if page.meta else None
    return node.items if isinstance(node, YamlMapping) else ()


def _old_address(anchor: str, heading: str) -> str:
    """How links to the anchor keep working: by the new heading on the page, or else by a paragraph that says where to look."""
    if not heading:
        return f"Laat hier een alinea staan die zegt waar het nu te lezen is, met daaronder het oude adres: {{: #{anchor} }}"
    word = f"artikel('{anchor}') en " if "artikel(" in heading else ""
    return f"Is dit die kop, en heet zij nu anders? Geef haar dan het oude adres: {word}{{#{anchor}}} Staat hier iets anders? Zet de oude kop dan terug."


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


def _before(sources: Sources) -> Before:
    """Pages and their addresses in the newest published version that has a file here, else in the last commit.

    Before the first publication the last commit is used, so that an accidental deletion is still noticed; not that of a revision:
    its day is still free, and the one that ships as an example must go.
    """
    if record := published.before(sources):
        pages = record.get("paginas", {})
        articles = {path: frozenset(facts.get("artikelen", ())) for path, facts in pages.items()}
        return Before({path: set(facts.get("adressen", ())) for path, facts in pages.items()}, published=True, articles=articles)
    texts = {path: text for path, text in published.committed(sources).items() if path in sources.pages or not _of_revision(path)}
    found = {path: anchors for path, text in texts.items() if (anchors := _anchors(sources.pages.get(path), path, text)) is not None}
    return Before(found, published=False)


def _of_revision(path: str) -> bool:
    return path.startswith("revisies/") and path != f"revisies/{OVERVIEW}"


def _anchors(now: Page | None, path: str, text: str) -> set[str] | None:
    """The addresses on the page as it was; None where the page has not changed."""
    if now and now.text == text:
        return None
    clean, _ = decode(path, text.encode("utf-8", "surrogatepass"))
    return parse(path, path, clean)[0].anchors if clean is not None else set()
