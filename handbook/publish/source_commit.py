"""The commit that an act takes its sources from: the last one, with nothing beside it that nobody recorded."""

from __future__ import annotations

from handbook.archive import clone
from handbook.archive.git import Repository
from handbook.core.console import few
from handbook.core.errors import CannotWork
from handbook.core.project import Project


def ready(project: Project) -> tuple[Repository, str]:
    """The repository and the commit to publish; raises CannotWork where there is no clean commit."""
    refusal = f"Publiceren kan alleen vanuit een git-repository die u mag lezen. Git meldt over {project.root}"
    repo = Repository.opened(project.root, refusal)
    clone.refuse_partial(repo)
    source = repo.commit("HEAD")
    if source is None:
        raise CannotWork("Er is nog geen commit om te publiceren. Leg uw werk eerst vast met: git add . en git commit")
    dirty = repo.dirty()
    if repo.merging():
        raise CannotWork(
            f"Er is een samenvoeging begonnen die niet is afgemaakt{f': {few(dirty)}' if dirty else ''}. Kies in elk bestand welke tekst moet blijven, en kijk het na met handbook check. "
            "Leg het dan vast met git add . en git commit. Of ga terug naar hoe het was, met: git merge --abort"
        )
    if dirty:
        raise CannotWork(
            f"Deze bestanden zijn nog niet vastgelegd: {few(dirty)}. Leg ze vast met git add . en git commit, zet ze terug, of haal nieuwe bestanden weg. Alleen wat vastligt wordt gepubliceerd."
        )
    if "mkdocs.yml" not in repo.entries(f"{source}:./"):
        raise CannotWork(
            "Het handboek staat niet in de laatste commit: mkdocs.yml ontbreekt daar. Kijk na of git het bestand negeert, en leg het vast."
        )
    return repo, source
