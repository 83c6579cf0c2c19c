"""Makes the pages at the fixed addresses again, those that follow the text in force and the root itself, and compares every byte."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.archive import left_behind, manifest, redirects, versions_json
from handbook.archive.digests import Digest
from handbook.archive.register import Register
from handbook.core.version_name import VersionName
from handbook.verify.difference import REBUILD, Difference
from handbook.verify.places.place import Place, is_plain
from handbook.verify.version import ADDED, MISSING, Told


def check(place: Place, alias: str, versions: Mapping[VersionName, Told], seen: Register, templates: Path) -> Iterator[Difference]:
    """Every page of `alias` and the root that is not the one made from `templates` to lead to the version in force, or to say that it has no such page."""
    current = versions[seen.current.version] if seen.current else None
    wanted = _redirects(alias, current) if current else {}
    left = left_behind.render(seen, {told.name: _html(told) for told in versions.values()}, alias, templates)
    if not wanted and not left and place.top().get(alias, "map") != "map":
        yield Difference(alias, ADDED, REBUILD)
    for path in sorted(place.inside(alias).keys() - {posixpath.relpath(path, alias) for path in (*wanted, *left)}):
        yield Difference(f"{alias}/{path}", ADDED, REBUILD)
    first = versions_json.first_to_come({entry.version for entry in seen.entries})
    if current:
        wanted[left_behind.INDEX] = f"{alias}/"
    page = redirects.filler((templates / redirects.REDIRECT.name).read_text("utf-8"))
    pages = {path: page(href) for path, href in wanted.items()}
    pages |= ({} if current else {left_behind.INDEX: redirects.not_yet(first, f"{first}/", templates)}) | left
    answers = place.digests([*pages])
    for path, made in pages.items():
        answer = answers[path]
        if answer is None:
            yield Difference(path, MISSING, REBUILD)
        elif not isinstance(answer, Digest):
            yield Difference(path, f"dit bestand {answer}.", REBUILD)
        elif answer.sha256 != manifest.sha256(made):
            yield Difference(path, f"dit is niet de pagina die {_what(path in left, current)}.", REBUILD)


def _redirects(alias: str, current: Told) -> dict[str, str]:
    """Page of the alias -> where it leads, for every page of the version in force."""
    found = {}
    for page in _html(current):
        here = f"{alias}/{page}"
        href = posixpath.relpath(f"{current.name}/{page}", posixpath.dirname(here))
        found[here] = f"{posixpath.dirname(href)}/" if posixpath.basename(href) == "index.html" else href
    return found


def _html(told: Told) -> list[str]:
    return [page for page in (told.manifest.bestanden if told.manifest else ()) if page.endswith(".html") and is_plain(page)]


def _what(left: bool, current: Told | None) -> str:
    if left:
        return "zegt dat de geldende tekst haar niet heeft" if current else "zegt dat er geen tekst geldt"
    return f"naar versie {current.name} leidt" if current else "naar de eerste tekst die gaat gelden leidt"
