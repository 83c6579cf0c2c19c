"""Runs every test without a browser as if today were another day, with libfaketime: nothing may turn red because time goes by."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = {"-365": "Pacific/Kiritimati", "30": "America/Los_Angeles", "365": "Europe/Amsterdam", "1095": "Pacific/Kiritimati"}
"""Days from now, and the time zone that the machine then keeps. They fall on other weekdays too."""

BROWSER = re.compile(
    r"playwright|tests\.support(?:\.| import )(?:browser|states|web|nginx|accessibility)|\b(?:on_branch|every_state|browser):"
)
"""A test file that needs a browser or a web server of its own: a faked clock stops these, not us."""


def files() -> list[str]:
    """The test files without a browser. The adopters run content tests again, which these runs hold already."""
    found = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not BROWSER.search(path.read_text("utf-8"))]
    return [path.relative_to(ROOT).as_posix() for path in found if path.stem != "test_adopters"]


def main() -> int:
    program = shutil.which("faketime")
    if not program:
        print("There is no faketime here. On Debian: apt-get install faketime.")
        return 2
    failed = False
    for days, zone in DAYS.items():
        day = datetime.now(UTC) + timedelta(days=int(days))
        print(f"{day:%A %Y-%m-%d}, {zone}", flush=True)
        command = [
            program,
            "-f",
            f"{int(days):+}d",
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "--dist",
            "loadgroup",
            *files(),
            *sys.argv[1:],
        ]
        # A worker of xdist waits by the monotonic clock, which stays as it is.
        env = {**os.environ, "TZ": zone, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        failed |= subprocess.run(command, cwd=ROOT, env=env, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
