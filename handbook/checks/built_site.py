"""Checks the built pages themselves: whatever slipped past the sources may not reach a reader."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from handbook.checks.built_page import LEFTOVER, BuiltPage
from handbook.core.findings import Finding, quote

SEARCH_INDEX = "search/search_index.json"
BESIDE = re.compile(
    r"\.\./(?:(?:(?:\d{4}-\d{2}-\d{2}(?:\.\d+)?|versies|op|zoeken)/)?index\.html|versies/contact\.html|wijzigingen/\d{4}-\d{2}-\d{2}(?:\.\d+)?/index\.html|atom\.xml|timemap\.wlnk)"
)
"""What may stand beside a version: the root of all, the list of versions, the question of a day, other versions, the contacts of now, what a version changed, and two lists for programs."""


def check(site: Path, pages: dict[str, BuiltPage], base_path: str) -> list[Finding]:
    """Everything that is wrong with the built site.

    `base_path` is the path of the site's own address, such as `/2026-11-01/`: 404.html links with it.
    """
    return [*of_pages(site, pages, base_path), *_search(site)]


def of_pages(site: Path, pages: dict[str, BuiltPage], base_path: str) -> list[Finding]:
    """The same of a site without a search."""
    files = {f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file()}
    findings: list[Finding] = []
    for page in pages.values():
        findings += [*_words(page), *_ids(page), *_requests(page), *_scripts(page), *_styles(page), *_links(page, pages, files, base_path)]
    return findings


def _search(site: Path) -> Iterator[Finding]:
    """The search index is read by people too, in the results."""
    index = json.loads((site / SEARCH_INDEX).read_text("utf-8"))
    if index["config"]["lang"] != ["nl"]:
        yield _finding(
            SEARCH_INDEX,
            "SIT006",
            "De zoekfunctie is niet ingesteld op het Nederlands.",
            "Zet in mkdocs.yml onder plugins, search: lang: nl",
        )
    for location, title, *_ in index["docs"]:
        match = LEFTOVER.search(title)
        if match:
            yield _finding(
                SEARCH_INDEX,
                "SIT001",
                f"Bij {quote(location)} staat {quote(match[0])}.",
                "Een opdracht op een pagina is niet uitgevoerd.",
            )


def _finding(path: str, code: str, message: str, mend: str) -> Finding:
    return Finding(f"site/{path}", None, code, message, mend)


def _words(page: BuiltPage) -> Iterator[Finding]:
    if page.language != "nl":
        yield _finding(
            page.path, "SIT002", "De pagina zegt niet dat zij in het Nederlands is (lang).", "Zet in mkdocs.yml onder theme: language: nl"
        )
    if page.leftover:
        yield _finding(page.path, "SIT001", f"Op de pagina staat {quote(page.leftover)}.", "Een opdracht op de pagina is niet uitgevoerd.")


def _scripts(page: BuiltPage) -> Iterator[Finding]:
    for what in page.scripts:
        yield _finding(page.path, "SIT007", f"Op de pagina staat iets dat een script start: {quote(what)}.", "Haal het weg.")


def _styles(page: BuiltPage) -> Iterator[Finding]:
    for what in page.inline:
        yield _finding(
            page.path,
            "SIT008",
            f"De code of de opmaak staat in de pagina zelf: {quote(what)}. Browsers slaan die over.",
            "Zet haar in een eigen bestand in docs/stijl.",
        )


def _ids(page: BuiltPage) -> Iterator[Finding]:
    for name, count in page.ids.items():
        if count > 1:
            yield _finding(
                page.path, "SIT003", f"Het adres {quote('#' + name)} staat {count} keer op de pagina.", "Geef elke kop een eigen adres."
            )


def _requests(page: BuiltPage) -> Iterator[Finding]:
    for target in sorted(page.requests):
        # As a browser reads an address: https://url.spec.whatwg.org/#concept-basic-url-parser
        plain = re.sub(r"[\t\n\r]", "", target).strip().replace("\\", "/").lower()
        if re.match(r"[a-z][a-z0-9+.-]*:|//", plain) and not plain.startswith("data:image/"):
            yield _finding(
                page.path,
                "SIT004",
                f"De pagina haalt iets op van een andere plek: {quote(target)}.",
                "Zet het bestand in het handboek zelf.",
            )


def _links(page: BuiltPage, pages: dict[str, BuiltPage], files: set[str], base_path: str) -> Iterator[Finding]:
    for target in sorted(page.links):
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target):
            continue
        problem = _broken(page, target, pages, files, base_path)
        if problem:
            yield _finding(page.path, "SIT005", f"De link {quote(target)} {problem}.", "Kijk de link op de bronpagina na.")


def _broken(page: BuiltPage, target: str, pages: dict[str, BuiltPage], files: set[str], base_path: str) -> str:
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith(base_path) and path.startswith("/"):
        full = posixpath.normpath(path.removeprefix(base_path))
        full = "" if full == "." else full + ("/" if path.endswith("/") else "")
    elif path.startswith("/"):
        return "begint met een schuine streep"
    else:
        full = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
        full = "" if full == "." else full + ("/" if path.endswith("/") and full else "")
    if full == ".." or full.endswith("/.."):
        full += "/index.html"
    elif full == "" or full.endswith("/"):
        full += "index.html"
    elif full not in files and f"{full}/index.html" in files:
        full += "/index.html"
    if full.startswith(".."):
        return "" if BESIDE.fullmatch(full) else "leidt buiten deze versie"
    if full not in files:
        return "leidt nergens heen"
    if anchor and full in pages and unquote(anchor) not in pages[full].ids:
        return f"noemt een adres dat {full} niet heeft"
    return ""
