"""Knows which folders of versions were found whole before: git names a folder by all that is in it, so the same id is the same bytes."""

from __future__ import annotations

from pathlib import Path

from handbook.archive import manifest
from handbook.core import kept
from handbook.core.version_name import VersionName
from handbook.verify.places.commit import Commit
from handbook.verify.version import Told, account, look

KIND = "folder of a version that was found whole"
WHOLE = "heel"


def known(place: Commit, name: VersionName) -> Told | None:
    """What the folder says of itself, where this program found it whole before; None where its files must be read.

    Only in what was just fetched: there git made the id of each file again from its bytes. What lies on a disk for years may be damaged under its id.
    """
    tree = _follows_from_its_tree(place, name)
    return account(place, name) if tree and kept.recalled(KIND, str(name), tree) == WHOLE else None


def looked(place: Commit, name: VersionName, roots: Path | None) -> Told:
    """As version.look, which keeps what it found of a folder that is whole."""
    told = look(place, name, roots)
    if not told.found and (tree := _follows_from_its_tree(place, name)):
        kept.remember(WHOLE, KIND, str(name), tree)
    return told


def _follows_from_its_tree(place: Commit, name: VersionName) -> str | None:
    """The id from which all follows that is to be said of the folder; a time stamp is judged by a certificate, which is no part of it."""
    stamped = manifest.STAMP in place.inside(str(name))
    return place.trees.get(str(name)) if place.fetched and not stamped else None
