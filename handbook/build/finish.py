"""Turns what MkDocs built into what is published: trims it, gives it the house colour, and writes down what it holds."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from handbook.archive import manifest, root_pages
from handbook.build.pages.inline_styles import unstyle
from handbook.build.pages.minify import slim
from handbook.checks.built_site import BuiltPage
from handbook.core.project import CannotWork
from handbook.sources.pages import Page, address

SOURCE_MAP = re.compile(r"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")
PLACING = 5
"""How often a build tries to put its site in place while others do the same."""

RECORD = "handboek.json"
FACTS_SHEET = "stijl/kleur.css"
ICON = "stijl/teken.svg"
BOOK = "M4 6.2c2.6-1 5.4-.8 8 .9 2.6-1.7 5.4-1.9 8-.9v11.6c-2.6-1-5.4-.8-8 .9-2.6-1.7-5.4-1.9-8-.9z"
"""An open book, twenty-four by twenty-four: what browsers draw beside the title."""
LEADING = "stijl/door.js"


def trim(site: Path) -> None:
    """Drops the theme's own look, source maps, search languages, what only MkDocs' own themes need, and what no browser shows."""
    for folder in ("stylesheets", "images"):
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    for script in (site / "assets" / "javascripts").glob("bundle.*.js"):
        script.unlink()
    # How Dutch words change is known in handbook/build/search/.
    shutil.rmtree(site / "assets" / "javascripts" / "lunr", ignore_errors=True)
    for path in [p for p in site.rglob("*") if p.is_file()]:
        if path.suffix == ".map":
            path.unlink()
        elif path.suffix in (".js", ".css"):
            text = path.read_text("utf-8")
            shorter = SOURCE_MAP.sub("\n", text)
            if shorter != text:
                path.write_text(shorter, "utf-8")
    unstyle(site)
    slim(site)


def stamp(site: Path, colour: str, line: str) -> None:
    """Writes what no source can know: the house colour (`#rrggbb`) and the line under every printed page, and the icon in that colour."""
    sheet = site / FACTS_SHEET
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(f":root {{\n  --huiskleur: {colour};\n  --uitgave: {_css_string(line)};\n}}\n", "utf-8")
    drawing = (
        f'<rect width="24" height="24" rx="4" fill="{colour}"/><path d="{BOOK}M12 7.1v11.6" fill="none" stroke="#fff" stroke-width="1.7"/>'
    )
    (site / ICON).write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{drawing}</svg>\n', "utf-8")


def _css_string(text: str) -> str:
    """`text` as a string of CSS (https://www.w3.org/TR/css-syntax-3/#consume-string-token)."""
    return '"' + re.sub(r"[\"\\<\n]", lambda m: f"\\{ord(m[0]):06x}", text) + '"'


def redirect(site: Path, targets: Mapping[str, tuple[str, int]]) -> None:
    """A page at each old address that leads to where its text went, keeping the place on the page; works without JavaScript."""
    if targets:
        # A version is whole by itself, so it has its own.
        (site / LEADING).write_bytes((root_pages.FOLDER / "door.js").read_bytes())
    for old, (new, _) in targets.items():
        here = address(old)
        up = "../" * here.count("/")
        href = escape(f"{up}{_built_address(new)}" or "./", quote=True)
        file = site / here / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<title>Deze pagina is verplaatst</title>\n<script src="{up}{LEADING}" data-naar="{href}"></script>\n'
            f'<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>\n</head>\n<body>\n'
            f'<p>Deze pagina is verplaatst. <a href="{href}">Lees verder op de nieuwe plek</a>.</p>\n</body>\n</html>\n',
            "utf-8",
        )


def _built_address(target: str) -> str:
    """The built address of a page with a place on it: `nieuw.md#artikel` is `nieuw/#artikel`."""
    path, hash_, anchor = target.partition("#")
    return f"{address(path)}{hash_}{anchor}"


@dataclass(frozen=True)
class Record:
    """What a version holds, for whoever compares versions later: readable without this program."""

    facts: manifest.Built
    sources: Mapping[str, Page]
    built: Mapping[str, BuiltPage]
    redirects: Mapping[str, tuple[str, int]]
    ease: Mapping[str, Mapping[str, float]]

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
        """Writes `handboek.json`: schema 1, the version, its day, the facts of its revision, what became of old addresses,
        and per source page its address, title, anchors, ease of reading, and the fingerprints of its text and of each article's text.
        """
        pages = {path: self.page(path) for path in sorted(self.sources) if f"{address(path)}index.html" in self.built}
        facts = manifest.plain(self.facts)
        redirects = {address(old): _built_address(new) for old, (new, _) in self.redirects.items()}
        data = {
            "schema": 1,
            "versie": facts["versie"],
            "ingangsdatum": facts["geldig_van"],
            "paginas": pages,
            "doorverwijzingen": redirects,
            "revisie": facts,
        }
        (site / RECORD).write_bytes(manifest.canonical(data))


def put_in_place(built: Path, site: Path) -> None:
    """Makes `built` the folder `site` by a rename; what stood there goes only when the new one stands.

    Raises CannotWork where another build keeps getting in between.
    """
    for attempt in range(PLACING):
        old = built.with_name(f"oud-{attempt}")
        with suppress(FileNotFoundError):
            site.rename(old)
        try:
            built.rename(site)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                if old.exists():
                    old.rename(site)
                raise CannotWork(f"De map {site} kan niet worden vervangen: {error.strerror}. Er is niets veranderd.") from error
    raise CannotWork(f"Een andere bouw schrijft ook in {site}. Wacht tot die klaar is en probeer het opnieuw.")
