"""Words for the articles and the revisions: numbers, references, the list of revisions."""

from __future__ import annotations

from typing import TypeAlias

from handbook.core.dutch import long_date
from handbook.sources.printed import escape, inline_words
from handbook.sources.revisions import Revision
from macros.plek import Plek

ArtikelId: TypeAlias = str


def artikel(plek: Plek, id: ArtikelId) -> str:
    """Het nummer van een artikel, in de kop van dat artikel: Artikel 4.2."""
    return f'<span class="artikel">Artikel {plek.context.articles[id].label}</span>'


def art(plek: Plek, id: ArtikelId, begin: bool = False) -> str:
    """Een verwijzing naar een artikel: artikel 4.2, met een hoofdletter aan het begin van een zin."""
    return plek.in_markdown(inline_words.art(plek.context.known, id, begin))


def revisielijst(plek: Plek) -> str:
    """Een tabel van alle revisies, de nieuwste bovenaan, met de tekst van elke versie."""
    rows = [
        f"| [{long_date(r.facts.ingangsdatum)}]({plek.naar(r.source)}) | {_versie(plek, r)} | {r.facts.aard} | {long_date(r.facts.bekendgemaakt)} |"
        for r in plek.context.revisions
    ]
    return "\n".join(["| Geldt vanaf | Tekst | Soort | Bekendgemaakt |", "| --- | --- | --- | --- |", *rows])


def revisiegegevens(plek: Plek) -> str:
    """Een tabel met de datums en besluiten van de revisie op deze pagina; elders die van de nieuwste."""
    own = [r for r in plek.context.revisions if r.source == plek.page]
    revision = (own or plek.context.revisions)[0]
    facts = revision.facts
    rows = (
        ("Geldt vanaf", long_date(facts.ingangsdatum)),
        ("Tekst", _versie(plek, revision)),
        ("Vastgesteld", f"door {escape.markdown(facts.vastgesteld_door)} op {long_date(facts.vastgesteld)}"),
        ("Bekendgemaakt", long_date(facts.bekendgemaakt)),
        ("Soort wijziging", facts.aard),
        ("Opnieuw bekijken", f"uiterlijk {long_date(facts.evaluatie)}"),
        ("Besluiten", "<br>".join(escape.markdown(besluit) for besluit in facts.besluiten)),
    )
    # As long as these come from the example, nobody may take them for what was decided.
    told = ["**Voorbeeld.** Deze datums en besluiten zijn verzonnen.", ""] if plek.context.invented(revision) else []
    return "\n".join([*told, "| Gegeven | Van deze revisie |", "| --- | --- |", *(f"| {what} | {value} |" for what, value in rows)])


def _versie(plek: Plek, revision: Revision) -> str:
    """A link to the version's own folder, which stands beside the folder of this one."""
    up = "../" * (plek.diepte + 1)
    return f'<a class="versie" href="{up}{revision.version}/">{revision.version}</a>'
