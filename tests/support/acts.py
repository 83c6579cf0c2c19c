"""The acts on an archive that publish no text, as tests of any of them need the others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.publish import rebuild as rebuilding
from handbook.publish import restore as restoring
from handbook.publish import take_down as taking
from tests.support.publishing import (
    Outcome,
    land,
    show,
    site,
)

TODAY = date(2026, 11, 22)


def put(root: Path, version: str, announced: str = "", push: str = "", today: str = "2026-11-22") -> str:
    """Publishes a small site that says its version; what was said."""
    folder = root.parent / f"site-{version}"
    outcome = land(root, folder if folder.exists() else site(folder, version, version, announced), version, push, today)
    return good(outcome)


def project(root: Path) -> Project:
    return Project(root, root / "variables.yml")


def regime(root: Path) -> dict[str, object]:
    data = json.loads(show(root, "regime.json"))
    assert isinstance(data, dict)
    return data


def rebuild(root: Path, today: date = TODAY) -> str:
    said: list[str] = []
    rebuilding.rebuild(project(root), today, push=None, say=said.append)
    return "\n".join(said)


def restore(root: Path, *names: str, push: str | None = None) -> str:
    said: list[str] = []
    restoring.restore(project(root), [VersionName.parse(name) for name in names], TODAY, push=push, say=said.append)
    return "\n".join(said)


def take_down(
    root: Path, name: str, reason: str = "Een naam van een klant.", by: str = "de directie", push: str | None = None, **more: str
) -> str:
    said: list[str] = []
    wish = taking.Removal(VersionName.parse(name), TODAY, reason, by, "HR, hr@proefhuis.test", **more)
    taking.take_down(project(root), wish, TODAY, push=push, say=said.append)
    return "\n".join(said)


def good(outcome: Outcome) -> str:
    assert outcome.code == 0, outcome.said
    return outcome.said
