"""Which organisations this project publishes for: the only reader of edities.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from handbook.core.edition import Edition
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import Finding, errors, quote, render
from handbook.core.project import Project
from handbook.sources.files import yaml_nodes
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.filling import fill, line_of
from handbook.sources.files.text_files import read_text

EDITIES_YML = "edities.yml"
LIMIT = 64 * 1024
"""Bytes; a thousand organisations take about this much."""

PART = r"[a-z0-9][a-z0-9_-]*"
RULES = {
    "branch": (rf"{PART}(?:/{PART})*", "Gebruik kleine letters, cijfers en streepjes, zoals gh-pages-zorg."),
    "tags": (rf"(?:{PART}/)+", "Gebruik kleine letters, cijfers en streepjes, en zet er een schuine streep achter, zoals zorg/."),
    "alias": (r"[a-z][a-z-]*", "Gebruik kleine letters en streepjes, zoals geldend."),
}
"""How the names in git and in the address are written: so, they mean the same on every disk and in every browser."""

TAKEN = {
    "branch": {"bron", "main", "master"},
    "tags": {"revisie", "intrekking", "van-de-site", "intrekkingsbesluit"},
    "alias": {"concept", "op", "vergelijk", "versies", "voorbeeld", "wijzigingen", "zoeken"},
}
"""What already means something else there."""


class Editie(Group):
    """One organisation, in the words of who fills in the file."""

    gegevens: Text = Field(description="Het bestand met de gegevens van deze organisatie, zoals edities/zorg.yml.")
    branch: Text = Field(default="", description="De branch met haar archief. Standaard: gh-pages-NAAM.")
    tags: Text = Field(default="", description="Wat er voor de naam van haar tags staat. Standaard: NAAM/.")
    alias: Text = Field(default="", description="Het adres van haar geldende tekst.")

    def edition(self, name: str) -> Edition:
        """What the rest of the program works with."""
        usual = Edition()
        return Edition(name, self.gegevens, self.branch or f"{usual.branch}-{name}", self.tags or f"{name}/", self.alias or usual.alias)


class Refused(Ended):
    """The file holds mistakes, so that no edition can be chosen from it."""

    exit_code = 1


@dataclass(frozen=True)
class _File:
    """What was read: `known` begins with the edition of who has only one."""

    name: str
    node: yaml_nodes.Mapping
    known: tuple[Edition, ...]

    def finding(self, edition: Edition, key: str, code: str, message: str, mend: str) -> Finding:
        return Finding(self.name, line_of(self.node, (edition.name, key)), code, f"{edition.name}.{key} {message}", mend)


def load(project: Project) -> tuple[tuple[Edition, ...], list[Finding]]:
    """All editions of the project, that of who has only one first; no file is no others."""
    path = project.root / EDITIES_YML
    if not path.exists() and not path.is_symlink():
        return (Edition(),), []
    text, findings = read_text(project, path, LIMIT)
    if text is None or errors(findings):
        return (Edition(),), findings
    file, more = _read(EDITIES_YML, text)
    return file.known, [*findings, *more, *_without_facts(project, file)]


def parse(name: str, text: str) -> tuple[tuple[Edition, ...], list[Finding]]:
    """As load, for a file that stands in git and is called `name`."""
    file, findings = _read(name, text)
    return file.known, findings


def choose(project: Project, name: str) -> Edition:
    """The edition called `name`. Raises Refused where the file holds mistakes, CannotWork where it does not name it."""
    known, findings = load(project)
    if errors(findings):
        raise Refused(render(findings, "text"))
    found = next((edition for edition in known if edition.name == name), None)
    if not name or found is None:
        names = ", ".join(edition.name for edition in known if edition.name)
        mend = f"Kies uit: {names}." if names else f"Maak haar in het bestand {EDITIES_YML}."
        raise CannotWork(f"Er is geen editie met de naam {quote(name)}. {mend}")
    return found


def _read(name: str, text: str) -> tuple[_File, list[Finding]]:
    node, findings = yaml_nodes.read_mapping(name, text)
    if node is None:
        return _File(name, yaml_nodes.Mapping({}, {}, 1), (Edition(),)), findings
    known = [Edition()]
    for key, value in node.items.items():
        line = node.key_lines[key]
        if not re.fullmatch(PART, key):
            mend = "Gebruik kleine letters, cijfers en streepjes, zoals zorg."
            findings.append(Finding(name, line, "EDI001", f"{quote(key)} is geen goede naam voor een editie.", mend))
        elif not isinstance(value, yaml_nodes.Mapping):
            findings.append(
                Finding(name, line, "EDI001", f"{key} is geen groep regels.", "Zet eronder een regel gegevens: met een bestand.")
            )
        else:
            filled, mistakes = fill(Editie, value, name, "EDI001", line, key)
            findings += mistakes
            known += [filled.edition(key)] if filled else []
    file = _File(name, node, tuple(known))
    return file, [*findings, *_misnamed(file), *_shared(file)]


def _misnamed(file: _File) -> Iterator[Finding]:
    for edition in file.known[1:]:
        for key, value in (("branch", edition.branch), ("tags", edition.prefix), ("alias", edition.alias)):
            rule, mend = RULES[key]
            if not re.fullmatch(rule, value):
                yield file.finding(edition, key, "EDI002", f"kan niet {quote(value)} zijn.", mend)
            elif TAKEN[key] & {*value.rstrip("/").split("/")}:
                yield file.finding(
                    edition, key, "EDI002", f"kan niet {quote(value)} zijn: die naam heeft al een betekenis.", "Kies een andere."
                )


def _shared(file: _File) -> Iterator[Finding]:
    """Two archives at one place would overwrite each other; and git keeps no branch below another."""
    for number, edition in enumerate(file.known):
        for other in file.known[:number]:
            whose = f"van {other.name}" if other.name else "van de editie zonder naam"
            if f"{edition.branch}/".startswith(f"{other.branch}/") or f"{other.branch}/".startswith(f"{edition.branch}/"):
                message = f"is {quote(edition.branch)}, en dat kan niet naast de branch {quote(other.branch)} {whose}."
                yield file.finding(edition, "branch", "EDI003", message, "Geef elke editie een eigen branch.")
            if edition.prefix == other.prefix:
                message = f"is {quote(edition.prefix)}, net als {whose.removeprefix('van ')}."
                yield file.finding(edition, "tags", "EDI003", message, "Geef elke editie eigen tags.")


def _without_facts(project: Project, file: _File) -> Iterator[Finding]:
    for edition in file.known[1:]:
        path = project.root / edition.variables
        if not _inside(edition.variables.split("/")) or not path.is_file():
            message = f"noemt {quote(edition.variables)}, en dat bestand staat niet in de map van het handboek."
            yield file.finding(edition, "gegevens", "EDI004", message, "Kijk de naam na, of maak een kopie van variables.yml.")


def _inside(steps: Sequence[str]) -> bool:
    return not {"", ".", ".."} & {*steps}
