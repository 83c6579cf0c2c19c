"""Compares the versions with their git tags: one that never moves for every publication, and one for every withdrawal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from handbook.archive import history, manifest
from handbook.archive.git import Failed, Objects, Repository
from handbook.archive.history import PRINT, Lost
from handbook.core.edition import Edition, short
from handbook.core.version_name import VersionName
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
        return history.lost(self.repo, self.edition, self.tip, self.refs)

    def check(self, versions: Mapping[VersionName, Told]) -> Iterator[Difference]:
        """Everything that a tag says otherwise than the folder does."""
        tags: dict[str, Tag] = {}
        for ref, id in self.refs.items():
            tag = Tag.read(self.objects, id)
            if tag:
                tags[ref] = tag
            yield from self.one(ref, tag, versions)
        for told in versions.values():
            yield from self._missing(told)
        yield from Signatures(self.repo, self.settings or self.repo, self.remark).check(
            {ref: tags[ref] for ref in self._in_order(tags, versions)}
        )

    def _missing(self, told: Told) -> Iterator[Difference]:
        wanted = [self.edition.withdrawal(told.name) if told.withdrawn else self.edition.revision(told.name)]
        for ref in wanted:
            if ref not in self.refs:
                if self.whole:
                    yield Difference(short(ref), f"deze tag van versie {told.name} ontbreekt.", TAGS)
                else:
                    self.remark(
                        f"De tag {short(ref)} staat niet op deze computer, en is dus niet vergeleken. Haal hem op met: git fetch origin --tags"
                    )
        erased = told.withdrawn and self.edition.revision(told.name) not in self.refs
        if erased and self.whole:
            self.remark(f"Versie {told.name} is ingetrokken, en de tag van de oude tekst is er niet meer.")

    def one(self, ref: str, tag: Tag | None, versions: Mapping[VersionName, Told]) -> Iterator[Difference]:
        """What one tag says otherwise than its version does."""
        called = short(ref)
        withdrawal = ref.startswith(self.edition.withdrawals)
        name = VersionName.or_none(ref.removeprefix(self.edition.withdrawals if withdrawal else self.edition.revisions))
        told = versions.get(name) if name else None
        if name is None:
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
        if withdrawal and told.entry and not told.withdrawn:
            yield Difference(called, f"versie {told.name} is ingetrokken, maar de map heeft de tekst nog of weer.", LOOK)
            return
        yield from self._said(called, withdrawal, tag, told)
        yield from self._stands(called, withdrawal, tag, told)

    def _said(self, called: str, withdrawal: bool, tag: Tag, told: Told) -> Iterator[Difference]:
        """What the message of the tag promises."""
        print_, source = PRINT.search(tag.message), SOURCE.search(tag.message)
        if not withdrawal and not print_:
            yield Difference(called, "deze tag noemt geen vingerafdruk van het manifest.", MOVED)
        if print_ and told.print and print_[1] != told.print:
            yield Difference(
                f"{told.name}/{manifest.MANIFEST_JSON}", f"de vingerafdruk is anders dan de tag {called} zegt.", restore(told.name)
            )
        elif source and told.manifest and not withdrawal and source[1] != told.manifest.bron:
            yield Difference(called, f"deze tag noemt een andere bron dan {manifest.MANIFEST_JSON}.", MOVED)

    def _stands(self, called: str, withdrawal: bool, tag: Tag, told: Told) -> Iterator[Difference]:
        """The tag stands on the commit that brought what stands in the folder."""
        if self._commits is not None and tag.commit not in self._commits:
            yield Difference(called, f"deze tag staat niet op de branch {self.edition.branch}.", MOVED)
            return
        mark = f"{told.name}/{manifest.WITHDRAWN}" if withdrawal else told.name
        tree = self.objects.id(f"{tag.commit}:{told.name}")
        if told.withdrawn and not withdrawal:
            # The old text may have been erased from git as well, and then its commit holds nothing of it.
            old = self.objects.get(f"{tag.commit}:{told.name}/{manifest.MANIFEST_JSON}")
            if old and told.print and manifest.sha256(old[1]) != told.print:
                yield Difference(called, f"deze tag staat bij een andere versie {told.name}.", MOVED)
            if tree is None:
                self.remark(f"Versie {told.name} is ingetrokken, en de oude tekst is ook uit de geschiedenis gehaald.")
                return
        elif tree is None:
            yield Difference(called, f"op de plek van deze tag staat geen versie {told.name}.", MOVED)
            return
        elif tree != told.tree:
            yield Difference(f"{told.name}", f"de map is anders dan de tag {called} haar vastlegde.", restore(told.name))
        if self.objects.id(f"{tag.commit}:{mark}") is None or self.objects.id(f"{tag.commit}^:{mark}") is not None:
            yield Difference(
                called,
                f"deze tag staat niet bij de commit die versie {told.name} {'introk' if withdrawal else 'publiceerde'}.",
                MOVED,
            )

    def _in_order(self, tags: Mapping[str, Tag], versions: Mapping[VersionName, Told]) -> list[str]:
        """In the order of publication; withdrawals behind them."""

        def key(ref: str) -> tuple[bool, int, str]:
            name = VersionName.or_none(ref.rpartition("/")[2])
            told = versions.get(name) if name else None
            return ref.startswith(self.edition.withdrawals), told.manifest.volgnummer if told and told.manifest else 0, ref

        return sorted(tags, key=key)


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
            kind = ref.rpartition("/")[0]
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


def moved(here: Mapping[str, str], there: Mapping[str, str], where: str, mend: Callable[[str], str]) -> Iterator[Difference]:
    """Tags that this clone knows otherwise than the place that is looked at; `mend` says what to do about one that lacks there."""
    for ref, id in here.items():
        if ref not in there:
            yield Difference(short(ref), f"deze tag staat op deze computer, maar niet op {where}.", mend(ref))
        elif there[ref] != id:
            yield Difference(short(ref), f"deze tag is op {where} een andere dan op deze computer.", MOVED)
