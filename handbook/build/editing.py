"""Which file, and which line in it, is behind every page and article of the sources, and where the host of the organisation opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from handbook.archive.editing import Editing, NoSources, Source
from handbook.archive.git import Repository
from handbook.core import edit_host
from handbook.core.edit_host import EditHost
from handbook.core.edition import Edition
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.sources import front_matter, mkdocs_yml, pages, variables
from handbook.sources.data import former_articles
from handbook.sources.data.entries import DATA_FOLDER
from handbook.sources.front_matter import Metadata
from handbook.sources.pages import Page, address

ASIDE = "handboek-wijzigen-"
SET = re.compile(rb"(?m)^\s+wijzigen:")

MADE_OF = {
    "bronnenlijst": "bronnen.yml",
    "dilemma(?:overzicht|s|s_op_papier)": "dilemmas.yml",
    "hulp_buiten": "hulp.yml",
    "onderwerpen_(?:tabel|uit)": "onderwerpen.yml",
    "vragen(?:lijst|beeld)": "vragen.yml",
}
"""The words of macros/ that print a whole file of docs/gegevens, and that file."""

AID = re.compile(r"\{\{\s*(?:hele_)?keuze(?:hulp|beeld|lijst)\('([\w-]+)'")

FROM_ALL = re.compile(r"\{\{\s*az_lijst\(")
"""What is made of all pages has no file of its own."""


def host(facts: variables.Variables) -> EditHost | None:
    """The host on which the text is edited; None where the facts name none."""
    return edit_host.recognised(facts.handboek.wijzigen) if facts.handboek.wijzigen else None


def data_files(page: Page) -> list[str]:
    """The files of docs/gegevens that the page prints, as paths below docs/."""
    text = "\n".join(line for _, line in page.prose)
    found = [file for word, file in MADE_OF.items() if re.search(rf"\{{\{{\s*{word}\(", text)]
    return [f"{DATA_FOLDER}/{file}" for file in found] + [f"{DATA_FOLDER}/keuzehulp/{id_}.yml" for id_ in dict.fromkeys(AID.findall(text))]


def below_repository(root: Path) -> str:
    """The path of the handbook's folder within its repository, with a slash behind it; empty where it is the repository itself, or in none."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return _folder(root.relative_to(top).as_posix())


def in_folder(project: Project, source: str = "", within: str = "") -> Editing | None:
    """Of all pages of the project, whose folder in the repository is `within`; None where its facts name no host, or cannot be read."""
    facts, _ = variables.load(project)
    to = host(facts) if facts else None
    if to is None:
        return None
    found, _ = pages.load(project)
    metadata, _ = front_matter.read(found.values())
    config, _ = mkdocs_yml.load(project)
    former, _ = former_articles.load(project)
    docs = f"{within}docs/"
    shown = [page for path, page in sorted(found.items()) if not FROM_ALL.search(page.text)]
    return Editing(
        schema=1,
        bron=source,
        regel=to.line,
        paginas={address(page.path): _source(page, metadata, to, docs) for page in shown},
        oud={address(old): _place(new) for old, (new, _) in (config.redirects if config else {}).items()},
        opvolgers=former.successors(metadata.articles),
    )


def _source(page: Page, metadata: Metadata, to: EditHost, docs: str) -> Source:
    return Source(
        titel=page.title if "{{" not in page.title else page.path,
        bestand=docs + page.path,
        naar=to.edit(docs + page.path),
        artikelen={one.id: one.line for one in metadata.articles.values() if one.page == page.path},
        ook={docs + file: to.edit(docs + file) for file in data_files(page)},
    )


def _place(target: str) -> str:
    """Where a redirect leads, as the address of its page."""
    return address(target.partition("#")[0])


def in_commits(here: Path, edition: Edition) -> Callable[[str], Editing | None]:
    """Gives the same of a commit of the repository in the folder `here`; what it gives raises NoSources."""
    return lambda commit: in_commit(Repository(here), edition, commit)


def in_commit(repo: Repository, edition: Edition, commit: str) -> Editing | None:
    """What a commit of the sources says; None where its facts name no host. Raises NoSources where it cannot be read."""
    facts = repo.read(f"{commit}:./{edition.variables}")
    if facts is None:
        raise NoSources(commit)
    if not SET.search(facts):
        return None
    within = _folder(repo.line("rev-parse", "--show-prefix"))
    with workspace(ASIDE) as work:
        for path, data in _needed(repo, commit, within).items():
            file = work / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        file = work / Path(edition.variables).name
        file.write_bytes(facts)
        project = Project(work, file)
        if variables.load(project)[0] is None:
            raise NoSources(commit)
        return in_folder(project, commit, within)


def _needed(repo: Repository, commit: str, within: str) -> dict[str, bytes]:
    """The files that tell of pages and addresses, by their paths in the handbook's folder."""
    wanted = {"mkdocs.yml", f"docs/{DATA_FOLDER}/{former_articles.FORMER_YML}"}
    listed = repo.files_below(f"{commit}:{within}docs") if repo.entries(f"{commit}:{within}docs") else {}
    wanted |= {f"docs/{path}" for path, entry in listed.items() if path.endswith(".md") and entry.mode != "120000"}
    read = {path: repo.read(f"{commit}:{within}{path}") for path in sorted(wanted)}
    return {path: data for path, data in read.items() if data is not None}


def _folder(path: str) -> str:
    return "" if path in ("", ".") else f"{PurePosixPath(path).as_posix()}/"


def now(repo: Repository, edition: Edition, before: Editing | None, *, anyway: bool = False) -> Editing | None:
    """What the last commit of the sources says, where it goes on from that of `before`, or `anyway`; `before` where it says the same, or cannot be read."""
    head = repo.commit("HEAD")
    if head is None or (before and before.bron != head and not anyway and not repo.descends(head, before.bron)):
        return before
    try:
        fresh = in_commit(repo, edition, head)
    except NoSources:
        return before
    return before if before and fresh and before.says(fresh) else fresh
