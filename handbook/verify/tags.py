"""Compares the versions with their git tags: one that never moves for every publication, and one for every act on a version since."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from handbook.archive import acts, lost_history, manifest
from handbook.archive.git import Failed, Objects, Repository
from handbook.archive.lost_history import PRINT, Lost
from handbook.archive.register import Version
from handbook.core.edition import Edition, short
from handbook.core.version_name import VersionName
from handbook.verify import taken_off
from handbook.verify.difference import LOOK, MOVED, TAGS, Difference, restore
from handbook.verify.version import Told

SIGNERS = "gpg.ssh.allowedSignersFile"
SSH_SIGNATURE = b"-----BEGIN SSH SIGNATURE-----"
SIGNATURE = re.compile(rb"^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----$", re.MULTILINE)
SOURCE = re.compile(r"^Source-commit: ([0-9a-f]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Tag:
    """An annotated tag, read from its own bytes; `commit` is what it stands on."""

    id: str
    commit: str
    name: str
    message: str
    signed: Literal["", "ssh", "anders"]

    @classmethod
    def read(cls, objects: Objects, id: str) -> Tag | None:
        """None where the id is no annotated tag on a commit."""
        found = objects.get(id)
        if found is None or found[0] != "tag":
            return None
        head, _, message = found[1].partition(b"\n\n")
        lines = dict(line.split(" ", 1) for line in head.decode("utf-8", "replace").splitlines() if " " in line)
        if lines.get("type") != "commit" or "object" not in lines:
            return None
        signed = SIGNATURE.search(message)
        kind: Literal["", "ssh", "anders"] = "" if not signed else "ssh" if signed[0] == SSH_SIGNATURE else "anders"
        return cls(id, lines["object"], lines.get("tag", ""), message.decode("utf-8", "replace"), kind)


@dataclass
class Archive:
    """A repository with tags. `tip` is the published branch there, where the places that have none of their own are compared with."""

    repo: Repository
    edition: Edition
    tip: str | None
    whole: bool
    """Whether every version must have its tag here; a clone need not know the newest one of a site."""
    remark: Callable[[str], None]
    objects: Objects
    settings: Repository | None = None
    """Where the user's settings are, if not in `repo`."""
    pushed: Mapping[str, str] | None = None
    """The tags as a push would leave them, where they are not those of `repo`."""

    @cached_property
    def refs(self) -> Mapping[str, str]:
        """Every tag of ours: its full name and what it points at."""
        return self.repo.refs(*self.edition.tags) if self.pushed is None else self.pushed

    @cached_property
    def _commits(self) -> frozenset[str] | None:
        """The commits of the branch; None where this copy of the repository does not go back to the beginning."""
        if self.tip is None or self.repo.shallow():
            return None
        return frozenset(self.repo.line("rev-list", self.tip).split())

    @cached_property
    def lost(self) -> Lost | None:
        """What the branch lost of the commits on which tags stand."""
        return lost_history.lost(self.repo, self.edition, self.tip, self.refs)

    def check(self, versions: Mapping[VersionName, Told]) -> Iterator[Difference]:
        """Everything that a tag says otherwise than the folder does."""
        with self.objects.ahead(self.refs.values()):
            tags = {ref: tag for ref, id in self.refs.items() if (tag := Tag.read(self.objects, id))}
        with self.objects.ahead(spec for ref, tag in tags.items() for spec in self._asked(ref, tag)):
            for ref in self.refs:
                yield from self.one(ref, tags.get(ref), versions)
        for told in versions.values():
            yield from self._missing(told)
        yield from Signatures(self.repo, self.settings or self.repo, self.remark).check(
            {ref: tags[ref] for ref in self._in_order(tags, versions)}
        )

    def _asked(self, ref: str, tag: Tag) -> Iterator[str]:
        """What git will be asked of nearly every tag: how its version stands on its commit, and on the one before."""
        name = ref.removeprefix(place_of(self.edition, ref)).partition("/")[0]
        if VersionName.or_none(name):
            yield from (f"{tag.commit}:{name}", f"{tag.commit}^:{name}")
            yield from (f"{tag.commit}:{name}/{file}" for file in (manifest.FACTS, *acts.RECORDS))

    def _missing(self, told: Told) -> Iterator[Difference]:
        for ref in self._wanted(told):
            if ref in self.refs:
                continue
            if self.whole:
                yield Difference(short(ref), f"deze tag van versie {told.name} ontbreekt.", TAGS)
            else:
                self.remark(
                    f"De tag {short(ref)} staat niet op deze computer, en is dus niet vergeleken. Haal hem op met: git fetch origin --tags"
                )
        if told.taken_off and self.whole and self.edition.revision(told.name) not in self.refs:
            self.remark(f"Van versie {told.name} is tekst van de website gehaald, en de tag van de oude tekst is er niet meer.")

    def _wanted(self, told: Told) -> list[str]:
        """The tags that must be there: of every act, and of the publication, unless its text may have been erased from git as well."""
        entry, edition = told.entry, self.edition
        if entry is None:
            return [edition.revision(told.name)]
        wanted = [self._left(entry) if entry.measures else edition.revision(told.name)]
        return [*wanted, *([edition.repeal(told.name)] if entry.repealed else [])]

    def _left(self, entry: Version) -> str:
        """The tag on what is left of a text: of several removals only the last must be there, for the commits before it may hold what had to go."""
        edition, name = self.edition, entry.version
        return edition.withdrawal(name) if entry.of_before else edition.removal(name, len(entry.measures))

    def _erased(self, called: str, told: Told) -> bool:
        """Whether a tag may stand on a commit without the version: its text was erased from git, up to the commit on which something of it is left."""
        assert told.entry
        left = self._left(told.entry)
        id_ = self.refs.get(left)
        return called != short(left) and (id_ is None or self.objects.id(f"{id_}^{{commit}}^:{told.name}") is None)

    def one(self, ref: str, tag: Tag | None, versions: Mapping[VersionName, Told]) -> Iterator[Difference]:
        """What one tag says otherwise than its version does."""
        called, place = short(ref), place_of(self.edition, ref)
        text, slash, number = ref.removeprefix(place).partition("/")
        name = VersionName.or_none(text)
        told = versions.get(name) if name else None
        if name is None or bool(slash) != (place == self.edition.removals) or (slash and not re.fullmatch(r"[1-9]\d{0,3}", number)):
            yield Difference(called, "deze tag heeft niet de naam van een versie.", LOOK)
            return
        if tag is None:
            yield Difference(called, "deze tag is niet meer de tag die bij het publiceren is gemaakt: er hoort tekst bij te staan.", MOVED)
            return
        if tag.name != called:
            yield Difference(called, f"deze tag is gemaakt onder een andere naam: {tag.name!r}.", MOVED)
            return
        if told is None:
            yield Difference(called, "de versie bij deze tag ontbreekt.", restore(name))
            return
        undone = _undone(self.edition, place, int(number or 0), told)
        if undone:
            yield Difference(called, undone, LOOK)
            return
        yield from self._said(called, place, tag, told)
        yield from self._stands(called, place, tag, told)

    def _said(self, called: str, place: str, tag: Tag, told: Told) -> Iterator[Difference]:
        """What the message of the tag promises."""
        published = place == self.edition.revisions
        print_, source = PRINT.search(tag.message), SOURCE.search(tag.message)
        if published and not print_:
            yield Difference(called, "deze tag noemt geen vingerafdruk van het manifest.", MOVED)
        if print_ and told.print and print_[1] != told.print:
            yield Difference(
                f"{told.name}/{manifest.MANIFEST_JSON}", f"de vingerafdruk is anders dan de tag {called} zegt.", restore(told.name)
            )
        elif source and told.manifest and published and source[1] != told.manifest.bron:
            yield Difference(called, f"deze tag noemt een andere bron dan {manifest.MANIFEST_JSON}.", MOVED)

    def _stands(self, called: str, place: str, tag: Tag, told: Told) -> Iterator[Difference]:
        """The tag stands on the commit that brought what stands in the folder."""
        if self._commits is not None and tag.commit not in self._commits:
            yield Difference(called, f"deze tag staat niet op de branch {self.edition.branch}.", MOVED)
            return
        tree = self.objects.id(f"{tag.commit}:{told.name}")
        if told.taken_off:
            # What was taken off the site may have been erased from git as well, and then a commit from before holds nothing of it.
            old = self.objects.get(f"{tag.commit}:{told.name}/{manifest.MANIFEST_JSON}")
            if old and told.print and manifest.sha256(old[1]) != told.print:
                yield Difference(called, f"deze tag staat bij een andere versie {told.name}.", MOVED)
            if tree is None and self._erased(called, told) and self._steps(tag.commit, told.name) < told.steps:
                self.remark(f"Van versie {told.name} is tekst van de website gehaald, en de oude tekst is ook uit de geschiedenis gehaald.")
                return
        if tree is None:
            yield Difference(called, f"op de plek van deze tag staat geen versie {told.name}.", MOVED)
            return
        steps = self._steps(tag.commit, told.name)
        if tree != told.tree and steps >= told.steps:
            yield Difference(f"{told.name}", f"de map is anders dan de tag {called} haar vastlegde.", restore(told.name))
        yield from self._brought(called, place, tag, told, steps)

    def _brought(self, called: str, place: str, tag: Tag, told: Told, steps: int) -> Iterator[Difference]:
        """The commit of the tag did the act that the tag is of, and nothing before it did."""
        mark = {self.edition.withdrawals: acts.WITHDRAWN, self.edition.repeals: acts.REPEAL, self.edition.removals: acts.TAKEN_OFF}.get(
            place
        )
        here, before = (self.objects.id(f"{commit}:{told.name}{f'/{mark}' if mark else ''}") for commit in (tag.commit, f"{tag.commit}^"))
        # Where the text of before was erased from git, the commit before this one holds no such folder.
        known = self.objects.id(f"{tag.commit}^:{told.name}") is not None
        right = here is not None and here != before
        if place == self.edition.removals:
            right = right and (not known or self._steps(f"{tag.commit}^", told.name) == steps - 1)
            yield from self._measured(called, tag, told) if right and known else ()
        elif before is not None:
            right = False
        if not right:
            did = {None: "publiceerde", acts.REPEAL: "introk"}.get(mark, "van de website haalde")
            yield Difference(called, f"deze tag staat niet bij de commit die versie {told.name} {did}.", MOVED)

    def _measured(self, called: str, tag: Tag, told: Told) -> Iterator[Difference]:
        """What the act left is what its decision makes of the folder of before: a part that went took nothing else with it."""
        made = taken_off.made_again(self.objects, tag.commit, told.name)
        if made is None:
            self.remark(
                f"Bij de tag {called} is niet nagegaan of er niets anders veranderde: dat kan alleen het programma dat haar maakte."
            )
        elif not made:
            yield Difference(str(told.name), f"bij de tag {called} veranderde er meer dan er van de website moest.", LOOK)

    def _steps(self, commit: str, name: VersionName) -> int:
        return acts.steps(name, lambda file: (self.objects.get(f"{commit}:{name}/{file}") or (None, None))[1])

    def _in_order(self, tags: Mapping[str, Tag], versions: Mapping[VersionName, Told]) -> list[str]:
        """In the order of publication; what was decided since behind them."""

        def key(ref: str) -> tuple[bool, int, str]:
            place = place_of(self.edition, ref)
            name = VersionName.or_none(ref.removeprefix(place).partition("/")[0])
            told = versions.get(name) if name else None
            return place != self.edition.revisions, told.manifest.volgnummer if told and told.manifest else 0, ref

        return sorted(tags, key=key)


def place_of(edition: Edition, ref: str) -> str:
    """Below which of the archive's places a tag stands; a tag may stand in the place itself."""
    return next(place for place in edition.tags if f"{ref}/".startswith(place))


def _undone(edition: Edition, place: str, number: int, told: Told) -> str | None:
    """What is wrong where the folder shows nothing of the act of a tag below `place`; None where it does, or cannot be read."""
    entry = told.entry
    if entry is None:
        return None
    if place == edition.repeals and not entry.repealed:
        return f"versie {told.name} is ingetrokken, maar de map zegt dat niet of niet meer."
    gone = (place == edition.withdrawals and not entry.of_before) or number > len(entry.measures)
    return f"er is tekst van versie {told.name} van de website gehaald, maar de map heeft de tekst nog of weer." if gone else None


@dataclass
class Signatures:
    """What the signatures under the tags are worth here."""

    repo: Repository
    settings: Repository
    remark: Callable[[str], None]

    def check(self, tags: Mapping[str, Tag]) -> Iterator[Difference]:
        """Every signature that is not right; tags come in the order in which they were made."""
        signed = [ref for ref, tag in tags.items() if tag.signed]
        if not signed:
            if tags:
                self.remark("De tags zijn niet ondertekend. Wie er een verving, is dus niet te zien.")
            return
        begun: set[str] = set()
        for ref, tag in tags.items():
            kind = re.split(r"/(?=\d{4}-\d\d-\d\d)", ref)[0]
            if tag.signed:
                begun.add(kind)
            elif kind in begun:
                yield Difference(short(ref), "deze tag is niet ondertekend, terwijl een eerdere tag dat wel is.", MOVED)
        yield from self._verify([tags[ref] for ref in signed])

    def _verify(self, tags: list[Tag]) -> Iterator[Difference]:
        signers = self._signers()
        if signers is None:
            self.remark(f"De handtekeningen onder de tags zijn niet gecontroleerd: git weet niet wie mag ondertekenen ({SIGNERS}).")
            return
        if not shutil.which("ssh-keygen"):
            self.remark("De handtekeningen onder de tags zijn niet gecontroleerd: het programma ssh-keygen ontbreekt.")
            return
        others = [tag.name for tag in tags if tag.signed != "ssh"]
        if others:
            self.remark(f"Deze tags zijn niet met SSH ondertekend, en dat is niet gecontroleerd: {', '.join(others)}.")
        for tag in tags:
            if tag.signed == "ssh":
                try:
                    self.repo.run("-c", f"{SIGNERS}={signers}", "verify-tag", "--", tag.id)
                except Failed as error:
                    yield Difference(tag.name, f"de handtekening onder deze tag klopt niet. Git meldt: {error.reason}", MOVED)

    def _signers(self) -> str | None:
        try:
            return self.settings.line("config", "--type=path", "--get", SIGNERS) or None
        except Failed:
            return None
