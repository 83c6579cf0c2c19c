"""What our pages tell in the situations of a file: `python -m tests.support.situations FILE…` names every point whose sentence is not there."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

from handbook.build.expectations import points
from handbook.build.expectations.files import Situatie
from handbook.build.expectations.points import Printed
from handbook.core.findings import Finding, SourceFile
from handbook.core.project import Project
from handbook.new import material
from handbook.sources import variables
from tests.support import yaml_lists
from tests.support.expectations import ours
from tests.support.handbooks import ROOT


@functools.cache
def printed(sector: str) -> Printed:
    """Our text with the facts with which the sentences were written, whatever ours are."""
    facts, _ = variables.load(Project(ROOT, material.EXAMPLE))
    assert facts
    return Printed.of(ours(), facts, sector)


def untold(situation: dict[str, Any], name: str = "situaties.yml") -> list[Finding]:
    """What our page does not tell of a situation, as that stands in a file."""
    one = Situatie.model_validate(situation)
    return [*points.untold(SourceFile(name), one, printed(one.sector))]


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        found = [(one["artikel"], untold(one, path.name)) for one in yaml_lists.read(path)]
        for article, wrong in found:
            sys.stdout.write("".join(f"- {article}: {finding.message} {finding.mend}\n" for finding in wrong))
        sys.stdout.write(f"{path.name}: {sum(not wrong for _, wrong in found)} van {len(found)} situaties kloppen.\n")
