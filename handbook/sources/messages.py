"""What each code of a message means: an example of it and what to do then, from messages.yml, which `make meldingen` makes of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("messages.yml")

KINDS = {
    "AAN": "De aanspreekvorm",
    "ADR": "Oude adressen van pagina's",
    "AFS": "Afspraken die op meer plekken staan",
    "ARC": "Het archief",
    "ART": "Artikelen",
    "BEW": "Waar u een wijziging voorstelt",
    "BIJ": "Bijlagen",
    "BLD": "Het bouwen",
    "BRN": "Bronnen in de wet",
    "BSL": "Besluiten die nodig zijn",
    "BST": "Bestanden die niet te lezen zijn",
    "CFG": "Instellingen in mkdocs.yml",
    "DIL": "Dilemma's",
    "EDI": "Meer organisaties",
    "EIG": "Eigen bestanden en eigenaars",
    "FIL": "Bestanden en hun namen",
    "GBT": "Gebeurtenissen",
    "GEG": "Mappen met gegevens",
    "HLP": "Hulp van buiten en korte vragen",
    "KDR": "De kaders onder een regel",
    "KEU": "Keuzehulpen",
    "LNK": "Links",
    "MAC": "Woorden voor wie schrijft",
    "NAK": "Pagina's nakijken",
    "NAV": "Het menu",
    "OND": "Onderwerpen",
    "ONT": "Het formulier waarmee lezers bevestigen",
    "PAG": "De pagina als geheel",
    "PLK": "Geplakte tekst",
    "PRS": "Gegevens van personen",
    "RAD": "De medezeggenschap",
    "REG": "Regels buiten een lid",
    "REV": "Revisies",
    "ROL": "Rollen en contacten",
    "SIT": "De gebouwde website",
    "SJB": "Wat het handboek invult",
    "STU": "Stukken om in te vullen",
    "SYN": "Woorden om mee te zoeken",
    "TAA": "Taal",
    "TOE": "De proef op toegankelijkheid",
    "TST": "Wat u van uw tekst verwacht",
    "TXT": "Hoe een pagina is getypt",
    "TYP": "Tekens en opmaak",
    "VAR": "Uw gegevens",
    "VBD": "Wat nog van het voorbeeld is",
    "VRV": "Artikelen die weg zijn",
    "YML": "Bestanden met gegevens",
    "ZOE": "Het zoeken",
}
"""The first three letters of a code, in the words of who reads it."""


@dataclass(frozen=True)
class Message:
    """An example of a finding: `waar` it was (empty where it differs too much), `soort` is its level, `wat` and `doe` its two parts."""

    code: str
    waar: str
    soort: str
    wat: str
    doe: str


@cache
def by_kind() -> tuple[tuple[str, str, tuple[Message, ...]], ...]:
    """Of each kind of code its letters, what it is about, and its messages in the order of their numbers."""
    listed: dict[str, dict[str, str]] = yaml.load(FILE.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    every = [Message(code, **told) for code, told in sorted(listed.items())]
    return tuple((letters, KINDS[letters], tuple(group)) for letters, group in groupby(every, key=lambda one: one.code[:3]))
