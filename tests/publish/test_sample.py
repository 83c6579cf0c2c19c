"""Nothing of the example goes out, and nothing goes out by itself: a real remote, real builds, the workflow's own scripts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.core.project import Project
from handbook.sources import sample
from tests.support import fork, shipped
from tests.support.fence import IN_FORCE
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, TINY, draw
from tests.support.publishing import bare, clone, commit, git
from tests.support.trees import whole

REFS = ("for-each-ref", "--format=%(refname) %(objectname)")
NOTHING = "0" * 40
REVISION = "docs/revisies/2026-01-01.md"


def pushed(tmp_path: Path, root: Path) -> Path:
    """The handbook in `root` as a clone of a bare remote, with its main branch pushed."""
    bare(tmp_path / "remote")
    copy = clone(tmp_path / "remote", tmp_path / "kloon")
    for path in root.iterdir():
        path.rename(copy / path.name)
    commit(copy, "begin")
    git(copy, "push", "--quiet", "origin", "HEAD:main")
    return copy


def remote_refs(copy: Path) -> list[str]:
    return [line.partition(" ")[0] for line in git(copy.parent / "remote", *REFS).splitlines()]


def test_the_example_goes_nowhere_until_all_of_it_is_filled_in(tmp_path: Path) -> None:
    copy = pushed(tmp_path, shipped.adopted(tmp_path / "h"))
    examples = sample.left(Project.find(copy))
    before = git(copy, *REFS), git(tmp_path / "remote", *REFS)
    for how in (("--push", "origin"), (), ("--dry-run",), ("--push", "origin", "--dry-run")):
        done = handbook(copy, "publish", *how)
        assert done.returncode == 4, done.stdout + done.stderr
        assert [one.value for one in examples if f"regel {one.line}: {one.key}: " not in done.stderr] == []
    shipped.fill_in_all(copy, examples[1:])
    commit(copy, "bijna alles")
    last = handbook(copy, "publish", "--push", "origin")
    assert (last.returncode, f"regel {examples[0].line}: {examples[0].key}" in last.stderr) == (4, True)
    # The number of people may be true, and counts as long as the name beside it is invented.
    assert "Nog van het voorbeeld: 2 gegevens." in last.stderr
    # The source branch has grown; nothing else is there, here or on the remote.
    assert git(tmp_path / "remote", *REFS) == before[1]
    assert [line.partition(" ")[0] for line in git(copy, *REFS).splitlines()] == [line.partition(" ")[0] for line in before[0].splitlines()]
    shipped.fill_in(copy, examples[0])
    commit(copy, "alles")
    done = handbook(copy, "publish", "--push", "origin")
    assert done.returncode == 0, done.stdout + done.stderr
    assert remote_refs(copy) == ["refs/heads/gh-pages", "refs/heads/main", "refs/tags/revisie/2026-01-01"]
    page = whole(git(copy, "show", "gh-pages:2026-01-01/revisies/2026-01-01/index.html"))
    assert "oorbeeld" not in page and 'class="proef"' not in page


def test_check_lists_the_example_and_is_content(tmp_path: Path) -> None:
    root = shipped.adopted(tmp_path / "h")
    annotated = handbook(root, "check", "--format", "github")
    assert annotated.returncode == 0
    notices = [line for line in annotated.stdout.splitlines() if line.startswith("::notice ")]
    assert [line.partition(",")[0] for line in notices] == [f"::notice file={name}" for name in shipped.FILES]
    shutil.copy(TINY / REVISION, root / REVISION)
    done = handbook(root, "check", "--strict")
    assert done.returncode == 0
    assert done.stdout.startswith("Nog van het voorbeeld: ") and done.stdout.endswith("\nVerder klopt alles.\n")
    found = json.loads(handbook(root, "check", "--format", "json").stdout)
    assert {(one["file"], one["level"], one["code"]) for one in found} == {("variables.yml", "voorbeeld", "VBD001")}
    with (root / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\nZie [niets](bestaat-niet.md).\n")
    wrong = handbook(root, "check")
    assert (wrong.returncode, "Nog van het voorbeeld: " in wrong.stdout) == (1, True)


def run(copy: Path, **typed: str) -> subprocess.CompletedProcess[str]:
    """What the workflows do at a merge or at the button: what comes of it is put on the server as well."""
    program = copy / ".venv/bin/handbook"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(fork.program(), "utf-8")
    program.chmod(0o755)
    (copy / ".git/info").mkdir(exist_ok=True)
    (copy / ".git/info/exclude").write_text(".venv\nklaar\n", "utf-8")
    shutil.rmtree(copy / "klaar", ignore_errors=True)
    done = subprocess.CompletedProcess("", 0, "", "")
    for script in ("prepare.sh", "land.sh"):
        ran = subprocess.run(
            ["bash", str(ROOT / "deploy/ci" / script), "publish", "klaar"],
            cwd=copy,
            env={**os.environ, **typed},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        done = subprocess.CompletedProcess(ran.args, done.returncode or ran.returncode, done.stdout + ran.stdout, done.stderr + ran.stderr)
    return done


def test_the_first_push_of_the_example_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOEK_VANDAAG", IN_FORCE)
    copy = pushed(tmp_path, shipped.adopted(tmp_path / "h"))
    done = run(copy, VOOR=NOTHING)
    assert (done.returncode, "handboek.publiceren: knop" in done.stdout) == (0, True), done.stdout + done.stderr
    facts = (copy / "variables.yml").read_text("utf-8")
    (copy / "variables.yml").write_text(facts.replace("  aanspreekvorm: u\n", "  aanspreekvorm: u\n  publiceren: samenvoegen\n"), "utf-8")
    commit(copy, "samenvoegen")
    refused = run(copy, VOOR=NOTHING)
    assert (refused.returncode, "Nog van het voorbeeld" in refused.stderr) == (4, True), refused.stdout + refused.stderr
    assert remote_refs(copy) == ["refs/heads/main"]


def test_a_merge_publishes_only_what_it_brought_and_what_was_adopted(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {".gitignore": "__pycache__/\n"})
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "variables.yml").write_text(facts.replace("  aanspreekvorm: u\n", "  aanspreekvorm: u\n  publiceren: samenvoegen\n"), "utf-8")
    revision = (root / REVISION).read_text("utf-8")
    (root / REVISION).unlink()
    copy = pushed(tmp_path, root)
    begin = git(copy, "rev-parse", "HEAD")

    later = revision.replace("2025-12-01", "2026-11-30").replace("2025-12-02", "2026-12-01")
    later = later.replace("evaluatie: 2027-01-01", "evaluatie: 2028-01-01")
    (copy / REVISION).write_text(later.replace("ingangsdatum: 2026-01-01", "ingangsdatum: 2027-01-01"), "utf-8")
    (copy / REVISION).rename(copy / "docs/revisies/2027-01-01.md")
    commit(copy, "nog niet vastgesteld")
    early = run(copy, VOOR=begin)
    assert (early.returncode, "30 november 2026" in early.stdout) == (0, True), early.stdout + early.stderr
    pressed = run(copy)
    assert (pressed.returncode, "30 november 2026" in pressed.stderr) == (4, True), pressed.stdout + pressed.stderr

    (copy / "docs/revisies/2027-01-01.md").unlink()
    (copy / REVISION).write_text(revision, "utf-8")
    adopted = commit(copy, "vastgesteld")
    with (copy / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\nEen zin.\n")
    commit(copy, "alleen tekst")
    text = run(copy, VOOR=adopted)
    assert (text.returncode, "2026-01-01, niet veranderd" in text.stdout) == (0, True), text.stdout + text.stderr
    lost = run(copy, VOOR="1" * 40)
    assert (lost.returncode, "1" * 40 in lost.stderr) == (2, True)
    assert remote_refs(copy) == ["refs/heads/main"]

    tried = run(copy, VOOR=begin, PROEF="ja")
    assert (tried.returncode, remote_refs(copy)) == (0, ["refs/heads/main"]), tried.stdout + tried.stderr
    merged = run(copy, VOOR=begin)
    assert (merged.returncode, "haar bestand is nu samengevoegd" in merged.stdout) == (0, True), merged.stdout + merged.stderr
    assert "refs/tags/revisie/2026-01-01" in remote_refs(copy)


@pytest.mark.parametrize("typed", ["nooit", "Knop"])
def test_another_moment_than_these_two_is_told(tmp_path: Path, typed: str) -> None:
    root = draw(tmp_path / "h")
    facts = (root / "variables.yml").read_text("utf-8")
    (root / "variables.yml").write_text(facts.replace("  aanspreekvorm: u\n", f"  aanspreekvorm: u\n  publiceren: {typed}\n"), "utf-8")
    done = handbook(root, "check")
    assert (done.returncode, "Kies uit: knop, samenvoegen." in done.stdout) == (1, True)
