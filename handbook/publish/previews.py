"""Puts the preview of a proposal on its branch and takes it away: one commit without a past, so that nothing of it is kept and no archive is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.archive import clone, previews
from handbook.archive.git import Failed, Repository
from handbook.core.console import Say
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import without_password
from handbook.core.project import Project
from handbook.core.proposal import Proposal

EARLIER = "Iemand anders veranderde dit voorbeeld op hetzelfde moment. Er is niets overschreven. Geef de opdracht opnieuw."


class Unfit(Ended):
    """The site holds what may not stand on a website as a preview."""

    exit_code = 4


def put(project: Project, proposal: Proposal, site: Path, *, push: str | None, say: Say) -> None:
    """Makes `site` the preview of `proposal` in this clone, or on the remote `push`. Raises Unfit, CannotWork where git refuses."""
    repo = _repository(project)
    try:
        tree = _tree(repo, site)
        commit = _commit(repo, tree, proposal)
        if reason := previews.wrong(repo, commit):
            raise Unfit(f"Geweigerd: dit kan geen voorbeeld zijn, want {reason}. Er is niets veranderd.")
        old = _standing(repo, project, proposal, push)
        if old and repo.line("rev-parse", f"{old}^{{tree}}") == tree and not _past(repo, old):
            say(f"Het voorbeeld van {proposal} stond al goed.")
            return
        _move(repo, proposal.ref(project.edition), commit, old, push)
    except Failed as error:
        raise CannotWork(_unknown(repo, push) or f"Het voorbeeld is niet neergezet. Git meldt: {error.reason}") from error
    say(f"Het voorbeeld van {proposal} staat op de branch {_branch(project, proposal)}{_where(push)}.")
    if push is None:
        say(f"Het staat alleen op deze computer. Zo gaat het naar de git-server: handbook preview {proposal} --push origin")


def remove(project: Project, proposal: Proposal, *, push: str | None, say: Say) -> None:
    """Takes the preview of `proposal` away; one that is not there is no mistake. Raises CannotWork where git refuses."""
    repo = _repository(project)
    try:
        old = _standing(repo, project, proposal, push)
        if old is None:
            say(f"Er is geen voorbeeld van {proposal}{_where(push)}.")
            return
        _move(repo, proposal.ref(project.edition), "", old, push)
    except Failed as error:
        raise CannotWork(_unknown(repo, push) or f"Het voorbeeld is niet weggehaald. Git meldt: {error.reason}") from error
    say(f"Het voorbeeld van {proposal} is weg{_where(push)}.")


def listed(project: Project) -> str:
    """The previews that this clone knows, one a line."""
    found = previews.known(_repository(project), project.edition)
    if not found:
        return "Er zijn geen voorbeelden van voorstellen."
    return "\n".join(f"{proposal}: {proposal.place}" for proposal in sorted(found))


def _unknown(repo: Repository, push: str | None) -> str | None:
    return clone.no_such(repo, push, "Er is niets veranderd.") if push else None


def _repository(project: Project) -> Repository:
    return Repository.opened(
        project.root, f"Een voorbeeld kan alleen staan in een git-repository die u mag lezen. Git meldt over {project.root}"
    )


def _tree(repo: Repository, site: Path) -> str:
    """The id of a tree with the files of `site`, through an index that goes again: no work tree and no index of the user takes part."""
    git_dir = Path(repo.line("rev-parse", "--absolute-git-dir"))
    index = site.with_name("index")
    apart: Mapping[str, str] = {"GIT_WORK_TREE": str(site), "GIT_INDEX_FILE": str(index)}
    own = Repository(site, git_dir)
    own.run("add", "--all", "--force", ".", also=apart)
    return own.line("write-tree", also=apart)


def _commit(repo: Repository, tree: str, proposal: Proposal) -> str:
    message = f"Voorbeeld van wijzigingsvoorstel {proposal.number}\n"
    return repo.line("commit-tree", tree, feed=message.encode(), also=repo.identity())


def _past(repo: Repository, commit: str) -> bool:
    return len(repo.line("rev-list", "--max-count=2", commit).splitlines()) > 1


def _standing(repo: Repository, project: Project, proposal: Proposal, push: str | None) -> str | None:
    """The commit that stands there now."""
    ref = proposal.ref(project.edition)
    if push is None:
        return repo.commit(ref)
    found = repo.remote_refs(push, ref).get(ref)
    if found:
        repo.fetch(push, ref)
    return found


def _move(repo: Repository, ref: str, new: str, old: str | None, push: str | None) -> None:
    """Compare and swap; without `new` the branch goes."""
    try:
        if push:
            repo.push(push, ref, new, old)
        elif new:
            repo.move(ref, new, old)
        else:
            repo.run("update-ref", "-d", ref, old or "")
    except Failed as error:
        if "stale info" in error.reason or "but expected" in error.reason:
            raise CannotWork(EARLIER) from error
        raise


def _branch(project: Project, proposal: Proposal) -> str:
    return proposal.ref(project.edition).removeprefix("refs/heads/")


def _where(push: str | None) -> str:
    return f" op {without_password(push)}" if push else ""
