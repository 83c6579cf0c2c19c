"""What the text itself asks for: mistakes, what is still of the example, and what became overdue; other verbs list it, this one counts."""

from __future__ import annotations

from handbook.core import sample_report
from handbook.core.findings import errors
from handbook.doctor.model import FINE, Answer, fine, not_set, old
from handbook.doctor.seen import Seen
from handbook.report import review
from handbook.sources.data.accessibility_test import COMMAND


def mistakes(seen: Seen) -> Answer:
    """What keeps a text from being built."""
    wrong, rest = errors(seen.findings), len(seen.findings) - len(errors(seen.findings))
    if wrong:
        return old(
            f"De controle vindt {_number(len(wrong), 'fout', 'fouten')}. Bouwen en publiceren kan zo niet.",
            "Welke dat zijn, en wat u doet:",
            "handbook check",
            more="/beheer/meldingen/",
        )
    return fine(f"De controle geeft wel {_number(rest, 'waarschuwing', 'waarschuwingen')}. Die noemt: handbook check") if rest else FINE


def examples(seen: Seen) -> Answer:
    """What nobody filled in yet."""
    left = seen.sources.examples
    if not left:
        return FINE
    return not_set(
        f"{sample_report.count(left)} Zolang er iets van over is, kan er niets worden gepubliceerd.",
        "Welke dat zijn, en waar u ze invult:",
        "handbook check",
    )


def overdue(seen: Seen) -> Answer:
    """Evaluations, pages and sources of which the day has passed."""
    parts = [(title, len(lines)) for title, lines in review.due(seen.sources, seen.findings, seen.day) if lines]
    if not parts:
        return FINE
    count = sum(number for _, number in parts)
    kinds = ", ".join(f"{title[0].lower()}{title[1:]}: {number}" for title, number in parts)
    found = f"{_number(count, 'ding vraagt', 'dingen vragen')} aandacht nu de tijd verstrijkt ({kinds})."
    return old(found, "Welke dat zijn, en wat u doet:", "handbook review", more="/beheer/nakijken/")


def owners(seen: Seen) -> Answer:
    """Whether anybody keeps the pages, and looks at them again."""
    if seen.sources.data.owners.folders:
        return FINE
    found = "Nergens staat wie welke pagina bijhoudt: docs/gegevens/eigenaars.yml ontbreekt of is leeg. Niemand hoort het dus als een pagina verouderd is."
    return not_set(
        found, "Zet daarin voor elke map een rol, de dag waarop iemand keek en na hoeveel maanden dat weer moet.", more="/beheer/nakijken/"
    )


def access(seen: Seen) -> Answer | None:
    """Whether the statement on access still tells of the site as it is."""
    found = [one for one in seen.findings if one.code in ("TOE002", "TOE003")]
    if not found:
        return FINE
    return old(f"De verklaring over toegankelijkheid is niet van nu: {found[0].message}", "Test het opnieuw:", COMMAND)


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
