"""Makes of a built draft the preview of a proposal: one folder deeper than a version, in no list, and with the report beside the pages."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.build.offline import TAG, WHOLE, led
from handbook.core import page_marks
from handbook.core.proposal import Proposal

REPORT = "wat-verandert"
"""The folder of the report."""

DROPPED = ("404.html", "sitemap.xml", "sitemap.xml.gz", ARTIKELEN_JSON, RECORD)
"""What leads programs to pages or is for programs alone, and what answers for a whole site."""

CANONICAL = re.compile(r"<link\b(?=[^>]*\brel=\"?canonical\b)[^>]*>")
DRAFT = re.compile(page_marks.DRAFT, re.DOTALL)
STATE = re.compile(r"(?= data-concept=)")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def convert(site: Path) -> None:
    """Changes the pages of the built `site` in place: what leads out of it goes a folder higher, and each page leads to the report."""
    for name in DROPPED:
        (site / name).unlink(missing_ok=True)
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        html = TAG.sub(lambda tag, path=path: _tag(tag[0], path), file.read_text("utf-8"))  # type: ignore[misc]
        html = STATE.sub(' data-wortel="../../.."', CANONICAL.sub("", html))
        start = posixpath.relpath(".", posixpath.dirname(path) or ".")
        # Who came here by chance wants the text that holds; the root of the site leads there, or says that there is none yet.
        ways = f'Lees <a href="{start}/{REPORT}/">wat er verandert</a>, of <a href="{start}/../../">de tekst die geldt</a>.'
        file.write_text(DRAFT.sub(rf"\1 {ways}", html, count=1), "utf-8")


def put_report(site: Path, page: str, proposal: Proposal) -> None:
    """Puts the report beside the pages, with its style sheet in a file: the policy of the site takes none from a page."""
    back = f'<p class="noot">Dit hoort bij <a href="../">het concept van wijzigingsvoorstel {proposal.number}</a>. Dat geldt niet.</p>\n'
    page = page.replace("<main>\n", f"<main>\n{back}", 1)
    style = STYLE.search(page)
    assert style
    folder = site / REPORT
    folder.mkdir()
    (folder / "verslag.css").write_text(style[1], "utf-8")
    (folder / "index.html").write_text(page.replace(style[0], '<link rel="stylesheet" href="verslag.css">', 1), "utf-8")


def _tag(tag: str, path: str) -> str:
    return led(tag, lambda target: _target(target, path))


def _target(target: str, path: str) -> str:
    """`target` as it must be a folder deeper; what stays within the site is as it was."""
    address = re.split(r"[?#]", target, maxsplit=1)[0]
    if not address or address.startswith("/") or WHOLE.match(address):
        return target
    full = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return f"../{target}" if full == ".." or full.startswith("../") else target
