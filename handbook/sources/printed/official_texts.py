"""Where the official text of a norm is read: a law as it applies on a day, a ruling at its own address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

LAW = re.compile(r"(https://wetten\.overheid\.nl/BWB[RV]\d{7})/?(#.*)?")
"""A law or a treaty without a day: that address leads to whatever applies when somebody looks."""

COURTS: Mapping[str, str] = {
    "ECLI:NL:": "https://deeplink.rechtspraak.nl/uitspraak?id={}",
    "ECLI:CE:ECHR:": "https://hudoc.echr.coe.int/eng#%7B%22ecli%22:[%22{}%22]%7D",
    "ECLI:EU:": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:{}",
    "ECLI:": "https://e-justice.europa.eu/ecli/{}",
}
"""How the number of a ruling begins, and where such rulings are read; the first that fits."""


def address(source: str, day: date | None) -> str:
    """The address of `source`, which is an address or the number of a ruling (ECLI); of a law, its text as it applies on `day`."""
    law = LAW.fullmatch(source)
    if law and day:
        return f"{law[1]}/{day.isoformat()}{law[2] or ''}"
    return next((place.format(source) for begin, place in COURTS.items() if source.startswith(begin)), source)
