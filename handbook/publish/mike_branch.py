"""The only module that speaks to mike: puts a version in its list, and leads the alias and the root page to the text in force."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from handbook.archive import git, left_behind, versions_json
from handbook.archive.git import Repository, TreeEntry
from handbook.archive.redirects import REDIRECT, filler, not_yet, redirect
from handbook.archive.register import Register
from handbook.archive.versions_json import VERSIONS_JSON, Branch
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from handbook.publish.staging import Staging


def add(staging: Staging, edition: Edition, folder: Path, version: VersionName, identity: Mapping[str, str]) -> None:
    """The built site in `folder` as one more version, on the staging branch. Raises git.Failed."""
    with _mike(staging, identity):
        # Imported here, because mike's commands bring all of MkDocs.
        from mike import commands

        how = {"branch": edition.branch, "message": "staging", "allow_empty": True}
        with commands.deploy({"site_dir": str(folder)}, str(version), version.title, **how):
            pass  # the site is built already, so that a lost race does not build it again


def point(staging: Staging, edition: Edition, branch: Branch, current: VersionName | None, identity: Mapping[str, str]) -> None:
    """Leads the alias and the root to `current`, the version in force; `branch` is what stands there now. Raises git.Failed.

    It is what mike's commands `alias`, `delete` and `set_default` write, in one commit: `alias` starts git some five times for every file.
    """
    first = versions_json.first_to_come(branch.names)
    index = redirect(f"{edition.alias}/") if current else not_yet(first, f"{first}/")
    pages = {} if staging.read(f"{staging.ref}:index.html") == index else {"index.html": index}
    moves = branch.alias is not None if current is None else not _alias_leads(staging, edition, staging.ref, branch.alias, current)
    if moves:
        pages |= {VERSIONS_JSON: _led(staging, edition, current), **(_alias(staging, edition, current) if current else {})}
    if not pages:
        return
    with _mike(staging, identity):
        from mike.git_utils import Commit, FileInfo

        with Commit(edition.branch, "staging", allow_empty=True) as commit:
            # Whatever its pages looked like.
            commit.delete_files([edition.alias] if moves else [])
            for path, data in pages.items():
                commit.add_file(FileInfo(path, data))


def _alias(staging: Staging, edition: Edition, current: VersionName) -> dict[str, bytes]:
    """The pages of the alias by their paths at the root, one for every page of the version in force."""
    fill = filler(REDIRECT.read_text(encoding="utf-8"))
    found = {}
    for page in staging.html(f"{staging.ref}:{current}"):
        href = f"{'../' * (page.count('/') + 1)}{current}/{page}"
        found[f"{edition.alias}/{page}"] = fill(href.removesuffix("index.html") if href.endswith("/index.html") else href)
    return found


def _led(staging: Staging, edition: Edition, current: VersionName | None) -> bytes:
    """mike's list with the alias at `current`, or nowhere."""
    from mike.versions import Versions

    found = Versions.from_json(json.loads(staging.read(f"{staging.ref}:{VERSIONS_JSON}") or b"[]"))
    if current is None:
        found.difference_update([edition.alias])
    else:
        # One alias only: mike keeps them in a set, whose order differs from run to run.
        found.update(str(current), aliases=[edition.alias], update_aliases=True)
    return _written(found)


def _written(found: Any) -> bytes:
    """mike's list as mike writes it."""
    return f"{found.dumps()}\n".encode()


def with_left_behind(staging: Staging, edition: Edition, root: Mapping[str, TreeEntry], seen: Register) -> dict[str, TreeEntry]:
    """The names at the root with what mike does not make: pages at addresses that the text in force lacks."""
    pages = _pages(staging, staging.ref, seen)
    made = staging.write_all(left_behind.render(seen, pages, edition.alias))
    index = {left_behind.INDEX: made.pop(left_behind.INDEX)} if left_behind.INDEX in made else {}
    inside = {path.removeprefix(f"{edition.alias}/"): entry for path, entry in made.items()}
    # Pages of before may no longer be wanted; those of mike are exactly the ones of the text in force.
    current = pages[seen.current.version] if seen.current else ()
    old = staging.files_below(root[edition.alias].id) if edition.alias in root and current else {}
    alias = {path: entry for path, entry in old.items() if path in current} | inside
    plain = {name: entry for name, entry in root.items() if name != edition.alias} | index
    return plain | ({edition.alias: TreeEntry("40000", staging.write_tree(alias))} if alias else {})


def _pages(staging: Repository, commit: str, seen: Register) -> dict[VersionName, frozenset[str]]:
    """The pages of every version in `commit`: one question for all of them."""
    found: dict[str, list[str]] = {str(entry.version): [] for entry in seen.entries}
    for path in staging.html(commit):
        name, _, page = path.partition("/")
        if name in found:
            found[name].append(page)
    return {entry.version: frozenset(found[str(entry.version)]) for entry in seen.entries}


def leads_well(staging: Repository, edition: Edition, commit: str, branch: Branch, seen: Register) -> bool:
    """Whether the alias and the root of `commit`, which holds `branch`, lead to the text in force, with pages as this program makes them.

    Those of an older program hold a script in the page, which the policy of serve.headers stops.
    """
    left = left_behind.render(seen, _pages(staging, commit, seen), edition.alias)
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
    return _written(found)


@contextmanager
def _mike(staging: Repository, identity: Mapping[str, str]) -> Iterator[None]:
    """For mike, as if we stood in the staging repository; its errors come out as git's."""
    from mike.git_utils import GitError

    with git.inhabit(staging, identity):
        try:
            yield
        except (GitError, BrokenPipeError) as error:
            raise git.Failed(str(error)) from error
