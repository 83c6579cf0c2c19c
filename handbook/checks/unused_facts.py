"""A fact that is filled in but printed nowhere misleads the person who maintains it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from handbook.core import causes
from handbook.core.findings import Cause, Finding
from handbook.sources import Sources, own_facts
from handbook.sources.fact_usage import pages_of
from handbook.sources.files.filling import leaves
from handbook.sources.variables import USED_BY_MACHINE, Variables


def check(sources: Sources) -> Iterator[Finding]:
    file = sources.project.file(sources.project.variables_file)
    for leaf in (*leaves(Variables), *sources.facts.eigen.leaves()) if sources.facts else ():
        if leaf.path not in USED_BY_MACHINE and _typed(sources.facts, leaf.path) and not pages_of(sources, leaf.path):
            mend = f"Zet {{{{ {leaf.path} }}}} op een pagina."
            yield file.warning(None, "VAR002", f"Geen pagina gebruikt {leaf.path}.", mend, cause=Cause(needs=(causes.PAGES,)))


def _typed(facts: Variables | None, path: str) -> bool:
    """Whether the file has it: what applies by itself misleads nobody."""
    *above, name = path.split(".")
    if above[0] == own_facts.KEY:
        return True
    group: Any = reduce(getattr, above, facts)
    return name in group.model_fields_set
