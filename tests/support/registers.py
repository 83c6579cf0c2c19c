"""Registers made up for a test: versions of which every fact but the ones that matter follows from their name."""

from __future__ import annotations

from datetime import date, timedelta

from handbook.archive import manifest
from handbook.archive.acts import Folder, Repeal, TakenOff
from handbook.archive.manifest import Facts
from handbook.archive.register import Register, Version
from handbook.core.version_name import VersionName
from tests.support.handbooks import ODD

ADDRESS = "https://handboek.proefhuis.test/"
TODAY = date(2026, 11, 22)


def entry(
    version: str,
    sequence: int = 1,
    *,
    announced: str = "",
    published: str = "",
    note: str = "Likes & <b>delen</b> tellen mee.",
    kind: str = "materieel",
    gone: str = "",
    less: str = "",
    repealed: str = "",
    told: str = "",
    instead: str | None = None,
    employer: str = ODD,
    address: str = ADDRESS,
) -> Version:
    """A version of which every fact but these follows from its name: `gone` and `less` are days on which it, or an article, went off the site.

    `told` is the day on which its repeal was made known, by default that of the text itself.
    """
    name = VersionName.parse(version)
    known = date.fromisoformat(announced) if announced else name.day - timedelta(days=10)
    facts = Facts.model_validate(
        {
            "schema": 1,
            "versie": version,
            "volgnummer": sequence,
            "geldig_van": name.day,
            "vastgesteld": known - timedelta(days=5),
            "vastgesteld_door": "de directie",
            "bekendgemaakt": known,
            "gepubliceerd": date.fromisoformat(published) if published else known,
            "aard": kind,
            "toelichting": None if gone else note,
            "besluiten": (f"Besluit van {employer}",),
            "evaluatie": name.day + timedelta(days=365),
            "werkgever": employer,
            "adres": address,
            "vorige": None,
        }
    )
    why = {"reden": "Er stond een <naam> in.", "door": "de directie & de OR"}
    measures = [
        {"wat": what, "plek": "klanten" if what == "artikel" else None, "nummer": "4.2" if what == "artikel" else None, "datum": day}
        for what, day in (("artikel", less), ("alles", gone))
        if day
    ]
    left = {
        "handbook": "0.4.0",
        "maatregelen": [{**one, **why, "vraag": "HR <hr@proefhuis.test>"} for one in measures],
        "anders": {},
        "weg": [],
    }
    decided = {"vanaf": repealed, "in_plaats": instead, "besloten": told or known, "bekendgemaakt": told or known, **why}
    folder = Folder(
        facts,
        taken_off=TakenOff.model_validate({"schema": 1, "versie": version, **left}) if measures else None,
        repeal=Repeal.model_validate({"schema": 1, "versie": version, **decided}) if repealed else None,
    )
    print_ = manifest.sha256(version.encode())
    # As git would have it: no two texts have the same.
    return Version.of(folder, print_, print_[:40])


def seen(*entries: Version, day: date = TODAY) -> Register:
    return Register(tuple(sorted(entries, key=lambda e: e.version, reverse=True)), day)


OLD, NEW = entry("2026-01-01", 1), entry("2026-11-01", 2)
HISTORIES: dict[str, tuple[Version, ...]] = {
    "announced ahead": (OLD, NEW, entry("2027-02-01", 3, announced="2027-01-20", published="2026-11-20")),
    "announced on the day": (OLD, NEW, entry("2027-02-01", 3, announced="2027-02-01", published="2026-11-20")),
    "works back": (OLD, NEW, entry("2026-06-01", 3, announced="2026-07-02")),
    "works back, published before it is told": (OLD, entry("2026-11-01", 2, announced="2026-12-05", published="2026-10-10")),
    "a correction": (OLD, NEW, entry("2026-11-01.2", 3, announced="2026-12-12"), entry("2026-01-01.2", 4, announced="2026-12-14")),
    "a correction announced ahead": (OLD, NEW, entry("2026-11-01.2", 3, announced="2026-12-12", published="2026-11-30")),
    "two announced": (
        *(OLD, NEW),
        entry("2027-02-01", 3, announced="2027-01-20", published="2026-11-20"),
        entry("2027-04-01", 4, announced="2027-03-15", published="2026-11-20"),
    ),
    "the later one is told first": (
        *(OLD, NEW),
        entry("2027-02-01", 3, announced="2027-03-20", published="2026-11-20"),
        entry("2027-04-01", 4, announced="2027-01-15", published="2026-11-20"),
    ),
    "put into the archive later": (entry("2026-01-01", 1, published="2026-08-08"), entry("2026-11-01", 2, published="2026-12-24")),
    "taken off the site": (OLD, entry("2026-06-01", 2, gone="2026-08-01"), NEW),
    "repealed, an earlier text instead": (OLD, entry("2026-06-01", 2, repealed="2026-09-01", told="2026-08-15", instead="2026-01-01"), NEW),
    "repealed, nothing instead": (OLD, entry("2026-06-01", 2, repealed="2026-09-01", told="2026-08-15"), NEW),
    "repealed, known afterwards": (OLD, entry("2026-06-01", 2, repealed="2026-07-01", told="2026-09-10", instead="2026-01-01")),
    "the first is still to come": (entry("2026-11-01", 1, announced="2026-10-20", published="2026-05-05"),),
}
"""What can become of a few texts, by what is special about it."""


def grown(count: int) -> Register:
    """Versions in a row of which an early one was corrected, and one is still to come."""
    names = [str(date(2006, 1, 1) + timedelta(days=7 * n)) for n in range(count)]
    more = [entry(f"{names[0]}.2", count + 1), entry(names[1] + ".2", count + 2, less="2020-01-01", repealed=names[2], instead=names[0])]
    entries = [entry(name, n, published=name if n > 1 else "") for n, name in enumerate(names, 1)]
    return seen(*entries, *more, day=date.fromisoformat(names[-1]) - timedelta(days=1))
