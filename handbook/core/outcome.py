"""What came of a check, and how that is written down for a next one that has nothing new to read."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.core import kept
from handbook.core.as_json import codec
from handbook.core.findings import Finding
from handbook.core.meanings import Meanings
from handbook.core.sample_report import Example

KIND = "check"


@dataclass(frozen=True)
class Outcome:
    """The findings, what is still of the example, and where the codes of the findings are explained."""

    findings: tuple[Finding, ...]
    examples: tuple[Example, ...]
    meanings: Meanings


AS_TEXT = codec(Outcome)


def recalled(mark: str | None) -> Outcome | None:
    """What came of a check of sources with this mark; None where nobody knows."""
    text = kept.recalled(KIND, mark) if mark else None
    if text is None:
        return None
    try:
        found: Outcome = AS_TEXT["back"](text)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return found


def remember(mark: str, outcome: Outcome) -> None:
    """Keeps it for the next check."""
    kept.remember(AS_TEXT["out"](outcome), KIND, mark)
