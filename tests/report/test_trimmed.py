"""What a row of a list shows of a redline: the sentences that differ, whole, and no others."""

from __future__ import annotations

import pytest

from handbook.redline.changes import IN, OUT, SAME, Line, Piece
from handbook.report import trimmed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (["Eén. Bel ", "-12", "+34", " nu. Twee."], ["Bel ", "-12", "+34", " nu. ", "…"]),
        (["-Eén", "+Twee", " dag. Er staat meer. En dan ", "+weer", "."], ["-Eén", "+Twee", " dag. ", "… ", "En dan ", "+weer", "."]),
        (["Vraag het P. Jansen op ", "-12", "+34"], ["Vraag het P. Jansen op ", "-12", "+34"]),
        (["Bel ", "-12", "+34"], ["Bel ", "-12", "+34"]),
        (["-12", " of 13 of ", "+34", " nu"], ["-12", " of 13 of ", "+34", " nu"]),
    ],
)
def test_only_the_sentences_that_differ_stay(typed: list[str], shown: list[str]) -> None:
    found = trimmed.sentences(Line(tuple(map(_piece, typed))))
    assert [_typed(piece) for piece in found.pieces if piece.text] == (["… "] if typed[0].startswith("Eén.") else []) + shown


def test_a_link_within_what_is_left_out_goes_with_it() -> None:
    link = Piece(SAME, "hier", ("a",), "x/")
    line = Line((Piece(SAME, "Lees "), link, Piece(SAME, ". Bel "), Piece(IN, "34")))
    assert [piece.text for piece in trimmed.sentences(line).pieces] == ["… ", "Bel ", "34"]


def _piece(typed: str) -> Piece:
    return Piece({"-": OUT, "+": IN}.get(typed[0], SAME), typed[1:] if typed[0] in "-+" else typed)


def _typed(piece: Piece) -> str:
    return piece.text if piece.op == SAME else f"{piece.op}{piece.text}"
