"""Compares what is left of a version that was taken off the site, whole or in part, with what its own record may say."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.archive import acts, manifest
from handbook.archive.acts import Folder
from handbook.archive.manifest import Manifest
from handbook.core.version_name import VersionName
from handbook.verify.difference import Difference, restore


def check(name: VersionName, folder: Folder, said: Manifest) -> Iterator[Difference]:
    """Every address still answers; of a whole text nothing is left but one and the same page on each of them.

    Whether a part that is left says what it said, only git can tell: see `verify.tags`, and the guard.
    """
    listed, left = said.bestanden, folder.left(said.bestanden)
    pages = {path for path in listed if path.endswith(".html")}
    whole = any(one.wat == "alles" for one in folder.measures)
    record = next(iter(folder.records - {acts.REPEAL}))
    may_stay = pages | {manifest.FACTS} if whole else listed.keys()

    def no(path: str, what: str) -> Difference:
        return Difference(f"{name}/{path}", what, restore(name))

    for path in sorted(pages - left.keys()):
        yield no(path, "op dit adres hoort te staan dat de tekst van de site is gehaald.")
    for path in sorted(left.keys() - may_stay - {manifest.STAMP}):
        yield no(path, "dit bestand hoort niet bij een tekst die van de site is gehaald.")
    if whole and len({left[path] for path in left.keys() & pages}) > 1:
        yield no(record, "niet op elk adres staat dezelfde pagina.")
    if whole and folder.facts.toelichting is not None:
        yield no(record, "de toelichting hoort bij de tekst die van de site is gehaald, en staat er nog.")
