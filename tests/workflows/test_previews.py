"""Previews of proposals, played on a bare remote: one opens, is changed, and closes; two at once; a stranger's; and what no package may bring there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.handbooks import ROOT, draw
from tests.support.previews import GOOD, WRONG, preview
from tests.support.publishing import bare, clone, commit, git, repository, write
from tests.support.workflow_player import Host, Played, push, server

OWN, STRANGER = "proefhuis/handboek", "vreemde/handboek"
ADDRESS = "https://handboek.proefhuis.test/"
GH = """\
#!/usr/bin/env bash
# Answers as the API does: pull requests from the file beside it, branches from the server; and keeps what was written.
here=$(dirname "$0")
case "$*" in
*statuses*) echo "$*" >> "$here/said" ;;
*pulls*) cat "$here/pulls.json" ;;
*matching-refs*) git ls-remote "$SERVER" 'refs/heads/voorbeeld/pr-*' | cut -f 2 | jq -R '{ref: .}' | jq -s . ;;
*) exit 1 ;;
esac
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with an organisation's sources and an archive, HR's clone beside it, and the API of the host."""
    folder = tmp_path_factory.mktemp("voorbeelden")
    root = draw(folder / "hr")
    remote = server(folder, root)
    archive = repository(folder / "archief")
    # What git does to files on their way out, where a branch may say so.
    odd = "*.html export-ignore export-subst ident\n*.txt text eol=crlf working-tree-encoding=UTF-16\n"
    texts = {"2025-01-01/index.html": "tekst", "2025-01-01/a.txt": "a\nb\n", "index.html": "$Id$ $Format:%H$"}
    write(archive, {**texts, ".gitattributes": odd, "2025-01-01/.gitattributes": odd})
    git(archive, "push", "--quiet", remote.as_uri(), "gh-pages", env={"RECHT": "write"})
    (folder / "api").mkdir()
    (folder / "api/gh").write_text(GH, "utf-8")
    (folder / "api/gh").chmod(0o755)
    return folder


def proposed(world: Path, number: int, text: str, of: str = OWN) -> dict[str, object]:
    """Somebody changes a page on a branch; gives the pull request as the host tells of it."""
    hr = world / "hr"
    git(hr, "switch", "--quiet", "--force-create", f"voorstel-{number}", "main")
    page = hr / "docs/regels.md"
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    # What is no text of it never counts.
    (hr / "macros/__init__.py").write_text("raise SystemExit('een macro van het voorstel')\n", "utf-8")
    (hr / "deploy/ci/preview.sh").write_text("exit 9\n", "utf-8")
    sha = commit(hr, f"voorstel {number}", silent=True)
    push(hr, "--force", f"HEAD:refs/heads/voorstel-{number}", f"HEAD:refs/pull/{number}/head")
    git(hr, "switch", "--quiet", "main")
    return {"number": number, "head": {"sha": sha, "repo": {"full_name": of}}}


def host(
    world: Path, folder: Path, proposals: list[dict[str, object]], sha: object = "", event: str = "pull_request", **more: object
) -> Host:
    """A host on which these are open, and on which the check of the commit `sha` has just ended."""
    (world / "api/pulls.json").write_text(json.dumps(proposals), "utf-8")
    context = {
        "github.repository": OWN,
        "github.event.workflow_run.event": event,
        "github.event.workflow_run.head_sha": sha,
        "vars.HANDBOEK_VOORBEELDEN": more.pop("wanted", "ja"),
        "vars.HANDBOEK_ADRES": ADDRESS,
        "vars.HANDBOEK_PAGES": "ja",
    }
    path = f"{world / 'api'}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "SERVER": (world / "server.git").as_uri(), "HANDBOEK_VANDAAG": "2026-11-22"}
    return Host(folder, world / "server.git", context, environment=environment, **more)  # type: ignore[arg-type]


def sha(proposal: dict[str, object]) -> object:
    return proposal["head"]["sha"]  # type: ignore[index]


def codes(played: dict[str, Played]) -> dict[str, int]:
    return {name: one.code for name, one in played.items() if not one.skipped}


ALL = {"which": 0, "make": 0, "land": 0}


def shown(world: Path) -> dict[str, str]:
    """The branches with previews on the server, with their trees."""
    lines = git(world / "server.git", "for-each-ref", "--format=%(refname:lstrip=2) %(tree)", "refs/heads/voorbeeld").splitlines()
    return dict(line.split() for line in lines)


def page(world: Path, number: int) -> str:
    return git(world / "server.git", "show", f"voorbeeld/pr-{number}:regels/index.html")


def test_a_proposal_is_shown_changed_and_taken_away_and_the_archive_is_not_touched(world: Path, tmp_path: Path) -> None:
    archive = git(world / "server.git", "rev-parse", "gh-pages")
    first = proposed(world, 12, "Vraag het aan HR.")
    done = host(world, tmp_path / "een", [first], sha(first)).play("preview.yml")
    assert codes(done) == ALL, done
    assert "Vraag het aan HR" in page(world, 12) and "wijzigingsvoorstel 12" in page(world, 12)
    report = git(world / "server.git", "show", "voorbeeld/pr-12:wat-verandert/index.html")
    assert "Vraag het aan HR" in report and "nog niet vastgelegd" not in report.lower()
    said = (world / "api/said").read_text("utf-8")
    assert f"repos/{OWN}/statuses/{sha(first)}" in said and f"target_url={ADDRESS}voorbeeld/pr-12/" in said
    # It is of this very text: the night has nothing to do.
    again = host(world, tmp_path / "nacht", [first], sha(first)).play("preview.yml")
    assert codes(again) == {"which": 0, "make": 0} and "is al van deze tekst" in again["make"].said
    # Its author goes on, and while that lands somebody else's lands too.
    second, other = proposed(world, 12, "Vraag het aan de OR."), proposed(world, 13, "Vraag het aan IT.")
    both = [second, other]

    def beside() -> None:
        assert codes(host(world, tmp_path / "ander", both, sha(other)).play("preview.yml")) == ALL

    done = host(world, tmp_path / "twee", both, sha(second), before={"land": beside}).play("preview.yml")
    assert codes(done) == ALL, done
    assert "Vraag het aan de OR" in page(world, 12) and "Vraag het aan HR" not in page(world, 12) and "aan IT" in page(world, 13)
    for number in (12, 13):
        assert git(world / "server.git", "rev-list", "--count", f"voorbeeld/pr-{number}") == "1"
    # On Pages the archive stands with the previews beside it, to the byte.
    assert codes(host(world, tmp_path / "pages", both).play("pages.yml")) == {"compose": 0, "deploy": 0}
    site = tmp_path / "pages/website"
    assert (site / "2025-01-01/index.html").read_text("utf-8") == "tekst" and (site / "2025-01-01/a.txt").read_bytes() == b"a\nb\n"
    assert (site / "index.html").read_text("utf-8") == "$Id$ $Format:%H$"
    assert {path.name for path in (site / "voorbeeld").iterdir()} == {"pr-12", "pr-13"}
    # The one is closed: what is left is the other's.
    closed = host(world, tmp_path / "dicht", [other], "").play("preview.yml")
    assert codes(closed) == {"which": 0, "land": 0} and shown(world).keys() == {"voorbeeld/pr-13"}
    # Whoever wants none any longer has none.
    off = host(world, tmp_path / "uit", [other], sha(other), wanted="nee").play("preview.yml")
    assert codes(off) == {"which": 0, "land": 0} and shown(world) == {}
    assert codes(host(world, tmp_path / "nooit", [other], sha(other), wanted="").play("preview.yml")) == {}
    assert git(world / "server.git", "rev-parse", "gh-pages") == archive


def test_before_the_first_publication_there_is_no_website_to_put_them_on(world: Path, tmp_path: Path) -> None:
    archive = git(world / "server.git", "rev-parse", "gh-pages")
    git(world / "server.git", "update-ref", "-d", "refs/heads/gh-pages")
    try:
        done = host(world, tmp_path / "pages", []).play("pages.yml")
    finally:
        git(world / "server.git", "update-ref", "refs/heads/gh-pages", archive)
    assert codes(done) == {"compose": 0} and "nog niets gepubliceerd" in done["compose"].said


def which(world: Path, folder: Path, proposals: list[dict[str, object]], number: str, read: str) -> Played:
    """What comes of the button, for who typed this number and this commit."""
    return host(world, folder, proposals, event="").play("preview.yml", {"voorstel": number, "commit": read}, only="which")["which"]


def test_a_stranger_is_shown_once_somebody_who_read_the_text_says_so(world: Path, tmp_path: Path) -> None:
    for old in shown(world):
        push(world / "hr", "--delete", f"refs/heads/{old}")
    theirs = proposed(world, 21, "Lees dit.", of=STRANGER)
    done = host(world, tmp_path / "een", [theirs], sha(theirs)).play("preview.yml")
    assert codes(done) == {"which": 0} and shown(world) == {}
    read = str(sha(theirs))
    pressed = which(world, tmp_path / "twee", [theirs], "21", read)
    assert (pressed.outputs["nummer"], pressed.outputs["commit"]) == ("21", sha(theirs))
    for typed in ("22", "$(touch gelukt)", "21 ", "-1"):
        wrong = which(world, tmp_path / "drie", [theirs], typed, read)
        assert (wrong.code, wrong.outputs["nummer"]) == (0, ""), wrong.said
    # What came after it was read, nobody read.
    later = proposed(world, 21, "Iets anders.", of=STRANGER)
    for commit_read in (read, "", str(sha(later))[:12], ".*"):
        missed = which(world, tmp_path / "vier", [later], "21", commit_read)
        assert (missed.code, missed.outputs["nummer"]) == (0, "") and "Lees de tekst opnieuw" in missed.said, commit_read
    assert not [*tmp_path.rglob("gelukt")]


@pytest.mark.parametrize(("text", "why", "code"), [("{{ ''.__class__ }}", "staan fouten", 0), ("koppeling", "geen tekst is", 4)])
def test_what_holds_mistakes_or_is_no_text_gets_no_preview(world: Path, tmp_path: Path, text: str, why: str, code: int) -> None:
    hr = clone(world / "server.git", tmp_path / "hr")
    if text == "koppeling":
        (hr / "docs/geheim.md").symlink_to("/etc/hostname")
    else:
        (hr / "docs/regels.md").write_text(f"# Regels\n\n{text}\n", "utf-8")
    sha = commit(hr, "voorstel", silent=True)
    (hr / ".venv").symlink_to(program(tmp_path))
    git(hr, "switch", "--quiet", "--detach", "origin/main")
    done = subprocess.run(["bash", "deploy/ci/preview.sh", "31", sha, "klaar"], cwd=hr, capture_output=True, text=True, check=False)
    assert (done.returncode, why in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
    assert not [*(hr / "klaar").iterdir()] and git(hr, "status", "--porcelain") == ""


def program(folder: Path) -> Path:
    """Where a clone looks for the program."""
    from tests.support import fork

    place = folder / "venv/bin/handbook"
    place.parent.mkdir(parents=True)
    place.write_text(fork.program(), "utf-8")
    place.chmod(0o755)
    return place.parents[1]


def test_where_git_alone_tells_a_proposal_is_a_branch_of_the_repository_itself(world: Path, tmp_path: Path) -> None:
    theirs, mine = proposed(world, 41, "Van een vreemde.", of=STRANGER), proposed(world, 42, "Van ons.")
    # The fork's branch is no branch here.
    push(world / "hr", "--delete", "voorstel-41")
    work = clone(world / "server.git", tmp_path / "werk")

    def asked(wanted: str) -> list[str]:
        told = {**os.environ, "HANDBOEK_VOORBEELDEN": wanted}
        order = ["bash", "deploy/ci/previews.sh", "list", "klaar", "refs/pull/*/head", "main"]
        done = subprocess.run(order, cwd=work, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    assert f"42 {sha(mine)}" in asked("ja") and not [line for line in asked("ja") if str(sha(theirs)) in line]
    assert asked("") == []
    # Once it is merged there is nothing left to show.
    git(work, "merge", "--quiet", "--ff-only", str(sha(mine)))
    assert not [line for line in asked("ja") if line.startswith("42 ")]


@pytest.fixture(scope="module")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with an archive, one who packs, and the clone of the job that lands."""
    folder = tmp_path_factory.mktemp("landen")
    maker = repository(folder / "maker")
    write(maker, {"2025-01-01/index.html": "tekst"})
    remote = bare(folder / "server.git")
    git(maker, "push", "--quiet", remote.as_uri(), "main", "gh-pages")
    clone(remote, folder / "werk")
    return folder


def landed(folder: Path, wanted: str, gone: str = "", **packed: str) -> tuple[int, str]:
    """What the script answers where `packed` has, by the name of each package without its number, the ref and the commit in it."""
    out = folder / "klaar"
    out.mkdir(exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    for name, told in packed.items():
        ref, _, new = told.rpartition(" ")
        git(folder / "maker", "update-ref", ref, new)
        git(folder / "maker", "bundle", "create", "--quiet", str(out / f"voorbeeld-{name.removeprefix('n')}.bundle"), ref)
    order = ["bash", str(ROOT / "deploy/ci/land-preview.sh"), str(out), wanted, gone]
    done = subprocess.run(order, cwd=folder / "werk", capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def refs(folder: Path) -> str:
    return git(folder / "server.git", "for-each-ref")


@pytest.mark.parametrize("what", WRONG)
def test_no_package_brings_what_may_not_stand_on_a_website(landing: Path, what: str) -> None:
    before = refs(landing)
    code, said = landed(landing, "12", n12=f"refs/heads/voorbeeld/pr-12 {preview(landing / 'maker', WRONG[what])}")
    assert (code, "Geweigerd: dit kan geen voorbeeld zijn" in said, refs(landing)) == (4, True, before), said


@pytest.mark.parametrize(
    ("number", "ref"), [("12", "refs/heads/voorbeeld/pr-13"), ("12", "refs/heads/gh-pages"), ("12", "refs/tags/revisie/2025-01-01")]
)
def test_a_package_for_one_proposal_reaches_no_other_and_no_archive(landing: Path, number: str, ref: str) -> None:
    before = refs(landing)
    maker = landing / "maker"
    tip = git(maker, "rev-parse", "gh-pages")
    code, said = landed(landing, "12 13", **{f"n{number}": f"{ref} {preview(maker, {})}"})
    git(maker, "update-ref", "refs/heads/gh-pages", tip)
    assert (code, "iets anders dan zijn voorbeeld" in said, refs(landing)) == (4, True, before), said


def test_a_package_with_a_history_is_refused(landing: Path) -> None:
    maker, before = landing / "maker", refs(landing)
    tree = git(maker, "rev-parse", f"{preview(maker, {})}^{{tree}}")
    grown = git(maker, "commit-tree", tree, "-p", "gh-pages", "-m", "voorbeeld")
    code, said = landed(landing, "12", n12=f"refs/heads/voorbeeld/pr-12 {grown}")
    assert (code, "het heeft een geschiedenis" in said, refs(landing)) == (4, True, before), said


def test_one_that_is_refused_holds_up_no_other_and_one_that_nobody_asked_for_is_left(landing: Path) -> None:
    maker, archive = landing / "maker", git(landing / "server.git", "rev-parse", "gh-pages")
    good, bad = preview(maker, {}), preview(maker, WRONG["a version"])
    packed = {f"n{number}": f"refs/heads/voorbeeld/pr-{number} {one}" for number, one in ((7, bad), (8, good), (9, good))}
    code, said = landed(landing, "7 8", **packed)
    assert code == 4 and "Geen voorbeeld van 9" in said
    assert git(landing / "server.git", "for-each-ref", "--format=%(refname:lstrip=3)", "refs/heads/voorbeeld") == "pr-8"
    assert git(landing / "server.git", "show", "voorbeeld/pr-8:doel/index.html") == GOOD["doel/index.html"]
    # Twice away is once away, and nothing else goes with it.
    for _ in range(2):
        assert landed(landing, "", "8 x gh-pages 0")[0] == 0
    assert "voorbeeld" not in refs(landing) and git(landing / "server.git", "rev-parse", "gh-pages") == archive


def test_one_that_the_server_refuses_holds_up_no_other_whether_it_comes_or_goes(landing: Path) -> None:
    maker, server = landing / "maker", landing / "server.git"
    good = preview(maker, {})
    for number in (4, 5):
        git(maker, "push", "--quiet", server.as_uri(), f"{good}:refs/heads/voorbeeld/pr-{number}")
    hook = server / "hooks/update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\ncase "$1" in */pr-7 | */pr-4) exit 1 ;; esac\n', "utf-8")
    hook.chmod(0o755)
    code, said = landed(landing, "7 8", "4 5", **{f"n{number}": f"refs/heads/voorbeeld/pr-{number} {good}" for number in (7, 8)})
    hook.unlink()
    assert git(server, "for-each-ref", "--format=%(refname:lstrip=3)", "refs/heads/voorbeeld").split() == ["pr-4", "pr-8"]
    assert (
        code == 1 and "Het voorbeeld van voorstel 7 is niet neergezet" in said and "Het voorbeeld van voorstel 4 is niet weggehaald" in said
    )
    assert landed(landing, "", "4 8")[0] == 0


def test_where_git_alone_tells_what_is_closed_goes_and_nothing_comes_that_is_no_proposal(landing: Path) -> None:
    maker, work = landing / "maker", landing / "werk"
    good = preview(maker, {})
    change = git(maker, "commit-tree", "main^{tree}", "-p", "main", "-m", "voorstel")
    for ref, one in (("heads/cms/zin", change), ("pull/8/head", change), ("pull/9/head", git(maker, "rev-parse", "main"))):
        git(maker, "push", "--quiet", (landing / "server.git").as_uri(), f"{one}:refs/{ref}")
    # What was open before, and is no longer.
    git(maker, "push", "--quiet", (landing / "server.git").as_uri(), f"{good}:refs/heads/voorbeeld/pr-5")
    git(work, "fetch", "--quiet", "origin")
    for number in (8, 9):
        git(maker, "update-ref", f"refs/heads/voorbeeld/pr-{number}", good)
        git(maker, "bundle", "create", "--quiet", str(landing / f"klaar/voorbeeld-{number}.bundle"), f"refs/heads/voorbeeld/pr-{number}")
    order = ["bash", str(ROOT / "deploy/ci/previews.sh"), "land", str(landing / "klaar"), "refs/pull/*/head", "main"]

    def standing(wanted: str) -> str:
        told = {**os.environ, "HANDBOEK_VOORBEELDEN": wanted}
        done = subprocess.run(order, cwd=work, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return git(landing / "server.git", "for-each-ref", "--format=%(refname:lstrip=3)", "refs/heads/voorbeeld")

    assert standing("ja") == "pr-8"
    assert standing("nee") == ""
