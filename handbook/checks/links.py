"""Knows where links may lead: to pages and addresses that exist, to the open web, never to a disk or a script."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from handbook.finding import Finding, quote, warning
from handbook.pages import Link, Page
from handbook.sources import Sources

VAGUE = frozenset("hier|klik hier|klik|link|deze link|lees meer|meer|lees verder|meer informatie|deze pagina|website|pagina|klik op deze link|download".split("|"))
HARMLESS = frozenset({"https", "mailto", "tel"})
DISK = re.compile(r"^(?:\\|//|file:|[A-Za-z]:[\\/])", re.IGNORECASE)
MAIL = re.compile(r"^mailto:[^@\s?]+@[^@\s?]+\.[A-Za-z]{2,}(?:\?.*)?$")


def check(sources: Sources) -> Iterator[Finding]:
    files = {p.relative_to(sources.project.docs).as_posix() for p in sources.project.docs.rglob("*") if p.is_file()}
    own = sources.facts.handboek.adres if sources.facts else None
    for page in sources.pages.values():
        for link in page.links:
            yield from _link(page, link, sources, files, own)


def _link(page: Page, link: Link, sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    if not link.image and not link.text.strip():
        yield Finding(page.name, link.line, "LNK001", f"De link naar {quote(link.target)} heeft geen tekst.", "Schrijf tussen de blokhaken waar de link naartoe gaat.")
    elif not link.image and link.text.strip().lower().strip(".") in VAGUE:
        yield warning(page.name, link.line, "LNK002", f"De tekst {quote(link.text)} zegt niet waar de link naartoe gaat.", "Noem in de link wat de lezer daar vindt.")
    if not link.target:
        yield Finding(page.name, link.line, "LNK003", f"De link {quote(link.text)} leidt nergens heen.", "Zet tussen de ronde haken de pagina, zoals melden.md.")
    elif link.target.startswith("["):
        label = link.target[1:-1]
        yield Finding(page.name, link.line, "LNK004", f"De verwijzing {quote(label)} bestaat niet.", f"Zet onderaan de pagina: [{label}]: pagina.md")
    else:
        yield from _target(page, link, sources, files, own)


def _target(page: Page, link: Link, sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    target = link.target
    scheme = re.match(r"^([A-Za-z][A-Za-z0-9+.-]*):", unquote(target).strip())
    kind = re.sub(r"[\s\x00-\x1f]", "", scheme[1]).lower() if scheme else ""
    if DISK.match(target):
        yield Finding(page.name, link.line, "LNK005", f"{quote(target)} staat op een eigen schijf: een lezer kan er niet bij.", "Zet de tekst op een pagina, of verwijs naar een webadres.")
    elif kind == "http":
        yield warning(page.name, link.line, "LNK006", f"{quote(target)} is geen beveiligd adres.", f"Schrijf https://{target[7:]}")
    elif kind == "https" and own and (target + "/").startswith(own):
        yield warning(page.name, link.line, "LNK007", f"{quote(target)} is het adres van dit handboek zelf: vanuit een oude versie komt de lezer in een andere.", _own_page(page, target, own, sources))
    elif kind == "https" and link.image:
        yield Finding(page.name, link.line, "LNK008", f"De afbeelding {quote(target)} komt van buiten.", "Zet de afbeelding in docs/img/.")
    elif kind == "mailto" and not MAIL.match(target):
        yield Finding(page.name, link.line, "LNK009", f"{quote(target)} is geen e-mailadres.", "Schrijf mailto: en een volledig adres.")
    elif kind and kind not in HARMLESS:
        yield Finding(page.name, link.line, "LNK010", f"Een link mag niet beginnen met {quote(kind + ':')}: {quote(target)}.", "Gebruik https://, mailto: of tel:.")
    elif not kind:
        yield from _inside(page, link, sources, files)


def _inside(page: Page, link: Link, sources: Sources, files: set[str]) -> Iterator[Finding]:
    path, _, anchor = link.target.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    if path.startswith("/"):
        yield Finding(page.name, link.line, "LNK011", f"{quote(link.target)} begint met een schuine streep: in een versie met een datum klopt dat adres niet.", _page_for(page, path, sources))
        return
    full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if full not in files:
        close = difflib.get_close_matches(full, [*sources.pages, *files], 1, cutoff=0.6)
        mend = _page_for(page, path, sources) if path.endswith("/") else f"Bedoelt u {posixpath.relpath(close[0], posixpath.dirname(page.path) or '.')}?" if close else "Kijk de naam van het bestand na."
        yield Finding(page.name, link.line, "LNK012", f"{quote(link.target)} bestaat niet.", mend)
    elif link.image and full in sources.pages:
        yield Finding(page.name, link.line, "LNK012", f"{quote(link.target)} is geen afbeelding.", "Haal het uitroepteken voor de link weg.")
    elif anchor and full in sources.pages and anchor not in sources.pages[full].anchors:
        known = sorted(sources.pages[full].anchors)
        close = difflib.get_close_matches(anchor, known, 1, cutoff=0.5)
        yield Finding(page.name, link.line, "LNK013", f"Op de pagina {full} staat geen kop met het adres {quote('#' + anchor)}.", f"Bedoelt u #{close[0]}?" if close else f"Kies uit: {', '.join('#' + k for k in known[:10])}.")


def _own_page(page: Page, target: str, own: str, sources: Sources) -> str:
    parts = urlsplit(target + ("/" if target + "/" == own else ""))
    path = parts.path.removeprefix(urlsplit(own).path)
    path = re.sub(r"^(?:\d{4}-\d{2}-\d{2}(?:\.\d+)?|geldend|concept)/", "", path)
    return _page_for(page, path, sources) + (f"#{parts.fragment}" if parts.fragment else "")


def _page_for(page: Page, address: str, sources: Sources) -> str:
    """The relative link to the page with this built address."""
    stem = address.strip("/").removesuffix("index.html").removesuffix(".html").strip("/")
    candidates = [c for c in (f"{stem}.md", f"{stem}/index.md", "index.md" if not stem else "", stem) if c in sources.pages]
    found = candidates[0] if candidates else f"{stem or 'index'}.md"
    return f"Verwijs naar de pagina: {posixpath.relpath(found, posixpath.dirname(page.path) or '.')}"
