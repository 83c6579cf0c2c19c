"""Prints one table of what the parts measure, and tells whether an aim was missed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from handbook.core.console import moving
from tests.support.figures import Row
from tools.bench import archives, buildings, documents, preview, reading

Part = Callable[[Path], list[Row]]

PARTS: Mapping[str, Part] = {
    "preview": preview.preview,
    "speed": buildings.speed,
    "again": buildings.again,
    "large": buildings.large,
    "combinations": buildings.combinations,
    "leaving": buildings.leaving,
    "hugo": buildings.hugo,
    "weight": reading.weight,
    "diff": archives.diff,
    "visits": reading.visits,
    "lighthouse": reading.lighthouse,
    "archive": archives.archive,
    "export": archives.export,
    "redlines": archives.redlines,
    "documents": documents.documents,
    "compared": reading.compared,
    "searched": reading.searched,
    "versions": reading.versions,
}
"""What can be measured by itself, in the order of the table."""


def measure(names: Sequence[str], parts: Mapping[str, Part] = PARTS) -> int:
    """Prints what the parts with these names measure, all of them without names.

    Returns 0, 1 where a figure misses its aim, or 2 where a name is that of no part.
    """
    unknown = set(names) - set(parts)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. The parts are: {', '.join(parts)}.", file=sys.stderr)
        return 2
    missed = []
    print(f"{'what':<72}{'figure':>9}{'aim':>9}{'stock':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or parts:
            (Path(folder) / name).mkdir()
            with moving(name):
                rows = parts[name](Path(folder) / name)
            for row in rows:
                print(row, flush=True)
            missed += [row for row in rows if row.missed]
    if missed:
        print(f"\nMissed: {len(missed)}.", *(f"  {row.what}: {row.figure:.2f}, aim {row.aim:.2f}" for row in missed), sep="\n")
    return int(bool(missed))
