"""Words for what a version can be had as: the place where the build says which files there are."""

from __future__ import annotations

from handbook.core.page_marks import DOWNLOADS
from handbook.sources.data.accessibility_test import MEASURED
from macros.plek import Plek


def downloadlijst(plek: Plek) -> str:
    """Als welke bestanden deze tekst op te halen is; wat er is, weet pas wie de site bouwt."""
    return f"<div {DOWNLOADS} {MEASURED}><p>Bestanden zijn van deze tekst niet gemaakt.</p></div>"
