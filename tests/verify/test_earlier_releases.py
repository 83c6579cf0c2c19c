"""Archives that earlier releases of the program published: they verify, and the register keeps what it says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handbook.archive import manifest, published_text
from handbook.archive.branch import dated
from handbook.archive.git import Repository
from tests.support.fork import handbook
from tests.support.proving import put, raw, refused
from tests.support.publishing import GH_PAGES, TODAY, git, named, tip

ARCHIVES = sorted((Path(__file__).parent / "earlier").glob("*.bundle"))
"""One `git bundle` of the published branch and its tags per release, each named after the release."""


@pytest.fixture(params=ARCHIVES, ids=[path.stem for path in ARCHIVES])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HANDBOEK_VANDAAG", TODAY)
    root = tmp_path / "project"
    git(tmp_path, "init", "--quiet", str(root))
    git(root, "fetch", "--quiet", str(request.param), "refs/*:refs/*")
    # Whatever changes an archive wants to stand in a handbook.
    (root / "mkdocs.yml").write_text("site_name: Handboek\n", "utf-8")
    return root


def register(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(git(root, "show", f"{GH_PAGES}:regime.json"))
    return found


def test_every_earlier_release_has_an_archive() -> None:
    assert ARCHIVES
    assert manifest.tools()["handbook"] not in {path.stem for path in ARCHIVES}


def test_its_archive_verifies(root: Path) -> None:
    done = handbook(root, "verify")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", ["versies/index.html", "versies/register.js", "robots.txt", "geldend/index.html"])
def test_what_it_did_not_make_is_found(path: str, root: Path) -> None:
    """Its register vouches for the page, and is right in all else."""
    named(root)
    page, regime = raw(root, path) + b"<!-- x -->", register(root)
    if path in regime["bestanden"]:
        regime["bestanden"][path] = manifest.sha256(page)
    before = tip(root)
    put(root, {path: page, "regime.json": manifest.canonical(regime)})
    done = handbook(root, "verify")
    assert (done.returncode, f"{path}: dit is niet" in done.stdout) == (1, True), done.stdout + done.stderr
    assert f"{path}: dit is niet" in refused(root, before)


def test_the_rebuilt_register_says_the_same(root: Path) -> None:
    before = register(root)
    done = handbook(root, "register", "--rebuild")
    assert done.returncode == 0, done.stdout + done.stderr
    after = register(root)
    for row in before["versies"]:
        # What those releases called by the word for a repeal was: taken off the site.
        if gone := row["ingetrokken"]:
            row |= {"ingetrokken": None, "van_de_site": [{"wat": "alles", "plek": None, "nummer": None, "vraag": None, **gone}]}
    assert any("van_de_site" in row for row in before["versies"])
    for one in (before, after):
        # Which program wrote it, and what its pages look like, is all that a release may change.
        del one["handbook"], one["bestanden"]
    assert after == before
    done = handbook(root, "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_texts_are_read_by_article(root: Path) -> None:
    """None of them has artikelen.json; a text that was taken off the site cannot be read, and neither can an article."""
    branch = Repository(root)
    folders = {str(name): branch.entries(GH_PAGES)[folder].id for name, folder in dated(branch.entries(GH_PAGES)).items()}
    read = {name: published_text.data(lambda file, tree=tree: branch.read(f"{tree}:{file}")) for name, tree in folders.items()}  # type: ignore[misc]
    listed = {name: text and [(one["id"], one["nummer"], one["titel"]) for one in text["artikelen"]] for name, text in read.items()}
    gone = {row["versie"] for row in register(root)["versies"] if row["ingetrokken"] or row.get("van_de_site")}
    assert {name for name, articles in listed.items() if articles != [("doel", "1.1", "Doel")]} == gone
    assert listed["2026-03-01"] is None


@pytest.mark.parametrize("version", ["2026-03-01", "2026-07-01"])
def test_both_acts_go_on_where_it_stopped(root: Path, version: str) -> None:
    """Also for a text that it took off the site itself, which cannot go again but can be repealed."""
    named(root)
    why = ("--reason", "r", "--by", "d")
    if version == "2026-03-01":
        done = handbook(root, "take-down", version, *why, "--ask", "HR", "--yes")
        assert "was al van de website gehaald" in done.stdout, done.stdout + done.stderr
        assert handbook(root, "restore", version).returncode == 0
    else:
        done = handbook(root, "take-down", version, *why, "--ask", "HR", "--yes")
        assert done.returncode == 0, done.stdout + done.stderr
        done = handbook(root, "repeal", version, "--from", TODAY, "--instead", "geen", "--decided", TODAY, *why, "--yes")
        assert done.returncode == 0, done.stdout + done.stderr
        assert (register(root)["schema"], register(root)["geldend"]) == (2, None)
    done = handbook(root, "verify")
    assert done.returncode == 0, done.stdout + done.stderr
