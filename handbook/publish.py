"""The only module that speaks to mike: turns a commit into one more dated version on the branch, or leaves everything as it was."""

from __future__ import annotations

import errno
import io
import json
import random
import tarfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from handbook import build, dutch, git, staging_area, versions
from handbook.dutch import enumeration
from handbook.finding import Finding
from handbook.git import BRANCH, LOCAL, Repository
from handbook.landing import OURS, Local, Lost, Remote, Say, Target, Tip, few
from handbook.project import CannotWork, Ended, Project
from handbook.revisions import VersionName
from handbook.staging_area import Site
from handbook.versions import ALIAS
from handbook.workspace import workspace

TRIES = 8
TEMPLATES = Path(__file__).parent / "templates_mike"
WORKSPACE = "handboek-publicatie-"
MADE = frozenset({".html", ".css", ".js", ".json", ".xml", ".gz", ".map"})
"""Kinds of files that tools write; they may differ while the text is the same."""

FULL = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}

Status = Literal["gepubliceerd", "bestond al", "proef"]


class WouldChange(Ended):
    """The version was published with another text."""

    exit_code = 4


@dataclass(frozen=True)
class Published:
    """What came of it. `refs` are the branches that moved; `geldend` is where the alias leads afterwards."""

    version: VersionName
    status: Status
    geldend: str | None
    refs: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def publish(project: Project, *, push: str | None, dry_run: bool, say: Say) -> Published:
    """Publishes the newest revision of the last commit, here or on the remote `push`; with `dry_run` only says what would happen.

    Raises CannotWork, build.Refused where the text holds mistakes, WouldChange where the version exists with another text.
    In each of these cases no branch has moved.
    """
    with _or_nothing():
        today = dutch.today()
        repo, source = _ready(project)
        target: Target = Remote(repo, push, say) if push is not None else Local(repo, say)
        with workspace(WORKSPACE) as work:
            staging = staging_area.prepare(repo, work, source, target.tip().commit)
            say(f"Het handboek wordt gebouwd uit de laatste commit, {source[:12]}.")
            built = build.build(_export(repo, source, work / "export"), work / "site")
            site = Site(work / "site", built.version, source, staging_area.site_tree(staging, work / "site"))
            done = _Press(repo, staging, site, target, today, say).publish(dry_run)
    return replace(done, findings=built.findings)


@contextmanager
def _or_nothing() -> Iterator[None]:
    """A disk that is full or closed ends the command, with the branch as it was: it moves in one step, at the very end."""
    try:
        yield
    except git.Failed as error:
        raise CannotWork(f"De publicatie is niet gelukt, en er is niets veranderd. Git meldt: {error.reason}") from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise CannotWork(
            f"De publicatie is niet gelukt, en er is niets veranderd: {error.strerror}{f' ({error.filename})' if error.filename else ''}."
        ) from error


# Before anything is built


def _ready(project: Project) -> tuple[Repository, str]:
    """The repository and the commit to publish; raises CannotWork where there is no clean commit."""
    refusal = f"Publiceren kan alleen vanuit een git-repository die u mag lezen. Git meldt over {project.root}"
    repo = Repository.opened(project.root, refusal)
    if repo.partial():
        raise CannotWork(
            "Deze kopie van het handboek is niet volledig: zij is gemaakt met git clone --filter. Maak een gewone kopie met git clone, en publiceer daaruit."
        )
    source = repo.commit("HEAD")
    if source is None:
        raise CannotWork("Er is nog geen commit om te publiceren. Leg uw werk eerst vast met: git add . en git commit")
    dirty = repo.dirty()
    if dirty:
        raise CannotWork(
            f"Deze bestanden zijn nog niet vastgelegd: {few(dirty)}. Leg ze vast met git add . en git commit, of zet ze terug. Alleen wat vastligt wordt gepubliceerd."
        )
    if "mkdocs.yml" not in repo.entries(f"{source}:./"):
        raise CannotWork(
            "Het handboek staat niet in de laatste commit: mkdocs.yml ontbreekt daar. Kijk na of git het bestand negeert, en leg het vast."
        )
    return repo, source


def _export(repo: Repository, source: str, folder: Path) -> Project:
    """The files of the commit, and nothing else of the working folder."""
    folder.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(repo.run("archive", "--format=tar", source))) as archive:
        # Debian 12's Python has no filters yet. Links may lead anywhere: the checks say so with file and line.
        if hasattr(tarfile, "tar_filter"):
            archive.extractall(folder, filter="tar")
        else:
            archive.extractall(folder)
    return Project.find(folder)


# One version on top of the branch


@dataclass(frozen=True)
class _Press:
    """One built version on its way to one branch."""

    repo: Repository
    staging: Repository
    site: Site
    target: Target
    today: date
    say: Say

    def publish(self, dry_run: bool) -> Published:
        """Stages and lands, again on the new tip where somebody else was first."""
        version, reason = self.site.version, ""
        for attempt in range(1, TRIES + 1):
            tip = self.target.tip()
            staging_area.borrow(self.repo, self.staging, tip.commit)
            before = versions.read(self.staging, tip.commit) if tip.commit else versions.NOTHING
            if attempt == 1 and before.others:
                self.say(
                    f"Op de branch {BRANCH} staan ook namen die geen versie van het handboek zijn: {enumeration(before.others)}. Die blijven zoals zij zijn."
                )
            try:
                if version in before.names:
                    return self._again(tip, before, dry_run)
                return self._add(tip, before, dry_run)
            except Lost as lost:
                reason = str(lost)
                self.say(f"Iemand anders is tegelijk bezig met de branch {BRANCH}. Het programma probeert het opnieuw.")
                time.sleep(random.uniform(0.02, 0.2) * attempt)
        said = f"{TRIES} keer was iemand anders bezig met de branch {BRANCH}. Er is niets veranderd. Probeer het opnieuw."
        raise CannotWork(f"Versie {version} is niet gepubliceerd: {said} Git meldt: {reason}")

    def _again(self, tip: Tip, before: versions.Branch, dry_run: bool) -> Published:
        """The version stands there already: with this text, or WouldChange is raised."""
        assert tip.commit
        self.say(_same(self.staging, tip.commit, self.site, before.names))
        current = versions.in_force(before.names, self.today)
        if current and str(current) != before.alias:
            # A day may have come on which another version began.
            leads = f"leidt nog naar versie {before.alias}" if before.alias else "bestaat nog niet"
            self.say(
                f"Het adres /{ALIAS}/ {leads}, maar vandaag geldt versie {current}. Dit wordt bijgewerkt zodra u een nieuwe versie publiceert."
            )
        return Published(self.site.version, "bestond al", before.alias, () if dry_run else self.target.follow(tip))

    def _add(self, tip: Tip, before: versions.Branch, dry_run: bool) -> Published:
        """One more version, and nothing else."""
        version = self.site.version
        current = versions.in_force(before.names | {version}, self.today)
        alias = str(current) if current else None
        commit = self._stage(tip.commit, before, current)
        if dry_run:
            leads = f"Vandaag zou versie {current} gelden." if current else "Er zou vandaag nog geen versie gelden."
            self.say(f"Proef: versie {version} zou worden gepubliceerd. {leads} Er is niets veranderd.")
            return Published(version, "proef", alias)
        staging_area.deliver(self.repo, self.staging, commit, tip.commit)
        refs = self.target.land(commit, tip)
        leads = f"Vandaag geldt versie {current}." if current else "Er geldt vandaag nog geen versie."
        self.say(f"Versie {version} is gepubliceerd. {leads} De versie staat nu {self.target.where}.")
        return Published(version, "gepubliceerd", alias, refs)

    def _stage(self, tip: str | None, before: versions.Branch, current: VersionName | None) -> str:
        """One commit on top of `tip` that adds the version; raises CannotWork where it would do anything else."""
        identity = self.repo.identity()
        with git.inhabit(self.staging, identity):
            _deploy(self.staging, before, self.site, current)
        # mike made several commits; readers of the branch get one, or none.
        message = f"Publish {self.site.version}\n\nSource-commit: {self.site.source}\n"
        parent = ("-p", tip) if tip else ()
        commit = self.staging.line("commit-tree", *parent, "-m", message, f"{LOCAL}^{{tree}}", also=identity)
        _guard(self.staging, tip, commit, before, self.site)
        return commit


def _same(staging: Repository, tip: str, site: Site, names: Collection[VersionName]) -> str:
    """A sentence that the version stands there with this text; raises WouldChange where its text is another."""
    published = staging.entries(tip)[str(site.version)].id
    if published == site.tree:
        return f"Versie {site.version} bestond al, met precies deze tekst. Er is niets veranderd."
    old, new = (_texts(staging.read(f"{tree}:{git.RECORD}")) for tree in (published, site.tree))
    files = [name for name in staging.changed(published, site.tree) if _by_an_author(name)]
    if old is None or new is None or old != new or files:
        raise WouldChange(_changed(site.version, old or {}, new or {}, files, names))
    return f"Versie {site.version} bestond al, met dezelfde tekst. Alleen de opmaak of de techniek van de pagina's is nu anders. Wat gepubliceerd is, blijft zoals het was."


def _by_an_author(name: str) -> bool:
    """Pictures and attachments say something too; the rest of a site is made by tools, from texts that are compared as such."""
    return not name.startswith("assets/") and PurePosixPath(name).suffix not in MADE


def _changed(version: VersionName, old: Mapping[str, Any], new: Mapping[str, Any], files: list[str], names: Collection[VersionName]) -> str:
    free = version.next
    while free in names:
        free = free.next
    groups = {
        "anders": [*(page for page in new if page in old and old[page] != new[page]), *files],
        "nieuw": [page for page in new if page not in old],
        "weg": [page for page in old if page not in new],
    }
    said = "; ".join(f"{what}: {few(pages)}" for what, pages in groups.items() if pages) or "de lijst van pagina's ontbreekt"
    mend = f"Zet de tekst terug, of maak docs/revisies/{free}.md voor een verbetering."
    return f"Versie {version} bestaat al, met een andere tekst ({said}). Wat gepubliceerd is, verandert niet. {mend}"


def _texts(record: bytes | None) -> dict[str, tuple[object, object]] | None:
    """What a reader reads: title and text of each page."""
    try:
        pages = json.loads(record or b"")["paginas"]
        return {path: (facts["titel"], facts["tekst"]) for path, facts in pages.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _deploy(staging: Repository, before: versions.Branch, site: Site, current: VersionName | None) -> None:
    """Version, alias and root page, on the staging branch."""
    # Imported here, because mike brings all of MkDocs.
    from mike import commands
    from mike.git_utils import GitError

    config = {"site_dir": str(site.folder), "use_directory_urls": True}
    redirect = TEMPLATES / "doorverwijzing.html"
    how = {
        "update_aliases": True,
        "alias_type": commands.AliasType.redirect,
        "template": str(redirect),
        "branch": BRANCH,
        "message": "staging",
        "allow_empty": True,
    }
    # One alias only: mike keeps them in a set, whose order differs from run to run.
    aliases = [ALIAS] if current == site.version else []
    try:
        with commands.deploy(config, str(site.version), versions.title(site.version), aliases, **how):
            pass  # the site is built already, so that a lost race does not build it again
        if current is None:
            first = versions.first_to_come(before.names | {site.version})
            if before.alias:
                commands.delete([ALIAS], branch=BRANCH, message="staging")
            _set_root(staging, str(first), _not_yet(first))
            return
        if current != site.version and before.alias != str(current):
            commands.alias(config, str(current), [ALIAS], **how)
        _set_root(staging, ALIAS, redirect.read_text(encoding="utf-8"))
    except (GitError, BrokenPipeError) as error:
        raise git.Failed(str(error)) from error


def _set_root(staging: Repository, leads_to: str, template: str) -> None:
    from mike import commands

    path = staging.folder / "root.html"
    path.write_text(template, encoding="utf-8")
    commands.set_default(leads_to, str(path), branch=BRANCH, message="staging", allow_empty=True)


def _not_yet(first: VersionName) -> str:
    """The root page while no version is in force; what it says stays true when the day has come."""
    template = (TEMPLATES / "nog-niet.html").read_text(encoding="utf-8")
    return template.replace("@lang@", dutch.long_date(first.day)).replace("@dag@", first.day.isoformat())


def _guard(staging: Repository, tip: str | None, commit: str, before: versions.Branch, site: Site) -> None:
    """Last look, without mike: the new version is what was built, and nothing that stood there has changed."""
    old, new = staging.entries(tip) if tip else {}, staging.entries(commit)
    after = versions.read(staging, commit)
    version = str(site.version)
    kept = {name: entry for name, entry in old.items() if name not in OURS}
    wrong = [name for name, entry in kept.items() if new.get(name) != entry]
    wrong += [name for name in new if name not in kept and name not in OURS and name != version]
    wrong += [key for key, entry in before.entries.items() if _lasting(after.entries.get(key)) != _lasting(entry)]
    wrong += [str(name) for name in after.names ^ before.names ^ {site.version}]
    if version not in new or new[version].id != site.tree:
        wrong.append(version)
    if wrong:
        raise CannotWork(
            f"De publicatie is tegengehouden, want zij zou ook dit veranderen: {few({*wrong})}. Er is niets veranderd. Meld dit als fout in het programma."
        )


def _lasting(entry: Mapping[str, Any] | None) -> object:
    """What must never change of a version in the list: all but whether it is in force."""
    return entry and {**entry, "aliases": sorted({*entry["aliases"]} - {ALIAS})}
