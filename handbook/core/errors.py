"""The exceptions with which a command ends without having done its work."""

from __future__ import annotations

from typing import ClassVar


class Ended(Exception):
    """A command ended without doing what was asked; its message is Dutch, and `exit_code` says what kind of end it is."""

    exit_code: ClassVar[int]


class CannotWork(Ended):
    """The command could not do its work."""

    exit_code = 2
