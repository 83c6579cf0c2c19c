"""What a redline calls things: articles, parts and what became of them, the same in every form."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.redline.changes import Change, PartChange
from handbook.redline.model import Article, Part

KIND_WORDS = {
    "nieuw": "Nieuw",
    "gewijzigd": "Gewijzigd",
    "vervallen": "Vervallen",
    "gesplitst": "Afgesplitst",
    "samengevoegd": "Samengevoegd",
    "hernoemd": "Ander adres",
    "verplaatst": "Verplaatst",
    "vernummerd": "Ander nummer",
    "verwijzing": "Andere verwijzing",
    "gegeven": "Ander gegeven",
}

PARTS = {
    "tabel": "Tabel",
    "kader": "Kader",
    "toelichting": "Toelichting",
    "voorbeeld": "Voorbeeld",
    "gebeurd": "Kader",
    "gevolg": "Kader",
    "leiding": "Kader",
    "hulp": "Kader",
    "kop": "Kop",
}
"""What stands over a part that has no number; running text has nothing."""


def heading(number: str) -> str:
    """Artikel 4.2."""
    return f"Artikel {number}"


def kinds_said(change: Change) -> str:
    """Gewijzigd, verplaatst, ander nummer."""
    said = ", ".join(KIND_WORDS[kind] for kind in change.said)
    return said[:1] + said[1:].lower()


def about(change: Change) -> Iterator[str]:
    """Where the article stood, and what it came from or went to."""
    old, new = change.old, change.new
    if old and new and old.number != new.number:
        yield f"Was artikel {old.number}."
    if old and new and old.page != new.page:
        yield f"Stond op de pagina {old.page.removesuffix('.md')}, staat nu op {new.page.removesuffix('.md')}."
    if old and new and old.id != new.id:
        yield f"Heette in het adres {old.id}, heet nu {new.id}."
    for one in change.related:
        yield f"Stond eerst in artikel {one.number}, {one.title}." if new else f"Staat nu in artikel {one.number}, {one.title}."


def part_name(part: PartChange) -> str:
    """Lid 2, Toelichting; empty for running text."""
    numbers = [one.number for one in (part.new or part.old) if one.number is not None]
    if numbers:
        return f"Lid {' en '.join(str(number) for number in numbers)}"
    return PARTS.get(part.part.kind, "")


def place(article: Article, part: Part) -> str:
    """artikel 4.2, lid 3."""
    return f"artikel {article.number}" + (f", lid {part.number}" if part.number is not None else "")
