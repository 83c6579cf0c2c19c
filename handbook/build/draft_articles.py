"""The articles of the text that stands here, as a build prints them, for who compares it with what was published."""

from __future__ import annotations

import json
from typing import Any

from handbook.archive import articles_file
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.build import draft_files
from handbook.core.project import Project


def built(project: Project) -> dict[str, Any]:
    """The data of `artikelen.json`; raises as draft_files.built does."""
    data: dict[str, Any] = articles_file.read(json.loads(draft_files.built(project)(ARTIKELEN_JSON) or b""))
    return data
