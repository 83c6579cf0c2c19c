"""The only module that speaks to mike: turns a commit into one more dated version on the branch, or leaves everything as it was."""

from __future__ import annotations

import errno
import fcntl
import io
import json
import os
import random
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal, Protocol

from handbook import build, dutch, git, versions
from handbook.dutch import enumeration
from handbook.finding import Finding
from handbook.git import BRANCH, LOCAL, Repository
from handbook.project import CannotWork, Project
from handbook.revisions import VersionName
from handbook.versions import ALIAS

TRIES = 8
SHOWN = 10
TEMPLATES = Path(__file__).parent / "templates_mike"
WORKSPACE = "handboek-publicatie-"
OURS = frozenset({versions.FILE, "index.html", ".nojekyll", ALIAS})
"""What publishing may change at the root, beside the new version's folder."""

MADE = frozenset({".html", ".css", ".js", ".json", ".xml", ".gz", ".map"})
"""Kinds of files that tools write; they may differ while the text is the same."""

FULL = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}

Say = Callable[[str], None]
Status = Literal["gepubliceerd", "bestond al", "proef"]


class WouldChange(Exception):
    """The version was published with another text; its message is Dutch, and gives exit code 4."""


class Uncommitted(CannotWork):
    """There is no commit that holds what stands in the working folder."""


class _Lost(Exception):
    """Somebody else published in between; nothing happened, and trying again is right. Says what git said."""


@dataclass(frozen=True)
class Published:
    """What came of it. `refs` are the branches that moved; `geldend` is where the alias leads afterwards."""

    version: VersionName
    status: Status
    geldend: str | None
    refs: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """A built version, ready to be put on the branch; `tree` is the id that its folder must get there."""

    folder: Path
    version: VersionName
    source: str
    tree: str


@dataclass(frozen=True)
class Tip:
    """Where to build on, and what the branch must still be when the result lands."""

    commit: str | None
    expected: str | None


def publish(project: Project, *, push: str | None, dry_run: bool, say: Say) -> Published:
    """Publishes the newest revision of the last commit, here or on the remote `push`; with `dry_run` only says what would happen.

    Raises CannotWork, build.Refused where the text holds mistakes, WouldChange where the version exists with another text.
    In each of these cases no branch has moved.
    """
    with _or_nothing():
        today = dutch.today()
        repo, source = _ready(project)
        target = _Remote(repo, push, say) if push is not None else _Local(repo, say)
        with _workspace() as work:
            staging = _staging(repo, work, source, target.tip().commit)
            say(f"Handboek bouwen uit commit {source[:12]}.")
            built = build.build(_export(repo, source, work / "export"), work / "site")
            site = Site(work / "site", built.version, source, _site_tree(staging, work / "site"))
            done = _Press(repo, staging, site, target, today, say).publish(dry_run)
    return replace(done, findings=built.findings)


def publish_built(root: Path, folder: Path, version: VersionName, *, push: str | None, today: date, say: Say) -> Published:
    """Publishes a site that is already built; for tests of what happens at the branch."""
    with _or_nothing():
        repo = Repository(root)
        source = repo.commit("HEAD")
        assert source
        target = _Remote(repo, push, say) if push is not None else _Local(repo, say)
        with _workspace() as work:
            staging = _staging(repo, work, source, None)
            site = Site(folder, version, source, _site_tree(staging, folder))
            return _Press(repo, staging, site, target, today, say).publish(dry_run=False)


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
        raise CannotWork(f"De publicatie is niet gelukt, en er is niets veranderd: {error.strerror}{f' ({error.filename})' if error.filename else ''}.") from error


# Before anything is built


def _ready(project: Project) -> tuple[Repository, str]:
    """The repository and the commit to publish; raises CannotWork where there is no clean commit."""
    repo = Repository(project.root)
    try:
        repo.run("rev-parse", "--git-dir")
    except git.Failed as error:
        raise CannotWork(f"Publiceren kan alleen vanuit een git-repository die u mag lezen. Git meldt over {project.root}: {error.reason}") from error
    if repo.partial():
        raise CannotWork("Deze kopie van het handboek is niet volledig: zij is gemaakt met git clone --filter. Maak een gewone kopie met git clone, en publiceer daaruit.")
    source = repo.commit("HEAD")
    if source is None:
        raise Uncommitted("Er is nog geen commit om te publiceren. Leg uw werk eerst vast met: git add . en git commit")
    dirty = repo.dirty()
    if dirty:
        raise Uncommitted(f"Deze bestanden zijn nog niet vastgelegd: {_few(dirty)}. Leg ze vast met git commit, of zet ze terug. Alleen wat vastligt wordt gepubliceerd.")
    if "mkdocs.yml" not in repo.entries(f"{source}:./"):
        raise CannotWork("Het handboek staat niet in de laatste commit: mkdocs.yml ontbreekt daar. Kijk na of git het bestand negeert, en leg het vast.")
    return repo, source


@contextmanager
def _workspace() -> Iterator[Path]:
    """A folder of our own. Those of publishers that were killed are cleared away: nobody holds their lock any more."""
    try:
        place = Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise CannotWork("Er is geen map waarin tijdelijke bestanden passen. Maak ruimte op de schijf en probeer het opnieuw.") from error
    for old in place.glob(WORKSPACE + "*"):
        with _held(old) as ours:
            if ours:
                shutil.rmtree(old, ignore_errors=True)
    while True:
        work = Path(tempfile.mkdtemp(prefix=WORKSPACE))
        with _held(work) as ours:
            if not ours or not work.exists():
                continue
            try:
                yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
            return


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Whether the lock on `folder` is ours for the time being; a process that dies lets it go."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)


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


# The staging repository


def _staging(repo: Repository, work: Path, source: str, tip: str | None) -> Repository:
    """A private repository that borrows the project's objects; whatever happens in it, the project does not see it.

    The export's folder belongs to it, so that a check that asks git there meets the source and the published branch.
    """
    git_dir = work / "staging"
    kind = repo.line("rev-parse", "--show-object-format")
    repo.run("init", "--quiet", "--template=", f"--object-format={kind}", "--initial-branch=bron", "--separate-git-dir", str(git_dir), str(work / "export"))
    (git_dir / "objects" / "info" / "alternates").write_text(f"{repo.path('objects').resolve()}\n", encoding="utf-8")
    staging = Repository(work, git_dir)
    _borrow(repo, staging, tip)
    head = staging.line("commit-tree", "-m", "source", repo.line("rev-parse", f"{source}:./"), also=repo.identity())
    staging.run("update-ref", "refs/heads/bron", head)
    return staging


def _borrow(repo: Repository, staging: Repository, tip: str | None) -> None:
    """Puts the staging branch at `tip`."""
    assert staging.git_dir
    shallow = repo.path("shallow")
    if shallow.exists():
        shutil.copyfile(shallow, staging.git_dir / "shallow")
    if tip:
        staging.run("update-ref", LOCAL, tip)
    else:
        staging.run("update-ref", "-d", LOCAL)


def _site_tree(staging: Repository, folder: Path) -> str:
    """The id that the folder has as a git tree, written down without mike: what mike writes must be equal to it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    ids = staging.line("hash-object", "-w", "--no-filters", "--stdin-paths", feed=os.fsencode("".join(f"{path}\n" for path in paths))).split()
    modes = ["100755" if os.access(path, os.X_OK) else "100644" for path in paths]
    lines = "".join(f"{mode} {id}\t{name}\0" for mode, id, name in zip(modes, ids, names, strict=True))
    assert staging.git_dir
    index = {"GIT_INDEX_FILE": str(staging.git_dir / "site-index")}
    staging.run("read-tree", "--empty", also=index)
    staging.run("update-index", "-z", "--index-info", feed=os.fsencode(lines), also=index)
    return staging.line("write-tree", also=index)


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
            _borrow(self.repo, self.staging, tip.commit)
            before = versions.read(self.staging, tip.commit) if tip.commit else versions.NOTHING
            if attempt == 1 and before.others:
                self.say(f"Op de branch {BRANCH} staan ook namen die geen versie van het handboek zijn: {enumeration(before.others)}. Die blijven zoals zij zijn.")
            try:
                if version in before.names:
                    return self._again(tip, before, dry_run)
                return self._add(tip, before, dry_run)
            except _Lost as lost:
                reason = str(lost)
                self.say("Iemand anders is op hetzelfde moment bezig met de branch. Nog een keer, bovenop wat er nu staat.")
                time.sleep(random.uniform(0.02, 0.2) * attempt)
        said = f"{TRIES} keer was iemand anders bezig met de branch. Er is niets veranderd. Probeer het opnieuw."
        raise CannotWork(f"Versie {version} is niet gepubliceerd: {said} Git meldt: {reason}")

    def _again(self, tip: Tip, before: versions.Branch, dry_run: bool) -> Published:
        """The version stands there already: with this text, or WouldChange is raised."""
        assert tip.commit
        self.say(_same(self.staging, tip.commit, self.site, before.names))
        current = versions.in_force(before.names, self.today)
        if current and str(current) != before.alias:
            # A day may have come on which another version began.
            self.say(f"Het adres /{ALIAS}/ leidt nog naar {before.alias or 'geen versie'}; vandaag geldt {current}. De volgende nieuwe publicatie werkt dit bij.")
        return Published(self.site.version, "bestond al", before.alias, () if dry_run else self.target.follow(tip))

    def _add(self, tip: Tip, before: versions.Branch, dry_run: bool) -> Published:
        """One more version, and nothing else."""
        version = self.site.version
        current = versions.in_force(before.names | {version}, self.today)
        alias = str(current) if current else None
        leads = f"De tekst die vandaag geldt is {current}." if current else "Er geldt vandaag nog geen versie."
        commit = self._stage(tip.commit, before, current)
        if dry_run:
            self.say(f"Proef: versie {version} zou worden gepubliceerd. {leads}")
            return Published(version, "proef", alias)
        _deliver(self.repo, self.staging, commit, tip.commit)
        refs = self.target.land(commit, tip)
        self.say(f"Versie {version} is gepubliceerd. {leads}")
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
    return f"Versie {site.version} bestond al, met dezelfde tekst. De bouw van de pagina's is veranderd; wat gepubliceerd is blijft zoals het was."


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
    said = "; ".join(f"{what}: {_few(pages)}" for what, pages in groups.items() if pages) or "de lijst van pagina's ontbreekt"
    mend = f"Zet de tekst terug, of maak docs/revisies/{free}.md voor een verbetering."
    return f"Versie {version} bestaat al, met een andere tekst ({said}). Wat gepubliceerd is verandert niet. {mend}"


def _few(names: Collection[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(sorted(names)[:SHOWN]) + (f" en nog {rest}" if rest > 0 else "")


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
    how = {"update_aliases": True, "alias_type": commands.AliasType.redirect, "template": str(redirect), "branch": BRANCH, "message": "staging", "allow_empty": True}
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
        raise CannotWork(f"De publicatie is tegengehouden, want zij zou ook dit veranderen: {_few({*wrong})}. Er is niets veranderd. Meld dit als fout in het programma.")


def _lasting(entry: Mapping[str, Any] | None) -> object:
    """What must never change of a version in the list: all but whether it is in force."""
    return entry and {**entry, "aliases": sorted({*entry["aliases"]} - {ALIAS})}


def _deliver(repo: Repository, staging: Repository, commit: str, tip: str | None) -> None:
    """Brings the new objects into the project; until a branch moves, nothing points at them."""
    pack = staging.run("pack-objects", "--quiet", "--revs", "--stdout", feed=f"{commit}\n{f'^{tip}' if tip else ''}\n".encode())
    repo.run("unpack-objects", "-q", feed=pack)


# Where it lands


class Target(Protocol):
    """A branch that can be read and moved."""

    def tip(self) -> Tip: ...
    def land(self, commit: str, tip: Tip) -> tuple[str, ...]: ...
    def follow(self, tip: Tip) -> tuple[str, ...]: ...


class _Local:
    """The branch of this clone."""

    def __init__(self, repo: Repository, say: Say) -> None:
        self._repo, self._say = repo, say
        where = repo.checked_out(LOCAL)
        if where:
            raise CannotWork(f"De branch {BRANCH} staat open in de map {where}. Kies daar een andere branch, bijvoorbeeld met: git switch main")

    def tip(self) -> Tip:
        expected = self._repo.commit(LOCAL)
        return Tip(git.published_commit(self._repo), expected)

    def land(self, commit: str, tip: Tip) -> tuple[str, ...]:
        try:
            self._repo.move(LOCAL, commit, tip.expected)
        except git.Failed as error:
            if self._repo.commit(LOCAL) != tip.expected or _in_use(error):
                raise _Lost(error.reason) from error
            raise CannotWork(f"De branch {BRANCH} kan niet worden bijgewerkt. Er is niets gepubliceerd. Git meldt: {error.reason}") from error
        return (LOCAL,)

    def follow(self, tip: Tip) -> tuple[str, ...]:
        """A fresh clone knows the published branch only as origin's; from here on it has its own."""
        return self.land(tip.commit, tip) if tip.commit and tip.commit != tip.expected else ()


class _Remote:
    """The branch of a remote, and ours behind it."""

    def __init__(self, repo: Repository, remote: str, say: Say) -> None:
        self._repo, self._remote, self._say = repo, remote, say

    def tip(self) -> Tip:
        try:
            commit = self._now()
        except git.Failed as error:
            raise CannotWork(f"De plek {self._remote} is niet te bereiken. Er is niets gepubliceerd. Git meldt: {error.reason}") from error
        return Tip(commit, commit)

    def _now(self, known: str = "") -> str | None:
        """Where the remote's branch stands, with its objects brought here unless it stands at `known`."""
        commit = self._repo.remote_commit(self._remote)
        if commit and commit != known:
            self._repo.fetch(self._remote)
        return commit

    def land(self, commit: str, tip: Tip) -> tuple[str, ...]:
        refused: git.Failed | None = None
        try:
            self._repo.push(self._remote, commit, tip.commit)
        except git.Failed as error:
            refused = error
        try:
            now = self._now(commit)
        except git.Failed as error:
            doubt = f"De verbinding met {self._remote} viel weg. Het is niet zeker of de versie is aangekomen. Publiceer opnieuw: wat al is aangekomen, blijft staan."
            raise CannotWork(f"{doubt} Git meldt: {error.reason}") from error
        # The answer to a push may get lost after it arrived; and others may have built on it since.
        if now and self._repo.descends(now, commit):
            return (f"{self._remote}:{LOCAL}", *self._bring_here(now))
        if refused is None:
            raise CannotWork(f"De versie staat na het publiceren niet op {self._remote}: iemand heeft de branch {BRANCH} teruggezet. Probeer het opnieuw.")
        if now != tip.commit or _in_use(refused):
            raise _Lost(refused.reason) from refused
        raise CannotWork(f"De plek {self._remote} nam de publicatie niet aan. Er is niets gepubliceerd. Git meldt: {refused.reason}") from refused

    def follow(self, tip: Tip) -> tuple[str, ...]:
        return self._bring_here(tip.commit) if tip.commit else ()

    def _bring_here(self, commit: str) -> tuple[str, ...]:
        """Our own branch goes along, unless it holds a version that the remote lacks, or somebody has it open.

        The publication stands already, so nothing here may end the command.
        """
        try:
            own = self._repo.commit(LOCAL)
            if own == commit or (own and self._repo.descends(own, commit)):
                return ()
            reason = self._why_not(own, commit)
            if not reason:
                self._repo.move(LOCAL, commit, own)
                return (LOCAL,)
        except git.Failed as error:
            reason = f"Git meldt: {error.reason}"
        self._say(f"Uw eigen branch {BRANCH} is niet bijgewerkt. {reason}")
        return ()

    def _why_not(self, own: str | None, commit: str) -> str:
        only_here = self._only_here(own, commit) if own and not self._repo.descends(commit, own) else []
        if only_here:
            return f"Daar staat iets dat {self._remote} niet heeft, en dat is niet meegestuurd: {_few(only_here)}."
        where = self._repo.checked_out(LOCAL)
        return f"Zij staat open in de map {where}." if where else ""

    def _only_here(self, own: str, commit: str) -> list[str]:
        """Names at the root of our branch that would be lost or become another text."""
        ours, theirs = self._repo.entries(own), self._repo.entries(commit)
        return [name for name, entry in ours.items() if name not in OURS and theirs.get(name) != entry]


def _in_use(error: git.Failed) -> bool:
    """Another git held or moved the branch at this moment; a disk that is full or closed is something else."""
    passing = (".lock': File exists", "but expected", "reference already exists", "failed to update ref", "stale info", "fetch first")
    lasting = ("Permission denied", "Read-only file system", "No space left", "cannot create")
    return any(word in error.reason for word in passing) and not any(word in error.reason for word in lasting)
