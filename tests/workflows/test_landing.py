"""What land.sh refuses, whoever packed it: it looks with git alone, and says so in a sentence; and what it signs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.handbooks import ROOT
from tests.support.publishing import bare, clone, git, repository, tip, write

SCRIPT = str(ROOT / "deploy/ci/land.sh")
FIRST, NEXT = "2026-01-01", "2027-02-01"
ZERO = "0" * 40


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository with an archive of one version, and the clone of the job that lands, beside the place where things are made."""
    folder = tmp_path_factory.mktemp("landen") / "w"
    folder.mkdir()
    maker = repository(folder / "maker")
    write(maker, {f"{FIRST}/index.html": "tekst", "versions.json": "[]"})
    git(maker, "tag", "--annotate", "--message", "Revisie", f"revisie/{FIRST}", "gh-pages")
    remote = bare(folder / "server.git")
    git(maker, "remote", "add", "origin", "../server.git")
    git(maker, "push", "--quiet", "origin", "main", "gh-pages", f"revisie/{FIRST}")
    git(clone(remote, folder / "werk"), "remote", "set-url", "origin", "../server.git")
    return folder


@pytest.fixture
def server(made: Path, tmp_path: Path) -> Path:
    """The server of a copy of it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "server.git"


def packed(folder: Path, *refs: str, act: str = "publish", **environment: str) -> tuple[int, str]:
    """What the script answers to a package of these refs."""
    maker, out = folder / "maker", folder / "werk/klaar"
    out.mkdir(exist_ok=True)
    known = git(folder / "server.git", "for-each-ref", "--format=^%(objectname)").splitlines()
    git(maker, "bundle", "create", "--quiet", str(out / "handboek.bundle"), *refs, *known)
    done = subprocess.run(
        ["bash", SCRIPT, act, "klaar"],
        cwd=folder / "werk",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "VERSIE": "", **environment},
    )
    return done.returncode, done.stdout + done.stderr


def version(maker: Path, name: str = NEXT) -> None:
    """A new version with its tag."""
    write(maker, {f"{name}/index.html": "nieuw"})
    git(maker, "tag", "--annotate", "--message", f"Revisie {name}\n\nManifest-SHA-256: abc", f"revisie/{name}", "gh-pages")


def refs(folder: Path) -> str:
    return git(folder / "server.git", "for-each-ref")


def test_a_version_with_its_tag_lands(server: Path, tmp_path: Path) -> None:
    version(tmp_path / "maker")
    code, said = packed(tmp_path, "gh-pages", f"refs/tags/revisie/{NEXT}")
    assert code == 0, said
    assert tip(server) == tip(tmp_path / "maker") and f"revisie/{NEXT}" in refs(tmp_path)


@pytest.mark.parametrize(
    ("act", "files", "ref", "why"),
    [
        ("publish", {f"{FIRST}/index.html": "anders"}, "gh-pages", "een gepubliceerde tekst zou veranderen"),
        ("publish", {f"{FIRST}/index.html": None}, "gh-pages", "een gepubliceerde tekst zou veranderen"),
        ("activate", {f"{NEXT}/index.html": "nieuw"}, "gh-pages", "er zou een tekst bij komen"),
        ("take-down", {f"{FIRST}/index.html": "anders"}, "gh-pages", "een gepubliceerde tekst zou veranderen"),
        ("publish", {"x": "x"}, "main", "main is geen branch van het archief"),
        ("publish", {"x": "x"}, "gh-pages/x", "geen branch van het archief"),
        ("correct", {"x": "x"}, "gh-pages", "gh-pages is geen branch voor een verbetering"),
        ("publish", {"x": "x"}, f"verbetering/{FIRST}.2", "geen branch van het archief"),
    ],
)
def test_what_the_act_may_not_change_is_refused(
    server: Path, tmp_path: Path, act: str, files: dict[str, str | None], ref: str, why: str
) -> None:
    maker, before = tmp_path / "maker", refs(tmp_path)
    made = write(maker, files)
    git(maker, "switch", "--quiet", "--detach")
    if ref.startswith("gh-pages/"):
        git(maker, "update-ref", "-d", "refs/heads/gh-pages")
    git(maker, "update-ref", f"refs/heads/{ref}", made)
    code, said = packed(tmp_path, f"refs/heads/{ref}", act=act, VERSIE=NEXT)
    assert (code, why in said, refs(tmp_path)) == (4, True, before), said


def test_what_is_changed_and_put_back_is_refused_too(server: Path, tmp_path: Path) -> None:
    maker, before = tmp_path / "maker", refs(tmp_path)
    write(maker, {f"{FIRST}/index.html": "anders"})
    write(maker, {f"{FIRST}/index.html": "tekst", f"{NEXT}/index.html": "nieuw"})
    code, said = packed(tmp_path, "gh-pages")
    assert (code, "zou veranderen" in said, refs(tmp_path)) == (4, True, before), said


def test_a_history_that_branches_is_refused(server: Path, tmp_path: Path) -> None:
    maker, before = tmp_path / "maker", refs(tmp_path)
    one = tip(maker)
    two = write(maker, {"x": "x"})
    both = git(maker, "commit-tree", "-p", two, "-p", git(maker, "rev-parse", "main"), "-m", "samen", f"{two}^{{tree}}")
    git(maker, "update-ref", "refs/heads/gh-pages", both)
    code, said = packed(tmp_path, "gh-pages")
    assert (one in before, code, "zou vertakken" in said, refs(tmp_path)) == (True, 4, True, before), said


def test_the_text_that_a_form_names_may_change_and_no_other(server: Path, tmp_path: Path) -> None:
    write(tmp_path / "maker", {f"{FIRST}/van-de-site.json": "{}"})
    code, said = packed(tmp_path, "gh-pages", act="take-down", VERSIE=FIRST)
    assert code == 0, said


@pytest.mark.parametrize(("act", "tag"), [("publish", "v1"), ("activate", f"revisie/{NEXT}"), ("correct", f"revisie/{NEXT}")])
def test_a_tag_that_does_not_belong_is_refused(server: Path, tmp_path: Path, act: str, tag: str) -> None:
    before = refs(tmp_path)
    git(tmp_path / "maker", "tag", "--annotate", "--message", "x", tag, "main")
    code, said = packed(tmp_path, f"refs/tags/{tag}", act=act)
    assert (code, "hoort niet bij deze opdracht" in said, refs(tmp_path)) == (4, True, before), said


def test_a_tag_without_a_text_says_nothing_and_is_refused(server: Path, tmp_path: Path) -> None:
    write(tmp_path / "maker", {"x": "x"})
    git(tmp_path / "maker", "tag", f"revisie/{NEXT}", "gh-pages")
    code, said = packed(tmp_path, f"refs/tags/revisie/{NEXT}")
    assert (code, "is geen tag met een tekst" in said) == (4, True), said


def test_a_tag_that_is_there_never_moves(server: Path, tmp_path: Path) -> None:
    before = refs(tmp_path)
    write(tmp_path / "maker", {"x": "x"})
    git(tmp_path / "maker", "tag", "--force", "--annotate", "--message", "anders", f"revisie/{FIRST}", "gh-pages")
    code, said = packed(tmp_path, "gh-pages", f"refs/tags/revisie/{FIRST}")
    assert (code, refs(tmp_path)) == (1, before), said


def test_who_came_second_overwrites_nothing_and_is_told(server: Path, tmp_path: Path) -> None:
    version(tmp_path / "maker")
    other = clone(server, tmp_path / "ander")
    git(other, "update-ref", "refs/heads/gh-pages", "refs/remotes/origin/gh-pages")
    write(other, {"versies/index.html": "van een ander"})
    git(other, "push", "--quiet", "origin", "gh-pages")
    output, before = tmp_path / "output", refs(tmp_path)
    made = ("gh-pages", f"refs/tags/revisie/{NEXT}")
    maker = tmp_path / "maker"
    known = f"^{git(maker, 'rev-parse', 'refs/remotes/origin/gh-pages')}"
    (tmp_path / "werk/klaar").mkdir()
    git(maker, "bundle", "create", "--quiet", str(tmp_path / "werk/klaar/handboek.bundle"), *made, known)
    for last, expected in (("nee", 0), ("ja", 1)):
        done = subprocess.run(
            ["bash", SCRIPT, "publish", "klaar"],
            cwd=tmp_path / "werk",
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "VERSIE": "", "LAATSTE": last, "GITHUB_OUTPUT": str(output)},
        )
        assert (done.returncode, "Iemand anders was eerder" in done.stdout) == (expected, True), done.stdout + done.stderr
    assert "verloren=ja" in output.read_text("utf-8") and refs(tmp_path) == before


def test_tags_are_signed_where_the_key_is_and_nowhere_else(server: Path, tmp_path: Path) -> None:
    key = tmp_path / "sleutel"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "handboek", "-f", str(key)], check=True)
    version(tmp_path / "maker")
    made = ("gh-pages", f"refs/tags/revisie/{NEXT}")
    wrong, said = packed(tmp_path, *made, SLEUTEL="geen sleutel")
    assert wrong != 0 and f"revisie/{NEXT}" not in refs(tmp_path), said
    code, said = packed(tmp_path, *made, SLEUTEL=key.read_text("utf-8"))
    assert code == 0, said
    (tmp_path / "mogen").write_text(f"hr@proefhuis.test {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    git(server, "-c", f"gpg.ssh.allowedSignersFile={tmp_path / 'mogen'}", "verify-tag", f"revisie/{NEXT}")
    told = git(server, "cat-file", "tag", f"revisie/{NEXT}")
    assert f"Revisie {NEXT}\n\nManifest-SHA-256: abc" in told
    assert git(server, "rev-parse", f"revisie/{NEXT}^{{commit}}") == tip(server)
