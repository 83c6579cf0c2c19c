"""Gathers what the words of a page refer to from the facts and the data of a handbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handbook.sources.articles import Article
from handbook.sources.data import Data
from handbook.sources.printed.inline_words import Known
from handbook.sources.variables import Variables


def known(facts: Variables, data: Data, articles: Mapping[str, Article], day: date | None = None) -> Known:
    """Everything that words may refer to with these facts; `day` is the first day of the text."""
    return Known(articles, data.legal.items, data.dilemmas.items, day, facts.contact, facts.mensen, data.outside.items)
