"""Knows which facts nobody reads: a fact that is filled in but never printed misleads whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.finding import Finding, warning
from handbook.sources import Sources
from handbook.typed import leaves
from handbook.variables import USED_BY_MACHINE, Variables

ALL_ROLES = "contact_kaart("


def check(sources: Sources) -> Iterator[Finding]:
    if sources.facts is None:
        return
    used = set(USED_BY_MACHINE).union(*sources.used.values())
    cards = {role for page in sources.pages.values() for role in type(sources.facts.contact).model_fields if f"{ALL_ROLES}'{role}'" in page.template}
    for leaf in leaves(Variables):
        group, _, _ = leaf.path.rpartition(".")
        if leaf.path not in used and group.removeprefix("contact.") not in cards:
            name = sources.project.name(sources.project.variables_file)
            yield warning(name, None, "VAR002", f"Geen pagina gebruikt {leaf.path}.", f"Zet {{{{ {leaf.path} }}}} op een pagina.")
