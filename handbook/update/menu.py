"""The menu in mkdocs.yml: apart from the rest of that file, which is how the site is built, and where a new page comes in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

MENU = re.compile(r"(?m)^nav:[^\n]*\n(?:(?:[ \t-][^\n]*)?\n)*")
LEAF = re.compile(r"^(?P<indent>\s*)- (?P<title>.*?):? *(?P<path>[^\s:\"']+\.md)[\"']?\s*$")
PLACE = "nav: hier\n"


def without(settings: str) -> str:
    """The settings with one word in the place of the menu, the same in every file."""
    return MENU.sub(lambda _: PLACE, settings, count=1)


def of(settings: str) -> str:
    """The menu alone; empty where there is none."""
    found = MENU.search(settings)
    return found[0] if found else ""


def with_menu(settings: str, menu: str) -> str:
    """What `without` gave, with this menu in its place."""
    return settings.replace(PLACE, menu, 1)


def with_page(theirs: str, ours: str, page: str, called: Mapping[str, str]) -> str | None:
    """Their settings with a line for this page of ours, behind the page that it follows with us, or before the one that follows it.

    `called` is what they call pages of ours that have another name with them.
    The settings as they are where the page is there already or is in no menu of ours; None where there is no place for it.
    """
    mine, yours = of(ours).splitlines(), of(theirs).splitlines()
    leaves = [(number, found) for number, line in enumerate(mine) if (found := LEAF.match(line))]
    names = [called.get(found["path"], found["path"]) for _, found in leaves]
    there = {found["path"]: number for number, line in enumerate(yours) if (found := LEAF.match(line))}
    at = next((index for index, (_, found) in enumerate(leaves) if found["path"] == page), None)
    if at is None or page in there:
        return theirs
    number, leaf = leaves[at]
    for step, shift in ((-1, 1), (1, 0)):
        near = at + step
        while 0 <= near < len(leaves) and _group(mine, leaves[near][0]) == _group(mine, number):
            if (place := there.get(names[near])) is not None:
                return _put(theirs, yours, place + shift, _indent(yours[place]) + leaf[0].lstrip())
            near += step
    before = [there[name] for name in names[:at] if name in there]
    if not before:
        return None
    heading = mine[_group(mine, number)]
    if _group(mine, number) > 0 and heading not in yours and _indent(mine[1]) == _indent(yours[1]) == _indent(heading):
        # A part of the menu that they do not have yet comes whole, behind the one that it follows.
        end = next((n for n in range(before[-1] + 1, len(yours)) if _indent(yours[n]) == _indent(heading)), len(yours))
        return _put(theirs, yours, end, f"{heading}\n{mine[number]}")
    return _put(theirs, yours, before[-1] + 1, _indent(yours[before[-1]]) + leaf[0].lstrip())


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _group(lines: list[str], number: int) -> int:
    """The line of the heading that a page stands under; -1 at the top."""
    depth = len(_indent(lines[number]))
    return next((above for above in range(number - 1, 0, -1) if lines[above].strip() and len(_indent(lines[above])) < depth), -1)


def _put(settings: str, lines: list[str], at: int, line: str) -> str:
    menu = "\n".join([*lines[:at], line, *lines[at:], ""])
    return with_menu(without(settings), menu)
