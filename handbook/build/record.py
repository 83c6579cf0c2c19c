"""What a version holds, for comparing versions later: pages, addresses, articles and their fingerprints."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from handbook.archive import manifest
from handbook.build import former_articles
from handbook.build.redirects import built_address
from handbook.build.site import BuiltSite
from handbook.checks import built_page
from handbook.checks.built_page import MEASURED_HERE, BuiltPage
from handbook.checks.prose import texts
from handbook.core.version_name import VersionName
from handbook.sources.data.former_articles import successors
from handbook.sources.pages import Page, address

RECORD = "handboek.json"


@dataclass(frozen=True)
class Record:
    """What a version holds, to compare versions with later: readable without this program."""

    version: VersionName
    facts: manifest.Built | None
    sources: Mapping[str, Page]
    built: Mapping[str, BuiltPage]
    redirects: Mapping[str, tuple[str, int]]
    ease: Mapping[str, Mapping[str, float]]
    former: Mapping[str, str | None] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)

    def page(self, path: str) -> dict[str, Any]:
        url = address(path)
        built = self.built[f"{url}index.html"]
        articles = {
            id: {"nummer": article.number, "titel": article.title, "tekst": manifest.sha256(article.text.encode())}
            for id, article in built.articles.items()
        }
        return {
            "url": url,
            "titel": built.title,
            "tekst": manifest.sha256(built.article.encode()),
            "adressen": sorted(self.sources[path].anchors & set(built.ids)),
            "artikelen": articles,
            # By article, and "" for the whole page: the next version should read no worse.
            "leesbaarheid": self.ease.get(path, {}),
        }

    def write(self, site: Path) -> None:
        """Writes `handboek.json`: schema 2, the version, its day, the facts of its revision once it is adopted, what became of old addresses
        (where articles went: `vervallen`, each former address with the article of now or null, and `opvolgers`, old id -> id of now),
        and per source page its address, title, anchors, ease of reading, and the fingerprints of its text and of each article's text.
        """
        pages = {path: self.page(path) for path in sorted(self.sources) if f"{address(path)}index.html" in self.built}
        redirects = {address(old): built_address(new) for old, (new, _) in self.redirects.items()}
        data = {
            "schema": 2,
            "versie": str(self.version),
            "ingangsdatum": self.version.day.isoformat(),
            "paginas": pages,
            "doorverwijzingen": redirects,
            "revisie": manifest.plain(self.facts) if self.facts else None,
        }
        if self.former:
            data |= {"vervallen": dict(self.former), "opvolgers": dict(self.successors)}
        (site / RECORD).write_bytes(manifest.dense(data))


def of(site: BuiltSite) -> Record:
    """What the site holds, for who compares it later."""
    sources, facts = site.sources, site.facts
    assert sources.config
    ease, old = texts.scores(sources), sources.config.redirects
    former, new = former_articles.record(site), successors(sources)
    return Record(facts.revisions[0].version, facts.record, sources.pages, site.pages, old, ease, former, new)


def same_text(one: str, other: str) -> bool:
    """Whether two HTML files of a page say the same, read by this program alike: an older one may have taken their fingerprints otherwise.

    What was measured counts in neither. In a page of a program that did not mark it yet, it is what stands in the place of the mark.
    """
    first, second = (built_page.parse("", html).article for html in (one, other))
    if first == second:
        return True
    marked, plain = (first, second) if MEASURED_HERE in first else (second, first)
    if MEASURED_HERE in plain:
        return False
    return bool(re.fullmatch(".+".join(re.escape(part) for part in marked.split(MEASURED_HERE)), plain))


def named(html: str, url: str) -> tuple[set[str], set[str]]:
    """The files of a version that its page at the address `url` names: in its text, and in the frame round that."""
    tree = LexborHTMLParser(html)
    found: tuple[set[str], set[str]] = set(), set()
    inside = {node.mem_id for node in tree.css("article.md-content__inner :is([href],[src])")}
    for node in tree.css("[href],[src]"):
        target = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
        if not target.scheme and not target.netloc:
            found[node.mem_id not in inside].add(posixpath.normpath(posixpath.join(url, unquote(target.path))))
    return found
