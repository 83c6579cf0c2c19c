"""The scripts of pages without what only their authors read are the same programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

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


@pytest.mark.skipif(sys.platform != "linux", reason="the minifier has wheels for Linux only that the lock names")
def test_the_short_scripts_are_those_of_this_release() -> None:
    from tests.support import short_scripts

    assert json.loads(scripts.SHORT.read_text("utf-8")) == short_scripts.made(), "type: make scripts"


def test_a_site_has_every_script_in_short(sample_site: Path) -> None:
    short = {name: one["kort"] for name, one in json.loads(scripts.SHORT.read_text("utf-8")).items()}
    built = {path.name: path.read_text("utf-8") for path in sample_site.glob(scripts.SCRIPTS)}
    assert built
    assert built.items() <= short.items()


def test_a_script_of_ones_own_is_the_same_program_without_comments() -> None:
    assert scripts.short("// Van ons.\nconst naam = 1\n") == "const naam = 1\n"
