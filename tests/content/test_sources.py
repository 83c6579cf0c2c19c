"""How our own sources are written down, so that a change is easy to read."""

from __future__ import annotations

import re

from tests.support.handbooks import ROOT, WHERE_MADE

SECOND_SENTENCE = re.compile(r"""[a-zé)][.!?]["')]* +["']?[A-ZÉ]""")
LIST_MARK = re.compile(r"^[\s>]*(?:\d+\.|[-*])\s+")
ONE_LINE = re.compile(r"^(?:\||title:|description:|besluiten:)|^\s*(?:- )?\*\*[^*]+\*\*")
"""Tables cannot be broken; a bold label belongs to the sentence after it."""


def test_sources_have_one_sentence_a_line() -> None:
    """A change of one sentence is then one changed line in a pull request."""
    two = [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if not ONE_LINE.search(line) and SECOND_SENTENCE.search(LIST_MARK.sub("", re.sub(r"\{\{.*?\}\}", "x", line)))
    ]
    assert two == []


def test_the_rule_of_one_sentence_can_fail() -> None:
    assert SECOND_SENTENCE.search("Dit is een zin. Dit is nog een zin.")
    assert SECOND_SENTENCE.search("Klopt het? U plaatst het.")
    assert not SECOND_SENTENCE.search("Bel N. Voorbeeld, of mail Communicatie.")


def test_nothing_names_where_it_was_made() -> None:
    for path in [*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.yml"), ROOT / "variables.yml"]:
        text = path.read_text("utf-8", "ignore")
        assert not [h for h in WHERE_MADE if h in text], path
