"""Holds the tags that a clone knew before against those of the place that is looked at, and recognises one that was lost there and set again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from handbook.archive.git import Objects, Repository
from handbook.archive.lost_history import SET_AGAIN
from handbook.core.dutch import long_date, parse_date
from handbook.core.edition import Edition, short
from handbook.core.version_name import is_day
from handbook.verify.difference import MOVED, Difference
from handbook.verify.tags import SIGNATURE, Tag

AGAIN = re.compile(rf"^{SET_AGAIN}: (\S+)$", re.MULTILINE)


def moved(
    known: Repository, archive: Repository, edition: Edition, where: str, remote: str | None, mend: Callable[[str], str]
) -> Iterator[Difference]:
    """Tags that the clone `known` has otherwise than the `archive`, which was fetched from `remote`; `mend` says what to do about one that lacks there."""
    here, there = (repo.refs(*edition.tags) for repo in (known, archive))
    again: dict[str, str] = {}
    with Objects(known.folder, known.git_dir) as ours, Objects(archive.folder, archive.git_dir) as theirs:
        for ref, id in here.items():
            if ref not in there:
                yield Difference(short(ref), f"deze tag staat op deze computer, maar niet op {where}.", mend(ref))
            elif there[ref] != id:
                name = edition.told_of(ref)
                day = _set_again((ours, id), (theirs, there[ref]), name)
                if day:
                    again[ref] = day
                else:
                    yield Difference(short(ref), f"deze tag is op {where} een andere dan op deze computer.", MOVED)
    # Only these by name: a fetch of all tags would bring in one that was forged.
    over = (
        f"Die tags waren weg en zijn uit de branch gemaakt. Die van deze computer zijn ouder en bewijzen meer: bewaar zo nodig een kopie van deze map. "
        f"Neem daarna de nieuwe over met: git fetch --force {remote} {' '.join(f'{ref}:{ref}' for ref in again)}"
    )
    for ref, day in again.items():
        what = f"deze tag is op {where} opnieuw gezet op {day}, en leidt naar dezelfde bestanden als die op deze computer."
        yield Difference(short(ref), what, over)


def _set_again(mine: tuple[Objects, str], other: tuple[Objects, str], name: str) -> str | None:
    """The day on which the other tag was set again, where it says so and all else is the same: its words, and the folder of the version.

    None where it is not: then the two contradict each other. One without a signature cannot replace one that has it.
    """
    old, new = (Tag.read(*one) for one in (mine, other))
    if old is None or new is None or (old.signed and not new.signed):
        return None
    said = AGAIN.search(new.message)
    folders = [objects.id(f"{tag.commit}:{name}") for (objects, _), tag in ((mine, old), (other, new))]
    same = _words(old) == _words(new) and folders[0] is not None and folders[0] == folders[1]
    return long_date(parse_date(said[1])) if said and same and is_day(said[1]) else None


def _words(tag: Tag) -> tuple[str, str]:
    """What the tag says, but for its signature and the line that it was set again."""
    text, *_ = SIGNATURE.split(tag.message.encode())
    return tag.name, AGAIN.sub("", text.decode()).strip()
