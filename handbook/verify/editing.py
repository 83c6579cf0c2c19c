"""Holds the ways to change the text against the sources that they come from: no version tells of them, and they lead readers to another site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.archive.editing import EDIT_JSON, Editing, NoSources
from handbook.core.edition import Edition
from handbook.verify.difference import LOOK, REBUILD, Difference
from handbook.verify.root_data import Wrong


def check(edit: Editing | Wrong | None, edition: Edition, remark: Callable[[str], None]) -> Iterator[Difference]:
    """What they say otherwise than the sources in the commit that they name, where this clone has that commit."""
    if isinstance(edit, Wrong):
        yield Difference(EDIT_JSON, str(edit), REBUILD)
        return
    if edit is None or edition.editing is None:
        return
    commit = edit.bron[:12]
    try:
        said = edition.editing(edit.bron)
    except NoSources:
        remark(f"De adressen om een wijziging voor te stellen zijn niet met hun bron vergeleken: commit {commit} is hier niet te lezen.")
        return
    if not (isinstance(said, Editing) and said.says(edit)):
        yield Difference(EDIT_JSON, f"de adressen zijn anders dan in commit {commit}, waaruit zij komen.", LOOK)
