"""The file of an organisation's first revision: a draft, for nobody decided anything yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from handbook.core.decisions import COUNCILS, PARTS, SCHOOL, Who
from handbook.core.dutch import long_date

MONTHS_AHEAD = 3
"""Time for a works council to consent, and for people to read what comes."""

DRAFT = """\
---
# De tekst in docs/ komt uit een voorbeeld. Lees haar na, en maak haar van uw organisatie.
# Dit is een concept: zij geldt pas als uw bestuur haar heeft vastgesteld en u haar heeft gepubliceerd.
# Wie er bij u ja moet zeggen, en waarop, zegt: handbook decisions
# Heet uw bestuur anders? Zet er dan bij: naam: "de directie"
# Is alles besloten? Haal dan de hekjes hieronder weg, vul de dagen in, en schrijf als laatste: status: vastgesteld
#bekendgemaakt: JJJJ-MM-DD
#evaluatie: JJJJ-MM-DD
#besluiten:
{asked}#  - {{wie: bestuur, wat: besluit, stand: verleend, datum: JJJJ-MM-DD}}
title: "Revisie van {day}"
description: "Wat er per {day} verandert in het protocol, waarom en voor wie."
toelichting: "De eerste tekst van dit handboek: korte, genummerde regels voor alle medewerkers."
status: concept
ingangsdatum: {iso}
aard: materieel
---
# Revisie van {day}

Dit is de eerste tekst van dit handboek.
De regels zijn kort en genummerd, en elke pagina beantwoordt één vraag.

{{{{ revisiegegevens() }}}}

## Waarom

Met vaste regels weet u vooraf waar u aan toe bent.

## Voor wie

De regels gelden voor alle medewerkers.

## Vragen?

Kijk bij [Melden en hulp](../melden.md).
"""


def day(today: date) -> date:
    """The day that is proposed for it: the first of a month, with time before it."""
    months = today.year * 12 + today.month - 1 + MONTHS_AHEAD
    return date(months // 12, months % 12 + 1, 1)


CONSENT = "#  - {{wie: {}, {}wat: instemming, stand: verleend, datum: JJJJ-MM-DD}}\n"
HEARD = '#  - {{wie: anders, naam: "{}", wat: advies, stand: verleend, datum: JJJJ-MM-DD}}\n'
WHOM: Mapping[str, str] = {"personeelsvergadering": "de personeelsvergadering", "geen": "alle medewerkers"}
"""What a decision looks like, of those who speak for the staff: with none of them nobody consents, and the staff themselves are heard."""


def text(day: date, councils: Collection[str]) -> str:
    """The file of the revision that is to begin on `day`, of an organisation with these councils."""
    asked = "".join(_asked(one) for one in COUNCILS if one in councils) + "".join(
        HEARD.format(whom) for kind, whom in WHOM.items() if kind in councils
    )
    return DRAFT.format(day=long_date(day), iso=day.isoformat(), asked=asked)


def _asked(council: Who) -> str:
    """What is asked of a council: at a school of each of its parts, of which each decides on other rules, and of the whole."""
    parts = (*(f"deel: {part}, " for part in PARTS), "") if council in SCHOOL else ("",)
    return "".join(CONSENT.format(council, part) for part in parts)
