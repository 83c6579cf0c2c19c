"""Makes sure that the browser tests can run: Playwright's driver and a Chromium, if it can be had the one without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from handbook.serve.accessibility import browser

PLAYWRIGHT = (sys.executable, "-m", "playwright")


def main() -> int:
    """Installs what is missing; says why and returns 1 where that fails, because a silent skip proves nothing."""
    tried: list[str] = []
    # The driver's Node.js needs one library that a bare Debian lacks.
    driver = ready("Playwright", _drives, [debian("libatomic1")], tried)
    # Any Chromium will do; with this one the tests take two thirds of the time.
    both = driver and (
        ready("Chromium", _quick, [debian(browser.SHELL)], tried)
        or ready("Chromium", _found, [[[*PLAYWRIGHT, "install", "chromium"]], debian("chromium")], tried)
    )
    if not both:
        print("The browser tests cannot run. Tried:", *tried, "Install a Chromium, or set CHROMIUM to its path.", sep="\n", file=sys.stderr)
    return 0 if both else 1


def ready(what: str, there: Callable[[], str], ways: list[list[list[str]]], tried: list[str]) -> bool:
    """Whether `what` is there, if need be after one of the ways to install it."""
    for way in ([], *ways):
        for command in way:
            print(f"{what}: {' '.join(command)}", flush=True)
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            tried.append(f"{' '.join(command)}: exit {done.returncode} {done.stderr.strip()[-300:]}")
        found = there()
        if found:
            print(f"{what}: {found}", flush=True)
            return True
    return False


def _drives() -> str:
    done = subprocess.run([*PLAYWRIGHT, "--version"], check=False, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def _quick() -> str:
    """The one that somebody chose counts as quick: no other would be used."""
    return _found() if os.environ.get("CHROMIUM") else shutil.which(browser.SHELL) or ""


def _found() -> str:
    try:
        return str(browser.chromium())
    except browser.NoChromium:
        return ""


def debian(*packages: str) -> list[list[str]]:
    """The commands for Debian's packages, where this machine has apt and we may use it."""
    if not shutil.which("apt-get"):
        return []
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return [[*sudo, "apt-get", "update"], [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", *packages]]


if __name__ == "__main__":
    sys.exit(main())
