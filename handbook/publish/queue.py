"""Which revisions of a commit are to be published, in which order, and from which commit each has its text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from handbook.archive import source_history
from handbook.archive.branch import AtHand
from handbook.archive.git import Repository
from handbook.build import adoption
from handbook.core.errors import Ended
from handbook.core.version_name import VersionName


class OutOfOrder(Ended):
    """A text cannot be published before, or without, another one; the message says which and what to do."""

    exit_code = 4


@dataclass(frozen=True)
class Text:
    """A commit whose text belongs to `version`, its newest revision; None where the commit has no revision at all."""

    version: VersionName | None
    commit: str


@dataclass(frozen=True)
class Queue:
    """`texts` in the order of their days. `settled` are revisions that never were a text of this organisation's, `waiting` is not adopted yet.

    `beside` are revisions of which the text knows nothing: they were published from a branch of their own, and brought in afterwards.
    `held` are the versions that the archive holds already.
    """

    texts: tuple[Text, ...]
    settled: frozenset[VersionName] = frozenset()
    waiting: VersionName | None = None
    beside: frozenset[VersionName] = frozenset()
    held: frozenset[VersionName] = frozenset()

    @property
    def kept(self) -> frozenset[VersionName]:
        """The versions that the archive holds once all is published."""
        return self.held | {text.version for text in self.texts if text.version}


def brought_in(here: Collection[VersionName], version: VersionName | None, archive: AtHand | None) -> frozenset[VersionName]:
    """The published revisions among those of a commit that `version` lacks as it was published."""
    record = archive.record(version) if archive and version in archive.names else None
    pages = record.get("paginas") if record else None
    if archive is None or not isinstance(pages, dict):
        return frozenset()
    listed = {name.removeprefix("revisies/").removesuffix(".md") for name in pages}
    return frozenset(one for one in here if one in archive.names and str(one) not in listed)


def queue(repo: Repository, head: str, published: Collection[VersionName], facts: str, wanted: Collection[VersionName] | None) -> Queue:
    """What is to be published from the commit `head`, of which the text belongs to its newest revision, and of `wanted` only where that is given.

    Where nothing is left to publish it is that newest text, which was published before or is not adopted yet.
    `facts` is the organisation's file of facts, below the project. Raises OutOfOrder where an adopted revision has its text in no commit.
    """
    here = source_history.revisions(repo, head)
    if not here:
        return Queue((Text(None, head),))
    newest = max(here)
    asked = {one for one in here if wanted is None or one in wanted}
    search = _Search(repo, head, newest, frozenset(published), facts)
    for version in sorted(asked):
        if version not in published and adopted(repo, head, version):
            search.find(version, head)
    if search.lacking:
        raise OutOfOrder(_lacking(search, newest))
    texts = tuple(Text(version, search.found[version]) for version in sorted(search.found))
    if not texts and newest in asked:
        return Queue((Text(newest, head),), frozenset(search.foreign))
    waiting = newest if newest not in published and newest not in search.found and newest in asked else None
    return Queue(texts, frozenset(search.foreign), waiting)


def adopted(repo: Repository, commit: str, version: VersionName) -> bool:
    """Whether the file of the revision in the commit says that it was adopted."""
    data = repo.read(f"{commit}:./{source_history.path(version)}")
    return data is not None and adoption.says_adopted(source_history.path(version), data)


@dataclass
class _Search:
    """Goes from a revision to those that must be published before it, because its pages lead to them."""

    repo: Repository
    head: str
    newest: VersionName
    published: frozenset[VersionName]
    facts: str
    found: dict[VersionName, str] = field(default_factory=dict)
    lacking: list[VersionName] = field(default_factory=list)
    foreign: set[VersionName] = field(default_factory=set)

    def find(self, version: VersionName, within: str) -> None:
        """Finds the text of `version`, a revision of the commit `within`, and of what stands before it there."""
        if version in self.published or version in self.found or version in self.foreign or version in self.lacking:
            return
        origin = source_history.Origin(self.head)
        if version != self.newest or within != self.head:
            origin = source_history.origin(self.repo, within, version, self.facts)
        if origin.foreign:
            self.foreign.add(version)
        elif origin.commit is None:
            self.lacking.append(version)
        else:
            self.found[version] = origin.commit
            for earlier in sorted(source_history.revisions(self.repo, origin.commit)):
                if earlier < version and adopted(self.repo, origin.commit, earlier):
                    self.find(earlier, origin.commit)


def _lacking(search: _Search, newest: VersionName) -> str:
    lines = [
        f"Revisie {version} heeft geen gepubliceerde tekst, en de tekst hier is die van revisie {newest}. "
        + source_history.apart(version, search.published, newest)
        for version in sorted(search.lacking)
    ]
    return "\n".join([*lines, "Er is niets gepubliceerd."])


def require_earlier(repo: Repository, head: str, text: Text, archive: AtHand | None, ahead: Mapping[VersionName, str]) -> None:
    """Raises OutOfOrder where `text` does not know a version that stands before it, in the archive or among those `ahead` with their commits."""
    if text.version is None or (archive and text.version in archive.names):
        return
    held = {one: archive.source(one) for one in archive.facts} if archive else {}
    sources = {**held, **ahead}
    here = source_history.revisions(repo, text.commit)
    lacking = sorted(one for one in sources.keys() - here if one < text.version)
    if not lacking:
        return
    if text.commit == head:
        told = [
            f"Uw kopie mist revisie {one}, en die is al gepubliceerd. {source_history.way_to(repo, one, sources[one])}" for one in lacking
        ]
    else:
        told = [
            f"De tekst van revisie {text.version}, uit commit {text.commit[:12]}, mist revisie {lacking[-1]}, en die komt eerder. "
            + source_history.apart(text.version, sources.keys(), lacking[-1])
        ]
    raise OutOfOrder("\n".join([*told, "Er is niets gepubliceerd."]))
