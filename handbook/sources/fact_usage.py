"""Lists every fact for HR: its value, its meaning and the pages that print it."""

from __future__ import annotations

from functools import reduce

from handbook.sources import Sources, own_facts
from handbook.sources.contacts import Contact, Persoon, Vervangen
from handbook.sources.files.filling import Leaf, leaves
from handbook.sources.variables import USED_BY_MACHINE, Variables

CARDS = "contact_kaarten"
"""The word that prints what there is of every role."""


def pages_of(sources: Sources, fact: str) -> list[str]:
    """The pages that print or weigh `fact`, those of a word that takes its role included, in the order of their names."""
    cards = f"{CARDS}(" if fact.startswith("contact.") else "\0"
    return sorted(path for path, page in sources.pages.items() if fact in sources.used.get(path, ()) or cards in page.template)


def render(sources: Sources) -> str:
    """Every fact: name and value on one line, then its meaning, then the pages that use it."""
    assert sources.facts
    return "\n".join(
        line
        for group in type(sources.facts).model_fields
        for line in (
            (_role(sources, role) for role in sources.facts.contact.every)
            if group == "contact"
            else (_entry(sources, leaf) for leaf in leaves(Variables) if leaf.path.startswith(f"{group}."))
        )
    ) + "".join(f"\n{_entry(sources, leaf)}" for leaf in sources.facts.eigen.leaves())


def _role(sources: Sources, role: str) -> str:
    """What each contact of a role has; or that nobody has it, or who does it."""
    assert sources.facts
    contact = sources.facts.contact
    typed = contact.typed(role)
    people = typed if isinstance(typed, tuple) else (typed,) if isinstance(typed, Persoon) else ()
    field = Contact.model_fields.get(role)
    meaning = field.description if field and field.description else f"{contact.purpose(role)}."
    if not people:
        said = f"vervangen door {typed.vervangen_door}" if isinstance(typed, Vervangen) else "niet ingevuld"
        return _told(f"contact.{role}", said, meaning, pages_of(sources, f"contact.{role}.naam"))
    return "\n".join(
        _told(f"contact.{role}{f' ({number})' if len(people) > 1 else ''}.{leaf.path}", _shown(value), leaf.meaning, where)
        for number, one in enumerate(people, 1)
        for leaf in leaves(Persoon)
        if (value := getattr(one, leaf.path))
        for where in [pages_of(sources, f"contact.{role}.{leaf.path}")]
    )


def _entry(sources: Sources, leaf: Leaf) -> str:
    assert sources.facts
    own = leaf.path.startswith(f"{own_facts.KEY}.")
    value: object = sources.facts.eigen.value(leaf.path) if own else reduce(getattr, leaf.path.split("."), sources.facts)
    where = pages_of(sources, leaf.path)
    if leaf.path in USED_BY_MACHINE:
        where = ["elke pagina", *where]
    return _told(leaf.path, _shown(value), leaf.meaning, where)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "niet ingevuld" if value in ("", None) else str(value)


def _told(name: str, value: str, meaning: str, where: list[str]) -> str:
    return f"{name}: {value}\n    {meaning}\n    Staat op: {', '.join(where) or 'geen enkele pagina'}."
