"""The sentence above a redline: how much of what kind changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.redline.fact_names import fact_name

NOTHING = "Er is niets veranderd."

COUNTED = (
    ("gewijzigd", "gewijzigd"),
    ("nieuw", "nieuw"),
    ("vervallen", "vervallen"),
    ("hernoemd", "hernoemd"),
    ("verplaatst", "verplaatst"),
    ("vernummerd", "vernummerd"),
)
"""Kinds that are counted in the first sentence, in its order, with their word."""

Switched = tuple[str, str, str, int]
"""The name of a choice, its value before and now, and how many articles differ by it."""


def told(counts: Mapping[str, int], switches: Sequence[Switched], facts: bool) -> str:
    """One or more sentences; `facts` says whether any fact has another value."""
    listed = [(counts.get(kind, 0), word) for kind, word in COUNTED]
    first = ", ".join(f"{number} {_articles(number) if at == 0 else ''}{word}" for at, (number, word) in enumerate(_some(listed)))
    sentences = [f"{first}."] if first else []
    for name, old, new, number in switches:
        went = f"{_quoted(fact_name(name))} ging van {_quoted(old)} naar {_quoted(new)}"
        sentences.append(f"De keuze {went}: dat raakt {number} {_articles(number)}".rstrip() + ".")
    only = counts.get("gegeven", 0)
    if only:
        sentences.append(f"In {only} {_articles(only)}veranderde alleen een gegeven.")
    elif facts:
        sentences.append("Er veranderde een gegeven." if not sentences else "Ook veranderde een gegeven.")
    numbers = counts.get("verwijzing", 0)
    if numbers:
        sentences.append(f"In {numbers} {_articles(numbers)}veranderde alleen hoe het naar een ander artikel verwijst.")
    return " ".join(sentences) or NOTHING


def _some(listed: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, word) for number, word in listed if number]


def _articles(number: int) -> str:
    return "artikel " if number == 1 else "artikelen "


def _quoted(value: str) -> str:
    return f"“{value}”" if value else "leeg"
