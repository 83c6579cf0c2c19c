"""Which mistakes keep others from being found: a page or a data file that cannot be read, an entry or an article that fell out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handbook.core import causes
from handbook.core.findings import Finding, errors
from handbook.sources import Sources
from handbook.sources.data.entries import DATA_FOLDER

ARTICLE = re.compile(r"artikel\(\s*['\"]?(?P<word>[\w-]+)|\{#(?P<id>[\w-]+)|^ {2}(?P<key>[a-z][\w-]*):\s*$", re.MULTILINE)
"""Whatever may be meant as the address of an article, in a text that may hold any mistake."""

LIMIT = 512 * 1024
"""Bytes of the largest file that a check reads."""

UNREADABLE = ("BST", "YML")
"""How the codes begin of what is wrong with a file as a file."""

CONDITION = "SJB006"
"""What is said of an `if` without its `endif`: one that is missing leaves several others without theirs."""

ENTRY = re.compile(r"^(?P<key>[^\s#:][^:]*):")


def told_once(sources: Sources, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each with those that follow from it."""
    return causes.gathered([*_marked(sources, [*findings])])


def _marked(sources: Sources, findings: list[Finding]) -> Iterator[Finding]:
    """Every finding with what it breaks beside what it says itself."""
    told: set[str] = set()
    for finding in findings:
        broken = _broken(sources, finding, told) if errors([finding]) else ()
        # An article that is not there may have stood on a page that is gone or cannot be read.
        needs: tuple[str, ...] = (causes.PAGES,) if finding.cause.lacks.startswith(causes.article("")) else ()
        if _untold(sources, finding):
            needs += (causes.template(_page(finding)), *((causes.conditions(_page(finding)),) if finding.code == CONDITION else ()))
        own = finding.cause
        cause = replace(own, breaks=(*own.breaks, *broken), needs=(*own.needs, *needs)) if broken or needs else own
        yield replace(finding, cause=cause)


def _page(finding: Finding) -> str:
    """The page of a finding, as docs/ names it."""
    return finding.file.removeprefix("docs/")


def _untold(sources: Sources, finding: Finding) -> bool:
    """Whether the finding is about the template of a page that has none."""
    return finding.code.startswith("SJB") and _page(finding) in sources.pages and _page(finding) not in sources.trees


def _broken(sources: Sources, finding: Finding, told: set[str]) -> tuple[str, ...]:
    """What cannot be found because of this finding; a file that cannot be read is the first of its findings that says so."""
    path = _page(finding)
    if path.startswith(f"{DATA_FOLDER}/"):
        return _of_data(sources, finding)
    if finding.file == "mkdocs.yml":
        return (finding.file,) if sources.config is None else ()
    page = sources.pages.get(path)
    if not path.endswith(".md") or path in told or (page and path in sources.trees and page.meta is not None):
        return ()
    own = causes.line(finding.file, finding.line)
    if page is None:
        if not (sources.project.docs / path).is_file():
            return ()
        told.add(path)
        named = _named(_raw(sources, finding.file))
        return (causes.page(path), causes.PAGES, causes.TOPICS, own, *(thing for id_ in named for thing in _article(path, id_)))
    if _untold(sources, finding):
        told.add(path)
        own = causes.conditions(path) if finding.code == CONDITION else own
        return (causes.PAGES, causes.TOPICS, own, *(causes.article(id_) for id_ in _named(page.text)))
    if page.meta is None and finding.code.startswith((*UNREADABLE, "PAG")) and finding.line is not None:
        told.add(path)
        return (causes.PAGES, causes.TOPICS, causes.head(path))
    return ()


def _article(path: str, id_: str) -> tuple[str, str]:
    return causes.article(id_), causes.anchor(path, id_)


def _named(text: str) -> list[str]:
    return [*dict.fromkeys(filter(None, (m["word"] or m["id"] or m["key"] for m in ARTICLE.finditer(text))))]


def _of_data(sources: Sources, finding: Finding) -> tuple[str, ...]:
    """The file, where it cannot be read at all, or its entry in which the mistake stands."""
    if finding.code.startswith(UNREADABLE):
        return (finding.file,)
    lines = _raw(sources, finding.file).split("\n")[: finding.line or 0]
    found = next((m["key"].strip("\"' ") for text in reversed(lines) if (m := ENTRY.match(text))), "")
    return (causes.entry(finding.file, found),) if found else ()


def _raw(sources: Sources, name: str) -> str:
    """What stands in a file, as far as it can be told; nothing for one that leads elsewhere or is too large to be read."""
    path = sources.project.root / name
    try:
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() and path.stat().st_size < LIMIT else ""
    except OSError:
        return ""
