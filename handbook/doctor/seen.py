"""What all examinations look at: the sources, the repository, its server and what is set up here, each read once and only where it is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook import checks
from handbook.archive import branch
from handbook.archive.clone import ORIGIN
from handbook.archive.git import SETTINGS, Failed, Repository
from handbook.archive.register import REGIME_JSON
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.doctor import host
from handbook.doctor.host import Host
from handbook.new import engine
from handbook.sources import Sources


@dataclass(frozen=True)
class Seen:
    """One handbook on one day. With `online` its server may be asked over the network, and `url` is the site to look at."""

    project: Project
    day: date
    online: bool = False
    url: str | None = None
    machine: Path = Path("/")
    """Where this computer keeps what an administrator set up on it."""

    @property
    def root(self) -> Path:
        return self.project.root

    @cached_property
    def repo(self) -> Repository:
        return Repository(self.root)

    @cached_property
    def refused(self) -> str | None:
        """Why git does not read the repository, in its own words; None where it does."""
        try:
            self.repo.run("rev-parse", "--git-dir")
        except Failed as error:
            return error.reason
        return None

    def setting(self, key: str) -> str:
        """One of git's settings here as somebody made it; empty where nobody did."""
        return typed(self.repo, key)

    @cached_property
    def _read(self) -> tuple[Sources, list[Finding]]:
        return checks.check(self.project)

    @property
    def sources(self) -> Sources:
        return self._read[0]

    @property
    def findings(self) -> list[Finding]:
        return self._read[1]

    @cached_property
    def tip(self) -> str | None:
        """The tip of the branch with the archive, as far as this clone knows it."""
        return branch.published_commit(self.repo, self.project.edition)

    @cached_property
    def register(self) -> dict[str, Any]:
        """The register that stands on the branch; empty where it cannot be read."""
        try:
            found = json.loads(self.repo.read(f"{self.tip}:{REGIME_JSON}") or b"{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def archive(self) -> branch.AtHand | None:
        return branch.AtHand.of(self.root, self.project.edition)

    @cached_property
    def tags(self) -> dict[str, str]:
        """The tags of the archive in this clone: full name -> id."""
        return self.repo.refs(*self.project.edition.tags)

    @cached_property
    def address(self) -> str | None:
        """Of the remote `origin`, as git has it."""
        return self.repo.setting(f"remote.{ORIGIN}.url")

    @cached_property
    def host(self) -> Host:
        facts = self.sources.facts
        return host.of(self.address, self.root, facts.handboek.wijzigen if facts else "")

    @cached_property
    def server(self) -> dict[str, str] | None:
        """The branches and tags of `origin` at this moment; None where it may not be asked, or does not answer."""
        if self.address is None or not (self.host.folder or self.online):
            return None
        try:
            return self.repo.remote_refs(ORIGIN, patient=False)
        except Failed:
            return None

    @cached_property
    def pinned(self) -> str | None:
        """The line that pins the program; None where the handbook holds the program itself, or the line is not there."""
        try:
            lines = (self.root / engine.LINE).read_text("utf-8").splitlines()
        except OSError:
            return None
        return next((line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")), None)

    @property
    def own_repository(self) -> bool:
        """Whether it is the repository of an organisation, which pins the program; else the program stands beside the text."""
        return (self.root / engine.LINE).is_file()

    @property
    def push(self) -> str:
        """What stands behind a command that must change the archive where it really is."""
        return f" --push {ORIGIN}" if self.address else ""

    def text(self, name: str) -> str | None:
        """A file of the project; None where it is not there or is no text."""
        try:
            return (self.root / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None


def typed(repo: Repository, key: str) -> str:
    """A setting as somebody made it, below what the program itself asks of git; empty where nobody did."""
    try:
        values = repo.line("config", "--get-all", key).splitlines()
    except Failed:
        return ""
    # What the program asks comes last.
    return ["", *(values[:-1] if key in SETTINGS else values)][-1]
