"""What we changed of the text between two releases, by article and by part, held against what the organisation made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from handbook.update import units
from handbook.update.change import Change, Kind, met
from handbook.update.lines import same
from handbook.update.text_tree import Tree, counterpart
from handbook.update.units import Unit


@dataclass
class Compared:
    """The changes, what only they changed, and what is already as ours: there the base moves on without a word."""

    changes: list[Change] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)
    already: list[Change] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    """What they call files of ours that have another name with them."""


def compared(base: Tree, theirs: Tree, ours: Tree) -> Compared:
    """Every change of ours, in the order of our files and of their parts."""
    found = Compared()
    was = {file: counterpart(file, ours, base) for file in ours.files}
    # A page that is new with us is no page of theirs under another name.
    now = {file: counterpart(before, base, theirs) if before else file if file in theirs.files else None for file, before in was.items()}
    found.called = {file: name for file, name in now.items() if name and name != file}
    for file in sorted(ours.files):
        if was[file] is None and now[file] is None and file in ours.parts:
            _new_page(found, file, theirs, ours)
        elif file in ours.parts:
            if (before := was[file]) and now[file] is None and _all_away(before, base, theirs):
                _away(found, file, before, base, ours)
                continue
            _parts(found, file, (was[file], now[file]), (base, theirs, ours))
        else:
            _whole(found, file, base, theirs, ours)
    _gone(found, {one for one in was.values() if one}, (base, theirs, ours))
    return found


def _new_page(found: Compared, file: str, theirs: Tree, ours: Tree) -> None:
    """A page of ours, without articles that they have elsewhere: an id leads to one place."""
    left = [one for one in ours.parts[file] if not (one.article and one.key in theirs.articles)]
    text = units.joined(left)
    found.changes.append(Change(file, file, file, "", Kind.NEW, None, None, text, text))


def _all_away(file: str, base: Tree, theirs: Tree) -> bool:
    """Whether they have nothing of the page any more, no article of it elsewhere either."""
    return not base.ids(file) & theirs.articles.keys()


def _away(found: Compared, file: str, before: str, base: Tree, ours: Tree) -> None:
    """A page that they took away, as one change: it stays away."""
    was, new = base.typed[before].text, ours.typed[file].text
    if was != new:
        found.changes.append(Change(file, file, file, "", Kind.AWAY, was, None, new))


def _parts(found: Compared, file: str, places: tuple[str | None, str | None], trees: tuple[Tree, Tree, Tree]) -> None:
    base, theirs, ours = trees
    was, now = places
    for one in ours.parts[file]:
        before_at, at = base.file_of(one.key, was), theirs.file_of(one.key, now)
        texts = (base.part(before_at, one.key), theirs.part(at, one.key), one.text)
        change = _met(one.key, at or file, file, texts)
        if at is None and change and change.kind is Kind.NEW:
            # They took the page away on which it is to stand.
            change = replace(change, kind=Kind.AWAY, result=None)
        _told(found, change, one.key, at or file, file, texts)
    for one in base.parts.get(was or "", ()):
        if ours.part(ours.file_of(one.key, file), one.key) is None and not one.key.endswith("#"):
            at = theirs.file_of(one.key, now)
            gone = (one.text, theirs.part(at, one.key), None)
            _told(found, _met(one.key, at or file, file, gone), one.key, at or file, file, gone)


def _met(key: str, file: str, source: str, texts: tuple[str | None, str | None, str | None]) -> Change | None:
    """The change of one part: empty lines behind it are of the place where it stands, and not of what it says."""
    base, theirs, ours = (None if text is None else _bare(text) for text in texts)
    kind, result = met(base, theirs, ours)
    article = Unit(key, "").article
    if kind is Kind.GONE and theirs == base and not article:
        kind = Kind.REMOVED
    return Change(article or file, file, source, key, kind, base, theirs, ours, result) if kind else None


def _bare(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _told(
    found: Compared, change: Change | None, key: str, file: str, source: str, texts: tuple[str | None, str | None, str | None]
) -> None:
    if change:
        found.changes.append(change)
        return
    base, theirs, ours = (None if text is None else _bare(text) for text in texts)
    name = Unit(key, "").article or file
    if base != ours:
        found.already.append(Change(name, file, source, key, Kind.OURS, base, theirs, ours, theirs))
    elif theirs != base and theirs is not None:
        found.yours.append(name)


def _whole(found: Compared, file: str, base: Tree, theirs: Tree, ours: Tree) -> None:
    """A picture, an attachment: the one or the other."""
    was, yours, new = base.files.get(file), theirs.files.get(file), ours.files[file]
    if same(was, new):
        if yours is not None and not same(yours, was):
            found.yours.append(file)
        return
    before, there, after = (None if one is None else repr(one) for one in (was, yours, new))
    kind, _ = met(before, there, after)
    change = Change(file, file, file, "", kind or Kind.OURS, before, there, after, binary=True)
    (found.changes if kind else found.already).append(change)


def _gone(found: Compared, followed: set[str], trees: tuple[Tree, Tree, Tree]) -> None:
    """Pages that we took away: theirs stay."""
    base, theirs, ours = trees
    for file in sorted(base.files.keys() - followed - ours.files.keys()):
        if file in theirs.files:
            was, now = (tree.typed[file].text if file in tree.typed else None for tree in (base, theirs))
            found.changes.append(Change(file, file, file, "", Kind.GONE, was, now, None, binary=file not in base.typed))
