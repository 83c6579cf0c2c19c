"""The revisions in docs/revisies: one file each, named after the version it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from handbook.core.findings import Finding, SourceFile, errors, quote
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.sources.files.fields import ChangeKind, Day, Group, Text, Texts
from handbook.sources.files.filling import fill
from handbook.sources.files.text_files import read_text
from handbook.sources.pages import front_matter

OVERVIEW = "index.md"

FIRST_YEAR = 2000
YEARS_AHEAD = 5
"""A revision further ahead of its adoption is a typing mistake: 2206 for 2026."""


class RevisionFacts(Group):
    """The front matter of a revision."""

    title: Text = Field(description="De titel van de pagina.")
    description: Text = Field(description="Eén zin die zegt wat er op de pagina staat.")
    ingangsdatum: Day = Field(description="De dag waarop de revisie ingaat.")
    vastgesteld: Day = Field(description="De dag waarop de revisie is vastgesteld.")
    vastgesteld_door: Text = Field(description="Wie de revisie heeft vastgesteld.")
    bekendgemaakt: Day = Field(description="De dag waarop de revisie aan de medewerkers bekend is gemaakt.")
    aard: ChangeKind = Field(description="Of de regels veranderen (materieel) of alleen de woorden (redactioneel).")
    evaluatie: Day = Field(description="De dag waarop de organisatie het protocol opnieuw bekijkt.")
    besluiten: Texts = Field(description="De besluiten waarop de revisie berust.")
    toelichting: Text | None = Field(None, description="Eén zin voor het overzicht van alle versies: wat er verandert en voor wie.")

    @property
    def note(self) -> str:
        """The sentence for the list of versions; falls back on the description of its page."""
        return self.toelichting or self.description


@dataclass(frozen=True)
class Revision:
    """One adopted state of the protocol."""

    version: VersionName
    facts: RevisionFacts
    path: Path

    @property
    def source(self) -> str:
        """The page's path below docs/."""
        return f"revisies/{self.path.name}"


def load(project: Project) -> tuple[list[Revision], list[Finding]]:
    """All revisions, newest first, and every mistake in their names and front matter."""
    found: list[Revision] = []
    findings: list[Finding] = []
    for path in sorted(project.revisions.glob("*.md")):
        if path.name == OVERVIEW:
            continue
        revision, mistakes = _read(project, path)
        findings += mistakes
        if revision:
            found.append(revision)
    if not found and not findings:
        mend = "Maak een bestand docs/revisies/JJJJ-MM-DD.md, met de ingangsdatum als naam."
        findings.append(project.file(project.revisions).finding(None, "REV001", "Er is nog geen revisie.", mend))
    findings += _gaps(project)
    return sorted(found, key=lambda r: r.version, reverse=True), findings


def _gaps(project: Project) -> list[Finding]:
    """A correction whose number skips one, because the number in between could never be used again."""
    findings = []
    for path in sorted(project.revisions.glob("*.*.md")):
        day, _, number = path.stem.rpartition(".")
        before = day if number == "2" else f"{day}.{int(number) - 1}" if number.isdecimal() else ""
        if before and not (project.revisions / f"{before}.md").exists():
            message = f"{quote(path.stem)} is een verbetering, maar {before} is er niet."
            findings.append(project.file(path).finding(None, "REV008", message, f"Noem het bestand {before}.md, of zet {before}.md terug."))
    return findings


def _read(project: Project, path: Path) -> tuple[Revision | None, list[Finding]]:
    file = project.file(path)
    try:
        version = VersionName.parse(path.stem)
    except ValueError:
        mend = "Noem het bestand naar de ingangsdatum: JJJJ-MM-DD.md, of JJJJ-MM-DD.2.md voor een verbetering op dezelfde dag."
        return None, [file.finding(None, "REV002", f"{quote(path.stem)} is geen bestaande dag.", mend)]
    text, findings = read_text(project, path)
    if text is None:
        return None, []  # the pages say what is wrong with the file
    node, _, syntax = front_matter(file.name, text)
    if node is None or errors(syntax):
        mend = "Zet bovenaan, tussen twee regels met ---, in elk geval ingangsdatum en vastgesteld."
        return None, [] if syntax else [file.finding(1, "REV003", "Deze revisie begint niet met haar gegevens.", mend)]
    facts, findings = fill(RevisionFacts, node, file.name, "REV003")
    if facts is None:
        return None, findings
    findings += _dates(file, version, facts, node.key_lines)
    return (None if errors(findings) else Revision(version, facts, path)), findings


def _dates(file: SourceFile, version: VersionName, facts: RevisionFacts, lines: dict[str, int]) -> list[Finding]:
    """The dates of a revision must agree with its name and with each other."""
    findings = []
    if facts.ingangsdatum != version.day:
        message = f"De ingangsdatum {facts.ingangsdatum} is niet de datum in de bestandsnaam, {version.day}."
        mend = f"Schrijf: ingangsdatum: {version.day}, of geef het bestand de naam {facts.ingangsdatum}.md."
        findings.append(file.finding(lines["ingangsdatum"], "REV004", message, mend))
    if not FIRST_YEAR <= version.day.year <= facts.vastgesteld.year + YEARS_AHEAD:
        message = f"Het jaar van {version.day} ligt ver van het jaar waarin de revisie is vastgesteld, {facts.vastgesteld.year}."
        mend = "Kijk het jaar na: een gepubliceerde datum blijft voor altijd staan."
        findings.append(file.finding(lines["ingangsdatum"], "REV007", message, mend))
    if facts.aard == "materieel" and facts.bekendgemaakt > facts.ingangsdatum:
        message = f"De revisie gaat in op {facts.ingangsdatum}, maar is pas bekendgemaakt op {facts.bekendgemaakt}."
        mend = "Kijk de datums na. Klopt het? Dan werkt de revisie terug: zeg dat in de tekst."
        findings.append(file.warning(lines["bekendgemaakt"], "REV009", message, mend))
    elif facts.vastgesteld > facts.ingangsdatum:
        message = f"De revisie gaat in op {facts.ingangsdatum}, maar is pas vastgesteld op {facts.vastgesteld}."
        mend = "Kijk de datums na. Klopt het? Dan werkt de verbetering terug: zeg dat in de tekst."
        findings.append(file.warning(lines["vastgesteld"], "REV009", message, mend))
    if facts.bekendgemaakt < facts.vastgesteld:
        message = f"De revisie is bekendgemaakt op {facts.bekendgemaakt}, maar pas vastgesteld op {facts.vastgesteld}."
        findings.append(file.finding(lines["bekendgemaakt"], "REV005", message, "Kijk beide datums na: vaststellen komt eerst."))
    if facts.evaluatie <= facts.ingangsdatum:
        message = f"De evaluatie op {facts.evaluatie} ligt niet na de ingangsdatum, {facts.ingangsdatum}."
        findings.append(file.finding(lines["evaluatie"], "REV006", message, "Kies een dag na de ingangsdatum."))
    return findings
