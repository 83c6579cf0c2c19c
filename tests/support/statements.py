"""A tiny handbook with a statement on access, and tests that it says to have had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handbook.core.project import Project
from handbook.sources.data import accessibility_test
from tests.support import statement
from tests.support.accessibility import Report, Wrong
from tests.support.handbooks import draw
from tests.support.states import State

PAGE = """---
title: "Toegankelijkheid"
description: "Of iedereen dit handboek kan lezen."
---
# Toegankelijkheid

{{ toegankelijkheidsstatus() }}

## De test

{{ toegankelijkheidstest() }}
"""
DAY = date(2026, 11, 22)
HOME = State("home", "2026-11-01/")


def drawn_in(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> Project:
    """The tiny handbook with a statement in the folder `root`, and `files` as tests.support.handbooks.draw takes them."""
    draw(root, {"docs/toegankelijkheid.md": PAGE, **(files or {})})
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("nav:\n", "nav:\n  - Toegankelijkheid: toegankelijkheid.md\n", 1), "utf-8")
    return Project.find(root)


def marks(project: Project) -> tuple[str, str]:
    """The fingerprints of the form and the text as they stand."""
    return accessibility_test.look(project), accessibility_test.text(project)


def prove(project: Project, *rules: str, day: date = DAY, runs: int = 12) -> None:
    """A test of the sources as they stand, in which these rules found something in so many looks, written down."""
    report = Report([Wrong(rule, HOME, "320 px", "told") for rule in rules], {"image-alt", "label"}, runs)
    assert statement.write(project, statement.proved(marks(project), report, 4, "Chromium 156", day))
