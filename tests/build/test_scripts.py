"""The scripts of pages without what only their authors read are the same programs."""

from __future__ import annotations

import pytest

from handbook.build import scripts
from tests.support.handbooks import ROOT

SOURCES = sorted([*(ROOT / "docs/stijl").rglob("*.js"), ROOT / "handbook/archive/root/versies.js", ROOT / "handbook/archive/root/door.js"])


@pytest.mark.parametrize(
    ("script", "folded"),
    [
        ("// a\nlet a = 1 // b\n\n  /* c\n     d */\n  let e = 2\n", "let a = 1 // b\nlet e = 2\n"),
        ("/* a */ let b\n/* c */\n", "/* a */ let b\n"),
        ('let a = "// b"\n  + "/* c */"\n', 'let a = "// b"\n+ "/* c */"\n'),
        ("f(\n  // a\n  b,\n)\n", "f(\nb,\n)\n"),
    ],
)
def test_only_lines_of_comment_and_indents_go(script: str, folded: str) -> None:
    assert scripts.folded(script) == folded
    assert scripts.folded(folded) == folded


def test_within_no_string_of_ours_a_line_begins() -> None:
    assert SOURCES
    for path in SOURCES:
        code = scripts.COMMENT.sub("", path.read_text("utf-8"))
        assert not [line for line in code.splitlines() if line.count("`") % 2], path.name
