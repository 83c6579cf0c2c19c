"""Whether a copy of the repository is whole enough to speak about the archive: what it lacks is no fault of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from handbook.archive import branch, lost_history
from handbook.archive.git import Failed, Repository
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import without_password
from handbook.core.meant import near

ORIGIN = "origin"


@contextmanager
def whole(repo: Repository) -> Iterator[None]:
    """Around work that reads the archive in `repo`. Raises CannotWork where the copy was made without all files, or turns out to be damaged."""
    refuse_partial(repo)
    try:
        yield
    except (Failed, CannotWork) as error:
        said = repo.damage()
        if said is None:
            raise
        raise CannotWork(
            f"Deze kopie van het handboek is beschadigd, en over het archief zegt dat niets. Git meldt: {said.removesuffix('.')}. {_again(repo)}"
        ) from error


def refuse_partial(repo: Repository) -> None:
    """Raises CannotWork where git left files of this copy at the server: without it they seem damaged."""
    if repo.partial():
        raise CannotWork(f"Deze kopie van het handboek is niet volledig: zij is gemaakt met git clone --filter. {_again(repo)}")


def no_such(repo: Repository, remote: str, outcome: str) -> str | None:
    """In Dutch that this copy knows no server called `remote`, and then what to type; None for an address, a folder, or a name that it does know."""
    names = repo.line("remote").splitlines()
    if remote in names or not re.fullmatch(r"\w[\w.-]*", remote) or Path(repo.folder, remote).exists():
        return None
    meant = near(remote, names, 1) or names[:1]
    begin = f"Maak op uw git-server een lege repository. Typ dan, met het adres daarvan: git remote add {remote} ADRES"
    return f"Deze kopie kent geen git-server met de naam {remote}. {outcome} {f'Bedoelt u {meant[0]}?' if meant else begin}"


def _again(repo: Repository) -> str:
    """How to get a copy that is whole."""
    address = repo.setting(f"remote.{ORIGIN}.url")
    if address is None:
        return "Maak een nieuwe uit een andere kopie of uit de reservekopie: zie deploy/archive.md."
    name = PurePosixPath(address.rstrip("/")).name.removesuffix(".git") or "handboek"
    return f"Maak een gewone kopie, en werk daaruit: git clone {without_password(address)} {name}-heel"


def knows(repo: Repository, edition: Edition) -> str | None:
    """The tip of the published branch as this clone knows it; None where nothing was published. Raises CannotWork where this clone would not know."""
    commit = branch.published_commit(repo, edition)
    if commit is None and (repo.narrow() or repo.refs(*edition.tags)):
        return published(repo, edition)
    return commit


def published(repo: Repository, edition: Edition) -> str:
    """The tip of the published branch as this clone knows it. Raises CannotWork where it knows none."""
    commit = branch.published_commit(repo, edition)
    if commit:
        return commit
    if repo.setting(f"remote.{ORIGIN}.url"):
        raise CannotWork(
            f"Deze kopie heeft geen branch {edition.branch}. Haal hem op met: git fetch {ORIGIN} --tags +{edition.ref}:{edition.tracked}. "
            f"Staat hij daar niet? Dan is er nog niets gepubliceerd, of hij is weg. Welk van de twee, zegt: handbook verify --remote {ORIGIN}"
        )
    lost = lost_history.lost(repo, edition, None, repo.refs(*edition.tags))
    if lost:
        raise CannotWork(f"{lost.what(None)} {lost.mend(None, repo)}")
    raise CannotWork(f"Deze kopie heeft geen branch {edition.branch}: er is nog niets gepubliceerd.")
