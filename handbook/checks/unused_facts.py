"""A fact that is filled in but printed nowhere misleads the person who maintains it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.checks.personal import own_facts_to_go
from handbook.core import causes
from handbook.core.findings import Cause, Finding
from handbook.sources import Sources
from handbook.sources.contacts import KEPT, Contact, Persoon
from handbook.sources.fact_usage import pages_of
from handbook.sources.files.filling import leaves
from handbook.sources.own_facts import Own
from handbook.sources.variables import USED_BY_MACHINE, Variables


def check(sources: Sources) -> Iterator[Finding]:
    file = sources.project.file(sources.project.variables_file)
    to_go = own_facts_to_go(sources)
    for leaf in (*leaves(Variables), *sources.facts.eigen.leaves()) if sources.facts else ():
        used = leaf.path.startswith("contact.") or leaf.path in USED_BY_MACHINE or pages_of(sources, leaf.path)
        if not used and leaf.path not in to_go and _typed(sources.facts, leaf.path):
            mend = f"Zet {{{{ {leaf.path} }}}} op een pagina."
            yield file.warning(None, "VAR002", f"Geen pagina gebruikt {leaf.path}.", mend, cause=Cause(needs=(causes.PAGES,)))
    yield from _contacts(sources, sources.facts.contact) if sources.facts else ()


def _contacts(sources: Sources, contact: Contact) -> Iterator[Finding]:
    """What the people of a role have is each a fact; where the role is on no page at all, that is said once."""
    file = sources.project.file(sources.project.variables_file)
    for role in contact.there:
        has = [key for key in Persoon.model_fields if key != KEPT and any(getattr(one, key) for one in contact.people(role))]
        unused = [key for key in has if not pages_of(sources, f"contact.{role}.{key}")]
        mend = f"Zet {{{{ contact_kaart('{role}') }}}} op een pagina."
        for name in [f"contact.{role}"] if unused == has else [f"contact.{role}.{key}" for key in unused]:
            yield file.warning(None, "VAR002", f"Geen pagina gebruikt {name}.", mend, cause=Cause(needs=(causes.PAGES,)))


def _typed(facts: Variables | None, path: str) -> bool:
    """Whether the file has it: what applies by itself misleads nobody."""
    group: Any = facts
    for name in path.split("."):
        if isinstance(group, Own):
            break
        if name not in group.model_fields_set:
            return False
        group = getattr(group, name)
    return True
