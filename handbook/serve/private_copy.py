"""The copy of the repository in which Decap's own program works, so that it touches no file that somebody has open, and no branch but its own."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from handbook.archive.git import Failed, Repository
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor.config import PREFIX

HEADS = "refs/heads/"
OWN = f"{HEADS}{PREFIX}"
DRAFT = "decap-cms/draft"
STATE = r"^branch\.cms/.*\.description$"
"""Under these settings Decap keeps how far a change is."""


class PrivateCopy:
    """A copy in `folder` of the repository of `project`: `renew` before something is asked of it, `hand_over` after something was saved."""

    def __init__(self, project: Project, folder: Path) -> None:
        self._there = Repository(project.root)
        self.branch = self._current()
        self.folder = folder
        # The objects are read where they are: a copy is made in a moment, however long the history is.
        # A link is a file that says where to: Decap would else read and write what it leads to, such as the settings of git.
        plain = ("--config", "core.symlinks=false")
        self._there.run("clone", "--quiet", "--shared", "--no-tags", *plain, "--branch", self.branch, "--", self._top(), str(folder))
        self._here = Repository(folder)

    def _top(self) -> str:
        return self._there.line("rev-parse", "--show-toplevel")

    def _current(self) -> str:
        """The branch that is open: what is changed is changed in that text."""
        try:
            return self._there.line("symbolic-ref", "--short", "HEAD")
        except Failed as error:
            raise CannotWork("U staat nu niet op een branch. Kies er een, zoals met: git switch main") from error

    def renew(self) -> None:
        """Takes over what was committed since, and the changes that wait."""
        theirs = self._there.refs(f"{HEADS}{self.branch}", OWN)
        ours = self._here.refs(f"{HEADS}{self.branch}", OWN)
        if theirs == ours:
            return
        for name in self._merged():
            self._there.run("update-ref", "-d", name, theirs.pop(name))
        names = [f"+{name}:refs/from/{name.removeprefix(HEADS)}" for name in theirs]
        self._here.fetch("origin", *names)
        self._here.run("reset", "--quiet", "--hard", theirs[f"{HEADS}{self.branch}"])
        for name, id in theirs.items():
            if name.startswith(OWN):
                self._here.run("update-ref", name, id)
        for name in ours.keys() - theirs.keys():
            self._here.run("update-ref", "-d", name)
        self._states(self._there, self._here)

    def _merged(self) -> list[str]:
        """The branches of the editor of which everything is in the one that is open: no proposals any more, and Decap cannot read them."""
        found = self._there.line("for-each-ref", f"--merged={HEADS}{self.branch}", "--format=%(refname)", OWN).splitlines()
        return [name for name in found if not self._there.checked_out(name)]

    def has(self, branch: str) -> bool:
        """Whether there is a branch of that name."""
        return self._here.commit(f"{HEADS}{branch}") is not None

    def follow(self, ref: str, id: str) -> None:
        """Lets `ref` lead to a commit of the repository itself, whose objects are read where they are."""
        self._here.run("update-ref", ref, id)

    def is_draft(self, branch: str) -> None:
        """Says of a branch what Decap says of one that was just saved."""
        self._here.run("config", f"branch.{branch}.description", DRAFT)

    def read(self, branch: str, path: str) -> bytes | None:
        """A file as a branch of the editor has it."""
        return self._here.read(f"{HEADS}{branch}:{path}")

    def changed(self, branch: str) -> list[str]:
        """The files that a branch of the editor changes; none where it is not there."""
        tip, base = self._here.commit(f"{HEADS}{branch}"), self._here.commit(f"{HEADS}{self.branch}")
        return self._here.changed(self._here.line("merge-base", base, tip), tip) if tip and base else []

    def restack(self, branch: str, apart: str) -> None:
        """Puts a branch that only adds files upon the newest text, without its own `apart`: that file is written again after it.

        Two pages that begin in one folder add their lines to the menu at one place, and Decap would stop at the second.
        """
        tip, main = self._here.commit(f"{HEADS}{branch}"), self._here.commit(f"{HEADS}{self.branch}")
        if not tip or not main or self._here.descends(tip, main):
            return
        added = [path for path in self.changed(branch) if path != apart]
        if any(self._here.read(f"{main}:{path}") is not None for path in added):
            return
        files = {path: data for path in added if (data := self._here.read(f"{tip}:{path}")) is not None}
        self._here.run("update-ref", f"{HEADS}{branch}", main)
        self.put(branch, files, f"Op de nieuwste tekst: {', '.join(files)}")

    def recover(self) -> None:
        """Leaves what Decap was in the middle of: two changes at one place, which it cannot put together."""
        with suppress(Failed):
            self._here.run("rebase", "--abort")
        self._here.run("checkout", "--quiet", "--force", self.branch)
        self._here.run("clean", "--quiet", "-d", "--force")

    def put(self, branch: str, files: Mapping[str, bytes], message: str) -> None:
        """Adds a commit with these files to a branch of the editor; a branch that is not there yet begins at what is open."""
        tip = self._here.commit(f"{HEADS}{branch}") or self._here.commit(f"{HEADS}{self.branch}")
        assert tip
        index = {"GIT_INDEX_FILE": str(self.folder / ".git/handboek-index")}
        self._here.run("read-tree", tip, also=index)
        for path, data in files.items():
            self._here.run("update-index", "--add", "--cacheinfo", f"100644,{self._here.write(data).id},{path}", also=index)
        tree = self._here.line("write-tree", also=index)
        made = self._here.line("commit-tree", "-p", tip, "-m", message, tree, also=self._there.identity())
        self._here.run("update-ref", f"{HEADS}{branch}", made)

    def hand_over(self) -> None:
        """Puts the branches of the editor, and how far each is, in the repository itself. Raises Failed where a branch is open there."""
        theirs, ours = self._there.refs(OWN), self._here.refs(OWN)
        for name, id in ours.items():
            if theirs.get(name) != id:
                if self._there.checked_out(name):
                    raise Failed(f"{name.removeprefix(HEADS)} is open")
                self._here.push("origin", name, id, theirs.get(name))
        for name in theirs.keys() - ours.keys():
            if not self._there.checked_out(name):
                self._there.run("update-ref", "-d", name, theirs[name])
        self._states(self._here, self._there)

    def _states(self, source: Repository, target: Repository) -> None:
        for key, value in _described(source).items():
            if _described(target).get(key) != value:
                target.run("config", key, value)


def _described(repo: Repository) -> dict[str, str]:
    try:
        lines = repo.line("config", "--local", "--get-regexp", STATE).splitlines()
    except Failed:
        return {}
    return dict(line.split(" ", 1) for line in lines if " " in line)
