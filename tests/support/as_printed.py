"""The articles as a check prints them beside those of a built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handbook.archive import articles_file
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.checks.changes import draft_text
from handbook.core.project import Project
from handbook.sources import read


def both(root: Path, site: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a check prints of the handbook in `root`, and what its `site` holds; without fingerprints, and without the articles that a check is not sure of."""
    draft, built = draft_text.read(read(Project.find(root))), articles_file.read(json.loads((site / ARTIKELEN_JSON).read_text("utf-8")))
    return _bare(draft.data, draft.unsure), _bare(built, draft.unsure)


def _bare(data: dict[str, Any], unsure: frozenset[str]) -> dict[str, Any]:
    articles = [{key: value for key, value in one.items() if key != "sha256"} for one in data["artikelen"] if one["id"] not in unsure]
    # The address is that of the version, or of the draft.
    return {**data, "adres": "", "artikelen": articles}
