"""What a text that calls a department by its name says at an organisation without it: who does it beside something else, or who leads everybody."""

from __future__ import annotations

import re

from handbook.core.dutch import capital, enumeration
from handbook.sources.contacts import DEPARTMENTS, Contact

NAMED = {name: role for role, name in DEPARTMENTS.items()}
CALLED = re.compile(rf"(?P<begin>^|[.?!:] )?(?<![\w/-])(?P<name>{'|'.join(NAMED)})(?![\w-])")

LED = re.compile(r"((?:uw (?:eigen )?|de )leidinggevende)(?:,| (?:of|en)(?: aan| naar| bij)?) HR\b")
"""Who leads the reader beside HR, where that is the same person."""

CONFIDED = re.compile(r"(?<=leidinggevende)(?:,| of) de vertrouwenspersoon\b")


def in_text(contact: Contact, text: str) -> str:
    """A text of docs/gegevens, a title or a line of the menu, as it reads at this organisation."""
    if all(contact.department(role) == name for role, name in DEPARTMENTS.items()):
        return text
    if contact.led_by_hr:
        text = LED.sub(r"\1", text)
    if contact.without_confident:
        text = CONFIDED.sub("", text)
    text = CALLED.sub(lambda found: _called(contact, found), text)
    for said in {_said(contact, role, begins=False) for role in DEPARTMENTS}:
        text = re.sub(rf"({re.escape(said)})(?:(?:,| en| of) {re.escape(said)})+", r"\1", text, flags=re.IGNORECASE)
    return text


def _called(contact: Contact, found: re.Match[str]) -> str:
    return f"{found['begin'] or ''}{_said(contact, NAMED[found['name']], begins=found['begin'] is not None)}"


def _said(contact: Contact, role: str, *, begins: bool) -> str:
    said = contact.department(role) or enumeration([one.naam for one in contact.people(role)], " of ")
    return capital(said) if begins else said
