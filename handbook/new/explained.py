"""What people need to know to answer a question, beside what the model says of the fact: titles of groups, and what a choice does to the text."""

from __future__ import annotations

TITLES = {
    "werkgever": "Uw organisatie",
    "handboek": "Het handboek",
    "protocol": "Het protocol",
    "beleid": "Wat er bij u geldt",
    "medezeggenschap": "Wie namens het personeel spreekt",
    "contact": "Bij wie medewerkers terechtkunnen",
    "mensen": "Hoe u mensen noemt",
    "ingangsdatum": "De eerste tekst",
    "termijnen": "Termijnen waarover uw bestuur besluit",
    "eigen": "Eigen gegevens",
}
"""By group; one that is not here is called by its key."""

HINTS = {
    "handboek.kleur": "Een hekje en zes tekens. Witte letters moeten erop leesbaar zijn.",
    "handboek.logo": "Het bestand zet u daarna in docs/img/.",
    "handboek.bevestigen": "Heeft u geen formulier? Sla dit over: dan bevestigen lezers per mail aan HR, of op papier.",
    "handboek.wijzigen": "Zoals de browser het toont als u op uw git-server de branch opent. Weet u het nog niet? Sla dit over.",
    "protocol.bestaat_sinds": "Jaar, maand en dag, zoals 2024-01-31. Had u nog geen protocol? Neem dan de dag waarop deze tekst gaat gelden.",
    "protocol.kenmerk": "Zoals een nummer in uw archief.",
    "beleid.platforms": "Alleen waar uw organisatie zelf iets plaatst. Niet wat medewerkers voor zichzelf gebruiken.",
    "beleid.toezicht": "Zoals met een filter, of in een logboek van het netwerk. Bij ja zegt de tekst wat u wel en niet bekijkt.",
    "contact.hr.geeft_leiding": "De tekst noemt dan deze naam in plaats van HR, en wijst bij een klacht over de leiding naar een ander.",
    "ingangsdatum": "Neem de tijd: een bestuur moet besluiten, en waar dat moet stemt de medezeggenschap in.",
}

CHOICES = {
    "werkgever.sector": {
        "algemeen": "geen extra regels",
        "overheid": "ambtenaren: functioneren, geheimhouding, bewaren",
        "zorg": "beroepsgeheim, patiënten en cliënten",
        "onderwijs": "leerlingen, studenten en ouders",
        "beurs": "voorwetenschap en koersgevoelig nieuws",
    },
    "handboek.aanspreekvorm": {"u": "zo is de tekst geschreven", "je": "de tekst spreekt lezers aan met je"},
    "handboek.publiceren": {
        "knop": "iemand start het, als de revisie is vastgesteld",
        "samenvoegen": "het gebeurt zodra het bestand van de revisie is samengevoegd",
    },
    "handboek.documenten": {
        "word": "om in te werken of door te sturen",
        "pdf": "om te bewaren of af te drukken",
        "epub": "om te lezen op een telefoon of e-reader",
        "text": "alleen de woorden, zonder opmaak",
    },
    "beleid.stand": {
        "vrij": "medewerkers mogen op het werk sociale media gebruiken, ook voor zichzelf; hun werk en de veiligheid gaan voor",
        "beperkt": "voor zichzelf zoals u hierna zegt: alleen in de pauze, of kort en af en toe; verder in werktijd alleen als het nuttig is voor het werk",
        "verboden": "voor zichzelf niet in werktijd, wel in de pauze; dat is een zware maatregel, en u moet kunnen uitleggen waarom u ervoor kiest",
    },
    "medezeggenschap.soort": {
        "or": "ondernemingsraad; verplicht vanaf 50 mensen",
        "pvt": "personeelsvertegenwoordiging; kan bij 10 tot 50 mensen",
        "mr": "medezeggenschapsraad van een school",
        "gmr": "gemeenschappelijke medezeggenschapsraad van meer scholen",
        "personeelsvergadering": "u spreekt met alle medewerkers samen",
        "geen": "niemand spreekt namens het personeel",
    },
}
"""By fact: what each word means. A choice that is not here is its own explanation."""

ONLY_WHERE = {
    "beleid.momenten": ("beleid.stand", "beperkt"),
    **dict.fromkeys(("beleid.platforms", "beleid.reactie_uren", "beleid.beheerders"), ("beleid.eigen_kanalen", "true")),
}
"""Facts that matter under one choice only: they are asked after it, and under any other they keep the shipped value and are not asked."""

ELSE_NONE = ("beleid.platforms",)
"""Lists among those that are empty under any other choice."""


def title(group: str) -> str:
    """The heading above the questions of a group."""
    return TITLES.get(group, group.replace("_", " ").capitalize())
