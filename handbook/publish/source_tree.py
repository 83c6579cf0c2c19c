"""What a version is built from: the text of one commit in the form of another, so that an older text is published by the program of now."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.archive.git import Repository, TreeEntry

DOCS, SETTINGS, STYLE = "docs", "mkdocs.yml", "stijl"


def joined(repo: Repository, text: str, form: str, facts: Sequence[str]) -> str:
    """The id of a tree with of the tree `text` docs/, the settings and the files `facts`, and of the tree `form` all else, docs/stijl too."""
    if text == form:
        return form
    entries = repo.entries(form)
    written = repo.entries(text)
    docs = written.get(DOCS)
    style = repo.entries(f"{form}:{DOCS}").get(STYLE)
    found = {SETTINGS: written.get(SETTINGS), DOCS: docs and TreeEntry(docs.mode, put(repo, docs.id, [STYLE], style))}
    tree = repo.make_tree({name: entry for name, entry in (entries | found).items() if entry})
    for name in facts:
        steps = name.split("/")
        folder = repo.entries(":".join((text, "/".join(steps[:-1]))) if steps[:-1] else text)
        tree = put(repo, tree, steps, folder.get(steps[-1]))
    return tree


def put(repo: Repository, tree: str, steps: Sequence[str], entry: TreeEntry | None) -> str:
    """The id of the tree with `entry` at the path `steps`; None takes away what stands there."""
    entries = repo.entries(tree)
    name, rest = steps[0], steps[1:]
    if rest:
        below = entries.get(name)
        inner = below.id if below and below.folder else repo.make_tree({})
        entry = TreeEntry("40000", put(repo, inner, rest, entry))
    return repo.make_tree({key: one for key, one in (entries | {name: entry}).items() if one})
