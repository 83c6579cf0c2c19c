"""Dutch dates, lists and sizes, and the current day in the Netherlands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")

TODAY_VARIABLE = "HANDBOEK_VANDAAG"
"""Environment variable with a date (JJJJ-MM-DD) that replaces today: for tests and for looking ahead."""

BLANKS = (
    r"aanhef|aantal|achternaam|adres|afdeling|auteur|bedrag|bedrijf(?:snaam)?|bijlage|contactpersoon|dag(?:en)?|datum|e-?mail(?:adres)?|functie(?:naam)?|"
    r"gebouw|gemeente|handtekening|huisnummer|iban|jaar|kamer|kenmerk|kvk(?:-?nummer)?|locatie|logo|maand|medewerker|naam|nummer|onderwerp|"
    r"ondertekening|organisatie(?:naam)?|percentage|periode|plaats(?:naam)?|postcode|provincie|rol|school(?:naam)?|sector|stad|straat(?:naam)?|telefoon(?:nummer)?|"
    r"termijn|tijd|titel|url|uren|vertrouwenspersoon|vestiging(?:splaats)?|voor-? ?en achternaam|voorletters?|voornaam|weken|website|werkgever|werknemer|woonplaats|"
    r"name|date|company|address|place|email|phone|title|amount"
)
"""What a template asks for, between brackets."""

GLUE = r"(?:uw|jouw|de|het|een|van|en|of|/|-|,|volledige|eigen|onze|the|your|in|te|vullen|hier|svp|s\.v\.p\.)"

PENDING = (
    r"(?:(?:[\w-]+ )?(?:is |zijn )?nog (?:niet bekend|onbekend|niet duidelijk|niet vastgesteld|(?:te )?bepalen|in ?te ?vullen|invullen|aan te vullen|aanvullen|"
    r"uit te zoeken|uitzoeken|na te vragen|navragen|checken|na te kijken|nakijken|(?:te )?bespreken)|nader (?:te bepalen|in te vullen|te bespreken)|"
    rf"(?:[\w-]+ )?volgt(?: nog)?|wordt nog (?:ingevuld|aangevuld|bepaald|vastgesteld)|(?:(?:{BLANKS}|hier|zelf|uw|jouw|de|het|eigen|s\.?v\.?p\.?) )*(?:invullen|in te vullen|aanvullen)|p\.?m\.?)"
)
"""What stands for what is not known yet, where nothing else stands: between brackets, behind a colon, in a cell."""

DRAFT = (
    rf"|\( ?{PENDING}(?: ?[,;:.–-][^()\n]{{0,60}})?\)|(?:(?<=: )|(?<=:))\s*{PENDING}[.!]?\s*(?=$|\|)|(?<=\|)\s*{PENDING}\.?\s*(?=\|)"
    r"|\bn\. ?(?:n\. ?)?[tn]\. ?b\b\.?|\bn\.? ?o\.? ?t\.? ?k\b\.?|\bn?ntb\b"
    r"|(?:(?<=[a-z] )|(?<=[:(\[|] )|(?<=[:(\[|]))(?<!\been )(?<!\bde )(?<!\bper )(?<!\bvia )(?<!\buw )(?<!\bje )(?-i:PM|P\.M\.)(?=\s*(?:[.,;:)|\]]|$))"
    r"|\b(?<!titel )(?<!boek )(?<!deel )(?<!hoofdstuk )xx\b(?!-[a-z]{3})"
    rf"|\b(?:dd|xx)[-/. ](?:mm|xx)[-/. ](?:jj(?:jj)?|yy(?:yy)?|20\d\d)\b|(?:(?<!\.)\.{{2,3}}|…|(?<!_)__) ?(?:{'|'.join(MONTHS)}) 20\d\d"
)
"""What a draft has of it that stands between words."""

PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+|PM_INVULLEN|[Ll]orem ipsum)\b"
    r"|\[(?:[^\]\n]{0,80}\b)?(?:in ?te ?vullen|invullen|naam|datum|bedrijfsnaam|organisatie|n\.?t\.?b\.?)\b[^\]\n]{0,200}\](?![(\[:])"
    rf"|\[ ?(?:{GLUE}\s*)*(?:{BLANKS})(?:[ ,/-]+(?:{GLUE}|{BLANKS}))* ?\](?![(\[:])"
    r"|\[ ?(?:\.{4,}|…{2,}|_+|X{2,}|x{3,}|\?+) ?\](?![(\[:])"
    rf"|(?<!\d )@@(?! -\d)|\?\?\?|<\s*(?:{BLANKS}|invullen)\s*>|(?:€|EUR)\s?(?:_{{2,}}|\.{{3,}}|…+|[xX]{{2,}}|\?+|\[[^\]\n]*\])"
    rf"{DRAFT}",
    re.IGNORECASE,
)
"""What people leave behind to fill in later."""

SIGNS = (
    *"todo fixme tbd xx pm p.m lorem [ < @@ ??? € eur .. … __ nog nader volgt vullen ntb n.b t.b tk t.k dd- dd/ dd.".split(),
    *("n. b", "t. b", "t k", "t. k", "dd "),
)
"""Every placeholder has one of these in it, in small letters; most lines have none, and are sooner seen through for them."""


def unfilled(line: str) -> Iterator[re.Match[str]]:
    """What is left in a line to fill in later."""
    small = line.lower()
    return PLACEHOLDER.finditer(line) if any(sign in small for sign in SIGNS) else iter(())


UNKNOWN = re.compile(rf"\s*{PENDING}[.!]?\s*", re.IGNORECASE)
"""A line or a fact that says no more than that something is not known yet; a word to search with may be the same."""


DIGIT = re.compile(r"\d")
"""What every number and every date holds, and most texts do not: those are sooner seen through for it."""


def parse_date(text: str) -> date:
    """`JJJJ-MM-DD` as a date; raises ValueError for any other form and for days that do not exist."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def guess_date(text: str) -> date | None:
    """The day that was probably meant by `1-2-2026`, `1 februari 2026`, `2026-2-1` or a date with a time behind it; None where that is not clear."""
    words = text.strip().lower()
    match = re.match(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}|[a-z]{3,9})\.? ?[-/. ] ?(\d{4})$", words, re.ASCII)
    turned = re.match(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?:[t ].*)?$", words, re.ASCII)
    if not (match or turned):
        return None
    day, month, year = match.groups() if match else tuple(reversed(turned.groups())) if turned else ("", "", "")
    if not month.isdigit():
        month = next((str(n) for n, name in enumerate(MONTHS, 1) if name.startswith(month)), "0")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def long_date(day: date) -> str:
    """1 januari 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year - 1:
        return date.max
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError(day)


UP_TO_TWENTY = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien"),
    *("vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)
TENS = {30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig", 80: "tachtig", 90: "negentig", 100: "honderd"}


def in_words(number: int) -> str:
    """A number as it stands in a sentence: up to twenty and the tens in words, others in digits."""
    return UP_TO_TWENTY[number] if 0 <= number < len(UP_TO_TWENTY) else TENS.get(number, str(number))


def enumeration(items: Sequence[str], last: str = " en ") -> str:
    """`a`, `a en b`, `a, b en c`, with `last` between the last two."""
    return "".join(f"{item}{after}" for item, after in zip(items, separators(len(items), last), strict=True))


def separators(count: int, last: str = " en ") -> list[str]:
    """What stands behind each of `count` items of an enumeration, `last` between the last two; behind the last one nothing."""
    return [", " if left > 1 else last if left else "" for left in reversed(range(count))]


def capital(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]


ROLE = re.compile(
    r"^(?:De|Het|Een|Onze|Ons) (?=[a-zà-ÿ]|[A-Z][a-z]{0,2}[A-Z]|Algemeen\b|Bestuur\b|College\b|Dagelijks|Direct(?:ie|eur)|Eigena|Raad\b)"
)
"""What people type with a capital, and is no name of somebody's own: Het bestuur, Onze directeur, De RvB, De Raad van Bestuur."""

ROLE_ELSEWHERE = re.compile(
    r"^(?:(?:Een|Onze|Ons) (?=[a-zà-ÿ])|(?:De|Het) (?=[a-zà-ÿ -]*(?:adviseur|advocaat|arts|coach|consulent|dienst|functionaris|jurist|kantoor|persoon)(?![a-zà-ÿ])))"
)
"""The same of who works for somebody else, where a small letter is no sign: the name of a bureau may be Het andere gesprek."""


def within(name: str, *, elsewhere: bool = False) -> str:
    """What somebody is called, in the middle of a sentence: het bestuur, and De Linde."""
    return (ROLE_ELSEWHERE if elsewhere else ROLE).sub(lambda found: found[0].lower(), name)


MORE = re.compile(r"(?:en|ers|ars|ors|eurs|'s)$")
"""How a word for more people ends behind "de"."""


def several(named: str) -> bool:
    """Whether a name is of more than one: de eigenaren, Corrie en Jan Smit; and not het college van burgemeester en wethouders."""
    article = named.lower().partition(" ")[0]
    if article not in ("de", "het"):
        return " en " in f" {named.lower()} "
    if re.search(r" en (?:de|het) ", named):
        return True
    # The noun stands before what belongs to it: de eigenaren van de bakkerij, de zussen Smit.
    before = re.split(r" (?:van|bij|in|met|voor) ", named.partition(" ")[2])[0].split()
    small = [*takewhile(str.islower, before)] or [word.lower() for word in before[:1]]
    return article == "de" and bool(small) and ("en" in small or bool(MORE.search(small[-1])))


def size_shown(size: int) -> str:
    """A size in bytes as readers see it: 120 kB. A space that does not break stands before the unit."""
    return f"{max(1, round(size / 1000))}\u00a0kB" if size < 999_500 else f"{size / 1e6:.1f}\u00a0MB".replace(".", ",")


def ended(text: str) -> str:
    """The text as the end of a sentence: with a full stop, unless it closes with a mark of its own."""
    return text if text.rstrip("\"”’')")[-1:] in (".", "!", "?", "…") else f"{text}."


def cited(text: str) -> str:
    """What somebody else wrote, as the end of a sentence behind a colon: in marks of its own, so that it may begin with a capital and be more than one sentence."""
    return f"‘{text}’" if ended(text) == text else f"‘{text}’."


def today() -> date:
    """Today in the Netherlands, whatever time zone the machine keeps.

    Raises ValueError where HANDBOEK_VANDAAG is set and holds no date.
    """
    given = os.environ.get(TODAY_VARIABLE)
    return parse_date(given) if given else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
