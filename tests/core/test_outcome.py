"""What came of a check is read as it was written, and nothing else is taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.core import kept, outcome
from handbook.core.findings import Cause, Finding, Fix
from handbook.core.meanings import Meanings
from handbook.core.outcome import Outcome
from handbook.core.sample_report import Example

HANGING = Finding("docs/b.md", 3, "LNK001", "Weg.", cause=Cause(lacks="docs/a.md", needs=("menu",), leads=True))
FOUND = Finding(
    "docs/a.md", None, "BST001", "Één \ud800 <&> fout.", "Doe dit.", "waarschuwing", Fix.of_line(2, "oud", "nieuw"), hanging=(HANGING,)
)
WHOLE = Outcome(
    (FOUND, HANGING), (Example("variables.yml", 3, "werkgever.naam", "Voorbeeld B.V.", invented=False),), Meanings("a/", "https://b/")
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache of its own."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "_opened_here", [])
    yield


def test_an_outcome_is_read_as_it_was_written() -> None:
    assert outcome.AS_TEXT["back"](outcome.AS_TEXT["out"](WHOLE)) == WHOLE


def test_an_outcome_is_known_by_its_mark_alone() -> None:
    outcome.remember("merk", WHOLE)
    kept.flush()
    kept._opened_here[:] = []
    assert outcome.recalled("merk") == WHOLE
    assert outcome.recalled("ander") is None
    assert outcome.recalled(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "7",
        '{"findings":[{}],"examples":[],"meanings":{}}',
        outcome.AS_TEXT["out"](WHOLE).replace("[", "{").replace("]", "}"),
    ],
)
def test_what_tells_of_no_outcome_is_none(text: str) -> None:
    kept.remember(text, outcome.KIND, "merk")
    assert outcome.recalled("merk") is None
