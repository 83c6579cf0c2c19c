"""A link leads to an existing page and heading, or to the open web; never to a disk, a script or a dead end."""

from __future__ import annotations

import difflib
import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import unquote, urlsplit

from handbook.checks.preview import targets
from handbook.checks.renames import renamed
from handbook.core import causes
from handbook.core.findings import Cause, Finding, Fix, errors, quote
from handbook.sources import Sources
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.files.characters import composed
from handbook.sources.pages import JINJA, Heading, Link, Page, one_name, slugify

VAGUE = frozenset(
    [
        "hier",
        "klik hier",
        "klik",
        "link",
        "deze link",
        "lees meer",
        "meer",
        "lees verder",
        "meer informatie",
        "deze pagina",
        "website",
        "pagina",
        "klik op deze link",
        "download",
    ]
)
ELSEWHERE = ("#fn:", "#fnref", "//")
"""Notes and pictures of another host in HTML, which have findings of their own."""

PAGE_LIMIT = 100
HARMLESS = frozenset({"https", "mailto", "tel"})
DISK = re.compile(r"^(?:\\|//|file:|[A-Za-z]:[\\/])", re.IGNORECASE)
TELEPHONE = re.compile(r"tel:\s*\{\{\s*(?P<fact>[\w.]+)\s*\}\}")
FACT_TARGET = re.compile(r"\]\(\s*\{\{\s*(?P<fact>[a-z_.]+)\s*\}\}\s*\)")
MAIL = re.compile(r"^mailto:[^@\s?]+@[^@\s?]+\.[A-Za-z]{2,}(?:\?.*)?$")


def check(sources: Sources) -> Iterator[Finding]:
    files = {
        name for p in sources.project.docs.rglob("*") if p.is_file() and _public(name := p.relative_to(sources.project.docs).as_posix())
    }
    own = sources.facts.handboek.adres if sources.facts else None
    for page in sources.pages.values():
        # Each finding searches for the name that was meant, which takes time; nobody reads more than a hundred.
        yield from islice(_of_page(page, sources, files, own), PAGE_LIMIT)


def _of_page(page: Page, sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    for link in page.links:
        yield from _link(page, link, sources, files, own)
    slips = list(_slips(page, sources))
    yield from slips
    yield from _as_printed(page, {*slips}, sources, files, own)


def _public(name: str) -> bool:
    """Whether a file of docs/ becomes part of the site."""
    return not name.startswith(f"{DATA_FOLDER}/") and not any(part.startswith(".") for part in name.split("/"))


def _as_printed(page: Page, slips: set[Finding], sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    """Links of which only the engine knows: with spaces in the target, by a label, in HTML."""
    known = {unquote(html.unescape(link.target)) for link in page.links}
    told = {slip.line for slip in slips}
    made = targets.of(sources).get(page.path)
    for link in made.links if made else ():
        if unquote(link.target) not in known and link.line not in told and not link.target.startswith(ELSEWHERE):
            # Doubts about an address are told of what was typed; here a fact may have filled it in.
            yield from errors(_target(page, link, sources, files, own))
    for name, count in made.ids.items() if made else ():
        # Two headings have a finding of their own.
        if count > 1 and sum(heading.anchor == name for heading in page.headings) < 2:
            line = next((number for number, text in page.prose if f"#{name}" in text or f'"{name}"' in text), page.body_start)
            yield page.finding(line, "LNK018", f"Het adres {quote('#' + name)} staat {count} keer op deze pagina.", "Kies een ander adres.")


SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?<!\])\[(?P<text>[^\[\]\n]{1,200})\][ ]+\((?P<target>[^()\s]{1,200}(?:\.md|/)(?:#[\w-]*)?|https?://[^()\s]{1,200})\)"
        ),
        "Tussen ] en ( staat een spatie",
    ),
    (re.compile(r"\((?P<text>[^()\[\]\n]{1,200})\)\[(?P<target>[^\[\]\s^]{1,200})\]"), "De haken van deze link staan verkeerd om"),
    (re.compile(r"\[\[(?P<target>[^\[\]\n]{1,200})\]\](?P<text>)"), "Zo werkt een link alleen in een wiki"),
    (
        re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<target>[^()\s<>]{0,200} [^()\n<>\"']{1,200}\.md(?:#[\w-]*)?)\)"),
        "In het doel van deze link staat een spatie",
    ),
    (
        re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,200})(?![^\n()]{0,400}\))(?=\s|$)"),
        "Het laatste haakje van deze link ontbreekt",
    ),
)
"""Attempts at a link that print as they were typed, brackets and all."""


def _slips(page: Page, sources: Sources) -> Iterator[Finding]:
    for number, line in page.prose:
        if "[" not in line:
            continue
        for slip, what in SLIPS:
            for match in slip.finditer(JINJA.sub(lambda m: "x" * len(m[0]), line)):
                target = match["target"] if re.search(r"[.:/]", match["target"]) else f"{match['target']}.md"
                text = match["text"] or match["target"]
                yield page.finding(number, "LNK014", f"{what}: {quote(match[0])}.", f"Schrijf: [{text}]({_found(page, target, sources)})")
        for match in FACT_TARGET.finditer(line):
            value = _fact(sources, match["fact"])
            if value and not value.startswith("https://"):
                mend = "Zet tussen de haken een pagina, of een gegeven dat een webadres is, zoals werkgever.website."
                message = f"Het gegeven {match['fact']} is geen webadres, en kan geen doel van een link zijn."
                yield page.finding(number, "LNK016", message, mend)
        for match in TELEPHONE.finditer(line):
            message = f"Een telefoonnummer met spaties kan geen doel van een link zijn: {quote(match[0])}."
            yield page.finding(number, "LNK015", message, f"Schrijf: {{{{ bel({match['fact']}) }}}}")


def _fact(sources: Sources, path: str) -> str:
    value: object = sources.facts
    for part in path.split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, str) else ""


def _found(page: Page, target: str, sources: Sources) -> str:
    """`target`, or the page that it names in ordinary writing, with spaces and capitals."""
    path, hash_, anchor = target.partition("#")
    names = [posixpath.relpath(p, posixpath.dirname(page.path) or ".") for p in sources.pages]
    near = difflib.get_close_matches(path.lower(), names, 1, cutoff=0.75)
    return (near[0] if near and path not in names and ":" not in path else path) + hash_ + anchor


def _link(page: Page, link: Link, sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    if not link.image and not link.text.strip():
        mend = "Schrijf tussen de blokhaken waar de link naartoe gaat."
        yield page.finding(link.line, "LNK001", f"De link naar {quote(link.target)} heeft geen tekst.", mend)
    elif not link.image and link.text.strip().lower().strip(".") in VAGUE:
        mend = "Noem in de link wat de lezer daar vindt."
        yield page.warning(link.line, "LNK002", f"De tekst {quote(link.text)} zegt niet waar de link naartoe gaat.", mend)
    if not link.target:
        mend = "Zet tussen de ronde haken de pagina, zoals melden.md."
        yield page.finding(link.line, "LNK003", f"De link {quote(link.text)} leidt nergens heen.", mend)
    elif link.target.startswith("["):
        label = link.target[1:-1]
        mend = f"Zet onderaan de pagina: [{label}]: pagina.md"
        yield page.finding(link.line, "LNK004", f"De verwijzing {quote(label)} bestaat niet.", mend)
    else:
        yield from _target(page, link, sources, files, own)


def _target(page: Page, link: Link, sources: Sources, files: set[str], own: str | None) -> Iterator[Finding]:
    target = link.target
    # As a browser reads it: entities and escapes resolved, white space removed.
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\s\x00-\x20]", "", unquote(html.unescape(target))))
    kind = scheme[1].lower() if scheme else ""
    if not _readable(target):
        mend = "Kopieer het adres opnieuw uit de browser."
        yield page.finding(link.line, "LNK019", f"{quote(target)} is geen adres: geen browser kan het lezen.", mend)
    elif DISK.match(target):
        mend = "Zet de tekst op een pagina, of verwijs naar een webadres."
        yield page.finding(link.line, "LNK005", f"{quote(target)} staat op een eigen schijf: een lezer kan er niet bij.", mend)
    elif kind in ("http", "https") and link.image:
        yield page.finding(link.line, "LNK008", f"De afbeelding {quote(target)} komt van buiten.", "Zet de afbeelding in docs/img/.")
    elif kind == "http":
        yield page.warning(link.line, "LNK006", f"{quote(target)} is geen beveiligd adres.", f"Schrijf https://{target[7:]}")
    elif kind == "https" and own and (target + "/").startswith(own):
        message = f"{quote(target)} is het adres van dit handboek zelf: vanuit een oude versie komt de lezer in een andere."
        yield page.warning(link.line, "LNK007", message, _own_page(page, target, own, sources))
    elif kind == "mailto" and not MAIL.match(target):
        yield page.finding(link.line, "LNK009", f"{quote(target)} is geen e-mailadres.", "Schrijf mailto: en een volledig adres.")
    elif kind and kind not in HARMLESS:
        mend = "Gebruik https://, mailto: of tel:."
        yield page.finding(link.line, "LNK010", f"Een link mag niet beginnen met {quote(kind + ':')}: {quote(target)}.", mend)
    elif not kind:
        yield from _inside(page, link, sources, files)


def _readable(target: str) -> bool:
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True


def _inside(page: Page, link: Link, sources: Sources, files: set[str]) -> Iterator[Finding]:
    path, _, anchor = link.target.partition("#")
    path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
    if path.startswith("/"):
        message = f"{quote(link.target)} begint met een schuine streep: in een versie met een datum klopt dat adres niet."
        yield page.finding(link.line, "LNK011", message, _page_for(page, path, sources))
        return
    full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    twin = next((name for name in files if composed(name) == composed(full)), None) if full not in files and not full.isascii() else None
    if twin:
        message = f"{quote(link.target)} heet in docs/ net iets anders: een van de twee namen heeft een los accent."
        yield page.finding(link.line, "LNK012", message, one_name(twin))
    elif full not in files:
        here = posixpath.dirname(page.path) or "."
        new = _new_target(page, path, files, renamed(sources))
        if new is not None:
            mend, fix = f"Dat bestand is verplaatst. Schrijf: {new}", _with_new_targets(page, link.line, files, renamed(sources))
            message = f"{quote(link.target)} bestaat niet."
            yield page.finding(link.line, "LNK012", message, mend, fix=fix, cause=Cause(lacks=causes.page(full)))
            return
        close = difflib.get_close_matches(full, [*sources.pages, *files], 1, cutoff=0.6)
        mend = (
            _page_for(page, path, sources)
            if path.endswith(("/", ".html"))
            else f"Bedoelt u {posixpath.relpath(close[0], here)}?"
            if close
            else "Kijk de naam van het bestand na."
        )
        yield page.finding(link.line, "LNK012", f"{quote(link.target)} bestaat niet.", mend, cause=Cause(lacks=causes.page(full)))
    elif link.image and full in sources.pages:
        yield page.finding(link.line, "LNK017", f"{quote(link.target)} is geen afbeelding.", "Haal het uitroepteken voor de link weg.")
    elif anchor and full in sources.pages and not _has(sources, full, anchor):
        known = sorted(sources.pages[full].anchors)
        close = difflib.get_close_matches(anchor, known, 1, cutoff=0.5)
        mend = f"Bedoelt u #{close[0]}?" if close else f"Kies uit: {', '.join('#' + k for k in known[:10])}."
        message = f"Op de pagina {full} staat geen kop met het adres {quote('#' + anchor)}."
        yield page.finding(link.line, "LNK013", message, mend, cause=Cause(lacks=causes.anchor(full, anchor)))
    elif anchor and full in sources.pages and (heading := _counted(sources.pages[full], anchor)):
        message = f"Het adres {quote('#' + anchor)} is geteld: het verschuift als er een kop bij komt."
        mend = f"Zet een eigen adres achter de kop op regel {heading.line} van {full}, zoals {{#{anchor.rpartition('_')[0]}-anders}}, en verwijs daarnaar."
        yield page.warning(link.line, "LNK020", message, mend)


def _counted(page: Page, anchor: str) -> Heading | None:
    """The heading that got this address because an earlier one has the same text."""
    return next((h for h in page.headings if h.anchor == anchor and not h.explicit and slugify(h.text) != anchor), None)


def _has(sources: Sources, path: str, anchor: str) -> bool:
    """Whether the page has the address, in its source and as it is printed with these facts."""
    made = targets.of(sources).get(path)
    return anchor in sources.pages[path].anchors and (made is None or anchor in made.ids)


def _new_target(page: Page, path: str, files: set[str], moved: Mapping[str, str]) -> str | None:
    """Where a link to `path` leads now that the page that it names, or the page on which it stands, has another place."""
    here = posixpath.dirname(page.path)
    full = posixpath.normpath(posixpath.join(here, path))
    if full in files:
        return None
    if full in moved:
        return posixpath.relpath(moved[full], here or ".")
    before = next((old for old, new in moved.items() if new == page.path), page.path)
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(before), path))
    meant = moved.get(meant, meant)
    return posixpath.relpath(meant, here or ".") if meant in files else None


def _with_new_targets(page: Page, number: int, files: set[str], moved: Mapping[str, str]) -> Fix:
    """The line with every link in it to where it leads now."""
    line = page.lines[number - 1]

    def one(match: re.Match[str]) -> str:
        return "](" + (_new_target(page, match["path"], files, moved) or match["path"])

    return Fix.of_line(number, line, re.sub(r"\]\((?P<path>[^()\s<>#?:]+)(?=[)#?])", one, line))


def _own_page(page: Page, target: str, own: str, sources: Sources) -> str:
    parts = urlsplit(target + ("/" if target + "/" == own else ""))
    path = parts.path.removeprefix(urlsplit(own).path)
    alias = re.escape(sources.project.edition.alias)
    path = re.sub(rf"^(?:\d{{4}}-\d{{2}}-\d{{2}}(?:\.\d+)?|{alias}|concept)/", "", path)
    return _page_for(page, path, sources) + (f"#{parts.fragment}" if parts.fragment else "")


def _page_for(page: Page, address: str, sources: Sources) -> str:
    """The relative link to the page with this built address."""
    stem = address.strip("/").removesuffix("index.html").removesuffix(".html").strip("/")
    candidates = [c for c in (f"{stem}.md", f"{stem}/index.md", "index.md" if not stem else "", stem) if c in sources.pages]
    found = candidates[0] if candidates else f"{stem or 'index'}.md"
    return f"Verwijs naar de pagina: {posixpath.relpath(found, posixpath.dirname(page.path) or '.')}"
