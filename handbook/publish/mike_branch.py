"""The only module that speaks to mike: puts a version in its list, and leads the alias and the root page to the text in force."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from handbook.archive import git, left_behind, versions_json
from handbook.archive.git import Repository, TreeEntry
from handbook.archive.redirects import REDIRECT, not_yet, redirect
from handbook.archive.register import Register
from handbook.archive.versions_json import Branch
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.publish.staging import Staging


def add(staging: Staging, edition: Edition, folder: Path, version: VersionName, identity: Mapping[str, str]) -> None:
    """The built site in `folder` as one more version, on the staging branch. Raises git.Failed."""
    with (
        _mike(staging, identity) as commands,
        commands.deploy(_config(folder), str(version), version.title, [], **_how(commands, edition)),
    ):
        pass  # the site is built already, so that a lost race does not build it again


def point(staging: Staging, edition: Edition, branch: Branch, current: VersionName | None, identity: Mapping[str, str]) -> None:
    """Leads the alias and the root to `current`, the version in force; `branch` is what stands there now. Raises git.Failed."""
    with _mike(staging, identity) as commands:
        if current is None:
            first = versions_json.first_to_come(branch.names)
            if branch.alias:
                commands.delete([edition.alias], branch=edition.branch, message="staging")
            _set_root(commands, staging, edition, str(first), not_yet(first, f"{first}/").decode())
            return
        if not _alias_leads(staging, edition, staging.ref, branch.alias, current):
            if branch.alias == str(current):
                # mike leaves an alias alone that leads there already, whatever its pages look like.
                commands.delete([edition.alias], branch=edition.branch, message="staging")
            # One alias only: mike keeps them in a set, whose order differs from run to run.
            commands.alias(_config(staging.folder), str(current), [edition.alias], **_how(commands, edition))
        _set_root(commands, staging, edition, edition.alias, REDIRECT.read_text(encoding="utf-8"))


def with_left_behind(staging: Staging, edition: Edition, root: Mapping[str, TreeEntry], seen: Register) -> dict[str, TreeEntry]:
    """The names at the root with what mike does not make: pages at addresses that the text in force lacks."""
    pages = _pages(staging, seen)
    made = {path: staging.write(data) for path, data in left_behind.render(seen, pages, edition.alias).items()}
    index = {left_behind.INDEX: made.pop(left_behind.INDEX)} if left_behind.INDEX in made else {}
    inside = {path.removeprefix(f"{edition.alias}/"): entry for path, entry in made.items()}
    # Pages of before may no longer be wanted; those of mike are exactly the ones of the text in force.
    current = pages[seen.current.version] if seen.current else ()
    old = staging.files_below(root[edition.alias].id) if edition.alias in root and current else {}
    alias = {path: entry for path, entry in old.items() if path in current} | inside
    plain = {name: entry for name, entry in root.items() if name != edition.alias} | index
    return plain | ({edition.alias: TreeEntry("40000", staging.write_tree(alias))} if alias else {})


def _pages(staging: Repository, seen: Register) -> dict[VersionName, frozenset[str]]:
    return {entry.version: frozenset(staging.html(entry.tree)) for entry in seen.entries}


def leads_well(staging: Repository, edition: Edition, commit: str, branch: Branch, seen: Register) -> bool:
    """Whether the alias and the root of `commit`, which holds `branch`, lead to the text in force, with pages as this program makes them.

    Those of an older program hold a script in the page, which the policy of serve.headers stops.
    """
    left = left_behind.render(seen, _pages(staging, seen), edition.alias)
    if any(staging.read(f"{commit}:{path}") != data for path, data in left.items()):
        return False
    current = seen.current.version if seen.current else None
    if current:
        leads = _alias_leads(staging, edition, commit, branch.alias, current)
        return leads and staging.read(f"{commit}:index.html") == redirect(f"{edition.alias}/")
    first = versions_json.first_to_come(branch.names)
    if left_behind.INDEX in left:
        return branch.alias is None
    return branch.alias is None and staging.read(f"{commit}:index.html") == not_yet(first, f"{first}/")


def _alias_leads(staging: Repository, edition: Edition, commit: str, alias: str | None, current: VersionName) -> bool:
    return alias == str(current) and staging.read(f"{commit}:{edition.alias}/index.html") == redirect(f"../{current}/")


def listed(
    data: bytes | None, edition: Edition, names: Collection[VersionName], alias: str | None, stay: Collection[str] | None = None
) -> bytes:
    """mike's list with exactly these versions of ours. Entries of others stay as far as `data` can be read; with `stay` only those of these names."""
    from mike.commands import versions_to_file_info
    from mike.versions import Versions

    found = Versions()
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        old = Versions.from_json(json.loads(data or b"[]"))
        for info in old:
            if VersionName.or_none(str(info.version)) is None and (stay is None or str(info.version) in stay):
                aliases = [name for name in info.aliases if name != edition.alias and (stay is None or name in stay)]
                found.add(str(info.version), info.title, aliases)
    for name in sorted(names):
        found.add(str(name), name.title, [edition.alias] if str(name) == alias else [])
    written: bytes = versions_to_file_info(found).data
    return written


@contextmanager
def _mike(staging: Repository, identity: Mapping[str, str]) -> Iterator[Any]:
    """mike's commands, as if we stood in the staging repository; its errors come out as git's."""
    # Imported here, because mike brings all of MkDocs.
    from mike import commands
    from mike.git_utils import GitError

    with git.inhabit(staging, identity):
        try:
            yield commands
        except (GitError, BrokenPipeError) as error:
            raise git.Failed(str(error)) from error


def _config(folder: Path) -> dict[str, object]:
    return {"site_dir": str(folder), "use_directory_urls": True}


def _how(commands: Any, edition: Edition) -> dict[str, object]:
    return {
        "update_aliases": True,
        "alias_type": commands.AliasType.redirect,
        "template": str(REDIRECT),
        "branch": edition.branch,
        "message": "staging",
        "allow_empty": True,
    }


def _set_root(commands: Any, staging: Repository, edition: Edition, leads_to: str, template: str) -> None:
    path = staging.folder / "root.html"
    path.write_text(template, encoding="utf-8")
    commands.set_default(leads_to, str(path), branch=edition.branch, message="staging", allow_empty=True)
