"""The guard as a real pre-receive hook of a real bare repository: one test per refusal, and one per act that must pass."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from handbook.archive import manifest
from handbook.archive.git import Repository
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.publish import activate, rebuild, restore
from handbook.verify import guard
from tests.support.hook import arm, pushed
from tests.support.passages import passages
from tests.support.proving import CURRENT, FIRST, GONE, NEWEST, add, differences, project, put, raw, repeal, retag, take_down
from tests.support.publishing import GH_PAGES, HOUSE, TODAY, bare, clone, git, land, repository, tip

OTHER = "2027-05-01"


@pytest.fixture
def remote(server: Path) -> Path:
    """A bare repository that holds the archive and has the guard."""
    arm(server)
    return server


def refused(root: Path, remote: Path, *refs: str) -> str:
    """What the guard says; nothing on the remote moved."""
    before = git(remote, "for-each-ref")
    taken, said = pushed(root, *refs)
    assert not taken, said
    assert "Geweigerd. Er is niets veranderd." in said, said
    assert git(remote, "for-each-ref") == before
    return said


def put_tree(root: Path, name: str, tree: str) -> None:
    """A commit in which a folder of the root is another tree."""
    index = {"GIT_INDEX_FILE": str(root.parent / "met-de-hand")}
    git(root, "read-tree", "gh-pages", env=index)
    git(root, "rm", "-r", "-f", "-q", "--cached", "--ignore-unmatch", name, env=index)
    git(root, "read-tree", f"--prefix={name}/", tree, env=index)
    git(root, "update-ref", GH_PAGES, git(root, "commit-tree", "-m", "x", "-p", "gh-pages", git(root, "write-tree", env=index)))


# What must pass


def test_publishing_passes(root: Path, remote: Path) -> None:
    add(root, OTHER, push="origin")
    assert f"refs/tags/revisie/{OTHER}" in git(remote, "for-each-ref")
    assert differences(root, remote="origin")[0] == []


def test_the_first_publication_passes(tmp_path: Path) -> None:
    root = repository(tmp_path / "nieuw")
    path = bare(tmp_path / "leeg.git")
    arm(path, started=True)
    git(root, "remote", "add", "origin", str(path))
    add(root, OTHER, push="origin")
    add(root, FIRST, push="origin")
    assert differences(root, remote="origin")[0] == []


def test_an_archive_made_elsewhere_passes_as_a_whole(root: Path, tmp_path: Path) -> None:
    path = bare(tmp_path / "leeg.git")
    arm(path)
    git(root, "remote", "add", "origin", str(path))
    taken, said = pushed(root, "main", "gh-pages", "--tags")
    assert taken, said
    assert differences(root, remote="origin")[0] == []


def test_several_publications_in_one_push_pass(root: Path, remote: Path) -> None:
    for name in (OTHER, "2026-10-01", "2026-10-01.2"):
        add(root, name)
    taken, said = pushed(root, "gh-pages", "--tags")
    assert taken, said


@pytest.mark.parametrize("day", ["2027-01-01", "2025-01-01"])
def test_activation_passes(day: str, root: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", day)
    activate.activate(project(root), date.fromisoformat(day), push="origin", say=lambda _: None)
    assert json.loads(raw(root, "regime.json"))["peildatum"] == day
    assert tip(root) == tip(remote)


@pytest.mark.parametrize("day", ["2027-01-01", "2025-01-01"])
def test_activation_of_another_day_does_not(day: str, root: Path, remote: Path) -> None:
    """All of it would agree, and readers would be led to a text that does not hold."""
    before = tip(remote)
    with pytest.raises(CannotWork, match=r"nam de wijziging niet aan(?s:.)*regime\.json: (?:de dag|dit is de stand)"):
        activate.activate(project(root), date.fromisoformat(day), push="origin", say=lambda _: None)
    assert tip(remote) == before


def test_restoring_one_of_two_passes(root: Path, remote: Path) -> None:
    """They stood next to each other in the chain; one less that lacks is better, and nothing new."""
    lost = ["2026-03-01.2", "2026-02-01"]
    put(root, dict.fromkeys(lost))
    hook = (remote / "hooks/pre-receive").rename(remote / "hooks/uit")
    git(root, "push", "--quiet", "origin", "gh-pages")
    hook.rename(remote / "hooks/pre-receive")
    for name in lost:
        restore.restore(project(root), [VersionName.parse(name)], date.fromisoformat(TODAY), push="origin", say=lambda _: None)
    assert differences(root, remote="origin")[0] == []


def test_taking_off_the_site_passes(root: Path, remote: Path) -> None:
    for name in (FIRST, CURRENT):
        take_down(root, name, push="origin")
    assert differences(root, remote="origin")[0] == []


def test_taking_parts_off_the_site_passes_each_time(root: Path, remote: Path) -> None:
    outcome = land(root, passages(root.parent / "delen", OTHER), OTHER, "origin")
    assert outcome.code == 0, outcome.said
    for part in ({"article": "klanten"}, {"page": "klanten/"}, {}):
        take_down(root, OTHER, push="origin", **part)
    assert differences(root, remote="origin")[0] == []


def test_a_repeal_passes_on_a_text_that_was_taken_off_and_before(root: Path, remote: Path) -> None:
    repeal(root, CURRENT, TODAY, FIRST, push="origin")
    take_down(root, CURRENT, push="origin")
    take_down(root, NEWEST, push="origin")
    repeal(root, NEWEST, NEWEST, push="origin")
    assert differences(root, remote="origin")[0] == []


def test_restoring_passes(root: Path, remote: Path) -> None:
    """Damage that came in behind the guard's back goes out through the front door."""
    wanted = [FIRST, GONE, NEWEST]
    put(root, {f"{FIRST}/index.html": "x", f"{GONE}/index.html": "x", NEWEST: None})
    hook = (remote / "hooks/pre-receive").rename(remote / "hooks/uit")
    git(root, "push", "--quiet", "origin", "gh-pages")
    hook.rename(remote / "hooks/pre-receive")
    assert differences(root, remote="origin")[0]
    restore.restore(project(root), [*map(VersionName.parse, wanted)], date.fromisoformat(TODAY), push="origin", say=lambda _: None)
    assert differences(root, remote="origin")[0] == []


def test_rebuilding_the_register_passes(root: Path, remote: Path) -> None:
    put(root, {"regime.json": "{", "versions.json": None})
    hook = (remote / "hooks/pre-receive").rename(remote / "hooks/uit")
    git(root, "push", "--quiet", "origin", "gh-pages")
    hook.rename(remote / "hooks/pre-receive")
    rebuild.rebuild(project(root), date.fromisoformat(TODAY), push="origin", say=lambda _: None)
    assert differences(root, remote="origin")[0] == []


def test_everything_else_passes(root: Path, remote: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "wijziging")
    git(root, "branch", "proef")
    git(root, "tag", "v1")
    taken, said = pushed(root, "main", "proef", "v1")
    assert taken, said
    git(root, "commit", "--quiet", "--allow-empty", "--amend", "--message", "anders")
    taken, said = pushed(root, "+main", ":proef", ":v1")
    assert taken, said
    assert "Geweigerd" not in said


def test_a_push_of_both_is_judged_as_a_whole(root: Path, remote: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "--message", "wijziging")
    put(root, {f"{FIRST}/index.html": "x"})
    assert FIRST in refused(root, remote, "main", "gh-pages")


# The branch


def test_the_branch_may_not_go(root: Path, remote: Path) -> None:
    arm(remote, started=True)
    assert "mag niet weg" in refused(root, remote, ":gh-pages")


def test_the_branch_may_not_go_back(root: Path, remote: Path) -> None:
    assert "zou de geschiedenis vervangen" in refused(root, remote, "+gh-pages~1:gh-pages")


def test_the_branch_may_not_be_replaced(root: Path, remote: Path) -> None:
    git(root, "update-ref", GH_PAGES, git(root, "commit-tree", "-m", "x", "gh-pages^{tree}"))
    assert "zou de geschiedenis vervangen" in refused(root, remote, "+gh-pages")


def test_the_branch_must_be_a_commit(root: Path, remote: Path) -> None:
    # git itself stands before us here.
    taken, _ = pushed(root, "+gh-pages^{tree}:refs/heads/gh-pages")
    assert not taken
    assert "een commit" in str(judged(remote, tip(remote), git(root, "rev-parse", "gh-pages^{tree}"), GH_PAGES, [root / ".git/objects"])[0])


CHANGED: dict[str, tuple[Mapping[str, bytes | str | None], str]] = {
    "a page": ({f"{FIRST}/index.html": "x"}, f"versie {FIRST} is gepubliceerd en mag niet veranderen: index.html"),
    "a file more": ({f"{FIRST}/extra.html": "x"}, "mag niet veranderen: extra.html"),
    "a file less": ({f"{FIRST}/bijlage.txt": None}, "mag niet veranderen: bijlage.txt"),
    "a manifest": ({f"{FIRST}/manifest.json": "{}"}, "mag niet veranderen: manifest.json"),
    "a version gone": ({FIRST: None}, f"versie {FIRST} is gepubliceerd en mag niet weg"),
    "a version that became a file": ({FIRST: None, "2026-01-01 ": "x"}, "mag niet weg"),
    "a page off the site": ({f"{GONE}/index.html": "x"}, f"versie {GONE} is gepubliceerd en mag niet veranderen"),
    "a day that is none": ({"2026-02-30/index.html": "x"}, "lijkt op de naam van een versie"),
    "a number that is none": ({"2026-01-01.1/index.html": "x"}, "lijkt op de naam van een versie"),
    "a date otherwise": ({"20260101/index.html": "x"}, "lijkt op de naam van een versie"),
    "a file called as a version": ({"2028-01-01": "x"}, "2028-01-01: dit hoort de map van een versie te zijn"),
    "a version without anything": ({"2028-01-01/index.html": "x"}, "2028-01-01/manifest.json: dit bestand ontbreekt"),
    "the list is gone": ({"versions.json": None}, "versions.json: dit bestand ontbreekt"),
    "the register is gone": ({"regime.json": None}, "regime.json: dit bestand ontbreekt"),
    "the register is junk": ({"regime.json": "["}, "geen leesbaar JSON"),
    "the alias leads elsewhere": (
        {"geldend/index.html": f'<a href="../{FIRST}/">x</a>'},
        f"niet de pagina die naar versie {CURRENT} leidt",
    ),
    "a page of the register": ({"versies/index.html": "x"}, "vingerafdruk is anders"),
    "a name more": ({"extra/index.html": "x"}, "hoort niet bij het archief"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_by_hand(name: str, root: Path, remote: Path) -> None:
    files, said = CHANGED[name]
    put(root, files)
    assert said in refused(root, remote, "gh-pages")


def _lost(root: Path, file: str) -> dict[str, bytes | str | None]:
    data = json.loads(raw(root, file))
    if file == "versions.json":
        return {file: json.dumps([row for row in data if row["version"] != FIRST], indent=2)}
    return {file: manifest.canonical({**data, "versies": [row for row in data["versies"] if row["versie"] != FIRST]})}


@pytest.mark.parametrize("file", ["versions.json", "regime.json"])
def test_a_version_lost_from_a_list(file: str, root: Path, remote: Path) -> None:
    put(root, _lost(root, file))
    assert f"{file}: versie {FIRST} ontbreekt" in refused(root, remote, "gh-pages")


def test_a_register_that_says_otherwise(root: Path, remote: Path) -> None:
    put(root, {"regime.json": manifest.canonical({**json.loads(raw(root, "regime.json")), "geldend": FIRST})})
    assert f'"geldend" is "{FIRST}"' in refused(root, remote, "gh-pages")


def test_a_text_off_the_site_stays_off(root: Path, remote: Path) -> None:
    put_tree(root, GONE, git(root, "rev-parse", f"revisie/{GONE}:{GONE}"))
    assert f"versie {GONE} is gepubliceerd en mag niet veranderen" in refused(root, remote, "gh-pages")


@pytest.mark.parametrize("part", ["manifest.json", "van-de-site.json", "index.html", "extra.html", "revisie"])
def test_a_text_that_was_not_taken_off_as_it_should(part: str, root: Path, remote: Path) -> None:
    take_down(root, FIRST)
    if part == "revisie":
        facts = manifest.canonical(json.loads(raw(root, f"{FIRST}/revisie.json")) | {"bekendgemaakt": "2025-12-01"})
        said = json.loads(raw(root, f"{FIRST}/van-de-site.json"))
        said["anders"]["revisie.json"] = manifest.sha256(facts)
        put(root, {f"{FIRST}/revisie.json": facts, f"{FIRST}/van-de-site.json": manifest.canonical(said)})
    else:
        put(root, {f"{FIRST}/{part}": "x"})
    assert f"versie {FIRST} is gepubliceerd en mag niet veranderen" in refused(root, remote, "gh-pages")


@pytest.mark.parametrize(
    "harm",
    [
        {"klanten/index.html": "x"},
        {"index.html": "x"},
        {"img/teken.png": None},
        {"nieuw.html": "x"},
        {"revisie.json": "x"},
    ],
    ids=str,
)
def test_a_part_that_took_more_with_it(harm: dict[str, str | None], root: Path, remote: Path) -> None:
    """The record tells of it as of the rest, and the tag stands there: the guard takes the measure again, and compares."""
    assert land(root, passages(root.parent / "delen", OTHER), OTHER, "origin").code == 0
    take_down(root, OTHER, article="klanten")
    said = json.loads(raw(root, f"{OTHER}/van-de-site.json"))
    for name, text in harm.items():
        if text is None:
            said["weg"] = sorted([*said["weg"], name])
        else:
            said["anders"][name] = manifest.sha256(text.encode())
    put(root, {f"{OTHER}/van-de-site.json": manifest.canonical(said), **{f"{OTHER}/{name}": text for name, text in harm.items()}})
    again(root, f"van-de-site/{OTHER}/1")
    assert f"versie {OTHER} is gepubliceerd en mag niet veranderen" in refused(root, remote, "gh-pages", "--tags")


@pytest.mark.parametrize(
    "harm",
    [
        {"index.html": "x"},
        {"bijlage.txt": None},
        {"nog-een.json": "{}"},
        {"intrekkingsbesluit.json": {"in_plaats": "2031-01-01"}},
        {"intrekkingsbesluit.json": {"besloten": "2031-01-01"}},
        {"intrekkingsbesluit.json": {"vanaf": "2026-06-30"}},
        {"intrekkingsbesluit.json": {"bekendgemaakt": "2031-01-01"}},
    ],
    ids=str,
)
def test_a_repeal_that_is_more_than_a_right_decision(harm: dict[str, object], root: Path, remote: Path) -> None:
    repeal(root, CURRENT, TODAY, FIRST)
    files: dict[str, bytes | str | None] = {}
    for name, change in harm.items():
        path = f"{CURRENT}/{name}"
        files[path] = manifest.canonical(json.loads(raw(root, path)) | change) if isinstance(change, dict) else change  # type: ignore[assignment]
    put(root, files)
    again(root, f"intrekkingsbesluit/{CURRENT}")
    assert f"versie {CURRENT} is gepubliceerd en mag niet veranderen" in refused(root, remote, "gh-pages", "--tags")


@pytest.mark.parametrize("act", [lambda root: repeal(root, CURRENT, TODAY, FIRST), lambda root: take_down(root, CURRENT)])
def test_an_act_without_its_tag(act: Callable[[Path], None], root: Path, remote: Path) -> None:
    act(root)
    assert "ontbreekt" in refused(root, remote, "gh-pages")


def test_what_was_decided_cannot_be_undone(root: Path, remote: Path) -> None:
    repeal(root, CURRENT, TODAY, FIRST, push="origin")
    put_tree(root, CURRENT, git(root, "rev-parse", f"revisie/{CURRENT}:{CURRENT}"))
    assert f"versie {CURRENT} is gepubliceerd en mag niet veranderen" in refused(root, remote, "gh-pages")


def again(root: Path, tag: str) -> None:
    """An act and what was put with it as one commit, with the tag on it: as who forges an act would send it."""
    commit = git(root, "commit-tree", "-m", "x", "-p", "gh-pages~2", "gh-pages^{tree}")
    git(root, "update-ref", GH_PAGES, commit)
    retag(root, tag, commit)


# A new version


def forged(root: Path, edit: Callable[[dict[str, object]], object], part: str = "manifest.json") -> None:
    """A new version as it would be published, with its facts or manifest changed by hand."""
    add(root, OTHER)
    said = json.loads(raw(root, f"{OTHER}/{part}"))
    edit(said)
    files: dict[str, bytes | str | None] = {f"{OTHER}/{part}": manifest.canonical(said)}
    if part == "revisie.json":
        listed = json.loads(raw(root, f"{OTHER}/manifest.json"))
        listed["bestanden"]["revisie.json"] = manifest.sha256(manifest.canonical(said))
        for key in ("volgnummer", "vorige"):
            listed[key] = said[key]
        files[f"{OTHER}/manifest.json"] = manifest.canonical(listed)
    put(root, files)


FORGED: dict[str, tuple[Callable[[dict[str, object]], object], str, str]] = {
    "a hash": (lambda said: said["bestanden"].update({"index.html": "0" * 64}), "manifest.json", "anders dan bij de publicatie"),  # type: ignore[attr-defined]
    "a file that it does not name": (lambda said: said["bestanden"].pop("index.html"), "manifest.json", "bij gekomen"),  # type: ignore[attr-defined]
    "another version": (lambda said: said.update(versie=FIRST), "manifest.json", f"dit hoort bij versie {FIRST}"),
    "another form": (lambda said: said.update(extra=1), "manifest.json", "klopt niet bij extra"),
    "a number that was used": (lambda said: said.update(volgnummer=1), "revisie.json", "volgnummer"),
    "a number that skips": (lambda said: said.update(volgnummer=99), "revisie.json", "geen versie met volgnummer"),
    "another before it": (lambda said: said.update(vorige={"versie": FIRST, "manifest": "0" * 64}), "revisie.json", "als vorige versie"),
    "another fingerprint before it": (lambda said: said["vorige"].update(manifest="0" * 64), "revisie.json", "heeft vastgelegd"),  # type: ignore[attr-defined]
    "none before it": (lambda said: said.update(vorige=None), "revisie.json", "noemt geen vorige versie"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_new_version_that_is_not_right(name: str, root: Path, remote: Path) -> None:
    edit, part, said = FORGED[name]
    forged(root, edit, part)
    assert said in refused(root, remote, "gh-pages")


# Tags


@pytest.mark.parametrize("name", [f"revisie/{FIRST}", f"van-de-site/{GONE}/1"])
def test_a_tag_may_not_go(name: str, root: Path, remote: Path) -> None:
    assert f"{name}: deze tag mag niet weg" in refused(root, remote, f":refs/tags/{name}")


@pytest.mark.parametrize("name", [f"revisie/{FIRST}", f"van-de-site/{GONE}/1"])
def test_a_tag_may_not_move(name: str, root: Path, remote: Path) -> None:
    retag(root, name, f"revisie/{CURRENT}^{{commit}}")
    assert f"{name}: deze tag mag niet veranderen" in refused(root, remote, f"+refs/tags/{name}")


def test_a_tag_may_not_be_made_again_on_the_same_commit(root: Path, remote: Path) -> None:
    retag(root, f"revisie/{FIRST}", f"revisie/{FIRST}^{{commit}}", "ander verhaal")
    assert "deze tag mag niet veranderen" in refused(root, remote, f"+refs/tags/revisie/{FIRST}")


NEW_TAGS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "without words": (
        lambda root: git(root, "tag", "--force", f"revisie/{OTHER}", f"revisie/{OTHER}^{{commit}}"),
        f"revisie/{OTHER}",
        "er hoort tekst bij te staan",
    ),
    "of no version": (lambda root: retag(root, "revisie/laatste", "gh-pages", "x"), "revisie/laatste", "niet de naam van een versie"),
    "of a day that is none": (
        lambda root: retag(root, "revisie/2026-02-30", "gh-pages", "x"),
        "revisie/2026-02-30",
        "niet de naam van een versie",
    ),
    "below a version": (
        lambda root: retag(root, "van-de-site/2026-01-01/x", "gh-pages", "x"),
        "van-de-site/2026-01-01/x",
        "niet de naam van een versie",
    ),
    "of a version that is not there": (
        lambda root: retag(root, "revisie/2020-01-01", "gh-pages", "x"),
        "revisie/2020-01-01",
        "de versie bij deze tag ontbreekt",
    ),
    "on another branch": (lambda root: retag(root, f"revisie/{OTHER}", "main"), f"revisie/{OTHER}", "staat niet op de branch"),
    "on a commit of before": (
        lambda root: retag(root, f"revisie/{OTHER}", f"revisie/{CURRENT}^{{commit}}"),
        f"revisie/{OTHER}",
        "staat geen versie",
    ),
    "with another fingerprint": (
        lambda root: retag(root, f"revisie/{OTHER}", f"revisie/{OTHER}^{{commit}}", f"x\n\nManifest-SHA-256: {'0' * 64}"),
        f"revisie/{OTHER}",
        "vingerafdruk is anders",
    ),
    "of a withdrawal that was none": (
        lambda root: retag(root, f"van-de-site/{FIRST}/1", "gh-pages", "x"),
        f"van-de-site/{FIRST}/1",
        "heeft de tekst nog",
    ),
}


@pytest.mark.parametrize("name", NEW_TAGS)
def test_a_new_tag_that_is_not_right(name: str, root: Path, remote: Path) -> None:
    make, ref, said = NEW_TAGS[name]
    add(root, OTHER)
    make(root)
    assert said in refused(root, remote, "gh-pages", f"refs/tags/{ref}")


def test_a_tag_in_the_place_of_all_tags(root: Path, tmp_path: Path) -> None:
    path = bare(tmp_path / "leeg.git")
    arm(path)
    git(root, "remote", "add", "origin", str(path))
    git(root, "update-ref", "refs/heads/x", "main")
    assert "niet de naam van een versie" in refused(root, path, "x:refs/tags/revisie")


# As a step of a build server, and by hand


def judged(repo: Path, old: str, new: str, ref: str, objects: list[Path] | None = None) -> list[guard.Refusal]:
    if objects:
        (repo / "objects/info/alternates").write_text("".join(f"{path}\n" for path in objects), "utf-8")
    return guard.guard([f"{old} {new} {ref}\n"], Repository(repo, repo), [Edition()], lambda _: None)


def test_on_a_build_server(root: Path, remote: Path, tmp_path: Path) -> None:
    add(root, OTHER)
    put(root, {f"{FIRST}/index.html": "x"})
    (remote / "hooks/pre-receive").unlink()
    git(root, "push", "--quiet", "origin", "gh-pages", "--tags")
    here = clone(remote, tmp_path / "bouwserver")
    for old, code in (("origin/gh-pages~1", 4), ("origin/gh-pages~2", 4), ("origin/gh-pages", 0)):
        args = [sys.executable, "-m", "handbook", "guard", "--old", old, "--new", "origin/gh-pages", "--ref", GH_PAGES]
        done = subprocess.run(
            args, cwd=here, check=False, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOUSE)}
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert (f"versie {FIRST} is gepubliceerd en mag niet veranderen" in done.stderr) == bool(code)


@pytest.mark.parametrize("line", ["x", "a b", "a b c", f"{'0' * 40} {'0' * 40} gh-pages", f"{'0' * 40} bestaat-niet refs/heads/gh-pages"])
def test_a_line_that_git_would_not_give(line: str, remote: Path) -> None:
    with pytest.raises(CannotWork):
        guard.guard([line], Repository(remote, remote), [Edition()], lambda _: None)


def test_what_does_not_move_is_not_judged(remote: Path) -> None:
    assert guard.guard([f"{tip(remote)} {tip(remote)} {GH_PAGES}\n", "\n"], Repository(remote, remote), [Edition()], lambda _: None) == []


def test_a_commit_that_is_not_there_is_refused(remote: Path) -> None:
    """A build server that did not fetch all cannot say that all is well."""
    assert judged(remote, "f" * 40, tip(remote), GH_PAGES)
    assert judged(remote, tip(remote), "f" * 40, GH_PAGES)


# The way there


def test_a_version_that_is_another_in_the_middle_of_a_push(root: Path, remote: Path) -> None:
    """Whoever looks at the end alone sees nothing: it was put back."""
    text = raw(root, f"{FIRST}/index.html")
    put(root, {f"{FIRST}/index.html": "anders"})
    middle = put(root, {f"{FIRST}/index.html": text})
    said = refused(root, remote, "gh-pages")
    assert f"in de commit {git(root, 'rev-parse', f'{middle}~1')[:12]}, onderweg in wat u verstuurt, is versie {FIRST} een andere" in said


def test_a_version_that_comes_and_goes_in_the_middle_of_a_push(root: Path, remote: Path) -> None:
    put(root, {f"{OTHER}/index.html": "x"})
    put(root, {OTHER: None})
    assert f"is versie {OTHER} een andere" in refused(root, remote, "gh-pages")


def test_several_acts_in_one_push_pass(root: Path, remote: Path) -> None:
    add(root, OTHER)
    take_down(root, OTHER)
    add(root, "2027-06-01")
    taken, said = pushed(root, "--atomic", "gh-pages", "--tags")
    assert taken, said
    assert differences(root, remote="origin")[0] == []


def test_fixed_addresses_stay_while_the_register_cannot_be_read(root: Path, tmp_path: Path) -> None:
    put(root, {"regime.json": "{"})
    path = bare(tmp_path / "ver.git")
    git(root, "push", "--quiet", str(path), "main", "gh-pages", "--tags")
    git(root, "remote", "add", "origin", str(path))
    arm(path)
    good = git(root, "rev-parse", "gh-pages")
    put(root, {"geldend/index.html": raw(root, "geldend/index.html").replace(b"2026", b"2019")})
    assert "geldend mag niet veranderen zolang het register niet te lezen is" in refused(root, path, "gh-pages")
    git(root, "update-ref", GH_PAGES, good)
    rebuild.rebuild(project(root), date.fromisoformat(TODAY), push="origin", say=lambda _: None)
    assert differences(root, remote="origin")[0] == []


def test_a_branch_that_lost_its_tags_may_be_put_back(root: Path, remote: Path) -> None:
    """And nothing else may be forced, also while it is lost."""
    (remote / "hooks/pre-receive").rename(remote / "hooks/weg")
    git(root, "push", "--quiet", "--force", "origin", f"{git(root, 'commit-tree', '-m', 'squash', 'gh-pages^{tree}')}:{GH_PAGES}")
    (remote / "hooks/weg").rename(remote / "hooks/pre-receive")
    other = git(root, "commit-tree", "-m", "anders", f"revisie/{FIRST}^{{tree}}")
    assert "zou de geschiedenis vervangen" in refused(root, remote, "--force", f"{other}:{GH_PAGES}")
    assert "zou de geschiedenis vervangen" in refused(root, remote, "--force", f"revisie/{FIRST}^{{commit}}:{GH_PAGES}")
    taken, said = pushed(root, "--force", f"van-de-site/{GONE}/1^{{commit}}:{GH_PAGES}")
    assert taken, said
    assert "wordt teruggezet op zijn tags" in said
    rebuild.rebuild(project(root), date.fromisoformat(TODAY), push="origin", say=lambda _: None)
    assert differences(root, remote="origin")[0] == []
