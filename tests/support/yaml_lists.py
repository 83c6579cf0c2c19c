"""Reads the lists that tests keep in YAML: with the parser in C where it is there, because every worker reads all of them before its first test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What stands in the file."""
    return yaml.load(path.read_text("utf-8"), _Loader)
