"""Reads mkdocs.yml without MkDocs: the menu and the redirects."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.core import causes
from handbook.core.findings import Cause, Finding, SourceFile, errors
from handbook.core.project import Project
from handbook.sources.files.text_files import read_text
from handbook.sources.files.yaml_nodes import Mapping, Scalar, Sequence, read_mapping
from handbook.sources.mkdocs_settings import refused, setting

MKDOCS_YML = SourceFile("mkdocs.yml")

MENU_LIMIT = 512 * 1024
"""Bytes of mkdocs.yml: a menu of 3,000 pages takes a quarter of it."""


@dataclass(frozen=True)
class NavEntry:
    """One line of the menu: its title, the page or address it leads to, and its line in mkdocs.yml."""

    title: str
    target: str
    line: int


@dataclass(frozen=True)
class Config:
    """What the checks need of mkdocs.yml; `redirects` maps a removed page to where its text went."""

    root: Mapping
    nav: tuple[NavEntry, ...]
    redirects: dict[str, tuple[str, int]]
    lines: tuple[str, ...] = ()
    """The file, line by line."""

    @property
    def pages(self) -> list[str]:
        """The pages in the order of the menu."""
        return [entry.target for entry in self.nav if entry.target.endswith(".md")]


def load(project: Project) -> tuple[Config | None, list[Finding]]:
    """The configuration, or None if it cannot be read, with everything in it that is not allowed."""
    text, findings = read_text(project, project.config, MENU_LIMIT)
    if text is None or errors(findings):
        return None, findings
    root, mistakes = read_mapping(MKDOCS_YML.name, text)
    # not_in_nav is a block of lines by nature.
    findings += [f for f in mistakes if not (f.code == "YML009" and "not_in_nav" in f.message)]
    if root is None:
        return None, findings
    findings += refused(MKDOCS_YML, root)
    nav, mistakes = _nav(root)
    findings += mistakes
    redirects = _group(root, "extra.doorverwijzingen")
    targets = {
        old: (new.text, redirects.key_lines[old])
        for old, new in (redirects.items if redirects else {}).items()
        if redirects and isinstance(new, Scalar)
    }
    return Config(root, tuple(nav), targets, tuple(text.split("\n"))), findings


def pages(text: str) -> list[str]:
    """The pages in the order of the menu of another mkdocs.yml; none of one that cannot be read."""
    root, _ = read_mapping(MKDOCS_YML.name, text)
    return Config(root, tuple(_nav(root)[0]), {}).pages if root else []


def _group(root: Mapping, path: str) -> Mapping | None:
    node = setting(root, path)
    return node if isinstance(node, Mapping) else None


def _nav(root: Mapping) -> tuple[list[NavEntry], list[Finding]]:
    node = setting(root, "nav")
    if not isinstance(node, Sequence):
        mend = "Zet onder nav: een regel voor elke pagina, zoals: - Start: index.md"
        return [], [MKDOCS_YML.finding(None, "NAV001", "Het menu (nav) ontbreekt.", mend, cause=Cause(breaks=(causes.MENU,)))]
    return list(_entries(node)), []


def _entries(node: Sequence) -> list[NavEntry]:
    found: list[NavEntry] = []
    for item in node.items:
        if isinstance(item, Scalar):
            found.append(NavEntry("", item.text, item.line))
        elif isinstance(item, Mapping):
            for title, value in item.items.items():
                if isinstance(value, Sequence):
                    found += _entries(value)
                elif isinstance(value, Scalar):
                    found.append(NavEntry(title, value.text, value.line))
    return found
