"""Every body outside the organisation is named somewhere, only where it does something for the reader, and was looked up before the text was adopted."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from handbook.checks import looked_up
from handbook.core import causes
from handbook.core.findings import Cause, Finding, quote
from handbook.sources import Sources
from handbook.sources.data.only_for import applies
from handbook.sources.printed import conditions
from handbook.sources.printed.values import page_names

ONE, ALL = "buiten", "hulp_buiten"
"""The word that names one body, and the one that prints them all."""


def check(sources: Sources) -> Iterator[Finding]:
    listed = sources.data.outside
    if not listed.items:
        return
    calls = [call for tree in sources.trees.values() for call in conditions.calls(tree)]
    everything = any(isinstance(call.node, nodes.Name) and call.node.name == ALL for call in calls)
    named = {conditions.named(call, ONE) for call in calls}
    for key in listed.items:
        if key not in named and not everything:
            mend = f"Zet {{{{ buiten('{key}') }}}} op een pagina, of haal haar weg."
            cause = Cause(needs=(causes.PAGES,))
            yield listed.warning(listed.line(key), "HLP002", f"Geen pagina noemt de instantie {quote(key)}.", mend, cause=cause)
    yield from _for_nobody(sources)
    for line, said in looked_up.to_come(listed):
        yield listed.warning(line, "HLP004", f"De instantie {said}", "Vul de dag in waarop u de website bekeek.")
    for late in looked_up.after_adoption(sources, listed, listed.items):
        message = f"De instantie {late.said}{late.more('instantie', 'instanties')}"
        yield listed.warning(late.line, "HLP005", message, late.mend)


def _for_nobody(sources: Sources) -> Iterator[Finding]:
    """Bodies that a page prints although they do nothing with these facts."""
    if sources.facts is None:
        return
    names, known = page_names(sources.facts, sources.revisions), sources.data.outside.items
    for path, tree in sources.trees.items():
        for call in conditions.printed_calls(tree, names):
            key = conditions.named(call, ONE)
            body = known.get(key)
            if body and not applies(body.alleen_bij, sources.facts):
                message = f"Hier staat de instantie {quote(key)}, en die doet bij deze gegevens niets: zie alleen_bij in {sources.data.outside.name}."
                mend = "Zet de zin binnen een voorwaarde, zoals {% if 'zorg' in werkgever.sector %}, of haal haar hier weg."
                yield sources.pages[path].warning(call.lineno, "HLP003", message, mend)
