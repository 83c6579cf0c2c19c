"""Texts taken off the site: what stays on every address, and what never comes back. With a real git and a real mike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from tests.support.acts import put, restore, take_down
from tests.support.publishing import (
    GH_PAGES,
    git,
    land,
    repository,
    show,
    tip,
    versions,
    write,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def test_a_text_off_the_site_leaves_a_page_on_every_address_and_nothing_else(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    manifest = show(root, "2026-03-01/manifest.json")
    said = take_down(root, "2026-03-01", "Er stond een naam in.", "de rechter")
    assert "Op elk adres ervan staat nu wanneer, waarom, door wie, en bij wie de tekst op te vragen is." in said
    files = git(root, "ls-tree", "-r", "--name-only", f"{GH_PAGES}:2026-03-01").split("\n")
    assert files == ["doel/index.html", "index.html", "manifest.json", "revisie.json", "van-de-site.json"]
    page = show(root, "2026-03-01/doel/index.html")
    assert all(word in page for word in ("22 november 2026", "Er stond een naam in.", "de rechter", "hr@proefhuis.test"))
    assert show(root, "2026-03-01/manifest.json") == manifest
    row = next(row for row in json.loads(show(root, "regime.json"))["versies"] if row["versie"] == "2026-03-01")
    why = {"datum": "2026-11-22", "reden": "Er stond een naam in.", "door": "de rechter", "vraag": "HR, hr@proefhuis.test"}
    assert row["van_de_site"] == [{"wat": "alles", "plek": None, "nummer": None, **why}]
    assert row["ingetrokken"] is None
    assert row["toelichting"] is None
    assert git(root, "cat-file", "-t", "van-de-site/2026-03-01/1") == "tag"
    assert "was al van de site gehaald" in take_down(root, "2026-03-01")


def test_such_a_text_does_not_come_back_by_publishing_or_restoring(root: Path) -> None:
    put(root, "2026-03-01")
    take_down(root, "2026-03-01")
    before = tip(root)
    refused = land(root, root.parent / "site-2026-03-01", "2026-03-01")
    assert refused.code == 4
    assert "van de site gehaald" in refused.said
    assert "docs/revisies/2026-03-01.2.md" in refused.said
    write(root, {"2026-03-01/index.html": "weer tekst"})
    restore(root, "2026-03-01")
    assert git(root, "rev-parse", f"{GH_PAGES}:2026-03-01") == git(root, "rev-parse", f"{before}:2026-03-01")


def test_the_text_in_force_stays_in_force_and_its_notice_is_where_the_fixed_address_leads(root: Path) -> None:
    put(root, "2026-03-01")
    said = take_down(root, "2026-03-01")
    assert "zij blijft gelden tot een andere tekst haar vervangt" in said
    assert "Publiceer een nieuwe tekst" in said
    assert versions(root) == {"2026-03-01": ["geldend"]}
    page = show(root, "2026-03-01/index.html")
    assert "totdat een andere tekst haar vervangt" in page
    # Whether it applies today says the register's script: a link to "the text that applies" would lead to this very page.
    assert "geldend/" not in page
    assert "../../2026-03-01/doel/" in show(root, "geldend/doel/index.html")
    put(root, "2026-03-01.2")
    assert versions(root)["2026-03-01.2"] == ["geldend"]


def test_hostile_words_of_a_decision_do_no_harm(root: Path) -> None:
    put(root, "2026-03-01")
    take_down(root, "2026-03-01", '<script>alert("x")</script> & "aan" *ster*', "Jansen & Zn. <Zuid> *Best*")
    page = show(root, "2026-03-01/index.html")
    assert "<script>" not in page
    assert "Jansen &amp; Zn. &lt;Zuid&gt; *Best*" in page


@pytest.mark.parametrize(("reason", "by"), [("", "d"), ("r", "  "), ("twee\nregels", "d")])
def test_a_decision_without_a_proper_reason_or_name_is_refused(root: Path, reason: str, by: str) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match="één gewone regel"):
        take_down(root, "2026-03-01", reason, by)


def test_an_unknown_version_is_named_with_the_known_ones(root: Path) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match=r"2026-04-01 is niet gepubliceerd.*2026-03-01"):
        take_down(root, "2026-04-01")
