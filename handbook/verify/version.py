"""Compares a version's folder with the version's own manifest, file by file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from handbook.archive import acts, manifest, timestamp
from handbook.archive.acts import Folder
from handbook.archive.digests import Digest, tree_id
from handbook.archive.manifest import Damaged, Manifest
from handbook.archive.register import Version
from handbook.core.version_name import VersionName
from handbook.verify import taken_off
from handbook.verify.difference import Difference, restore
from handbook.verify.places.place import Kind, Place, Unreadable

RECORD = "handboek.json"

CHANGED = "dit bestand is anders dan bij de publicatie."
ADDED = "dit bestand is er na de publicatie bij gekomen."
MISSING = "dit bestand ontbreekt."


@dataclass(frozen=True)
class Told:
    """What a folder says of itself. `print` is the fingerprint of its manifest; None stands for what cannot be read."""

    name: VersionName
    print: str | None = None
    manifest: Manifest | None = None
    entry: Version | None = None
    tree: str | None = None
    stamped: bool = False
    found: list[Difference] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How many acts the folder went through since it was published."""
        return self.entry.steps if self.entry else 0

    @property
    def taken_off(self) -> bool:
        """Whether something of it was taken off the site."""
        return bool(self.entry and self.entry.measures)


def can_read_stamps() -> bool:
    """Whether the optional part that reads time stamps is installed."""
    return find_spec("rfc3161_client") is not None


def look(place: Place, name: VersionName, roots: Path | None = None) -> Told:
    """Reads and compares the folder of one version; `roots` are certificates that a time stamp must come from."""
    return _Look(place, name, roots).told()


def account(place: Place, name: VersionName) -> Told:
    """What the folder says of itself, with none of its other files looked at; only for a place that is held by git."""
    return _Look(place, name, None).account()


READ = (manifest.MANIFEST_JSON, manifest.FACTS, RECORD, *acts.RECORDS)
"""The files of a version that are read as data."""


class _Look:
    def __init__(self, place: Place, name: VersionName, roots: Path | None) -> None:
        self._place, self._name, self._roots = place, name, roots
        self._found: list[Difference] = []
        self._unreadable: set[str] = set()
        self._present: Mapping[str, Kind] = place.inside(str(name))

    def account(self) -> Told:
        raw = self._read(manifest.MANIFEST_JSON)
        said, folder = self._manifest(raw), self._folder()
        if said and folder:
            self._found += self._agree(said, folder)
        print = manifest.sha256(raw) if raw is not None else None
        tree = self._place.trees[str(self._name)]
        return Told(self._name, print, said, Version.of(folder, print, tree) if folder and print else None, tree, found=self._found)

    def told(self) -> Told:
        raw = self._read(manifest.MANIFEST_JSON)
        said = self._manifest(raw)
        folder = self._folder()
        expected = dict(said.bestanden) if said else None
        if folder and expected is not None:
            expected = folder.left(expected)
        digests = self._compare(expected, folder)
        if said and folder:
            self._found += self._agree(said, folder)
        if said and folder and folder.measures:
            self._found += taken_off.check(self._name, folder, said)
        elif said:
            self._found += self._articles(said)
        self._found += self._stamp(raw)
        print = manifest.sha256(raw) if raw is not None else None
        tree = self._place.trees.get(str(self._name)) or tree_id({path: one.blob for path, one in digests.items()}, self._place.algorithm)
        entry = Version.of(folder, print, tree) if folder and print else None
        return Told(self._name, print, said, entry, tree, manifest.STAMP in digests, self._found)

    def _say(self, file: str, what: str) -> None:
        self._found.append(self._no(file, what))

    def _no(self, file: str, what: str) -> Difference:
        return Difference(f"{self._name}/{file}", what, restore(self._name))

    def _read(self, file: str) -> bytes | None:
        try:
            return self._place.read(f"{self._name}/{file}")
        except Unreadable as reason:
            self._say(file, f"dit bestand {reason}.")
            self._unreadable.add(file)
            return None

    def _manifest(self, raw: bytes | None) -> Manifest | None:
        if raw is None:
            if manifest.MANIFEST_JSON not in self._unreadable:
                self._say(manifest.MANIFEST_JSON, "dit bestand ontbreekt, en daarmee de lijst van vingerafdrukken.")
            return None
        try:
            said = manifest.parse(Manifest, raw, manifest.MANIFEST_JSON)
        except Damaged as error:
            self._say(manifest.MANIFEST_JSON, f"{error}.")
            return None
        if said.versie != str(self._name):
            self._say(manifest.MANIFEST_JSON, f"dit hoort bij versie {said.versie}.")
            return None
        return said

    def _folder(self) -> Folder | None:
        told = {manifest.FACTS, *acts.RECORDS}
        # A web server cannot say what it has, and is asked for each.
        asked = {file: self._read(file) for file in sorted(told) if not self._place.lists or file in self._present}
        if self._unreadable & told:
            return None
        try:
            return Folder.read(self._name, asked.get)
        except Damaged as error:
            # The sentence begins with the file that it is about.
            self._say(str(error).partition(" ")[0], f"{error}.")
            return None

    def _compare(self, expected: dict[str, str] | None, folder: Folder | None) -> dict[str, Digest]:
        """Names every file that is changed, missing or added; gives the fingerprints of those that stand there."""
        records = folder.records if folder else frozenset[str]()
        # The record of a release before 0.4.0 tells of the stamp too.
        beside = {manifest.MANIFEST_JSON, *records, *(() if acts.WITHDRAWN in records else (manifest.STAMP,))}
        names = [*dict.fromkeys([*(expected or ()), *beside, *self._present])]
        answers = self._place.digests([f"{self._name}/{path}" for path in names])
        digests: dict[str, Digest] = {}
        for path in names:
            answer = answers[f"{self._name}/{path}"]
            if isinstance(answer, Digest):
                digests[path] = answer
            if expected is None or path in beside:
                continue
            if path not in expected:
                self._say(path, ADDED)
            elif answer is None:
                self._say(path, MISSING)
            elif isinstance(answer, Unreadable):
                self._say(path, f"dit bestand {answer}.")
            elif answer.sha256 != expected[path]:
                self._say(path, CHANGED)
        return digests

    def _agree(self, said: Manifest, folder: Folder) -> Iterator[Difference]:
        """The same facts stand in two files."""
        file = f"{self._name}/{acts.WITHDRAWN if folder.withdrawal else manifest.FACTS}"
        for key in ("volgnummer", "gepubliceerd", "vorige"):
            if getattr(said, key) != getattr(folder.facts, key):
                yield Difference(file, f'"{key}" is anders dan in {manifest.MANIFEST_JSON}.')

    def _articles(self, said: Manifest) -> Iterator[Difference]:
        """The fingerprints of articles stand in the record of the version too."""
        try:
            pages = json.loads(self._read(RECORD) or b"")["paginas"].values()
            texts = {id: article["tekst"] for page in pages for id, article in page["artikelen"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # A record that cannot be read was named already: its bytes are not those that were published.
            return
        if texts != said.artikelen:
            yield self._no(manifest.MANIFEST_JSON, f"de vingerafdrukken van de artikelen zijn anders dan in {RECORD}.")

    def _stamp(self, raw: bytes | None) -> Iterator[Difference]:
        token = self._read(manifest.STAMP) if not self._place.lists or manifest.STAMP in self._present else None
        # Without the library a stamp is a file like any other; a person who names certificates to trust is told that it is missing.
        if token is None or raw is None or not (self._roots or can_read_stamps()):
            return
        try:
            timestamp.check(token, raw, self._roots)
        except timestamp.WrongStamp as wrong:
            yield self._no(manifest.STAMP, f"{wrong}.")
