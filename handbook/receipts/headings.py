"""What a heading of a column means: the words by which Outlook, forms and HR systems call it, in Dutch and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

FIRST, BETWEEN, LAST = "voornaam", "tussenvoegsel", "achternaam"

WORDS: Mapping[str, tuple[str, ...]] = {
    "naam": (
        *("naam", "volledige naam", "naam medewerker", "uw naam", "weergavenaam", "medewerker", "werknemer", "collega", "deelnemer"),
        *("name", "full name", "your name", "display name", "employee", "employee name", "respondent"),
        *("van naam", "from name", "sender name", "naam afzender", "afzender", "sender", "van", "from"),
    ),
    FIRST: ("voornaam", "roepnaam", "first name", "given name", "firstname"),
    BETWEEN: ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "middle name", "prefix"),
    LAST: ("achternaam", "geslachtsnaam", "familienaam", "last name", "surname", "family name", "lastname"),
    "adres": (
        *(
            "e mail",
            "email",
            "e mailadres",
            "emailadres",
            "mail",
            "mailadres",
            "werkmail",
            "zakelijk e mailadres",
            "e mail werk",
            "uw e mailadres",
        ),
        *(
            "email address",
            "e mail address",
            "work email",
            "your email",
            "primary email",
            "user principal name",
            "userprincipalname",
            "upn",
        ),
        *("van adres", "from address", "sender address", "sender email", "adres afzender", "username", "gebruikersnaam"),
    ),
    "nummer": (
        *("personeelsnummer", "medewerkernummer", "werknemersnummer", "personeelsnr", "medewerkersnummer", "pers nr", "nummer medewerker"),
        *("employee id", "employee number", "employeeid", "personnel number", "staff number", "staff id"),
    ),
    # A job or a department says nothing of who else belongs to a group: who has such a column says so in the file with columns.
    "groep": ("groep", "groepen", "doelgroep", "doelgroepen", "group", "groups"),
    "versie": ("versie", "revisie", "version", "revision", "welke versie"),
    "vingerafdruk": ("vingerafdruk", "fingerprint", "hash", "sha256", "sha 256"),
    "datum": (
        *("tijd van voltooien", "completion time", "voltooid", "voltooid op", "ingediend op", "ingediend", "submitted", "submitted at"),
        *(
            "tijdstempel",
            "timestamp",
            "ontvangen",
            "ontvangen op",
            "received",
            "date received",
            "bevestigd op",
            "datum bevestiging",
            "getekend op",
        ),
        *("datum", "datum tijd", "date", "date time", "verzonden", "verzonden op", "sent", "date sent", "tijdstip"),
    ),
    "tekst": ("onderwerp", "subject", "hoofdtekst", "tekst", "body", "bericht", "message", "inhoud", "opmerking"),
}
"""Role -> headings, the one that says most first."""

LOOSE: Mapping[str, tuple[str, ...]] = {
    "vingerafdruk": ("vingerafdruk", "fingerprint"),
    "versie": ("versie", "version"),
    "adres": ("mailadres", "email"),
    "nummer": ("personeelsnummer", "medewerkernummer"),
    "naam": ("uw naam", "your name", "volledige naam"),
}
"""Words that tell a column also where they stand in the question of a form."""

ASKED = re.compile(r"gelezen|lees|bevestig|ontvang|akkoord|gezien|\bread\b|confirm|received|agree|acknowledg")
"""In the heading of a column that asks whether somebody read the text."""

NO = frozenset({"nee", "neen", "no", "false", "onwaar", "0", "niet", "nog niet", "niet gelezen", "not yet", "n"})
"""What an answer says of who did not."""


def denied(fields: Mapping[str, str]) -> str | None:
    """The heading under which a row says no to the question whether somebody read the text; None where none does."""
    return next((name for name, value in fields.items() if folded(value) in NO and ASKED.search(folded(name))), None)


def folded(heading: str) -> str:
    """A heading without capitals, signs and accents: `Van: (naam)` is `van naam`."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare.casefold()))


def known(heading: str) -> bool:
    """Whether it means something here."""
    name = folded(heading)
    return any(name in words for words in WORDS.values())


def guessed(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Role -> the headings among `names` that have it; of the text there may be more, and a name may stand in three columns."""
    left = {name: folded(name) for name in names}
    found: dict[str, tuple[str, ...]] = {}
    for role, words in WORDS.items():
        ranked = sorted((words.index(short), at, name) for at, (name, short) in enumerate(left.items()) if short in words)
        if ranked:
            found[role] = tuple(name for _, _, name in ranked) if role == "tekst" else (ranked[0][2],)
    for role, words in LOOSE.items():
        taken = {name for names_ in found.values() for name in names_}
        hit = next((name for name, short in left.items() if name not in taken and any(word in short for word in words)), None)
        if role not in found and hit:
            found[role] = (hit,)
    return _one_name(found)


def _one_name(found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """First and last name together are the name, where both are there."""
    parts = [name for role in (FIRST, BETWEEN, LAST) for name in found.get(role, ())]
    kept = {role: names for role, names in found.items() if role not in (FIRST, BETWEEN, LAST)}
    if LAST in found and (FIRST in found or "naam" not in found):
        kept["naam"] = tuple(parts)
    elif FIRST in found and "naam" not in found:
        kept["naam"] = found[FIRST]
    return kept
