"""Which paths that a person typed a command takes, in a real repository with a site and a second work tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.archive import inputs, named_files
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from tests.support.publishing import commit, git, handbook


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = handbook(tmp_path / "handboek")
    (root / ".gitignore").write_text("site/\n/verslag.*\n", "utf-8")
    commit(root)
    (root / "site").mkdir()
    (root / "site/handboek.json").write_text("{}", "utf-8")
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tweede"))
    (tmp_path / "koppeling").symlink_to(root / "docs")
    (tmp_path / "ander/docs").mkdir(parents=True)
    (tmp_path / "ander/mkdocs.yml").write_text("", "utf-8")
    return root


INSIDE = (
    "nieuw",
    "docs/nieuw.md",
    "../tweede/nieuw",
    "../koppeling/nieuw.md",
    ".git/nieuw",
    "../ander/nieuw",
    "../buiten/../handboek/nieuw",
)
SITE = ("site/nieuw.html", "site/map/nieuw.html")


@pytest.mark.parametrize("path", [*INSIDE, *SITE, "verslag.html", "mkdocs.yml"])
def test_data_of_people_comes_nowhere_inside(root: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(
        CannotWork, match=r"^\S+ staat in de map van (het handboek\.|een website: .+\.) Daarom niet\. Kies een plek daarbuiten"
    ):
        named_files.refuse_inside(Project.find(root), [Path("../goed.csv"), Path(path)], "Daarom niet.")


def test_what_git_ignores_may_be_there_where_that_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    project = Project.find(root)
    named_files.refuse_inside(project, [Path("verslag.html"), Path("../tweede/verslag.md")], "Daarom niet.", ignored=True)
    for path in (*INSIDE, *SITE):
        with pytest.raises(CannotWork, match="Kies een plek daarbuiten"):
            named_files.refuse_inside(project, [Path(path)], "Daarom niet.", ignored=True)


def test_the_example_of_another_place_is_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs")
    project = Project.find(root)
    with pytest.raises(CannotWork, match=r"zoals \.\./\.\./bericht\.eml, en"):
        named_files.refuse_inside(project, [Path("bericht.eml")], "Daarom niet.")
    named_files.refuse_inside(project, [Path("../../bericht.eml")], "Daarom niet.")


def test_the_sources_and_a_site_stay_as_they_are(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    project = Project.find(root)
    for path in ("mkdocs.yml", "docs/nieuw.md", "overrides/nieuw.html", ".git/HEAD", "../koppeling/nieuw.md", *SITE):
        with pytest.raises(CannotWork, match=r"^\S+ (hoort bij het handboek zelf|staat in de map van een website: \S+)\. Daarom niet\."):
            named_files.refuse_sources(project, Path(path), "Daarom niet.")
    for path in ("nieuw.md", "uit/rapport.md", "../nieuw.md"):
        named_files.refuse_sources(project, Path(path), "Daarom niet.")


def test_what_nobody_named_a_place_for_comes_where_git_passes_by(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "docs")
    project = Project.find(root)
    before, mark = git(root, "status", "--porcelain"), inputs.mark(project)
    for _ in range(2):
        place = named_files.own_place(project, "protocol.docx")
        assert str(place) == "../documenten/protocol.docx"
        place.write_bytes(b"")
    # Nor is it anything that a check reads.
    assert (git(root, "status", "--porcelain"), inputs.mark(project)) == (before, mark)


def test_a_folder_of_that_name_that_git_keeps_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "documenten").mkdir()
    (root / "documenten/.gitignore").write_text("*.tmp\n", "utf-8")
    with pytest.raises(CannotWork, match=r"^documenten/a\.docx staat in de map van het handboek\. Daar ziet git het als een nieuw bestand"):
        named_files.own_place(Project.find(root), "a.docx")
    assert named_files.own_place(Project.find(root), "a.tmp")


def test_what_git_sees_of_what_was_made_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    for name in ("nieuw.md", "verslag.md", "../nieuw.md", "site/nieuw.html"):
        Path(name).write_text("", "utf-8")
    assert named_files.seen_by_git(root, Path("nieuw.md")).startswith("nieuw.md staat in het handboek, en git ziet het als nieuw.")
    assert not any(named_files.seen_by_git(root, Path(name)) for name in ("verslag.md", "../nieuw.md", "site", "site/nieuw.html"))


@pytest.mark.parametrize(
    ("path", "endings", "said"),
    [
        ("map", (".csv",), "map is een map. Schrijf de naam van het bestand erbij."),
        ("pijp", (), "pijp is geen gewoon bestand. Kies een andere naam."),
        ("weg/a.csv", (".csv",), "weg/a.csv kan niet worden geschreven: de map weg bestaat niet. Kies een map die bestaat."),
        ("a.XLSX", (".csv",), "a.XLSX eindigt op .XLSX, en hier komt een bestand dat eindigt op .csv. Schrijf bijvoorbeeld a.csv."),
        ("a.doc", (".md", ".html"), "eindigt op .md of .html. Schrijf bijvoorbeeld a.md."),
        ("a.CSV", (".csv",), None),
        ("a", (".csv",), None),
        ("bericht-2026-11-01.2", (".eml",), None),
        ("koppeling/a.md", (), None),
    ],
)
def test_a_path_where_no_file_can_come_is_told(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, endings: tuple[str, ...], said: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map").mkdir()
    os.mkfifo(tmp_path / "pijp")
    if said is None:
        named_files.fit(Path(path), *endings)
        return
    with pytest.raises(CannotWork) as refused:
        named_files.fit(Path(path), *endings)
    assert str(refused.value).endswith(said)


def test_a_file_is_put_there_whole_and_for_whom_it_is(tmp_path: Path) -> None:
    (tmp_path / "oud.txt").write_text("oud", "utf-8")
    (tmp_path / "naam").symlink_to(tmp_path / "oud.txt")
    named_files.write(tmp_path / "naam", b"nieuw")
    named_files.write(tmp_path / "mensen.csv", b"Piet", private=True)
    assert (tmp_path / "naam").is_symlink() and named_files.read(tmp_path / "oud.txt") == b"nieuw"
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("oud.txt", "mensen.csv")] == [0o644, 0o600]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mensen.csv", "naam", "oud.txt"]
    with pytest.raises(CannotWork, match="kan niet worden geschreven: "):
        named_files.write(tmp_path / "weg/a", b"")
    with pytest.raises(CannotWork, match="bestaat niet"):
        named_files.read(tmp_path / "weg")
