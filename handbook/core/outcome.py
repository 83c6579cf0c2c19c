"""What came of a check, and how that is written down for a next one that has nothing new to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from handbook.core import kept
from handbook.core.findings import Cause, Finding, Fix
from handbook.core.meanings import Meanings
from handbook.core.sample_report import Example

KIND = "check"


@dataclass(frozen=True)
class Outcome:
    """The findings, what is still of the example, and where the codes of the findings are explained."""

    findings: tuple[Finding, ...]
    examples: tuple[Example, ...]
    meanings: Meanings


def recalled(mark: str | None) -> Outcome | None:
    """What came of a check of sources with this mark; None where nobody knows."""
    text = kept.recalled(KIND, mark) if mark else None
    if text is None:
        return None
    try:
        return read(text)
    except (ValueError, LookupError, TypeError):
        return None


def remember(mark: str, outcome: Outcome) -> None:
    """Keeps it for the next check."""
    kept.remember(text(outcome), KIND, mark)


def text(outcome: Outcome) -> str:
    """All of it as JSON."""
    return json.dumps(asdict(outcome), ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Outcome:
    """Raises ValueError, LookupError or TypeError where `text` does not tell of an outcome."""
    told = json.loads(text)
    return Outcome(_findings(told["findings"]), tuple(Example(**one) for one in told["examples"]), Meanings(**told["meanings"]))


def _findings(told: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    return tuple(map(_finding, told))


def _finding(told: Mapping[str, Any]) -> Finding:
    fix, cause = told["fix"], told["cause"]
    mend = Fix(fix["line"], tuple(fix["old"]), tuple(fix["new"])) if fix else None
    why = Cause(**cause | {key: tuple(cause[key]) for key in ("breaks", "needs")})
    return Finding(**{**told, "fix": mend, "cause": why, "hanging": _findings(told["hanging"])})
