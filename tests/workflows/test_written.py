"""How the workflows are written: held against the hosts' schemas and the auditor, with rights where nothing is installed, and alike on every host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handbook import cli
from handbook.core import kept
from tests.support.handbooks import ROOT
from tests.support.publishing import clone, git
from tests.support.workflow_player import WORKFLOWS, load

FILES = sorted(WORKFLOWS.glob("*.yml"))
ALSO = (*FILES, *sorted((ROOT / ".forgejo/workflows").glob("*.yml")))
BIN = Path(sys.executable).parent


def tool(name: str, *arguments: str) -> None:
    """A program of the tests, which must find nothing."""
    done = subprocess.run([str(BIN / name), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_auditor_finds_nothing() -> None:
    tool("zizmor", "--offline", "--persona", "auditor", "--no-progress", ".github/workflows")


def test_the_schemas_of_the_hosts_find_nothing() -> None:
    # What Forgejo reads is written as GitHub's is.
    tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, ALSO))
    tool("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", ".gitlab-ci.yml")


def jobs() -> list[tuple[str, dict[str, Any]]]:
    return [(f"{path.name}: {name}", job) for path in FILES for name, job in load(path)["jobs"].items()]


def runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job.get("steps", []) if "run" in step]


def test_no_step_that_installs_holds_a_right_to_write() -> None:
    writing = {name: job for name, job in jobs() if "write" in job["permissions"].values() and "steps" in job}
    assert {*writing} == {"archive.yml: land", "comment.yml: comment", "pages.yml: deploy", "preview.yml: land", "review.yml: issue"}
    for name, job in writing.items():
        assert not [run for run in runs(job) if re.search(r"\b(?:make|pip|uv|npm|apt|curl|wget)\b|\.venv", run)], name
    # The one that writes to branches waits for people; the program runs in none of its lines.
    assert writing["archive.yml: land"]["environment"] == "${{ inputs.omgeving }}"
    for script in ("land.sh", "land-preview.sh", "look-preview.sh", "compose.sh"):
        assert not re.search(r"(?m)^[^#\n]*(?:\.venv|make|python)", (ROOT / "deploy/ci" / script).read_text("utf-8")), script


def test_every_action_is_pinned_to_a_commit_and_says_which_release_that_is() -> None:
    used: dict[str, set[str]] = {}
    for path in ALSO:
        for name, rest in re.findall(r"uses: ([a-z-]+/[a-z-]+)(?:/[a-z]+)?(\S*.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+(?:-node20)?", rest), (path.name, name, rest)
            used.setdefault(f"{path.parts[-3]} {name}", set()).add(rest)
    assert used and all(len(found) == 1 for found in used.values()), used


def test_a_proposal_meets_no_secret_and_no_right() -> None:
    checks, text = load(WORKFLOWS / "checks.yml"), (WORKFLOWS / "checks.yml").read_text("utf-8")
    assert {*checks["on"]} == {"push", "pull_request"} and "{{ secrets." not in text
    assert [job["permissions"] for job in checks["jobs"].values()] == [{"contents": "read"}] * len(checks["jobs"])
    assert any("make test" in run for job in checks["jobs"].values() for run in runs(job))
    for path in FILES:
        # Said of it, in a comment, it may be.
        assert "pull_request_target" not in load(path)["on"]
    comment = load(WORKFLOWS / "comment.yml")["jobs"]["comment"]
    assert not [step for step in comment["steps"] if "uses" in step]


def test_what_is_kept_of_earlier_runs_is_written_by_main_alone_and_read_by_the_check_alone() -> None:
    """Whoever could write it could have a check say that nothing is wrong, and a version be made of what is not its text."""
    steps = [
        (name, step["uses"].partition("@")[0], step.get("if"), step["with"])
        for name, job in jobs()
        for step in job.get("steps", [])
        if "cache" in step.get("uses", "") or "cache" in step.get("with", {})
    ]
    (first, restore, _, read), (second, save, when, written) = steps
    assert {first, second} == {"checks.yml: check"}
    assert (restore, save) == ("actions/cache/restore", "actions/cache/save")
    assert when.startswith("github.event_name == 'push' && ")
    assert load(WORKFLOWS / "checks.yml")["on"]["push"] == {"branches": ["main"]}
    assert read["path"] == written["path"] == "~/.cache/handboek"
    assert kept.FOLDER not in "".join(path.read_text("utf-8") for path in FILES)
    every = load(ROOT / ".gitlab-ci.yml")
    assert [name for name, job in every.items() if isinstance(job, dict) and "cache" in job] == ["Controle van het handboek"]


def test_no_line_of_a_workflow_holds_what_somebody_typed() -> None:
    for name, job in jobs():
        assert not [run for run in runs(job) if "${{" in run], name


def test_main_may_be_protected_for_only_the_archive_moves() -> None:
    for name, job in jobs():
        assert not [run for run in runs(job) if re.search(r"\bgit\b.*\b(?:push|commit)\b", run)], name
    pushes = [path.name for path in sorted((ROOT / "deploy/ci").glob("*.sh")) if re.search(r"\bpush\b.* origin\b", path.read_text("utf-8"))]
    assert pushes == ["land-preview.sh", "land.sh"]


def test_publications_come_one_at_a_time_and_none_is_cancelled() -> None:
    for name in ("publish.yml", "repeal.yml", "take-down.yml"):
        assert load(WORKFLOWS / name)["concurrency"] == {"group": "publish", "queue": "max"}
    assert load(WORKFLOWS / "daily.yml")["concurrency"] == {"group": "daily", "queue": "max"}


HOSTILE = 'een "naam" $(touch gelukt) `touch gelukt`; touch gelukt'
FORMS = {
    "take-down.yml": {
        "versie": "2026-11-01",
        "pagina": HOSTILE,
        "artikel": HOSTILE,
        "reden": HOSTILE,
        "door": HOSTILE,
        "vragen": HOSTILE,
        "datum": "",
        "editie": "",
        "zeker": "nee",
    },
    "repeal.yml": {
        "versie": "-x",
        "vanaf": "2026-12-01",
        "plaats": "--yes",
        "besloten": "2026-11-01",
        "door": HOSTILE,
        "reden": HOSTILE,
        "editie": "zorg",
        "zeker": "Ja",
    },
    "correct.yml": {"versie": "--help", "datum": HOSTILE, "editie": ""},
}
STUB = '#!/bin/sh\nfor one; do printf "%s\\n" "$one"; done\nexit 3\n'


def asked(folder: Path, act: str, stub: str = STUB, **typed: str) -> subprocess.CompletedProcess[str]:
    """What the program is asked by prepare.sh, with one in its place that says so, in a fresh clone."""
    origin = folder / "origin"
    if not origin.exists():
        git(folder, "init", "--quiet", "--initial-branch=main", str(origin))
        git(origin, "-c", "user.name=T", "-c", "user.email=t@proefhuis.test", "commit", "--quiet", "--allow-empty", "--message", "begin")
        program = clone(origin, folder / "kloon") / ".venv/bin/handbook"
        program.parent.mkdir(parents=True)
    program = folder / "kloon/.venv/bin/handbook"
    program.write_text(stub)
    program.chmod(0o755)
    return subprocess.run(
        ["bash", str(ROOT / "deploy/ci/prepare.sh"), act, "klaar"],
        cwd=folder / "kloon",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **typed},
    )


@pytest.mark.parametrize("name", FORMS)
def test_a_form_reaches_the_command_whole(name: str, tmp_path: Path) -> None:
    typed, workflow = FORMS[name], load(WORKFLOWS / name)
    (job,) = workflow["jobs"].values()
    act = job["with"]["doe"]
    # What the form asks goes on by the same name, and comes to the script in capitals.
    assert {key: f"${{{{ inputs.{key} }}}}" for key in workflow["on"]["workflow_dispatch"]["inputs"]}.items() <= job["with"].items()
    assert {*typed} == {*workflow["on"]["workflow_dispatch"]["inputs"]}
    (maken,) = [step for step in load(WORKFLOWS / "archive.yml")["jobs"]["prepare"]["steps"] if step.get("id") == "maken"]
    assert all(maken["env"][key.upper()] == f"${{{{ inputs.{key} }}}}" for key in typed)
    done = asked(tmp_path, act, **{key.upper(): value for key, value in typed.items()})
    assert done.returncode == 3, done.stderr
    given = done.stdout.splitlines()
    assert given[0] == act and act in cli.VERBS.commands
    assert given[-2:] == ["--", typed["versie"]]
    # Only the word ja itself is sure.
    assert ("--dry-run" in given, "--yes" in given) == ("zeker" in typed, False)
    assert f"{'--date' if act == 'correct' else '--reason'}={HOSTILE}" in given
    assert not [one for one in given if one.endswith("=")]
    assert not [*tmp_path.rglob("gelukt")]
    known = {option for param in cli.VERBS.commands[act].params for option in param.opts}
    assert {one.partition("=")[0] for one in given if one.startswith("--")} - {"--", "--help"} <= known


def test_a_merge_is_for_every_organisation_and_the_button_for_one(tmp_path: Path) -> None:
    stub = '#!/bin/sh\necho "$*"\ncase "$*" in *zorg*) exit 4;; esac\n'
    asked(tmp_path, "publish", stub)
    editions = tmp_path / "kloon/edities.yml"
    editions.write_text("zorg:\n  gegevens: edities/zorg.yml\nwonen-zuid:\n  gegevens: edities/wonen.yml\n", "utf-8")

    def said(**typed: str) -> tuple[int, list[str]]:
        done = asked(tmp_path, "publish", stub, **typed)
        return done.returncode, done.stdout.splitlines()

    plain = "publish --push kladarchief"
    # One that is refused holds up no other, and is told all the same.
    assert said(VOOR="abc") == (4, [f"{plain} --merged=abc", *(f"{plain} --merged=abc --edition={one}" for one in ("zorg", "wonen-zuid"))])
    assert said(EDITIE="wonen-zuid", PROEF="ja") == (0, [f"{plain} --dry-run --edition=wonen-zuid"])
    assert said() == (0, [plain])
    editions.unlink()
    assert said(VOOR="abc") == (0, [f"{plain} --merged=abc"])


def test_it_starts_by_hand_or_at_a_merge_of_a_revision() -> None:
    starts = load(WORKFLOWS / "publish.yml")["on"]
    assert {*starts["workflow_dispatch"]["inputs"]} == {"proef", "editie"}
    assert starts["push"] == {"branches": ["main"], "paths": ["docs/revisies/**", "*.yml", "edities/**"]}


def called(lines: list[str]) -> list[str]:
    """What a job calls of ours, in order; how each host hands over a commit is its own."""
    return [found for line in lines for found in re.findall(r"make [.a-z/]+|bash deploy/ci/[a-z-]+\.sh", line)]


def on_gitlab(name: str) -> list[str]:
    every = load(ROOT / ".gitlab-ci.yml")
    job = every[name]
    whole = {**every.get(job.get("extends", ""), {}), **job}
    return called([*whole.get("before_script", []), *whole["script"]])


@pytest.mark.parametrize(
    ("file", "job", "on_gitlab_called"),
    [
        ("checks.yml", "check", ["Controle van het handboek"]),
        ("checks.yml", "test", ["Alle tests"]),
        ("checks.yml", "access", ["Toegankelijkheid"]),
        ("archive.yml", "prepare", ["Maken zonder rechten"]),
        ("archive.yml", "land", ["Op de server zetten", "De geldende tekst"]),
        ("archive.yml", "after", ["Nakijken"]),
        ("review.yml", "list", ["Wat aandacht vraagt"]),
    ],
)
def test_every_host_calls_the_same_in_the_same_order(file: str, job: str, on_gitlab_called: list[str]) -> None:
    github, forgejo = (called(runs(load(ROOT / place / "workflows" / file)["jobs"][job])) for place in (".github", ".forgejo"))
    assert github and github == forgejo
    assert [on_gitlab(one) for one in on_gitlab_called] == [github] * len(on_gitlab_called)


def test_where_nothing_starts_with_a_proposal_previews_are_made_alike() -> None:
    forgejo = load(ROOT / ".forgejo/workflows/preview.yml")["jobs"]
    for job, other in (("make", "Voorbeelden bouwen"), ("land", "Voorbeelden op de server")):
        assert called(runs(forgejo[job])) == on_gitlab(other) != []
    # The step that builds somebody's text knows no token.
    (step,) = [step for step in forgejo["make"]["steps"] if "previews.sh make" in step.get("run", "")]
    assert "env" not in step and "TOKEN" not in str(load(ROOT / ".gitlab-ci.yml")["Voorbeelden bouwen"])


def test_every_host_asks_the_same_in_its_forms() -> None:
    mine = {key.upper() for name in (*FORMS, "publish.yml") for key in load(WORKFLOWS / name)["on"]["workflow_dispatch"]["inputs"]}
    forgejo = load(ROOT / ".forgejo/workflows/archive.yml")["on"]["workflow_dispatch"]["inputs"]
    gitlab = {key: one for key, one in load(ROOT / ".gitlab-ci.yml")["variables"].items() if isinstance(one, dict)}
    assert {key.upper() for key in forgejo} == {*gitlab} == {*mine, "DOE"}
    acts = re.findall(r"(?m)^([a-z-]+)\)$", (ROOT / "deploy/ci/prepare.sh").read_text("utf-8"))
    assert set(acts) == set(forgejo["doe"]["options"]) == set(gitlab["DOE"]["options"]) - {"", "review", "preview"}


def test_on_every_host_the_token_reaches_the_job_that_lands_alone() -> None:
    forgejo = load(ROOT / ".forgejo/workflows/archive.yml")["jobs"]
    assert [name for name, job in forgejo.items() if "secrets." in str(job)] == ["land"]
    assert "secrets." not in (ROOT / ".forgejo/workflows/checks.yml").read_text("utf-8")
    previews = load(ROOT / ".forgejo/workflows/preview.yml")["jobs"]
    assert [name for name, job in previews.items() if "secrets." in str(job)] == ["land"]
    gitlab = load(ROOT / ".gitlab-ci.yml")
    assert [name for name, job in gitlab.items() if "HANDBOEK_TOKEN" in str(job)] == [".land", "Voorbeelden op de server"]
    assert [name for name, job in gitlab.items() if "'.land'" in str(job)] == ["Op de server zetten", "De geldende tekst"]
    for lines in (runs(forgejo["land"]), gitlab[".land"]["script"], runs(previews["land"]), gitlab["Voorbeelden op de server"]["script"]):
        assert not [line for line in lines if re.search(r"\b(?:make|pip|uv)\b|\.venv", line)]
