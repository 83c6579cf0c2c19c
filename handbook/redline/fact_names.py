"""What a redline calls a fact or a choice: of some a name in words, of others the words of the key."""

from __future__ import annotations

FACTS = {
    "beleid.stand": "Gebruik op het werk",
    "beleid.momenten": "Wanneer eigen gebruik mag",
    "beleid.platforms": "Waar de organisatie berichten plaatst",
    "beleid.reactie_uren": "Uren tot een antwoord op een bericht",
    "beleid.beheerders": "Beheerders per account",
    "beleid.toezicht": "Nagaan hoe het netwerk wordt gebruikt",
    "beleid.eigen_kanalen": "Eigen accounts",
    "medezeggenschap.soort": "Wie namens het personeel spreekt",
    "termijnen.klacht_bericht_weken": "Weken tot bericht na een klacht",
    "termijnen.klacht_antwoord_weken": "Weken tot antwoord op een klacht",
    "termijnen.oordeel_vragen_weken": "Weken om een nieuw oordeel te vragen",
    "termijnen.oordeel_antwoord_weken": "Weken tot een nieuw oordeel",
    "termijnen.waarschuwing_maanden": "Maanden dat een waarschuwing meetelt",
    "termijnen.profiel_weken": "Weken om na vertrek het profiel aan te passen",
    "termijnen.foto_weken": "Weken waarin naam en foto weggaan",
    "protocol.evaluatie_maanden": "Maanden tot de evaluatie",
    "protocol.bestaat_sinds": "Eerste dag met een protocol",
    "werkgever.medewerkers": "Hoeveel mensen er werken",
}
"""Facts of which the words of the key say too little to who reads what changed."""


def fact_name(name: str) -> str:
    """Telefoon (contact hr): the last word of a key first, because it says what the value is; of some a name of its own."""
    if name in FACTS:
        return FACTS[name]
    *groups, last = name.replace("_", " ").split(".")
    said = f"{last} ({' '.join(groups)})" if groups else last
    return said[:1].upper() + said[1:]
