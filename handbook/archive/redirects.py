"""The bare pages at the root that redirect to a version, or say that none is in force yet."""

from __future__ import annotations

from collections.abc import Callable
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


def moved(href: str, script: str) -> bytes:
    """The page at an old address within a version; `script` is where the version keeps its own door.js."""
    template = (TEMPLATES / "moved.html").read_text(encoding="utf-8")
    return template.replace("@script@", script).replace("@naar@", escape(href, quote=True)).encode()
