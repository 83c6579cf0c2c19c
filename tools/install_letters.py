"""Makes sure that the browser tests have their own letters: Debian's packages, fetched and unpacked into .venv, which asks for no rights."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.letters import SETS, Letters

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
{kinds}
  <match target="pattern">
    <edit name="family" mode="append_last" binding="weak"><string>{family}</string></edit>
  </match>
</fontconfig>
"""
"""The last rule is for names that nothing here bears, and for `system-ui`: Chromium asks for that one without a name."""
KIND = """  <match target="pattern">
    <test name="family"><string>{generic}</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>
  </match>"""
"""What a style sheet asks for by kind, as one family of the set."""


def main() -> int:
    """Installs what is missing; says why and returns 1 where that fails, because a silent skip proves nothing."""
    for letters in SETS:
        if not letters.config.is_file():
            tried: list[str] = []
            if not _installed(letters, tried):
                packages = " and ".join(letters.packages)
                print(
                    f"The browser tests cannot run without their {letters.name} letters. Tried:",
                    *tried,
                    f"Unpack Debian's {packages} into {letters.folder}, and run this again.",
                    sep="\n",
                    file=sys.stderr,
                )
                return 1
        print(f"Letters, {letters.name}: {letters.sans}, {letters.serif}, {letters.mono}", flush=True)
    return 0


def _installed(letters: Letters, tried: list[str]) -> bool:
    """Whether the set is there after all; it is put in place whole."""
    letters.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=letters.folder.parent) as folder:
        there = Path(folder)
        if not letters.folder.is_dir():
            if not _fetched(letters, there, tried):
                return False
            unpacked = there / "unpacked"
            if not all(_done(["dpkg", "-x", str(package), str(unpacked)], there, tried) for package in sorted(there.glob("*.deb"))):
                return False
            unpacked.rename(letters.folder)
    kinds = {"sans-serif": letters.sans, "serif": letters.serif, "monospace": letters.mono}
    rules = "\n".join(KIND.format(generic=generic, family=family) for generic, family in kinds.items())
    letters.config.write_text(CONFIG.format(folder=letters.folder, kinds=rules, family=letters.sans), "utf-8")
    return True


def _fetched(letters: Letters, folder: Path, tried: list[str]) -> bool:
    """Downloads the packages: by the lists that the machine has, else by fresh ones of our own, which nobody needs to be root for."""
    download = ["download", "--quiet", *letters.packages]
    if _done(["apt-get", *download], folder, tried):
        return True
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    own = [
        "apt-get",
        "-o",
        f"Dir::State={folder}/state",
        "-o",
        f"Dir::State::lists={folder}/state/lists",
        "-o",
        f"Dir::Cache={folder}/cache",
    ]
    return _done([*own, "update", "--quiet"], folder, tried) and _done([*own, *download], folder, tried)


def _done(command: list[str], folder: Path, tried: list[str]) -> bool:
    """Whether the command did its work in `folder`."""
    if not shutil.which(command[0]):
        tried.append(f"{command[0]}: not on this machine")
        return False
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    tried.append(f"{' '.join(command)}: exit {done.returncode} {done.stderr.strip()[-300:]}")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
