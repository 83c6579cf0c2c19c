"""A tiny handbook with a statement on access, and tests that it says to have had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from handbook.core.project import Project
from handbook.serve.accessibility import statement
from handbook.serve.accessibility.looking import Report, Wrong
from handbook.serve.accessibility.states import State
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import Proef
from tests.support.handbooks import draw

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
HOME = State("home", "2026-11-01/", walked=True)


def drawn_in(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> Project:
    """The tiny handbook with a statement in the folder `root`, and `files` as tests.support.handbooks.draw takes them."""
    draw(root, {"docs/toegankelijkheid.md": PAGE, **(files or {})})
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("nav:\n", "nav:\n  - Toegankelijkheid: toegankelijkheid.md\n", 1), "utf-8")
    return Project.find(root)


def proof(project: Project, *found: Wrong, browser: str = "Chromium 156", day: date = DAY, runs: int = 12) -> Proef:
    """What a test of the sources as they stand would say that found this in so many looks."""
    report, visited = Report([*found], {"image-alt", "label"}, runs), [HOME] * 4
    return statement.proved((accessibility_test.look(project), accessibility_test.text(project)), report, visited, browser, day)


def prove(project: Project, *rules: str, day: date = DAY, runs: int = 12) -> None:
    """Such a test, in which these rules found something, written down."""
    found = [Wrong(rule, HOME, "320 px", "told") for rule in rules]
    assert statement.write(project, proof(project, *found, day=day, runs=runs))
