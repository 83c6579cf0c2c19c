"""Writes `artikelen.json`, in which every article of a version stands as data."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.archive import manifest
from handbook.archive.articles_file import ARTIKELEN_JSON, SCHEMA, Artikel, written
from handbook.build.site import BuiltSite
from handbook.redline import spoken
from handbook.sources import article_facts
from handbook.sources.pages import address


def write(site: BuiltSite) -> None:
    """The file at the root of the version; its bytes follow from the pages alone."""
    newest, facts = site.facts.revisions[0], site.facts.facts
    articles = [*_articles(site)]
    named = {name for article in articles for name in (*article.voorwaarden, *article.gegevens)}
    data = {
        "schema": SCHEMA,
        "versie": str(newest.version),
        "ingangsdatum": newest.version.day.isoformat(),
        "werkgever": facts.werkgever.naam,
        "adres": site.address,
        "artikelen": [*map(written, articles)],
        "aanspreekvorm": spoken.FAMILIAR if site.facts.familiar else spoken.FORMAL,
        "waarden": article_facts.values_of(site.sources, named),
    }
    (site.root / ARTIKELEN_JSON).write_bytes(manifest.dense(data))


def _articles(site: BuiltSite) -> Iterator[Artikel]:
    """Those that are printed, in the order of their numbers."""
    sources = site.sources
    facts = article_facts.of(sources)
    for article in sorted(sources.articles.values(), key=lambda one: (one.chapter, one.number)):
        here = address(article.page)
        printed = site.articles.get(f"{here}index.html", {}).get(article.id)
        if printed is None:
            # Its heading stands where it is none, such as in a block of HTML: the check of the built site says so.
            continue
        yield Artikel(
            id=article.id,
            nummer=article.label,
            titel=printed.title,
            pagina=article.page,
            adres=f"{here}#{article.id}",
            onderwerpen=sources.metadata.articles[article.id].topics,
            voorwaarden=tuple(sorted(facts[article.id].conditions)),
            gegevens=tuple(sorted(facts[article.id].printed)),
            delen=printed.parts,
            sha256=manifest.sha256(site.pages[f"{here}index.html"].articles[article.id].text.encode()),
        )
