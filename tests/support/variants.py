"""This handbook for another employer: every choice that changes its text, and the same sources with other facts."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.core.project import Project
from tests.support.handbooks import ROOT


def variant(folder: Path, **facts: str) -> Project:
    """This handbook with other facts."""
    text = (ROOT / "variables.yml").read_text("utf-8")
    for key, value in facts.items():
        text, changed = re.subn(rf"(?m)^(  {key}:) .*", rf"\1 {value}", text)
        assert changed == 1, key
    path = folder / "variables.yml"
    path.write_text(text, "utf-8")
    return Project.find(ROOT, variables=path)
