"""Gathers what the words of a page refer to from the facts and the data of a handbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from handbook.core.decisions import BODIES, COUNCILS
from handbook.sources import standing
from handbook.sources.articles import Article
from handbook.sources.data import Data
from handbook.sources.printed.inline_words import Known
from handbook.sources.revisions import Revision
from handbook.sources.variables import Variables


def known(facts: Variables, data: Data, articles: Mapping[str, Article], revisions: Sequence[Revision], day: date | None = None) -> Known:
    """Everything that words may refer to with these facts; `revisions` are those of the text, newest first, and `day` is its first day."""
    councils = facts.medezeggenschap.soort
    return Known(
        articles,
        data.legal.items,
        data.dilemmas.items,
        day,
        facts.contact,
        facts.mensen,
        data.outside.items,
        board(revisions),
        tuple(one for one in COUNCILS if one in councils),
        standing.deciders(revisions[0].standing, councils) if revisions else (),
    )


def board(revisions: Iterable[Revision]) -> str:
    """What the last revision that has a decision of the board calls it."""
    return next((one.by for revision in revisions for one in revision.facts.besluiten if one.wie == "bestuur"), BODIES["bestuur"])
