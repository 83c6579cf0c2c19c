"""An article's id is for ever: one that was published never goes without a word, and never becomes the id of another rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handbook.archive.branch import AtHand
from handbook.checks import lasting_addresses, published, renamed_articles
from handbook.checks.changes import since
from handbook.core import causes
from handbook.core.findings import Cause, Finding, Fix, Level, quote
from handbook.core.version_name import VersionName
from handbook.sources import Sources, articles, pages, revisions
from handbook.sources.articles import ID
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.data.former_articles import FORMER, FORMER_YML
from handbook.sources.files.text_files import read_text
from handbook.sources.pages import address
from handbook.sources.printed import titles

WHY = "[invullen: waarom is het artikel weg?]"
FORMER_FACTS = "vervallen"
"""Under this key `handboek.json` has the former articles of a version."""


def check(sources: Sources) -> Iterator[Finding]:
    archive = published.archive(sources)
    if archive is None or sources.config is None:
        return
    ever = Ever.of(sources, archive)
    if ever.versions:
        yield from _gone(ever)
        yield from _again(ever)


@dataclass(frozen=True)
class Ever:
    """Every article that was ever published, in the versions that have a file here: a correction knows nothing of what came on a later day.

    `versions` are in their order: of each the articles by page and id, with their titles.
    """

    sources: Sources
    archive: AtHand
    versions: Mapping[VersionName, Mapping[tuple[str, str], str]]

    @classmethod
    def of(cls, sources: Sources, archive: AtHand) -> Ever:
        known = sorted(archive.names.keys() & revisions.names(sources.project))
        records = ((version, archive.record(version)) for version in known)
        return cls(sources, archive, {version: _articles(record) for version, record in records if record})

    @cached_property
    def last(self) -> dict[tuple[str, str], VersionName]:
        """The newest version in which each article stood at each address."""
        return {place: version for version, held in self.versions.items() for place in held}

    @cached_property
    def newest(self) -> VersionName:
        """The text before this one."""
        return max(self.versions)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(id_ for _, id_ in self.last)

    @cached_property
    def fresh(self) -> list[str]:
        """The articles that were never published."""
        return [id_ for id_ in self.sources.metadata.articles if id_ not in self.ids]

    @cached_property
    def led_on(self) -> Mapping[str, Any]:
        """The former addresses of which the text before this one tells."""
        return (self.archive.record(self.newest) or {}).get(FORMER_FACTS) or {}

    @cached_property
    def end(self) -> int:
        """The number of the line behind the last one of the file."""
        path = self.sources.project.docs / DATA_FOLDER / FORMER_YML
        text = (read_text(self.sources.project, path)[0] or "") if path.is_file() else ""
        return len(text.splitlines()) + 1

    def level(self, place: tuple[str, str]) -> Level:
        """What was gone before this text, without a word, stops nobody."""
        path, id_ = place
        before = self.last[place] == self.newest or f"{address(path)}#{id_}" in self.led_on
        return "fout" if before else "waarschuwing"

    def leads(self, page: str, id_: str) -> bool:
        """Whether the address leads to what became of the article."""
        former, about = self.sources.data.former, self.sources.metadata.articles.get(id_)
        if former.at(page, id_) or (about and about.page == page):
            return True
        to = self.sources.config.redirects.get(page, ("", 0))[0].partition("#")[0] if self.sources.config else ""
        if to:
            # A page that leads on keeps the place behind its address.
            return bool(former.at(to, id_) or (about and about.page == to))
        # Somebody wrote where it went.
        return bool(about and page in self.sources.pages and id_ in self.sources.pages[page].anchors)


def _articles(record: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (path, id_): str(article.get("titel", ""))
        for path, page in (record.get("paginas") or {}).items()
        for id_, article in (page.get("artikelen") or {}).items()
    }


def _gone(ever: Ever) -> Iterator[Finding]:
    """Addresses at which an article stood, and where nothing says what became of it."""
    sources = ever.sources
    for place, version in ever.last.items():
        page, id_ = place
        unread = page not in sources.pages and (sources.project.docs / page).exists()
        if unread or ever.leads(page, id_):
            continue
        about = sources.metadata.articles.get(id_)
        lost = page not in sources.pages and page not in (sources.config.redirects if sources.config else ())
        if about is None:
            yield _vanished(ever, place, version)
        elif not lost:
            # Of a page that is gone one hears first, and it takes its articles along.
            line = f"{page}#{id_}: {id_}"
            message = (
                f"Artikel {quote(id_)} stond in versie {version} op {page}, en staat nu in {sources.pages[about.page].name}:{about.line}."
            )
            mend = f"Wie het oude adres opent, moet het daar vinden. Zet in {FORMER.name}: {line}"
            fix = Fix(ever.end, (), (line,))
            yield FORMER.finding(None, "ART032", message, mend, ever.level(place), fix=fix, cause=_cause(ever, place))


def _vanished(ever: Ever, place: tuple[str, str], version: VersionName) -> Finding:
    page, id_ = place
    before = renamed_articles.published(ever.archive, version, page, id_)
    new = renamed_articles.became(ever.sources, before, ever.fresh) or _named_by_redirect(ever, page)
    title = (_typed(ever, place, version) or before.title).replace('"', "'").replace("\\", "/")
    message = f"Artikel {quote(id_)} ({title}) stond in versie {version} op {page}, en is er niet meer."
    if new is None:
        line = f'{page}#{id_}: {{titel: "{title}", reden: "{WHY}"}}'
        mend = (
            f"Zet het terug. Staat de regel nu in een ander artikel? Zet dan in {FORMER.name} {page}#{id_}: met het adres van dat artikel erachter. "
            f"Geldt zij niet meer? Zet daar dan: {line}"
        )
        return FORMER.finding(None, "ART030", message, mend, ever.level(place), cause=_cause(ever, place))
    about = ever.sources.metadata.articles[new]
    if not ID.fullmatch(new):
        # Its heading is told of first: as an address it would be wrong in every file that a program or a person writes it in.
        cause = _cause(ever, place)
        return FORMER.finding(
            None, "ART030", message, "Zet het terug.", ever.level(place), cause=replace(cause, needs=(causes.article(new), *cause.needs))
        )
    line = f'{page}#{id_}: {{titel: "{title}", opvolger: {new}}}'
    where = f"{ever.sources.pages[about.page].name}:{about.line}"
    mend = f"Is het nu {quote(new)}, in {where}? Geef die kop dan het oude adres terug, of zet in {FORMER.name}: {line}"
    return FORMER.finding(None, "ART030", message, mend, ever.level(place), fix=Fix(ever.end, (), (line,)), cause=_cause(ever, place))


def _typed(ever: Ever, place: tuple[str, str], version: VersionName) -> str:
    """The title as the sources of that version have it: printed it may speak to its reader with je. Empty where this clone has no such heading."""
    page, id_ = place
    text = since.Before(ever.archive, version, {}).text(f"docs/{page}")
    parsed, _ = pages.parse(f"docs/{page}", page, text or "")
    title = next((match["title"] for _, _, match in articles.headed(parsed) if match and match["id"] == id_), "")
    return "" if "{" in title else titles.bare(title)


def _named_by_redirect(ever: Ever, page: str) -> str | None:
    """The article to which a page leads on that had this one alone."""
    to = ever.sources.config.redirects.get(page, ("", 0))[0].partition("#")[2] if ever.sources.config else ""
    alone = len([id_ for path, id_ in ever.last if path == page]) == 1
    return to if alone and to in ever.sources.metadata.articles else None


def _cause(ever: Ever, place: tuple[str, str]) -> Cause:
    page, id_ = place
    here = ever.sources.pages.get(page)
    # Of an article that stands at the head of its page still, that place tells.
    told = id_ in ever.sources.metadata.articles or (here is not None and id_ in lasting_addresses.at_head(here))
    needs = (FORMER.name, causes.entry(FORMER.name, f"{page}#{id_}"), causes.page(page), causes.PAGES)
    return Cause(() if told else (causes.article(id_),), causes.anchor(page, id_), needs, leads=True)


def _again(ever: Ever) -> Iterator[Finding]:
    """Ids under which another rule stands than the one that was published."""
    sources = ever.sources
    for id_ in sources.articles:
        about = sources.metadata.articles.get(id_)
        if id_ not in ever.ids or about is None:
            continue
        page, version = max(((page, version) for (page, one), version in ever.last.items() if one == id_), key=lambda found: found[1])
        title = ever.versions[version][page, id_]
        if version == ever.newest and title == sources.articles[id_].title:
            continue
        before = renamed_articles.published(ever.archive, version, page, id_)
        if version != ever.newest:
            if not renamed_articles.same_rule(sources, before, id_):
                since = min(one for one in ever.versions if one > version)
                message = f"Het adres {quote(id_)} was tot versie {since} van een ander artikel: {quote(title)}."
                mend = "Kies een ander adres. Wie het oude adres heeft, leest hier anders een andere regel."
                yield sources.pages[about.page].finding(about.line, "ART031", message, mend)
        elif other := renamed_articles.under_another(sources, before, id_):
            message = f"Onder {quote(id_)} stond in versie {version} de regel die nu onder {quote(other)} staat."
            mend = f"Geef die regel haar adres terug, {{#{id_}}}, en kies voor de regel hier een ander."
            yield sources.pages[about.page].finding(about.line, "ART031", message, mend)
