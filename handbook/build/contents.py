"""Writes `inhoud.json`: which pages make the protocol as a document, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.archive import manifest
from handbook.archive.contents_file import INHOUD_JSON, SCHEMA, TITLE, Bladzijde
from handbook.build.site import BuiltSite
from handbook.sources.pages import address


def write(site: BuiltSite) -> None:
    """The file at the root of the version; its bytes follow from the sources alone."""
    facts, edition = site.facts.facts, site.facts.edition
    data = {
        "schema": SCHEMA,
        "versie": edition["versie"],
        "titel": TITLE,
        "werkgever": facts.werkgever.naam,
        "naam_kort": facts.werkgever.naam_kort,
        "kenmerk": facts.protocol.kenmerk,
        "kleur": facts.handboek.kleur,
        "logo": facts.handboek.logo or None,
        "vastgesteld": None if site.facts.draft else edition["vastgesteld"],
        "vastgesteld_door": None if site.facts.draft else edition["vastgesteld_door"],
        "bladzijden": [manifest.plain(one) for one in _pages(site)],
    }
    (site.root / INHOUD_JSON).write_bytes(manifest.dense(data))


def _pages(site: BuiltSite) -> Iterator[Bladzijde]:
    """Those of the menu that say something here and stand in the document; papers to fill in are silent, as documents of their own."""
    left_out = site.facts.silent | site.facts.metadata.apart
    for page in site.facts.menu:
        if page not in left_out:
            yield Bladzijde(pagina=page, adres=address(page), titel=site.facts.metadata.titles[page])
