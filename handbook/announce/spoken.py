"""What authors wrote of a revision, in the form of address of its text."""

from __future__ import annotations

from handbook.announce.model import Form
from handbook.core.project import Project
from handbook.sources.data import form_of_address
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.variables import Variables


class Spoken:
    """Says a text with u as it was typed, and with je by the pairs of the handbook; without those it stays as it was typed."""

    def __init__(self, project: Project, facts: Variables, form: Form) -> None:
        pairs = form_of_address.load(project)[0] if form == "je" else None
        self.form: Form = form
        self._familiar = Familiar.of(pairs, facts) if pairs and pairs.there else None

    def text(self, typed: str) -> str:
        """A text on one line."""
        line = " ".join(typed.split())
        return self._familiar.text(line) if self._familiar else line

    def maybe(self, typed: str | None) -> str | None:
        """The same, None where there is none."""
        return self.text(typed) if typed else None
