"""Makes sure that there is a Chromium for the browser tests: one that is found, else Playwright's own, else Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests import browser


def main() -> int:
    """Installs one where none is found; says why and returns 1 where that fails, because a silent skip proves nothing."""
    ways = (None, [sys.executable, "-m", "playwright", "install", "chromium"], *debian())
    tried = []
    for command in ways:
        if command:
            print(f"Chromium: {' '.join(command)}", flush=True)
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            tried.append(f"{' '.join(command)}: exit {done.returncode} {done.stderr.strip()[-300:]}")
        try:
            print(f"Chromium: {browser.chromium()}")
        except browser.NoChromium:
            continue
        return 0
    print("No Chromium could be installed. Tried:", *tried, "Install one, or set CHROMIUM to its path.", sep="\n", file=sys.stderr)
    return 1


def debian() -> list[list[str]]:
    """Debian's package, where this machine has apt and we may use it."""
    if not shutil.which("apt-get"):
        return []
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    return [[*sudo, "apt-get", "update"], [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]


if __name__ == "__main__":
    sys.exit(main())
