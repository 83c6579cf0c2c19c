"""An address on the web, or the number of a ruling that has an address there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import text, wrong

ECLI = r"ECLI:[A-Z]{2}:[A-Z0-9.]{1,7}:\d{4}:[A-Z0-9.]{1,25}"
"""The number of a ruling (https://e-justice.europa.eu/topics/legislation-and-case-law/european-case-law-identifier-ecli_en)."""


def https(raw: object) -> str:
    """An address on the web, over https and without a user name."""
    value = text(raw)
    mend = "Vul een volledig adres in dat begint met https://, zoals https://www.voorbeeld.nl/."
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE) and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value):
        mend = f'Schrijf: "https://{value}"'
    elif value.startswith("http://"):
        mend = f'Schrijf: "https://{value[7:]}"'
    sound = host and parts.scheme == "https" and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host) and not parts.username
    if not sound or re.search(r"[\s<>\"'`\\^|]", value):
        raise wrong(f"is geen veilig webadres: {quote(value)}.", mend)
    return value


def base(raw: object) -> str:
    """The address of a folder on a site, with a slash at the end."""
    value = https(raw)
    if urlsplit(value).query or urlsplit(value).fragment:
        raise wrong(f"is geen map op een website: {quote(value)}.", "Haal alles vanaf het vraagteken of het hekje weg.")
    return value.rstrip("/") + "/"


def official(raw: object) -> str:
    """Where an official text can be read: its address, or the ECLI number of a ruling."""
    value = text(raw)
    if not value.upper().startswith("ECLI:"):
        return https(raw)
    if not re.fullmatch(ECLI, value, re.ASCII):
        raise wrong(f"is geen ECLI-nummer: {quote(value)}.", "Neem het over van de uitspraak, zoals ECLI:NL:HR:2018:651.")
    return value
