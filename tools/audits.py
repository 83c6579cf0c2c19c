"""Installs Lighthouse (tools/lighthouse), runs it on a page, as on a phone, and gives its scores."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

from handbook.serve.accessibility.browser import ARGUMENTS, chromium
from tests.support import letters
from tools.install_chromium import debian

FOLDER = Path(__file__).parent / "lighthouse"
PROGRAM = FOLDER / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TURNS = 3
"""Performance differs from one run to the next; Lighthouse's own advice is the median of several runs."""

PATIENCE_S = 180


class CannotAudit(Exception):
    """Lighthouse is not there or does not run."""


def install() -> None:
    """Puts the locked Lighthouse in place, with Debian's npm where there is none. Raises CannotAudit where that fails."""
    commands = [] if shutil.which("npm") else debian("npm")
    # npm finds its Node.js too old for Lighthouse and says so; Lighthouse gets another one.
    commands.append(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"])
    for command in commands:
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CannotAudit(f"{' '.join(command)}: exit {done.returncode} {done.stderr.strip()[-300:]}")


def scores(address: str, report: Path | None = None) -> dict[str, float]:
    """Category -> its score of 0 to 100, each the median of TURNS runs; `report` gets the last run in full, as JSON."""
    runs = [_run(address, report) for _ in range(TURNS)]
    return {name: statistics.median(100 * float(run["categories"][name]["score"] or 0) for run in runs) for name in CATEGORIES}


def _run(address: str, report: Path | None) -> Mapping[str, Mapping[str, Mapping[str, float | None]]]:
    if not PROGRAM.is_file():
        raise CannotAudit("Lighthouse is not installed. Run: make bench")
    # The Node.js that Playwright brings: Debian's is too old for Lighthouse.
    node, _ = compute_driver_executable()
    flags = ["--headless=new", *ARGUMENTS]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [
            node,
            str(PROGRAM),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={out}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(flags)}",
            "--no-enable-error-reporting",
        ]
        env = {**os.environ, **letters.environment(letters.WIDE), "CHROME_PATH": str(chromium())}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        if done.returncode or not out.is_file():
            print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
            raise CannotAudit(f"Lighthouse ended with {done.returncode} on {address}")
        text = out.read_text("utf-8")
        if report:
            report.write_text(text, "utf-8")
        found: Mapping[str, Mapping[str, Mapping[str, float | None]]] = json.loads(text)
        return found


if __name__ == "__main__":
    install()
