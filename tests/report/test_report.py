"""The report on one change of the sample, in its three forms, word for word."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from handbook.report import markdown, plain, web
from handbook.report.model import Report
from tests.support import reporting
from tests.support.handbooks import SAMPLE
from tests.support.reporting import edited

EXPECTED = Path(__file__).with_name("expected")
PREVIEW = "https://handboek.proefhuis.test/voorbeeld/pr-12/"

REVISION = """---
title: "Revisie van 1 februari 2027"
status: concept
ingangsdatum: 2027-02-01
---
# Revisie van 1 februari 2027

De regels over controle zijn korter.

{{ revisiegegevens() }}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What HR changes in an afternoon: a rule, a page, a phone number, a data file and the begin of a revision."""
    root = reporting.drawn(tmp_path_factory.mktemp("verslag") / "handboek", of=SAMPLE)
    edited(root, "docs/regels/werktijd.md", ("Dan praat u er eerst samen over.", "Dan praat u daar binnen een week samen over."))
    edited(root, "docs/doel.md", ("# Doel", "# Het doel"))
    edited(root, "variables.yml", ("+31 20 555 45 72", "+31 20 555 99 99"))
    edited(root, "docs/gegevens/synoniemen.yml", ("# Ook tikfouten", "# Ook slordige tikfouten"))
    (root / "docs/revisies/2027-02-01.md").write_text(REVISION, "utf-8")
    return root


@pytest.fixture(scope="module")
def told(root: Path) -> Report:
    """With a commit that says nothing: it is another one after every change of the sample."""
    found = reporting.report(root)
    return replace(found, base=replace(found.base, commit="0" * 40))


def test_as_markdown(told: Report) -> None:
    assert markdown.render(told, PREVIEW) == (EXPECTED / "verslag.md").read_text("utf-8")


def test_as_a_page(told: Report) -> None:
    page = web.render(told, PREVIEW)
    assert page.replace(web.style(), "") == (EXPECTED / "verslag.html").read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and "http-equiv" not in page
    assert {*re.findall(r'(?:href|src)="(https?://[^/]+)', page)} <= {"https://handboek.proefhuis.test", "https://www.w3.org"}


def test_as_data(told: Report) -> None:
    assert plain.data(told)["schema"] == 1
    assert plain.render_json(told) == (EXPECTED / "verslag.json").read_text("utf-8")


def test_no_link_leads_anywhere_without_a_preview(told: Report) -> None:
    """A path would lead nowhere from a comment; from a page it leads to the draft that the page stands in."""
    assert "](" not in markdown.render(told)
    assert 'href="regels/werktijd/#gebruik-op-werk"' in web.render(told)
    assert json.loads(plain.render_json(told))["paginas"][0]["adres"]
