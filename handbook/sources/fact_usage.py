"""Lists every fact for HR: its value, its meaning and the pages that print it."""

from __future__ import annotations

from functools import reduce

from handbook.sources import Sources, own_facts
from handbook.sources.files.filling import Leaf, leaves
from handbook.sources.variables import USED_BY_MACHINE, Variables


def pages_of(sources: Sources, fact: str) -> list[str]:
    """The pages that print or weigh `fact`, a contact card included, in the order of their names."""
    card = f"contact_kaart('{fact.split('.')[1]}')" if fact.startswith("contact.") else "\0"
    return sorted(path for path, page in sources.pages.items() if fact in sources.used.get(path, ()) or card in page.template)


def render(sources: Sources) -> str:
    """Every fact: name and value on one line, then its meaning, then the pages that use it."""
    assert sources.facts
    return "\n".join(_entry(sources, leaf) for leaf in (*leaves(Variables), *sources.facts.eigen.leaves()))


def _entry(sources: Sources, leaf: Leaf) -> str:
    assert sources.facts
    own = leaf.path.startswith(f"{own_facts.KEY}.")
    value: object = sources.facts.eigen.value(leaf.path) if own else reduce(getattr, leaf.path.split("."), sources.facts)
    shown = (
        "; ".join(str(v) for v in value)
        if isinstance(value, tuple)
        else str(value).lower()
        if isinstance(value, bool)
        else "niet ingevuld"
        if value in ("", None)
        else str(value)
    )
    where = ", ".join(pages_of(sources, leaf.path))
    if leaf.path in USED_BY_MACHINE:
        where = ", ".join(filter(None, ("elke pagina", where)))
    return f"{leaf.path}: {shown}\n    {leaf.meaning}\n    Staat op: {where or 'geen enkele pagina'}."
