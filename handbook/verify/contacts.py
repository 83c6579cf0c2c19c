"""Holds the contacts that are kept up to date against the sources that they come from: no version tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.archive import contacts
from handbook.archive.contacts import CONTACT_JSON, Contacts
from handbook.core.dutch import enumeration, today
from handbook.core.edition import Edition
from handbook.verify.difference import LOOK, REBUILD, Difference
from handbook.verify.root_data import Wrong


def check(kept: Contacts | Wrong | None, edition: Edition, remark: Callable[[str], None]) -> Iterator[Difference]:
    """What they say otherwise than the facts in the commit that they name, where this clone has that commit."""
    if isinstance(kept, Wrong):
        yield Difference(CONTACT_JSON, str(kept), REBUILD)
        return
    if kept is None:
        return
    if kept.day > today():
        yield Difference(CONTACT_JSON, f"de dag van de laatste wijziging, {kept.day}, moet nog komen.", REBUILD)
    said = edition.contacts(kept.source) if edition.contacts else None
    if said is None:
        remark(f"De contactgegevens zijn niet met hun bron vergeleken: commit {kept.source[:12]} is hier niet te lezen.")
        return
    others = contacts.differing(kept.listed, said)
    if others:
        what = f"de gegevens van {enumeration(others)} zijn anders dan in commit {kept.source[:12]}, waaruit zij komen."
        yield Difference(CONTACT_JSON, what, LOOK)
