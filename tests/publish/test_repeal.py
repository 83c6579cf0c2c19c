"""Repealed texts: they stay to be read as they were, and the archive follows the decision from its day on. With a real git and a real mike."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.archive import timeline
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.publish import repeal as repealing
from handbook.publish import take_down as taking
from tests.support.acts import TODAY, project, put, regime
from tests.support.proving import differences, repeal, take_down
from tests.support.publishing import GH_PAGES, activate, git, repository, show, tip, versions, write

FIRST, SECOND = "2026-03-01", "2026-05-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = repository(tmp_path / "project")
    put(root, FIRST)
    put(root, SECOND)
    return root


def said(root: Path, **other: object) -> str:
    """What a repeal of SECOND from today says, with other facts than the usual."""
    facts = {
        "version": VersionName.parse(SECOND),
        "since": TODAY,
        "instead": None,
        "decided": TODAY,
        "by": "de directie",
        "reason": "De wet.",
    }
    lines: list[str] = []
    repealing.repeal(project(root), repealing.Decision(**{**facts, **other}), TODAY, push=None, say=lines.append)  # type: ignore[arg-type]
    return "\n".join(lines)


def test_a_repealed_text_stays_as_it_was_and_the_one_that_is_named_applies(root: Path) -> None:
    before = git(root, "ls-tree", "-r", f"{GH_PAGES}:{SECOND}")
    told = said(root, instead=VersionName.parse(FIRST))
    assert "Zij blijft te lezen." in told and "Vandaag geldt versie 2026-03-01." in told
    after = git(root, "ls-tree", "-r", f"{GH_PAGES}:{SECOND}").splitlines()
    assert [line for line in after if not line.endswith("intrekkingsbesluit.json")] == before.splitlines()
    assert versions(root) == {SECOND: [], FIRST: ["geldend"]}
    assert f"../../{FIRST}/doel/" in show(root, "geldend/doel/index.html")
    register = regime(root)
    assert (register["schema"], register["geldend"]) == (2, FIRST)
    assert git(root, "cat-file", "-t", f"intrekkingsbesluit/{SECOND}") == "tag"
    assert differences(root)[0] == []


def test_without_a_text_in_its_place_none_applies(root: Path) -> None:
    assert "een eerdere tekst gaat niet vanzelf weer gelden" in said(root)
    assert versions(root) == {SECOND: [], FIRST: []}
    assert regime(root)["geldend"] is None
    assert differences(root)[0] == []


def test_where_no_text_applies_every_address_that_followed_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(root)
    for path, back in (("index.html", ""), ("geldend/index.html", "../"), ("geldend/doel/index.html", "../../")):
        page = show(root, path)
        assert "<h1>Er geldt nu geen tekst</h1>" in page
        assert f'<a href="{back}{SECOND}/{"doel/" if "doel" in path else ""}">Lees die tekst</a>' in page
        assert f'href="{back}versies/"' in page
    assert versions(root) == {SECOND: [], FIRST: []}
    # On later days too: that the pages name the day on which they were made is no reason to make them again.
    for day in (str(TODAY), "2026-11-23"):
        again = activate(root, day)
        assert (again.code, "geldt er geen versie. Dat stond al goed" in again.said) == (0, True)
        monkeypatch.setenv("HANDBOEK_VANDAAG", day)
        assert differences(root)[0] == []
    # A text that begins takes the addresses over, and leaves none of those pages behind.
    assert "Er geldt vandaag geen versie." in put(root, "2027-01-01")
    monkeypatch.setenv("HANDBOEK_VANDAAG", "2027-01-01")
    assert "geldt versie 2027-01-01" in activate(root, "2027-01-01").said
    assert "Er geldt nu geen tekst" not in show(root, "index.html") + show(root, "geldend/doel/index.html")
    assert differences(root)[0] == []


def test_a_page_of_somebody_in_the_place_of_such_a_page_is_found(root: Path) -> None:
    said(root)
    write(root, {"geldend/doel/index.html": show(root, "geldend/doel/index.html").replace(SECOND, FIRST), "geldend/meer.html": "x"})
    found = {one.path: one.what for one in differences(root)[0]}
    assert found == {
        "geldend/doel/index.html": "dit is niet de pagina die zegt dat er geen tekst geldt.",
        "geldend/meer.html": found["geldend/meer.html"],
    }


def test_a_repeal_to_come_takes_effect_on_its_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repeal(root, SECOND, "2026-12-01", FIRST)
    assert versions(root)[SECOND] == ["geldend"]
    assert differences(root)[0] == []
    monkeypatch.setenv("HANDBOEK_VANDAAG", "2026-12-01")
    assert [one.path for one in differences(root)[0]] == ["regime.json"]
    assert activate(root, "2026-12-01").code == 0
    # From when it was repealed stands in the list before that day and after it.
    for day in ("2026-11-30", "2026-12-01", "2027-03-01"):
        listed = timeline.render(timeline.load(project(root), date.fromisoformat(day)), "text")
        assert listed.count("ingetrokken vanaf 1 december 2026") == 1
    assert versions(root)[FIRST] == ["geldend"]
    assert differences(root)[0] == []


def test_a_text_can_be_repealed_and_taken_off_the_site_in_any_order(root: Path) -> None:
    repeal(root, SECOND, "2026-11-22", FIRST)
    take_down(root, SECOND)
    take_down(root, FIRST)
    assert differences(root)[0] == []
    row = json.loads(show(root, "regime.json"))["versies"][0]
    assert row["intrekking"]["in_plaats"] == FIRST and row["van_de_site"][0]["wat"] == "alles"
    put(root, "2026-11-01")
    take_down(root, "2026-11-01")
    repeal(root, "2026-11-01", "2026-11-22", None)
    assert differences(root)[0] == []
    assert regime(root)["geldend"] is None


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"version": VersionName.parse("2026-04-01")}, "Versie 2026-04-01 is niet gepubliceerd. De nieuwste versies zijn"),
        ({"version": VersionName.parse(FIRST)}, "Op 22 november 2026 geldt versie 2026-05-01, en niet versie 2026-03-01."),
        ({"decided": TODAY + timedelta(days=1)}, "De dag van het besluit, 23 november 2026, moet nog komen."),
        ({"since": date(2026, 4, 30)}, "Versie 2026-05-01 geldt pas vanaf 1 mei 2026."),
        ({"instead": VersionName.parse("2026-04-01")}, "Versie 2026-04-01 is niet gepubliceerd, en kan dus niet in de plaats komen."),
        ({"instead": VersionName.parse(SECOND)}, "kan niet in de plaats komen van zichzelf"),
        ({"reason": "twee\nregels"}, "De reden moet één gewone regel zijn"),
    ],
)
def test_a_repeal_that_cannot_be_is_refused_with_the_reason(root: Path, facts: dict[str, object], why: str) -> None:
    before = tip(root)
    with pytest.raises(CannotWork) as refused:
        said(root, **facts)
    assert why in str(refused.value) and str(refused.value).endswith("Er is niets veranderd.")
    assert tip(root) == before


def test_a_decision_that_was_written_down_does_not_change(root: Path) -> None:
    said(root)
    assert "lag al vast" in said(root)
    with pytest.raises(CannotWork, match=r"is al ingetrokken, vanaf 22 november 2026.*Publiceer dan een nieuwe tekst"):
        said(root, instead=VersionName.parse(FIRST))
    # The way out that is named.
    put(root, "2026-11-22")
    assert regime(root)["geldend"] == "2026-11-22"
    assert differences(root)[0] == []


def test_a_text_that_is_not_to_be_read_may_come_in_its_place_and_that_is_said(root: Path) -> None:
    wish = taking.Removal(VersionName.parse(FIRST), TODAY, "Een naam.", "de directie", "HR")
    taking.take_down(project(root), wish, TODAY, push=None, say=lambda _: None)
    assert "Let op: versie 2026-03-01 is van de website gehaald" in said(root, instead=VersionName.parse(FIRST))
