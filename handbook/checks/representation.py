"""Which representation of the staff the law knows for an organisation of this size and sector; in doubt it is silent."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.decisions import SCHOOL
from handbook.core.dutch import enumeration
from handbook.core.findings import Finding
from handbook.sources import Sources
from handbook.sources.files.filling import line_of
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.variables import Variables

COUNCIL_FROM = 50
"""People who work there, as a rule: from here on there is a works council (article 2 WOR)."""

MEETING_FROM = 10
"""From here on, without a council, the staff meets at least twice a year (article 35b WOR)."""


def check(sources: Sources) -> Iterator[Finding]:
    doubt = _doubt(sources.facts) if sources.facts else None
    if doubt and sources.facts:
        file = sources.project.file(sources.project.variables_file)
        text, _ = read_text(sources.project, sources.project.variables_file)
        node, _ = read_mapping(file.name, text or "")
        line = line_of(node, ("medezeggenschap", "soort")) if node else None
        what, mend = doubt
        message = f"medezeggenschap.soort is {enumeration(sources.facts.medezeggenschap.soort)}, maar {what}"
        yield file.warning(line, "VAR010", message, mend)


def _doubt(facts: Variables) -> tuple[str, str] | None:
    """What the law does not know of these facts, and what to do about it."""
    own, size = facts.medezeggenschap.soort, facts.werkgever.medewerkers
    teaches = "onderwijs" in facts.werkgever.sector
    if {*SCHOOL} & {*own}:
        mend = "Is dit een school? Zet onderwijs bij werkgever.sector. Schrijf anders or, pvt, personeelsvergadering of geen."
        return None if teaches else ("zo'n raad hoort bij een school, en werkgever.sector noemt geen onderwijs.", mend)
    if size >= COUNCIL_FROM and own != ("or",):
        mend = f"Klopt het aantal? Laat dan nakijken wat bij u nodig is, en schrijf daarna soort: or{' of soort: mr' if teaches else ''}"
        return (
            f"bij u werken {size} mensen: vanaf {COUNCIL_FROM} vraagt de wet om een ondernemingsraad{' of, op een school, een medezeggenschapsraad' if teaches else ''}.",
            mend,
        )
    if own == ("geen",) and size >= MEETING_FROM and not teaches:
        mend = "Klopt het aantal? Schrijf dan: soort: personeelsvergadering"
        return (
            f"bij u werken {size} mensen: vanaf {MEETING_FROM} vraagt de wet om minstens twee personeelsvergaderingen per jaar.",
            mend,
        )
    if own == ("personeelsvergadering",) and size < MEETING_FROM:
        mend = "Klopt het aantal? Schrijf dan soort: geen. Met elkaar overleggen mag altijd."
        return f"bij u werken {size} mensen: de wet vraagt daar pas om vanaf {MEETING_FROM}.", mend
    return None
