"""On which git server the handbook stands, told from the address of `origin`: what can be set there differs from host to host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from handbook.core import edit_host

Kind = Literal["github", "gitlab", "forgejo", "bitbucket", "onbekend", "schijf", "geen"]
"""A host of that kind; one that cannot be told; a repository on a disk within reach; no server at all."""

NAMES = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo", "bitbucket": "Bitbucket"}

WORKFLOWS = {"github": (".github/workflows",), "gitlab": (".gitlab-ci.yml",), "forgejo": (".forgejo",)}
"""The files that each host reads; `.github` holds what the others use too, such as the forms."""

SCP = re.compile(r"(?:[^@/\s]+@)?(?P<host>[^:/\s]+):(?P<path>[^/\s].*)")
"""git@github.com:proefhuis/handboek.git"""


@dataclass(frozen=True)
class Host:
    """`web` is the repository's address in a browser, empty where there is none; `folder` is where it stands on this disk."""

    kind: Kind
    web: str = ""
    folder: Path | None = None

    @property
    def path(self) -> str:
        """proefhuis/handboek"""
        return urlsplit(self.web).path.strip("/")

    @property
    def name(self) -> str:
        """The host as people call it."""
        return NAMES.get(self.kind, "de git-server")


def of(address: str | None, root: Path, written: str = "") -> Host:
    """The host at the `address` of a remote as git has it; `written` is `handboek.wijzigen`, which may tell the kind where the name does not."""
    if not address:
        return Host("geen")
    folder = on_disk(address, root)
    if folder:
        return Host("schijf", folder=folder)
    web = in_browser(address)
    found = edit_host.recognised(web)
    stated = edit_host.recognised(written) if written else None
    if found is None and stated and urlsplit(stated.repository).hostname == urlsplit(web).hostname:
        found = stated
    return Host(found.kind, web) if found else Host("onbekend", web)  # type: ignore[arg-type]


def on_disk(address: str, root: Path) -> Path | None:
    """The folder that the address of a remote means, seen from the clone in `root`; None where it is elsewhere."""
    path = unquote(urlsplit(address).path) if address.startswith("file://") else address
    if "://" in path:
        return None
    folder = (root / Path(path).expanduser()).resolve()
    return folder if folder.is_dir() else None


def in_browser(address: str) -> str:
    """The address of a remote as a browser takes it, without a name, a password or `.git`."""
    short = SCP.fullmatch(address) if "://" not in address else None
    if short:
        return f"https://{short['host']}/{short['path'].rstrip('/').removesuffix('.git')}"
    parts = urlsplit(address)
    return f"https://{parts.hostname or ''}{parts.path.rstrip('/').removesuffix('.git')}"
