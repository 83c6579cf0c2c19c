"""The file of an organisation's first revision: a draft, for nobody decided anything yet."""

from __future__ import annotations

from datetime import date

from handbook.core.dutch import long_date

MONTHS_AHEAD = 3
"""Time for a works council to consent, and for people to read what comes."""

DRAFT = """\
---
# De tekst in docs/ komt uit een voorbeeld. Lees haar na, en maak haar van uw organisatie.
# Dit is een concept: zij geldt pas als uw bestuur haar heeft vastgesteld en u haar heeft gepubliceerd. Vul daarvoor in, zonder het hekje:
#   bekendgemaakt: JJJJ-MM-DD
#   evaluatie: JJJJ-MM-DD
#   besluiten:
#     - {{wie: or, wat: instemming, stand: verleend, datum: JJJJ-MM-DD}}
#     - {{wie: bestuur, naam: "de directie", wat: besluit, stand: verleend, datum: JJJJ-MM-DD}}
# Heeft u geen or? Kies dan bij wie: pvt, mr, gmr of anders. Moet er niemand instemmen? Zet dan stand: niet nodig, met een reden.
# Zet als laatste: status: vastgesteld
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


def text(day: date) -> str:
    """The file of the revision that is to begin on `day`."""
    return DRAFT.format(day=long_date(day), iso=day.isoformat())
