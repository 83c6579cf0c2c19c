"""The front matter of a page holds known keys with plain text, and nothing that changes how the page is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from handbook.core.findings import Finding, Fix, quote
from handbook.sources import Sources, front_matter
from handbook.sources.files.filling import nearest
from handbook.sources.files.yaml_mistakes import double_quoted
from handbook.sources.files.yaml_nodes import Scalar
from handbook.sources.pages import Page
from handbook.sources.revision_facts import Derived, RevisionFacts
from handbook.sources.variables import Variables

KEYS = ("title", "description", *front_matter.KEYS)
HIDE = "hide"
"""With which the theme leaves out the menu or the list of headings; here every page has both."""

LIMIT = 200
MARKUP = {"title": frozenset("<>"), "description": frozenset('<>"')}
"""Characters that the theme inserts into HTML without escaping, where they could become a script."""


OPEN = "---"
ENTRY = re.compile(r"^(?P<key>[a-z_]+):(?:\s|$)")
KNOWN = frozenset({*KEYS, HIDE, *RevisionFacts.model_fields, *Derived.model_fields})


def check(sources: Sources) -> Iterator[Finding]:
    for page in sources.pages.values():
        yield from _second(page)
        yield from _fallen_out(page)
        if page.meta is None:
            continue
        # Revisions have their keys checked elsewhere; titles and descriptions are the same on every page.
        if not front_matter.is_revision(page):
            yield from _keys(page)
        yield from _texts(page)


def _second(page: Page) -> Iterator[Finding]:
    """Another block of keys, as two pages that were pasted together have; or the only one, below an empty line."""
    lines = page.lines
    marks = [n for n, line in enumerate(lines) if n >= page.body_start - 1 and line.rstrip() == OPEN]
    for begin, end in pairwise(marks):
        entries = [ENTRY.match(line) for line in lines[begin + 1 : end] if line.strip() and not line.startswith((" ", "-", "#"))]
        if not entries or not all(entries) or not KNOWN & {m["key"] for m in entries if m}:
            continue
        if page.meta is None and not any(line.strip() for line in lines[:begin]):
            message = "De gegevens bovenaan beginnen niet op de eerste regel, en komen als tekst op de pagina."
            yield page.finding(begin + 1, "PAG010", message, "Haal de lege regels erboven weg.")
        else:
            message = "Hier begint een tweede blok gegevens: het komt als tekst op de pagina."
            yield page.finding(begin + 1, "PAG010", message, "Zet wat u nodig heeft in het blok bovenaan de pagina, en haal dit weg.")


def _fallen_out(page: Page) -> Iterator[Finding]:
    """A key right below the block to which it belongs."""
    for number, line in enumerate(page.lines[page.body_start - 1 :] if page.body_start > 1 else [], page.body_start):
        match = ENTRY.match(line)
        if line.strip() and (not match or match["key"] not in KNOWN):
            return
        if match:
            message = f"Deze regel valt buiten de gegevens bovenaan, en komt als tekst op de pagina: {quote(line.strip())}."
            yield page.finding(number, "PAG011", message, f"Zet haar boven de regel met {OPEN}, of haal haar weg.")


def _quoted(page: Page, key: str, node: Scalar, value: str) -> Fix | None:
    """The line of the key with its value between quotes; None where the line holds anything else."""
    line = page.lines[node.line - 1]
    return Fix.of_line(node.line, line, f"{key}: {double_quoted(value)}") if line.rstrip() == f"{key}: {value}" else None


def _keys(page: Page) -> Iterator[Finding]:
    assert page.meta
    for key, line in page.meta.key_lines.items():
        if key in (*KEYS, HIDE):
            continue
        if key in Variables.model_fields or key == "revisie":
            mend = "Haal de regel weg: die zou de gegevens uit variables.yml op deze pagina vervangen."
        elif key in {*RevisionFacts.model_fields, *Derived.model_fields}:
            mend = "Haal de regel weg: dit gegeven hoort bij een revisie, in docs/revisies/."
        else:
            mend = f"Toegestaan zijn {', '.join(KEYS)}. {nearest(key, list(KEYS))}"
        yield page.finding(line, "PAG003", f"Het gegeven {quote(key)} bovenaan de pagina is niet toegestaan.", mend)


def _texts(page: Page) -> Iterator[Finding]:
    assert page.meta
    for key in ("title", "description"):
        node = page.meta.items.get(key)
        if node is None:
            continue
        if not isinstance(node, Scalar):
            yield page.finding(node.line, "PAG004", f"{key} is een lijst of een groep.", "Schrijf één tekst.")
        elif not node.text.strip() or node.guess == "null":
            yield page.finding(node.line, "PAG004", f"{key} is leeg.", "Vul de tekst in, of haal de regel weg.")
        elif "{{" in node.text or "{%" in node.text:
            mend = "Schrijf de tekst voluit: hier worden waarden niet ingevuld."
            yield page.finding(node.line, "PAG005", f"In {key} staan accolades: {quote(node.text)}.", mend)
        elif set(node.text) & MARKUP[key]:
            shown = " of ".join(sorted(set(node.text) & MARKUP[key]))
            mend = "Schrijf het in woorden, of gebruik gekrulde aanhalingstekens (“ en ”)."
            yield page.finding(node.line, "PAG006", f"In {key} mag geen {shown} staan: {quote(node.text)}.", mend)
        elif node.comment:
            whole = f"{node.text} {node.comment}"
            message = f"{key} stopt bij het hekje (#): {quote(whole)}."
            yield page.finding(
                node.line, "PAG004", message, f"Zet er aanhalingstekens om: {double_quoted(whole)}", fix=_quoted(page, key, node, whole)
            )
        elif node.guess != "str":
            message = f"{key} wordt niet als tekst gelezen: {node.text}."
            yield page.finding(
                node.line,
                "PAG004",
                message,
                f"Zet er aanhalingstekens om: {double_quoted(node.text)}",
                fix=_quoted(page, key, node, node.text),
            )
        elif len(node.text) > LIMIT:
            yield page.finding(node.line, "PAG004", f"{key} is te lang: {len(node.text)} tekens.", f"Gebruik ten hoogste {LIMIT} tekens.")
    if hidden := page.meta.key_lines.get(HIDE):
        typed = page.lines[hidden - 1]
        fix = Fix(hidden, (typed,), ()) if "[" in typed else None
        yield page.warning(hidden, "PAG009", f"Dit verbergt hier niets: {quote(typed.strip())}.", "Haal het weg.", fix=fix)
