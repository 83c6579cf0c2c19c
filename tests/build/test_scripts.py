"""The scripts of pages without what only their authors read are the same programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.build import scripts, short_names
from tests.support.handbooks import ROOT

SOURCES = sorted([*(ROOT / "docs/stijl").glob("*.js"), ROOT / "handbook/archive/root/versies.js", ROOT / "handbook/archive/root/door.js"])


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("(() => { const many = 1; say(many, many) })()", "(() => { const a = 1; say(a, a) })()"),
        # What comes from outside keeps its name, also where a function has one like it.
        ("(() => { f(name => name.first); say(name) })()", "(() => { f(name => name.first); say(name) })()"),
        # Other scripts may use what no function holds.
        ("const shared = 1; (() => { const own = shared })()", "const shared = 1; (() => { const a = shared })()"),
        ("(() => { let a1 = b; return { a1, x: a1.a1 } })()", "(() => { let a = b; return { a1:a, x: a.a1 } })()"),
        ("(({ first, second: [two = first], ...others }) => two(others))()", "(({ first:a, second: [b = a], ...c }) => b(c))()"),
        (
            "(() => { for (const one of all) try { one() } catch (wrong) { say(wrong) } })()",
            "(() => { for (const a of all) try { a() } catch (b) { say(b) } })()",
        ),
        (
            "(() => { function twice(word) { return word ? twice(word.twice) : `${word} word` } })()",
            "(() => { function b(a) { return a ? b(a.twice) : `${a} word` } })()",
        ),
        ("(() => { let one = 1 // one\n/* all\n of */ one++ })()", "(() => { let a = 1\n\n a++ })()"),
        ("(() => { const broken = ; })()", "(() => { const broken = ; })()"),
    ],
)
def test_only_names_of_its_own_are_made_short(script: str, short: str) -> None:
    assert short_names.given(script) == short


def test_what_is_read_where_it_is_not_declared_is_no_name_of_its_own() -> None:
    assert short_names.given("(() => { { let inside = 1 } say(inside) })()") == "(() => { { let inside = 1 } say(inside) })()"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_script_of_ours_is_said_again_in_the_same_words(path: Path) -> None:
    script = path.read_text("utf-8")
    folded = scripts.folded(script)
    assert len(folded) < 0.7 * len(script)
    assert ("use strict" in folded) == ("use strict" in script)


def test_what_cannot_be_read_stays_as_it_was() -> None:
    assert scripts.folded('say("</script>")\n') == 'say("</script>")\n'
