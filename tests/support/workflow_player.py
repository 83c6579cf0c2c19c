"""Plays a workflow as a host would, with a bare repository on this disk for its server: every `run:` in order, each job in a clone of its own.

A job that may not write to the server cannot: its pushes are refused there. What actions do that fetch, keep and hand over files is done here.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support import fork
from tests.support.handbooks import ROOT
from tests.support.publishing import bare, git

WORKFLOWS = ROOT / ".github/workflows"
MAY_WRITE = """\
#!/bin/sh
[ "$RECHT" = write ] || { echo "geen recht om te schrijven" >&2; exit 1; }
"""
MAKEFILE = """\
.venv/site:
\t@mkdir -p .venv/bin && cp "$$PROGRAMMA" .venv/bin/handbook && chmod +x .venv/bin/handbook
test toegankelijkheid: .venv/site
"""
"""What installs: the same targets as ours, with the program of this test."""

ASKS = re.compile(r"!|\(|(?:github|inputs|needs|steps|env|vars)\.")
"""How a condition begins that stands there without braces."""

IGNORED = ".venv\n__pycache__/\nklaar\nuit\n"


@dataclass
class Played:
    """What came of a job; `said` is all that it printed."""

    code: int = 0
    said: str = ""
    skipped: bool = False
    outputs: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)


def load(path: Path) -> dict[str, Any]:
    """A workflow; its key `on`, which YAML 1.1 takes for true, under `on`."""
    found = yaml.safe_load(path.read_text("utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def server(folder: Path, sources: Path) -> Path:
    """A bare repository with these sources, our workflows and their scripts on main; it takes pushes of those alone who may write."""
    remote = bare(folder / "server.git")
    for name in (".github/workflows", "deploy/ci"):
        shutil.copytree(ROOT / name, sources / name)
    (sources / "Makefile").write_text(MAKEFILE, "utf-8")
    (sources / ".gitignore").write_text(IGNORED, "utf-8")
    git(sources, "init", "--quiet", "--initial-branch=main")
    git(sources, "config", "user.name", "Tester")
    git(sources, "config", "user.email", "tester@proefhuis.test")
    git(sources, "add", "--all")
    git(sources, "commit", "--quiet", "--message", "begin")
    git(sources, "remote", "add", "origin", remote.as_uri())
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(MAY_WRITE, "utf-8")
    hook.chmod(0o755)
    push(sources, "main")
    return remote


def push(root: Path, *refs: str) -> None:
    """As a person who may."""
    git(root, "push", "--quiet", "origin", *refs, env={"RECHT": "write"})


@dataclass
class Host:
    """A host with one repository. `context` has what expressions ask, such as `github.event.before`; `before` is done before a job of that name."""

    folder: Path
    remote: Path
    context: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    branch: str = "main"
    """What is fetched where a step names nothing else: the branch that it runs on, or a proposal."""

    def play(self, name: str, inputs: Mapping[str, object] | None = None, only: str = "") -> dict[str, Played]:
        """The jobs of a workflow in order, those that it calls in another one as `job/called`; `only` one of them where that is given."""
        played: dict[str, Played] = {}
        self._jobs(load(WORKFLOWS / name), {"inputs": dict(inputs or {})}, played, "", only)
        return played

    def _jobs(
        self, workflow: dict[str, Any], given: dict[str, Any], played: dict[str, Played], prefix: str, only: str
    ) -> dict[str, Played]:
        here: dict[str, Played] = {}
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            if only and name != only:
                continue
            needs = job.get("needs", [])
            told = {one: here[one] for one in ([needs] if isinstance(needs, str) else needs)}
            scope = {**given, "needs": told, "env": {}, "failed": any(one.code for one in told.values())}
            scope["env"] = {key: self.text(value, scope) for key, value in workflow.get("env", {}).items()}
            if not self._wanted(job.get("if"), scope):
                here[name] = played[prefix + name] = Played(skipped=True)
            elif "uses" in job:
                called = load(ROOT / job["uses"].removeprefix("$/"))
                defaults = {key: one.get("default", "") for key, one in called["on"]["workflow_call"]["inputs"].items()}
                inputs = {**defaults, **{key: self.value(value, scope) for key, value in job["with"].items()}}
                inner = self._jobs(called, {"inputs": inputs}, played, f"{prefix}{name}/", "")
                outputs = called["on"]["workflow_call"]["outputs"]
                passed = {key: self.text(one["value"], {"jobs": inner}) for key, one in outputs.items()}
                here[name] = Played(max(one.code for one in inner.values()), outputs=passed)
                played.setdefault(prefix + name, here[name])
            else:
                if name in self.before:
                    self.before[name]()
                here[name] = played[prefix + name] = self._job(f"{prefix}{name}", job, scope)
        return here

    def _job(self, name: str, job: dict[str, Any], scope: dict[str, Any]) -> Played:
        place = self.folder / "jobs" / name.replace("/", "-")
        shutil.rmtree(place, ignore_errors=True)
        work = place / "werk"
        work.mkdir(parents=True)
        program = place / "handbook"
        program.write_text(fork.program(), "utf-8")
        rights = job["permissions"]
        assert "environment" in job or rights.get("contents") != "write", "only what people agree to may write"
        done = Played()
        steps: dict[str, Played] = {}
        scope = {**scope, "steps": steps, "secrets": "environment" in job}
        for number, step in enumerate(job["steps"]):
            if not self._wanted(step.get("if"), {**scope, "failed": bool(done.code)}):
                continue
            if "uses" in step:
                self._action(step["uses"].partition("@")[0], {k: self.text(v, scope) for k, v in step.get("with", {}).items()}, work)
                continue
            output, summary = place / f"output{number}", place / f"summary{number}"
            env = {key: self.text(value, scope) for key, value in step.get("env", {}).items()}
            own = {"PROGRAMMA": str(program), "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
            asked = {**os.environ, **self.environment, **own, **scope["env"], **env, "RECHT": rights.get("contents", "")}
            ran = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=work,
                env=asked,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert "Traceback" not in ran.stderr, ran.stderr
            told = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines()) if output.exists() else {}
            steps[step.get("id", str(number))] = Played(ran.returncode, outputs=told)
            done.ran.append(step["run"])
            done.said += ran.stdout + ran.stderr
            done.code = done.code or ran.returncode
        done.outputs = {key: self.text(value, scope) for key, value in job.get("outputs", {}).items()}
        return done

    def _action(self, action: str, given: dict[str, str], work: Path) -> None:
        """What one of GitHub's own actions does."""
        kept = self.folder / "artifacts" / given.get("name", "")
        if action == "actions/checkout":
            assert given["persist-credentials"] == "False"
            to = work / given.get("path", "")
            git(work, "clone", "--quiet", self.remote.as_uri(), str(to))
            at = ("--detach", given["ref"]) if given.get("ref") else ("-B", self.branch, f"origin/{self.branch}")
            git(to, "checkout", "--quiet", *at)
        elif action == "actions/upload-artifact":
            found = work / given["path"]
            if found.is_dir():
                shutil.copytree(found, kept, dirs_exist_ok=True)
            elif found.exists() or given.get("if-no-files-found") == "error":
                kept.mkdir(parents=True, exist_ok=True)
                shutil.copy(found, kept)
        elif action == "actions/download-artifact":
            shutil.copytree(kept, work / given["path"])
        elif action == "actions/deploy-pages":
            (self.folder / "website").mkdir()
            subprocess.run(["tar", "-xf", self.folder / "artifacts/github-pages/artifact.tar"], cwd=self.folder / "website", check=True)
        else:
            # Nothing is kept of an earlier run: what a workflow does may not rest on that.
            assert action in ("actions/setup-python", "actions/cache/restore", "actions/cache/save"), action

    def _wanted(self, condition: str | None, scope: dict[str, Any]) -> bool:
        if condition is None:
            return not scope["failed"]
        asks = re.search(r"cancelled\(\)|failure\(\)", condition)
        return bool(self.value(condition, scope)) and bool(asks or not scope["failed"])

    def text(self, typed: object, scope: Mapping[str, Any]) -> str:
        """What a host makes of a value with expressions in it."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(_said(self._expression(found[1], scope))), str(typed))

    def value(self, typed: object, scope: Mapping[str, Any]) -> object:
        """The same, with its type where it is one expression."""
        if not isinstance(typed, str):
            return typed
        whole = re.fullmatch(r"\$\{\{(.*?)\}\}", typed)
        return self._expression(whole[1] if whole else typed, scope) if whole or ASKS.match(typed) else typed

    def _expression(self, text: str, scope: Mapping[str, Any]) -> object:
        """Comparing, `&&`, `||`, `!` and names are all that our workflows use."""
        names: dict[str, object] = {}

        def name(found: re.Match[str]) -> str:
            names[f"n{len(names)}"] = self._named(found[0], scope)
            return f"n{len(names) - 1}"

        python = re.sub(r"(?<!['\w])(?:github|inputs|needs|jobs|steps|env|vars|secrets)(?:\.[\w-]+)+", name, text)
        python = re.sub(r"!(?!=)", " not ", python.replace("&&", " and ").replace("||", " or ")).replace("not  ", "not ")
        calls = {
            "true": True,
            "false": False,
            "cancelled": lambda: False,
            "failure": lambda: scope.get("failed", False),
            # It names what is kept, and nothing is.
            "hashFiles": lambda *patterns: hashlib.sha256(repr(patterns).encode()).hexdigest(),
        }
        return eval(python.strip(), {"__builtins__": {}, **calls}, names)

    def _named(self, name: str, scope: Mapping[str, Any]) -> object:
        first, *rest = name.split(".")
        if first in ("needs", "jobs", "steps"):
            played = scope[first].get(rest[0])
            return played.outputs.get(rest[-1], "") if played else ""
        if first == "secrets":
            return self.context.get(name, "") if scope["secrets"] else ""
        if first in ("inputs", "env"):
            return scope[first].get(rest[0], "")
        return self.context.get(name, "")


def _said(value: object) -> object:
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
