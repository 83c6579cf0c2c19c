"""What a confirmation says is read again as it was written, whatever stands around it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.core import receipt
from handbook.core.receipt import Told
from handbook.core.version_name import VersionName

PRINT = "3f9a12bc77de" + "0a" * 26
VERSION = VersionName.parse("2026-11-01")
versions = st.builds(VersionName, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 99))
prints = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool), versions, prints)
def test_a_subject_is_read_as_it_was_written(employer: str, version: VersionName, fingerprint: str) -> None:
    said = receipt.subject(employer, version, fingerprint)
    for text in (said, f"RE: {said}", f"{said}\r\nVerzonden op 2026-12-01 vanaf mijn telefoon", said.upper()):
        told = Told.of(text)
        # A name that is written like the words around it can be read otherwise; the text never.
        if "versie" not in employer.lower() and "vingerafdruk" not in employer.lower():
            assert (told.version, told.fingerprint) == (version, receipt.short(fingerprint))


@pytest.mark.parametrize(
    ("text", "version", "fingerprint"),
    [
        ("Ik las versie 2026-11-01.2 helemaal.", "2026-11-01.2", None),
        ("Op 2026-11-30 las ik versie: 2026-11-01", "2026-11-01", None),
        ("vingerafdruk 3F9A 12BC 77DE", None, "3f9a12bc77de"),
        (f"sha256: {PRINT}", None, PRINT),
        (f"Het is {PRINT}.", None, PRINT),
        # Twelve digits by themselves are a telephone number as well.
        ("Bel 310201234567 over versie 2026-11-01", "2026-11-01", None),
        ("versie 2026-13-45", None, None),
        ("order 12026-11-01", None, None),
        ("Bedankt!", None, None),
    ],
)
def test_a_confirmation_in_free_words(text: str, version: str | None, fingerprint: str | None) -> None:
    assert Told.of(text) == Told(VersionName.parse(version) if version else None, fingerprint)


def test_a_field_of_its_own_goes_before_the_text() -> None:
    told = Told.of("versie 2025-01-01, vingerafdruk 000011112222", "2026-11-01", "3f9a-12bc-77de")
    assert told == Told(VERSION, "3f9a12bc77de")


@given(st.emails(), st.text(), st.text())
def test_a_mail_opens_with_the_words_that_were_meant(to: str, about: str, body: str) -> None:
    address = receipt.mail_address(to, about, body)
    assert address.isascii() and not set(address) & set(' "<>\\^`{|}')
    parts = urlsplit(address)
    asked = parse_qs(parts.query, keep_blank_values=True, errors="strict" if about.isprintable() else "replace")
    assert unquote(parts.path) == to
    if about.isprintable() and body.isprintable():
        assert asked == {"subject": [about], "body": [body]}


def test_lines_of_a_mail_end_as_mail_has_it() -> None:
    assert receipt.mail_address("hr@proefhuis.test", "a", "een\ntwee").endswith("body=een%0D%0Atwee")
    message = EmailMessage()
    message["To"] = unquote(urlsplit(receipt.mail_address("o'neil+hr@proefhuis.test", "a", "b")).path)
    assert message["To"].addresses[0].addr_spec == "o'neil+hr@proefhuis.test"


def test_an_address_of_a_form_gets_only_what_it_asks_for() -> None:
    assert receipt.form_address("https://formulier.test/?x=1", VERSION, PRINT) == "https://formulier.test/?x=1"
    asked = receipt.form_address("https://formulier.test/?v={versie}&h={vingerafdruk}", VERSION, PRINT)
    assert asked == f"https://formulier.test/?v=2026-11-01&h={PRINT}"


def test_a_short_fingerprint_is_read_aloud_in_groups() -> None:
    assert receipt.spaced(PRINT) == "3f9a 12bc 77de"
