"""Lets the newest revision of a handbook say what it changes, for tests of something else: a check refuses one that does not."""

from __future__ import annotations

import re
from pathlib import Path

from handbook.checks import published
from handbook.checks.changes import declared, editorial, since
from handbook.core.project import Project
from handbook.sources import read
from handbook.sources.declared_changes import KEY


def declare(root: Path) -> None:
    """Puts the articles that changed since the text before into the file of the newest revision, as far as none says so; its kind follows from their words."""
    if not (root / "variables.yml").exists() or not [*(root / "docs/revisies").glob("2*.md")]:
        return
    sources = read(Project.find(root))
    if not sources.facts or not sources.config or not sources.revisions or published.archive(sources) is None:
        return
    redline = since.changes(sources)
    if redline is None:
        return
    open_ = [one for one in sources.revisions if str(one.version) == str(sources.revisions[0].version) or str(one.version) > redline.old]
    said = {id_ for one in open_ for change in one.facts.wijzigingen for id_ in change.ids}
    changed = {id_: one for id_, one in declared.changed(redline).items() if id_ not in said}
    if not changed:
        return
    path = root / "docs" / sources.revisions[0].source
    text = path.read_text("utf-8")
    if any(map(editorial.material, changed.values())):
        text = text.replace("aard: redactioneel", "aard: materieel")
    ids = ", ".join(changed)
    item = f'  - {{artikelen: [{ids}], wat: "Dit is anders: {ids}.", waarom: "Daarom.", voor_wie: "Iedereen"}}\n'
    there = re.search(rf"(?m)^{KEY}:\n", text)
    at = there.end() if there else text.index("\n---", 3) + 1
    path.write_text(text[:at] + ("" if there else f"{KEY}:\n") + item + text[at:], "utf-8")
