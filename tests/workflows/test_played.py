"""Each workflow played on a bare remote, every `run:` of it in order: proposals good and bad, one of a stranger, a merge, two acts at once, a day later."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.fork import handbook
from tests.support.handbooks import ROOT, draw
from tests.support.publishing import clone, commit, git, revise, versions
from tests.support.soaking import SOAK
from tests.support.workflow_player import Host, Played, load, push, server

TODAY = "2026-11-22"
OWN, STRANGER = "proefhuis/handboek", "vreemde/handboek"
RIGHT = {"RECHT": "write"}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with an organisation's sources, and HR's clone beside it; nothing is published."""
    folder = tmp_path_factory.mktemp("stroom")
    root = draw(folder / "hr")
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "variables.yml").write_text(facts.replace("  aanspreekvorm: u\n", "  aanspreekvorm: u\n  publiceren: samenvoegen\n"), "utf-8")
    server(folder, root)
    return folder


def host(folder: Path, remote: Path, today: str = TODAY, **more: object) -> Host:
    environment = {"HANDBOEK_VANDAAG": today, **RIGHT}
    return Host(folder, remote, environment=environment, **more)  # type: ignore[arg-type]


def proposed(drawn: Path, folder: Path, files: Mapping[str, str], of: str) -> Host:
    """A host at which somebody of the repository `of` proposes these files; a text that begins with `+` comes behind what stands there."""
    hr = clone(drawn / "server.git", folder / "voorstel")
    for name, text in files.items():
        path = hr / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text("utf-8") + text[1:] if text.startswith("+") else text, "utf-8")
    base = git(hr, "rev-parse", "HEAD")
    git(hr, "switch", "--quiet", "--create", folder.name)
    commit(hr, "voorstel", silent=True)
    push(hr, folder.name)
    context = {
        "vars.HANDBOEK_VOORBEELDEN": "ja",
        "vars.HANDBOEK_ADRES": "https://handboek.proefhuis.test/",
        "github.event.pull_request.number": 12,
        "github.event_name": "pull_request",
        "github.repository": OWN,
        "github.event.pull_request.head.repo.full_name": of,
        "github.event.pull_request.base.sha": base,
    }
    return host(folder, drawn / "server.git", context=context, branch=folder.name)


def test_a_good_proposal_gets_a_report_and_a_draft_that_opens_from_a_folder(drawn: Path, tmp_path: Path) -> None:
    at = proposed(drawn, tmp_path, {"docs/regels.md": "+\nVraag het aan HR.\n"}, OWN)
    done = at.play("checks.yml")
    assert {name: one.code for name, one in done.items()} == {"check": 0, "test": 0, "access": 0}, done["check"].said
    report = (tmp_path / "artifacts/rapport/rapport.md").read_text("utf-8")
    assert "Vraag het aan HR" in report and "(<https://handboek.proefhuis.test/voorbeeld/pr-12/regels/>)" in report
    assert (tmp_path / "artifacts/concept/index.html").is_file()
    summary = next((tmp_path / "jobs/check").glob("summary*"))
    assert summary.read_text("utf-8") == report


def test_a_proposal_with_mistakes_is_told_which_in_the_report_too(drawn: Path, tmp_path: Path) -> None:
    at = proposed(drawn, tmp_path, {"docs/regels.md": "+\nZie [niets](bestaat-niet.md).\n"}, OWN)
    done = at.play("checks.yml", only="check")["check"]
    assert (done.code, "::error file=docs/regels.md,line=" in done.said) == (1, True), done.said
    assert "er staat 1 fout in" in (tmp_path / "artifacts/rapport/rapport.md").read_text("utf-8")
    assert not (tmp_path / "artifacts/concept").exists()


def test_a_stranger_can_propose_text_and_nothing_that_runs(drawn: Path, tmp_path: Path) -> None:
    mark = tmp_path / "gelukt"
    runs, shell = f"import os\nos.system('touch {mark}')\n", f"touch {mark}\n"
    hostile = {
        "docs/regels.md": "+\n{{ ''.__class__.__mro__[1].__subclasses__() }} {% import 'os' as os %}\n",
        "docs/gegevens.md": f"+\n{{{{ cycler.__init__.__globals__.os.popen('touch {mark}').read() }}}}\n",
        "docs/--help.md": "# Hulp\n\nTekst.\n",
        f"docs/$(touch {mark.name}).md": "# Hulp\n\nTekst.\n",
        "docs/revisies/tag.md": f"---\ntitle: !!python/object/apply:os.system ['touch {mark}']\n---\n# Tag\n",
        "docs/stijl/stand.js": "+\nalert(1);\n",
        "variables.yml": f"+\nwerkgever: !!python/object/apply:os.system ['touch {mark}']\n",
        "mkdocs.yml": "+\nhooks: [hook.py]\n",
        "hook.py": runs,
        "macros/__init__.py": runs,
        "handbook/__init__.py": runs,
        "sitecustomize.py": runs,
        "overrides/main.html": "{{ config.__class__ }}",
        "Makefile": f".venv/site test toegankelijkheid:\n\t{shell}",
        "deploy/ci/check.sh": shell,
        "deploy/ci/take-text.sh": shell,
        ".github/workflows/checks.yml": "on: pull_request_target\n",
    }
    at = proposed(drawn, tmp_path, hostile, STRANGER)
    done = at.play("checks.yml")
    assert {name: one.code for name, one in done.items()} == {"check": 1, "test": 0, "access": 0}, done["check"].said
    for page in ("docs/regels.md", "docs/gegevens.md", "variables.yml"):
        assert f"::error file={page},line=" in done["check"].said
    assert [*tmp_path.rglob("gelukt")] == []
    built = tmp_path / "jobs/check/werk"
    theirs = set(git(built, "diff", "--name-only", "HEAD").splitlines()) | set(
        git(built, "ls-files", "--others", "--exclude-standard").splitlines()
    )
    assert theirs and all(name.strip('"').startswith(("docs/", "variables.yml")) for name in theirs)
    assert not [name for name in theirs if "stijl" in name]


def test_what_a_stranger_links_to_is_not_read(drawn: Path, tmp_path: Path) -> None:
    at = proposed(drawn, tmp_path, {}, STRANGER)
    hr = tmp_path / "voorstel"
    (hr / "docs/geheim.md").symlink_to("/etc/hostname")
    commit(hr, "koppeling", silent=True)
    push(hr, tmp_path.name)
    done = at.play("checks.yml", only="check")["check"]
    assert done.code == 4 and "geen tekst is" in done.said and "docs/geheim.md" in done.said
    assert not (tmp_path / "artifacts/concept").exists()


def test_on_gitlab_too_only_the_text_of_a_proposal_counts_where_that_was_chosen(drawn: Path, tmp_path: Path) -> None:
    proposed(drawn, tmp_path, {"docs/regels.md": "+\nVraag het aan HR.\n", "macros/__init__.py": "raise SystemExit\n"}, OWN)
    work = tmp_path / "voorstel"
    (line,) = load(ROOT / ".gitlab-ci.yml")[".proposal"]["before_script"]
    told = {"HANDBOEK_ALLEEN_TEKST": "ja", "CI_MERGE_REQUEST_IID": "12", "CI_DEFAULT_BRANCH": "main"}
    done = subprocess.run(
        ["bash", "-e", "-c", line],
        cwd=work,
        env={**os.environ, **told, "CI_COMMIT_SHA": git(work, "rev-parse", "HEAD")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert git(work, "diff", "--name-only", "HEAD") == "docs/regels.md"


GH = """\
#!/usr/bin/env bash
# Answers as the API does, from the files beside it, and keeps what was written.
here=$(dirname "$0")
echo "$*" >> "$here/asked"
case "$*" in
*--input*) cp "${@: -1}" "$here/written" ;;
*/zip*) cat "$here/rapport.zip" ;;
*artifacts*) cat "$here/artifacts.json" ;;
*comments*) cat "$here/comments.json" ;;
*issues*) cat "$here/issues.json" ;;
*pulls*) cat "$here/pulls.json" ;;
*) exit 1 ;;
esac
"""


@pytest.fixture
def commented(tmp_path: Path) -> Host:
    """A host with a run that left a report for pull request 12."""
    place = tmp_path / "api"
    place.mkdir()
    (place / "gh").write_text(GH, "utf-8")
    (place / "gh").chmod(0o755)
    (place / "pulls.json").write_text(json.dumps([{"number": 11, "head": {"sha": "f00"}}, {"number": 12, "head": {"sha": "abc"}}]), "utf-8")
    (place / "artifacts.json").write_text(json.dumps({"artifacts": [{"id": 5, "name": "rapport", "size_in_bytes": 900}]}), "utf-8")
    (place / "comments.json").write_text("[]", "utf-8")
    report(place, "# Wat verandert er?\n\nMail hr@proefhuis.test, @iedereen.\n$(touch gelukt) `touch gelukt`\n")
    context = {
        "github.event.workflow_run.event": "pull_request",
        "github.event.workflow_run.head_sha": "abc",
        "github.event.workflow_run.head_repository.owner.login": "vreemde",
        "github.event.workflow_run.head_branch": '-x $(touch gelukt) "',
        "github.event.workflow_run.id": 7,
        "github.repository": OWN,
        "github.server_url": "https://git.proefhuis.test",
    }
    return Host(tmp_path, tmp_path, context, environment={"PATH": f"{place}{os.pathsep}{os.environ['PATH']}"})


def report(place: Path, text: str) -> None:
    with zipfile.ZipFile(place / "rapport.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("rapport.md", text)
        packed.writestr("../../gelukt", "uit de map")


def test_the_report_comes_in_one_comment_as_text(commented: Host) -> None:
    place = commented.folder / "api"
    done = commented.play("comment.yml")["comment"]
    assert done.code == 0, done.said
    asked = (place / "asked").read_text("utf-8")
    assert "--method POST repos/proefhuis/handboek/issues/12/comments" in asked
    body = json.loads((place / "written").read_text("utf-8"))["body"]
    assert "Mail hr@proefhuis.test, @\u200biedereen." in body and "actions/runs/7" in body
    assert [*commented.folder.rglob("gelukt")] == []
    assert "voorbeeld/pr-" not in body, "no preview is promised of a fork"
    # Once there is one of ours, that one is renewed, whoever else copied its first line.
    mark = body.splitlines()[0]
    mine = [{"id": 1, "user": {"login": "vreemde"}, "body": mark}, {"id": 2, "user": {"login": "github-actions[bot]"}, "body": mark}]
    (place / "comments.json").write_text(json.dumps(mine), "utf-8")
    report(place, "x" * 3_000_000)
    shown = {"vars.HANDBOEK_VOORBEELDEN": "ja", "vars.HANDBOEK_ADRES": "https://handboek.proefhuis.test/"}
    commented.context = {**commented.context, **shown, "github.event.workflow_run.head_repository.full_name": OWN}
    done = commented.play("comment.yml")["comment"]
    assert done.code == 0 and "--method PATCH repos/proefhuis/handboek/issues/comments/2" in (place / "asked").read_text("utf-8")
    body = json.loads((place / "written").read_text("utf-8"))["body"]
    assert len(body) < 65_536 and "(https://handboek.proefhuis.test/voorbeeld/pr-12/)" in body


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("pulls.json", [{"number": 12, "head": {"sha": "later"}}]),
        ("artifacts.json", {"artifacts": [{"id": 5, "name": "rapport", "size_in_bytes": 2_000_000}]}),
        ("artifacts.json", {"artifacts": []}),
    ],
)
def test_nothing_is_said_of_another_commit_or_a_file_too_large(commented: Host, name: str, answer: object) -> None:
    (commented.folder / "api" / name).write_text(json.dumps(answer), "utf-8")
    done = commented.play("comment.yml")["comment"]
    assert (done.code, (commented.folder / "api/written").exists()) == (0, False)


def test_each_week_one_issue_says_what_wants_a_look_and_is_closed_once_nothing_does(commented: Host, drawn: Path, tmp_path: Path) -> None:
    place = tmp_path / "api"
    (place / "issues.json").write_text("[]", "utf-8")
    environment = {**commented.environment, "HANDBOEK_VANDAAG": "2027-01-02"}
    at = Host(tmp_path / "een", drawn / "server.git", {"github.repository": OWN}, environment=environment)
    assert codes(at.play("review.yml")) == of("list") | of("issue")
    written = json.loads((place / "written").read_text("utf-8"))
    assert written["state"] == "open" and "## Evaluaties" in written["body"]
    assert "--method POST repos/proefhuis/handboek/issues " in (place / "asked").read_text("utf-8")
    # Somebody else's has the same title; ours is closed once there is nothing left.
    both = [{"number": 3, "user": {"login": "vreemde"}}, {"number": 4, "user": {"login": "github-actions[bot]"}}]
    (place / "issues.json").write_text(json.dumps([{**one, "title": written["title"]} for one in both]), "utf-8")
    at = Host(tmp_path / "twee", drawn / "server.git", {"github.repository": OWN}, environment={**environment, "HANDBOEK_VANDAAG": TODAY})
    assert codes(at.play("review.yml")) == of("list") | of("issue")
    assert "--method PATCH repos/proefhuis/handboek/issues/4 " in (place / "asked").read_text("utf-8")
    assert json.loads((place / "written").read_text("utf-8"))["state"] == "closed"


def merged(world: Path, folder: Path, upon: str = "0" * 40, **more: Any) -> dict[str, Played]:
    """What comes of a merge upon the commit `upon`."""
    context = {"github.event_name": "push", "github.event.before": upon}
    return host(folder, world / "server.git", context=context, **more).play("publish.yml")


def codes(played: Mapping[str, Played]) -> dict[str, int]:
    """The exit codes of what was not skipped."""
    return {name: one.code for name, one in played.items() if not one.skipped}


def of(job: str, *inner: str) -> dict[str, int]:
    """All went well in a job, and in these of the workflow that it calls."""
    return dict.fromkeys((job, *(f"{job}/{one}" for one in inner)), 0)


@pytest.fixture(scope="module")
def world(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same once its first text was merged, and so published."""
    world = tmp_path_factory.mktemp("wereld") / "w"
    shutil.copytree(drawn, world)
    git(world / "hr", "remote", "set-url", "origin", (world / "server.git").as_uri())
    done = merged(world, tmp_path_factory.mktemp("eerste"))
    assert codes(done) == of("publish", "prepare", "land", "after"), done
    assert "Alles klopt" in done["publish/after"].said
    assert versions(world / "server.git") == {"2026-01-01": ["geldend"]}
    return world


@pytest.fixture
def own(world: Path, tmp_path: Path) -> Path:
    """A copy of it, to go on with."""
    shutil.copytree(world, tmp_path / "w")
    git(tmp_path / "w/hr", "remote", "set-url", "origin", (tmp_path / "w/server.git").as_uri())
    return tmp_path / "w"


def next_text(own: Path) -> str:
    """One more revision comes into main; says which commit it came upon."""
    hr, page = own / "hr", own / "hr/docs/regels.md"
    upon = git(hr, "rev-parse", "HEAD")
    page.write_text(page.read_text("utf-8") + "\nVraag het aan HR.\n", "utf-8")
    revise(hr, "2027-02-01")
    commit(hr, "de volgende tekst")
    push(hr, "main")
    return upon


def by_hand(own: Path, *typed: str) -> None:
    """Somebody who may, in a clone of their own."""
    other = own / "ander"
    shutil.rmtree(other, ignore_errors=True)
    done = handbook(clone(own / "server.git", other), *typed, HANDBOEK_VANDAAG=TODAY, RECHT="write")
    assert done.returncode == 0, done.stdout + done.stderr


REPEAL = ("--from=2027-01-31", "--instead=geen", "--decided=2026-11-20", "--by=de directie", "--reason=Er komt een nieuwe tekst.")


def test_what_lost_is_made_anew_on_what_stands_there_and_a_day_brings_it_in_force(own: Path, tmp_path: Path) -> None:
    upon, remote = next_text(own), own / "server.git"
    first = iter([lambda: by_hand(own, "repeal", "--push", "origin", "--yes", *REPEAL, "--", "2026-01-01")])
    done = merged(own, tmp_path / "twee", upon, before={"land": lambda: next(first, lambda: None)()})
    # What lost is not looked at afterwards, for nothing of it stands there.
    assert codes(done) == {**of("publish", "prepare", "land"), **of("again", "prepare", "land", "after")}, done
    assert "Iemand anders was eerder" in done["publish/land"].said
    assert versions(remote).keys() == {"2027-02-01", "2026-01-01"}
    assert "intrekkingsbesluit/2026-01-01" in git(remote, "tag", "--list")
    daily = host(tmp_path / "drie", remote, "2027-02-01").play("daily.yml")
    assert codes(daily) == of("activate", "prepare", "land", "after"), daily
    assert versions(remote)["2027-02-01"] == ["geldend"]


@pytest.mark.skipif(not SOAK, reason="two more builds")
def test_of_two_merges_at_once_each_stands_there_once(own: Path, tmp_path: Path) -> None:
    upon = next_text(own)
    first = iter([lambda: merged(own, tmp_path / "ander", upon)])
    done = merged(own, tmp_path / "twee", upon, before={"land": lambda: next(first, lambda: None)()})
    # The other one published the same text: the second time there is nothing left to do.
    assert codes(done) == {**of("publish", "prepare", "land"), **of("again", "prepare", "after")}, done
    assert versions(own / "server.git").keys() == {"2027-02-01", "2026-01-01"}


def test_before_the_first_publication_the_day_changes_nothing(drawn: Path, tmp_path: Path) -> None:
    done = host(tmp_path, drawn / "server.git").play("daily.yml")
    assert codes(done) == of("activate", "prepare", "after") and "staat geen archief" in done["activate/prepare"].said


def test_a_correction_is_a_branch_of_its_own(own: Path, tmp_path: Path) -> None:
    done = host(tmp_path / "een", own / "server.git").play("correct.yml", {"versie": "2026-01-01"})
    assert codes(done) == of("correct", "prepare", "land", "after"), done
    assert "verbetering/2026-01-01.2" in git(own / "server.git", "branch", "--list")
    assert git(own / "server.git", "log", "--format=%s", "-1", "verbetering/2026-01-01.2")


@pytest.mark.skipif(not SOAK, reason="what it asks is tested with the forms, what may land with the landing")
def test_a_text_is_repealed_by_the_form_once_somebody_is_sure(own: Path, tmp_path: Path) -> None:
    typed = {"versie": "2026-01-01", "vanaf": "2027-01-31", "plaats": "geen", "besloten": "2026-11-20", "door": "de directie"}
    typed["reden"] = "Er komt een nieuwe tekst."
    at = host(tmp_path / "een", own / "server.git")
    assert codes(at.play("repeal.yml", typed)) == of("repeal", "prepare", "after")
    done = at.play("repeal.yml", {**typed, "zeker": "ja"})
    assert codes(done) == of("repeal", "prepare", "land", "after"), done
    assert "intrekkingsbesluit/2026-01-01" in git(own / "server.git", "tag", "--list")
