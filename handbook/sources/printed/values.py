"""How a fact prints on a page: escaped text, Dutch dates, lists and yes or no."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from handbook.core.dutch import enumeration, long_date
from handbook.core.same import Itself
from handbook.sources import standing
from handbook.sources.contacts import CONFIDENT, PURPOSE, Contact, Persoon
from handbook.sources.decisions import Decision
from handbook.sources.declared_changes import DeclaredChange
from handbook.sources.files.fields import Group
from handbook.sources.own_facts import Own
from handbook.sources.printed import escape
from handbook.sources.revisions import Revision
from handbook.sources.variables import Variables


class Value(str):
    """A text fact: prints escaped for Markdown, compares as what was typed; `raw` is what was typed."""

    raw: str

    def __new__(cls, raw: str) -> Value:
        value = super().__new__(cls, raw)
        value.raw = raw
        return value

    def __str__(self) -> str:
        return escape.markdown(self.raw)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


class Day(date):
    """A date fact: prints in Dutch, compares as a date."""

    def __str__(self) -> str:
        return long_date(self)


class List(tuple[Value, ...]):
    """A list fact: prints as a Dutch enumeration; a single value is equal to its word, so that `==` goes on holding where a list may stand."""

    def __str__(self) -> str:
        return enumeration([str(item) for item in self])

    def __eq__(self, other: object) -> bool:
        return len(self) == 1 and self[0] == other if isinstance(other, str) else super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


class Pending:
    """A fact that a draft does not know yet: says so where it is printed, and counts as no in a condition."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return "(nog niet bekend)"


class Truth:
    """A yes or no: prints in Dutch, decides in a condition."""

    def __init__(self, value: bool) -> None:
        self.value = value

    def __bool__(self) -> bool:
        return self.value

    def __str__(self) -> str:
        return "ja" if self.value else "nee"

    def __eq__(self, other: object) -> bool:
        return bool(self) == other

    def __hash__(self) -> int:
        return hash(self.value)


class Names(SimpleNamespace):
    """A group of facts, read by dotted name on a page and by key in a macro."""

    def __getitem__(self, key: str) -> Any:
        return vars(self)[key]


class Role(Names):
    """A role among the contacts: in a condition it says whether anybody has it."""

    def __bool__(self) -> bool:
        return bool(vars(self)["naam"])


def _roles(contact: Contact) -> Names:
    """Each role with the facts of the one who has it; with several, of the first who has them. What is not there prints nothing."""
    found = {}
    for role in contact.every:
        people = contact.people(role)
        facts = {key: next((value for one in people if (value := getattr(one, key))), None) for key in Persoon.model_fields}
        truths = {key: Truth(bool(value)) for key, value in facts.items() if Persoon.model_fields[key].default is False}
        if role == CONFIDENT and contact.says_nobody:
            # On a page the question is whether somebody else than who leads can be talked to.
            truths["geeft_leiding"] = Truth(True)
        waarvoor = Value(contact.purpose(role))
        found[role] = Role(**{**{key: Value(str(value or "")) for key, value in facts.items()}, **truths, PURPOSE: waarvoor})
    return Names(**found)


def printed(group: Group) -> Names:
    """`group` with every value as a page prints it."""
    if isinstance(group, Contact):
        return _roles(group)
    return Names(**{key: _value(getattr(group, key)) for key in type(group).model_fields})


def _value(fact: object) -> object:
    if isinstance(fact, Own):
        return _own(fact.held)
    if isinstance(fact, Group):
        return printed(fact)
    if isinstance(fact, bool):
        return Truth(fact)
    if isinstance(fact, str):
        return Value(fact)
    if isinstance(fact, date):
        return Day(fact.year, fact.month, fact.day)
    if isinstance(fact, tuple):
        return List(Value(item.sentence if isinstance(item, Decision | DeclaredChange) else item) for item in fact)
    return Pending() if fact is None else fact


def _own(held: Mapping[str, Any]) -> Names:
    return Names(**{key: _own(fact) if isinstance(fact, Mapping) else _value(fact) for key, fact in held.items()})


def _of_revision(revision: Revision, councils: Collection[str]) -> Names:
    facts = revision.facts
    names = printed(facts)
    adoption = facts.adoption
    derived: dict[str, object] = {
        "versie": str(revision.version),
        "toelichting": facts.note,
        "vastgesteld": facts.adopted,
        "vastgesteld_door": adoption.by if adoption else None,
        "instemming": standing.consent(revision.standing, councils),
    }
    vars(names).update({key: _value(fact) for key, fact in derived.items()})
    return names


def page_names(facts: Variables, known: Sequence[Revision]) -> Mapping[str, Any]:
    """The names that a page may use, by their first part; `known` are the revisions, newest first. The same facts give the very same names."""
    return _page_names(Itself(facts), known[0] if known else None)


@lru_cache(4)
def _page_names(facts: Itself[Variables], newest: Revision | None) -> Mapping[str, Any]:
    """Asked for by ten checks of the same sources: to compare all facts takes longer than to print them."""
    found = dict(vars(printed(facts.held)))
    if newest:
        found["revisie"] = _of_revision(newest, facts.held.medezeggenschap.soort)
    return found
