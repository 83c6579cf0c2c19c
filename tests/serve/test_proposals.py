"""What was saved in /beheer/ gets to the git server, or stays where it is with a way out: a real remote, and everything that can go wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.serve import proposals
from handbook.serve.proposals import Proposals
from tests.support import publishing
from tests.support.handbooks import SAMPLE, draw
from tests.support.publishing import git

BRANCH = "cms/pagina-regels/omgang"
RULE = "docs/regels/omgang.md"
STAYS = "Uw voorstel staat nog op deze computer: er is niets verloren."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A handbook with a change that the editor saved, and a remote that knows nothing of it."""
    root = draw(tmp_path / "handboek", of=SAMPLE)
    facts = root / "variables.yml"
    facts.write_text(
        facts.read_text("utf-8").replace("handboek:\n", 'handboek:\n  wijzigen: "https://github.com/proefhuis/handboek"\n', 1), "utf-8"
    )
    git(root, "init", "--quiet", "--initial-branch=main")
    publishing.named(root)
    publishing.commit(root, "begin", silent=True)
    publishing.bare(tmp_path / "server.git")
    git(root, "remote", "add", "origin", str(tmp_path / "server.git"))
    git(root, "push", "--quiet", "origin", "main")
    git(root, "branch", BRANCH)
    edit(root, "Eerste.")
    return root


def edit(root: Path, words: str, branch: str = BRANCH) -> str:
    """One more line of the rule on that branch, without opening it."""
    blob = git(root, "hash-object", "-w", "--stdin", feed=git(root, "show", f"{branch}:{RULE}") + f"\n{words}\n")
    index = {"GIT_INDEX_FILE": str(root / ".git/ander")}
    git(root, "read-tree", branch, env=index)
    git(root, "update-index", "--cacheinfo", f"100644,{blob},{RULE}", env=index)
    id = git(root, "commit-tree", "-m", words, "-p", branch, git(root, "write-tree", env=index))
    git(root, "update-ref", f"refs/heads/{branch}", id)
    return id


def here(root: Path) -> Proposals:
    return Proposals(Project.find(root))


def there(root: Path, branch: str = BRANCH) -> str:
    return git(root.parent / "server.git", "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")


def states(root: Path) -> list[str]:
    return [one.state for one in here(root).all()]


def refused(root: Path, branch: str = BRANCH) -> str:
    before = git(root, "for-each-ref")
    with pytest.raises(CannotWork) as told:
        here(root).hand_in(branch)
    assert git(root, "for-each-ref") == before
    return str(told.value)


def test_a_proposal_is_named_brought_there_and_opened_where_the_host_asks_for_a_look(root: Path) -> None:
    (one,) = here(root).all()
    assert (one.branch, one.what, one.state) == (BRANCH, "Regels: Omgangsvormen", "hier")
    done = here(root).hand_in(BRANCH)
    assert done.address == f"https://github.com/proefhuis/handboek/compare/main...{BRANCH}?expand=1"
    assert there(root) == git(root, "rev-parse", BRANCH)
    assert states(root) == ["ingediend"]
    edit(root, "Tweede.")
    assert states(root) == ["veranderd"]
    here(root).hand_in(BRANCH)
    assert (states(root), there(root)) == (["ingediend"], git(root, "rev-parse", BRANCH))


def test_a_proposal_that_was_put_upon_a_newer_main_branch_goes_on_from_what_was_handed_in(root: Path) -> None:
    """Decap rebases a branch each time that it is saved."""
    here(root).hand_in(BRANCH)
    first = there(root)
    (root / "docs/doel.md").write_text((root / "docs/doel.md").read_text("utf-8") + "\nNieuw.\n", "utf-8")
    publishing.commit(root, "main gaat verder", silent=True)
    git(root, "branch", "--force", BRANCH, "main")
    edit(root, "Eerste.")
    for words in ("Tweede.", "Derde."):
        edit(root, words)
        here(root).hand_in(BRANCH)
        assert states(root) == ["ingediend"]
        assert git(root, "rev-parse", f"{there(root)}^{{tree}}") == git(root, "rev-parse", f"{BRANCH}^{{tree}}")
        assert git(root, "merge-base", first, there(root)) == first
    # Once more without a change: nothing new.
    last = there(root)
    here(root).hand_in(BRANCH)
    assert there(root) == last


def test_what_somebody_did_there_is_not_overwritten(root: Path) -> None:
    here(root).hand_in(BRANCH)
    other = publishing.clone(root.parent / "server.git", root.parent / "ander", "--branch", BRANCH)
    theirs = edit(other, "Van een ander.")
    git(other, "push", "--quiet", "origin", f"{theirs}:refs/heads/{BRANCH}")
    edit(root, "Van mij.")
    said = refused(root)
    assert "Iemand anders heeft dit voorstel op de git-server veranderd." in said and STAYS in said
    assert there(root) == theirs
    # Nor where the editor put it upon a newer main branch.
    git(root, "branch", "--force", BRANCH, "main")
    edit(root, "Opnieuw.")
    assert "Iemand anders" in refused(root)
    assert there(root) == theirs


def test_only_branches_of_the_editor_are_brought_there(root: Path) -> None:
    (root / "docs/doel.md").write_text("x", "utf-8")
    publishing.commit(root, "main", silent=True)
    before = there(root, "main")
    for branch in ("main", "cms/../main", "cms/niets/daar", ""):
        assert "Dit voorstel is er niet meer." in refused(root, branch)
    assert there(root, "main") == before


def test_without_a_git_server_it_says_who_can_help(root: Path) -> None:
    git(root, "remote", "remove", "origin")
    said = refused(root)
    assert "nog geen git-server" in said and "git remote add origin" in said and STAYS in said


def test_a_server_that_lets_nobody_write_or_is_not_there_loses_nothing(root: Path) -> None:
    hook = root.parent / "server.git/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    said = refused(root)
    assert "laat u hier niet schrijven" in said and STAYS in said and "Klik daarna opnieuw op Indienen." in said
    (root.parent / "server.git").rename(root.parent / "weg.git")
    assert "niet te bereiken" in refused(root)
    (root.parent / "weg.git").rename(root.parent / "server.git")
    hook.unlink()
    here(root).hand_in(BRANCH)
    assert states(root) == ["ingediend"]


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "niet te bereiken"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", "niet schrijven"),
        ("git@x: Permission denied (publickey). / fatal: Could not read from remote repository.", "niet schrijven"),
        ("fatal: unable to access 'https://x/': The requested URL returned error: 403", "niet schrijven"),
        ("ssh: connect to host x port 22: Connection refused / fatal: Could not read from remote repository.", "niet te bereiken"),
        ("! [rejected] x -> x (fetch first)", "Iemand anders"),
        ("iets nieuws", "Indienen lukt nu niet"),
    ],
)
def test_what_git_says_becomes_what_somebody_can_do(reason: str, told: str) -> None:
    said = proposals.refusal(reason)
    assert told in said and STAYS in said and said.endswith(f"Git meldt: {reason}")
