"""The bare pages at the root that redirect to a version, or say that none is in force yet."""

from __future__ import annotations

from pathlib import Path

from handbook.core import dutch
from handbook.core.version_name import VersionName

TEMPLATES = Path(__file__).parent / "templates_mike"


REDIRECT = TEMPLATES / "doorverwijzing.html"


def redirect(href: str) -> bytes:
    """A page of the alias, as mike writes it: it leads to `href`."""
    return _filled(REDIRECT.read_text(encoding="utf-8"), href)


def _filled(template: str, href: str) -> bytes:
    """A template of mike's, as mike fills it; to ask mike itself would cost half a second."""
    from jinja2 import Template

    page: str = Template(template, autoescape=True, keep_trailing_newline=True).render(href=href)
    return page.encode()


def not_yet(first: VersionName) -> str:
    """The root page while no version is in force; what it says stays true when the day has come."""
    template = (TEMPLATES / "nog-niet.html").read_text(encoding="utf-8")
    return template.replace("@lang@", dutch.long_date(first.day)).replace("@dag@", first.day.isoformat())
