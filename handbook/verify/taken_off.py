"""Compares what is left of a version that was taken off the site, whole or in part, with what its own record may say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from handbook.archive import acts, manifest, register, releases, removal
from handbook.archive.acts import Folder
from handbook.archive.git import Objects
from handbook.archive.manifest import Damaged, Manifest
from handbook.archive.removal import Text
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
        yield no(path, "op dit adres hoort te staan dat de tekst van de website is gehaald.")
    for path in sorted(left.keys() - may_stay - {manifest.STAMP}):
        yield no(path, "dit bestand hoort niet bij een tekst die van de website is gehaald.")
    if whole and len({left[path] for path in left.keys() & pages}) > 1:
        yield no(record, "niet op elk adres staat dezelfde pagina.")
    if whole and (folder.facts.toelichting is not None or folder.facts.wijzigingen is not None):
        yield no(record, "de toelichting hoort bij de tekst die van de website is gehaald, en staat er nog.")


def made_again(objects: Objects, commit: str, name: VersionName) -> bool | None:
    """Whether the folder at `commit` is what its last measure makes of the one before it; None where another release took that."""
    before, after = f"{commit}^:{name}", f"{commit}:{name}"
    try:
        old = Folder.read(name, lambda file: objects.file(f"{before}/{file}"))
        new = Folder.read(name, lambda file: objects.file(f"{after}/{file}"))
        address = str(json.loads(objects.file(f"{commit}:{register.REGIME_JSON}") or b"")["adres"])
        if new.taken_off is None or new.taken_off.handbook != releases.present():
            return None
        files, there = objects.below(before), objects.below(after)
        text = Text(old, files.keys(), lambda file: objects.file(f"{before}/{file}"), urlsplit(address).path or "/")
        left = removal.take_off(text, new.measures[-1])
    except (Damaged, removal.Nothing, ValueError, KeyError, TypeError, AttributeError):
        return False
    if there.keys() != (files.keys() | left.files.keys()) - left.gone:
        return False
    same = (there[path] == files[path] for path in there if path not in left.files)
    return all(same) and all(objects.file(f"{after}/{path}") == data for path, data in left.files.items())
