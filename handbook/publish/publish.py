"""Turns a commit into one more dated version on the branch, or leaves everything as it was."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from handbook.archive import clone, manifest, timestamp
from handbook.archive.git import Repository
from handbook.archive.manifest import Publication
from handbook.archive.register import Register
from handbook.build import adoption, approval, build
from handbook.core import dutch
from handbook.core.console import Say, few
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.publish import mike_branch, transaction
from handbook.publish.attempt import Attempt, Change
from handbook.publish.built_site import BuiltSite
from handbook.publish.same_text import WouldChange, free, same
from handbook.publish.staging import Staging
from handbook.publish.transaction import Outcome, Transaction

Status = Literal["gepubliceerd", "bestond al", "proef"]


@dataclass(frozen=True)
class Published:
    """What came of it. `refs` are the branches that moved; `geldend` is where the alias leads afterwards."""

    version: VersionName
    status: Status
    geldend: str | None
    refs: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def publish(
    project: Project, *, push: str | None, dry_run: bool, say: Say, stamp_server: str | None = None, trial: bool = False
) -> Published:
    """Publishes the newest revision of the last commit, here or on the remote `push`; with `dry_run` only says what would happen.

    `stamp_server` is the address of a time-stamping server (RFC 3161), which then vouches for the day.
    A `trial` goes into an archive of which nothing goes out: it may hold the example, and its pages say what it is.
    Raises CannotWork, build.Refused where the text holds mistakes, Withheld where anything of the example is left, NotAdopted where the
    text is not adopted, WouldChange where the version exists with another text. In each of these cases no branch has moved.
    """
    with transaction.or_nothing():
        today = dutch.today()
        repo, source = ready(project)
        edition = project.edition
        target = transaction.target(repo, edition, push, say)
        with clone.whole(repo), workspace(transaction.WORKSPACE) as work:
            staging = Staging.prepared(repo, work, edition.ref, source, target.tip().commit)
            exported = _export(repo, source, project, work / "export")
            known = build.checked(exported)
            if not trial:
                approval.approve(known.sources)
            adoption.require(exported, today)
            say(f"Het handboek wordt gebouwd uit de laatste commit, {source[:12]}.")
            built = build.build(exported, work / "site", trial=trial, known=known)
            act = AddVersion(BuiltSite.built(staging, work / "site", source), stamp_server)
            outcome = Transaction(repo, edition, staging, target, today, say).run(act, dry_run)
    return act.outcome(outcome, dry_run, target.where, say, built.findings)


# Before anything is built


def ready(project: Project) -> tuple[Repository, str]:
    """The repository and the commit to publish; raises CannotWork where there is no clean commit."""
    refusal = f"Publiceren kan alleen vanuit een git-repository die u mag lezen. Git meldt over {project.root}"
    repo = Repository.opened(project.root, refusal)
    clone.refuse_partial(repo)
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


def _export(repo: Repository, source: str, project: Project, folder: Path) -> Project:
    """The files of the commit, and nothing else of the working folder. Raises CannotWork where the facts are not among them."""
    folder.mkdir(exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(repo.run("archive", "--format=tar", source))) as archive:
        # Debian 12's Python has no filters yet. Links may lead anywhere: the checks say so with file and line.
        if hasattr(tarfile, "tar_filter"):
            archive.extractall(folder, filter="tar")
        else:
            archive.extractall(folder)
    name = project.name(project.variables_file)
    if name.startswith("../"):
        raise CannotWork(f"Het bestand {name} staat niet in de map van het handboek. Zet het daarin, leg het vast, en publiceer daaruit.")
    return replace(Project.find(folder), variables_file=folder / name, edition=project.edition)


# One version on top of the branch


def tagged(version: VersionName, print_: str, source: str) -> str:
    """What the tag of a version says; `print_` is the fingerprint of its manifest."""
    return f"Revisie {version}\n\nManifest-SHA-256: {print_}\nSource-commit: {source}\n"


@dataclass(frozen=True)
class AddVersion:
    """The act of publishing a built site."""

    site: BuiltSite
    stamp_server: str | None = None

    def __call__(self, attempt: Attempt) -> Change | None:
        """Raises WouldChange where the version exists with another text, CannotWork where the archive is not as it was left."""
        if attempt.number == 1 and attempt.branch.others:
            attempt.say(
                f"Op de branch {attempt.edition.branch} staan ook namen die geen versie van het handboek zijn: {enumeration(attempt.branch.others)}. Die blijven zoals zij zijn."
            )
        if self.site.version in attempt.branch.names:
            return self._again(attempt)
        attempt.sound()
        version, last = self.site.version, max(attempt.entries, key=lambda entry: entry.sequence, default=None)
        moment = Publication(self.site.facts, last.sequence + 1 if last else 1, attempt.day, last.link if last else None, self.site.source)
        added = self._added(moment)
        for name, data in added.items():
            (self.site.folder / name).write_bytes(data)
        entries = {name: attempt.staging.write(data) for name, data in added.items()}
        tree = attempt.staging.write_tree({**self.site.files, **entries})
        mike_branch.add(attempt.staging, attempt.edition, self.site.folder, version, attempt.identity)
        message = f"Publish {version}\n\nSource-commit: {self.site.source}\n"
        told = tagged(version, manifest.sha256(added[manifest.MANIFEST_JSON]), self.site.source)
        return Change(message, {str(version): tree}, {attempt.edition.revision(version): told})

    def _added(self, moment: Publication) -> dict[str, bytes]:
        """The files that publishing adds to the site."""
        listed = moment.manifest(self.site.prints, self.site.articles)
        stamp = {manifest.STAMP: timestamp.stamp(listed, self.stamp_server)} if self.stamp_server else {}
        return {manifest.FACTS: moment.facts(), manifest.MANIFEST_JSON: listed, **stamp}

    def _again(self, attempt: Attempt) -> Change | None:
        """The version stands there already: with this text, or WouldChange is raised. Its tag is made where it got lost."""
        tip = attempt.tip.commit
        assert tip
        version = self.site.version
        entry = next(entry for entry in attempt.entries if entry.version == version)
        if entry.withdrawn:
            raise WouldChange(
                f"Versie {version} is ingetrokken op {dutch.long_date(entry.withdrawn.datum)} en komt niet terug op dit adres. Maak docs/revisies/{free(version, attempt.branch.names)}.md voor een nieuwe tekst."
            )
        attempt.say(same(attempt.staging, tip, self.site, attempt.branch.names))
        seen = Register(attempt.entries, attempt.day)
        current = str(seen.current.version) if seen.current else None
        if current and current != attempt.branch.alias:
            # A day may have come on which another version began.
            leads = f"leidt nog naar versie {attempt.branch.alias}" if attempt.branch.alias else "bestaat nog niet"
            attempt.say(
                f"Het adres /{attempt.edition.alias}/ {leads}, maar vandaag geldt versie {current}. Werk dat bij met: handbook activate"
            )
        ref = attempt.edition.revision(version)
        if ref in attempt.tip.tags:
            return None
        facts = manifest.parse(
            manifest.Manifest, attempt.staging.read(f"{entry.tree}:{manifest.MANIFEST_JSON}") or b"", manifest.MANIFEST_JSON
        )
        first = attempt.staging.line("rev-list", "--reverse", tip, "--", f"{version}/{manifest.MANIFEST_JSON}").splitlines()[0]
        return Change("", tags={ref: tagged(version, entry.manifest, facts.bron)}, on={ref: first})

    def outcome(self, done: Outcome, dry_run: bool, where: str, say: Say, findings: list[Finding]) -> Published:
        """Says what happened, or would happen."""
        version, current = self.site.version, done.register.current
        if done.commit is None:
            return Published(version, "bestond al", done.alias, done.refs, findings)
        if dry_run:
            leads = f"Vandaag zou versie {current.version} gelden." if current else "Er zou vandaag nog geen versie gelden."
            say(f"Proef: versie {version} zou worden gepubliceerd. {leads} Er is niets veranderd.")
            return Published(version, "proef", done.alias, (), findings)
        leads = f"Vandaag geldt versie {current.version}." if current else "Er geldt vandaag nog geen versie."
        say(f"Versie {version} is gepubliceerd. {leads} De versie staat nu {where}.")
        return Published(version, "gepubliceerd", done.alias, done.refs, findings)
