"""What people do to a text by accident: slips of the hand and of the clipboard, each made from a number, so that it can be made again."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RESIDUE = (
    "<<<<<<< HEAD", "=======", "[Tekst]{.underline}", "Wat <twee woorden> doen.", "“aanhaling”", "\tingesprongen", "De 1^e^ lijn\\",
    "{{ werkgever.naam", "a | b", "- ", "***", "**vet", "Een regel<br>", "[half](doel.md", "Naam: waarde", "{#anker}", "Meer&nbsp;ruimte",
    "Een co\u00adde", "---", ":", "'", "+---+---+", "Fout! Verwijzingsbron niet gevonden.", "<!-- opmerking -->", "[^1]: Een noot.",
    "Prive\u0301gebruik", "PrivÃ©gebruik", "Kolom een\tkolom twee", "• Eerste • tweede", "[invullen]", "«Achternaam»", "</div>", "1)", "~~weg~~",
    "Van: P. Proef Verzonden: 3 november 2026 10:14 Aan: HR", "[12-10-2026 09:14] P. Proef: dit ook", "[PdP1]", "(nog niet bekend)", "Dit is PM.",
)  # fmt: skip
"""Lines as they are pasted out of Word, mail, git and web pages."""

SIGNS = "\"'[]{}():-#|*`.,%!<>/"


@dataclass(frozen=True)
class Slip:
    """One edit: what happened, and the files as they are after it; None for one that is gone."""

    what: str
    files: dict[Path, str | None]


def slip(number: int, files: Sequence[Path]) -> Slip:
    """The slip of this number in one of the files; nine in ten are on a line."""
    chance = random.Random(number)
    path = chance.choice(files)
    if chance.random() < 0.1:
        what, act = chance.choice(WITH_FILES)
        return Slip(f"{number}: {what} {path.name}", act(chance, path, files))
    lines = path.read_text("utf-8").split("\n")
    at = chance.randrange(len(lines))
    what, change = chance.choice(ON_LINES)
    before = lines[at]
    change(chance, lines, at)
    return Slip(f"{number}: {what} {path.name}:{at + 1} {before!r}", {path: "\n".join(lines)})


def _remove(_: random.Random, lines: list[str], at: int) -> None:
    del lines[at]


def _double(_: random.Random, lines: list[str], at: int) -> None:
    lines.insert(at, lines[at])


def _swap(_: random.Random, lines: list[str], at: int) -> None:
    lines[at : at + 2] = lines[at : at + 2][::-1]


def _indent(chance: random.Random, lines: list[str], at: int) -> None:
    lines[at] = chance.choice([" ", "  ", "    ", "\t"]) + lines[at]


def _outdent(chance: random.Random, lines: list[str], at: int) -> None:
    spaces = len(lines[at]) - len(lines[at].lstrip(" "))
    lines[at] = lines[at][min(chance.choice([1, 2, 4]), spaces) :]


def _paste(chance: random.Random, lines: list[str], at: int) -> None:
    lines.insert(at, chance.choice(RESIDUE))


def _paste_behind(chance: random.Random, lines: list[str], at: int) -> None:
    lines[at] += " " + chance.choice(RESIDUE)


def _drop_sign(chance: random.Random, lines: list[str], at: int) -> None:
    spots = [n for n, c in enumerate(lines[at]) if c in SIGNS]
    if spots:
        spot = chance.choice(spots)
        lines[at] = lines[at][:spot] + lines[at][spot + 1 :]


def _words(change: Callable[[list[str], int], None]) -> Callable[[random.Random, list[str], int], None]:
    def act(chance: random.Random, lines: list[str], at: int) -> None:
        words = lines[at].split(" ")
        change(words, chance.randrange(len(words)))
        lines[at] = " ".join(words)

    return act


def _drop(words: list[str], at: int) -> None:
    del words[at]


def _twice(words: list[str], at: int) -> None:
    words.insert(at, words[at])


def _turned(words: list[str], at: int) -> None:
    words[at : at + 2] = words[at : at + 2][::-1]


ON_LINES: tuple[tuple[str, Callable[[random.Random, list[str], int], None]], ...] = (
    ("line removed", _remove),
    ("line doubled", _double),
    ("lines swapped", _swap),
    ("indented", _indent),
    ("outdented", _outdent),
    ("pasted above", _paste),
    ("pasted behind", _paste_behind),
    ("word removed", _words(_drop)),
    ("word doubled", _words(_twice)),
    ("words swapped", _words(_turned)),
    *(("sign dropped", _drop_sign),) * 4,
)


def _rename(chance: random.Random, path: Path, _: Sequence[Path]) -> dict[Path, str | None]:
    name = chance.choice([f"{path.stem}-nieuw{path.suffix}", f"{path.stem.capitalize()}{path.suffix}", f"{path.stem} (1){path.suffix}"])
    return {path: None, path.with_name(name): path.read_text("utf-8")}


def _copy(chance: random.Random, path: Path, _: Sequence[Path]) -> dict[Path, str | None]:
    name = chance.choice([f"{path.stem}-kopie{path.suffix}", f"Kopie van {path.name}"])
    return {path.with_name(name): path.read_text("utf-8")}


def _over(chance: random.Random, path: Path, files: Sequence[Path]) -> dict[Path, str | None]:
    """One file saved over another of its kind."""
    return {path: chance.choice([other for other in files if other.suffix == path.suffix]).read_text("utf-8")}


WITH_FILES: tuple[tuple[str, Callable[[random.Random, Path, Sequence[Path]], dict[Path, str | None]]], ...] = (
    ("removed", lambda _, path, __: {path: None}),
    ("renamed", _rename),
    ("copied", _copy),
    ("overwritten", _over),
    ("emptied", lambda _, path, __: {path: ""}),
    ("cut off", lambda chance, path, _: {path: path.read_text("utf-8")[: chance.randrange(2_000)]}),
)
