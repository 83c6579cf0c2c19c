"""Words for the articles and the revisions: numbers, references, the list of revisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from handbook.core.dutch import long_date
from handbook.sources.decisions import Decision
from handbook.sources.printed import escape, inline_words
from handbook.sources.revisions import Revision
from macros.nieuw import wijzigingen
from macros.plek import Plek

ArtikelId: TypeAlias = str


def artikel(plek: Plek, id: ArtikelId) -> str:
    """Het nummer van een artikel, in de kop van dat artikel: Artikel 4.2."""
    return f'<span class="artikel">Artikel {plek.context.articles[id].label}</span>'


def art(plek: Plek, id: ArtikelId, begin: bool = False) -> str:
    """Een verwijzing naar een artikel: artikel 4.2, met een hoofdletter aan het begin van een zin."""
    return plek.in_markdown(inline_words.art(plek.context.known, id, begin))


def art_met_titel(plek: Plek, id: ArtikelId, begin: bool = False) -> str:
    """Een verwijzing met de titel erbij: artikel 4.2, Gegevens van klanten, met een hoofdletter aan het begin van een zin."""
    return plek.in_markdown(inline_words.art_met_titel(plek.context.known, id, begin))


def nummer(plek: Plek, id: ArtikelId) -> str:
    """Het nummer van een artikel, grijs, achter een vraag die zelf de link ernaartoe is: artikel 4.2."""
    return f'<span class="nummer" data-search-exclude>{plek.in_html(inline_words.nummer(plek.context.known, id))}</span>'


def revisielijst(plek: Plek) -> str:
    """Een tabel van alle revisies, de nieuwste bovenaan, met de tekst van elke versie."""
    rows = [
        f"| [{long_date(r.facts.ingangsdatum)}]({plek.naar(r.source)}) | {_versie(plek, r)} | {r.facts.aard or ONBEKEND} | {_dag(r.facts.bekendgemaakt)} |"
        for r in plek.context.revisions
    ]
    return "\n".join(["| Geldt vanaf | Tekst | Soort | Datum van bekendmaking |", "| --- | --- | --- | --- |", *rows])


def revisiegegevens(plek: Plek) -> str:
    """Een tabel met de datums en besluiten van de revisie op deze pagina; elders die van de nieuwste."""
    own = [r for r in plek.context.revisions if r.source == plek.page]
    revision = (own or plek.context.revisions)[0]
    facts = revision.facts
    # Words that stay true whatever day it is: whether people were told already, the register says.
    rows = (
        ("Geldt vanaf" if revision.adopted else "Bedoeld voor", long_date(facts.ingangsdatum)),
        ("Tekst" if revision.adopted else "Status", _versie(plek, revision)),
        ("Vastgesteld", _vastgesteld(revision)),
        ("Datum van bekendmaking", _dag(facts.bekendgemaakt)),
        ("Soort wijziging", f"{facts.aard}: {SOORT[facts.aard]}" if facts.aard else ONBEKEND),
        ("Opnieuw bekijken", f"uiterlijk {long_date(facts.evaluatie)}" if facts.evaluatie else ONBEKEND),
        ("Besluiten", "<br>".join(_besluiten(plek, revision)) or ONBEKEND),
    )
    # As long as these come from the example, nobody may take them for what was decided.
    told = ["**Voorbeeld.** Deze datums en besluiten zijn verzonnen.", ""] if plek.context.invented(revision) else []
    changes = wijzigingen(revision, plek)
    more = ["", "Wat er verandert, per artikel:", "", *changes] if changes else []
    return "\n".join([*told, "| Gegeven | Van deze revisie |", "| --- | --- |", *(f"| {what} | {value} |" for what, value in rows), *more])


ONBEKEND = "nog niet bekend"

SOORT = {"materieel": "er verandert wat u mag of moet", "redactioneel": "alleen de woorden veranderen"}
"""What the kind of a revision means."""


def _dag(day: date | None) -> str:
    return long_date(day) if day else ONBEKEND


def _vastgesteld(revision: Revision) -> str:
    adoption = revision.facts.adoption
    if not revision.adopted or not adoption:
        return "nog niet"
    return f"door {escape.markdown(adoption.by)} op {_dag(adoption.datum)}"


def _besluiten(plek: Plek, revision: Revision) -> Iterator[str]:
    """Its own decisions, and those on an earlier text that count for this one too."""
    yield from (_besluit(plek, one, one.sentence) for one in revision.facts.besluiten)
    yield from (_besluit(plek, one.decision, one.sentence) for one in plek.context.carried(revision))


def _besluit(plek: Plek, besluit: Decision, zin: str) -> str:
    """The decision, which leads to its document where there is one."""
    told = escape.markdown(zin)
    if not besluit.stuk:
        return told
    return f"[{told}]({besluit.stuk if besluit.stuk.startswith('https:') else plek.naar(besluit.stuk)})"


def _versie(plek: Plek, revision: Revision) -> str:
    """A link to the version's own folder, which stands beside the folder of this one; a draft has none yet, and neither has a text of others."""
    if not revision.adopted:
        return revision.facts.status
    if not plek.context.has_folder(revision):
        return str(revision.version)
    up = "../" * (plek.diepte + 1)
    return f'<a class="versie" href="{up}{revision.version}/">{revision.version}</a>'
