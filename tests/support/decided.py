"""The decisions of revisions in tests: as `revisie.json` has them, and as the file of our own revision lists them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

CONSENT = re.compile(r"  - wie: \w+\n    wat: instemming\n(?:    .*\n)*")
ADOPTION = re.compile(r"  - wie: bestuur\n(?:    .*\n)*?    datum: (?P<day>\S+)\n")
"""What the council and the board decided, in the file of a revision."""


def consent(revision: Path, who: str, outcome: str) -> None:
    """Gives the file of a revision the decision of another council, or with another outcome."""
    reason = {"niet nodig": "Wij zijn met weinig mensen.", "onthouden": "De kantonrechter gaf toestemming."}.get(outcome)
    text = revision.read_text("utf-8")
    found, adoption = CONSENT.search(text), ADOPTION.search(text)
    assert found, revision
    assert adoption, revision
    lines = [f"  - wie: {who}", "    wat: instemming", f"    stand: {outcome}"]
    lines += [f"    datum: {adoption['day']}"] if outcome != "niet nodig" else []
    lines += [f'    reden: "{reason}"'] if reason else []
    text = text.replace(found[0], "\n".join([*lines, ""]))
    if outcome == "gevraagd":
        text = text.replace("status: vastgesteld", "status: ter instemming")
    revision.write_text(text, "utf-8")


def decided(day: date | str, board: str = "de directie") -> list[dict[str, Any]]:
    """The board decided on `day`, and nobody else was needed."""
    none = {"reden": None, "stuk": None}
    return [{"wie": "bestuur", "naam": board, "wat": "besluit", "stand": "verleend", "datum": str(day), **none}]
