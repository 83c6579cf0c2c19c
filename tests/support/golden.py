"""Draws the small handbook of a golden case (tests/checks/cases/*.yml) and gives what the check has to say of it, as text."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from handbook import checks
from handbook.core.findings import render
from handbook.core.project import Project
from tests.support.handbooks import draw

Case = dict[str, Any]


def findings(root: Path, case: Case) -> list[str]:
    """What `handbook check` says, line by line.

    `before` is drawn and committed first; `files` replace, extend (`+`) or remove (null); `edit` replaces texts that must be there;
    `bytes` are in hexadecimal; `repeat` puts a text behind a file many times; `links` are symbolic; `outside` stands beside the handbook.
    """
    draw(root)
    if "before" in case:
        change(root, case["before"])
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "before"]):
            subprocess.run(["git", "-c", "user.name=HR", "-c", "user.email=hr@proefhuis.test", *command], cwd=root, check=True)
    change(root, case)
    sources, found = checks.check(Project.find(root))
    return render([*found, *(one.finding for one in sources.examples)], "text").splitlines()


def change(root: Path, case: Case) -> None:
    for name, text in case.get("files", {}).items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text("utf-8") + text[1:] if text.startswith("+") else text, "utf-8", newline="\n")
    for name, edits in case.get("edit", {}).items():
        text = (root / name).read_text("utf-8")
        for old, new in edits:
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        (root / name).write_text(text, "utf-8", newline="\n")
    for name, data in case.get("bytes", {}).items():
        (root / name).write_bytes(bytes.fromhex(data))
    for name, (text, times) in case.get("repeat", {}).items():
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(text * times)
    for name, text in case.get("outside", {}).items():
        (root.parent / name).write_text(text, "utf-8")
    for name, target in case.get("links", {}).items():
        (root / name).symlink_to(target)
