"""A built version, ready to be put on the branch: its files as git keeps them, and their fingerprints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.archive import git, manifest
from handbook.archive.git import TreeEntry
from handbook.archive.manifest import Built
from handbook.core.version_name import VersionName
from handbook.publish.staging import Staging


@dataclass(frozen=True)
class BuiltSite:
    """The site in `folder`, from the commit `source`."""

    folder: Path
    source: str
    facts: Built
    articles: Mapping[str, str]
    files: Mapping[str, TreeEntry]
    prints: Mapping[str, str]

    @classmethod
    def built(cls, staging: Staging, folder: Path, source: str) -> BuiltSite:
        """The site in `folder`, built from the commit `source`."""
        record = json.loads((folder / git.RECORD).read_bytes())
        articles = {id: facts["tekst"] for page in record["paginas"].values() for id, facts in page["artikelen"].items()}
        files = staging.write_folder(folder)
        prints = {name: manifest.sha256((folder / name).read_bytes()) for name in files}
        return cls(folder, source, Built.model_validate(record["revisie"]), articles, files, prints)

    @property
    def version(self) -> VersionName:
        return self.facts.name
