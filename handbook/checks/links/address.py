"""The target of a link is an address that every reader can follow: of the handbook itself, or on the open web over https."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from handbook.checks.links import inside
from handbook.checks.links.site import Site, advice
from handbook.core.findings import Finding, quote
from handbook.sources.own_files import DERIVED
from handbook.sources.pages import Link, Page

HARMLESS = frozenset({"https", "mailto", "tel"})
DISK = re.compile(r"^(?:\\|//|file:|[A-Za-z]:[\\/])", re.IGNORECASE)
MAIL = re.compile(r"^mailto:[^@\s?]+@[^@\s?]+\.[A-Za-z]{2,}(?:\?.*)?$")


def check(site: Site, page: Page, link: Link) -> Iterator[Finding]:
    """What is wrong with the target of a link, which is not empty."""
    target = link.target
    # As a browser reads it: entities and escapes resolved, white space removed.
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\s\x00-\x20]", "", unquote(html.unescape(target))))
    kind = scheme[1].lower() if scheme else ""
    if not _readable(target):
        mend = "Kopieer het adres opnieuw uit de browser."
        yield page.finding(link.line, "LNK019", f"{quote(target)} is geen adres: geen browser kan het lezen.", mend)
    elif DISK.match(target):
        mend = "Zet de tekst op een pagina, of verwijs naar een webadres."
        yield page.finding(link.line, "LNK005", f"{quote(target)} staat op een eigen schijf: een lezer kan er niet bij.", mend)
    elif kind in ("http", "https") and link.image:
        yield page.finding(link.line, "LNK008", f"De afbeelding {quote(target)} komt van buiten.", _picture(page, link))
    elif kind == "http":
        yield page.warning(link.line, "LNK006", f"{quote(target)} is geen beveiligd adres.", f"Schrijf https://{target[7:]}")
    elif kind == "https" and site.own and (target + "/").startswith(site.own) and not _at_the_root(target, site.own):
        message = f"{quote(target)} is het adres van dit handboek zelf: vanuit een oude versie komt de lezer in een andere."
        yield page.warning(link.line, "LNK007", message, _own_page(site, page, target, site.own))
    elif kind == "mailto" and not MAIL.match(target):
        yield page.finding(link.line, "LNK009", f"{quote(target)} is geen e-mailadres.", "Schrijf mailto: en een volledig adres.")
    elif kind and kind not in HARMLESS:
        mend = "Gebruik https://, mailto: of tel:."
        yield page.finding(link.line, "LNK010", f"Een link mag niet beginnen met {quote(kind + ':')}: {quote(target)}.", mend)
    elif not kind:
        yield from inside.check(site, page, link)


def _picture(page: Page, link: Link) -> str:
    """How to show a picture of another host from the handbook itself."""
    name = posixpath.basename(urlsplit(link.target).path) or "naam.png"
    return f"Zet de afbeelding in docs/img/, en schrijf: ![{link.text}]({posixpath.relpath('img/' + name, posixpath.dirname(page.path) or '.')})"


def _readable(target: str) -> bool:
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True


def _at_the_root(target: str, own: str) -> bool:
    """Whether an address on the site is of what no version holds, such as the register of all versions."""
    return target.removeprefix(own).partition("/")[0] in DERIVED


def _own_page(site: Site, page: Page, target: str, own: str) -> str:
    """What to write instead of `target`, an address on the site itself, in whatever version."""
    parts = urlsplit(target + ("/" if target + "/" == own else ""))
    path = parts.path.removeprefix(urlsplit(own).path)
    alias = re.escape(site.sources.project.edition.alias)
    path = re.sub(rf"^(?:\d{{4}}-\d{{2}}-\d{{2}}(?:\.\d+)?|{alias}|concept)/", "", path)
    return advice(site, page, path, parts.fragment)
