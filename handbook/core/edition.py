"""What one organisation's archive is called: its branch, its tags, its lasting address and the file with its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
        """Every withdrawal has one below this."""
        return f"{TAGS}{self.prefix}intrekking/"

    @property
    def tags(self) -> tuple[str, str]:
        """Where all tags of the archive are."""
        return self.revisions, self.withdrawals

    @property
    def patterns(self) -> tuple[str, ...]:
        """All tags of the archive, as git fetches them."""
        return tuple(f"{place}*" for place in self.tags)

    def revision(self, version: VersionName | str) -> str:
        """The tag of a version."""
        return f"{self.revisions}{version}"

    def withdrawal(self, version: VersionName | str) -> str:
        """The tag of the withdrawal of a version."""
        return f"{self.withdrawals}{version}"

    def correction(self, version: VersionName | str) -> str:
        """The branch on which a change of a published text is prepared."""
        return f"verbetering/{self.prefix}{version}"


def short(ref: str) -> str:
    """A tag as people call it."""
    return ref.removeprefix(TAGS)
