"""How a page gets its line in the menu of mkdocs.yml, with every other sign of the file as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

NAV = re.compile(r"^\ufeff?nav:[ \t]*(?:#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
PLAIN_TITLE = re.compile(r"[A-Za-zÀ-ž][\wÀ-ž ,.?'()/-]*")
NO_WORD = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What YAML takes for something else than a word (https://yaml.org/type/bool.html)."""

ENTRY = re.compile(r"^(?P<indent>[ ]*)- (?:.*:[ \t]+)?[\"']?(?P<path>[\w./-]+\.md)[\"']?[ \t]*(?:#.*)?$")


def at_the_end(text: str, entries: Sequence[tuple[str, str]]) -> tuple[str | None, list[str]]:
    """The text of mkdocs.yml with these pages (title, path below docs/) at the end of its menu, where articles of other pages keep their numbers.

    None where the menu is written otherwise; and the lines themselves.
    """
    ending = _ending(text)
    start = NAV.search(text)
    found = re.match(r"(?:[ \t]*(?:#.*)?\r?\n)*(?P<indent> *)- ", text[start.end() :].removeprefix(ending)) if start else None
    indent = found["indent"] if found else "  "
    lines = [f"{indent}- {_quoted(title)}: {path}" for title, path in entries]
    if start is None or found is None:
        return None, lines
    at = start.end() + len(ending)
    end = at
    for line in text[at:].splitlines(keepends=True):
        at += len(line)
        if _over(line):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = at
    before = text[:end] if text[:end].endswith("\n") else f"{text[:end]}{ending}"
    return before + ending.join(lines) + ending + text[end:], lines


def beside(text: str, title: str, path: str) -> str | None:
    """The same with one page below the last of its own folder, else at the end; where it is in the menu already, under that title.

    None where the menu is written otherwise.
    """
    start = NAV.search(text)
    folder, last = PurePosixPath(path).parent, None
    at = start.end() if start else len(text)
    for number, line in enumerate(text[at:].splitlines(keepends=True)):
        if number and _over(line):
            break
        at += len(line)
        found = ENTRY.match(line.rstrip("\r\n"))
        if found and found["path"] == path:
            before = text[: at - len(line)]
            return f"{before}{found['indent']}- {_quoted(title)}: {path}{line[len(line.rstrip(chr(13) + chr(10))) :]}{text[at:]}"
        if found and PurePosixPath(found["path"]).parent == folder:
            last = at, found["indent"]
    if last is None:
        return at_the_end(text, [(title, path)])[0]
    at, indent = last
    before = text[:at] if text[:at].endswith("\n") else f"{text[:at]}{_ending(text)}"
    return f"{before}{indent}- {_quoted(title)}: {path}{_ending(text)}{text[at:]}"


def _over(line: str) -> bool:
    """Whether another setting begins here."""
    return bool(line.strip()) and not line.startswith((" ", "-", "#"))


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _quoted(title: str) -> str:
    return (
        title
        if PLAIN_TITLE.fullmatch(title) and not title.endswith((" ", ":")) and not NO_WORD.fullmatch(title)
        else '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
