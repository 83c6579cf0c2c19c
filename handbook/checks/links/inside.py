"""A link within the handbook leads to a file that is there, and to a heading that will stay there."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from handbook.checks.links.moved import new_target, with_new_targets
from handbook.checks.links.site import Site, advice, has, printed
from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources.files.characters import composed
from handbook.sources.pages import Heading, Link, Page, one_name, slugify


def check(site: Site, page: Page, link: Link) -> Iterator[Finding]:
    """What is wrong with a link that has no scheme."""
    path, _, anchor = link.target.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    if path.startswith("/"):
        message = f"{quote(link.target)} begint met een schuine streep: in een versie met een datum klopt dat adres niet."
        yield page.finding(link.line, "LNK011", message, advice(site, page, path, anchor))
        return
    full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if full not in site.files:
        yield _missing(site, page, link, path, full)
    elif link.image and full in site.sources.pages:
        yield page.finding(link.line, "LNK017", f"{quote(link.target)} is geen afbeelding.", "Haal het uitroepteken voor de link weg.")
    elif anchor and full in site.sources.pages:
        yield from _heading(site, page, link, full, anchor)


def _missing(site: Site, page: Page, link: Link, path: str, full: str) -> Finding:
    """The finding on a file that is not there, with the one that was probably meant; `full` is its path inside docs/."""
    twin = next((name for name in site.files if composed(name) == composed(full)), None) if not full.isascii() else None
    if twin:
        message = f"{quote(link.target)} heet in docs/ net iets anders: een van de twee namen heeft een los accent."
        return page.finding(link.line, "LNK012", message, one_name(twin))
    message = f"{quote(link.target)} bestaat niet."
    new = new_target(site, page, path)
    if new is not None:
        mend, fix = f"Dat bestand is verplaatst. Schrijf: {new}", with_new_targets(site, page, link.line)
        return page.finding(link.line, "LNK012", message, mend, fix=fix, cause=Cause(lacks=causes.page(full)))
    close = difflib.get_close_matches(full, [*site.sources.pages, *site.files], 1, cutoff=0.6)
    mend = (
        advice(site, page, path, link.target.partition("#")[2])
        if path.endswith(("/", ".html"))
        else f"Bedoelt u {posixpath.relpath(close[0], posixpath.dirname(page.path) or '.')}?"
        if close
        else "Kijk de naam van het bestand na."
    )
    return page.finding(link.line, "LNK012", message, mend, cause=Cause(lacks=causes.page(full)))


def _heading(site: Site, page: Page, link: Link, full: str, anchor: str) -> Iterator[Finding]:
    """A heading that is not on the page, or whose anchor is a number that shifts."""
    target = site.sources.pages[full]
    if anchor in target.anchors and not has(site, full, anchor):
        if printed(site, page, link):
            message = f"De kop met het adres {quote('#' + anchor)} wordt bij deze gegevens niet gedrukt."
            yield page.finding(link.line, "LNK013", message, "Zet de link binnen dezelfde voorwaarde als die kop.")
    elif not has(site, full, anchor):
        known = sorted(target.anchors)
        close = difflib.get_close_matches(anchor, known, 1, cutoff=0.5)
        mend = f"Bedoelt u #{close[0]}?" if close else f"Kies uit: {', '.join('#' + k for k in known[:10])}."
        if not known:
            mend = f"Haal #{anchor} weg: die pagina heeft geen koppen."
        mend = site.sources.data.former.instead(anchor, site.sources.metadata.articles, "{{{{ art('{}') }}}}") or mend
        message = f"Op de pagina {full} staat geen kop met het adres {quote('#' + anchor)}."
        yield page.finding(link.line, "LNK013", message, mend, cause=Cause(lacks=causes.anchor(full, anchor)))
    elif heading := _counted(target, anchor):
        message = f"Het adres {quote('#' + anchor)} is geteld: het verschuift als er een kop bij komt."
        mend = f"Zet een eigen adres achter de kop op regel {heading.line} van {full}, zoals {{#{anchor.rpartition('_')[0]}-anders}}, en verwijs daarnaar."
        yield page.warning(link.line, "LNK020", message, mend)


def _counted(page: Page, anchor: str) -> Heading | None:
    """The heading that got this anchor because an earlier one has the same text."""
    return next((h for h in page.headings if h.anchor == anchor and not h.explicit and slugify(h.text) != anchor), None)
