"""What wants a look as days pass, of a text that nobody changes: one list in Markdown, for the issue that the weekly workflow keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handbook import checks
from handbook.core.dutch import long_date
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.report import outside_links
from handbook.report.defused import markdown
from handbook.sources import Sources

DUE = (
    ("Pagina's om weer na te kijken", "NAK006"),
    ("Bronnen om weer na te kijken", "BRN002"),
)
"""What a check tells only once a day has come, by the heading under which it stands here."""

NOTHING = "Er is nu niets dat aandacht vraagt.\n"


def review(project: Project, day: date, *, links: bool = False) -> str | None:
    """The list as of `day`, None where there is nothing; with `links` the addresses outside the handbook are tried, over the network."""
    sources, findings = checks.check(project)
    parts = due(sources, findings, day)
    if links:
        parts.append(("Koppelingen die nergens meer heen leiden", [_broken(one) for one in outside_links.broken(sources)]))
    lines = [line for title, rows in parts if rows for line in ("", f"## {title}", "", *rows)]
    if not lines:
        return None
    intro = "Dit vraagt aandacht, ook al heeft niemand iets veranderd. Is het gedaan, dan verdwijnt het vanzelf van deze lijst."
    return "\n".join(("# Wat nu aandacht vraagt", "", f"{intro} Gemaakt op {long_date(day)}.", *lines, ""))


def due(sources: Sources, findings: Sequence[Finding], day: date) -> list[tuple[str, list[str]]]:
    """What is due on `day` without anybody being asked outside: each heading with its lines, which may be none."""
    parts = [("Evaluaties", [*_evaluations(sources, day)])]
    return parts + [(title, [_told(one) for one in findings if one.code == code]) for title, code in DUE]


def _evaluations(sources: Sources, day: date) -> Iterator[str]:
    """The text that applies by its sources is the newest adopted one that has begun: an earlier one is looked at no more."""
    begun = [one for one in sources.revisions if one.adopted and one.facts.ingangsdatum <= day]
    newest = max(begun, key=lambda one: one.version, default=None)
    if newest and newest.facts.evaluatie and newest.facts.evaluatie <= day:
        when = long_date(newest.facts.evaluatie)
        yield (
            f"- Revisie {newest.version} zou op {when} opnieuw worden bekeken. "
            "Leg vast wat daaruit kwam: maak een nieuwe revisie, ook als alleen de dag van de evaluatie verandert."
        )


def _told(finding: Finding) -> str:
    return f"- {markdown(finding.where)}: {markdown(finding.message)} {markdown(finding.mend)} ({finding.code})"


def _broken(found: outside_links.Broken) -> str:
    return f"- {markdown(f'{found.file}:{found.line}')}: {markdown(found.address)}. {markdown(found.why)}"
