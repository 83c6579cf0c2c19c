"""What a text that calls a department by its name says at an organisation without it: who does it beside something else, or who leads everybody."""

from __future__ import annotations

import re

from handbook.core.dutch import capital, enumeration
from handbook.sources.contacts import DEPARTMENTS, Contact

NAMED = {name: role for role, name in DEPARTMENTS.items()}
CALLED = re.compile(rf"(?P<begin>^|[.?!:] )?(?<![\w/-])(?P<name>{'|'.join(NAMED)})(?![\w-])")

LEADER = "(?:uw (?:eigen )?|de )leidinggevende"
OR = "(?:,| (?:of|en)(?: aan| naar| bij)?)"

CONFIDED = (
    (re.compile(r"(?<=leidinggevende)(?:,| of) de vertrouwenspersoon\b"), ""),
    (re.compile(r", de vertrouwenspersoon (of|en)\b"), r" \1"),
    (re.compile(r", (?!of |en )([^,.:;?!]+?) (of|en) de vertrouwenspersoon\b"), r" \2 \1"),
    (re.compile(r"\bde vertrouwenspersoon(?:, (?!die )| of | en )(?=\w)"), ""),
    (re.compile(r" (?:of|en) de vertrouwenspersoon\b"), ""),
)
"""Who is there to talk to in confidence among others, where nobody can be that; and what stays of the row."""


def in_text(contact: Contact, text: str) -> str:
    """A text of docs/gegevens, a title or a line of the menu, as it reads at this organisation."""
    if not contact.without_confident and all(contact.department(role) == name for role, name in DEPARTMENTS.items()):
        return text
    if contact.led_by_hr:
        text = _once_who_leads(contact, text)
    if contact.without_confident:
        for row, left in CONFIDED:
            text = row.sub(left, text)
    text = CALLED.sub(lambda found: _called(contact, found), text)
    for said in {_said(contact, role, begins=False) for role in DEPARTMENTS}:
        text = re.sub(rf"({re.escape(said)})(?:(?:,| en| of) {re.escape(said)})+", r"\1", text, flags=re.IGNORECASE)
    return text


def _once_who_leads(contact: Contact, text: str) -> str:
    """Who leads the reader beside a department that is the same person; and nobody about who leads, where somebody is there to talk to in confidence."""
    same = "|".join(name for name, role in NAMED.items() if contact.leads(role))
    text = re.sub(rf"({LEADER}){OR} (?:{same})\b", r"\1", text)
    return re.sub(rf"(?<!, )\b(?:{same}){OR} (?={LEADER}|de vertrouwenspersoon\b)", "", text)


def _called(contact: Contact, found: re.Match[str]) -> str:
    return f"{found['begin'] or ''}{_said(contact, NAMED[found['name']], begins=found['begin'] is not None)}"


def _said(contact: Contact, role: str, *, begins: bool) -> str:
    said = contact.department(role) or enumeration([one.within for one in contact.people(role)], " of ")
    return capital(said) if begins else said
