"""An address on the web: of a site, of the sources on a git host, or of a ruling by its number."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from handbook.core import edit_host
from handbook.core.findings import quote
from handbook.core.receipt import PRINT_MARK, VERSION_MARK
from handbook.sources.files.kinds.value import text, wrong

ECLI = r"ECLI:[A-Z]{2}:[A-Z0-9.]{1,7}:\d{4}:[A-Z0-9.]{1,25}"
"""The number of a ruling (https://e-justice.europa.eu/topics/legislation-and-case-law/european-case-law-identifier-ecli_en)."""


def https(raw: object) -> str:
    """An address on the web, over https and without a user name."""
    value = text(raw)
    return _safe(value, value)


def _safe(value: str, typed: str) -> str:
    """The address; what is said of it names what was `typed`."""
    mend = "Vul een volledig adres in dat begint met https://, zoals https://www.voorbeeld.nl/."
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE) and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value):
        mend = f'Schrijf: "https://{typed}"'
    elif value.startswith("http://"):
        mend = f'Schrijf: "https://{typed[7:]}"'
    sound = host and parts.scheme == "https" and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host) and not parts.username
    if not sound or re.search(r"[\s<>\"'`\\^|]", value):
        raise wrong(f"is geen veilig webadres: {quote(typed)}.", mend)
    return typed


FORM_MARKS = (VERSION_MARK, PRINT_MARK)


def form(raw: object) -> str:
    """The address of a form, that may ask for the version and the fingerprint behind its question mark."""
    value = text(raw)
    before = re.split("[?#]", value)[0]
    bare = value
    for mark in FORM_MARKS:
        bare = bare.replace(mark, "x")
    strange = re.search(r"\{[^{}]*\}?|\}", bare)
    choice = f"Kies uit {' en '.join(FORM_MARKS)}"
    if strange:
        raise _unfit("ONT001", f"vraagt om iets wat het handboek niet kent: {quote(strange[0])}.", f"{choice}, of haal het weg.")
    if any(mark in before for mark in FORM_MARKS):
        raise _unfit(
            "ONT002",
            "heeft de versie of de vingerafdruk vóór het vraagteken.",
            f"Zet ze erachter, zoals: ?versie={VERSION_MARK}&code={PRINT_MARK}",
        )
    return _safe(bare, value)


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


OF_A_BRANCH = "Open op uw git-server de branch waaruit het handboek komt, en neem het adres over dat de browser dan toont"


def _unfit(code: str, message: str, mend: str) -> PydanticCustomError:
    return wrong(message, mend, code=code)


def branch(raw: object) -> str:
    """The address of a repository on a git host, or of a branch in it."""
    value = text(raw)
    over_ssh = re.fullmatch(r"(?:ssh://)?git@([a-z0-9.-]+)[:/](?:\d+/)?(\S+?)(?:\.git)?/?", value, re.IGNORECASE)
    if over_ssh:
        raise _unfit("BEW001", f"is geen webadres: {quote(value)}.", f'Schrijf: "https://{over_ssh[1]}/{over_ssh[2]}"')
    try:
        user = urlsplit(value).username
    except ValueError:
        user = None
    if user is not None:
        # What stands before the @ may be a password: it is not said again.
        raise _unfit(
            "BEW001", "bevat een naam of een wachtwoord.", "Haal alles tussen https:// en het apenstaartje weg, en het apenstaartje zelf."
        )
    https(raw)
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        bare = re.split("[?#]", value)[0]
        raise _unfit("BEW001", f"gaat te ver: {quote(value)}.", f'Haal alles vanaf het vraagteken of het hekje weg: "{bare}"')
    if value.rstrip("/").endswith(".git"):
        raise _unfit("BEW001", f"is een adres voor git, en niet voor de browser: {quote(value)}.", f'Schrijf: "{value.rstrip("/")[:-4]}"')
    _editable(value)
    return value


def _editable(value: str) -> None:
    """Raises where nothing can be edited by the address."""
    found = edit_host.recognised(value)
    if found is None:
        mend = f"{OF_A_BRANCH}. Bij GitLab staat daar /-/tree/main in, bij Forgejo en Gitea /src/branch/main, bij GitHub /tree/main."
        raise _unfit("BEW002", f"zegt niet welk programma er op deze git-server staat: {quote(value)}.", mend)
    if re.search(r"\.(?:md|yml|yaml)$", found.branch):
        raise _unfit("BEW003", f"is het adres van één bestand: {quote(value)}.", f"{OF_A_BRANCH}: dat van de map, en niet van een bestand.")
    if not edit_host.is_repository(found):
        raise _unfit(
            "BEW003",
            f"is niet het adres van een handboek op een git-server: {quote(value)}.",
            f"{OF_A_BRANCH}, zoals https://github.com/voorbeeld/handboek.",
        )
