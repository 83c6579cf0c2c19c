"""How somebody's data look in a line of text, and when a number, a date or an address is nobody's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from handbook.checks.personal import numbers
from handbook.core.dutch import DIGIT, MONTHS

FIRST_NAMES = (
    "Aad|Abdel|Achmed|Ad|Ahmed|Ali|Alice|Amina|Amir|An|Andre|André|Angela|Anita|Anja|Anke|Anna|Anne|Annelies|Annemarie|Annemiek|Annette|Anouk|Anton|"
    "Arie|Arjan|Arjen|Arno|Arnold|Arthur|Aziz|Barbara|Bart|Bas|Ben|Bernard|Bert|Bianca|Bob|Boris|Bram|Brenda|Carla|Carolien|Caroline|Carmen|Cees|"
    "Chantal|Charlotte|Chris|Christa|Christiaan|Christian|Claudia|Coen|Cor|Corine|Corrie|Daan|Dave|David|Debbie|Denise|Dennis|Diana|Dick|Dirk|Dion|"
    "Ed|Eddy|Edith|Edwin|Ellen|Els|Emma|Eric|Erica|Erik|Erwin|Esmee|Esther|Eva|Eveline|Evert|Fatima|Femke|Ferry|Floor|Floris|Frank|Frans|Fred|"
    "Freek|Gerard|Gerda|Gerrit|Gert|Gijs|Guus|Hanna|Hannah|Hanneke|Hans|Harm|Harry|Hassan|Heleen|Hendrik|Henk|Henny|Herman|Hugo|Ibrahim|Ilse|Ineke|"
    "Inge|Ingrid|Irene|Iris|Jaap|Jack|Jacob|Jacqueline|Jan|Janneke|Jannie|Janny|Jantje|Japie|Jasmijn|Jasper|Jelle|Jeroen|Jesse|Jessica|Jet|Jeanette|"
    "Jim|Joke|Jolanda|Joop|Joost|Joris|José|Joyce|Judith|Julia|Juliette|Jurgen|Karel|Karen|Karim|Karin|Kees|Kelly|Kevin|Khadija|Kim|Klaas|Koen|Koos|"
    "Laura|Lars|Leo|Leon|Lex|Lia|Lieke|Lies|Linda|Lisa|Lisette|Lotte|Louis|Luc|Lucas|Luuk|Maaike|Maarten|Maartje|Manon|Marc|Marcel|Margriet|Maria|"
    "Marian|Marianne|Marieke|Marijke|Marion|Mariska|Marit|Marjan|Marjolein|Mark|Marleen|Marlies|Martijn|Martin|Martine|Mathijs|Maurice|Max|Menno|"
    "Michael|Michel|Michelle|Miranda|Mirjam|Mohamed|Mohammed|Monique|Mustafa|Myrthe|Nadia|Nathalie|Nico|Niek|Niels|Nienke|Nina|Nynke|Olga|Omar|Onno|"
    "Pascal|Patricia|Patrick|Paul|Paula|Peter|Petra|Pien|Piet|Pieter|Pim|Priscilla|Rachel|Ralph|Ramon|Rawi|Rene|René|Renate|Ria|Richard|Rick|Rik|Rita|"
    "Rob|Robert|Robin|Roel|Roelof|Roland|Rolf|Ron|Ronald|Roos|Rosa|Rob|Ruben|Rudi|Ruud|Sabine|Said|Samir|Sander|Sandra|Sanne|Sara|Sarah|Sem|Simon|"
    "Simone|Sjaak|Sjoerd|Sofie|Sonja|Sophie|Stefan|Stephanie|Stijn|Susan|Suzanne|Sven|Sylvia|Tamara|Teun|Theo|Thijs|Thomas|Tijn|Tim|Timo|Tineke|Tom|"
    "Ton|Toos|Truus|Trudy|Vera|Victor|Vincent|Wendy|Wesley|Wessel|Wiebe|Wil|Wilco|Willeke|Willem|Wilma|Wim|Wouter|Yara|Yasmina|Youssef|Yvonne|Zoë"
)
"""Common first names in the Netherlands: a name that is in no list is told by an initial or a title."""

BETWEEN = r"(?:(?:van|de|der|den|ten|ter|te|het|'t|in|el|al|la|di|von)\s+){0,3}"
SURNAME = r"[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
PERSON = (
    rf"(?:(?:[Dd]e heer|[Mm]evrouw|[Mm]eneer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Dd]rs\.|[Mm]r\.)\s+(?:(?:[A-Z]\.\s?){{1,4}}|{SURNAME}\s+)?{BETWEEN}{SURNAME}"
    rf"|\b(?:[A-Z]\.\s?){{1,4}}{BETWEEN}{SURNAME}|\b(?:{FIRST_NAMES})\s+(?:[A-Z]\.\s?)?{BETWEEN}{SURNAME})"
)
"""A person's name: with a title, with initials, or with a common first name."""

MONTH = "mrt\\.?|" + "|".join(f"{name[:3]}(?:{name[3:]})?\\.?" if len(name) > 3 else name for name in MONTHS)
BIRTHDAY = rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}\s+(?:{MONTH})\s+(?:19|20)\d\d)"
SHORT = rf"(?:{BIRTHDAY}|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d\d|\d{{1,2}}\s+(?:{MONTH})\s+['’]?\d\d)(?!\d|[-/]\d)"
"""A day whose year may have two digits: a birthday only where a label or brackets make it one."""

BSN_LABEL = re.compile(r"\b(?:bsn|burgerservice-?\s?n(?:ummer|r)|sofi-?\s?n(?:ummer|r)|persoons(?:gebonden)?nummer|pgn)\b", re.IGNORECASE)
OTHER_LABEL = re.compile(
    r"\b(?:kvk|rsin|btw|ecli|dossier|zaak|order|factuur|klacht|melding|ticket|case|artikel|isbn|issn|doi|oin|brin|loonheffing\w*|vestiging\w*|"
    r"kamer van koophandel|inkoop|contract|project|kenmerk|referentie|registratie|register|serie|versie|barcode|ean|stb|stcrt|"
    r"euro|eur|inwoners|medewerkers|miljoen|bedrag|omzet|budget)(?:-?\s?(?:nummer|nr|code|id))?\b[^.;|]{0,20}$|[€$#]\s?$",
    re.IGNORECASE,
)
"""What says, before a number of nine digits, that it is another number: one in eleven of those passes the test of a BSN."""

AFTER_LABEL = re.compile(rf"{BSN_LABEL.pattern}[^\d\n]{{0,25}}(?P<number>\d(?:[ .-]?\d){{7,8}})(?![ .-]?\d)", re.IGNORECASE)
PHONE_LABEL = re.compile(r"\b(?:telefoon|tel|fax|bel)\w{0,10}\b[^;|]{0,20}$", re.IGNORECASE)
DIGITS = re.compile(
    r"(?<![\w.,:/+-])(?<![\d+)][ .-])(?:\d{9}|\d{8}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}[ .]\d{2}[ .]\d{3}|\d{2}[ .]\d{3}[ .]\d{3})(?![\d/]|[.,:-]\d| \d|[ ]?(?:euro|%|km|stuks|inwoners))"
)
IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ]?\d{2}(?:[ .-]?[A-Za-z0-9]){10,32}")
BORN = re.compile(
    rf"(?:\bgeboren(?:\s+(?:te|in)\s+{SURNAME})?(?:\s+op)?|\bgeboortedatum\b|\bgeb\.?(?:\s*d(?:atum|d)\.?)?|\bgeboren\s+op)\s*[:|=]?\s*(?:is\s+)?['\"]?(?P<day>{SHORT})",
    re.IGNORECASE,
)
NAMED = re.compile(rf"(?P<name>{PERSON})\s*(?:(?:[(,|;:]|\s-\s)\s*(?P<day>{BIRTHDAY})|\(\s*\*?\s*(?P<short>{SHORT})\s*\))")
NO_PERSON = re.compile(
    r"\b(?:Hoge|Raad|Rechtbank|Gerechtshof|Hof|Wet|Besluit|Kantonrechter|Staatsblad|Staatscourant|Verdrag|Richtlijn|College|Commissie|Parlement|Europees)\b"
)
POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
STREET = r"[A-ZÀ-Þ0-9][\w.'’ -]{1,30}?\s\d{1,4}(?:\s?-?\s?[a-zA-Z0-9]{1,3})?"
ADDRESS = re.compile(
    rf"{PERSON}\s*(?:[,;:|(–-]|\bwoont\b[^.]{{0,20}}?|\bop\b|\baan\b)+\s*(?P<place>{STREET}[\s,;|–-]{{1,5}}[1-9]\d{{3}}\s?[A-Z]{{2}})\b"
)
HOME = re.compile(
    rf"\b(?i:woon|thuis|privé|prive|huis)-?adres\b\s*(?:[:|=]|is)?\s*['\"]?(?P<place>{STREET})|\b(?:woont|wonende|woonachtig)\s+(?:\w+\s+)?(?:aan|op|te|in)\s+(?:de\s+|het\s+)?(?P<house>{STREET})"
)
PRIVATE_HOSTS = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton(?:mail)?|pm|ziggo|kpn(?:mail|planet)?|planet|xs4all|home|casema|"
    r"chello|upcmail|hetnet|tele2|telfort|quicknet|solcon|zonnet|zeelandnet|caiway|caiw|online|freeler|wanadoo|tiscali|versatel|orange|onsbrabantnet|delta)"
    r"\.(?:com|nl|net|be|de|me|eu|org|fr|ch|co\.uk)"
)
MAIL = re.compile(
    rf"(?<![\w.+%-])(?P<local>[\w.+%-]{{1,64}})@(?:(?P<private>{PRIVATE_HOSTS})|(?P<host>[\w-]+(?:\.[\w-]+)+))(?![\w-])", re.IGNORECASE
)
NAMED_MAIL = re.compile(
    rf"(?:[a-z]|{FIRST_NAMES})(?:\.[a-z])?[._-](?:(?:van|de|der|den|ten|ter|vd)[._-]?){{0,3}}[a-zà-ÿ-]{{3,}}\d{{0,4}}", re.IGNORECASE
)
RESERVED_HOST = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org|nl))?|test|invalid|localhost)$", re.IGNORECASE)
"""Hosts that are nobody's for ever: https://www.rfc-editor.org/rfc/rfc2606."""

ESCAPED_AT = "%40"
MOBILE = re.compile(r"(?<![\w+/.-])(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?6|\(?06\)?|\+31[ .-]?06)(?:[ ./-]{0,3}\d){8}(?![\d/-])")
LABELLED = re.compile(
    r"\b(?:(?:BIG|personeels|medewerkers?|leerling|studenten|student|patiënt(?:en)?|patient(?:en)?|cliënt(?:en)?|client(?:en)?|bewoners?|verzekerden|polis|"
    r"zorgpolis|paspoort|rijbewijs|identiteitskaart|ID-kaart|ID-bewijs|ziekenhuis|salaris|creditcard)-?\s?(?:nummer|nr\.?|registratie(?:nummer)?)|"
    r"paspoort|rijbewijs|identiteitskaart)\s*(?:is|:|=|\||van\s[^\d|]{0,25}?)?\s*['\"]?(?P<number>(?-i:[A-Z]{0,3}[ -]?\d[\d. -]{2,16}\d))\b",
    re.IGNORECASE,
)


SERVICE_NUMBER = "een burgerservicenummer (BSN)"
ACCOUNT = "een rekeningnummer (IBAN)"
PERSONAL_MAIL = "het e-mailadres van een persoon"
MOBILE_NUMBER = "een mobiel nummer"


@dataclass(frozen=True)
class Found:
    """Somebody's data in a line: what they are, as they stand there, and as much of them as may be said."""

    what: str
    text: str
    shown: str


def bsn(line: str, context: str) -> Iterator[Found]:
    """`context` is what the columns of a table say of their cells; the label of another number makes it that number."""
    for match in AFTER_LABEL.finditer(line):
        if numbers.is_bsn(re.sub(r"\D", "", match["number"])):
            yield Found(SERVICE_NUMBER, match["number"], _end(match["number"]))
    line_without = re.sub(r"https?://\S+|[\w.+-]+@\S+", lambda m: "x" * len(m[0]), line)
    for match in DIGITS.finditer(line_without):
        digits = re.sub(r"\D", "", match[0])
        before = line_without[max(0, match.start() - 60) : match.start()]
        labelled = BSN_LABEL.search(before) or BSN_LABEL.search(context)
        other = OTHER_LABEL.search(before) or (digits[0] == "0" and PHONE_LABEL.search(before)) or _other_column(context)
        if not numbers.is_bsn(digits) or (not labelled and (len(digits) == 8 or other)):
            continue
        yield Found(SERVICE_NUMBER if labelled else "een getal dat een burgerservicenummer (BSN) kan zijn", match[0], _end(digits))


def _other_column(context: str) -> bool:
    return any(OTHER_LABEL.search(cell) for cell in context.strip("| ").split("|"))


def account(line: str, _: str) -> Iterator[Found]:
    """An account number whose check digits are right."""
    for match in IBAN.finditer(line):
        number = numbers.iban(re.sub(r"[ .-]", "", match[0]).upper())
        if number:
            length, at = 0, 0
            while length < len(number):
                length += match[0][at].isalnum()
                at += 1
            yield Found(ACCOUNT, match[0][:at], _end(number))


def birthday(line: str, _: str) -> Iterator[Found]:
    """A day that is said to be somebody's birthday, or that stands behind somebody's name as one does."""
    if not DIGIT.search(line):
        return
    named = (m for m in NAMED.finditer(line) if not NO_PERSON.search(m["name"]))
    for day in (*(m["day"] for m in BORN.finditer(line)), *(m["day"] or m["short"] for m in named)):
        whole = re.findall(r"(?:19|20)\d\d", day)
        yield Found("een geboortedatum", day, f"…{whole[-1] if whole else day[-2:]}")


def address(line: str, _: str) -> Iterator[Found]:
    """A street and a place behind a person's name, or where somebody is said to live."""
    for match in ADDRESS.finditer(line) if POSTCODE.search(line) else ():
        yield Found("een adres met de naam van een persoon", match["place"], f"…{match['place'][-2:]}")
    for match in HOME.finditer(line):
        place = match["place"] or match["house"]
        yield Found("het adres waar iemand woont", place, f"{place[:1]}…")


def mail(line: str, _: str) -> Iterator[Found]:
    """A mailbox of a person: at a provider for private persons, or with a person's name in it."""
    # In a web address an @ is %40.
    for match in MAIL.finditer(unquote(line) if ESCAPED_AT in line else line):
        host = match["private"] or match["host"]
        personal = match["private"] or NAMED_MAIL.fullmatch(match["local"])
        if personal and not RESERVED_HOST.search(host):
            typed = match[0] if match[0] in line else match[0].replace("@", ESCAPED_AT)
            yield Found(PERSONAL_MAIL, typed, f"{match['local'][0]}…@{host}")


def mobile(line: str, _: str) -> Iterator[Found]:
    """A Dutch mobile number, however it is typed."""
    for match in MOBILE.finditer(line):
        digits = re.sub(r"\D", "", match[0])
        if len(set(digits[-8:])) > 1:
            yield Found(MOBILE_NUMBER, match[0], _end(digits))


def labelled(line: str, _: str) -> Iterator[Found]:
    """A number that its label says is a person's."""
    for match in LABELLED.finditer(line):
        yield Found("een nummer van een persoon", match["number"], _end(match["number"]))


def _end(text: str) -> str:
    return f"…{text[-2:]}"


KINDS: tuple[Callable[[str, str], Iterator[Found]], ...] = (bsn, account, birthday, address, mail, mobile, labelled)
