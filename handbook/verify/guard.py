"""Judges a push: refuses whatever would change, hide or lose something that was published."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.archive import acts, clone, lost_history, root_files
from handbook.archive.contacts import CONTACT_JSON, Contacts
from handbook.archive.git import Failed, Objects, Repository
from handbook.core.console import few
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.version_name import VersionName
from handbook.verify.act import Act
from handbook.verify.difference import ACTIVATE, CLEAN, OWN, RENEW, TAGS, Difference
from handbook.verify.places.commit import Commit
from handbook.verify.questions import Asked, answers
from handbook.verify.root_data import Wrong
from handbook.verify.tags import Archive, Tag
from handbook.verify.version import Told, account, look

Say = Callable[[str], None]
FOREVER = "Wat is gepubliceerd, blijft. Publiceer een verbetering als nieuwe versie."
TOGETHER = "Stuur branch en tags samen: git push --atomic REMOTE BRANCH --tags"
OWN_OR_NOT = f"{OWN} Laat het dan weg uit wat u verstuurt."
WITH_PROGRAM = "Gebruik voor het archief de opdrachten van handbook: publish, contact, activate, register, restore, take-down en repeal."


@dataclass(frozen=True)
class Refusal:
    """Why a branch or tag may not move: a Dutch sentence, and what to do instead."""

    ref: str
    what: str
    mend: str = WITH_PROGRAM

    def __str__(self) -> str:
        return f"{self.ref.removeprefix('refs/heads/').removeprefix('refs/tags/')}: {self.what}"


@dataclass(frozen=True)
class Move:
    """One ref that goes from one id to another; None stands for nothing."""

    old: str | None
    new: str | None
    ref: str


def render(refusals: Collection[Refusal]) -> str:
    """All refusals, one a line, and below them what can be done."""
    return "\n".join(["Geweigerd. Er is niets veranderd.", *map(str, refusals), *dict.fromkeys(refusal.mend for refusal in refusals)])


def repository() -> Repository:
    """The repository that git started us for, with what is being pushed to it; else that of the working folder."""
    here, given = Path.cwd(), os.environ.get("GIT_DIR")
    return Repository(here, (here / given).resolve() if given else None, quarantine=True)


def only_sources(lines: Iterable[str], repo: Repository) -> bool:
    """Whether a push moves nothing but the branch that HEAD names, so that what is wrong in its files can be mended."""
    try:
        head = repo.line("symbolic-ref", "--quiet", "HEAD")
    except Failed:
        return False
    return all(line.rstrip("\n").endswith(f" {head}") for line in lines if line.strip())


def guard(lines: Iterable[str], repo: Repository, editions: Collection[Edition], say: Say) -> list[Refusal]:
    """Every reason to refuse a push, empty where it may go on. `lines` are those that git gives a pre-receive hook: `old new ref`.

    Only the branches and tags of `editions` are judged. Raises CannotWork where a line cannot be read.
    """
    refusals: list[Refusal] = []
    with clone.whole(repo):
        moves = [move for line in lines if line.strip() and (move := _move(line, repo.objects)).old != move.new]
        for edition in editions:
            refusals += _Push(repo, edition, repo.objects, moves, say).judge()
    return list(dict.fromkeys(refusals))


def _move(line: str, objects: Objects) -> Move:
    parts = line.rstrip("\n").split(" ", 2)
    if len(parts) != 3 or not parts[2].startswith("refs/"):
        raise CannotWork(f"Dit is geen regel voor een hook van git: {quote(line)}. Er hoort te staan: OUD NIEUW REF")
    return Move(_id(parts[0], objects), _id(parts[1], objects), parts[2])


def _id(text: str, objects: Objects) -> str | None:
    """A whole id as it is; a name, as a person may type, as the id that it stands for."""
    if re.fullmatch(r"0{40}|0{64}", text):
        return None
    if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", text):
        return text
    found = objects.id(text)
    if found is None:
        raise CannotWork(f"{quote(text)} is geen commit in deze repository. Kijk na of alles is opgehaald.")
    return found


# The push


@dataclass(frozen=True)
class _State:
    """The archive before a push, or as it would be after it. `answers` is what the questions find in it."""

    place: Commit | None
    folders: Mapping[VersionName, str]
    answers: list[Difference]
    told: Mapping[VersionName, Told] = field(default_factory=dict)
    kept: Contacts | Wrong | None = None
    readable: bool = True
    """Whether its register can be read, and with it where the fixed addresses must lead."""

    def id(self, path: str) -> str | None:
        """What stands at the path, as git calls it."""
        return self.place.id(path) if self.place else None


class _Push:
    """All that a push does to the archive of one edition: its branch, and its tags."""

    def __init__(self, repo: Repository, edition: Edition, objects: Objects, moves: Collection[Move], say: Say) -> None:
        self._repo, self._edition, self._objects, self._say = repo, edition, objects, say
        self._branch = next((move for move in moves if move.ref == edition.ref), None)
        self._tags = [move for move in moves if f"{move.ref}/".startswith(edition.tags)]
        self._back = False

    def judge(self) -> Iterator[Refusal]:
        for move in self._tags:
            if move.old:
                yield Refusal(move.ref, "deze tag mag niet weg." if move.new is None else "deze tag mag niet veranderen.", FOREVER)
        if self._branch:
            stops = [*self._forbidden(self._branch)]
            yield from stops
            if stops:
                return
        if not self._branch and not any(move.new for move in self._tags):
            return
        yield from self._compare()

    def _forbidden(self, move: Move) -> Iterator[Refusal]:
        """What may never happen to the branch, whatever it holds."""
        if move.new is None:
            yield Refusal(move.ref, "deze branch is het archief en mag niet weg.", FOREVER)
        elif (self._objects.get(move.new) or ("",))[0] != "commit":
            yield Refusal(move.ref, "hier hoort een commit te staan.")
        elif move.old and not self._repo.descends(move.new, move.old) and not self._goes_back(move.old, move.new):
            yield Refusal(
                move.ref,
                "dit gaat niet verder op wat er staat, en zou de geschiedenis vervangen.",
                "Haal eerst de nieuwste stand op met git fetch, en probeer het dan opnieuw. Gebruik nooit --force.",
            )

    def _goes_back(self, old: str, new: str) -> bool:
        """Whether a branch that lost the commits of its tags is put back on them."""
        if self._repo.commit(old) is None:
            return False
        tags = self._repo.refs(*self._edition.tags)
        lost, kept = (lost_history.lost(self._repo, self._edition, commit, tags) for commit in (old, new))
        self._back = lost is not None and kept is None
        if self._back:
            self._say(f"De branch {self._edition.branch} wordt teruggezet op zijn tags.")
        return self._back

    def _compare(self) -> Iterator[Refusal]:
        """Versions stay as they are, and nothing becomes wrong that was not."""
        tip = self._repo.commit(self._edition.ref) or self._repo.commit(self._edition.tracked)
        refs = self._repo.refs(*self._edition.tags)
        old, new = (self._branch.old, self._branch.new) if self._branch else (tip, tip)
        # A build server is asked when all has happened: there the tags of before are not known any more.
        earlier = {ref: id for ref, id in refs.items() if ref not in {move.ref for move in self._tags}}
        later = {**refs, **{move.ref: move.new for move in self._tags if move.new}}
        places = self._opened(old), self._opened(new)
        before = self._state(places[0], places[1], old, earlier)
        after = self._state(places[1], places[0], new, later)
        if self._branch and after.place:
            yield from self._versions(before, after)
            yield from self._on_the_way(before, after, later)
            yield from self._unread(before, after)
            yield from self._contacts(before, after)
        stood = {*before.answers}
        ref = self._branch.ref if self._branch else self._tags[0].ref
        for difference in after.answers:
            if self._back and difference.mend == ACTIVATE:
                # It stands as on the day of its last tag.
                continue
            # Where something was wrong already, that is no leave to put something else there.
            if difference not in stood or before.id(difference.path) != after.id(difference.path):
                mend = {TAGS: TOGETHER, CLEAN: OWN_OR_NOT, RENEW: RENEW}.get(difference.mend, WITH_PROGRAM)
                yield Refusal(ref, f"dit maakt het archief onjuist. {difference}", mend)

    def _on_the_way(self, before: _State, after: _State, tags: Mapping[str, str]) -> Iterator[Refusal]:
        """A push of several commits changes no version in the middle of it either: history is proof as well."""
        assert self._branch and self._branch.new
        if self._branch.old is None or self._back:
            return
        for commit in self._repo.line("rev-list", "--reverse", f"{self._branch.old}..{self._branch.new}").splitlines()[:-1]:
            folders = {name: entry.id for text, entry in self._repo.entries(commit).items() if (name := VersionName.or_none(text))}
            for name in sorted(before.folders.keys() | folders.keys()):
                known = {before.folders.get(name), after.folders.get(name)}
                if folders.get(name) not in known and folders.get(name) not in self._under_tags(name, tags):
                    yield self._no(f"in de commit {commit[:12]}, onderweg in wat u verstuurt, is versie {name} een andere.", FOREVER)

    def _under_tags(self, name: VersionName, tags: Mapping[str, str]) -> set[str | None]:
        """How the version stands on the commit of each of its tags."""
        mine = [id for ref, id in tags.items() if str(name) in ref.split("/")]
        return {self._objects.id(f"{id}^{{commit}}:{name}") for id in mine} - {None}

    def _unread(self, before: _State, after: _State) -> Iterator[Refusal]:
        """While nobody can tell from the register where the fixed addresses must lead, they stay as they are."""
        mended = any(before.folders[name] != after.folders.get(name) for name in before.folders)
        if after.readable or before.place is None or after.place is None or mended:
            return
        for name in sorted(root_files.names(self._edition)):
            if before.id(name) != after.id(name):
                yield self._no(f"{name} mag niet veranderen zolang het register niet te lezen is.", WITH_PROGRAM)

    def _contacts(self, before: _State, after: _State) -> Iterator[Refusal]:
        """The contacts that are kept up to date go on from those of before, where these were right."""
        old, new = before.kept, after.kept
        if any(one.path == CONTACT_JSON for one in before.answers):
            return
        if isinstance(old, Contacts) and isinstance(new, Contacts | None) and not (new and new.goes_on(old)):
            yield self._no(f"{CONTACT_JSON} gaat niet verder op wat er staat: elke wijziging hoort met haar dag onder de vorige te staan.")

    def _opened(self, commit: str | None) -> Commit | None:
        return Commit(self._repo, commit, self._edition.branch) if commit else None

    def _state(self, place: Commit | None, other: Commit | None, tip: str | None, refs: Mapping[str, str]) -> _State:
        """The answers to all questions. Of a version that is the same before and after only the account is read: what is in its files is no news."""
        archive = Archive(self._repo, self._edition, tip, True, lambda _: None, self._objects, pushed=refs)
        if place is None:
            return _State(None, {}, [*archive.check({})] if refs else [])
        folders, same = _folders(place), _folders(other) if other else {}
        told = {name: (account if same.get(name) == tree else look)(place, name) for name, tree in folders.items()}
        asked = Asked(place, told, self._edition, lambda _: None, archive, judging=True)
        return _State(place, folders, answers(asked), told, asked.regime.kept, asked.regime.seen is not None)

    def _versions(self, before: _State, after: _State) -> Iterator[Refusal]:
        for name in sorted(before.folders):
            if before.folders[name] != after.folders.get(name):
                yield from self._changed(name, before, after)

    def _no(self, what: str, mend: str = WITH_PROGRAM) -> Refusal:
        return Refusal(self._edition.ref, what, mend)

    # A version that was published

    def _changed(self, name: VersionName, before: _State, after: _State) -> Iterator[Refusal]:
        old, new = before.folders[name], after.folders.get(name)
        if new is None:
            yield self._no(f"versie {name} is gepubliceerd en mag niet weg.", FOREVER)
        elif new == self._tagged(name, old):
            self._say(f"Versie {name} wordt teruggezet zoals zij is vastgelegd.")
        elif said := self._act(name, before, after):
            self._say(said)
        else:
            yield self._no(f"versie {name} is gepubliceerd en mag niet veranderen: {few(self._repo.changed(old, new))}.", FOREVER)

    def _act(self, name: VersionName, before: _State, after: _State) -> str | None:
        """What is done to the version, None where that is no right act."""
        assert before.place and after.place
        entries = [told.entry for told in before.told.values() if told.entry]
        return Act(name, before.place, after.place, entries).said() if entries else None

    def _tagged(self, name: VersionName, old: str) -> str | None:
        """The tree to which the version may be restored: that of its last act, so that nothing comes back that was taken off the site."""
        trees = {tree for ref in self._edition.of(self._repo.refs(*self._edition.tags), name) if (tree := self._tree(ref, name))}
        last = max(trees, key=lambda tree: self._steps(tree, name), default=None)
        return last if last and self._steps(last, name) >= self._steps(old, name) else None

    def _steps(self, tree: str, name: VersionName) -> int:
        return acts.steps(name, lambda file: self._objects.file(f"{tree}:{file}"))

    def _tree(self, ref: str, name: VersionName) -> str | None:
        id = self._objects.id(ref)
        tag = Tag.read(self._objects, id) if id else None
        return self._objects.id(f"{tag.commit}:{name}") if tag else None


def _folders(place: Commit) -> dict[VersionName, str]:
    return {name: tree for text, tree in place.trees.items() if (name := VersionName.or_none(text))}
