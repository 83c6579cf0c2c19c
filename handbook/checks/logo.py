"""The logo that variables.yml names exists and is small enough to load with every page."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources
from handbook.sources import variables as facts_file

LIMIT = 40_000
"""Bytes: the logo is fetched with the first page, which should weigh 100 kB at most."""


def check(sources: Sources) -> Iterator[Finding]:
    if not sources.facts or not sources.facts.handboek.logo:
        return
    project = sources.project
    variables, logo = project.file(project.variables_file), sources.facts.handboek.logo
    file, line = project.docs / logo, facts_file.line(project, "handboek", "logo")
    if not file.is_file():
        message = f"handboek.logo noemt {quote(logo)}, maar docs/{logo} is er niet."
        yield variables.finding(line, "VAR003", message, "Zet het logo daar neer, of haal de regel weg.")
    elif file.stat().st_size > LIMIT:
        message = f"Het logo {quote(logo)} is te groot: {file.stat().st_size // 1000} kB."
        mend = f"Maak het kleiner dan {LIMIT // 1000} kB: 200 punten hoog is genoeg, een SVG is meestal klein."
        yield variables.finding(line, "VAR004", message, mend)
