"""Runs every test as if today were another day, with libfaketime, the browser and the web server too: nothing may turn red because time goes by."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS = {-365: "Pacific/Kiritimati", 30: "Etc/GMT+12", 365: "America/Los_Angeles", 1095: "Pacific/Kiritimati"}
"""Days from now, and the time zone that the machine then keeps: the first one, the last one and one between. They fall on other weekdays too."""

TWICE = "tests/content/test_adopters.py"
"""Runs the content tests again for other organisations; these runs hold them already."""

ENVIRONMENT = {
    # The workers of xdist and every patience in a test wait by this clock, which stays as it is.
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    # Without it each answer of Chromium takes seconds.
    "FAKETIME_FORCE_MONOTONIC_FIX": "0",
    "PYTHONPATH": str(ROOT / "tools/relative_sleep"),
}


def run(program: str, days: int, given: list[str]) -> int:
    """The exit code of pytest as it runs on that day.

    In a folder of its own: pytest throws away what earlier runs left behind, and to a run three years ahead one that is busy now is old.
    """
    with tempfile.TemporaryDirectory() as scratch:
        command = [program, "-f", f"{days:+}d", sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", f"--ignore={TWICE}"]
        env = {**os.environ, **ENVIRONMENT, "TZ": DAYS[days]}
        return subprocess.run([*command, "--basetemp", f"{scratch}/pytest", *given], cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    """Runs the suite for each of DAYS, or for the one that --days names; the other arguments are pytest's own."""
    program = shutil.which("faketime")
    if not program:
        print("There is no faketime here. On Debian: apt-get install faketime.")
        return 2
    chosen, given = list(DAYS), sys.argv[1:]
    if given[:1] == ["--days"]:
        chosen, given = [int(given[1])], given[2:]
    failed = False
    for days in chosen:
        print(f"{datetime.now(UTC) + timedelta(days=days):%A %Y-%m-%d}, {DAYS[days]}", flush=True)
        failed |= run(program, days, given) != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
