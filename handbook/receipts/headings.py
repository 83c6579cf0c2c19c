"""What a heading of a column means: the words by which Outlook, forms and HR systems call it, in Dutch and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

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
        *("medewerkernr", "medewerker nr", "mdw nr", "personeels nr"),
        *("employee id", "employee number", "employeeid", "personnel number", "staff number", "staff id"),
    ),
    # A job or a department says nothing of who else belongs to a group: who has such a column says so in the file with columns.
    "groep": ("groep", "groepen", "doelgroep", "doelgroepen", "group", "groups"),
    "versie": ("versie", "revisie", "version", "revision", "welke versie"),
    "vingerafdruk": ("vingerafdruk", "fingerprint", "hash", "sha256", "sha 256"),
    "datum": (
        *(
            "tijd van voltooien",
            "completion time",
            "completion date",
            "completed",
            "voltooid",
            "voltooid op",
            "ingediend op",
            "ingediend",
            "submitted",
            "submitted at",
        ),
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
            "afgerond op",
            "datum afgerond",
            "afgehandeld op",
            "datum afgehandeld",
            "received time",
            "datetimereceived",
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

ASKED = re.compile(r"gelezen|lees|bevestig|ontvang|akkoord|gezien|\bread\b|confirm|received|agree|acknowledg|\bstatus\b|voortgang")
"""In the heading of a column that asks whether somebody read the text."""

CONFIRMED = re.compile(r"bevestig|gelezen|leesdatum|akkoord|getekend|onderteken|\bread\b|confirm|acknowledg|agreed|\bsigned")
A_DAY = re.compile(r"datum\b|\bdate\b|\btijd(?:stip)?\b|\btime\b|\bwanneer\b|\bmoment\b|\b(?:op|on|at)$|\bd d\b")
"""Together in the heading of a column with the day on which somebody confirmed: of who did not, nothing stands there."""

NO = frozenset(
    {
        *("nee", "neen", "n", "no", "false", "onwaar", "0", "niet", "nog niet", "not yet"),
        *(
            "niet gelezen",
            "nog niet gelezen",
            "ongelezen",
            "niet bevestigd",
            "nog niet bevestigd",
            "nog te lezen",
            "nog te bevestigen",
            "te bevestigen",
        ),
        *("niet akkoord", "niet voltooid", "niet gestart", "open", "openstaand", "in behandeling", "wacht op medewerker"),
        *("n v t", "nvt", "unread", "not read", "not confirmed", "not started", "in progress", "pending"),
    }
)
"""What an answer says of who did not."""

YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x", "gelezen", "bevestigd", "akkoord", "read", "confirmed"})
"""And of who did."""


def denied(fields: Mapping[str, str], answers: Collection[str]) -> str | None:
    """The heading under which a row says no to the question whether somebody read the text, or nothing; None where none does.

    `answers` are the columns with a yes or a no (see `answering`).
    """
    return next((name for name in answers if folded(fields[name]) in NO | {""}), None)


def answering(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The columns that say of each row whether somebody confirmed: with a yes or a no somewhere, or with the day of it."""
    asked = [name for name in names if ASKED.search(folded(name))]
    said = [name for name in asked if any(folded(row[name]) in NO | YES for row in rows)]
    return (*said, *(name for name in names if on_which_day(name) and any(re.search(r"\d", row[name]) for row in rows)))


def on_which_day(heading: str) -> bool:
    """Whether the column holds the day on which somebody confirmed."""
    name = folded(heading)
    return CONFIRMED.search(name) is not None and A_DAY.search(name) is not None


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
    confirmed = next((name for name in names if on_which_day(name) and name not in found.get("tekst", ())), None)
    if confirmed:
        found["datum"] = (confirmed,)
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
