"""Whose an article's address is where more headings or names claim it: that of who was published under it, else of who tells of it at the head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from handbook.checks import lasting_addresses, published
from handbook.sources import Sources
from handbook.sources.articles import ID, headed
from handbook.sources.pages import Page

MEANT = re.compile(r"artikel\(\s*['\"]?([\w-]+)|#([\w-]+)")
"""What may be an article's address in a heading that holds a mistake."""

NO_TITLE = re.compile(r"^\s*#+\s*|\{\{\s*artikel\([^)}]*\)?\s*\}*|\{?#[^\s#}]+\}?\s*$")
"""All of such a heading but its title."""

FORM = "Schrijf zo'n kop zoals deze: ## {{ artikel('klantgegevens') }} Gegevens van klanten {#klantgegevens}"

Places = Mapping[str, tuple[str, int]]
"""By id the page, below docs/, and the line of a heading."""


def meant(text: str) -> list[str]:
    """Every article that a heading may have been meant for."""
    return [*dict.fromkeys(id_ for match in MEANT.finditer(text) for id_ in match.groups() if id_)]


def owned(sources: Sources) -> Places:
    """By id the heading that has it by right."""
    claims: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for page in sources.pages.values():
        for line, _, match in headed(page):
            if match and match["marks"] == "##":
                claims[match["id"]].append((page.path, line, match["title"]))
    before = _published(sources)

    def right(id_: str, path: str, title: str) -> tuple[bool, bool, bool]:
        pages, called = before.get(id_, (frozenset(), ""))
        return path in pages, title == called, id_ in lasting_addresses.at_head(sources.pages[path])

    best = {id_: max(made, key=lambda one: right(id_, one[0], one[2])) for id_, made in claims.items()}
    return {id_: (path, line) for id_, (path, line, _) in best.items()}


def mended(sources: Sources, page: Page, text: str) -> str:
    """What to do about a heading that is not in its form: the line as it must be, where its address and title can be told."""
    ids = [id_ for id_ in meant(text) if ID.fullmatch(id_)]
    before, head = _published(sources), lasting_addresses.at_head(page)
    # Of two the one that people know, then the one that the page itself knows, then the one that is printed as a number.
    id_ = max(ids, key=lambda one: (page.path in before.get(one, ((), ""))[0], one in head), default="")
    title = NO_TITLE.sub("", text).strip()
    if not id_ or not title:
        return FORM
    line = f"## {{{{ artikel('{id_}') }}}} {title} {{#{id_}}}"
    if text.lstrip().startswith("#"):
        return f"Schrijf: {line}"
    return f"Verwijst u hier naar een artikel? Schrijf dan: {{{{ art('{id_}') }}}}. Is dit een kop? {FORM}"


def _published(sources: Sources) -> Mapping[str, tuple[frozenset[str], str]]:
    """By id the pages on which it may stand by the text before this one, and its title there."""
    return {id_: (pages, title) for id_, pages, title in _told(sources)}


def _told(sources: Sources) -> Iterator[tuple[str, frozenset[str], str]]:
    redirects = sources.config.redirects if sources.config else {}
    for path, page in (published.before(sources).get("paginas") or {}).items():
        pages = frozenset({path, redirects.get(path, (path, 0))[0].partition("#")[0]})
        for id_, article in (page.get("artikelen") or {}).items():
            yield id_, pages, str(article.get("titel", ""))
