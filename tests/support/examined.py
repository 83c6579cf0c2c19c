"""A handbook of which everything that can be seen is in order, with an archive on a guarded server, and what follows advice in it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handbook import doctor
from handbook.core.project import Project
from handbook.doctor.model import Answer
from tests.support import fork
from tests.support.handbooks import ROOT
from tests.support.publishing import TODAY, bare, commit, git, handbook, land, site
from tests.support.publishing import publish as published

KEPT = "docs: {eigenaar: hr, nagekeken: 2026-11-01, maanden: 12}\n"
SERVER = "server.git"
GUARD = "#!/bin/sh\n# Lets everything in.\nexec true handbook guard\n"
"""What looks like the guard, and is quicker; tests/verify/test_guard.py has the real one."""
HOSTS = (".github", ".gitlab-ci.yml", ".forgejo", "deploy/ci")


@dataclass
class World:
    """A clone in `root`, its server beside it, and `seen`: how it is looked at."""

    folder: Path
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.folder / "h"

    @property
    def server(self) -> Path:
        return self.folder / SERVER

    @property
    def machine(self) -> Path:
        return self.folder / "computer"

    def copied(self, to: Path) -> World:
        """The same world elsewhere: its remote is a path that begins in the clone."""
        shutil.copytree(self.folder, to, symlinks=True)
        return World(to)

    def _looked(self) -> doctor.Seen:
        seen: dict[str, Any] = {"day": date.fromisoformat(TODAY), "machine": self.machine} | self.seen
        return doctor.Seen(Project.find(self.root), **seen)

    def answer(self, name: str) -> Answer | None:
        """The answer to one question."""
        return doctor.asked(name, self._looked())

    def answers(self) -> dict[str, Answer]:
        """Every answer by the name of its question."""
        return {one.examination.name: one.answer for one in doctor.examine(self._looked())}

    def write(self, name: str, text: str) -> None:
        """A file in the clone; with a `+` before it behind what stands there."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text("utf-8") + text[1:] if text.startswith("+") else text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Other words in a file of the clone."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{name}: {old}"
        (self.root / name).write_text(text.replace(old, new), "utf-8")

    def hosted(self, address: str) -> None:
        """The same clone with a server on the network, and all that is handed out for one."""
        for name in HOSTS:
            source = ROOT / name
            shutil.copytree(source, self.root / name) if source.is_dir() else shutil.copy(source, self.root / name)
        owners = (self.root / ".github/CODEOWNERS").read_text("utf-8").replace("@voorbeeld/", "@proefhuis/")
        (self.root / ".github/CODEOWNERS").write_text(owners, "utf-8")
        commit(self.root, "van een git-server")
        git(self.root, "remote", "set-url", "origin", address)

    def follow(self, commands: tuple[str, ...]) -> None:
        """Types each command in the clone, as a person would."""
        for command in commands:
            words = shlex.split(command)
            if words[0] == "handbook":
                done = fork.handbook(
                    self.root, *words[1 : words.index(">")] if ">" in words else words[1:], HANDBOEK_VANDAAG=str(self._looked().day)
                )
                assert done.returncode in (0, 1), done.stdout + done.stderr
                if ">" in words:
                    (self.root / words[-1]).write_text(done.stdout, "utf-8")
                continue
            env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
            typed = subprocess.run(["bash", "-c", command], cwd=self.root, env=env, check=False, capture_output=True, text=True)
            assert typed.returncode == 0, f"{command}: {typed.stderr}"


def world(folder: Path) -> World:
    """One published text, on a server on this disk with the guard and its settings, and a computer with a timer."""
    made = World(folder)
    made.folder.mkdir(exist_ok=True)
    handbook(made.root)
    made.write("docs/gegevens/eigenaars.yml", KEPT)
    made.write("CODEOWNERS", "* @proefhuis/beheer\n")
    made.write("variables.schema.json", (ROOT / "variables.schema.json").read_text("utf-8"))
    commit(made.root, "eigenaars")
    server = bare(made.server)
    git(server, "config", "receive.fsckObjects", "true")
    git(server, "config", "core.logAllRefUpdates", "always")
    git(made.root, "remote", "add", "origin", f"../{SERVER}")
    git(made.root, "push", "--quiet", "--set-upstream", "origin", "main")
    outcome = published(made.root, "--push", "origin")
    assert outcome.code == 0, outcome.said
    git(made.root, "fetch", "--quiet", "--tags", "origin")
    (server / "hooks").mkdir(exist_ok=True)
    (server / "hooks/pre-receive").write_text(GUARD, "utf-8")
    (server / "hooks/pre-receive").chmod(0o755)
    (made.machine / "etc/cron.d").mkdir(parents=True)
    (made.machine / "etc/cron.d/handboek").write_text("5 0 * * * handboek true\n", "utf-8")
    return made


def publish(made: World, version: str, *, sent: bool = True, day: str = TODAY) -> None:
    """One more version in the clone, and on the server too where it is `sent`."""
    outcome = land(made.root, site(made.folder / f"site-{version}", version), version, "origin" if sent else "", day)
    assert outcome.code == 0, outcome.said
    if sent:
        git(made.root, "fetch", "--quiet", "--tags", "origin")
