"""Able to leave: the same sources give the same pages, facts and articles with Zensical, the successor of MkDocs."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from functools import reduce
from pathlib import Path

import pytest

from handbook import checks
from handbook.core.project import Project
from handbook.sources.files.filling import leaves
from handbook.sources.variables import Variables
from tests.support.handbooks import SAMPLE, SAMPLE_WARNINGS, draw


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation, with a page that is for another sector, built by Zensical in `site`."""
    menu = (
        (SAMPLE / "mkdocs.yml")
        .read_text("utf-8")
        .replace("  - Melden en hulp:", "  - Zorg:\n      - Zwijgen: regels/zorg.md\n  - Melden en hulp:")
    )
    root = draw(tmp_path_factory.mktemp("zensical") / "handboek", {"mkdocs.yml": menu, "docs/regels/zorg.md": SILENT}, of=SAMPLE)
    # Run as a module, so that macros/ can be imported from the working folder.
    done = subprocess.run([sys.executable, "-m", "zensical", "build", "--clean"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


SILENT = """---
title: "Werken in de zorg"
description: "Wat u over patiënten niet deelt."
artikelen:
  zwijgen: {onderwerpen: [doel]}
---
# Werken in de zorg

{% if 'zorg' in werkgever.sector %}

## {{ artikel('zwijgen') }} Zwijgen {#zwijgen}

1. U deelt niets over een patiënt.

{% else %}

Deze regels gelden hier niet.

{% endif %}
"""
"""A page on which no rule is for the sample organisation."""


def html_of(root: Path, page: str) -> str:
    stem = page.removesuffix(".md")
    folder = stem.removesuffix("index") if stem.endswith("index") else f"{stem}/"
    return (root / "site" / folder / "index.html").read_text("utf-8")


def test_finds_every_page_fact_and_article(built: Path) -> None:
    sources, findings = checks.check(Project.find(built))
    assert {finding.code for finding in findings} == SAMPLE_WARNINGS
    assert sources.facts
    texts = {page: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html_of(built, page))).split()) for page in sources.pages}
    for text in texts.values():
        assert "{{" not in text
        assert "{%" not in text
    for leaf in leaves(Variables):
        group, *_ = leaf.path.partition(".")
        value = None if group == "contact" else reduce(getattr, leaf.path.split("."), sources.facts)
        used = [page for page, names in sources.used.items() if leaf.path in names]
        if isinstance(value, str) and used and not leaf.options:
            assert any(value in text for page, text in texts.items() if page in used), leaf.path
    contact = sources.facts.contact
    for role in contact.there:
        assert any(one.naam in texts["melden.md"] for one in contact.people(role)), role
    assert len(sources.articles) > 30
    for article in sources.articles.values():
        assert f'id="{article.id}"' in html_of(built, article.page)
        assert f"Artikel {article.label} " in texts[article.page]


def test_leads_past_a_page_without_a_rule_for_this_organisation(built: Path) -> None:
    assert "Deze regels gelden hier niet." in html_of(built, "regels/zorg.md")
    for page in ("index.md", "melden.md", "dilemmas/afdrukken.md"):
        assert "zorg/" not in html_of(built, page)
    assert re.search(r'rel="prev" href="[./]*dilemmas/afdrukken/"', html_of(built, "melden.md"))
    assert re.search(r'rel="next" href="[./]*melden/"', html_of(built, "dilemmas/afdrukken.md"))


OPENED = """
import sys
from handbook.build import context
times = 0

def count(event, given):
    global times
    times += event == "open" and str(given[0]).endswith("begrippen.md")

sys.addaudithook(count)
if sys.argv[1] == "zensical":
    from zensical.main import cli
    cli(["build", "--clean"], standalone_mode=False)
else:
    context.load(".")
print("opened", times)
"""
"""How often Python opens one page while Zensical builds, or while the sources are read once."""


def opened(root: Path, what: str) -> int:
    done = subprocess.run([sys.executable, "-c", OPENED, what], cwd=root, capture_output=True, text=True, check=True)
    return int(done.stdout.split("opened ")[1])


def test_the_sources_are_read_once_for_all_pages(built: Path) -> None:
    assert opened(built, "zensical") == opened(built, "once") > 0
