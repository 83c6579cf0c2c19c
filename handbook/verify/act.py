"""Judges whether a push that changes a version's folder does one right act on it, and nothing else: taking off the site, or a repeal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from handbook.archive import acts, manifest, removal, repeals
from handbook.archive.acts import Folder
from handbook.archive.manifest import Damaged
from handbook.archive.register import Register, Version
from handbook.archive.removal import Text
from handbook.core import dutch
from handbook.core.version_name import VersionName
from handbook.verify.places.commit import Commit
from handbook.verify.places.place import Unreadable


@dataclass(frozen=True)
class Act:
    """The folder `name` before a push and after it, among the versions that stood there before."""

    name: VersionName
    before: Commit
    after: Commit
    entries: Iterable[Version]

    def said(self) -> str | None:
        """A Dutch sentence on what happens, None where it is no right act."""
        try:
            return self._act(self._folder(self.before), self._folder(self.after))
        except (Damaged, Unreadable):
            return None

    def _act(self, old: Folder, new: Folder) -> str | None:
        if new.steps != old.steps + 1:
            return None
        if new.repeal != old.repeal:
            return f"Versie {self.name} wordt ingetrokken." if self._repeals(new) else None
        return f"Van versie {self.name} wordt tekst van de website gehaald." if self._takes_off(old, new) else None

    def _folder(self, place: Commit) -> Folder:
        return Folder.read(self.name, lambda file: place.read(f"{self.name}/{file}"))

    def _repeals(self, new: Folder) -> bool:
        """Nothing but the decision comes in, and it is one that can be."""
        assert new.repeal
        wrong = [*repeals.faults([*self.entries], new.repeal, dutch.today())]
        return (
            not wrong
            and new.repeal.bekendgemaakt <= dutch.today()
            and self._becomes({acts.REPEAL: manifest.canonical(manifest.plain(new.repeal))}, ())
        )

    def _takes_off(self, old: Folder, new: Folder) -> bool:
        """The same measure, taken here, gives the same folder to the byte."""
        measure = new.measures[-1]
        base = urlsplit(Register(tuple(self.entries), dutch.today()).address).path or "/"
        names = self.before.inside(str(self.name)).keys()
        text = Text(old, names, lambda file: self.before.read(f"{self.name}/{file}"), base)
        if measure.datum > dutch.today() or measure.vraag is None:
            return False
        try:
            left = removal.take_off(text, measure)
        except (removal.Nothing, ValueError, KeyError, TypeError, AttributeError):
            # What cannot be read cannot be taken apart: it must be put back first.
            return False
        return self._becomes(left.files, left.gone)

    def _becomes(self, files: Mapping[str, bytes], gone: Iterable[str]) -> bool:
        """Whether the folder after the push is the one before it with these files in it and those gone."""
        then, now = self.before.inside(str(self.name)).keys(), self.after.inside(str(self.name)).keys()
        if now != (then | files.keys()) - {*gone}:
            return False
        return all(
            self.after.read(f"{self.name}/{path}") == files[path]
            if path in files
            else self.after.id(f"{self.name}/{path}") == self.before.id(f"{self.name}/{path}")
            for path in now
        )
