"""Lists every fact for HR: its value, its meaning and the pages that print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

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


@dataclass(frozen=True)
class Entry:
    """One fact as it is listed."""

    name: str
    value: str
    meaning: str
    where: tuple[str, ...]

    @property
    def group(self) -> tuple[str, tuple[str, ...]]:
        """What it has in common with the facts beside it: the thing that they are of, and the pages."""
        return self.name.rpartition(".")[0], self.where


def render(sources: Sources) -> str:
    """Every fact: name and value on one line, then its meaning; the pages once, below all that one thing has of the same pages."""
    lines = []
    for (_, where), grouped in groupby(entries(sources), key=lambda one: one.group):
        found = [*grouped]
        lines += [f"{one.name}: {one.value}\n    {one.meaning}" for one in found]
        begin = "Staat" if len(found) == 1 else f"Deze {len(found)} staan"
        lines.append(f"    {begin} op: {', '.join(where) or 'geen enkele pagina'}.")
    return "\n".join(lines)


def entries(sources: Sources) -> Iterator[Entry]:
    """Every fact of sources whose facts can be used, in the order of the file."""
    assert sources.facts
    for group in type(sources.facts).model_fields:
        if group == "contact":
            for role in sources.facts.contact.every:
                yield from _role(sources, role)
        else:
            yield from (_entry(sources, leaf) for leaf in leaves(Variables) if leaf.path.startswith(f"{group}."))
    yield from (_entry(sources, leaf) for leaf in sources.facts.eigen.leaves())


def _role(sources: Sources, role: str) -> Iterator[Entry]:
    """What each contact of a role has; or that nobody has it, or who does it."""
    assert sources.facts
    contact = sources.facts.contact
    typed = contact.typed(role)
    people = typed if isinstance(typed, tuple) else (typed,) if isinstance(typed, Persoon) else ()
    field = Contact.model_fields.get(role)
    meaning = field.description if field and field.description else f"{contact.purpose(role)}."
    if not people:
        said = f"vervangen door {typed.vervangen_door}" if isinstance(typed, Vervangen) else "niet ingevuld"
        yield Entry(f"contact.{role}", said, meaning, tuple(pages_of(sources, f"contact.{role}.naam")))
    for number, one in enumerate(people, 1):
        name = f"contact.{role}{f' ({number})' if len(people) > 1 else ''}"
        for leaf in leaves(Persoon):
            if value := getattr(one, leaf.path):
                where = pages_of(sources, f"contact.{role}.{leaf.path}")
                yield Entry(f"{name}.{leaf.path}", _shown(value), leaf.meaning, tuple(where))


def _entry(sources: Sources, leaf: Leaf) -> Entry:
    assert sources.facts
    own = leaf.path.startswith(f"{own_facts.KEY}.")
    value: object = sources.facts.eigen.value(leaf.path) if own else reduce(getattr, leaf.path.split("."), sources.facts)
    where = ["elke pagina"] if leaf.path in USED_BY_MACHINE else pages_of(sources, leaf.path)
    return Entry(leaf.path, _shown(value), leaf.meaning, tuple(where))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "niet ingevuld" if value in ("", None) else str(value)
