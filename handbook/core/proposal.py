"""The name of a proposal to change the text: its number at the host of the sources, and where its preview stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.core.edition import Edition

FOLDER = "voorbeeld"
"""The folder beside the versions in which previews stand, and the beginning of the names of their branches. No archive has it."""

NAME = re.compile(r"pr-([1-9][0-9]{0,6})", re.ASCII)


@dataclass(frozen=True, order=True)
class Proposal:
    """Number `number` from 1, as the host of the sources counts its pull requests or merge requests."""

    number: int

    @classmethod
    def parse(cls, text: str) -> Proposal:
        """Raises ValueError where `text` is no such name: `pr-12`."""
        match = NAME.fullmatch(text)
        if not match:
            raise ValueError(text)
        return cls(int(match[1]))

    @classmethod
    def or_none(cls, text: str) -> Proposal | None:
        """The proposal that is called `text`, None where that is no such name."""
        try:
            return cls.parse(text)
        except ValueError:
            return None

    @property
    def place(self) -> str:
        """The address of its preview, below that of the handbook."""
        return f"{FOLDER}/{self}/"

    def ref(self, edition: Edition) -> str:
        """The branch that holds its preview and nothing else."""
        return f"{branches(edition)}{self}"

    def __str__(self) -> str:
        return f"pr-{self.number}"


def branches(edition: Edition) -> str:
    """Where the branches with the previews of an edition are."""
    return f"refs/heads/{FOLDER}/{edition.prefix}"
