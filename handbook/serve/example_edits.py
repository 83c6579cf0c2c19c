"""What the earlier texts of the example lacked: some last rules of articles, some words and a telephone number of the handbook as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.articles import headed
from handbook.sources.pages import Page

NEW_RULES = 3
"""So many articles get a rule in each material revision of the example: enough to look at, few enough to read."""

WORDS = (" meteen", " direct")
"""A word and the one that stood there before the editorial revision: for the words of duty they are one."""

FEWEST = 3
"""An article that would keep fewer rules than two stays as it is."""

PARTS = re.compile(r"(?m)^(?:#{1,2} |!!! |\?\?\? |\{%)")
"""What ends the rules of an article: another heading, a box, a condition."""

CONDITION = re.compile(r"\{%-?\s*(if|endif)\b")


OTHER_WORD = "Eén woord is anders. De regel blijft dezelfde."
"""What is told of a change of wording: it means nothing to anybody."""

MEANT = '    betekent: "Lees wat er nieuw is, en vraag het als iets niet duidelijk is."\n'


@dataclass(frozen=True)
class Edit:
    """What one revision of the example did: `old` became `new` in the file, for an article as is `told` in a sentence; a fact is nobody's article."""

    file: Path
    old: str
    new: str
    article: str = ""
    told: str = ""


def of_revisions(project: Project) -> tuple[tuple[Edit, ...], ...]:
    """What each revision of the example changes, from the second to the newest: words, then rules and a number, then other rules."""
    sources = read(project)
    rules = list(_new_rules(project, sources))
    # Spread over the handbook, so that the changes stand on several pages.
    chosen = rules[:: max(1, len(rules) // (2 * NEW_RULES))][: 2 * NEW_RULES]
    kept = {edit.article for edit in chosen}
    words = islice((edit for edit in _words(project, sources) if edit.article not in kept), NEW_RULES)
    return tuple(words), (*chosen[::2], *_new_number(project)), tuple(chosen[1::2])


def before(now: Mapping[Path, str], revisions: Sequence[Sequence[Edit]]) -> dict[Path, str]:
    """The texts of the files as they were before these revisions."""
    texts = dict(now)
    for edit in (edit for edits in revisions for edit in edits):
        texts[edit.file] = texts[edit.file].replace(edit.new, edit.old, 1)
    return texts


def told(edits: Sequence[Edit]) -> str:
    """The edits as the front matter of the revision that made them tells them; nothing where there are none."""
    by_sentence: dict[str, list[str]] = {}
    for edit in edits:
        if edit.article:
            by_sentence.setdefault(edit.told, []).append(edit.article)
    items = "".join(
        f'  - artikelen: [{", ".join(articles)}]\n    wat: "{sentence}"\n    waarom: "Medewerkers vroegen ernaar."\n'
        f'    voor_wie: "Iedereen die voor ons werkt."\n{"" if sentence == OTHER_WORD else MEANT}'
        for sentence, articles in by_sentence.items()
    )
    return f"wijzigingen:\n{items}" if items else ""


def _new_rules(project: Project, sources: Sources) -> Iterator[Edit]:
    """The last numbered paragraph of each article, where nothing refers to it."""
    everything = "\n".join(page.template for page in sources.pages.values())
    for page, id_, section in _sections(sources):
        starts = [match.start() for match in re.finditer(r"(?m)^\d{1,2}\. ", section)]
        if len(starts) < FEWEST or "{" in section[starts[0] :] or f"{id_}-lid-" in everything or re.search(r"\blid\b", section):
            continue
        rule = section[starts[-1] :].rstrip("\n")
        # What stands below the rules would be another paragraph.
        if "\n\n" in rule:
            continue
        last = section[starts[-2] : starts[-1]]
        yield Edit(project.docs / page.path, last, last + rule + "\n", id_, "Er is een regel bij gekomen: het laatste lid.")


def _words(project: Project, sources: Sources) -> Iterator[Edit]:
    """The first rule of an article that has the word."""
    now, then = WORDS
    for page, id_, section in _sections(sources):
        line = next((line for line in section.split("\n") if f"{now} " in line or line.endswith(f"{now}.")), "")
        if line and "{" not in line and page.template.count(line) == 1:
            yield Edit(project.docs / page.path, line.replace(now, then, 1), line, id_, OTHER_WORD)


def _new_number(project: Project) -> Iterator[Edit]:
    """The telephone number of HR, with another last digit than it has now."""
    text = project.variables_file.read_text(encoding="utf-8")
    typed = re.search(r'(?m)^  hr:\n(?:    .*\n)*?(    telefoon: "[^"\n]*)(\d)"', text)
    if typed:
        now = f'{typed[1]}{typed[2]}"'
        yield Edit(project.variables_file, f'{typed[1]}{(int(typed[2]) + 1) % 10}"', now)


def _sections(sources: Sources) -> Iterator[tuple[Page, str, str]]:
    """Each article that every organisation prints, with the text of its rules."""
    for page in sources.pages.values():
        lines = page.template.split("\n")
        for number, _, match in headed(page):
            if not match:
                continue
            rest = "\n".join(lines[number:])
            end = PARTS.search(rest)
            marks = CONDITION.findall("\n".join(lines[:number]))
            if marks.count("if") == marks.count("endif"):
                yield page, match["id"], rest[: end.start()] if end else rest
