"""The site as readers get it: `verify` knows how to look, and is asked only where somebody gave an address."""

from __future__ import annotations

from handbook import verify
from handbook.core.errors import CannotWork
from handbook.doctor.model import FINE, Answer, old, unseen
from handbook.doctor.seen import Seen

PAGE = "deploy/README.md#looking-whether-it-is-right"


def served(seen: Seen) -> Answer | None:
    """Whether the site sends what was published, plain and packed."""
    facts = seen.sources.facts
    if seen.tip is None and seen.url is None:
        return None
    if seen.url is None:
        address = facts.handboek.adres if facts else "ADRES"
        return unseen(
            "Of de website toont wat is gepubliceerd, is hier niet te zien.",
            "Vraag het de website:",
            f"handbook verify --url {address}",
            more=PAGE,
        )
    try:
        with verify.opened(seen.root, seen.project.edition, url=seen.url) as source:
            found = verify.verify(source, fingerprint=None, say=lambda _: None, roots=None)
    except CannotWork as error:
        return unseen(str(error), "Kijk of de website aanstaat, en of u van hier bij haar kunt.", more=PAGE)
    if not found:
        return FINE
    number = f"{len(found)} {'verschil' if len(found) == 1 else 'verschillen'}"
    return old(
        f"De website wijkt op {number} af van wat is gepubliceerd.",
        "Welke dat zijn, en wat u doet:",
        f"handbook verify --url {seen.url}",
        more=PAGE,
    )
