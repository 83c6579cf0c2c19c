"""What a document may hold besides its text, whichever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Counts are of places in the document; `names` are people and companies, `margins` the texts of headers and footers, `outside` addresses of pictures and templates elsewhere.

    `text` are its paragraphs, those in cells and notes too; None where it shows something that only a person can read.
    """

    changes: int = 0
    remarks: int = 0
    names: tuple[str, ...] = ()
    macros: bool = False
    embedded: bool = False
    hidden: int = 0
    boxes: int = 0
    margins: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    text: tuple[str, ...] | None = ()

    @property
    def waiting(self) -> str:
        """The changes and remarks that nobody decided on: 2 wijzigingen en 1 opmerking. Empty where there are none."""
        return waiting(self.changes, self.remarks)


def waiting(changes: int, remarks: int) -> str:
    """The same for a document of which only these are known."""
    counted = ((changes, "wijziging", "wijzigingen"), (remarks, "opmerking", "opmerkingen"))
    return " en ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted if count)
