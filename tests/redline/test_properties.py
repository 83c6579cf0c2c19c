"""What every redline must be, whatever the two texts are: whole on both sides, empty of itself, valid HTML, and no larger than the change."""

from __future__ import annotations

import copy
import json
import re
from html import unescape
from typing import Any

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook.redline import Article, Change, Redline, compare
from handbook.redline.html import page
from handbook.redline.markup import escape
from handbook.redline.text import markdown, text
from handbook.redline.tokens import words
from tests.support import redlines
from tests.support.text_strategies import LONGER, pairs, sentence


def between(old: Any, new: Any) -> Redline:
    return compare(redlines.text("oud", old), redlines.text("nieuw", new))


OWN = ".verschil-label, .verschil-over, .verschil-samenvatting, .verschil-gegevens, summary, h2 > a, h3 > a"
"""What a redline says itself."""

BLOCK = re.compile(r"</?(?:p|li|[uo]l|t[dhr]|d[ltd]|div|h[1-6]|br|aside|section)\b[^>]*>")


def said(html: str) -> list[str]:
    """The words and signs of HTML; a block ends a word, what is within a line does not."""
    return words(unescape(re.sub(r"<[^>]*>", "", BLOCK.sub(" ", html))))


def one_side(html: str, dropped: str) -> dict[str, list[str]]:
    """What each article says in the redline without the marks of one kind, and without what the redline says itself."""
    tree = LexborHTMLParser(html)
    for node in tree.css(f"{dropped}, {OWN}"):
        node.decompose()
    for node in tree.css(".verschil-naam"):
        if re.match(r"Lid \d", node.text()):
            node.decompose()
    return {section.attributes["id"] or "": said(section.html or "") for section in tree.css("section.verschil-artikel")}


def whole(article: Article, redline: Change) -> list[str]:
    """What the article says; of one that is only told to be elsewhere, its title."""
    parts = article.parts if redline.parts else ()
    return said(f"<p>{escape(article.title)}</p>" + "".join(f"<p>{escape(part.title or '')}</p>{part.html}" for part in parts))


@given(pairs())
def test_a_redline_is_whole_valid_and_nothing_more(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """All that must hold of one pair, for drawing a pair costs more than to look at it."""
    redline = between(*both)
    html = page(redline, address_of=lambda version, address: f"../{version}/{address}")
    is_each_text(redline, html)
    tells_of_every_difference(redline, both)
    is_valid(redline, html)
    says_it_in_every_form(redline)
    for one in both:
        assert not between(one, copy.deepcopy(one))


def is_each_text(redline: Redline, html: str) -> None:
    """Without what came it is the old text, and without what went the new one."""
    old, new = one_side(html, "ins"), one_side(html, "del")
    for change in redline.changes:
        assert old[change.id] == (whole(change.old, change) if change.old else [])
        assert new[change.id] == (whole(change.new, change) if change.new else [])


def tells_of_every_difference(redline: Redline, both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """An article that it does not name is the same in both texts."""
    told = {side.id for change in redline.changes for side in (change.old, change.new) if side}
    old, new = ({one["id"]: (one["titel"], repr(one["delen"])) for one in side["artikelen"] if one["id"] not in told} for side in both)
    assert {id_: [said(one) for one in texts] for id_, texts in old.items()} == {
        id_: [said(one) for one in texts] for id_, texts in new.items()
    }


def is_valid(redline: Redline, html: str) -> None:
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len({*ids}) == len(redline.changes)
    assert not re.search(r"<(ins|del)[^>]*></\1>", html)


def says_it_in_every_form(redline: Redline) -> None:
    plain, marked = text(redline), markdown(redline)
    assert json.loads(json.dumps(redline.data()))["samenvatting"] == redline.summary
    for change in redline.changes:
        assert f"Artikel {change.article.number} " in plain and f"## Artikel {change.article.number} " in marked


def marked_words(blocks: Any) -> tuple[int, int]:
    """How many words are marked as gone and as new."""
    found = {"-": 0, "+": 0}
    pending = [*blocks]
    while pending:
        one = pending.pop()
        pending += one.get("binnen", [])
        for op, said_, *_ in one.get("stukken", []):
            if op in found:
                found[op] += len(words(said_))
    return found["-"], found["+"]


@given(sentence, st.data())
def test_the_marks_are_not_much_larger_than_the_change(before: str, data: st.DataObject) -> None:
    """Words of one paragraph are changed at a few places; of what did not change no more is marked along than that."""
    typed = words(redlines.plain(before))
    changed = list(typed)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed)))
        changed[at : at + data.draw(st.integers(0, 1))] = [data.draw(st.sampled_from(LONGER[:8]))] if data.draw(st.booleans()) else []
    least = len(typed) + len(changed) - 2 * _common(typed, changed)
    old, new = (f"<p>{escape(' '.join(side))}</p>" if side else "" for side in (typed, changed))
    redline = between(old, new).data()
    went, came = marked_words([block for change in redline["wijzigingen"] for part_ in change["delen"] for block in part_["inhoud"]])
    kept_apart = any(part_["wat"] in ("nieuw", "vervallen") for change in redline["wijzigingen"] for part_ in change["delen"])
    if not kept_apart and not _rewritten(typed, changed):
        assert went + came <= 8 * least


def _rewritten(one: list[str], other: list[str]) -> bool:
    """Whether two texts share so little that all is shown as replaced."""
    return _common(one, other) * 4 <= min(len(one), len(other))


def _common(one: list[str], other: list[str]) -> int:
    """The length of the longest common row of words, in the slow way that nobody doubts."""
    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            rows[i + 1][j + 1] = rows[i][j] + 1 if left == right else max(rows[i][j + 1], rows[i + 1][j])
    return rows[-1][-1]
