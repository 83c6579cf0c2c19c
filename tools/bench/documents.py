"""Measures what it takes to make the whole protocol a document."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

from tests.support.figures import Row
from tools.bench.archives import archived, published
from tools.bench.commands import HANDBOOK, seconds, timed
from tools.bench.handbooks import build, built, draw

FORMS = {"word": 3.0, "pdf": 3.0, "epub": 3.0, "text": 3.0}
"""Every form of a document, and the seconds that it may take."""


def documents(work: Path) -> list[Row]:
    """Each form, and what a publication takes that makes all of them, with the papers around them."""
    own = draw(work / "eigen", 0)
    facts = own / "variables.yml"
    facts.write_text(re.sub(r"(?m)^  documenten: .*$", f"  documenten: [{', '.join(FORMS)}]", facts.read_text("utf-8")), "utf-8")
    build(own)()
    root = archived(work / "archief20", 20, built(own))

    def form(name: str, aim: float) -> Row:
        command = (*HANDBOOK, "export", name, "-o", str(work / name))
        return seconds(f"handbook export {name}, seconds", aim, lambda: timed(command, root), turns=5)

    forms = [form(name, aim) for name, aim in FORMS.items()]
    off, on = zip(*((published(own, root), published(own, root, options=("--documenten",))) for _ in range(5)), strict=True)
    made = sum(path.stat().st_size for path in (built(own) / "documenten").rglob("*.*")) / 1000
    return [
        *forms,
        Row("publish with documents / without", statistics.median(on) / statistics.median(off), 2.0),
        Row("kB of the documents of a version", made),
    ]
