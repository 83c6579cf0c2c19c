"""An archive of five texts that differ in what they ask of whom, and the files by which people confirm them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.archive.manifest import canonical, sha256
from handbook.core import receipt
from handbook.core.version_name import VersionName
from tests.support.publishing import handbook, land, site

EMPLOYER = "Proefhuis"
FIRST, WORDS, LEADERS, EVERYBODY, COMING = "2026-01-01", "2026-03-01", "2026-06-01", "2026-09-01", "2027-01-01"
"""The first text; one that only changes words; one for managers; one for everybody; one that does not apply yet."""

CHANGES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    LEADERS: ({"wat": "Een gesprek vooraf is nodig.", "voor_wie": "Leidinggevenden", "betekent": "U praat eerst met elkaar."},),
    EVERYBODY: ({"wat": "Een foto plaatst u pas na een ja.", "voor_wie": "Iedereen", "betekent": None},),
}


def articles(version: str, text: str = "") -> bytes:
    """What `artikelen.json` of a version holds, short."""
    day = version[:10]
    address = f"https://handboek.proefhuis.test/{version}/"
    return canonical(
        {"schema": 1, "versie": version, "ingangsdatum": day, "werkgever": f"Proefhuis B.V.{text}", "adres": address, "artikelen": []}
    )


def fingerprint(version: str) -> str:
    """That of the published text."""
    return sha256(articles(version))


def subject(version: str, print_: str | None = None, employer: str = EMPLOYER) -> str:
    """How the subject of a confirmation reads."""
    return receipt.subject(employer, VersionName.parse(version), print_ or fingerprint(version))


def archive(root: Path) -> Path:
    """The tiny handbook with the five texts published."""
    handbook(root)
    for version in (FIRST, WORDS, LEADERS, EVERYBODY, COMING):
        built = site(root.parent / f"gebouwd-{version}", version, announced="2026-11-01" if version == COMING else "")
        (built / "artikelen.json").write_bytes(articles(version))
        if version != FIRST:
            (built / "gelezen").mkdir()
            (built / "gelezen/index.html").write_text("<p>Bevestig", "utf-8")
        record = json.loads((built / "handboek.json").read_bytes())
        changes = [{"artikelen": [], "waarom": None, **one} for one in CHANGES.get(version, ())]
        record["revisie"] |= {"aard": "redactioneel" if version == WORDS else "materieel", **({"wijzigingen": changes} if changes else {})}
        (built / "handboek.json").write_bytes(canonical(record))
        outcome = land(root, built, version, today=min(version, "2026-11-02"))
        assert outcome.code == 0, outcome.said
    return root


def csv(*rows: Sequence[str], separator: str = ";") -> str:
    """Rows as a program writes them that puts everything between quotation marks."""
    quoted = (separator.join('"' + field.replace('"', '""') + '"' for field in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


def mails(*rows: tuple[str, str, str, str]) -> str:
    """An export of a folder in Outlook: name, address, day and subject of each mail."""
    head = ("Onderwerp", "Van: (naam)", "Van: (adres)", "Ontvangen")
    return csv(head, *((about, name, address, day) for name, address, day, about in rows))
