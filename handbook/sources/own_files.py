"""Which files beside an archive are the organisation's own: the only reader of eigen-bestanden.yml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from handbook.core.edition import Edition
from handbook.core.findings import Finding, errors, quote, render
from handbook.core.project import Project
from handbook.sources.editions import Refused
from handbook.sources.files import yaml_nodes
from handbook.sources.files.text_files import read_text

OWN_FILES_YML = "eigen-bestanden.yml"
LIMIT = 64 * 1024
"""Bytes; seven hundred files take about this much."""

DERIVED = frozenset(
    {
        "404.html",
        "atom.xml",
        "index.html",
        "op",
        "vergelijk",
        "wijzigingen",
        "regime.json",
        "sitemap.xml",
        "timemap.wlnk",
        "versies",
        "versions.json",
        "voorbeeld",
        "zoeken",
        ".nojekyll",
        ".handboek",
    }
)
"""What the program makes at the root, or keeps there, beside the address of the text in force. An own robots.txt may take the place of ours."""

Own = dict[str, dict[str, str]]
"""Branch -> path -> SHA-256."""


def load(project: Project, known: Collection[Edition]) -> list[Finding]:
    """Every mistake in the project's file; none where there is no file."""
    path = project.root / OWN_FILES_YML
    if not path.exists() and not path.is_symlink():
        return []
    text, findings = read_text(project, path, LIMIT)
    return findings if text is None or errors(findings) else [*findings, *parse(OWN_FILES_YML, text, known)[1]]


def parse(name: str, text: str, known: Collection[Edition]) -> tuple[Own, list[Finding]]:
    """The files by branch, from a file that is called `name`; `known` are the editions of the project."""
    node, findings = yaml_nodes.read_mapping(name, text)
    found: Own = {}
    for branch, files in node.items.items() if node else ():
        assert node
        line = node.key_lines[branch]
        edition = next((edition for edition in known if edition.branch == branch), None)
        if edition is None:
            mend = f"Kies uit: {', '.join(sorted(edition.branch for edition in known))}."
            findings.append(Finding(name, line, "EIG001", f"{quote(branch)} is geen branch met een archief.", mend))
        elif not isinstance(files, yaml_nodes.Mapping):
            mend = "Zet daaronder per bestand een regel: de naam, een dubbele punt en de vingerafdruk. Heeft u er geen, haal dan deze regel weg."
            findings.append(Finding(name, line, "EIG002", f"Onder {branch} staan geen bestanden.", mend))
        else:
            found[branch] = {path: node.text.lower() for path, node in files.items.items() if isinstance(node, yaml_nodes.Scalar)}
            findings += _wrong(name, edition, files)
    return found, findings


def _wrong(name: str, edition: Edition, files: yaml_nodes.Mapping) -> Iterator[Finding]:
    for path, print_ in files.items.items():
        line, top = files.key_lines[path], path.partition("/")[0]
        if {"", ".", ".."} & {*path.split("/")} or "\\" in path or not path.isprintable():
            mend = "Schrijf de naam zoals hij op de website staat, zonder schuine streep ervoor, zoals .well-known/security.txt."
            yield Finding(name, line, "EIG003", f"{quote(path)} is geen naam van een bestand.", mend)
        elif top in DERIVED | {edition.alias} or re.match(r"\d{4}", top):
            yield Finding(name, line, "EIG004", f"{quote(path)} is van het archief zelf.", "Haal deze regel weg.")
        elif not isinstance(print_, yaml_nodes.Scalar) or not re.fullmatch(r"[0-9a-fA-F]{64}", print_.text):
            mend = "Een vingerafdruk heeft 64 tekens: cijfers en de letters a tot en met f. U krijgt hem met sha256sum, of uit de melding van handbook verify."
            yield Finding(name, line, "EIG005", f"Achter {path} staat geen vingerafdruk.", mend)


def of(edition: Edition, files: Mapping[str, bytes], known: Collection[Edition]) -> Edition:
    """The edition with its own files, from the texts of all files of that name. Raises Refused where one holds mistakes."""
    own: dict[str, str] = {}
    for name, data in files.items():
        found, findings = parse(name, data.decode("utf-8", "replace"), known)
        if errors(findings):
            raise Refused(render(findings, "text"))
        own |= found.get(edition.branch, {})
    return replace(edition, own=own)
