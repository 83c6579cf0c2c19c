"""The revisions in docs/revisies: one file each, named after the version it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from handbook.core.findings import Finding, SourceFile, errors, quote
from handbook.core.project import Project
from handbook.core.status import Archived, Status, status
from handbook.core.version_name import VersionName
from handbook.sources import decisions, revision_state, standing
from handbook.sources.files.filling import fill, line_of
from handbook.sources.files.text_files import decode, read_text
from handbook.sources.files.yaml_nodes import Mapping, Node, Scalar
from handbook.sources.pages import front_matter
from handbook.sources.revision_facts import RevisionFacts
from handbook.sources.standing import Standing

OVERVIEW = "index.md"

HEAD = "Zet bovenaan, tussen twee regels met ---, in elk geval title, status en ingangsdatum."
BODY = "Zet onder de kop, op een eigen regel: {{ revisiegegevens() }}"
"""What a file of a revision cannot do without: its own facts, and the word that prints them."""


@dataclass(frozen=True)
class Revision:
    """One state of the protocol, from its first draft on."""

    version: VersionName
    facts: RevisionFacts
    path: Path
    head: Mapping = field(repr=False, compare=False)
    """The front matter as it was typed."""
    standing: tuple[Standing, ...] = ()
    """The consent that counts for it: its own, and what goes on from the adopted texts before it."""

    def line(self, *key: str | int) -> int | None:
        """Where `key` stands in the file, or the deepest part of it that is there."""
        return line_of(self.head, key)

    @property
    def source(self) -> str:
        """The page's path below docs/."""
        return f"revisies/{self.path.name}"

    @property
    def adopted(self) -> bool:
        """Whether its file says that it was adopted."""
        return self.facts.status == Status.ADOPTED

    def status(self, day: date, archived: Archived | None = None) -> Status:
        """Its state on `day`; `archived` is what the archive says of it, None where it was not published."""
        return status(self.facts.status, self.facts.bekendgemaakt, self.version.day, day, archived)


def load(project: Project) -> tuple[list[Revision], list[Finding]]:
    """All revisions, newest first, and every mistake in their names and front matter."""
    found: list[Revision] = []
    findings: list[Finding] = []
    files = [path for path in sorted(project.revisions.glob("*.md")) if path.name != OVERVIEW]
    for path in files:
        revision, mistakes = _read(project, path)
        findings += mistakes
        if revision:
            found.append(revision)
    # Where there is one that cannot be read, that is what is said of it, here or by its page.
    if not files:
        mend = f"Maak een bestand docs/revisies/JJJJ-MM-DD.md, met de ingangsdatum als naam. {HEAD} Zet daaronder een kop. {BODY}"
        findings.append(project.file(project.revisions).finding(None, "REV001", "Er is nog geen revisie.", mend))
    findings += _gaps(project)
    return [*reversed(_with_standing(found))], findings


def _with_standing(found: list[Revision]) -> list[Revision]:
    """Each with the consent that counts for it, oldest first."""
    told: list[Revision] = []
    before: Revision | None = None
    for one in sorted(found, key=lambda revision: revision.version):
        earlier, version = (before.standing, before.version) if before else ((), None)
        told.append(replace(one, standing=standing.after(earlier, version, one.facts)))
        before = told[-1] if one.adopted else before
    return told


def reread(project: Project, path: Path) -> RevisionFacts | None:
    """What the file of one revision says now, whatever else is wrong with it; None where it cannot be read."""
    file = project.file(path)
    text, _ = read_text(project, path)
    node = front_matter(file.name, text)[0] if text is not None else None
    return fill(RevisionFacts, node, file.name, "REV003")[0] if node else None


def names(project: Project) -> frozenset[VersionName]:
    """The revisions that have a file, whatever stands in it."""
    return frozenset(version for path in project.revisions.glob("*.md") if (version := VersionName.or_none(path.stem)))


def says_adopted(name: str, data: bytes) -> bool:
    """Whether the file of a revision says that it was adopted; one of before there were states is, once it has a day of adoption."""
    told = _head(name, data).get("status")
    return is_of_before(name, data) if told is None else isinstance(told, Scalar) and told.text == Status.ADOPTED


def is_of_before(name: str, data: bytes) -> bool:
    """Whether the file of a revision is one of before there were states: it has a day of adoption and no status."""
    head = _head(name, data)
    return "vastgesteld" in head and "status" not in head


def _head(name: str, data: bytes) -> dict[str, Node]:
    text, _ = decode(name, data)
    node = front_matter(name, text)[0] if text is not None else None
    return dict(node.items) if node else {}


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
        copied = re.search(r"\d{4}-\d{2}-\d{2}(?:\.\d{1,3})?", path.stem)
        if copied and VersionName.or_none(copied[0]):
            message = f"{quote(path.stem)} is geen naam van een revisie. Het lijkt een kopie van {copied[0]}."
            mend = "Noem het bestand naar de ingangsdatum van de nieuwe revisie: JJJJ-MM-DD.md, of haal de kopie weg."
            return None, [file.finding(None, "REV002", message, mend)]
        mend = "Noem het bestand naar de ingangsdatum: JJJJ-MM-DD.md, of JJJJ-MM-DD.2.md voor een verbetering op dezelfde dag."
        return None, [file.finding(None, "REV002", f"{quote(path.stem)} is geen bestaande dag.", mend)]
    text, findings = read_text(project, path)
    if text is None:
        return None, []  # the pages say what is wrong with the file
    node, _, syntax = front_matter(file.name, text)
    if node is None or errors(syntax):
        mend = HEAD if "revisiegegevens(" in text else f"{HEAD} {BODY}"
        return None, [] if syntax else [file.finding(1, "REV003", "Deze revisie begint niet met haar gegevens.", mend)]
    node, findings = _without_moved(file, node)
    facts, more = fill(RevisionFacts, node, file.name, "REV003")
    findings += more
    if facts is None or errors(findings):
        return None, findings
    # What the file lacks in its state hides nothing that it holds: what it says of its changes is judged beside that.
    findings += [*decisions.mistakes(project, file, node, facts.besluiten), *revision_state.check(file, version, facts, node, text)]
    return Revision(version, facts, path, node), findings


MOVED = ("vastgesteld", "vastgesteld_door")
"""Keys of before the decisions were data: both follow from what the board decided."""


def _without_moved(file: SourceFile, node: Mapping) -> tuple[Mapping, list[Finding]]:
    mend = "Haal de regel weg, en zet onder besluiten: wie: bestuur, wat: besluit, stand: verleend en datum: JJJJ-MM-DD."
    findings = [
        file.finding(node.key_lines[key], "REV024", f"{key} staat hier niet meer: dat volgt uit het besluit van het bestuur.", mend)
        for key in MOVED
        if key in node.items
    ]
    return replace(node, items={key: value for key, value in node.items.items() if key not in MOVED}), findings
