"""Shows whether an archive is still as it was published: on a branch, in a folder or on a running site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.archive import branch, clone, lost_history
from handbook.archive.git import Failed, Repository
from handbook.core.atomic import PASSING
from handbook.core.console import Say, counted
from handbook.core.edition import TAGS as EVERY_TAG
from handbook.core.edition import Edition, short
from handbook.core.errors import CannotWork, Ended
from handbook.core.findings import without_password
from handbook.core.proposal import FOLDER
from handbook.core.temporary import workspace
from handbook.core.version_name import VersionName
from handbook.verify import chain, known_folders, known_tags, questions, versions_json
from handbook.verify.difference import (
    ABSENT,
    AGAIN,
    ELSEWHERE,
    FINISH,
    LEFT,
    LOOK,
    REPLACED,
    TAGS,
    Difference,
    in_order,
    render,
)
from handbook.verify.places.commit import Commit
from handbook.verify.places.folder import Folder
from handbook.verify.places.place import Place
from handbook.verify.places.site import Website
from handbook.verify.questions import Asked
from handbook.verify.tags import Archive
from handbook.verify.verdict import ALONE, RIGHT, SHALLOW
from handbook.verify.version import READ, Told, can_read_stamps, look

__all__ = ["Difference", "Source", "opened", "render", "verify"]

WORKSPACE = "handboek-controle-"
MOST = 20_000
"""Versions; one a day for fifty years."""

ANYBODY = (
    "De tijdstempels horen bij deze tekst. Of zij van een betrouwbare server komen, is niet gecontroleerd: "
    "geef daarvoor het certificaat van die server, met --tsa-root."
)


@dataclass(frozen=True)
class Source:
    """What to look at, and the tags to hold against it. `clone` knows from before how tags and branch stood."""

    place: Place
    edition: Edition
    archive: Repository | None = None
    tip: str | None = None
    clone: Repository | None = None
    tracked: str | None = None
    remote: str | None = None
    """Where the branch stands that is looked at; None for one that this clone alone has."""

    @property
    def alone(self) -> bool:
        """Whether there are no tags to hold the place against: who may write there may have made all of it agree."""
        return self.archive is None

    def verdict(self, fingerprint: str | None) -> str:
        """What it means that nothing differs; a `fingerprint` of before is something to hold the place against too."""
        if self.alone and fingerprint is None:
            return ALONE
        return SHALLOW if isinstance(self.place, Commit) and self.place.repo.shallow() else RIGHT


class Gone(Ended):
    """There is no branch to look at, and there was one."""

    exit_code = 1


@contextmanager
def opened(
    here: Path, edition: Edition, *, remote: str | None = None, site: Path | None = None, url: str | None = None
) -> Iterator[Source]:
    """The archive of `edition` in one of the three places, or without any of them the branch of the clone in `here`. Raises CannotWork where it cannot be reached."""
    if remote is not None:
        with workspace(WORKSPACE) as work:
            yield from _closing(_fetched(here, edition, remote, work))
    elif site is not None or url is not None:
        known = _clone(here, edition)
        place: Place = Folder(site) if site is not None else Website(url or "")
        with clone.whole(known) if known else nullcontext():
            yield Source(place, edition, known, branch.published_commit(known, edition) if known else None)
    else:
        refusal = f"Er is niets om te controleren: {here} is geen git-repository die u mag lezen. Kies --remote, --site of --url. Git meldt"
        repo = Repository.opened(here, refusal)
        with clone.whole(repo):
            commit = clone.published(repo, edition)
            where = clone.ORIGIN if commit == repo.commit(edition.tracked) else None
            yield from _closing(Source(Commit(repo, commit, f"de branch {edition.branch}"), edition, repo, commit, remote=where))


def _closing(source: Source) -> Iterator[Source]:
    try:
        yield source
    finally:
        if isinstance(source.place, Commit):
            source.place.close()


def _clone(here: Path, edition: Edition) -> Repository | None:
    """The repository in `here`, where it knows anything of an archive."""
    try:
        repo = Repository.opened(here, "")
        return repo if repo.refs(*edition.tags) or branch.published_commit(repo, edition) else None
    except (CannotWork, Failed):
        return None


def _fetched(here: Path, edition: Edition, remote: str, work: Path) -> Source:
    """The remote's branch and tags in a repository of our own, so that nothing of this computer takes part."""
    name = without_password(remote)
    try:
        known: Repository | None = Repository.opened(here, "")
    except CannotWork:
        known = None
    # How to reach a remote, with what password, may be set in the clone alone; that it was made without all files does not count here.
    settings = ["-c", f"include.path={known.path('config').resolve()}"] if known else []
    asked = Repository(here)
    own = Repository(here, work / "kopie")
    try:
        refs = asked.remote_refs(remote, edition.ref, *edition.patterns)
        tracked = known.commit(edition.tracked) if known and remote == clone.ORIGIN else None
        if not refs:
            raise _nothing(known, edition, name, tracked)
        kind = "sha256" if len(next(iter(refs.values()))) == 64 else "sha1"
        own.run("init", "--quiet", "--bare", "--template=", f"--object-format={kind}", str(work / "kopie"))
        quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--no-auto-maintenance")
        own.run(*settings, "fetch", *quiet, "--no-filter", "--", remote, *(f"+{name}:{name}" for name in refs))
        commit = own.commit(edition.ref)
    except Failed as error:
        unknown = clone.no_such(known, remote, "Er is niets vergeleken.") if known else None
        raise CannotWork(unknown or f"{name} is niet te bereiken. Er is niets vergeleken. Git meldt: {error.reason}") from error
    if commit is None:
        lost = lost_history.lost(own, edition, None, own.refs(*edition.tags))
        raise Gone(f"{lost.what(name)} {lost.mend(name, known)}") if lost else _nothing(known, edition, name, tracked)
    return Source(Commit(own, commit, f"de branch {edition.branch} op {name}", fetched=True), edition, own, commit, known, tracked, name)


def _nothing(known: Repository | None, edition: Edition, name: str, tracked: str | None) -> Ended:
    """What to say of a remote without a branch and without tags: this clone may know how it was."""
    gone = lost_history.forgotten(known, edition, name, None) if known and tracked else None
    return Gone(gone) if gone else CannotWork(f"Op {name} staat geen branch {edition.branch}: daar is nog niets gepubliceerd.")


def verify(source: Source, *, fingerprint: str | None, say: Say, roots: Path | None = None, whole: bool = False) -> list[Difference]:
    """Every difference, by path; empty where all is as it was published. Remarks, which are no differences, are said.

    `whole` reads also what was found whole before. `fingerprint` is that of a manifest which must be in the chain; `roots` are the certificates (PEM) that time stamps must come from.
    Raises CannotWork where the place went away meanwhile.
    """
    wanted = chain.fingerprint(fingerprint) if fingerprint is not None else None
    remarks: dict[str, None] = {}
    try:
        return _Verification(source, lambda text: remarks.update({text: None}), roots, whole).run(wanted, say)
    except Failed as error:
        raise CannotWork(f"De controle is niet gelukt. Git meldt: {error.reason}") from error
    finally:
        for text in remarks:
            say(text)


@dataclass
class _Verification:
    source: Source
    remark: Say
    roots: Path | None
    whole: bool

    def run(self, wanted: str | None, say: Say) -> list[Difference]:
        place = self.source.place
        names = self._names()
        found: list[Difference] = []
        say(f"Controle van {place.name}: {len(names)} {'versie' if len(names) == 1 else 'versies'}.")
        known = self._known(names)
        rest = sorted(names - known.keys())
        versions = dict(sorted({**known, **{name: self._look(name) for name in counted(rest, len(rest), "Versies nagekeken")}}.items()))
        if any(told.stamped for told in versions.values()) and not self.roots:
            self.remark(
                ANYBODY
                if can_read_stamps()
                else "De tijdstempels zijn niet gecontroleerd: het onderdeel rfc3161-client is hier niet geïnstalleerd."
            )
        found = self._first([*map(self._tagless, self._answers(versions)), *self._moved()])
        if wanted:
            found += self._fingerprint(versions, wanted, say)
        if not place.lists:
            self.remark(
                "Een webserver zegt niet welke bestanden hij heeft. Of er iets bij is gekomen, is dus niet te zien; kies daarvoor --site of --remote."
            )
        if isinstance(place, Folder) and place.above:
            ways = " ".join(place.above)
            self.remark(
                f"Anderen mogen niet in een map waar deze onder ligt. Draait de webserver onder een andere gebruiker, zet die map dan open met: chmod o+x {ways}"
            )
        if isinstance(place, Folder) and place.previews:
            self.remark(f"In {FOLDER}/ staan voorbeelden van voorstellen. Die horen niet bij het archief, en zijn niet nagekeken.")
        if isinstance(place, Website) and place.unread:
            self.remark("Deze server pakt ook in met zstd, voor browsers die daarom vragen. Wat die krijgen, is niet vergeleken.")
        newest = max(
            (one for one in versions.values() if one.manifest), key=lambda one: one.manifest.volgnummer if one.manifest else 0, default=None
        )
        if newest:
            self.remark(f"De nieuwste vingerafdruk, van versie {newest.name}: {newest.print}")
        return in_order(found if isinstance(place, Commit) else map(_elsewhere, found))

    def _known(self, names: Collection[VersionName]) -> dict[VersionName, Told]:
        """The versions of which no file need be read again."""
        place = self.source.place
        if self.whole or not isinstance(place, Commit):
            return {}
        found = {name: told for name in names if (told := known_folders.known(place, name))}
        if found:
            them = "1 versie" if len(found) == 1 else f"{len(found)} versies"
            self.remark(
                f"Van {them} is de map dezelfde als bij een eerdere controle op deze computer. Die bestanden zijn niet opnieuw gelezen. Alles lezen kan met: --all"
            )
        return found

    def _look(self, name: VersionName) -> Told:
        place = self.source.place
        if not isinstance(place, Commit):
            return look(place, name, self.roots)
        with place.ahead(f"{name}/{file}" for file in READ):
            return known_folders.looked(place, name, self.roots)

    def _answers(self, versions: Mapping[VersionName, Told]) -> list[Difference]:
        """What the questions find; they hold the tags of the clone against the place, where there is a clone."""
        source, archive = self.source, self.source.archive
        if archive is None:
            self.remark("Op deze computer staat hier geen kopie van het archief. De tags zijn dus niet vergeleken.")
            return questions.answers(Asked(source.place, versions, source.edition, self.remark, None))
        held = Archive(archive, source.edition, source.tip, isinstance(source.place, Commit), self.remark, archive.objects, source.clone)
        return questions.answers(Asked(source.place, versions, source.edition, self.remark, held))

    def _names(self) -> set[VersionName]:
        """Every version that the place has, or says to have; raises CannotWork where it is no archive at all."""
        place = self.source.place
        names = {name for text, kind in place.top().items() if (name := VersionName.or_none(text)) and kind == "map"}
        if not place.lists:
            names = {name for text in versions_json.names(place) if (name := VersionName.or_none(text))}
        told = [repo for repo in (self.source.archive, self.source.clone) if repo and repo.refs(*self.source.edition.tags)]
        if not names and not told:
            raise CannotWork(
                f"Er staat geen archief van het handboek: {place.name} heeft geen enkele versie. Kijk na of u de goede plek koos."
            )
        if len(names) > MOST:
            raise CannotWork(f"{place.name} noemt {len(names)} versies. Dat kan niet kloppen; er is niets vergeleken.")
        return names

    def _moved(self) -> Iterator[Difference]:
        """What a clone that was there before knows otherwise: the tags, and how the branch stood."""
        source = self.source
        if source.archive is None:
            return
        if source.clone:
            where, remote = source.place.name, source.remote
            yield from known_tags.moved(source.clone, source.archive, source.edition, where, remote, lambda ref: self._sent(ref, remote))
        if source.tracked and source.tip and not source.archive.descends(source.tip, source.tracked):
            yield from self._replaced(source.clone or source.archive, source.tracked, source.tip)

    def _sent(self, ref: str, remote: str | None) -> str:
        """What to do about a tag that this clone has and the remote lacks."""
        text = self.source.edition.told_of(ref)
        names = {name for name in self.source.place.top() if VersionName.or_none(name)}
        if names and text not in names:
            # It may have been published here alone, to look at it.
            gone = f"Was het een proef? Haal de tag hier dan weg met: git tag --delete {short(ref)}"
            return f"Publiceer versie {text} ook daar, met: handbook publish --push {remote}. {gone}"
        return f"Stuur de tag van deze computer met: git push {remote} {ref}"

    def _replaced(self, known: Repository, tracked: str, tip: str) -> Iterator[Difference]:
        """The branch does not go on from how this clone knew it."""
        edition = self.source.edition
        if known.descends(tracked, tip):
            mend = f"Zet terug wat deze kopie nog heeft, met: git push {self.source.remote} {edition.tracked}:{edition.ref}"
            yield Difference(edition.branch, "de branch is teruggezet naar een oudere stand dan deze computer kent.", mend)
        # A clone that saw the branch while it was wiped is no witness against the branch that was put back.
        elif lost_history.lost(known, edition, tracked, known.refs(*edition.tags)) is None:
            what = "de branch gaat niet verder op de stand die deze computer kende: zijn geschiedenis is vervangen."
            yield Difference(edition.branch, what, REPLACED)

    def _tagless(self, one: Difference) -> Difference:
        """A tag that lacks on a remote cannot be fetched from there."""
        source = self.source
        if one.mend != TAGS or not source.archive:
            return one
        if source.clone and f"{EVERY_TAG}{one.path}" in source.clone.refs(*source.edition.tags):
            return replace(one, mend="")
        return replace(one, mend=ABSENT) if source.clone or not source.archive.setting("remote.origin.url") else one

    def _first(self, found: list[Difference]) -> list[Difference]:
        """Where the branch lost its history, one thing comes before all else: until then nothing else can be mended."""
        source = self.source
        if source.archive is None or not isinstance(source.place, Commit):
            return found
        lost = lost_history.lost(source.archive, source.edition, source.tip, source.archive.refs(*source.edition.tags))
        if lost is None:
            return found
        first = Difference(source.edition.branch, lost.what(source.remote), lost.mend(source.remote, source.clone or source.archive))
        return [first, *(replace(one, mend="") for one in found)]

    def _fingerprint(self, versions: Mapping[VersionName, Told], wanted: str, say: Say) -> Iterator[Difference]:
        told = chain.holds(versions.values(), wanted)
        if told:
            say(f"De vingerafdruk die u gaf, is die van versie {told.name}.")
        else:
            yield Difference(chain.CHAIN, f"geen enkele versie heeft de vingerafdruk {wanted}.", LOOK)


def _elsewhere(one: Difference) -> Difference:
    """What to do about a folder or a site: what mends the branch mends none of those."""
    if one.path.rpartition("/")[2].startswith(PASSING):
        return replace(one, what=LEFT, mend=FINISH)
    return replace(one, mend=ELSEWHERE.get(one.mend, AGAIN))
