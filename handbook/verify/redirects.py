"""Makes the pages at the fixed addresses again, those of the text in force and the root itself, and compares every byte."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from handbook.archive import manifest, redirects, versions_json
from handbook.archive.digests import Digest
from handbook.archive.register import Register
from handbook.verify.difference import REBUILD, Difference
from handbook.verify.places.place import Place, is_plain
from handbook.verify.version import ADDED, MISSING, Told


def check(place: Place, alias: str, current: Told | None, seen: Register, templates: Path) -> Iterator[Difference]:
    """Every page of `alias` and the root that is not the one made from `templates` to lead to `current`, the version in force."""
    wanted = _redirects(alias, current) if current else {}
    if current is None and place.top().get(alias, "map") != "map":
        yield Difference(alias, ADDED, REBUILD)
    for path in sorted(place.inside(alias).keys() - {posixpath.relpath(path, alias) for path in wanted}):
        yield Difference(f"{alias}/{path}", ADDED, REBUILD)
    first = versions_json.first_to_come({entry.version for entry in seen.entries})
    wanted["index.html"] = f"{alias}/" if current else f"{first}/"
    template = (templates / redirects.REDIRECT.name).read_text("utf-8") if current else redirects.not_yet(first, templates)
    page = redirects.filler(template)
    pages = {path: page(href) for path, href in wanted.items()}
    answers = place.digests([*pages])
    for path, made in pages.items():
        answer = answers[path]
        if answer is None:
            yield Difference(path, MISSING, REBUILD)
        elif not isinstance(answer, Digest):
            yield Difference(path, f"dit bestand {answer}.", REBUILD)
        elif answer.sha256 != manifest.sha256(made):
            to = f"versie {current.name}" if current else "de eerste tekst die gaat gelden"
            yield Difference(path, f"dit is niet de pagina die naar {to} leidt.", REBUILD)


def _redirects(alias: str, current: Told) -> dict[str, str]:
    """Page of the alias -> where it leads, for every page of the version in force."""
    found = {}
    for page in current.manifest.bestanden if current.manifest else ():
        if page.endswith(".html") and is_plain(page):
            here = f"{alias}/{page}"
            href = posixpath.relpath(f"{current.name}/{page}", posixpath.dirname(here))
            found[here] = f"{posixpath.dirname(href)}/" if posixpath.basename(href) == "index.html" else href
    return found
