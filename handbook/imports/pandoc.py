"""Starts pandoc, which reads a document and fetches, opens and writes nothing itself."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handbook.core.errors import CannotWork
from handbook.core.optional_parts import PANDOC

LIMIT_S = 60
"""Seconds for one document; 200 pages take two."""

MEMORY = "1500M"

OUTPUT_LIMIT = 100_000_000
"""Bytes of the tree that comes out."""

INSTALL = PANDOC.needed("Voor het overnemen van een document")
"""What to do where the optional part is not there."""

Node = dict[str, Any]
"""A block or inline of the tree, `t` its kind and `c` what is in it: https://hackage.haskell.org/package/pandoc-types."""


def tree(document: bytes, kind: str) -> Node:
    """The document as pandoc's tree; `kind` is docx, odt or html. Raises CannotWork."""
    program = _program()
    # The sandbox leaves pandoc no file and no network; the runtime ends it past its memory.
    command = [str(program), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", f"--from={kind}", "--to=json"]
    try:
        done = subprocess.run(command, input=document, capture_output=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise CannotWork(
            f"Het lezen van het document duurde langer dan {LIMIT_S} seconden. Knip het in delen, en neem die een voor een over."
        ) from error
    if done.returncode or len(done.stdout) > OUTPUT_LIMIT:
        raise CannotWork(
            "Het document kan niet worden gelezen. Open het in Word of LibreOffice, sla het opnieuw op, en probeer het nog eens."
        )
    try:
        found: Node = json.loads(done.stdout)
    except RecursionError as error:
        raise CannotWork("Het document zit te diep in elkaar: lijsten of tabellen in lijsten of tabellen. Maak het eenvoudiger.") from error
    return found


@cache
def _program() -> Path:
    """Where the pinned pandoc is: another version makes another tree. Raises CannotWork."""
    spec = find_spec(PANDOC.module)
    program = Path(spec.origin).parent / "files/pandoc" if spec and spec.origin else None
    if program is None or not program.is_file():
        raise CannotWork(INSTALL)
    return program
