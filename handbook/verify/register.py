"""Compares the register, regime.json, and its pages with what the versions say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handbook.archive import manifest, register, root_files
from handbook.archive.register import Register
from handbook.archive.root_files import PAGES
from handbook.core import dutch
from handbook.core.dutch import parse_date
from handbook.core.edition import Edition
from handbook.core.findings import quote
from handbook.core.version_name import is_day
from handbook.verify.difference import LOOK, REBUILD, Difference, restore, shown
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
    strict: bool
    """Whether pages are compared with what this program makes, and the register's day with today."""

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
        program = self.data.get("handbook")
        ordered = tuple(sorted(entries, key=lambda entry: entry.version, reverse=True))
        return Register(ordered, parse_date(self.data["peildatum"]), program if isinstance(program, str) else "")

    @property
    def _ahead(self) -> bool:
        return self.strict and parse_date(self.data["peildatum"]) > dutch.today()

    @cached_property
    def _lost(self) -> list[str]:
        """Versions of the register that have no folder any more."""
        return sorted(self.rows.keys() - {str(one.name) for one in self.versions})

    def check(self) -> Iterator[Difference]:
        """All that differs."""
        if isinstance(self.data, Wrong):
            yield Difference(register.REGIME_JSON, str(self.data), REBUILD)
            return
        if self._ahead:
            yield Difference(register.REGIME_JSON, f"de dag waarvoor dit is gemaakt, {self.data['peildatum']}, moet nog komen.", REBUILD)
        for name in self._lost:
            yield Difference(register.REGIME_JSON, f"versie {quote(name)} staat erin, maar niet in het archief.", restore(name))
        wanted = self.seen.data(self.data["bestanden"]) if self.seen else self.data
        contrasts = [*_contrasts(self.data, wanted)]
        for what, mend in contrasts:
            yield Difference(register.REGIME_JSON, what, mend)
        if not contrasts and _canonical(wanted) != raw(self.place, register.REGIME_JSON):
            yield Difference(register.REGIME_JSON, "dit bestand staat er niet in zijn vaste vorm.", REBUILD)
        # Pages that agree with a wrong register are named once that is mended.
        yield from self._pages(self._made(self.seen) if self.seen and not contrasts else None)

    def _pages(self, made: Mapping[str, str] | None) -> Iterator[Difference]:
        """The pages have the fingerprints that the register names, and are what this program would make."""
        prints: dict[str, str] = self.data["bestanden"]
        for path in sorted({*PAGES} - prints.keys()):
            yield Difference(register.REGIME_JSON, f"de vingerafdruk van {path} ontbreekt.", REBUILD)
        # What is not ours may be a trap: a version's file, or a path that leads out.
        for path in sorted(prints.keys() - {*PAGES}):
            yield Difference(register.REGIME_JSON, f"{quote(path)} hoort niet bij het register.", REBUILD)
        wanted = {path: prints[path] for path in PAGES if path in prints}
        answers = self.place.digests([*wanted])
        for path, print_ in wanted.items():
            answer = answers[path]
            if answer is None:
                yield Difference(path, MISSING, REBUILD)
            elif isinstance(answer, Unreadable):
                yield Difference(path, f"dit bestand {answer}.", REBUILD)
            elif answer.sha256 != print_:
                yield Difference(path, f"de vingerafdruk is anders dan {register.REGIME_JSON} zegt.", REBUILD)
            elif made is not None and made.get(path) != answer.sha256:
                yield Difference(path, "dit is niet wat het programma van de versies maakt.", REBUILD)
        for folder in sorted({path.partition("/")[0] for path in PAGES if "/" in path}):
            for path in sorted(self.place.inside(folder)):
                if f"{folder}/{path}" not in PAGES:
                    yield Difference(f"{folder}/{path}", ADDED, LOOK)

    def _made(self, seen: Register) -> dict[str, str] | None:
        """The fingerprints of the pages as this program makes them; None where it cannot tell."""
        if not self.strict:
            return None
        if seen.program != manifest.tools()["handbook"]:
            self.remark(
                f"{register.REGIME_JSON} is gemaakt met een andere versie van het programma ({shown(seen.program)}). De pagina's zijn daarom alleen met hun vingerafdruk vergeleken."
            )
            return None
        if any(one.path.endswith("/404.html") for told in self.versions for one in told.found):
            self.remark("De pagina's aan de wortel zijn alleen met hun vingerafdruk vergeleken: eerst moeten de versies weer heel zijn.")
            return None
        made = root_files.render(_Folders(self.place, seen), seen, self.edition)
        return {path: manifest.sha256(data) for path, data in made.items()}


@dataclass(frozen=True)
class _Folders:
    """Answers as a repository does that is asked for a file in a version's folder, wherever that folder is."""

    place: Place
    seen: Register

    def read(self, spec: str) -> bytes | None:
        """The file `TREE:path`."""
        tree, _, path = spec.partition(":")
        name = next(entry.version for entry in self.seen.entries if entry.tree == tree)
        try:
            return self.place.read(f"{name}/{path}")
        except Unreadable:
            return None


def _reliable(told: Told) -> bool:
    """Whether a folder's account of itself may be believed."""
    accounts = {f"{told.name}/{file}" for file in (manifest.MANIFEST_JSON, manifest.FACTS, manifest.WITHDRAWN)}
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
            yield f"{quote(key)} is {said(found.get(key))}, en dat hoort {said(wanted.get(key))} te zijn.", REBUILD
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
