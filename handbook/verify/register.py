"""Compares the register, regime.json, and its pages with what the versions say and the program makes of that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from handbook.archive import acts, contacts, distinct_texts, editing, history, manifest, register, releases, root_files, root_pages
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contacts import CONTACT_JSON, Contacts
from handbook.archive.documents_file import DOCUMENTS_JSON
from handbook.archive.editing import EDIT_JSON, Editing
from handbook.archive.git import RECORD
from handbook.archive.manifest import Damaged
from handbook.archive.register import Register
from handbook.core import dutch
from handbook.core.dutch import parse_date
from handbook.core.edition import Edition
from handbook.core.findings import quote
from handbook.core.version_name import VersionName, is_day
from handbook.verify.difference import ACTIVATE, ADDRESS, LOOK, REBUILD, RENEW, Difference, restore, shown
from handbook.verify.places.place import Place, Unreadable
from handbook.verify.root_data import Wrong, load, raw, said
from handbook.verify.version import ADDED, MISSING, Told


@dataclass
class Regime:
    """The register of one archive, beside the versions that were read there."""

    place: Place
    versions: Collection[Told]
    edition: Edition
    remark: Callable[[str], None]
    judging: bool = False
    """Whether a push is judged: then an address that the sources do not give is refused, also where there are none to read."""

    @cached_property
    def data(self) -> Any:
        """What regime.json holds, or what is wrong with it."""
        found = load(self.place, register.REGIME_JSON)
        if isinstance(found, Wrong):
            return found
        if not isinstance(found, dict) or not is_day(found.get("peildatum")) or not _is_prints(found.get("bestanden")):
            return Wrong("de inhoud is niet zoals het programma die maakt.")
        return found

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The versions that it lists, by name."""
        rows = None if isinstance(self.data, Wrong) else self.data.get("versies")
        return {str(row.get("versie")): row for row in rows if isinstance(row, dict)} if isinstance(rows, list) else {}

    @cached_property
    def seen(self) -> Register | None:
        """What the versions say, seen from the register's own day; None where that cannot be told any more."""
        if isinstance(self.data, Wrong) or not self.versions or self._ahead:
            return None
        if self._lost or not all(map(_reliable, self.versions)):
            self.remark(
                f"{register.REGIME_JSON} en de pagina's aan de wortel zijn niet vergeleken: eerst moeten de versies weer heel zijn."
            )
            return None
        entries = []
        for one in self.versions:
            assert one.entry
            # A folder that is damaged is named already; the register is right to remember how it was.
            tree = self.rows.get(str(one.name), {}).get("boom") if one.found else None
            entries.append(replace(one.entry, tree=tree) if isinstance(tree, str) else one.entry)
        ordered = tuple(sorted(entries, key=lambda entry: entry.version, reverse=True))
        seen = Register(ordered, parse_date(self.data["peildatum"]), self.program)
        return replace(seen, moved_to=self._moved_to(seen))

    def _moved_to(self, seen: Register) -> str | None:
        """The address that the root may have beside that of the newest text: the one in the sources, which who writes to the branch does not choose."""
        said, known = root_files.address_of(self.data), self.edition.address
        if said in (None, seen.address):
            if known and known != seen.address:
                self.remark(
                    f"Het register noemt het adres {seen.address}, en in de bron staat nu {known}. Verhuis de pagina's aan de wortel met: handbook register --rebuild"
                )
            return None
        if known is None and not self.judging:
            self.remark(
                f"Het register noemt het adres {said}, en de nieuwste tekst is gemaakt voor {seen.address}. Of dat klopt, zegt alleen de bron van het handboek."
            )
            return said
        return said if said == known else None

    @cached_property
    def kept(self) -> Contacts | Wrong | None:
        """The contacts that are kept up to date, or what is wrong with their file; None where the register knows of none."""
        if isinstance(self.data, Wrong) or CONTACT_JSON not in self.data["bestanden"]:
            return None
        try:
            return contacts.read(self.place.read(CONTACT_JSON) or b"")
        except Unreadable as reason:
            return Wrong(f"dit bestand {reason}.")
        except Damaged as reason:
            return Wrong(f"dit is niet zoals een programma het schrijft: {reason}.")

    @cached_property
    def edit(self) -> Editing | Wrong | None:
        """Where each page can be changed, or what is wrong with that file; None where the register knows of none."""
        if isinstance(self.data, Wrong) or EDIT_JSON not in self.data["bestanden"]:
            return None
        try:
            return editing.read(self.place.read(EDIT_JSON) or b"")
        except Unreadable as reason:
            return Wrong(f"dit bestand {reason}.")
        except Damaged as reason:
            return Wrong(f"dit is niet zoals een programma het schrijft: {reason}.")

    @property
    def program(self) -> str:
        """The release that is said to have made it."""
        program = None if isinstance(self.data, Wrong) else self.data.get("handbook")
        return program if isinstance(program, str) else ""

    @property
    def templates(self) -> Path | None:
        """What that release makes its pages from; None where this program does not know it."""
        return releases.templates(self.program)

    @property
    def _ahead(self) -> bool:
        return parse_date(self.data["peildatum"]) > dutch.today()

    @cached_property
    def _lost(self) -> list[str]:
        """Versions of the register that have no folder any more."""
        return sorted(self.rows.keys() - {str(one.name) for one in self.versions})

    @cached_property
    def _contrasts(self) -> list[tuple[str, str]]:
        wanted = self.seen.data(self.data["bestanden"]) if self.seen else self.data
        return [*_contrasts(self.data, wanted)]

    def check(self) -> Iterator[Difference]:
        """All that regime.json says otherwise."""
        if isinstance(self.data, Wrong):
            yield Difference(register.REGIME_JSON, str(self.data), REBUILD)
            return
        yield from self._day()
        yield from self._program()
        yield from self._path()
        for name in self._lost:
            yield Difference(register.REGIME_JSON, f"versie {quote(name)} staat erin, maar niet in het archief.", restore(name))
        for what, mend in self._contrasts:
            yield Difference(register.REGIME_JSON, what, mend)
        wanted = self.seen.data(self.data["bestanden"]) if self.seen else self.data
        if not self._contrasts and _canonical(wanted) != raw(self.place, register.REGIME_JSON):
            yield Difference(register.REGIME_JSON, "dit bestand staat er niet in zijn vaste vorm.", REBUILD)

    def _path(self) -> Iterator[Difference]:
        """A running site stands at the address that its pages call themselves, whatever its host is called."""
        here, said = self.place.path, root_files.address_of(self.data)
        there = unquote(urlsplit(said).path) or "/" if said else None
        if here and there and here != there:
            what = f"het handboek staat hier onder {quote(here)}, en volgens dit register onder {quote(there)}. De pagina 404.html leidt hier dus buiten het handboek."
            yield Difference(register.REGIME_JSON, what, ADDRESS)

    def _day(self) -> Iterator[Difference]:
        """It says what holds today: a register of another day agrees with itself and leads readers to another text."""
        day = self.data["peildatum"]
        if self._ahead:
            yield Difference(register.REGIME_JSON, f"de dag waarvoor dit is gemaakt, {day}, moet nog komen.", REBUILD)
        elif self.seen and (now := replace(self.seen, day=dutch.today())).statuses != self.seen.statuses:
            holds = f"vandaag geldt versie {now.current.version}" if now.current else "vandaag geldt er geen versie"
            was = f"versie {self.seen.current.version}" if self.seen.current else "geen versie"
            yield Difference(register.REGIME_JSON, f"dit is de stand van {day} ({was}), en {holds}.", ACTIVATE)

    def _program(self) -> Iterator[Difference]:
        """It names a release whose pages can be made again. Fingerprints that it gives itself prove nothing."""
        if self.templates is None:
            later = releases.is_later(self.program)
            known = "een nieuwer programma" if later else "een programma dat hier niet bekend is"
            what = f"dit is gemaakt met {known} ({shown(self.program)}), en de pagina's zijn dus niet na te maken."
            yield Difference(register.REGIME_JSON, what, RENEW if later else REBUILD)
        elif not releases.knows_acts(self.program) and any(one.entry and one.entry.repealed for one in self.versions):
            what = f"dit zegt dat een ouder programma het maakte ({shown(self.program)}), en dat kent geen intrekking."
            yield Difference(register.REGIME_JSON, what, REBUILD)
        elif self.program != releases.present():
            self.remark(
                f"De pagina's aan de wortel zijn van een ouder programma ({self.program}), en zoals dat ze maakt. Vernieuw ze met: handbook register --rebuild"
            )

    def pages(self) -> Iterator[Difference]:
        """Its pages have the fingerprints that it names, and are what its release makes."""
        if isinstance(self.data, Wrong):
            return
        # Pages that agree with a wrong register are named once that is mended.
        made = self._made(self.seen) if self.seen and not self._contrasts else None
        prints = self.data["bestanden"]
        # Of a version that lost its folder it tells too, until that is mended.
        names = [*(one.name for one in self.versions), *filter(None, map(VersionName.or_none, self._lost))]
        always = root_pages.paths(self.program, names, kept=CONTACT_JSON in prints, edit=EDIT_JSON in prints)
        # Only what they hold tells of which texts the articles are read from their pages.
        maybe = {history.text_of(name) for name in names} & prints.keys() if releases.knows_redlines(self.program) else set()
        if releases.knows_redlines(self.program):
            maybe |= {path for path in prints if distinct_texts.OF_A_YEAR.fullmatch(path)}
        pages = {*always, *maybe, *(made or ())} - {register.REGIME_JSON}
        for path in sorted(pages - prints.keys()):
            yield Difference(register.REGIME_JSON, f"de vingerafdruk van {path} ontbreekt.", REBUILD)
        # What is not ours may be a trap: a version's file, or a path that leads out.
        for path in sorted(prints.keys() - pages):
            yield Difference(register.REGIME_JSON, f"{quote(path)} hoort niet bij het register.", REBUILD)
        wanted = {path: prints[path] for path in sorted(pages) if path in prints}
        for path, answer in self.place.digests([*wanted]).items():
            if answer is None:
                yield Difference(path, MISSING, REBUILD)
            elif isinstance(answer, Unreadable):
                yield Difference(path, f"dit bestand {answer}.", REBUILD)
            elif answer.sha256 == self.edition.own.get(path):
                continue
            elif answer.sha256 != wanted[path]:
                yield Difference(path, f"de vingerafdruk is anders dan {register.REGIME_JSON} zegt.", REBUILD)
            elif made is not None and made.get(path) != answer.sha256:
                yield Difference(path, "dit is niet wat het programma van de versies maakt.", REBUILD)
        for folder in sorted({path.partition("/")[0] for path in pages if "/" in path}):
            for path in sorted(self.place.inside(folder)):
                if f"{folder}/{path}" not in pages:
                    yield Difference(f"{folder}/{path}", ADDED, REBUILD)

    def _lends(self, told: Told, path: str) -> bool:
        """Whether pages at the root are made of this file of a version: they have its look, and show what it changed and as what it can be had."""
        name = path.removeprefix(f"{told.name}/")
        own = ARTIKELEN_JSON in self.place.inside(str(told.name)) or not self.place.lists
        return name in ("404.html", ARTIKELEN_JSON, DOCUMENTS_JSON, RECORD) or (name.endswith(".html") and not own)

    def _made(self, seen: Register) -> dict[str, str] | None:
        """The fingerprints of the pages as their release makes them; None where it cannot tell."""
        if self.templates is None:
            return None
        if any(self._lends(told, one.path) for told in self.versions for one in told.found):
            self.remark("De pagina's aan de wortel zijn alleen met hun vingerafdruk vergeleken: eerst moeten de versies weer heel zijn.")
            return None
        if isinstance(self.kept, Wrong) or isinstance(self.edit, Wrong):
            file = CONTACT_JSON if isinstance(self.kept, Wrong) else EDIT_JSON
            self.remark(f"De pagina's aan de wortel zijn alleen met hun vingerafdruk vergeleken: eerst moet {file} weer heel zijn.")
            return None
        made = root_files.render(_Folders(self.place, seen), seen, self.edition, self.kept, edit=self.edit)
        return {path: manifest.sha256(data) for path, data in made.items()}


@dataclass(frozen=True)
class _Folders:
    """Answers as a repository does that is asked for a file in a version's folder, wherever that folder is."""

    place: Place
    seen: Register

    @cached_property
    def _names(self) -> dict[str, VersionName]:
        return {entry.tree: entry.version for entry in reversed(self.seen.entries)}

    def read(self, spec: str) -> bytes | None:
        """The file `TREE:path`."""
        tree, _, path = spec.partition(":")
        try:
            return self.place.read(f"{self._names[tree]}/{path}")
        except Unreadable:
            return None


def _reliable(told: Told) -> bool:
    """Whether a folder's account of itself may be believed."""
    accounts = {f"{told.name}/{file}" for file in (manifest.MANIFEST_JSON, manifest.FACTS, *acts.RECORDS)}
    return told.entry is not None and not any(one.path in accounts for one in told.found)


def _is_prints(prints: object) -> bool:
    return isinstance(prints, dict) and all(isinstance(print_, str) for print_ in prints.values())


def _canonical(data: object) -> bytes | None:
    try:
        return manifest.canonical(data)
    except (ValueError, RecursionError):
        return None


def _contrasts(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the register says otherwise than the versions do, in sentences, each with what to do."""
    for key in sorted({*found, *wanted} - {"versies"}):
        if found.get(key) != wanted.get(key) or (key in found) != (key in wanted):
            yield (
                f"{quote(key)} is {said(found.get(key))}, en dat hoort {said(wanted.get(key))} te zijn.",
                ADDRESS if key == "adres" else REBUILD,
            )
    rows, right = found.get("versies"), wanted.get("versies")
    if rows == right:
        return
    if not isinstance(right, list) or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "de lijst van versies is niet te lezen.", REBUILD
        return
    told = {str(row.get("versie")): row for row in rows}
    good = {row["versie"]: row for row in right}
    for name in sorted(good.keys() - told.keys()):
        yield f"versie {name} ontbreekt.", REBUILD
    if len(rows) != len(told) or (told.keys() == good.keys() and [*told] != [*good]):
        yield "de versies staan niet op volgorde, of een staat er twee keer in.", REBUILD
    for name in sorted(good.keys() & told.keys()):
        yield from _row(name, told[name], good[name])


def _row(name: str, told: Mapping[str, Any], good: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    keys = [key for key in sorted({*good, *told}) if told.get(key) != good.get(key) or (key in told) != (key in good)]
    another = bool({"manifest", "boom"} & {*keys})
    if another:
        yield f"versie {name} is vastgelegd met een andere vingerafdruk dan de map nu heeft.", LOOK
    for key in keys:
        if key not in ("manifest", "boom"):
            # To rebuild the register would make a folder that was changed look right.
            mend = LOOK if another else REBUILD
            yield f"versie {name}: {quote(key)} is {said(told.get(key))}, en dat hoort {said(good.get(key))} te zijn.", mend
