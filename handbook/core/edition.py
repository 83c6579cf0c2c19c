"""What one organisation's archive is called: its branch, its tags, its lasting address and the file with its facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.core.version_name import VersionName

TAGS = "refs/tags/"


@dataclass(frozen=True)
class Edition:
    """The handbook of one organisation; without settings, that of a project with only one.

    `alias` is the address of the text in force, below that of the handbook; `prefix` stands before the names of its tags.
    Its address and title are facts, and stand in `variables`.
    """

    name: str = ""
    variables: str = "variables.yml"
    branch: str = "gh-pages"
    prefix: str = ""
    alias: str = "geldend"
    own: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Files of the organisation itself beside the archive: path -> SHA-256. Who may write to the branch has no say in it."""
    address: str | None = field(default=None, compare=False)
    """`handboek.adres` in the last commit of the sources, None where nobody read them: it too is not for who may write to the branch to say."""

    contacts: Callable[[str], Collection[Any] | None] | None = field(default=None, compare=False)
    """Gives the contacts that are kept up to date as a commit of the sources has them, None where it cannot be read: for verify, which reads no sources."""

    editing: Callable[[str], Any] | None = field(default=None, compare=False)
    """Likewise gives where each page can be changed (archive.editing.Editing), None where no host is named; raises NoSources where it cannot be read."""

    @property
    def ref(self) -> str:
        """The branch with the archive."""
        return f"refs/heads/{self.branch}"

    @property
    def tracked(self) -> str:
        """The branch as it was when last fetched from origin."""
        return f"refs/remotes/origin/{self.branch}"

    @property
    def revisions(self) -> str:
        """Every version has a tag of its own below this; it never moves."""
        return f"{TAGS}{self.prefix}revisie/"

    @property
    def withdrawals(self) -> str:
        """Every text that a release before 0.4.0 took off the site has one below this."""
        return f"{TAGS}{self.prefix}intrekking/"

    @property
    def removals(self) -> str:
        """Every time that something of a version was taken off the site has one below this and the version's name: 1, 2 and so on."""
        return f"{TAGS}{self.prefix}van-de-site/"

    @property
    def repeals(self) -> str:
        """Every repeal has one below this."""
        return f"{TAGS}{self.prefix}intrekkingsbesluit/"

    @property
    def tags(self) -> tuple[str, ...]:
        """Where all tags of the archive are."""
        return self.revisions, self.withdrawals, self.removals, self.repeals

    @property
    def patterns(self) -> tuple[str, ...]:
        """All tags of the archive, as git fetches them."""
        return tuple(f"{place}*" for place in self.tags)

    def revision(self, version: VersionName | str) -> str:
        """The tag of a version."""
        return f"{self.revisions}{version}"

    def told_of(self, ref: str) -> str:
        """The name of the version of which a tag of ours tells."""
        return next(ref.removeprefix(place) for place in self.tags if ref.startswith(place)).partition("/")[0]

    def withdrawal(self, version: VersionName | str) -> str:
        """The tag of a version that a release before 0.4.0 took off the site."""
        return f"{self.withdrawals}{version}"

    def removal(self, version: VersionName | str, number: int) -> str:
        """The tag of the `number`th time, from 1, that something of a version was taken off the site."""
        return f"{self.removals}{version}/{number}"

    def repeal(self, version: VersionName | str) -> str:
        """The tag of the repeal of a version."""
        return f"{self.repeals}{version}"

    def of(self, tags: Iterable[str], version: VersionName | str) -> list[str]:
        """Those of the tags that belong to the version."""
        plain = {self.revision(version), self.withdrawal(version), self.repeal(version)}
        return [ref for ref in tags if ref in plain or ref.startswith(self.removal(version, 1)[:-1])]

    def correction(self, version: VersionName | str) -> str:
        """The branch on which a change of a published text is prepared."""
        return f"verbetering/{self.prefix}{version}"


def short(ref: str) -> str:
    """A tag as people call it."""
    return ref.removeprefix(TAGS)
