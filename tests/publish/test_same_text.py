"""Look is no text: what is compared with a published version is what its pages and articles say, by a real git, real builds and a real remote."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.archive import lighter_copy, manifest
from handbook.build import build, record
from handbook.core.project import Project
from handbook.publish import same_text
from handbook.sources.data import accessibility_test
from handbook.sources.data.accessibility_test import MEASURED, TEST_YML
from tests.support import publishing
from tests.support.handbooks import SAMPLE
from tests.support.publishing import FIRST, Outcome, bare, clone, commit, git, publish, repository, show, tip
from tests.support.statements import drawn_in, prove
from tests.support.trees import whole
from tests.support.word_files import png

LATER = "2026-11-30"
ONLY_THE_LOOK = "met dezelfde tekst. Alleen de opmaak, de techniek of de uitslag van een test is nu anders."
REFUSES_MAIN = """#!/bin/sh
[ "$1" = refs/heads/main ] && { echo "GH013: Changes must be made through a pull request." >&2; exit 1; }
exit 0
"""


@pytest.fixture(scope="module")
def _world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with a statement on access and what a test found, published on a remote of which nobody pushes to main."""
    folder = tmp_path_factory.mktemp("beschermd")
    root = repository(folder / "handboek")
    prove(drawn_in(root, {".gitignore": "__pycache__/\n", "docs/schema.png": PICTURE, "docs/regels.md": "+\n![Het schema](schema.png)\n"}))
    commit(root, "handboek")
    remote = bare(folder / "ver.git")
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "origin", "main")
    hook = remote / "hooks/update"
    hook.parent.mkdir()
    hook.write_text(REFUSES_MAIN, "utf-8")
    hook.chmod(0o755)
    done = publish(root, "--push", "origin")
    assert done.code == 0, done.said
    return folder


@pytest.fixture
def root(_world: Path, tmp_path: Path) -> Path:
    shutil.copytree(_world, tmp_path / "wereld")
    root = tmp_path / "wereld/handboek"
    git(root, "remote", "set-url", "origin", str(tmp_path / "wereld/ver.git"))
    return root


PICTURE = png(tagged=False)
SAMPLE_PICTURE = SAMPLE / "docs/img/telefoon.png"


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text, name
    path.write_text(text.replace(old, new, 1), "utf-8")


def again(root: Path) -> Outcome:
    commit(root)
    return publish(root, "--push", "origin", day=LATER)


def test_another_look_is_the_same_text(root: Path) -> None:
    """The style sheet, the frame with its titles, a drawing of the look, the logo, the colour."""
    before = tip(root)
    change(root, "docs/stijl/handboek.css", "", "/* anders */ p { hyphens: auto }\n")
    change(root, "overrides/main.html", " - {{ config.site_name | e }}", " | Een ander handboek")
    change(
        root,
        "overrides/main.html",
        "</footer>",
        '<p><img src="{{ \'beeld/lijn.svg\' | url }}" alt=""> Bekijk ook het intranet.</p></footer>',
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
    for name in ("overrides/beeld/lijn.svg", "docs/stijl/lijn.svg", "docs/img/logo.svg"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(drawing, "utf-8")
    change(root, "variables.yml", "handboek:\n", 'handboek:\n  logo: "img/logo.svg"\n')
    change(root, "variables.yml", "#1f4e79", "#7a1f5c")
    done = again(root)
    assert (done.code, ONLY_THE_LOOK in done.said) == (0, True), done.said
    assert tip(root) == before


def test_what_another_test_found_is_the_same_text(root: Path) -> None:
    before = tip(root)
    for found in ((), ("color-contrast", "keyboard")):
        prove(Project.find(root), *found, day=date(2026, 11, 29), runs=13)
        done = again(root)
        assert (done.code, ONLY_THE_LOOK in done.said) == (0, True), done.said
    (root / TEST_YML).unlink()
    assert again(root).code == 0
    assert tip(root) == before


def test_another_program_is_the_same_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says another number, and takes the fingerprints of texts in another way."""
    monkeypatch.setattr(manifest, "installed", lambda _: "9.9.9")
    page = record.Record.page
    monkeypatch.setattr(record.Record, "page", lambda self, path: {**page(self, path), "tekst": manifest.sha256(path.encode())})
    said: list[str] = []
    assert publishing._answer(["publish", str(root), "--push", "origin"], lambda *text: said.append(str(text))) == 0, said
    assert ONLY_THE_LOOK in "".join(said)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/regels.md", "Zie ", "Lees "),
        ("docs/index.md", "Lees de", "Ken de"),
        ("docs/toegankelijkheid.md", "## De test", "## De proef"),
        ("docs/regels.md", 'title: "Regels"', 'title: "Voorschriften"'),
        ("variables.yml", "Proefhuis B.V.", "Proefhuis N.V."),
    ],
)
def test_another_word_is_another_text(root: Path, name: str, old: str, new: str) -> None:
    before = tip(root)
    change(root, name, old, new)
    change(root, "docs/stijl/handboek.css", "", "/* anders */\n")
    done = again(root)
    assert done.code == 4 and f"Versie {FIRST} bestaat al, met een andere tekst (anders: " in done.said, done.said
    assert name.removeprefix("docs/") in done.said or name == "variables.yml"
    assert tip(root) == before


def test_another_picture_in_a_text_is_another_text(root: Path) -> None:
    (root / "docs/schema.png").write_bytes(SAMPLE_PICTURE.read_bytes())
    done = again(root)
    assert (done.code, "(anders: schema.png)" in done.said) == (4, True), done.said


def test_the_lighter_copy_of_a_picture_is_no_text_of_its_own() -> None:
    """It comes with a newer program, or is otherwise by a newer library; a picture of somebody with such a name says something."""
    picture = SAMPLE_PICTURE.read_bytes()
    copy = lighter_copy.path("img/bord.png", picture)

    def others(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
        return same_text._other_files(same_text._Version(old.get), same_text._Version(new.get), sorted({*old, *new}))

    alone, beside = {"img/bord.png": picture}, {"img/bord.png": picture, copy: b"RIFF een"}
    assert others(alone, beside) == others(beside, alone) == others(beside, beside | {copy: b"RIFF twee"}) == []
    assert others(alone, {"img/bord.png": b"x", copy: b"RIFF"}) == ["img/bord.png"]
    assert others({}, {"img/ander.01234567.webp": b"RIFF"}) == ["img/ander.01234567.webp"]


def test_what_a_camera_wrote_is_no_text() -> None:
    """Programs up to 0.5.0 published a picture with it; the same picture without is no change."""

    def version(data: bytes | None) -> same_text._Version:
        return same_text._Version({"foto.png": data}.get)

    old = version(png())
    assert same_text._other_files(old, version(PICTURE), ["foto.png"]) == []
    assert same_text._other_files(old, version(SAMPLE_PICTURE.read_bytes()), ["foto.png"]) == ["foto.png"]
    assert same_text._other_files(old, version(None), ["foto.png"]) == ["foto.png"]


def test_a_page_of_a_program_that_marked_nothing_still_says_the_same(root: Path) -> None:
    """What stood in the place of the mark was measured too; a word beside it was not."""
    html = whole(show(root, f"{FIRST}/toegankelijkheid/index.html"))
    mark = f'<div {MEASURED}="{MEASURED}">'
    assert html.count(mark) == 2
    plain = html.replace(mark, "<div>")
    other = plain.replace("22 november 2026", "1 mei 2026")
    assert MEASURED not in plain and other != plain
    assert record.same_text(plain, html) and record.same_text(html, other)
    assert not record.same_text(plain, other)
    assert not record.same_text(plain.replace("De test", "De proef"), html)


def test_publishing_goes_on_where_main_is_protected(root: Path, tmp_path: Path) -> None:
    """Field case 13: what a test found comes in by a pull request, and no publication waits for it or is stopped by it."""
    remote = tmp_path / "wereld/ver.git"
    prove(Project.find(root), day=date(2026, 11, 28), runs=13)
    commit(root, "Toegankelijkheid getest")
    with pytest.raises(AssertionError, match="GH013"):
        git(root, "push", "origin", "HEAD:main")
    # Somebody who may do so merges the pull request.
    git(remote, "fetch", "--quiet", str(root), "main:main")
    before = tip(remote)
    for number, day in enumerate(("2026-11-28", "2026-11-30", "2027-02-01")):
        own = clone(remote, tmp_path / f"later-{number}")
        done = publish(own, "--push", "origin", day=day)
        assert done.code == 0, done.said
    assert tip(remote) == before
    source = manifest.parse(manifest.Manifest, show(remote, f"{FIRST}/manifest.json").encode() + b"\n", "").bron
    assert git(remote, "merge-base", "--is-ancestor", source, "main") == ""


def test_the_fingerprint_of_a_page_does_not_move_with_what_was_measured(root: Path) -> None:
    """Whatever compares versions later finds the same text there too."""
    listed = show(root, f"{FIRST}/handboek.json")
    project = Project.find(root)
    prove(project, "keyboard", day=date(2026, 11, 29))
    assert accessibility_test.load(project)[0].proof
    build.build(project, root.parent / "site")
    assert (root.parent / "site/handboek.json").read_text("utf-8").strip() == listed
