"""The front matter of a page holds known keys with plain text, and nothing that changes how the page is built."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.core.findings import Finding, quote
from handbook.sources import Sources, front_matter
from handbook.sources.files.filling import nearest
from handbook.sources.files.yaml_nodes import Scalar, Sequence
from handbook.sources.pages import Page
from handbook.sources.revision_facts import Derived, RevisionFacts
from handbook.sources.revisions import OVERVIEW
from handbook.sources.variables import Variables

KEYS = ("title", "description", "hide", *front_matter.KEYS)
HIDEABLE = ("navigation", "toc")
LIMIT = 200
MARKUP = {"title": frozenset("<>"), "description": frozenset('<>"')}
"""Characters that the theme inserts into HTML without escaping, where they could become a script."""


def check(sources: Sources) -> Iterator[Finding]:
    for page in sources.pages.values():
        if page.meta is None:
            continue
        # Revisions have their keys checked elsewhere; titles and descriptions are the same on every page.
        if not _is_revision(page):
            yield from _keys(page)
        yield from _texts(page)


def _is_revision(page: Page) -> bool:
    return page.path.startswith("revisies/") and page.path != f"revisies/{OVERVIEW}"


def _keys(page: Page) -> Iterator[Finding]:
    assert page.meta
    for key, line in page.meta.key_lines.items():
        if key in KEYS:
            continue
        if key in Variables.model_fields or key == "revisie":
            mend = "Haal de regel weg: die zou de gegevens uit variables.yml op deze pagina vervangen."
        elif key in {*RevisionFacts.model_fields, *Derived.model_fields}:
            mend = "Dit gegeven hoort bij een revisie, in docs/revisies/."
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
            mend = f'Zet er aanhalingstekens om: "{whole}"'
            yield page.finding(node.line, "PAG004", f"{key} stopt bij het hekje (#): {quote(whole)}.", mend)
        elif node.guess != "str":
            mend = f'Zet er aanhalingstekens om: "{node.text}"'
            yield page.finding(node.line, "PAG004", f"{key} wordt niet als tekst gelezen: {node.text}.", mend)
        elif len(node.text) > LIMIT:
            yield page.finding(node.line, "PAG004", f"{key} is te lang: {len(node.text)} tekens.", f"Gebruik ten hoogste {LIMIT} tekens.")
    hidden = page.meta.items.get("hide")
    if hidden is not None:
        items = hidden.items if isinstance(hidden, Sequence) else [hidden]
        if not all(isinstance(i, Scalar) and i.text in HIDEABLE for i in items):
            yield page.finding(hidden.line, "PAG009", "Bij hide staat iets dat niet bestaat.", f"Kies uit: {', '.join(HIDEABLE)}.")
