"""Proof on real archives: nothing is said of an untouched one, and whatever was touched is found and named."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import manifest, redirects
from handbook.archive.digests import algorithm_of, tree_id
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.publish import publish as publishing
from handbook.verify import opened, render, verify
from handbook.verify.difference import Difference
from tests.support.authority import Authority, serving
from tests.support.passages import OTHER, passages
from tests.support.proving import (
    CURRENT,
    FIRST,
    GONE,
    NEWEST,
    PUBLISHED,
    add,
    differences,
    exported,
    page_and_manifest,
    put,
    raw,
    refused,
    repeal,
    retag,
    take_down,
)
from tests.support.publishing import GH_PAGES, HOUSE, TODAY, bare, clone, git, handbook, land, publish, repository, revise, tip
from tests.support.server import served
from tests.support.soaking import SOAK


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    return exported(root, tmp_path / "web" / "site")


@pytest.fixture
def remote(root: Path, server: Path) -> Path:
    git(root, "fetch", "--quiet", "origin")
    return server


def paths(found: list[Difference]) -> list[str]:
    return [one.path for one in found]


def changed(data: bytes, **facts: object) -> bytes:
    """Canonical JSON with other facts in it."""
    return manifest.canonical({**json.loads(data), **facts})


# Nothing was touched


def test_an_untouched_branch_has_no_differences(root: Path) -> None:
    found, said = differences(root)
    assert found == []
    assert "6 versies" in said
    print_ = manifest.sha256(raw(root, f"{NEWEST}/manifest.json"))
    assert f"De nieuwste vingerafdruk, van versie {NEWEST}: {print_}" in said
    assert render(found) == "Alles klopt: elk bestand is zoals het is gepubliceerd."


def test_an_untouched_remote_folder_and_site_have_none_either(root: Path, remote: Path, folder: Path, tmp_path: Path) -> None:
    before = git(root, "for-each-ref"), git(remote, "for-each-ref")
    for name in ("origin", str(remote), remote.as_uri()):
        assert differences(root, remote=name)[0] == []
    assert differences(tmp_path, remote=str(remote))[0] == []
    assert (git(root, "for-each-ref"), git(remote, "for-each-ref")) == before
    assert differences(root, folder=folder)[0] == []
    found, said = differences(tmp_path, folder=folder)
    assert found == []
    assert "De tags zijn dus niet vergeleken" in said
    with served(folder) as url:
        found, said = differences(root, url=url)
    assert found == []
    assert "Of er iets bij is gekomen, is dus niet te zien" in said


def test_a_link_to_the_folder_is_the_folder(root: Path, folder: Path) -> None:
    (folder.parent / "nu").symlink_to(folder)
    assert differences(root, folder=folder.parent / "nu")[0] == []


def test_a_real_handbook_as_it_is_built(tmp_path: Path) -> None:
    root = handbook(tmp_path / "handboek")
    for name in ("", "2026-07-01"):
        if name:
            revise(root, name)
            git(root, "add", "--all")
            git(root, "commit", "--quiet", "--message", name)
        assert publish(root).code == 0
    assert differences(root)[0] == []
    folder = exported(root, tmp_path / "web" / "site")
    assert differences(root, folder=folder)[0] == []
    page = folder / "2026-07-01" / "doel/index.html"
    page = page if page.exists() else folder / "2026-07-01" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"</h1>", b".</h1>", 1))
    assert page.relative_to(folder).as_posix() in paths(differences(root, folder=folder)[0])


def test_before_the_first_day_the_root_says_so(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    add(root, "2027-01-01")
    assert differences(root)[0] == []
    put(root, {"index.html": raw(root, "index.html").replace(b"2027-01-01", b"2027-01-02")})
    assert paths(differences(root)[0]) == ["index.html"]


def test_a_git_of_sha256(tmp_path: Path) -> None:
    root = repository(tmp_path / "project", **{"object-format": "sha256"})
    for version in (FIRST, CURRENT):
        add(root, version)
    folder = exported(root, tmp_path / "web" / "site")
    assert algorithm_of((folder / "regime.json").read_bytes()) == "sha256"
    path = bare(tmp_path / "ver.git")
    shutil.rmtree(path)
    git(tmp_path, "init", "--quiet", "--bare", "--object-format=sha256", str(path))
    git(root, "push", "--quiet", str(path), "gh-pages", "--tags")
    assert differences(root)[0] == differences(root, folder=folder)[0] == differences(tmp_path, remote=str(path))[0] == []


@pytest.mark.parametrize("name", [f"van-de-site/{GONE}/1", f"revisie/{GONE}"])
def test_a_tag_of_a_text_that_went_stands_on_a_commit_that_holds_it(name: str, root: Path) -> None:
    """Only where the text was erased from git as well (tests/verify/test_backup.py), what stood before its removal has no commit that does."""
    retag(root, name, git(root, "rev-list", "--reverse", "gh-pages").splitlines()[0])
    assert f"op de plek van deze tag staat geen versie {GONE}." in render(differences(root)[0])


def test_a_shallow_clone_and_a_clone_without_tags(remote: Path, tmp_path: Path) -> None:
    shallow = clone(remote, tmp_path / "ondiep", "--depth=1", "--no-single-branch")
    git(shallow, "fetch", "--quiet", "--tags", "--depth=1")
    assert differences(shallow)[0] == []
    bald = clone(remote, tmp_path / "zonder-tags", "--no-tags")
    found, _ = differences(bald)
    assert {one.path for one in found} == {f"revisie/{name}" for name in PUBLISHED if name != GONE} | {f"van-de-site/{GONE}/1"}
    assert "git fetch origin --tags" in render(found)


def test_the_pages_that_lead_on_are_written_as_mike_writes_them(root: Path) -> None:
    assert redirects.redirect(f"../../{CURRENT}/doel/") == raw(root, "geldend/doel/index.html")


# Touched, one thing at a time


def _edit(path: str, **facts: object) -> Callable[[Path], dict[str, bytes | str | None]]:
    return lambda root: {path: changed(raw(root, path), **facts)}


def _reason(version: str) -> Callable[[Path], dict[str, bytes | str | None]]:
    """Another reason why a text was taken off the site."""

    def edit(root: Path) -> dict[str, bytes | str | None]:
        said = json.loads(raw(root, f"{version}/van-de-site.json"))
        said["maatregelen"][0]["reden"] = "x"
        return {f"{version}/van-de-site.json": manifest.canonical(said)}

    return edit


def _regime(version: str, key: str, value: object) -> Callable[[Path], dict[str, bytes | str | None]]:
    def edit(root: Path) -> dict[str, bytes | str | None]:
        regime = json.loads(raw(root, "regime.json"))
        next(row for row in regime["versies"] if row["versie"] == version)[key] = value
        return {"regime.json": manifest.canonical(regime)}

    return edit


def _fixed(files: Mapping[str, bytes | str | None]) -> Callable[[Path], Mapping[str, bytes | str | None]]:
    return lambda _: files


def _listed(edit: Callable[[list[dict[str, Any]]], object]) -> Callable[[Path], dict[str, bytes | str | None]]:
    def change(root: Path) -> dict[str, bytes | str | None]:
        listed = json.loads(raw(root, "versions.json"))
        edit(listed)
        return {"versions.json": json.dumps(listed, indent=2)}

    return change


TOUCHED: dict[str, tuple[Callable[[Path], Mapping[str, bytes | str | None]], set[str], str]] = {
    "a page": (_fixed({f"{FIRST}/index.html": "anders"}), {f"{FIRST}/index.html", FIRST}, "anders dan bij de publicatie"),
    "an attachment is gone": (_fixed({f"{FIRST}/bijlage.txt": None}), {f"{FIRST}/bijlage.txt", FIRST}, "ontbreekt"),
    "a file more": (_fixed({f"{FIRST}/extra.html": "x"}), {f"{FIRST}/extra.html", FIRST}, "bij gekomen"),
    "a time stamp more": (_fixed({f"{FIRST}/manifest.tsr": "x"}), {f"{FIRST}/manifest.tsr", FIRST}, "geen tijdstempel volgens RFC 3161"),
    "a manifest": (
        _edit(f"{FIRST}/manifest.json", bron="0" * 40),
        {f"{FIRST}/manifest.json", FIRST, "regime.json"},
        "heeft vastgelegd",
    ),
    "a manifest and its page": (page_and_manifest(FIRST), {f"{FIRST}/manifest.json", FIRST, "regime.json"}, "andere vingerafdruk"),
    "the newest manifest and its page": (page_and_manifest(NEWEST), {f"{NEWEST}/manifest.json", NEWEST, "regime.json"}, "zegt"),
    "a manifest is gone": (_fixed({f"{FIRST}/manifest.json": None}), {f"{FIRST}/manifest.json", FIRST}, "de lijst van vingerafdrukken"),
    "a fact": (
        _edit(f"{FIRST}/revisie.json", bekendgemaakt="2025-01-01"),
        {f"{FIRST}/revisie.json", FIRST},
        "anders dan bij de publicatie",
    ),
    "facts of another": (_edit(f"{FIRST}/revisie.json", versie="2026-01-02"), {f"{FIRST}/revisie.json", FIRST}, "van een andere versie"),
    "a version is gone": (
        _fixed({CURRENT: None}),
        {"de reeks", f"revisie/{CURRENT}", "regime.json", "versions.json"},
        "geen versie met volgnummer 5",
    ),
    "the newest version is gone": (
        _fixed({NEWEST: None}),
        {f"revisie/{NEWEST}", "regime.json", "versions.json"},
        "de versie bij deze tag ontbreekt",
    ),
    "a name like a date": (_fixed({"2026-1-1/index.html": "x"}), {"2026-1-1"}, "lijkt op de naam van een versie"),
    "a day that is none": (_fixed({"2026-02-30/index.html": "x"}), {"2026-02-30"}, "lijkt op de naam van een versie"),
    "a version that is a file": (_fixed({"2026-05-05": "x"}), {"2026-05-05"}, "de map van een versie"),
    "a folder more": (_fixed({"extra/index.html": "x"}), {"extra"}, "hoort niet bij het archief"),
    "a file at the root": (_fixed({"sw.js": "x"}), {"sw.js"}, "hoort niet bij het archief"),
    "a page of the register": (_fixed({"versies/index.html": "x"}), {"versies/index.html"}, "vingerafdruk is anders"),
    "a file beside it": (_fixed({"versies/extra.js": "x"}), {"versies/extra.js"}, "bij gekomen"),
    "a page of the register is gone": (_fixed({"op/index.html": None}), {"op/index.html"}, "ontbreekt"),
    "the register is gone": (_fixed({"regime.json": None}), {"regime.json"}, "ontbreekt"),
    "the register leads elsewhere": (_edit("regime.json", geldend=FIRST), {"regime.json"}, f'"geldend" is "{FIRST}"'),
    "the register's day": (_edit("regime.json", peildatum="2027-06-01"), {"regime.json"}, "moet nog komen"),
    "a fact in the register": (_regime(FIRST, "bekendgemaakt", "2025-01-01"), {"regime.json"}, f"versie {FIRST}"),
    "one as a boolean": (_regime(FIRST, "volgnummer", True), {"regime.json"}, "vaste vorm"),
    "a key more in the register": (_edit("regime.json", extra=1), {"regime.json"}, "extra"),
    "mike's list is gone": (_fixed({"versions.json": None}), {"versions.json"}, "ontbreekt"),
    "mike's list lacks one": (_listed(lambda rows: rows.pop()), {"versions.json"}, f"versie {FIRST} ontbreekt"),
    "mike's list has one twice": (_listed(lambda rows: rows.append(rows[0])), {"versions.json"}, "meer dan één keer"),
    "mike's list has one more": (
        _listed(lambda rows: rows.append({**rows[0], "version": "2020-01-01", "title": "1 januari 2020", "aliases": []})),
        {"versions.json"},
        "niet in het archief",
    ),
    "mike's list is turned": (_listed(lambda rows: rows.reverse()), {"versions.json"}, "volgorde"),
    "a title": (_listed(lambda rows: rows[0].update(title="x")), {"versions.json"}, "veranderd"),
    "the alias in mike's list": (_listed(lambda rows: rows[0].update(aliases=["geldend"])), {"versions.json"}, '"geldend" leidt naar'),
    "the alias": (_fixed({"geldend/doel/index.html": "x"}), {"geldend/doel/index.html"}, f"naar versie {CURRENT}"),
    "a page of the alias is gone": (_fixed({"geldend/doel/index.html": None}), {"geldend/doel/index.html"}, "ontbreekt"),
    "a page more in the alias": (_fixed({"geldend/x.html": "x"}), {"geldend/x.html"}, "bij gekomen"),
    "the root": (_fixed({"index.html": "x"}), {"index.html"}, "leidt"),
    "the mark for the host": (_fixed({".nojekyll": "x"}), {".nojekyll"}, "leeg"),
    "a page off the site": (_fixed({f"{GONE}/index.html": "x"}), {f"{GONE}/index.html", GONE}, "anders"),
    "a text off the site is back": (_fixed({f"{GONE}/bijlage.txt": "x"}), {f"{GONE}/bijlage.txt", GONE}, "bij gekomen"),
    "a reason": (_reason(GONE), {GONE, "regime.json"}, "van_de_site"),
}


@pytest.mark.parametrize("name", TOUCHED)
def test_touched_on_the_branch(name: str, root: Path) -> None:
    edit, expected, said = TOUCHED[name]
    before = tip(root)
    put(root, edit(root))
    found, _ = differences(root)
    assert {*paths(found)} == expected, render(found)
    assert said in render(found)
    assert refused(root, before)


SERVED = [*TOUCHED][:: 1 if SOAK else 9]
"""A ninth of them in `make test`, every one of which is found on the branch there: a folder and its site are read by the same rules."""


@pytest.mark.parametrize("name", SERVED)
def test_touched_on_a_web_server(name: str, root: Path, tmp_path: Path) -> None:
    """The same found in a folder and on its site, with a clone at hand; a site cannot show what was added."""
    edit, _, _ = TOUCHED[name]
    before = tip(root)
    put(root, edit(root))
    touched = exported(root, tmp_path / "web" / "touched")
    git(root, "update-ref", GH_PAGES, before)
    there, _ = differences(root, folder=touched)
    assert there
    hidden = {"a file more", "a name like a date", "a day that is none", "a version that is a file", "a folder more", "a file at the root"}
    hidden |= {"a file beside it", "a page more in the alias", "a text off the site is back"}
    with served(touched) as url:
        found, _ = differences(root, url=url)
    assert bool(found) == (name not in hidden), render(found)


def test_damage_is_not_blamed_on_the_register(root: Path) -> None:
    """Else a person would rebuild the register, and the damage would look right."""
    put(root, {f"{FIRST}/index.html": "x"})
    assert "register --rebuild" not in render(differences(root)[0])
    assert "handbook restore" in render(differences(root)[0])
    put(root, page_and_manifest(NEWEST)(root))
    assert "register --rebuild" not in render(differences(root)[0])


def test_what_can_be_run_and_what_cannot(root: Path) -> None:
    put(root, {f"{FIRST}/index.html": raw(root, f"{FIRST}/index.html")}, modes={f"{FIRST}/index.html": "100755"})
    assert FIRST in paths(differences(root)[0])


# A name of others


def test_names_that_are_no_versions_of_ours(root: Path) -> None:
    """They are found, until main lists each of their files; then a byte more is found."""
    listed = [*json.loads(raw(root, "versions.json")), {"version": "proef", "title": "Proef", "aliases": []}]
    own = {"proef/index.html": "x", "CNAME": "handboek.proefhuis.test"}
    put(root, {"versions.json": json.dumps([listed[-1], *listed[:-1]], indent=2), **own})
    found, _ = differences(root)
    assert paths(found) == ["CNAME", "proef", "versions.json"]
    assert manifest.sha256(b"handboek.proefhuis.test") in found[0].what
    edition = Edition(own={path: manifest.sha256(text.encode()) for path, text in own.items()})
    assert differences(root, edition=edition)[0] == []
    put(root, {"CNAME": "elders.example", "proef/extra.html": "x"})
    assert [str(one).partition(". ")[0] for one in differences(root, edition=edition)[0]] == [
        "CNAME: dit bestand is anders dan eigen-bestanden.yml zegt",
        "proef/extra.html: dit bestand hoort niet bij het archief.",
    ]


# Tags


def _gone(root: Path) -> None:
    git(root, "tag", "--delete", f"revisie/{FIRST}")


def _light(root: Path) -> None:
    git(root, "tag", "--force", f"revisie/{FIRST}", f"revisie/{FIRST}^{{commit}}")


def _elsewhere(root: Path) -> None:
    retag(root, f"revisie/{FIRST}", f"revisie/{CURRENT}^{{commit}}")


def _to_main(root: Path) -> None:
    retag(root, f"revisie/{FIRST}", "main")


def _renamed(root: Path) -> None:
    git(root, "update-ref", f"refs/tags/revisie/{FIRST}", git(root, "rev-parse", f"revisie/{CURRENT}"))


def _other_message(root: Path) -> None:
    retag(root, f"revisie/{FIRST}", f"revisie/{FIRST}^{{commit}}", f"Revisie {FIRST}\n\nManifest-SHA-256: {'0' * 64}\n")


def _no_message(root: Path) -> None:
    retag(root, f"revisie/{FIRST}", f"revisie/{FIRST}^{{commit}}", "x")


def _bad_name(root: Path) -> None:
    retag(root, "revisie/laatste", "gh-pages", "x")


def _too_many(root: Path) -> None:
    retag(root, "revisie/2020-01-01", "gh-pages", "x")


def _withdrawal_gone(root: Path) -> None:
    git(root, "tag", "--delete", f"van-de-site/{GONE}/1")


def _withdrawal_more(root: Path) -> None:
    retag(root, f"van-de-site/{FIRST}/1", "gh-pages", "x")


def _unsaid(root: Path) -> None:
    """The text of a withdrawn version put back, with its tag there to bless it."""
    tree = git(root, "rev-parse", f"revisie/{GONE}:{GONE}")
    index = {"GIT_INDEX_FILE": str(root.parent / "terug")}
    git(root, "read-tree", "gh-pages", env=index)
    git(root, "rm", "-r", "-q", "--cached", GONE, env=index)
    git(root, "read-tree", f"--prefix={GONE}/", tree, env=index)
    git(root, "update-ref", GH_PAGES, git(root, "commit-tree", "-m", "x", "-p", "gh-pages", git(root, "write-tree", env=index)))


TAGGED: dict[Callable[[Path], object], tuple[str, str]] = {
    _gone: (f"revisie/{FIRST}", "ontbreekt"),
    _light: (f"revisie/{FIRST}", "er hoort tekst bij te staan"),
    _elsewhere: (f"revisie/{FIRST}", "niet bij de commit die"),
    _to_main: (f"revisie/{FIRST}", "staat niet op de branch"),
    _renamed: (f"revisie/{FIRST}", "onder een andere naam"),
    _other_message: (f"{FIRST}/manifest.json", f"anders dan de tag revisie/{FIRST} zegt"),
    _no_message: (f"revisie/{FIRST}", "noemt geen vingerafdruk"),
    _bad_name: ("revisie/laatste", "niet de naam van een versie"),
    _too_many: ("revisie/2020-01-01", "de versie bij deze tag ontbreekt"),
    _withdrawal_gone: (f"van-de-site/{GONE}/1", "ontbreekt"),
    _withdrawal_more: (f"van-de-site/{FIRST}/1", "heeft de tekst nog of weer"),
    _unsaid: (f"van-de-site/{GONE}/1", "heeft de tekst nog of weer"),
}


@pytest.mark.parametrize("harm", TAGGED, ids=lambda harm: harm.__name__)
def test_tags(harm: Callable[[Path], object], root: Path) -> None:
    harm(root)
    path, said = TAGGED[harm]
    found, _ = differences(root)
    assert any(one.path == path and said in one.what for one in found), render(found)


def test_a_part_that_took_more_with_it_is_found_though_record_and_tag_agree(root: Path) -> None:
    """Somebody without a guard in the way: the act and the forged page are one commit, and its tag stands on it."""
    version = "2027-05-01"
    assert land(root, passages(root.parent / "delen", version), version).code == 0
    take_down(root, version, article="klanten")
    assert differences(root)[0] == []
    page = raw(root, f"{version}/klanten/index.html").replace(OTHER.encode(), b"Wat u weet, mag u vertellen.")
    said = json.loads(raw(root, f"{version}/van-de-site.json"))
    said["anders"]["klanten/index.html"] = manifest.sha256(page)
    put(root, {f"{version}/klanten/index.html": page, f"{version}/van-de-site.json": manifest.canonical(said)})
    forged = git(root, "commit-tree", "-m", "x", "-p", "gh-pages~2", "gh-pages^{tree}")
    git(root, "update-ref", GH_PAGES, forged)
    retag(root, f"van-de-site/{version}/1", forged)
    assert "veranderde er meer dan er van de website moest" in render(differences(root)[0])


def test_a_text_off_the_site_may_be_gone_from_git(root: Path) -> None:
    git(root, "tag", "--delete", f"revisie/{GONE}")
    found, said = differences(root)
    assert found == []
    assert "de tag van de oude tekst is er niet meer" in said


OFF = partial(take_down, push="origin")
REPEALED = partial(repeal, version=CURRENT, since=TODAY, instead=FIRST, push="origin")
ERASED: dict[str, tuple[str, tuple[Callable[[Path], object], ...]]] = {
    "the whole text": (GONE, ()),
    "a page": (FIRST, (partial(OFF, version=FIRST, page="doel/"),)),
    "an article": (FIRST, (partial(OFF, version=FIRST, article="doel"),)),
    "twice": (FIRST, (partial(OFF, version=FIRST, article="doel"), partial(OFF, version=FIRST))),
    "repealed before": (CURRENT, (REPEALED, partial(OFF, version=CURRENT, page="doel/"))),
    "repealed after": (CURRENT, (partial(OFF, version=CURRENT), REPEALED)),
    "another one gone too": (FIRST, (partial(OFF, version=CURRENT, page="doel/"), partial(OFF, version=FIRST, page="doel/"))),
}
"""What happened -> the version that is erased, and the acts."""


def _told(repo: Path) -> dict[str, str]:
    """What every tag says."""
    found = {name: git(repo, "tag", "--list", "--format=%(contents)%(taggerdate)", name) for name in git(repo, "tag", "--list").split()}
    return {name: " ".join(text.split()) for name, text in found.items()}


@pytest.mark.parametrize("what", ERASED)
def test_a_text_is_erased_as_the_document_says(root: Path, remote: Path, tmp_path: Path, what: str) -> None:
    """The commands of deploy/archive.md, in a bare clone as it says there."""
    version, acts = ERASED[what]
    for act in acts:
        act(root)
    document = (HOUSE / "deploy/archive.md").read_text("utf-8")
    script = document.split("runs this block -->\n```bash\n")[1].split("```")[0]
    assert "version=2026-11-01" in script
    push = document.split("must end with 0.\nThen:\n\n```sh\n")[1].split("```")[0]
    old = git(root, "rev-parse", f"revisie/{version}:{version}/{'bijlage.txt' if version == GONE else 'doel/index.html'}")
    kept = {
        *git(root, "rev-parse", *(f"gh-pages:{name}" for name in git(root, "ls-tree", "-r", "--name-only", "gh-pages").split())).split()
    }
    mirror = tmp_path / "erase.git"
    git(tmp_path, "clone", "--quiet", "--bare", remote.as_uri(), str(mirror))
    git(mirror, "config", "user.name", "Beheer")
    git(mirror, "config", "user.email", "beheer@proefhuis.test")
    before = _told(root)
    script = script.replace("version=2026-11-01", f"version={version}")
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", f"{script}\n{push}"], cwd=mirror, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found, said = differences(mirror)
    assert found == []
    assert "de tag van de oude tekst is er niet meer" in said
    assert (subprocess.run(["git", "cat-file", "-e", old], cwd=mirror, check=False, capture_output=True).returncode == 0) == (old in kept)
    assert int(git(mirror, "rev-list", "--count", "gh-pages")) == int(git(root, "rev-list", "--count", "gh-pages"))
    gone = {f"revisie/{version}", *sorted(name for name in before if name.startswith(f"van-de-site/{version}/"))[:-1]}
    assert _told(mirror) == {name: text for name, text in before.items() if name not in gone}
    assert differences(tmp_path, remote=str(remote))[0] == []
    assert "zijn geschiedenis is vervangen" in render(differences(root, remote="origin")[0])


def test_a_tag_that_this_computer_knew_otherwise(root: Path, remote: Path) -> None:
    """Somebody with all power over the server rewrites version, chain and tags alike; a clone of before tells."""
    message = git(root, "tag", "--list", "--format=%(contents)", f"revisie/{NEWEST}")
    git(remote, "config", "user.name", "x")
    git(remote, "config", "user.email", "x@proefhuis.test")
    retag(remote, f"revisie/{NEWEST}", f"revisie/{NEWEST}^{{commit}}", message)
    assert differences(remote)[0] == []
    found, _ = differences(root, remote="origin")
    assert [str(one) for one in found] == [
        f"revisie/{NEWEST}: deze tag is op de branch gh-pages op origin een andere dan op deze computer."
    ]


def test_a_history_that_was_replaced(root: Path, remote: Path) -> None:
    new = git(remote, "commit-tree", "-m", "x", "-p", "gh-pages~1", "gh-pages^{tree}")
    git(remote, "update-ref", GH_PAGES, new)
    found, _ = differences(root, remote="origin")
    assert "gh-pages" in paths(found)
    assert "zijn geschiedenis is vervangen" in render(found)


# Signatures


@pytest.fixture
def keys(tmp_path: Path) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        path = tmp_path / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
        return path

    return make


def sign(root: Path, key: Path) -> None:
    git(root, "config", "gpg.format", "ssh")
    git(root, "config", "user.signingkey", str(key))


def trust(root: Path, key: Path) -> None:
    (root.parent / "wie").write_text(f"tester@proefhuis.test {key.with_suffix('.pub').read_text()}", "utf-8")
    git(root, "config", "gpg.ssh.allowedSignersFile", str(root.parent / "wie"))


def test_signatures(root: Path, remote: Path, keys: Callable[[str], Path]) -> None:
    assert "De tags zijn niet ondertekend" in differences(root)[1]
    key = keys("sleutel")
    sign(root, key)
    add(root, "2027-02-01", push="origin")
    found, said = differences(root)
    assert found == []
    assert "zijn niet gecontroleerd: git weet niet wie mag ondertekenen" in said
    trust(root, key)
    for where in (None, "origin"):
        found, said = differences(root, remote=where)
        assert found == []
        assert "onder" not in said
    trust(root, keys("andere"))
    found, _ = differences(root)
    assert paths(found) == ["revisie/2027-02-01"]
    assert "de handtekening onder deze tag klopt niet" in render(found)


def test_a_tag_without_signature_after_one_that_has_it(root: Path, keys: Callable[[str], Path]) -> None:
    key = keys("sleutel")
    sign(root, key)
    trust(root, key)
    add(root, "2027-02-01")
    git(root, "config", "--unset", "user.signingkey")
    git(root, "config", "--unset", "gpg.format")
    add(root, "2027-03-01")
    found, _ = differences(root)
    assert [str(one) for one in found] == ["revisie/2027-03-01: deze tag is niet ondertekend, terwijl een eerdere tag dat wel is."]


# Time stamps


def test_time_stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = handbook(tmp_path / "handboek")
    ours, theirs = (Authority.found(tmp_path / name) for name in ("klok", "andere"))
    with serving(lambda query, _: ours.reply(query)) as server:
        publishing.publish(Project.find(root), push=None, dry_run=False, say=lambda _: None, stamp_server=server)

    def found(roots: Path | None) -> tuple[list[str], str]:
        said: list[str] = []
        with opened(root, Edition()) as source:
            return [str(one) for one in verify(source, fingerprint=None, say=said.append, roots=roots)], "\n".join(said)

    assert found(None)[0] == found(ours.roots)[0] == []
    assert any("vertrouwde uitgever" in one for one in found(theirs.roots)[0])
    monkeypatch.setattr("handbook.verify.version.find_spec", lambda _: None)
    monkeypatch.setattr("handbook.verify.can_read_stamps", lambda: False)
    assert found(None)[0] == []
    assert "De tijdstempels zijn niet gecontroleerd" in found(None)[1]
    monkeypatch.undo()
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)
    put(root, {f"{FIRST}/manifest.tsr": raw(root, f"{FIRST}/manifest.tsr")[:-1]})
    assert any(one.startswith(f"{FIRST}/manifest.tsr: ") for one in found(None)[0])


# Fingerprints


def test_a_fingerprint_that_was_noted(root: Path) -> None:
    print_ = manifest.sha256(raw(root, f"{CURRENT}/manifest.json"))
    for text in (print_, f" {print_.upper()[:32]} {print_[32:]}\n"):
        found, said = differences(root, fingerprint=text)
        assert found == []
        assert f"De vingerafdruk die u gaf, is die van versie {CURRENT}." in said
    found, _ = differences(root, fingerprint="a" * 64)
    assert [str(one) for one in found] == [f"de reeks: geen enkele versie heeft de vingerafdruk {'a' * 64}."]
    with pytest.raises(CannotWork, match="64 tekens"):
        differences(root, fingerprint="abc")


# The ids that git would give


def test_ids_of_folders_are_those_of_git(root: Path, folder: Path) -> None:
    for name in PUBLISHED:
        files = {path.relative_to(folder / name).as_posix(): path for path in (folder / name).rglob("*") if path.is_file()}
        blobs = {path: git(root, "hash-object", str(file)) for path, file in files.items()}
        assert tree_id(blobs, "sha1") == git(root, "rev-parse", f"gh-pages:{name}")
