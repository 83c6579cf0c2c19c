"""Why there is no message on a version, and what to type instead."""

from __future__ import annotations

from handbook.archive.register import Register, Version
from handbook.core.dutch import long_date
from handbook.core.meant import near
from handbook.core.status import Status
from handbook.core.version_name import VersionName

NEAR = 3
LIST = "Alle versies ziet u met: handbook versions"


def missing(name: VersionName, register: Register) -> str:
    """Of a version that is nowhere."""
    names = [str(one.version) for one in register.entries if not one.taken_off]
    if not names:
        return f"Versie {name} is er niet: er is nog geen versie gepubliceerd. Een concept-bericht maakt u met: handbook announce concept"
    meant = near(str(name), names, NEAR) or names[:NEAR]
    return f"Versie {name} is er niet. Kies bijvoorbeeld {' of '.join(meant)}. {LIST}"


def reason(entry: Version, register: Register) -> str | None:
    """Of a version that nobody can read, or that does not apply any more; None where there is something to tell."""
    if entry.taken_off:
        ask = f" De tekst is op te vragen bij {entry.taken_off.vraag}." if entry.taken_off.vraag else ""
        return (
            f"De tekst van versie {entry.version} is op {long_date(entry.taken_off.datum)} van de website gehaald: een bericht zou naar een tekst "
            f"leiden die niemand kan lezen.{ask} Welke tekst nu geldt, ziet u met: handbook versions"
        )
    after = register.ends(entry)
    if after and after.day == entry.day and register.status(after) != Status.LAPSED:
        return f"Versie {entry.version} is verbeterd. Maak een bericht van de verbetering: handbook announce {after.version}"
    if register.status(entry) != Status.LAPSED:
        return None
    now = register.current
    if now is None:
        return f"Versie {entry.version} geldt niet meer, en er geldt nu geen andere tekst. {LIST}"
    return (
        f"Versie {entry.version} geldt niet meer: nu geldt versie {now.version}. Maak daarvan een bericht: handbook announce {now.version}"
    )
