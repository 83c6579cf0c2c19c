"""The bare pages at the root that redirect to a version, or say that none is in force yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from handbook.archive import releases
from handbook.archive.root_pages import environment
from handbook.core import dutch
from handbook.core.version_name import VersionName

TEMPLATES = releases.PRESENT
REDIRECT = TEMPLATES / "redirect.html"
"""The template from which mike writes the pages of the alias."""


def redirect(href: str) -> bytes:
    """A page of the alias, as mike writes it: it leads to `href`."""
    return filler(REDIRECT.read_text(encoding="utf-8"))(href)


@cache
def filler(template: str) -> Callable[[str], bytes]:
    """Fills a template as mike does; to ask mike itself would cost half a second."""
    from jinja2 import Template

    ready = Template(template, autoescape=True, keep_trailing_newline=True)
    return lambda href: ready.render(href=href).encode()


def not_yet(first: VersionName, href: str, templates: Path = TEMPLATES) -> bytes:
    """The root page while no version is in force, which leads to `first` at `href`; what it says stays true when the day has come."""
    page = environment(templates).get_template("not-yet.html").render(first=first, href=href)
    # As the templates of releases before 0.5.0 have it.
    return page.replace("@lang@", dutch.long_date(first.day)).replace("@dag@", first.day.isoformat()).encode()


@dataclass(frozen=True)
class Elsewhere:
    """An article that did not go where its page went: `href` is where it stands now, None where it is nowhere, and `html` says so."""

    id: str
    href: str | None
    html: str


def moved(href: str, script: str, elsewhere: Collection[Elsewhere] = (), styles: Collection[str] = ()) -> bytes:
    """The page at an old address within a version; `script` is where the version keeps its own door.js, `styles` are its style sheets.

    Without a script the page leads on by itself, unless there are articles `elsewhere`: then it lists them, for whoever came for one.
    """
    template = (TEMPLATES / "moved.html").read_text(encoding="utf-8")
    to = escape(href, quote=True)
    names = escape(" ".join(one.id for one in elsewhere), quote=True)
    own = "".join(
        f'<script src="{script}" data-naar="{escape(one.href)}" data-artikel="{escape(one.id)}"></script>\n'
        for one in elsewhere
        if one.href
    )
    listed = "".join(f'<li id="{escape(one.id, quote=True)}">{one.html}</li>\n' for one in elsewhere)
    looks = "".join(f'<link rel="stylesheet" href="{style}">\n' for style in styles)
    filled = {
        "@eigen@": own,
        "@behalve@": f' data-behalve="{names}"' if elsewhere else "",
        # Behind the script, which would wait for them.
        "@zonder@": looks if elsewhere else f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n',
        "@artikelen@": f"<h2>Artikelen die op deze pagina stonden</h2>\n<ul>\n{listed}</ul>\n" if elsewhere else "",
    }
    for mark, text in (filled | {"@script@": script, "@naar@": to}).items():
        template = template.replace(mark, text)
    return template.encode()
