"""Makes sure that the tests of web server and signatures can run: the programs they need besides Python, git and make."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tests.support import nginx
from tools.install_chromium import debian, ready


@dataclass(frozen=True)
class Program:
    """What a test needs from the machine: how to tell that it is there, the Debian packages that bring it, and what needs it."""

    name: str
    found: Callable[[], str]
    packages: tuple[str, ...]
    needed_by: str


def main() -> int:
    """Installs what is missing; says why and returns 1 where that fails, because a silent skip proves nothing."""
    missing = 0
    for program in PROGRAMS:
        tried: list[str] = []
        if ready(program.name, program.found, [debian(*program.packages)], tried):
            continue
        missing = 1
        mend = f"Install Debian's {' and '.join(program.packages)}."
        print(f"The tests of {program.needed_by} cannot run. Tried:", *tried, mend, sep="\n", file=sys.stderr)
    return missing


def _nginx() -> str:
    try:
        return f"{nginx.program()}, {nginx.module()}"
    except nginx.NoNginx:
        return ""


def _ssh_keygen() -> str:
    return shutil.which("ssh-keygen") or ""


def _systemd_analyze() -> str:
    return shutil.which("systemd-analyze") or ""


def _jq_and_unzip() -> str:
    both = [shutil.which("jq"), shutil.which("unzip")]
    return ", ".join(filter(None, both)) if all(both) else ""


PROGRAMS = (
    # With the module that hands out files packed with Brotli.
    Program("nginx", _nginx, nginx.PACKAGES, "deploy/nginx.conf"),
    Program("systemd-analyze", _systemd_analyze, ("systemd",), "deploy/systemd"),
    # Git signs tags with it; a bare Debian has git without it.
    Program("ssh-keygen", _ssh_keygen, ("openssh-client",), "signed tags"),
    # On the machines of the hosts they are there; the workflows that tell of a proposal read the host's answers with them.
    Program("jq and unzip", _jq_and_unzip, ("jq", "unzip"), ".github/workflows/comment.yml and review.yml"),
)


if __name__ == "__main__":
    sys.exit(main())
