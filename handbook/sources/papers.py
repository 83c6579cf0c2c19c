"""What the head of a paper in docs/formulieren/ says of it: when it is needed, for whom it is, and for which organisations."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from handbook.core.findings import Finding
from handbook.core.page_marks import PAPERS
from handbook.sources.data.only_for import AlleenBij
from handbook.sources.files.fields import Group, Text
from handbook.sources.files.filling import fill
from handbook.sources.files.yaml_nodes import Mapping, Scalar
from handbook.sources.pages import Page

KEY = "stuk"
OVERVIEW = f"{PAPERS}index.md"
"""The page that lists the papers."""

EXAMPLE = "stuk: {moment: invoeren, voor: HR}"


class Stuk(Group):
    """When a paper is needed, and who uses it."""

    moment: Text = Field(description="Wanneer het nodig is: de naam waaronder formulieren/index.md het noemt, zoals invoeren.")
    voor: Text = Field(description="Wie het gebruikt, zoals: HR en de directie.")
    alleen_bij: AlleenBij = Field(default=AlleenBij(), description="De organisaties waarvoor dit stuk is; zonder deze regel voor alle.")


@dataclass(frozen=True)
class Paper:
    """One paper: its page, how that is called, what it says of itself, and the line where `told` begins."""

    page: str
    title: str
    description: str
    told: Stuk
    line: int


def is_paper(path: str) -> bool:
    """Whether the page at `path`, below docs/, is a paper and not the list of them."""
    return path.startswith(PAPERS) and path != OVERVIEW


def read(page: Page) -> tuple[Paper | None, list[Finding]]:
    """The paper that `page` is, None where it is none or does not say what it must."""
    node = page.meta.items.get(KEY) if page.meta else None
    line = page.meta.key_lines[KEY] if page.meta and node else 1
    if not is_paper(page.path):
        mend = f"Haal deze regel weg, of zet de pagina in docs/{PAPERS}"
        return None, [page.finding(line, "STU002", "Deze pagina is geen stuk om in te vullen.", mend)] if node else []
    if not isinstance(node, Mapping):
        return None, [page.finding(line, "STU001", "Bovenaan staat niet wanneer dit stuk nodig is en voor wie.", f"Schrijf: {EXAMPLE}")]
    told, findings = fill(Stuk, node, page.name, "STU001", line, KEY)
    about = page.meta.items.get("description") if page.meta else None
    return (Paper(page.path, page.title, about.text if isinstance(about, Scalar) else "", told, line) if told else None), findings
