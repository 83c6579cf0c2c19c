"""Turns a commit into one more dated version on the branch, or leaves everything as it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Literal

from handbook.archive import applicable, branch, clone, manifest, source_history, timestamp, worked_in
from handbook.archive.branch import AtHand
from handbook.archive.contacts import CONTACT_JSON
from handbook.archive.git import Repository
from handbook.archive.manifest import Publication
from handbook.archive.register import Register
from handbook.build import adoption, approval, build, checked_sources, live_contacts
from handbook.build.checked_sources import Checked
from handbook.build.engine import Refused
from handbook.core import dutch
from handbook.core.console import Say
from handbook.core.dutch import enumeration
from handbook.core.errors import CannotWork
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.publish import brought_back, contacts, mike_branch, source_tree, transaction
from handbook.publish.attempt import Attempt, Change
from handbook.publish.built_site import BuiltSite
from handbook.publish.queue import Queue, Text, brought_in, queue, require_earlier
from handbook.publish.same_text import WouldChange, same
from handbook.publish.source_commit import ready
from handbook.publish.staging import Staging
from handbook.publish.targets import Target, require_kept
from handbook.publish.transaction import Outcome, Transaction

Status = Literal["gepubliceerd", "bestond al", "proef"]


@dataclass(frozen=True)
class Published:
    """What came of one version. `refs` are the branches that moved; `geldend` is where the alias leads afterwards."""

    version: VersionName
    status: Status
    geldend: str | None
    refs: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def publish(
    project: Project,
    *,
    push: str | None,
    dry_run: bool,
    say: Say,
    stamp_server: str | None = None,
    trial: bool = False,
    wanted: Collection[VersionName] | None = None,
) -> list[Published]:
    """Publishes the revisions of the last commit that are in no archive yet, here or on the remote `push`; with `dry_run` only says what would happen.

    They come in the order of their days, each from the commit that holds its own text; of `wanted` only where that is given.
    Where all are published, the newest is compared with what stands there. The contacts that are kept up to date follow, from the last commit.
    `stamp_server` is the address of a time-stamping server (RFC 3161), which then vouches for the day.
    A `trial` goes into an archive of which nothing goes out: it may hold the example, holds the newest text only, and its pages say what it is.
    Raises CannotWork, build.Refused where the text holds mistakes, Withheld where anything of the example is left, NotAdopted where the
    text is not adopted, OutOfOrder where another text must come first, WouldChange where the version exists with another text, BroughtBack
    where it holds what was taken off the site.
    In each of these cases the branch stands as it was, or as the versions left it that were said to be published.
    """
    with transaction.or_nothing():
        repo, head = ready(project)
        target = transaction.target(repo, project.edition, push, say)
        tip = target.tip()
        with clone.whole(repo):
            # Of an archive that is lost nobody can say what must come first.
            require_kept(target, project.edition, tip)
        # What has a tag was published, also where the branch lost it.
        given = branch.versions_of(tip.tags, project.edition)
        archive = AtHand(repo, tip.commit, given) if tip.commit else None
        found = _queue(repo, head, project, archive, given, trial=trial, wanted=wanted)
        with clone.whole(repo), workspace(transaction.WORKSPACE) as work:
            staging = Staging.prepared(repo, work, project.edition.ref, head, tip.commit)
            publisher = Publisher(project, repo, head, staging, target, found, say, stamp_server, dry_run, trial, archive)
            done = publisher.all()
            kept_up = publisher.keep_up()
    if found.waiting:
        say(f"Revisie {found.waiting} wordt nog niet gepubliceerd: zij is nog niet vastgesteld.")
    if not done and not kept_up:
        say("Er is geen revisie om te publiceren. Er is niets veranderd.")
    came = [one.version for one in done if one.status == "gepubliceerd"]
    if came and not trial:
        say(f"Een bericht voor medewerkers maakt u met: handbook announce {max(came)}")
    return done


def _queue(
    repo: Repository,
    head: str,
    project: Project,
    archive: AtHand | None,
    given: frozenset[VersionName],
    *,
    trial: bool,
    wanted: Collection[VersionName] | None,
) -> Queue:
    """What is to be published, with all that must come before it at hand; `given` are versions with a tag. Raises OutOfOrder."""
    published = given | (archive.names.keys() if archive else frozenset())
    here = source_history.revisions(repo, head)
    if trial and here:
        return Queue((Text(max(here), head),), here - {max(here)}, held=published)
    found = queue(repo, head, published, project.name(project.variables_file), wanted)
    ahead: dict[VersionName, str] = {}
    for text in found.texts:
        require_earlier(repo, head, text, archive, ahead)
        if text.version:
            ahead[text.version] = text.commit
    version = found.texts[0].version if found.texts else None
    beside, way_on = brought_in(here, version, archive), ""
    if archive and version:
        facts = project.name(project.variables_file)
        # Of another one the words of `version` may have been chosen when it was merged: that is for the check to say.
        held = any(worked_in.holds(archive, head, one, version, facts) for one in beside)
        way_on = worked_in.way_on(repo, version, published | here) if held else ""
    return replace(found, settled=found.settled | given, beside=beside, held=published, way_on=way_on)


@dataclass
class Publisher:
    """Builds and adds the texts of one queue, one after the other, in one staging repository."""

    project: Project
    repo: Repository
    head: str
    staging: Staging
    target: Target
    queue: Queue
    say: Say
    stamp_server: str | None
    dry_run: bool
    trial: bool
    archive: AtHand | None = None
    """What is published already."""
    rehearsed: str | None = None
    """In a trial: the commit that the version before would have made."""

    def all(self) -> list[Published]:
        """Every text of the queue. Most mistakes are in the sources: of more than one, those are looked at before anything has moved."""
        texts = self.queue.texts
        if len(texts) > 1:
            names = enumeration([str(text.version) for text in texts])
            self.say(f"Er zijn {len(texts)} revisies om te publiceren, op volgorde van datum: {names}.")
            for text in texts:
                self.sources(text)
        return [self.publish(text) for text in texts]

    def sources(self, text: Text) -> tuple[Project, Checked]:
        """The sources of a text that may go out. Raises build.Refused, Withheld or NotAdopted."""
        exported = self._exported(text)
        known = checked_sources.checked(exported)
        if not self.trial:
            approval.approve(known.sources)
        adoption.require(exported, dutch.today())
        return exported, known

    def publish(self, text: Text) -> Published:
        """Adds one version to the branch. Raises what publish.publish raises."""
        self.staging.start_at(self.repo, self.rehearsed or self.target.tip().commit)
        exported, known = self.sources(text)
        where = f"de laatste commit, {text.commit[:12]}."
        if text.commit == self.head:
            self.say(f"Het handboek wordt gebouwd uit {where}")
        else:
            self.say(
                f"Revisie {text.version} wordt gebouwd uit commit {text.commit[:12]}: daar is haar tekst vastgesteld, zonder een latere erbij."
            )
        known = self._as_published(text, known)
        site = self.staging.folder / f"site-{text.version}"
        built = build.build(exported, site, trial=self.trial, known=known, documents=not self.trial)
        decided = known.sources.revisions[0].facts.weer_te_lezen if known.sources.revisions else None
        act = AddVersion(
            BuiltSite.built(self.staging, site, text.commit), self.stamp_server, known.sources.telling, decided, self.queue.way_on
        )
        run = Transaction(self.repo, self.project.edition, self.staging, self.target, dutch.today(), self.say, self.rehearsed)
        outcome = run.run(act, self.dry_run)
        if self.dry_run:
            self.rehearsed = outcome.commit or self.rehearsed
        return act.outcome(outcome, self.dry_run, self.target.where, self.say, built.findings)

    def keep_up(self) -> bool:
        """Brings the contacts that are kept up to date to the root, and says whether anything changed, or would."""
        try:
            act = contacts.KeepUp(self.repo, self.head, *live_contacts.of_project(self.project))
        except Refused:
            # Where the text of an older commit went out, nobody has looked at the facts of this one.
            self.say("De contactgegevens zijn niet bijgewerkt, want in de gegevens staan fouten. Kijk met: handbook check")
            return False
        if not act.now and self.staging.read(f"{self.staging.ref}:{CONTACT_JSON}") is None:
            return False
        tip = self.rehearsed or self.target.tip().commit
        if tip is None or not branch.dated((self.staging if self.rehearsed else self.repo).entries(tip)):
            return False
        run = Transaction(self.repo, self.project.edition, self.staging, self.target, dutch.today(), self.say, self.rehearsed)
        try:
            outcome = run.run(act, self.dry_run)
        except contacts.Older as older:
            # A correction has the facts of its own day, which is no reason to refuse it.
            self.say(older.stays)
            return False
        if act.roles:
            self.say(act.told(outcome, self.target.where, dry_run=self.dry_run))
        return bool(act.roles)

    def _as_published(self, text: Text, known: Checked) -> Checked:
        """The sources of a text that stands in the archive already, with the contacts that are kept up to date as they were there: another number is no other text."""
        facts, archive = known.sources.facts, self.archive
        source = archive.source(text.version) if archive and text.version and text.version in archive.names else None
        data = self.repo.read(f"{source}:./{self.project.name(self.project.variables_file)}") if source else None
        if facts is None or data is None:
            return known
        then = self.staging.folder / "gegevens-van-toen.yml"
        then.write_bytes(data)
        return replace(known, sources=replace(known.sources, facts=live_contacts.as_of(facts, replace(self.project, variables_file=then))))

    def _exported(self, text: Text) -> Project:
        """The files of the text, with the form of the last commit, and nothing else of the working folder.

        Raises CannotWork where the facts are not among them.
        """
        name = self.project.name(self.project.variables_file)
        if name.startswith("../"):
            raise CannotWork(
                f"Het bestand {name} staat niet in de map van het handboek. Zet het daarin, leg het vast, en publiceer daaruit."
            )
        written, form = (self.repo.line("rev-parse", f"{commit}:./") for commit in (text.commit, self.head))
        tree = source_tree.joined(self.staging, written, form, [name])
        for beside in self.queue.beside:
            tree = source_tree.put(self.staging, tree, source_history.path(beside).split("/"), None)
        folder = self.staging.export(tree)
        return replace(
            Project.find(folder),
            variables_file=folder / name,
            edition=self.project.edition,
            settled=self.queue.settled | self.queue.kept - {text.version},
            elsewhere=source_history.revisions(self.repo, text.commit) - self.queue.kept,
        )


# One version on top of the branch


def tagged(version: VersionName, print_: str, source: str) -> str:
    """What the tag of a version says; `print_` is the fingerprint of its manifest."""
    return f"Revisie {version}\n\nManifest-SHA-256: {print_}\nSource-commit: {source}\n"


@dataclass(frozen=True)
class AddVersion:
    """The act of publishing a built site."""

    site: BuiltSite
    stamp_server: str | None = None
    telling: frozenset[str] = frozenset()
    """The pages that print facts of their revision."""
    readable: str | None = None
    """The decision by which it may hold what was taken off the site."""
    way_on: str = ""
    """What to do where it stands there without a change that these sources hold."""

    def __call__(self, attempt: Attempt) -> Change | None:
        """Raises WouldChange where the version exists with another text, BroughtBack where it holds what was taken off the site, CannotWork where the archive is not as it was left."""
        if attempt.number == 1 and attempt.branch.others:
            attempt.say(
                f"Op de branch {attempt.edition.branch} staan ook namen die geen versie van het handboek zijn: {enumeration(attempt.branch.others)}. Die blijven zoals zij zijn."
            )
        if self.site.version in attempt.branch.names:
            return self._again(attempt)
        attempt.sound()
        brought_back.check(attempt, self.site, self.telling, self.readable)
        if attempt.number == 1 and (late := applicable.too_late(self.site.facts.bekendgemaakt, attempt.day)):
            attempt.say(late)
        version, last = self.site.version, max(attempt.entries, key=lambda entry: entry.sequence, default=None)
        moment = Publication(self.site.facts, last.sequence + 1 if last else 1, attempt.day, last.link if last else None, self.site.source)
        added = self._added(moment)
        for name, data in added.items():
            (self.site.folder / name).write_bytes(data)
        tree = attempt.staging.write_tree({**self.site.files, **attempt.staging.write_all(added)})
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
        free = version.free(attempt.branch.names)
        if entry.measures:
            # A correction of a text that was repealed would be repealed with it.
            mend = "een revisie met een latere ingangsdatum" if entry.repealed else f"docs/revisies/{free}.md"
            raise WouldChange(
                f"Van versie {version} is tekst van de website gehaald op {dutch.long_date(entry.measures[-1].datum)}, en die komt niet terug op dit adres. Maak {mend} voor een nieuwe tekst."
            )
        mend = (
            self.way_on
            or f"Zet de tekst terug, of maak er een tekst van een latere dag van, met: handbook new-revision. Is het een verbetering van deze tekst? Typ dan: handbook new-revision {free}. Dat maakt docs/revisies/{free}.md"
        )
        attempt.say(same(attempt.staging, tip, self.site, mend))
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
        first = attempt.staging.commits(tip, f"{version}/{manifest.MANIFEST_JSON}")[0]
        return Change("", tags={ref: tagged(version, entry.manifest, facts.bron)}, on={ref: first})

    def outcome(self, done: Outcome, dry_run: bool, where: str, say: Say, findings: list[Finding]) -> Published:
        """Says what happened, or would happen."""
        version, current, yet = self.site.version, done.register.current, done.register.yet
        if done.commit is None:
            return Published(version, "bestond al", done.alias, done.refs, findings)
        if dry_run:
            leads = f"Vandaag zou versie {current.version} gelden." if current else f"Er zou vandaag {yet}geen versie gelden."
            say(f"Proef: versie {version} zou worden gepubliceerd. {leads} Er is niets veranderd.")
            return Published(version, "proef", done.alias, (), findings)
        leads = f"Vandaag geldt versie {current.version}." if current else f"Er geldt vandaag {yet}geen versie."
        say(f"Versie {version} is gepubliceerd. {leads} De versie staat nu {where}.")
        return Published(version, "gepubliceerd", done.alias, done.refs, findings)
