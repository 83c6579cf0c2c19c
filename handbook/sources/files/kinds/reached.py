"""How somebody can be reached: an e-mail address, a telephone number, an extension."""

from __future__ import annotations

import re

from handbook.core.findings import quote
from handbook.sources.files.kinds.value import text, wrong


def email(raw: object) -> str:
    """A full e-mail address."""
    value = text(raw)
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}", value):
        raise wrong(f"is geen e-mailadres: {quote(value)}.", "Vul een volledig adres in, zoals hr@voorbeeld.nl.")
    return value


def phone(raw: object) -> str:
    """Dutch numbers have ten digits, counting the leading 0; others follow E.164: + and 7 to 15 digits."""
    value = text(raw)
    digits = re.sub(r"[ ()./-]", "", value)
    digits = re.sub(r"^\+(\d{2,3})0(?=\d{9}$)", r"+\1", digits) if "(0)" in value else digits
    dutch = re.fullmatch(r"(?:0|\+31|0031)[1-9]\d{8}|0(?:800|900|906|909)\d{4,7}|(?:088)\d{7}|14\d{2,4}|11[23]|116\d{3}|144", digits)
    foreign = re.fullmatch(r"\+(?!31)[1-9]\d{6,14}", digits)
    if not (dutch or foreign):
        extension = re.fullmatch(r"(.*?),? *(?:toestel|tst|ext)\.? *(\d{1,6})", value, re.ASCII | re.IGNORECASE)
        mend = 'Vul alle cijfers in, zoals "030 123 45 67" of "+31 30 123 45 67".'
        if extension:
            mend = f'Zet het toestel op een eigen regel: telefoon: "{extension[1]}" en eronder toestel: "{extension[2]}"'
        raise wrong(f"is geen telefoonnummer: {quote(value)}.", mend)
    return value


def extension(raw: object) -> str:
    """The digits of an extension, one to six."""
    value = text(raw, bare=("str", "int", "float"))
    if not re.fullmatch(r"\d{1,6}", value, re.ASCII):
        digits = re.search(r"(?<!\d)\d{1,6}$", value)
        mend = f'Schrijf: "{digits[0]}"' if digits else 'Vul alleen de cijfers in, zoals "4567".'
        raise wrong(f"is geen toestelnummer: {quote(value)}.", mend)
    return value
