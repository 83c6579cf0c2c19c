"""What a text takes over from the one before it, as that one says of itself in `revisie.json`: who adopts it, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handbook.core import decisions
from handbook.core.version_name import is_day


def board(facts: Mapping[str, Any]) -> str | None:
    """What the text calls who adopted it, where that is a name of its own: rules say it too. Of a decision in one sentence nobody can tell."""
    listed = (one for one in facts.get("besluiten", ()) if isinstance(one, Mapping))
    adopted = (one.get("naam") for one in listed if (one.get("wie"), one.get("wat")) == ("bestuur", "besluit"))
    return next((name for name in adopted if name and name != decisions.body("bestuur")), None)


def review(facts: Mapping[str, Any], day: date) -> date | None:
    """The day of its review, which a change of wording from `day` keeps; None where that day has passed by then."""
    typed = facts.get("evaluatie") or ""
    return date.fromisoformat(typed) if is_day(typed) and typed > str(day) else None
