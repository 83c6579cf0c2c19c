"""Which numbers can be somebody's: the tests that a citizen service number and a bank account pass, and no other number by design."""

from __future__ import annotations

IBAN_LENGTHS = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "LU": 20,
    "GB": 22,
    "ES": 24,
    "IT": 27,
    "PT": 25,
    "AT": 20,
    "IE": 22,
    "CH": 21,
    "PL": 28,
    "DK": 18,
    "SE": 24,
    "NO": 15,
    "FI": 18,
    "CZ": 24,
    "HU": 28,
    "RO": 24,
    "BG": 22,
    "GR": 27,
    "HR": 21,
    "SK": 24,
    "SI": 19,
    "LT": 20,
    "LV": 21,
    "EE": 20,
    "MT": 31,
    "CY": 28,
    "TR": 26,
    "MA": 28,
}
"""Characters of an account number by country: https://www.swift.com/standards/data-standards/iban-international-bank-account-number."""

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(digits: str) -> bool:
    """Whether `digits` pass the eleven-test of a BSN, which one in eleven numbers passes by chance; eight digits lack their zero."""
    whole = digits.zfill(9)
    return (
        len(digits) in (8, 9)
        and len(set(digits)) > 1
        and sum(w * int(d) for w, d in zip(WEIGHTS, whole, strict=True)) % 11 == 0
        and whole[:2] != "00"
    )


def iban(text: str) -> str | None:
    """The account number with which `text`, without spaces and in capitals, begins; None where the check digits are wrong."""
    number = text[: IBAN_LENGTHS.get(text[:2], 0)]
    if not number or len(number) < IBAN_LENGTHS[text[:2]]:
        return None
    turned = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return number if int(turned) % 97 == 1 else None
