"""The files of the engine: renewed where they are as they were handed out, merged where both changed them, and never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from handbook.core.page_marks import MANAGEMENT
from handbook.update import menu, parts
from handbook.update.change import OFFERED, Change, Kind, met
from handbook.update.lines import Typed, same


@dataclass
class Plan:
    """What an update does: each change, the files to write (None takes one away), and the base of the next update."""

    base: dict[str, bytes]
    changes: list[Change] = field(default_factory=list)
    write: dict[str, bytes | None] = field(default_factory=dict)
    yours: list[str] = field(default_factory=list)
    """What only they changed, by name: it stays as it is."""

    @property
    def conflicts(self) -> list[Change]:
        return [one for one in self.changes if one.kind is Kind.CONFLICT]


def planned(base: Mapping[str, bytes], theirs: Mapping[str, bytes], ours: Mapping[str, bytes], kept: Collection[str] = ()) -> Plan:
    """What comes of the engine's files; of those in `kept` theirs is what they want."""
    plan = Plan(dict(base))
    for name in sorted({*base, *ours}):
        one = _settings if name == parts.SETTINGS else _file
        one(plan, name, base.get(name), theirs.get(name), ours.get(name))
        if name in kept and plan.changes and plan.changes[-1].name == name:
            plan.changes.pop()
            plan.write.pop(name, None)
            _advance(plan, name, ours.get(name))
    _list_pages(plan, theirs, ours)
    return plan


def _file(plan: Plan, name: str, base: bytes | None, theirs: bytes | None, ours: bytes | None) -> None:
    if same(base, ours):
        if theirs is not None and not same(theirs, base):
            plan.yours.append(name)
        # Bytes that mean the same may still differ, as the ends of lines do.
        _advance(plan, name, ours)
        return
    texts = [Typed.of(one) for one in (base, theirs, ours)]
    binary = any(one is not None and text is None for one, text in zip((base, theirs, ours), texts, strict=True))
    # Bytes that are no text are one line: no merge ever mixes them.
    was, yours, new = (
        None if one is None else text.text if text and not binary else repr(one)
        for one, text in zip((base, theirs, ours), texts, strict=True)
    )
    kind, result = met(was, yours, new)
    if kind is Kind.CONFLICT:
        plan.changes.append(Change(name, name, name, "", Kind.CONFLICT, was, yours, new, binary=binary))
        return
    if kind in OFFERED and ours is not None:
        typed = texts[1]
        plan.write[name] = ours if binary or typed is None or result is None else typed.like(result)
    elif kind is Kind.GONE and was == yours:
        kind, plan.write[name] = Kind.REMOVED, None
    if kind:
        plan.changes.append(Change(name, name, name, "", kind, was, yours, new, result, binary))
    _advance(plan, name, ours)


def _settings(plan: Plan, name: str, base: bytes | None, theirs: bytes | None, ours: bytes | None) -> None:
    """mkdocs.yml: its menu stays theirs."""
    was, yours, new = (Typed.of(one) for one in (base, theirs, ours))
    if was is None or yours is None or new is None:
        return
    before, there, after = menu.without(was.text), menu.without(yours.text), menu.without(new.text)
    kind, result = met(before, there, after)
    if kind:
        plan.changes.append(Change(name, name, name, "", kind, before, there, after, result))
    if kind is Kind.CONFLICT:
        return
    if result is not None:
        plan.write[name] = yours.like(menu.with_menu(result, menu.of(yours.text)))
    _advance(plan, name, ours)


def _advance(plan: Plan, name: str, ours: bytes | None) -> None:
    if ours is None:
        plan.base.pop(name, None)
    else:
        plan.base[name] = ours


def _list_pages(plan: Plan, theirs: Mapping[str, bytes], ours: Mapping[str, bytes]) -> None:
    """Puts new pages on the program itself into their menu."""
    new = [
        one.name for one in plan.changes if one.kind is Kind.NEW and one.name.startswith(f"docs/{MANAGEMENT}") and one.name.endswith(".md")
    ]
    list_pages(plan, new, plan.write.get(parts.SETTINGS) or theirs.get(parts.SETTINGS), ours.get(parts.SETTINGS))


def list_pages(
    plan: Plan, pages: Collection[str], theirs: bytes | None, ours: bytes | None, called: Mapping[str, str] | None = None
) -> None:
    """Puts these pages into their menu where ours has them, in the settings of both; what finds no place there is told as a conflict.

    `called` is what they call files of ours that have another name with them.
    """
    named = {old.removeprefix("docs/"): new.removeprefix("docs/") for old, new in (called or {}).items()}
    now, mine = Typed.of(theirs), Typed.of(ours)
    if now is None or mine is None:
        return
    for page in pages:
        done = menu.with_page(now.text, mine.text, page.removeprefix("docs/"), named)
        if done is None:
            plan.changes.append(Change(parts.SETTINGS, parts.SETTINGS, parts.SETTINGS, page, Kind.CONFLICT, None, None, page))
        elif done != now.text:
            now = replace(now, text=done)
            plan.write[parts.SETTINGS] = now.like(done)
