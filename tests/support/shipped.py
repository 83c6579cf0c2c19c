"""A tiny handbook as an adopter first gets it: with the facts and decisions that ship as the example, read from the program's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handbook.core.sample_report import Example
from handbook.sources import sample
from tests.support.handbooks import draw

REVISION = "docs/revisies/2026-01-01.md"
FILES = ("variables.yml", REVISION)

BARE = frozenset({"medewerkers", "bestaat_sinds"})
"""What is typed without quotes."""

OWN = {
    "naam": "Proefhuis",
    "naam_kort": "Proefhuis",
    "website": "https://www.proefhuis.test",
    "adres": "https://handboek.proefhuis.test/",
    "kvk": "81726354",
    "kenmerk": "P-7",
    "medewerkers": "31",
    "bestaat_sinds": "2025-02-03",
    "email": "iemand@proefhuis.test",
    "telefoon": "+31 20 555 45 60",
    "vastgesteld": "2025-12-01",
    "bekendgemaakt": "2025-12-02",
    "ingangsdatum": "2026-01-01",
    "evaluatie": "2027-01-01",
    "besluiten": "Besluit van de directie van 1 december 2025",
    "datum": "2025-12-01",
}
"""What an organisation fills in, by the last part of the key."""


def listed() -> Any:
    return yaml.load(sample.LIST.read_text("utf-8"), yaml.BaseLoader)


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value with its keys; of a decision that is data only its day, which makes it this one."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for item in node:
            yield ((*path, "datum"), item["datum"]) if isinstance(item, dict) else (path, item)
    else:
        yield path, node


def adopted(to: Path) -> Path:
    """The tiny handbook with every value of the example where it ships: facts, days and decisions."""
    root = draw(to, {".gitignore": "__pycache__/\n"})
    for part in ("verzonnen", "gewoon"):
        for path, value in leaves(listed()[part]):
            set_fact(root, ".".join(path), value if path[-1] in BARE else f'"{value}"')
    shipped = listed()["revisie"]
    text = (root / REVISION).read_text("utf-8")
    # Not the first day, which is the name of the file too.
    for key in [key for key in shipped if key not in ("besluiten", "ingangsdatum")]:
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {shipped[key]}", text)
    (root / REVISION).write_text(re.sub(r"(?m)(?<=^besluiten:\n)(?:  .*\n)+", decisions(shipped["besluiten"]), text), "utf-8")
    return root


def decisions(taken: list[Any]) -> str:
    """As they stand in a revision: sentences, or data."""
    return "".join(
        "".join(f"{'  - ' if n == 0 else '    '}{key}: {value}\n" for n, (key, value) in enumerate(one.items()))
        if isinstance(one, dict)
        else f'  - "{one}"\n'
        for one in taken
    )


def set_fact(root: Path, key: str, typed: str) -> None:
    """Puts what is `typed` behind a key of variables.yml."""
    path = root / "variables.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = 0
    for depth, part in enumerate(key.split(".")):
        at = next(n for n, line in enumerate(lines) if n >= at and line.startswith(f"{'  ' * depth}{part}:"))
    lines[at] = f"{lines[at].partition(':')[0]}: {typed}\n"
    path.write_text("".join(lines), "utf-8")


def fill_in(root: Path, example: Example) -> None:
    """Replaces one value of the example by one of the organisation's own, on its line."""
    path = root / example.file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    line = lines[example.line - 1]
    own = OWN[example.key.rpartition(".")[2]]
    assert example.value in line
    # A second decision may not say the same as the first.
    lines[example.line - 1] = line.replace(
        example.value, own if own not in "".join(lines) or not line.startswith("  - ") else f"{own}, vervolg"
    )
    path.write_text("".join(lines), "utf-8")


def fill_in_all(root: Path, examples: tuple[Example, ...]) -> None:
    """What is invented; what may be true stays, and counts no longer."""
    for example in examples:
        if example.invented:
            fill_in(root, example)
