"""The register as people and other programs see it: the pages at the root, and the page in the place of a text that was taken off the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook.archive import concerning, distinct_texts, history, releases, year_answers
from handbook.archive.acts import Measure
from handbook.archive.applicable import Standing, led_to, standings
from handbook.archive.contacts import CONTACT_JSON, CONTACT_PAGE, Contacts
from handbook.archive.distinct_texts import LIST_JSON, Distinct
from handbook.archive.documents_file import NAMES, Document
from handbook.archive.editing import EDIT_JSON, EDIT_PAGE, EDIT_SCRIPT, Editing
from handbook.archive.history import ARTICLES_JSON, History, Step
from handbook.archive.manifest import Facts
from handbook.archive.register import Register, Version
from handbook.core import change_kind, whole_dates
from handbook.core.dutch import ended, long_date, size_shown
from handbook.core.version_name import VersionName
from handbook.redline import html as redline_html
from handbook.redline.named import KIND_WORDS

FOLDER = releases.PRESENT
RULES = FOLDER / "versies.js"
"""Which version applies on a day, for scripts. A page of a version loads this file from its own folder; the root's script gets its lines."""

RULES_COME_HERE = "  // Here come the lines of versies.js: see archive/root_pages.py.\n"

SHORT_FEEDS = frozenset({"0.1.0", "0.2.0", "0.3.0"})
"""Releases whose feed has no more than the newest FEED_LENGTH publications, and does not say so."""

FEED_LENGTH = 50

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML file may hold (https://www.w3.org/TR/xml/#charsets); such a sign on a page means nothing either."""

ADDRESS = r"""(?<=["'])(?:/[^"'/]+)*/(?=\d{4}-\d\d-\d\d(?:\.\d+)?(?:/|["']))"""
"""In a page with links from the root of the host: what stands before the folder of a version."""

ARTICLE = re.compile(r'(<article class="md-content__inner md-typeset">).*?(</article>)', re.DOTALL)
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
KNOWN = (TITLE, ARTICLE, re.compile("</head>"), re.compile("</body>"))
"""What a page must have to lend its look."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Offered = Mapping[VersionName, Mapping[str, Document]]
"""By version its documents, by their paths within it."""

READING = re.compile(r' data-versie="[^"]*"')


def _printable(value: object) -> object:
    return UNPRINTABLE.sub("\ufffd", value) if isinstance(value, str) and UNPRINTABLE.search(value) else value


def _begins(day: date) -> datetime:
    """The first moment of a Dutch day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/Amsterdam"))


def _moment(day: date) -> str:
    """Its first moment, as feeds write it (https://www.rfc-editor.org/rfc/rfc3339)."""
    return _begins(day).isoformat()


def _instant(day: date) -> str:
    """Its first moment, as Memento writes it (https://www.rfc-editor.org/rfc/rfc7089#section-2.1.1)."""
    moment = _begins(day).astimezone(UTC)
    # In English whatever the machine speaks, which strftime is not.
    weekday, month = DAYS[moment.weekday()], MONTHS[moment.month - 1]
    return f"{weekday}, {moment:%d} {month} {moment.year:04} {moment:%H:%M:%S} GMT"


def _through(day: date) -> str:
    """The last day before `day`: "tot" in the register does not include it, "t/m" for people does."""
    return long_date(day - timedelta(days=1))


def _kinds(kinds: Iterable[str]) -> str:
    """What happened to an article, in words within a sentence."""
    return ", ".join(KIND_WORDS[kind].lower() for kind in kinds)


SUMMARY = re.compile(r'(?<=<p class="verschil-samenvatting">)[^<]*')
COUNT = re.compile(r"\b\d+ (?:artikel|artikelen|gewijzigd|nieuw|vervallen|hernoemd|verplaatst|vernummerd)\b")


def _counted(redline: Markup) -> Markup:
    """A redline with each number in its summary on one line with what it counts."""
    return Markup(SUMMARY.sub(lambda said: COUNT.sub(r'<span class="verschil-aantal">\g<0></span>', said[0]), redline))


SCRIPTS = tuple(
    sorted(
        {
            file.relative_to(folder).as_posix()
            for folder in (FOLDER, *releases.EARLIER.iterdir())
            for kind in ("verschil", "zoeken")
            for file in folder.glob(f"{kind}/*.js")
        }
    )
)
"""The modules that find and show what differs, and those that search all versions, of any release."""

SEARCH_PAGE = "zoeken/index.html"
SEARCHING: Mapping[str, Any] = {"module": "versies/zoeken.js", "style": "versies/zoeken.css"}
COMPARE_PAGE = "vergelijk/index.html"
"""Their scripts lie in versies/, where the pages with a redline of neighbours find those of a comparison too."""

DAY = "versies/dag.js"
"""Finds the text of a day, for the page with all versions and for the address that leads there."""

SOURCES = {
    "404.html": "404.html",
    "atom.xml": "atom.xml",
    "op/index.html": "op.html",
    "robots.txt": "robots.txt",
    "sitemap.xml": "sitemap.xml",
    "timemap.wlnk": "timemap.wlnk",
    COMPARE_PAGE: "vergelijk.html",
    SEARCH_PAGE: "zoeken.html",
    CONTACT_PAGE: "contact.html",
    EDIT_PAGE: "wijzigen.html",
    EDIT_SCRIPT: "wijzigen.js",
    "versies/artikelen.js": "artikelen.js",
    DAY: "dag.js",
    "versies/door.js": "door.js",
    "versies/icoon.svg": "icoon.svg",
    "versies/index.html": "versies.html",
    "versies/register.css": "register.css",
    "versies/register.js": "register.js",
    "versies/vergelijk.js": "vergelijk.js",
    "versies/verschil.css": "verschil.css",
    "versies/zoeken.css": "zoeken.css",
    "versies/zoeken.js": "zoeken.js",
    **{f"versies/{name}": name for name in SCRIPTS},
}
"""Every page of the register by its path at the root, and what it is made from. A release that lacks the source has no such page."""

FEW, OPEN_YEARS = 12, 2
"""How many versions stand in one list, and of more than that the years of what held before that stand open: root/register.js has the same."""

FOOT = "voet.html"
"""What a release puts at the end of a borrowed page; 0.1.0 had its script there."""


@cache
def environment(folder: Path) -> Environment:
    """Fills the templates in `folder`."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=lambda name: not str(name).endswith((".txt", ".wlnk")),
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(dag=long_date, moment=_moment, ogenblik=_instant, tot_en_met=_through, soorten=_kinds)
    made.filters.update(zin=ended, geteld=_counted, grootte=size_shown)
    return made


def render(
    register: Register,
    shell: str | None,
    pages: Collection[str] = (),
    *,
    alias: str,
    kept: Contacts | None = None,
    told: History = history.NOTHING,
    found: Distinct = distinct_texts.NOTHING,
    offered: Offered = {},  # noqa: B006 - nobody writes in it
    edit: Editing | None = None,
) -> dict[str, bytes]:
    """Every page of the register by its path at the root, as the release makes it that the register names; the same register gives the same bytes.

    `shell` is the 404.html of the version that lends its look; without a usable one the pages have a plain look of their own.
    `pages` are the addresses of the text in force within its folder, for search engines; `alias` is the address that leads to it.
    `kept` are the contacts that are kept up to date, None where nobody ever was; `told` is what each version changed, `found` which
    texts there are to search, `offered` the documents of each version, `edit` where each page can be changed.
    Raises LookupError where this program does not know the release.
    """
    folder = _templates(register.program)
    site = _Root(register, shell, folder, kept, told, offered, edit)
    made: dict[str, Callable[[], bytes]] = {
        "404.html": lambda: site.page("404.html", "Pagina niet gevonden", site.base),
        "atom.xml": site.feed,
        "op/index.html": lambda: site.page("op.html", "Welke tekst gold op een dag?", "../", at=site.days, scripts=(DAY,)),
        "robots.txt": lambda: site.file("robots.txt", base=_quoted(site.base), alias=alias),
        "sitemap.xml": lambda: site.file("sitemap.xml", pages=sorted(pages) or [""]),
        "timemap.wlnk": lambda: site.file("timemap.wlnk", alias=alias, mementos=led_to(register.entries, register.day)),
        CONTACT_JSON: lambda: kept.written() if kept else b"",
        COMPARE_PAGE: lambda: site.page("vergelijk.html", "Wat is er veranderd?", "../", module="versies/vergelijk.js"),
        SEARCH_PAGE: lambda: site.page("zoeken.html", "Zoeken in alle versies", "../", **SEARCHING),
        CONTACT_PAGE: lambda: site.page("contact.html", "Contact", "../"),
        **site.editing(),
        **site.lists(),
        **{f"versies/{name}": partial(script, folder, name) for name in ("register.js", "vergelijk.js", "zoeken.js")},
        ARTICLES_JSON: told.registry,
        LIST_JSON: lambda: found.listed,
        **{history.page_of(entry.version): partial(site.redline, told.of(entry)) for entry in register.entries},
    }
    listed = paths(register.program, [entry.version for entry in register.entries], kept=kept is not None, edit=edit is not None)
    texts = _texts(told, found) if releases.knows_redlines(register.program) else {}
    asked = _asked(register, edit) if releases.knows_small_files(register.program) else {}
    whole = {path: made[path]() if path in made else (folder / SOURCES[path]).read_bytes() for path in listed if path not in asked}
    return whole | asked | texts


def _asked(register: Register, edit: Editing | None) -> dict[str, bytes]:
    """The small files that pages ask in the place of the whole register."""
    return concerning.files(register, changeable=edit is not None) | year_answers.files(register)


def _templates(release: str) -> Path:
    """Raises LookupError where this program does not know the release."""
    folder = releases.templates(release)
    if folder is None:
        raise LookupError(release)
    return folder


def _texts(told: History, found: Distinct) -> dict[str, bytes]:
    """The files at the root with texts of versions: of which there are depends on what was published."""
    return {**{history.text_of(version): data for version, data in told.derived.items()}, **found.by_year}


def paths(release: str, versions: Collection[VersionName] = (), *, kept: bool = False, edit: bool = False) -> tuple[str, ...]:
    """The pages that `release` always makes of these versions, by their paths at the root; those of this release where it is not known.

    Those on contacts only where these are `kept` up to date, those on changes only where the text can be changed (`edit`).
    """
    folder = releases.templates(release) or FOLDER
    kept = kept and releases.knows_contacts(release)
    edit = edit and (folder / SOURCES[EDIT_PAGE]).is_file()
    absent = {*(() if kept else [CONTACT_PAGE]), *(() if edit else [EDIT_PAGE, EDIT_SCRIPT])}
    made = (path for path, source in SOURCES.items() if (folder / source).is_file() and path not in absent)
    redlines = (ARTICLES_JSON, LIST_JSON, *map(history.page_of, versions)) if releases.knows_redlines(release) else ()
    small = (concerning.NOW_JSON, *map(concerning.own_file, versions), *map(year_answers.path_of, year_answers.span(versions)))
    asked = small if releases.knows_small_files(release) else ()
    by_year = map(page_of_year, years(versions)) if releases.knows_years(release) else ()
    return (*([CONTACT_JSON] if kept else []), *([EDIT_JSON] if edit else []), *made, *redlines, *asked, *by_year)


def years(versions: Iterable[VersionName]) -> list[int]:
    """The years in which their first days fell, the last one first."""
    return sorted({version.day.year for version in versions}, reverse=True)


def page_of_year(year: int) -> str:
    """The path of the page with the versions of one year."""
    return f"versies/{year:04}/index.html"


def script(folder: Path = FOLDER, name: str = "register.js") -> bytes:
    """A script of the root, whole by itself: versions come and go, and it reads none of them."""
    own = (folder / name).read_text("utf-8")
    # Within the script's own function or module, so that nothing of it meets the same lines of the version that lends its look.
    return own.replace(RULES_COME_HERE, (folder / RULES.name).read_text("utf-8")).encode() if RULES_COME_HERE in own else own.encode()


def notice(facts: Facts, measure: Measure, base: str) -> bytes:
    """The page that stands on every address of a text that was taken off the site, or on that of one page; `base` is the path of the handbook's address.

    Its look and what it says of today come from the register, and it reads well without: the version's folder itself keeps no other file.
    """
    what = "Deze tekst" if measure.wat == "alles" else "Deze pagina"
    page = environment(FOLDER).get_template("van-de-site.html").render(facts=facts, measure=measure, root=base, what=what)
    return whole_dates.marked(page).encode()


def article_notice(measure: Measure) -> str:
    """What stands in the place of one article, on its page."""
    return whole_dates.marked(environment(FOLDER).get_template("artikel-van-de-site.html").render(measure=measure))


@dataclass(frozen=True)
class _Root:
    register: Register
    shell: str | None
    folder: Path
    kept: Contacts | None = None
    told: History = history.NOTHING
    offered: Offered = field(default_factory=dict)
    edit: Editing | None = None

    @property
    def base(self) -> str:
        """The path of the handbook's address, with a slash at both ends."""
        return urlsplit(self.register.address).path or "/"

    @property
    def days(self) -> str | None:
        """The page that answers which text applied on a day, as a path; None where op/ is that page itself."""
        return "versies/" if releases.answers_in_list(self.register.program) else None

    @cached_property
    def first(self) -> Version:
        """What was published first: its address names the feed for ever, wherever the handbook moves."""
        return min(self.register.entries, key=lambda entry: entry.sequence)

    @cached_property
    def standings(self) -> Mapping[VersionName, Standing]:
        return standings(self.register.entries, self.register.day)

    @cached_property
    def listed(self) -> Sequence[Version]:
        """The versions on the page with all of them: what holds now or will, and the last years of what held before."""
        register = self.register
        if len(register.entries) <= FEW or not releases.knows_years(register.program):
            return register.entries
        past = {one.version for one in register.entries if one != register.current and max(one.day, one.announced) <= register.day}
        last = years(past)[:OPEN_YEARS]
        return [one for one in register.entries if one.version not in past or one.day.year in last]

    def lists(self) -> dict[str, Callable[[], bytes]]:
        """The page with all versions, and that of each year."""
        names = {one.version for one in self.register.entries}
        folded = years(names - {one.version for one in self.listed})
        more: dict[str, Any] = {"scripts": ("versies/artikelen.js", DAY), "folded": folded, "meanings": change_kind.MEANING}
        return {
            "versies/index.html": lambda: self.page("versies.html", "Alle versies", "../", **more),
            **{page_of_year(year): partial(self.year, year) for year in years(names)},
        }

    def table(self, entries: Sequence[Version], root: str) -> str:
        """The list without JavaScript, with its dates marked where the release does that."""
        if not (self.folder / ROW).is_file():
            return self.file("tabel.html", root=root, entries=entries, standings=self.standings).decode()
        rows = "".join(map(self.row, entries)).replace(UP, f'href="{root}')
        return whole_dates.marked(self.file("tabel.html", rows=HERE).decode()).replace(f"{HERE}\n", rows)

    def row(self, entry: Version) -> str:
        """One version in that list. It stands in the list of its year too, which lies deeper: only its links differ there."""
        if entry.version not in self._rows:
            self._rows[entry.version] = whole_dates.marked(self.file(ROW, root="../", entry=entry, standings=self.standings).decode())
        return self._rows[entry.version]

    @cached_property
    def _rows(self) -> dict[VersionName, str]:
        return {}

    def year(self, year: int) -> bytes:
        """The page with the versions of one year."""
        entries = [one for one in self.register.entries if one.day.year == year]
        at = page_of_year(year).removesuffix("index.html")
        return self.page("versies-jaar.html", f"Versies van {year}", "../../", at=at, year=year, entries=entries)

    def file(self, name: str, **more: object) -> bytes:
        """One template, filled."""
        known = {"register": self.register, "address": self.register.address, "kept": self.kept, "told": self.told, "edit": self.edit}
        documents = {"offered": self.offered, "form_names": NAMES}
        return environment(self.folder).get_template(name).render(**known, **documents, **more).encode()

    def editing(self) -> dict[str, Callable[[], bytes]]:
        """What says where each page can be changed; nothing where no host is named."""
        page = partial(self.page, "wijzigen.html", "Wijziging voorstellen", "../", scripts=(EDIT_SCRIPT,))
        return {EDIT_JSON: self.edit.written, EDIT_PAGE: page} if self.edit else {}

    def feed(self) -> bytes:
        """Every publication, the newest first (https://www.rfc-editor.org/rfc/rfc4287)."""
        newest = sorted(self.register.entries, key=lambda entry: entry.sequence, reverse=True)
        listed = newest[:FEED_LENGTH] if self.register.program in SHORT_FEEDS else newest
        rows = [(_tag(entry, str(entry.version)), _changed(entry), entry) for entry in listed]
        return self.file("atom.xml", id=_tag(self.first, ""), changed=max(changed for _, changed, _ in rows), rows=rows)

    def redline(self, step: Step) -> bytes:
        """The page that shows what a version changed, in the look of that version: the same two texts give the same page, whatever comes later."""
        if step.page is not None:
            return step.page
        own = replace(self, shell=step.shell)
        title = f"Wat er verandert met de tekst van {step.entry.title}"
        at = f"{history.PAGES}/{step.entry.version}/"
        return own.page("wijzigingen.html", title, "../../", at=at, module=BROWSE, step=step, marked=self._marked(step))

    def _marked(self, step: Step) -> Markup | None:
        """The two texts in one, with below the heading of each article what the version says of it."""
        if step.redline is None:
            return None
        macros: Any = environment(self.folder).get_template(NOTES).module
        return Markup(
            redline_html.fragment(
                step.redline,
                address_of=lambda version, place: f"../../{version}/{place}",
                note_of=lambda id_: str(macros.under(step.notes[id_])) if id_ in step.notes else "",
            )
        )

    def page(
        self, name: str, title: str, root: str, *, at: str | None = None, entries: Sequence[Version] | None = None, **more: Any
    ) -> bytes:
        """One page in the shell; `root` leads from it to the root, where it stands at the path `at`. A list on it is of `entries`."""
        facts = {"title": title, "root": root, "description": DESCRIPTIONS[name], **more}
        content = self.file(name, table=HERE, **facts).decode()
        if self.folder == FOLDER and name in READ:
            content = whole_dates.marked(content)
        if HERE in content:
            content = content.replace(HERE, self.table(self.listed if entries is None else entries, root))
        head = self.file("kop.html", canonical=self._canonical(name, at), **facts)
        shell = self._shell(root)
        if shell is None:
            return self.file("kaal.html", content=Markup(content), head=Markup(head.decode()), **facts)
        # At the end of the head, where its style sheet has the last word.
        whole = TITLE.sub("", shell, count=1).replace("</head>", f"{head.decode()}</head>", 1)
        whole = ARTICLE.sub(lambda m: f"{m[1]}\n{content}{m[2]}", whole, count=1)
        if (self.folder / FOOT).is_file():
            whole = whole.replace("</body>", f"{self.file(FOOT, **facts).decode()}</body>", 1)
        return whole.encode()

    def _canonical(self, name: str, at: str | None) -> str | None:
        if name in ("404.html", "wijzigen.html"):
            return None
        if at is not None:
            return f"{self.register.address}{at}"
        return f"{self.register.address}{CONTACT_PAGE if name == 'contact.html' else name.removesuffix('.html') + '/'}"

    def _shell(self, root: str) -> str | None:
        """The borrowed page with its links made to lead from `root`, reading no version; None where it is not what we know."""
        if self.shell is None or not all(part.search(self.shell) for part in KNOWN):
            return None
        shell = READING.sub("", re.sub(ADDRESS, lambda _: root, self.shell))
        return re.sub(rf'(?<=["\']){re.escape(root)}[^"\'/]+/\.\./', lambda _: root, shell)


READ = ("contact.html", "versies.html", "versies-jaar.html", "wijzigingen.html")
"""Pages with sentences that nobody's script writes: a date in them has its mark from the start, as those of `el` in versies.js have."""

DESCRIPTIONS = {
    "versies.html": "Alle versies van het handboek: van wanneer tot wanneer zij golden, wat er veranderde en waar u de tekst leest.",
    "versies-jaar.html": "De versies van het handboek van één jaar: van wanneer tot wanneer zij golden en waar u de tekst leest.",
    "op.html": "Zoek de tekst die op een bepaalde dag gold.",
    "404.html": "Op dit adres staat geen pagina.",
    "vergelijk.html": "Vergelijk twee versies van het handboek: wat is er per artikel veranderd?",
    "zoeken.html": "Zoek een woord in alle versies van het handboek: in welk artikel staat het, en wanneer gold dat?",
    "wijzigen.html": "Waar een wijziging van de tekst voor te stellen is.",
    "contact.html": "Wie er nu te bereiken is, ook bij een oudere tekst.",
    "wijzigingen.html": "Wat deze versie van het handboek veranderde, artikel voor artikel.",
}

ROW = "rij.html"
"""One version in the list; releases up to 0.6.0 have their rows in the list itself."""

HERE = Markup("<!-- hier -->")
"""Where the list comes, or its rows: a page of a thousand versions is looked through for dates once, and not as a whole."""

UP = 'href="../'
"""How every link of a row begins: what an author wrote has no such quotation marks."""

NOTES = "toelichting.html"
"""How what a version says of its changes reads."""

BROWSE = "versies/verschil/browse.js"
"""By which a reader goes from change to change."""


def _quoted(path: str) -> str:
    """A path in which no sign means anything to a reader of robots.txt."""
    return quote(path, safe="/%-._~!&'()+,;=:@")


def _tag(entry: Version, rest: str) -> str:
    """A name for ever (https://www.rfc-editor.org/rfc/rfc4151), from what a version itself says of its address and its day."""
    address = urlsplit(entry.address)
    return f"tag:{address.hostname},{entry.published.isoformat()}:{_quoted(address.path or '/')}{rest}"


def _changed(entry: Version) -> date:
    """The last day on which something happened to a version."""
    if entry.of_before:
        # As the releases that took it off wrote it.
        return entry.measures[0].datum
    return max([entry.published, *(one.datum for one in entry.measures), *([entry.repealed.bekendgemaakt] if entry.repealed else [])])
