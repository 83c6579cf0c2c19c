"""Names whatever stands in an archive that is neither a version, nor made from the versions, nor listed as the organisation's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handbook.archive import packed, root_files
from handbook.archive.digests import Digest
from handbook.archive.register import Register
from handbook.core import atomic
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.verify.difference import AGAIN, CLEAN, FINISH, LEFT, LOOK, OPEN, REBUILD, REMOVE, Difference, restore
from handbook.verify.places.place import Place, Unreadable
from handbook.verify.version import ADDED, MISSING

LIKE_A_DATE = re.compile(r"\d{4}[-._ ]?\d{1,2}(?![a-z])", re.ASCII)

SHARE = "Deze schijf houdt niet bij welke bestanden uitvoerbaar zijn. Dat is dus niet vergeleken."


def like_a_date(name: str) -> bool:
    """Whether a reader may take the name for that of a version."""
    return bool(LIKE_A_DATE.match(name))


def check(place: Place, edition: Edition) -> Iterator[Difference]:
    """Every name at the root that does not belong there, and the mark for the host."""
    ours, own = root_files.names(edition), root_files.own_names(edition)
    for name, kind in sorted(place.top().items()):
        version = VersionName.or_none(name)
        if version and kind != "map":
            what = kind if kind.startswith("iets") else f"een {kind}"
            yield Difference(name, f"dit hoort de map van een versie te zijn, maar het is {what}.", REMOVE)
        elif not version and like_a_date(name):
            yield Difference(name, "dit lijkt op de naam van een versie, maar het is er geen.", REMOVE)
        elif not version and name not in ours | own:
            print_ = place.digests([name])[name] if kind == "bestand" else None
            has = f" Zijn vingerafdruk is {print_.sha256}." if isinstance(print_, Digest) else ""
            yield Difference(name, f"{'deze map' if kind == 'map' else 'dit bestand'} hoort niet bij het archief.{has}", CLEAN)
    yield from _mark(place)


def _mark(place: Place) -> Iterator[Difference]:
    """The empty file by which GitHub Pages hands out what is there."""
    try:
        data = place.read(root_files.NOJEKYLL)
    except Unreadable as reason:
        # Many a server hands out no name with a dot.
        if place.lists:
            yield Difference(root_files.NOJEKYLL, f"dit bestand {reason}.", REBUILD)
        return
    if data is None and place.lists:
        yield Difference(root_files.NOJEKYLL, MISSING, REBUILD)
    elif data:
        yield Difference(root_files.NOJEKYLL, "dit bestand hoort leeg te zijn.", REBUILD)


def own(place: Place, edition: Edition) -> Iterator[Difference]:
    """What the organisation listed as its own is as it listed it, where it stands at all, and has no company in its folders."""
    if not place.lists:
        return
    paths = [path for path in edition.own if path not in root_files.PAGES]
    for path, answer in place.digests(paths).items():
        if isinstance(answer, Unreadable):
            yield Difference(path, f"dit bestand {answer}.", LOOK)
        elif answer and answer.sha256 != edition.own[path]:
            what = f"dit bestand is anders dan eigen-bestanden.yml zegt. Zijn vingerafdruk is {answer.sha256}."
            yield Difference(path, what, CLEAN)
    for folder in sorted(path.partition("/")[0] for path in edition.own if "/" in path):
        for name in sorted(place.inside(folder)):
            if f"{folder}/{name}" not in edition.own:
                yield Difference(f"{folder}/{name}", "dit bestand hoort niet bij het archief.", CLEAN)


def aside(place: Place, seen: Register | None) -> Iterator[Difference]:
    """In the folder that an export keeps for the web server stands which version search engines may keep, and nothing else."""
    if seen is None:
        return
    current = seen.current
    mark = f"{atomic.IN_FORCE}/{current.version}" if current and not current.taken_off else None
    for path in sorted(place.aside):
        if path != mark or place.aside[path] != "bestand" or place.read(f"{atomic.OWN}/{path}"):
            yield Difference(f"{atomic.OWN}/{path}", ADDED, AGAIN)


def shape(place: Place, edition: Edition, remark: Callable[[str], None]) -> Iterator[Difference]:
    """No file may be run, no folder is empty, and nothing waits to be put in place: no fingerprint tells of these."""
    if place.shape.executable is None:
        remark(SHARE)
    for path in sorted(place.shape.executable or ()):
        yield Difference(path, "dit bestand is uitvoerbaar gemaakt.", _mend(path, edition))
    for path in sorted(place.shape.closed):
        yield Difference(path, "anderen mogen dit niet lezen.", OPEN)
    for path in sorted(place.shape.passing):
        yield Difference(path, LEFT, FINISH)
    for path in sorted(place.shape.empty):
        yield Difference(path, "deze lege map is er na de publicatie bij gekomen.", _mend(path, edition))


def _mend(path: str, edition: Edition) -> str:
    top = path.partition("/")[0]
    top = packed.original(top) or top
    version = VersionName.or_none(top)
    if version:
        return restore(version)
    return REBUILD if top in root_files.names(edition) else CLEAN
