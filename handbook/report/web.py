"""The report as one page without any script, which opens from a folder, prints, and looks as the pages of the draft do."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from handbook.redline import Change, html
from handbook.redline.named import about
from handbook.report import told
from handbook.report.model import PageChange, Report
from handbook.report.trimmed import without_equal

LOOKS = Path(__file__).with_name("looks")
OPEN = 900
"""Characters of a redline up to which it stands open."""

FEW, MANY = 6, 20
"""Of a few texts a redline may be four times as long; of many all are folded."""


def style() -> str:
    """The style sheet that stands in the page."""
    return (LOOKS / "report.css").read_text("utf-8")


def policy() -> str:
    """What a server may allow the page by its Content-Security-Policy: this very style sheet."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


def render(report: Report, preview: str = "") -> str:
    """The page; `preview` is the address of the built draft, by default the folder in which the page stands."""
    groups, pages = told.groups(report), told.pages(report)
    known: Mapping[str, Any] = {
        "report": report,
        "told": told,
        "groups": [(group.title, [_article(report, change, preview) for change in group.changes]) for group in groups],
        "pages": [[_page(report, page, preview) for page in found] for found in pages],
        "doubts": [one for one in report.kind.doubts if one not in report.mistakes],
        "hidden": [one for one in report.files if not one.kind],
        "opens": _opens(sum(len(group.changes) for group in groups if not group.title) + len(pages[0])),
        "at": lambda address: _at(preview, address),
        "style": Markup(style()),
    }
    return _template().render(known)


def _opens(number: int) -> int:
    """The characters up to which a redline stands open, on a page with `number` of them outside a group."""
    return 4 * OPEN if number <= FEW else OPEN if number <= MANY else 0


def _at(preview: str, address: str) -> str:
    return f"{preview}{quote(address, safe='/#-._~')}"


def _article(report: Report, change: Change, preview: str) -> dict[str, Any]:
    shown = _shown(report, change, preview, told.article_said(change), change.article.address if change.new else "")
    return {**shown, "id": change.id, "name": told.article(change), "about": [*about(change)]}


def _page(report: Report, page: PageChange, preview: str) -> dict[str, Any]:
    return {**_shown(report, page.change, preview, told.page_said(page), page.address), "id": "", "name": f"Pagina {page.title}"}


def _shown(report: Report, change: Change, preview: str, said: Iterable[str], address: str) -> dict[str, Any]:
    """What the template needs of one text: where in the draft it stands, whether its title changed, and its parts."""
    inner = html.parts(report.redline, without_equal(change), address_of=lambda _, place: _at(preview, place))
    titled = change.old and change.new and any(one.op != "=" for one in change.title.pieces)
    return {
        "said": [*said],
        "address": address,
        "title": Markup(html.line(change.title, lambda _: "")) if titled else "",
        "html": Markup(inner),
        "length": sum(len(piece) for piece in _texts(change)),
    }


def _texts(change: Change) -> Iterator[str]:
    for part in change.parts:
        if part.how != "gelijk":
            yield from (one.text for one in (part.new or part.old))


@cache
def _template() -> Template:
    made = Environment(loader=FileSystemLoader(LOOKS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("report.html")
