"""How what was saved in /beheer/ gets from this computer to the git server: which proposals there are, how far each is, and handing one in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handbook.archive.git import Failed, Repository
from handbook.core import edit_host
from handbook.core.edit_host import EditHost
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.editor import collections
from handbook.editor.config import PREFIX
from handbook.serve import new_pages
from handbook.serve.private_copy import HEADS, OWN
from handbook.sources import variables

SENT = "refs/handboek/ingediend/"
"""Below it stands, for each branch of the editor, what of it was handed in last."""

State = Literal["hier", "ingediend", "veranderd"]

KEPT = "Uw voorstel staat nog op deze computer: er is niets verloren."

NO_REMOTE = (
    f"Dit handboek heeft hier nog geen git-server. {KEPT} "
    "Vraag uw beheerder om die in te stellen, met: git remote add origin ADRES. Klik daarna opnieuw op Indienen."
)

REFUSALS = (
    (
        r"non-fast-forward|fetch first|stale info|cannot lock ref",
        (
            f"Iemand anders heeft dit voorstel op de git-server veranderd. {KEPT} "
            "Open het voorstel op de git-server, en kijk wat daar nu staat. Zet uw wijziging daar, of vraag uw beheerder om de twee samen te voegen."
        ),
    ),
    (
        (
            r"could not read Username|Authentication failed|Permission denied|HTTP 40[13]|error: 40[13]|denied to|not allowed|protected branch|"
            r"hook declined|insufficient permission|unpacker error|Host key verification failed"
        ),
        (
            f"De git-server laat u hier niet schrijven. {KEPT} "
            "Vraag uw beheerder of u mag indienen, en of uw computer is aangemeld bij de git-server. Klik daarna opnieuw op Indienen."
        ),
    ),
    (
        (
            r"Could not resolve host|unable to access|Connection (?:refused|timed out|reset)|Network is unreachable|does not appear to be a git repository|"
            r"Could not read from remote repository|timed out|Operation too slow|not found"
        ),
        (
            f"De git-server is niet te bereiken. {KEPT} "
            "Kijk of u internet heeft, of het netwerk van uw organisatie. Klik daarna opnieuw op Indienen."
        ),
    ),
)
"""By what git says, what somebody can do: in this order, because a host that lets nobody in says that it cannot be read too."""

UNKNOWN = f"Indienen lukt nu niet. {KEPT} Probeer het opnieuw, of laat uw beheerder dit lezen."


@dataclass(frozen=True)
class Proposal:
    """One branch of the editor: what it changes, whether the git server has it, and where it is opened there ("" where that cannot be told)."""

    branch: str
    what: str
    state: State
    address: str

    def data(self) -> dict[str, str]:
        """As the page reads it."""
        return {"tak": self.branch, "wat": self.what, "stand": self.state, "adres": self.address}


class Proposals:
    """Those of the repository of `project`."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._repo = Repository(project.root)

    def all(self) -> list[Proposal]:
        """Every proposal here, by its name."""
        host = self._host()
        names = {one.name: one for one in collections.of(self._project)}
        sent = self._repo.refs(SENT)
        return [self._one(ref, id, sent, names, host) for ref, id in sorted(self._repo.refs(OWN).items())]

    def _one(self, ref: str, id: str, sent: dict[str, str], names: dict[str, collections.Collection], host: EditHost | None) -> Proposal:
        branch = ref.removeprefix(HEADS)
        name, _, slug = branch.removeprefix(PREFIX).partition("/")
        known = sent.get(SENT + branch)
        state: State = "hier" if known is None else "ingediend" if id in self._held(known) else "veranderd"
        return Proposal(branch, self._what(names.get(name), name, slug, id), state, host.propose(branch) if host else "")

    def _what(self, found: collections.Collection | None, name: str, slug: str, id: str) -> str:
        """What somebody calls it: the form, and the title of the page."""
        if found is None:
            return f"{name}: {slug}"
        if found.file:
            return found.label
        text = (self._repo.read(f"{id}:{found.folder}/{slug}.md") or b"").decode("utf-8", "replace")
        return f"{found.label}: {new_pages.title(text) or slug}"

    def _host(self) -> EditHost | None:
        facts, _ = variables.load(self._project)
        typed = facts.handboek.wijzigen if facts else ""
        return edit_host.recognised(typed) if typed else None

    def hand_in(self, branch: str) -> Proposal:
        """Brings one branch to the git server. Raises CannotWork where there is none, or where the server does not take it: then it stays here."""
        ref = f"{HEADS}{branch}"
        id = self._repo.refs(OWN).get(ref)
        if id is None:
            raise CannotWork("Dit voorstel is er niet meer. Laad de pagina opnieuw.")
        remote = self._remote()
        try:
            offered = self._onwards(remote, ref, id)
            self._repo.offer(remote, ref, offered)
        except Failed as problem:
            raise CannotWork(refusal(problem.reason)) from problem
        self._repo.run("update-ref", SENT + branch, offered)
        return next(one for one in self.all() if one.branch == branch)

    def _remote(self) -> str:
        """The git server of the branch that is open, else the only one, else the one that git calls origin."""
        names = self._repo.line("remote").splitlines()
        try:
            mine = self._repo.setting(f"branch.{self._repo.line('symbolic-ref', '--short', 'HEAD')}.remote")
        except Failed:
            mine = None
        found = mine if mine in names else names[0] if len(names) == 1 else "origin" if "origin" in names else None
        if found is None:
            raise CannotWork(NO_REMOTE)
        return found

    def _onwards(self, remote: str, ref: str, id: str) -> str:
        """What to offer: the commit itself, or where Decap put it upon a newer main branch since, one that goes on from what was handed in.

        Its files are those of the commit. Only where the server has what was handed in from here: whatever somebody else did there stays.
        """
        known = self._repo.refs(SENT).get(SENT + ref.removeprefix(HEADS))
        if known is None or self._repo.descends(id, known) or self._repo.remote_refs(remote, ref, patient=False).get(ref) != known:
            return id
        if id in self._held(known):
            return known
        said = f"Bijgewerkt: {ref.removeprefix(HEADS)}"
        return self._repo.line("commit-tree", "-p", known, "-p", id, "-m", said, f"{id}^{{tree}}", also=self._repo.identity())

    def _held(self, known: str) -> Iterator[str]:
        """The commits of the editor that what was handed in stands for."""
        yield known
        yield from self._repo.line("rev-list", "--parents", "-n1", known).split()[2:]


def refusal(reason: str) -> str:
    """What somebody can do where git said `reason`, with that reason behind it."""
    said = next((told for pattern, told in REFUSALS if re.search(pattern, reason, re.IGNORECASE)), UNKNOWN)
    return f"{said} Git meldt: {reason}"
