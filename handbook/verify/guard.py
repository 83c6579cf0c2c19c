"""Judges a push: refuses whatever would change, hide or lose something that was published."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.archive import manifest
from handbook.archive.git import Failed, Objects, Repository
from handbook.archive.manifest import Damaged, Facts
from handbook.core.console import few
from handbook.core.edition import Edition
from handbook.core.errors import CannotWork
from handbook.core.findings import quote
from handbook.core.version_name import VersionName
from handbook.verify import chain
from handbook.verify.difference import Difference
from handbook.verify.places.commit import Commit
from handbook.verify.root import Root, like_a_date
from handbook.verify.tags import Archive, Tag
from handbook.verify.version import Told, account, look

Say = Callable[[str], None]
FOREVER = "Wat is gepubliceerd, blijft. Publiceer een verbetering als nieuwe versie."
WITH_PROGRAM = "Gebruik voor het archief de opdrachten van handbook: publish, activate, register, restore en withdraw."


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


def committed(repo: Repository, name: str) -> dict[str, bytes]:
    """The files called `name` beside an mkdocs.yml, as they stood before the push: who pushes must not choose what is guarded."""
    try:
        files = repo.files_below("HEAD")
    except Failed:
        return {}
    found = {path: entry for path, entry in files.items() if path.rpartition("/")[2] == name and f"{path[: -len(name)]}mkdocs.yml" in files}
    return {path: repo.read(entry.id) or b"" for path, entry in found.items()}


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
    with Objects(repo.folder, repo.git_dir, repo.quarantine) as objects:
        moves = [move for line in lines if line.strip() and (move := _move(line, objects)).old != move.new]
        for edition in editions:
            ours = [move for move in moves if move.ref == edition.ref]
            tags = [move for move in moves if f"{move.ref}/".startswith(edition.tags)]
            for move in ours:
                refusals += _Branch(repo, edition, objects, move, say).judge()
            if tags:
                tip = ours[0].new if ours else repo.commit(edition.ref) or repo.commit(edition.tracked)
                refusals += _Tags(repo, edition, objects, tip, tags).judge()
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


# The branch


class _Branch:
    def __init__(self, repo: Repository, edition: Edition, objects: Objects, move: Move, say: Say) -> None:
        self._repo, self._edition, self._objects, self._move, self._say = repo, edition, objects, move, say
        self._known: dict[tuple[VersionName, str], Told] = {}

    def judge(self) -> Iterator[Refusal]:
        old, new = self._move.old, self._move.new
        if new is None:
            yield self._no("deze branch is het archief en mag niet weg.", FOREVER)
            return
        if (self._objects.get(new) or ("",))[0] != "commit":
            yield self._no("hier hoort een commit te staan.")
            return
        if old and not self._repo.descends(new, old):
            yield self._no(
                "dit gaat niet verder op wat er staat, en zou de geschiedenis vervangen.",
                "Haal eerst de nieuwste stand op met git fetch, en probeer het dan opnieuw. Gebruik nooit --force.",
            )
            return
        after = Commit(self._repo, new, self._edition.branch)
        before = Commit(self._repo, old, self._edition.branch) if old else None
        try:
            yield from self._compare(before, after)
        finally:
            for place in filter(None, (before, after)):
                place.close()

    def _no(self, what: str, mend: str = WITH_PROGRAM) -> Refusal:
        return Refusal(self._move.ref, what, mend)

    def _compare(self, before: Commit | None, after: Commit) -> Iterator[Refusal]:
        old, new = (_folders(before) if before else {}), _folders(after)
        for name in sorted(old):
            if old[name] != new.get(name):
                yield from self._changed(name, old[name], new.get(name), after)
        for name in sorted(new.keys() - old.keys()):
            for difference in look(after, name).found:
                yield self._no(f"de nieuwe versie {name} klopt niet. {difference}")
        yield from self._names(before, after)
        known = {*self._state(before, old)} if before else set()
        for difference in self._state(after, new):
            if difference not in known:
                yield self._no(f"dit maakt het archief onjuist. {difference}")

    def _names(self, before: Commit | None, after: Commit) -> Iterator[Refusal]:
        stood = before.top() if before else {}
        for name, kind in sorted(after.top().items()):
            odd = like_a_date(name) and (VersionName.or_none(name) is None or kind != "map")
            if odd and name not in stood:
                yield self._no(
                    f"{quote(name)} lijkt op een versie, maar is er geen.",
                    "Een versie heet JJJJ-MM-DD, of JJJJ-MM-DD.2 voor een verbetering.",
                )

    def _state(self, place: Commit, folders: Mapping[VersionName, str]) -> list[Difference]:
        """All that is wrong with chain, lists and fixed addresses, without reading the pages of versions."""
        told = [self._account(place, name, tree) for name, tree in folders.items()]
        return [*chain.check(told, self._edition), *Root(place, told, self._edition, lambda _: None, strict=False).check()]

    def _account(self, place: Commit, name: VersionName, tree: str) -> Told:
        key = name, tree
        if key not in self._known:
            self._known[key] = account(place, name)
        return self._known[key]

    # A version that was published

    def _changed(self, name: VersionName, old: str, new: str | None, after: Commit) -> Iterator[Refusal]:
        if new is None:
            yield self._no(f"versie {name} is gepubliceerd en mag niet weg.", FOREVER)
        elif new == self._tagged(name, old):
            self._say(f"Versie {name} wordt teruggezet zoals zij is gepubliceerd.")
        elif self._withdraws(name, old, after):
            self._say(f"Versie {name} wordt ingetrokken.")
        else:
            yield self._no(f"versie {name} is gepubliceerd en mag niet veranderen: {few(self._repo.changed(old, new))}.", FOREVER)

    def _tagged(self, name: VersionName, old: str) -> str | None:
        """The tree to which the version may be restored: of its withdrawal, once it was withdrawn."""
        gone = self._tree(self._edition.withdrawal(name), name)
        if gone or self._objects.file(f"{old}:{manifest.WITHDRAWN}") is not None:
            return gone
        return self._tree(self._edition.revision(name), name)

    def _tree(self, ref: str, name: VersionName) -> str | None:
        id = self._objects.id(ref)
        tag = Tag.read(self._objects, id) if id else None
        return self._objects.id(f"{tag.commit}:{name}") if tag else None

    def _withdraws(self, name: VersionName, old: str, after: Commit) -> bool:
        """Whether a right page about the withdrawal takes the place of the text, and nothing else is said otherwise."""
        told = look(after, name)
        if told.found or told.withdrawn is None or self._objects.file(f"{old}:{manifest.WITHDRAWN}") is not None:
            return False
        sources = [old, *filter(None, [self._tree(self._edition.revision(name), name)])]
        return any(self._keeps(tree, told, str(name), after) for tree in sources)

    def _keeps(self, tree: str, told: Told, name: str, after: Commit) -> bool:
        facts = self._objects.file(f"{tree}:{manifest.FACTS}")
        try:
            was = manifest.parse(Facts, facts or b"", manifest.FACTS)
        except Damaged:
            return False
        assert told.withdrawn
        same_facts = {**manifest.plain(was), "toelichting": None} == manifest.plain(told.withdrawn.revisie)
        return same_facts and self._objects.file(f"{tree}:{manifest.MANIFEST_JSON}") == after.read(f"{name}/{manifest.MANIFEST_JSON}")


def _folders(place: Commit) -> dict[VersionName, str]:
    return {name: tree for text, tree in place.trees.items() if (name := VersionName.or_none(text))}


# The tags


@dataclass
class _Tags:
    repo: Repository
    edition: Edition
    objects: Objects
    tip: str | None
    moves: list[Move]

    def judge(self) -> Iterator[Refusal]:
        for move in self.moves:
            if move.old:
                what = "deze tag mag niet weg." if move.new is None else "deze tag mag niet veranderen."
                yield Refusal(move.ref, what, FOREVER)
            elif move.new:
                for difference in self._archive.one(move.ref, Tag.read(self.objects, move.new), self._told(move.ref)):
                    yield Refusal(move.ref, str(difference))

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.repo, self.edition, self.tip, True, lambda _: None, self.objects)

    def _told(self, ref: str) -> dict[VersionName, Told]:
        """The version of the tag as it stands on the branch after the push."""
        name = VersionName.or_none(ref.rpartition("/")[2])
        place = self._place
        return {name: look(place, name)} if place and name and str(name) in place.trees else {}

    @cached_property
    def _place(self) -> Commit | None:
        return Commit(self.repo, self.tip, self.edition.branch) if self.tip else None
