"""Words for the page that tells HR what the protocol settles."""

from __future__ import annotations

from handbook.core.dutch import enumeration
from handbook.sources.data.topics import Settled, settled
from handbook.sources.printed import escape
from macros.plek import Plek


def onderwerpen_tabel(plek: Plek) -> str:
    """Per groep een tabel van de onderwerpen, met de artikelen die ze regelen."""
    found = [one for one in _settled(plek) if one.articles]
    parts = []
    for group in dict.fromkeys(one.topic.groep for one in found):
        rows = [f"| {_naam(one)} | {_artikelen(plek, one)} |" for one in found if one.topic.groep == group]
        parts.append("\n".join([f"### {escape.markdown(group)}", "", "| Onderwerp | Artikel |", "| --- | --- |", *rows]))
    return "\n\n".join(parts)


def onderwerpen_uit(plek: Plek) -> str:
    """Een tabel van de onderwerpen zonder artikel, met de reden."""
    rows = [f"| {_naam(one)} | {escape.markdown(one.reason)} |" for one in _settled(plek) if not one.articles]
    return (
        "\n".join(["| Onderwerp | Waarom er geen artikel is |", "| --- | --- |", *rows])
        if rows
        else "Geen: elk onderwerp heeft een artikel."
    )


def _settled(plek: Plek) -> list[Settled]:
    given = plek.context
    return settled(given.data.topics, given.metadata, given.articles)


def _naam(one: Settled) -> str:
    return f"**{escape.markdown(one.topic.naam)}**<br>{escape.markdown(one.topic.uitleg)}"


def _tips(plek: Plek, article: str) -> str:
    """Which paragraphs of the article are advice."""
    numbers = plek.context.advice.get(article, ())
    return f" (tip: lid {enumeration([str(one) for one in numbers])})" if numbers else ""


def _artikelen(plek: Plek, one: Settled) -> str:
    """Number and title, one below the other."""
    lines = []
    for about in one.articles:
        article = plek.context.articles[about.id]
        lines.append(f"[{article.label}&nbsp;{escape.markdown(article.title)}]({plek.naar(about.page)}#{about.id}){_tips(plek, about.id)}")
    return "<br>".join(lines)
