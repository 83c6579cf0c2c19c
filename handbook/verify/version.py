"""Compares a version's folder with the version's own manifest, file by file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from handbook.archive import manifest, timestamp
from handbook.archive.digests import Digest, tree_id
from handbook.archive.manifest import Damaged, Manifest, Withdrawal
from handbook.archive.register import Version
from handbook.core.version_name import VersionName
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
    def withdrawn(self) -> Withdrawal | None:
        return self.entry.withdrawn if self.entry else None


def can_read_stamps() -> bool:
    """Whether the optional part that reads time stamps is installed."""
    return find_spec("rfc3161_client") is not None


def look(place: Place, name: VersionName, roots: Path | None = None) -> Told:
    """Reads and compares the folder of one version; `roots` are certificates that a time stamp must come from."""
    return _Look(place, name, roots).told()


def account(place: Place, name: VersionName) -> Told:
    """What the folder says of itself, with none of its other files looked at; only for a place that is held by git."""
    return _Look(place, name, None).account()


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
        withdrawal = folder.withdrawal if folder else None
        expected = self._expected(said, withdrawal)
        digests = self._compare(expected, withdrawn=withdrawal is not None)
        if said and folder:
            self._found += self._agree(said, folder)
        if said and withdrawal:
            self._found += self._tombstone(said, withdrawal)
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

    def _folder(self) -> manifest.Folder | None:
        facts = self._read(manifest.FACTS)
        # A web server cannot say what it has: only where the facts are gone may a withdrawal have come in their place.
        asked = manifest.WITHDRAWN in self._present if self._place.lists else facts is None
        withdrawn = self._read(manifest.WITHDRAWN) if asked else None
        if self._unreadable & {manifest.FACTS, manifest.WITHDRAWN}:
            return None
        try:
            return manifest.Folder.read(self._name, facts, withdrawn)
        except Damaged as error:
            self._say(manifest.FACTS if withdrawn is None else manifest.WITHDRAWN, f"{error}.")
            return None

    def _expected(self, said: Manifest | None, withdrawal: Withdrawal | None) -> dict[str, str] | None:
        """Path -> fingerprint, None where nobody can say any more."""
        if withdrawal:
            return dict(withdrawal.bestanden)
        return dict(said.bestanden) if said else None

    def _compare(self, expected: dict[str, str] | None, *, withdrawn: bool) -> dict[str, Digest]:
        """Names every file that is changed, missing or added; gives the fingerprints of those that stand there."""
        beside = {manifest.MANIFEST_JSON, manifest.WITHDRAWN if withdrawn else manifest.STAMP}
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

    def _agree(self, said: Manifest, folder: manifest.Folder) -> Iterator[Difference]:
        """The same facts stand in two files."""
        file = f"{self._name}/{manifest.WITHDRAWN if folder.withdrawal else manifest.FACTS}"
        for key in ("volgnummer", "gepubliceerd", "vorige"):
            if getattr(said, key) != getattr(folder.facts, key):
                yield Difference(file, f'"{key}" is anders dan in {manifest.MANIFEST_JSON}.')

    def _tombstone(self, said: Manifest, withdrawal: Withdrawal) -> Iterator[Difference]:
        """Every address of the version still answers, with one and the same page; and nothing else is left."""
        pages = {path for path in said.bestanden if path.endswith(".html")}
        left = withdrawal.bestanden.keys() - {manifest.STAMP}
        for path in sorted(pages - left):
            yield self._no(path, "op dit adres hoort te staan dat de tekst is ingetrokken.")
        for path in sorted(left - pages):
            yield self._no(path, "dit bestand hoort niet bij een tekst die is ingetrokken.")
        if len({withdrawal.bestanden[path] for path in left}) > 1:
            yield self._no(manifest.WITHDRAWN, "niet op elk adres staat dezelfde pagina.")
        if withdrawal.revisie.toelichting is not None:
            yield self._no(manifest.WITHDRAWN, "de toelichting hoort bij de ingetrokken tekst, en staat er nog.")

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
        # Without the library a stamp is a file like any other; whoever names certificates to trust is told that it is missing.
        if token is None or raw is None or not (self._roots or can_read_stamps()):
            return
        try:
            timestamp.check(token, raw, self._roots)
        except timestamp.WrongStamp as wrong:
            yield self._no(manifest.STAMP, f"{wrong}.")
