"""The page on `handbook doctor` names every subject that it looks at, and what its answers lead to is there."""

from __future__ import annotations

import re

from handbook.doctor import GROUPS
from tests.support.handbooks import ROOT

BEHEER = ROOT / "docs/beheer"


def test_the_page_names_every_subject() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", (BEHEER / "alles-ingesteld.md").read_text("utf-8"), re.MULTILINE)
    assert [row for row in rows if row in {group.title for group in GROUPS}] == [group.title for group in GROUPS]


def test_a_page_that_an_answer_leads_to_is_there() -> None:
    told = "\n".join(path.read_text("utf-8") for path in (ROOT / "handbook/doctor").glob("*.py"))
    pages = {*re.findall(r"\"/beheer/([a-z-]+)/\"", told)}
    assert pages and pages <= {path.stem for path in BEHEER.glob("*.md")}


def test_what_the_pages_tell_to_make_is_here_and_at_a_new_organisation() -> None:
    told = {one for path in BEHEER.glob("*.md") for one in re.findall(r"`make ([a-z-]+)`", path.read_text("utf-8"))}
    assert {"site", "beheer"} <= told
    for makefile in (ROOT / "Makefile", ROOT / "handbook/new/files/Makefile"):
        assert told <= set(re.findall(r"(?m)^([a-z-]+):", makefile.read_text("utf-8"))), makefile
