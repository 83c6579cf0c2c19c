"""What an update of the text does once somebody chose: which articles and parts are taken over, and which base the next update has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handbook.update import parts, taken_over, units
from handbook.update.change import OFFERED, Change, Kind
from handbook.update.engine_files import Plan, list_pages
from handbook.update.text_changes import Compared, compared
from handbook.update.text_tree import Tree

Chosen = Callable[[Change], bool]


def planned(base: Mapping[str, bytes], theirs: Mapping[str, bytes], ours: Mapping[str, bytes], chosen: Chosen, kept: Chosen) -> Plan:
    """Each change of ours in the text; those that are `chosen` are taken over, and of those that are `kept` theirs is what they want.

    Of other files than those of the text only the settings count, of theirs and ours: new pages come into the menu there.
    """
    trees = Tree.of(parts.text_of(base)), Tree.of(parts.text_of(theirs)), Tree.of(parts.text_of(ours))
    found = compared(*trees)
    plan = Plan(dict(trees[0].files), yours=[*dict.fromkeys(found.yours)])
    settled = [one for one in found.changes if kept(one)]
    plan.changes = [one for one in found.changes if not kept(one)]
    taken = _with_parents([one for one in plan.changes if one.kind in OFFERED and chosen(one)], found)
    broken = _write(plan, taken, trees[1], trees[2])
    new = [one.file for one in taken if one.kind is Kind.NEW and not one.key and one.file.endswith(".md")]
    list_pages(plan, new, theirs.get(parts.SETTINGS), ours.get(parts.SETTINGS), found.called)
    plan.changes = [_conflict(one) if one.file in broken and one in taken else one for one in plan.changes]
    done = [one for one in taken if one.file not in broken]
    told = [one for one in plan.changes if one.kind in (Kind.GONE, Kind.AWAY) and chosen(one)]
    _move_base(plan, [*done, *settled, *told, *found.already], trees[0], trees[2])
    return plan


def done(plan: Plan, chosen: Chosen) -> list[Change]:
    """The changes that the plan takes over."""
    return [one for one in plan.changes if one.kind in OFFERED and chosen(one)]


def _with_parents(taken: list[Change], found: Compared) -> list[Change]:
    """With the line at the head of the page below which what is said of an article stands, where they lack it."""
    heads = {(one.file, units.ARTICLES) for one in taken if one.key.startswith(f"{units.ARTICLES}/")}
    return [one for one in found.changes if one in taken or ((one.file, one.key) in heads and one.kind is Kind.NEW)]


def _write(plan: Plan, taken: list[Change], theirs: Tree, ours: Tree) -> set[str]:
    """Fills `plan.write`; gives the pages that would not hold together, of which nothing is taken over."""
    broken = set()
    for file in dict.fromkeys(one.file for one in taken):
        of_file = [one for one in taken if one.file == file]
        if any(not one.key for one in of_file):
            plan.write[file] = ours.files[file] if of_file[0].binary else (of_file[0].result or "").encode()
            continue
        data = taken_over.in_file(theirs, file, of_file, ours, {one: one.result for one in of_file})
        before = theirs.typed[file].text
        if data is not None and taken_over.whole(before) and not taken_over.whole(data.decode("utf-8")):
            broken.add(file)
        else:
            plan.write[file] = data
    return broken


def _conflict(change: Change) -> Change:
    return replace(change, kind=Kind.CONFLICT, result=None)


def _move_base(plan: Plan, closed: list[Change], base: Tree, ours: Tree) -> None:
    """Of what is closed the base becomes ours; of all else it stays, so that it is offered again."""
    for change in closed:
        if not change.key:
            if change.ours is None:
                plan.base.pop(change.file, None)
            else:
                plan.base[change.source] = ours.files[change.source]
    by_file: dict[str, list[Change]] = {}
    for change in closed:
        if change.key:
            file = base.file_of(change.key, None) or _home(change, base)
            by_file.setdefault(file, []).append(change)
    for file, changes in by_file.items():
        data = taken_over.in_file(base, file, changes, ours, {one: one.ours for one in changes})
        if data is None:
            plan.base.pop(file, None)
        else:
            plan.base[file] = data


def _home(change: Change, base: Tree) -> str:
    """The file of the base that holds the part, or is to."""
    return next((file for file in (change.source, change.file) if file in base.files), change.source)
