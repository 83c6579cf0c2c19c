"""The copy for the safe, made and put back with the very lines of deploy/archive.md."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.support.fork import handbook
from tests.support.proving import add
from tests.support.publishing import HOUSE, bare, clone, git

BLOCKS = re.findall(
    r"```bash\n(.*?)```", (HOUSE / "deploy/archive.md").read_text("utf-8").split("test_backup.py runs these")[1], re.DOTALL
)[:2]


def run(script: str, where: Path) -> str:
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=where, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_out_of_an_ordinary_clone_and_back_to_a_new_server(proven: Path, tmp_path: Path) -> None:
    remote = bare(tmp_path / "server.git")
    git(proven, "push", "--quiet", str(remote), "main", "gh-pages", "--tags")
    here = clone(remote, tmp_path / "kopie")
    refs = git(remote, "for-each-ref")
    said = run(BLOCKS[0], here)
    assert "is okay" in said
    (bundle,) = here.glob("handboek-*.bundle")
    assert git(here, "status", "--porcelain") == f"?? {bundle.name}"
    shutil.rmtree(remote)
    new, safe = bare(tmp_path / "nieuw.git"), tmp_path / "kluis"
    safe.mkdir()
    bundle.rename(safe / bundle.name)
    back = BLOCKS[1].replace("https://git.example.org/hr/handboek.git", new.as_uri()).replace("handboek-2026-11-22.bundle", bundle.name)
    assert new.as_uri() in back
    run(back, safe)
    assert git(new, "for-each-ref") == refs
    again = safe / "handboek"
    done = handbook(again, "verify", "--remote", "origin", HANDBOEK_VANDAAG="2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (again / "mkdocs.yml").is_file()
    add(again, "2027-04-01", push="origin")
    assert handbook(again, "verify", "--remote", "origin", HANDBOEK_VANDAAG="2026-11-22").returncode == 0
