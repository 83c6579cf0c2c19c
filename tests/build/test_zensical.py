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
from handbook.sources.files.fields import leaves
from handbook.sources.variables import Variables
from tests.support.handbooks import SAMPLE, SAMPLE_WARNINGS, draw


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation, built by Zensical in `site`."""
    root = draw(tmp_path_factory.mktemp("zensical") / "handboek", of=SAMPLE)
    # Run as a module, so that macros/ can be imported from the working folder.
    done = subprocess.run([sys.executable, "-m", "zensical", "build", "--clean"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


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
        value = reduce(getattr, leaf.path.split("."), sources.facts)
        used = [page for page, names in sources.used.items() if leaf.path in names]
        if isinstance(value, str) and used and not leaf.options:
            assert any(value in text for page, text in texts.items() if page in used), leaf.path
    assert len(sources.articles) > 30
    for article in sources.articles.values():
        assert f'id="{article.id}"' in html_of(built, article.page)
        assert f"Artikel {article.label} " in texts[article.page]
