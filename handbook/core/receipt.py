"""How somebody confirms to have received and read a version: the words, the fingerprint in them, and how they are read again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from handbook.core.version_name import VersionName

PAGE = "gelezen.md"
"""The page on which a version asks for it."""

SHORT = 12
"""Digits of a fingerprint that are enough to tell the texts of all handbooks apart, and few enough to be read aloud."""

LATER = "f" * 64
"""Stands on a page for the fingerprint until that is known; in a confirmation it says that the page was never published.

No address that is written in percents has such letters, so that it can be found again in one.
"""

FILLED_IN = "data-vingerafdruk"
"""Marks what has the fingerprint in its text or its address; the build fills it in, once it is known (handbook.build.receipts)."""

SHORT_HERE = "kort"
"""The value of that mark where the short one stands."""

VERSION_MARK, PRINT_MARK = "{versie}", "{vingerafdruk}"
"""Where an organisation puts both into the address of its own form."""

OPENING = "Gelezen en ontvangen"

_SUBJECT = re.compile(r"protocol sociale media van (?P<employer>.+?), versie \d{4}-", re.IGNORECASE | re.DOTALL)
_VERSION = r"(?<![\d./-])(\d{4}-\d{2}-\d{2}(?:\.\d{1,3})?)(?![\d-])"
_NAMED_VERSION = re.compile(rf"(?:versie|version|revisie)\W{{0,3}}{_VERSION}", re.IGNORECASE)
_ANY_VERSION = re.compile(_VERSION)
_DIGITS = r"((?:[0-9a-f]{4}[ -]?){3}(?:(?:[0-9a-f]{4}[ -]?){12}[0-9a-f]{4})?)(?![0-9a-z])"
_NAMED_PRINT = re.compile(rf"(?:vingerafdruk|fingerprint|hash|sha-?256)\W{{0,3}}{_DIGITS}", re.IGNORECASE)
_WHOLE_PRINT = re.compile(r"(?<![0-9a-z])([0-9a-f]{64})(?![0-9a-z])", re.IGNORECASE)


def short(fingerprint: str) -> str:
    """The first digits of a fingerprint, as mails and addresses have them."""
    return fingerprint[:SHORT]


def spaced(fingerprint: str) -> str:
    """The short fingerprint in groups of four: 3f9a 12bc 77de."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, SHORT, 4))


def subject(employer: str, version: VersionName, fingerprint: str) -> str:
    """The subject of the mail: all that a list of mails has of it."""
    return f"{OPENING}: protocol sociale media van {employer}, versie {version}, vingerafdruk {short(fingerprint)}"


def mail_address(to: str, about: str, body: str) -> str:
    """The address of a mail that is written already; lines end as RFC 6068 has it."""
    return f"mailto:{quote(to, safe='@,')}?subject={quote(about, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"


def form_address(typed: str, version: VersionName, fingerprint: str) -> str:
    """The organisation's own form with the version and the fingerprint where its address asks for them."""
    return typed.replace(VERSION_MARK, str(version)).replace(PRINT_MARK, fingerprint)


@dataclass(frozen=True)
class Told:
    """What a confirmation says of the text that was read; `fingerprint` is short or whole, in small letters. None is what it does not say."""

    version: VersionName | None = None
    fingerprint: str | None = None
    employer: str | None = None

    @classmethod
    def of(cls, text: str, version: str = "", fingerprint: str = "") -> Self:
        """Read from free text, where nothing stands in the fields for the version and the fingerprint."""
        folded = unicodedata.normalize("NFKC", text)
        field = _ANY_VERSION.search(unicodedata.normalize("NFKC", version))
        named = field or _NAMED_VERSION.search(folded) or _ANY_VERSION.search(folded)
        digits = _NAMED_PRINT.search(folded) or _WHOLE_PRINT.search(folded)
        told = _SUBJECT.search(folded)
        return cls(
            VersionName.or_none(named[1]) if named else None,
            _digits(fingerprint) or (_digits(digits[1]) if digits else None),
            " ".join(told["employer"].split()) if told else None,
        )


def _digits(text: str) -> str | None:
    found = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).lower()
    return found if re.fullmatch(rf"[0-9a-f]{{{SHORT}}}(?:[0-9a-f]{{52}})?", found) else None
