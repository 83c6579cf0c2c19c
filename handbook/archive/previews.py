"""Reads the previews of proposals: each is a branch of its own, apart from the archive, that holds one site and no history."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handbook.archive.git import Repository, TreeEntry
from handbook.core.edition import Edition
from handbook.core.proposal import Proposal, branches

MOST = 20_000
"""Files of one preview."""

LARGEST = 200 * 1024 * 1024
"""Bytes of one preview."""

ENDINGS = "html css js json svg png jpg jpeg gif webp avif ico woff woff2 txt md csv pdf docx odt".split()
ORDINARY = re.compile(rf'[^/"\\\x00-\x1f\x7f]+(?:/[^/"\\\x00-\x1f\x7f]+)*\.(?:{"|".join(ENDINGS)})')
"""A path that a web server hands out as what it is; deploy/ci/look-preview.sh knows the same."""

HIDDEN = re.compile(r"(?:^|/)[._]")
SPEAKS_FOR_ALL = re.compile(
    r"(?:^|/)(?:404\.html|robots\.txt|sitemap[^/]*|atom[^/]*|cname[^/]*|[^/]*service-?worker[^/]*|sw\.js)$", re.IGNORECASE
)
"""What a host or a browser takes for a whole site."""

LIKE_A_VERSION = re.compile(r"\d{4}-\d|(?:geldend|versies|voorbeeld)/", re.IGNORECASE)


def known(repo: Repository, edition: Edition) -> dict[Proposal, str]:
    """The previews that stand in this clone, or stood on origin when it was last fetched, with their commits."""
    place = branches(edition)
    tracked = place.replace("refs/heads/", "refs/remotes/origin/", 1)
    return {**_named(repo.refs(tracked), tracked), **_named(repo.refs(place), place)}


def on(repo: Repository, edition: Edition, remote: str) -> dict[Proposal, str]:
    """Those of `remote` at this moment, with their commits, which are then among our objects; no ref here changes. Raises Failed."""
    place = branches(edition)
    refs = repo.remote_refs(remote, f"{place}pr-*")
    found = _named(refs, place)
    if found:
        repo.fetch(remote, *(proposal.ref(edition) for proposal in found))
    return found


def _named(refs: Mapping[str, str], place: str) -> dict[Proposal, str]:
    named = {Proposal.or_none(ref.removeprefix(place)): commit for ref, commit in sorted(refs.items())}
    return {proposal: commit for proposal, commit in named.items() if proposal}


def wrong(repo: Repository, commit: str) -> str | None:
    """Why what `commit` holds may not stand on a website as a preview, as the rest of a Dutch sentence; None where it may."""
    files = repo.files_below(commit)
    if "index.html" not in files:
        return "het heeft geen startpagina"
    if len(files) > MOST:
        return f"het heeft meer dan {MOST} bestanden"
    for path, entry in sorted(files.items()):
        if reason := _odd(path, entry):
            return f"{path} {reason}"
    size = sum(int(line.split()[3]) for line in repo.line("ls-tree", "-r", "-l", "--full-tree", commit).splitlines())
    return f"het is groter dan {LARGEST // 1024**2} MB" if size > LARGEST else None


def _odd(path: str, entry: TreeEntry) -> str | None:
    if entry.mode != "100644":
        return "is geen gewoon bestand"
    if LIKE_A_VERSION.match(path):
        return "lijkt op een versie"
    if HIDDEN.search(path) or SPEAKS_FOR_ALL.search(path) or not ORDINARY.fullmatch(path):
        return "hoort niet in een voorbeeld"
    return None
