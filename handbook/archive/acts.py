"""What was decided about a published text since, and a version folder's own account of itself with that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from handbook.archive.manifest import FACTS, Damaged, Facts, Fingerprint, Path, Version, _Part, parse
from handbook.core.version_name import VersionName

WITHDRAWN = "ingetrokken.json"
"""In the place of FACTS, where a release before 0.4.0 took a text off the site; it called that by the word for a repeal."""

TAKEN_OFF = "van-de-site.json"
"""Beside what is left, where the text or a part of it was taken off the site."""

REPEAL = "intrekkingsbesluit.json"
"""Beside the untouched files, where it was decided that from a day on the text no longer applies."""

RECORDS = (WITHDRAWN, TAKEN_OFF, REPEAL)

Read = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path, None where it is not there."""


class Withdrawal(_Part):
    """`ingetrokken.json`: when, why and by whose decision a text was taken off the site, and what is left in its folder."""

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    datum: date
    reden: str
    door: str
    revisie: Facts
    bestanden: dict[Path, Fingerprint]


class Measure(_Part):
    """One decision to take something off the site: the whole text, the page at the address `plek`, or the article with the id `plek`.

    `vraag` says whom to ask for the text; `nummer` is that of the article, as readers knew it.
    """

    wat: Literal["alles", "pagina", "artikel"]
    plek: str | None = None
    nummer: str | None = None
    datum: date
    reden: str
    door: str
    vraag: str | None

    @model_validator(mode="after")
    def _has_its_place(self) -> Self:
        if (self.plek is None) != (self.wat == "alles") or (self.nummer is None) != (self.wat != "artikel"):
            raise ValueError(self.wat)
        return self


class TakenOff(_Part):
    """`van-de-site.json`: every measure in the order in which it was taken, and which files of the manifest are other since, or gone."""

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    maatregelen: tuple[Measure, ...] = Field(min_length=1)
    anders: dict[Path, Fingerprint]
    weg: tuple[Path, ...]


class Repeal(_Part):
    """`intrekkingsbesluit.json`: the text no longer applies from `vanaf` on; `in_plaats` is the text that applies instead, None where there is none.

    `bekendgemaakt` is the day on which the archive began to say so: before it nobody could know.
    """

    schema_: Literal[1] = Field(alias="schema")
    versie: Version
    vanaf: date
    in_plaats: Version | None
    besloten: date
    bekendgemaakt: date
    door: str
    reden: str

    @property
    def instead(self) -> VersionName | None:
        return VersionName.parse(self.in_plaats) if self.in_plaats else None


@dataclass(frozen=True)
class Folder:
    """A version folder's own account of itself: its facts, and what was decided about it since."""

    facts: Facts
    withdrawal: Withdrawal | None = None
    taken_off: TakenOff | None = None
    repeal: Repeal | None = None

    @classmethod
    def read(cls, name: VersionName, file: Read) -> Self:
        """From FACTS, or WITHDRAWN in its place, and the other RECORDS. Raises Damaged."""
        facts, withdrawn = file(FACTS), file(WITHDRAWN)
        if (facts is None) == (withdrawn is None):
            raise Damaged(f"{FACTS} ontbreekt" if facts is None else f"{FACTS} en {WITHDRAWN} staan er allebei")
        withdrawal = parse(Withdrawal, withdrawn, WITHDRAWN) if withdrawn is not None else None
        taken, repealed = file(TAKEN_OFF), file(REPEAL)
        found = cls(
            withdrawal.revisie if withdrawal else parse(Facts, facts or b"", FACTS),
            withdrawal,
            parse(TakenOff, taken, TAKEN_OFF) if taken is not None else None,
            parse(Repeal, repealed, REPEAL) if repealed is not None else None,
        )
        found._of(name)
        return found

    def _of(self, name: VersionName) -> None:
        """Raises Damaged where a record is that of another version."""
        records = {WITHDRAWN: self.withdrawal, TAKEN_OFF: self.taken_off, REPEAL: self.repeal}
        for file, record in records.items():
            if record and record.versie != str(name):
                raise Damaged(f"{file} is van een andere versie: {record.versie}")
        if self.facts.versie != str(name) or self.facts.geldig_van != name.day:
            raise Damaged(f"{WITHDRAWN if self.withdrawal else FACTS} is van een andere versie: {self.facts.versie}")
        if self.withdrawal and self.taken_off:
            raise Damaged(f"{WITHDRAWN} en {TAKEN_OFF} staan er allebei")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All that was taken off the site, in the order in which that happened."""
        if self.withdrawal:
            gone = self.withdrawal
            return (Measure(wat="alles", datum=gone.datum, reden=gone.reden, door=gone.door, vraag=None),)
        return self.taken_off.maatregelen if self.taken_off else ()

    @property
    def steps(self) -> int:
        """How many acts this folder went through since it was published; each added one."""
        return len(self.measures) + (self.repeal is not None)

    @property
    def records(self) -> frozenset[str]:
        """Which of RECORDS it holds."""
        held = {WITHDRAWN: self.withdrawal, TAKEN_OFF: self.taken_off, REPEAL: self.repeal}
        return frozenset(name for name, record in held.items() if record)

    def left(self, listed: Mapping[str, str]) -> dict[str, str]:
        """What is left of the files that the manifest lists, path -> fingerprint."""
        if self.withdrawal:
            return dict(self.withdrawal.bestanden)
        if self.taken_off is None:
            return dict(listed)
        return {path: print_ for path, print_ in listed.items() if path not in self.taken_off.weg} | self.taken_off.anders


def steps(name: VersionName, file: Read) -> int:
    """How many acts a folder went through, 0 where it cannot tell."""
    try:
        return Folder.read(name, file).steps
    except Damaged:
        return 0
