"""Which version is in force on a day, and what a damaged list gives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.archive import timeline, versions_json
from handbook.archive.git import Repository
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.status import Status
from handbook.core.version_name import VersionName
from tests.support.publishing import bare, clone, git, land, repository, site, write


def names(*texts: str) -> list[VersionName]:
    return [VersionName.parse(text) for text in texts]


def entry(version: str, *aliases: str) -> dict[str, object]:
    return {"version": version, "title": version, "aliases": [*aliases]}


def branch(root: Path, *listed: str, folders: tuple[str, ...] | None = None) -> Project:
    files: dict[str, str | None] = {f"{name}/index.html": name for name in (listed if folders is None else folders)}
    write(root, files | {"versions.json": json.dumps([entry(name) for name in listed])})
    return Project.find(root)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def published(root: Path, *names: str, announced: str = "") -> Project:
    for number, name in enumerate(names):
        folder = site(root.parent / f"{root.name}-{name}", name, announced=announced if number == len(names) - 1 else "")
        assert land(root, folder, name).code == 0
    return Project.find(root)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2025-12-31", ["toekomstig", "toekomstig", "toekomstig"]),
        ("2026-01-01", ["toekomstig", "geldend", "vervallen"]),
        ("2026-04-30", ["toekomstig", "geldend", "vervallen"]),
        ("2026-05-01", ["geldend", "vervallen", "vervallen"]),
        ("2030-01-01", ["geldend", "vervallen", "vervallen"]),
    ],
)
def test_status_follows_the_day_and_a_correction_goes_before_its_first_text(root: Path, day: str, wanted: list[str]) -> None:
    found = timeline.load(published(root, "2026-01-01", "2026-01-01.2", "2026-05-01"), date.fromisoformat(day))
    assert [str(e.version) for e in found.entries] == ["2026-05-01", "2026-01-01.2", "2026-01-01"]
    assert [found.status(e) for e in found.entries] == wanted


days = st.builds(VersionName, st.dates(date(2024, 1, 1), date(2024, 1, 9)), st.integers(1, 12))


@given(st.sets(days, min_size=1))
def test_the_first_to_come_is_the_best_text_of_the_first_day(found: set[VersionName]) -> None:
    first = versions_json.first_to_come(found)
    assert not [name for name in found if name.day < first.day or (name.day == first.day and name > first)]


def test_rendered_for_a_reader_and_for_a_program(root: Path) -> None:
    found = timeline.load(published(root, "2026-01-01", "2026-11-01.2"), date(2026, 5, 1))
    assert (
        timeline.render(found, "text")
        == "2026-11-01.2  toekomstig  1 november 2026, verbetering 2 (wordt op 1 november 2026 bekendgemaakt; in dit archief sinds 22 november 2026)\n"
        "2026-01-01    geldend     1 januari 2026 (bekendgemaakt op 1 januari 2026; in dit archief sinds 22 november 2026)"
    )
    assert json.loads(timeline.render(found, "json"))[1] == {
        "versie": "2026-01-01",
        "titel": "1 januari 2026",
        "ingangsdatum": "2026-01-01",
        # By what is known: the text of November is still to be made known.
        "geldig_tot": None,
        "bekendgemaakt": "2026-01-01",
        "gepubliceerd": "2026-11-22",
        "wacht_op": "2026-11-01.2",
        "status": "geldend",
        "ingetrokken": False,
        "van_de_site": False,
    }


def test_which_text_applied_on_a_day_and_was_it_known(root: Path) -> None:
    found = timeline.load(published(root, "2026-01-01", "2026-03-01", announced="2026-04-01"), date(2026, 5, 1))
    march, today = date(2026, 3, 14), date(2026, 5, 1)
    assert timeline.answer(found, march, today, "text") == (
        "Voor 14 maart 2026 geldt de tekst van 1 maart 2026: versie 2026-03-01.\n"
        "Geldt vanaf 1 maart 2026. Bekendgemaakt op 1 april 2026. In dit archief sinds 22 november 2026.\n"
        "Die tekst werkt terug: hij is pas bekendgemaakt op 1 april 2026.\n"
        "Op 14 maart 2026 was bekend: de tekst van 1 januari 2026: versie 2026-01-01.\n"
        "Deze tekst staat pas sinds 22 november 2026 in dit archief. Dat zij op 1 januari 2026 is bekendgemaakt, zegt alleen de revisie zelf."
    )
    assert json.loads(timeline.answer(found, march, today, "json")) == {
        "dag": "2026-03-14",
        "bekend_op": "2026-05-01",
        "geldt": "2026-03-01",
        "was_bekend": "2026-01-01",
        "wacht_op": None,
        "later_in_archief": "2026-01-01",
    }
    assert timeline.answer(found, march, march, "text").startswith(
        "Volgens wat op 14 maart 2026 bekend was, geldt voor 14 maart 2026 de tekst van 1 januari 2026: versie 2026-01-01; "
        "een tekst die terugwerkt tot 1 maart 2026, is pas op 1 april 2026 bekendgemaakt.\n"
    )
    assert timeline.answer(found, date(2025, 1, 1), today, "text") == (
        "Voor 1 januari 2025 is er geen tekst.\nDe eerste tekst in het archief geldt vanaf 1 januari 2026."
    )


def test_nothing_published_is_a_sentence_not_an_error(root: Path) -> None:
    found = timeline.load(Project.find(root), date(2026, 1, 1))
    assert timeline.render(found, "text").startswith("Er is nog geen versie gepubliceerd.")
    assert timeline.render(found, "json") == "[]"


def test_nobody_is_sent_to_publish_what_is_not_adopted(root: Path) -> None:
    nothing = timeline.load(Project(root, root / "variables.yml"), date(2026, 11, 20))
    draft = timeline.Prepared(VersionName.parse("2027-03-01"), Status.FOR_CONSENT, None)
    adopted = timeline.Prepared(VersionName.parse("2027-02-01"), Status.ANNOUNCED, date(2026, 11, 1))
    said = timeline.render(nothing, "text", [draft]).splitlines()[0]
    assert said == "Er is nog geen versie gepubliceerd. Dat kan zodra een revisie is vastgesteld: zet dat in docs/revisies/2027-03-01.md."
    assert timeline.render(nothing, "text", [draft, adopted]).splitlines()[0].endswith("Publiceer de eerste met: handbook publish")


def test_a_fresh_clone_reads_the_branch_of_origin(root: Path, tmp_path: Path) -> None:
    published(root, "2026-01-01")
    remote = bare(tmp_path / "ver.git")
    git(root, "push", "--quiet", str(remote), "main", "gh-pages")
    here = clone(remote, tmp_path / "hier")
    assert [str(e.version) for e in timeline.load(Project.find(here), date(2026, 1, 1)).entries] == ["2026-01-01"]


def test_outside_git_the_reason_is_given(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    with pytest.raises(CannotWork, match="geen git-repository"):
        timeline.load(Project.find(tmp_path), date(2026, 1, 1))


def test_names_that_are_not_ours_are_not_listed_as_versions(root: Path) -> None:
    project = published(root, "2026-01-01")
    listed = [*json.loads(git(root, "show", "gh-pages:versions.json")), entry("dev"), entry("2026-13-45")]
    write(root, {"dev/index.html": "dev", "2026-13-45/index.html": "x", "versions.json": json.dumps(listed)})
    assert [str(e.version) for e in timeline.load(project, date(2026, 1, 1)).entries] == ["2026-01-01"]
    commit = Repository(root).commit("refs/heads/gh-pages")
    assert commit
    assert versions_json.read(Repository(root), commit, Edition()).others == ("2026-13-45", "dev")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[{]", "geen geldig JSON (regel 1)"),
        ("", "geen geldig JSON"),
        ("[" * 100_000, "geen geldig JSON"),
        ('[{"version": "2026-01-01", "title": "x", "aliases": []},\n]', "regel 2"),
        ("{}", "geen lijst"),
        ('["2026-01-01"]', "onderdeel 1"),
        ('[{"version": "2026-01-01"}]', "onderdeel 1"),
        ('[{"version": "2026-01-01", "title": "x", "aliases": "geldend"}]', "onderdeel 1"),
        ('[{"version": "2026-01-01", "title": "x", "aliases": [1]}]', "onderdeel 1"),
        ('[{"version": 2026, "title": "x", "aliases": []}]', "onderdeel 1"),
        ('[{"version": "../uit", "title": "x", "aliases": []}]', "onderdeel 1"),
        ('[{"version": "", "title": "x", "aliases": []}]', "onderdeel 1"),
        ('[{"version": "2026-01-01", "title": "x", "aliases": ["a/b"]}]', "onderdeel 1"),
        ('[{"version": "2026-01-01", "title": "x", "aliases": [], "extra": 1}]', "onderdeel 1"),
        ('[{"version": "a", "title": "x", "aliases": []}, {"version": "a", "title": "x", "aliases": []}]', '"a" staat er twee keer in'),
        (
            '[{"version": "a", "title": "x", "aliases": ["g"]}, {"version": "b", "title": "x", "aliases": ["g"]}]',
            '"g" staat er twee keer in',
        ),
        ('[{"version": "a", "title": "x", "aliases": ["a"]}]', '"a" staat er twee keer in'),
    ],
)
def test_a_damaged_list_is_named(root: Path, body: str, said: str) -> None:
    write(root, {"2026-01-01/index.html": "x", "versions.json": body})
    with pytest.raises(CannotWork) as caught:
        timeline.load(Project.find(root), date(2026, 1, 1))
    assert "versions.json op de branch gh-pages is beschadigd" in str(caught.value)
    assert said in str(caught.value)


def test_a_list_that_is_no_utf8_is_named(root: Path) -> None:
    blob = git(root, "hash-object", "-w", "--stdin", feed="x")
    (root / "raw").write_bytes(b"\xff\xfe[")
    blob = git(root, "hash-object", "-w", "raw")
    tree = git(root, "mktree", feed=f"100644 blob {blob}\tversions.json\n")
    git(root, "update-ref", "refs/heads/gh-pages", git(root, "commit-tree", "-m", "x", tree))
    with pytest.raises(CannotWork, match="beschadigd"):
        timeline.load(Project.find(root), date(2026, 1, 1))


def test_a_list_that_lost_a_version_or_names_one_too_many_is_named(root: Path) -> None:
    project = branch(root, "2026-01-01", folders=("2026-01-01", "2026-02-01"))
    with pytest.raises(CannotWork, match=r"noemt de versie 2026-02-01 niet"):
        timeline.load(project, date(2026, 1, 1))
    project = branch(root, "2026-01-01", "2026-02-01", "2026-03-01")
    write(root, {"2026-03-01": None})
    with pytest.raises(CannotWork, match=r"de map 2026-03-01 ontbreekt"):
        timeline.load(project, date(2026, 1, 1))


def test_another_site_on_the_branch_is_not_taken_for_ours(root: Path) -> None:
    write(root, {"index.html": "van een ander"})
    with pytest.raises(CannotWork, match="staat een andere site, en geen enkele versie"):
        timeline.load(Project.find(root), date(2026, 1, 1))
