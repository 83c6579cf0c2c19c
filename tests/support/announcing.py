"""What messages are made of in tests: versions as they could say of themselves, for organisations of every kind, and an archive from which such is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from handbook.announce.model import Ending, Line, Link, Noted, Repealed, Seen
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.git import RECORD
from handbook.archive.manifest import canonical
from handbook.core.version_name import VersionName
from tests.support import changed_archive
from tests.support.changed_archive import Rule, Text
from tests.support.handbooks import ODD
from tests.support.proving import SHELL
from tests.support.publishing import commit, handbook, land

SITE = "https://handboek.proefhuis.test/"
BAD = "Een naam\r\nBcc: iedereen@proefhuis.test <b>vet</b> & *schuin* [x](javascript:alert(1)) {{ 7 }}"
"""What nobody should be able to do anything with, wherever it lands."""


def _article(version: str, number: str, title: str, page: str) -> tuple[Line, ...]:
    return ((Link(f"artikel {number}, {title}", f"{SITE}{version}/regels/{page}/"),),)


def meaningless(seen: Seen) -> tuple[Noted, ...]:
    """Its changes, of words alone."""
    return tuple(replace(one, means=None) for one in seen.noted)


def _noted(version: str) -> tuple[Noted, ...]:
    return (
        Noted("U vraagt voortaan schriftelijk toestemming voor een foto.", "Een appje is genoeg.", "Wie foto's plaatst", _article(version, "2.1", "Foto's van collega's", "beeld"), rules=True),
        Noted("U hoort het als iemand ons een bericht van u stuurt.", "Uw leidinggevende belt u dezelfde dag.", "Alle medewerkers", _article(version, "3.4", "Doorgestuurde berichten", "toezicht"), rules=True),
        Noted("Bij elke regel staat wie u helpt.", None, "Alle medewerkers", (), rules=False),
    )  # fmt: skip


CALL: Line = (
    *("Bel Afdeling HR op ", Link("+31 20 555 45 67", "tel:+31205554567"), ", of mail naar "),
    Link("hr@proefhuis.test", "mailto:hr@proefhuis.test"),
)

NEXT = "2027-01-01"
USUAL = Seen(
    version=VersionName.parse(NEXT),
    employer="Proefhuis B.V.",
    form="u",
    day=date(2026, 12, 1),
    contact=CALL,
    kind="materieel",
    note="Foto's, doorgestuurde berichten en hulp, voor alle medewerkers.",
    announced=date(2026, 12, 1),
    noted=_noted(NEXT),
    same=62,
    text=f"{SITE}{NEXT}/",
    news=f"{SITE}{NEXT}/wat-is-er-nieuw/",
    compared=f"{SITE}wijzigingen/{NEXT}/",
)
LONG = Noted(
    "Wie een account van de organisatie beheert, meldt binnen twee weken wie er nog meer het wachtwoord van kent.",
    "U vult daarvoor een kort formulier in, en u krijgt van de servicedesk een eigen wachtwoord voor dat account.",
    "Wie een account beheert",
    _article(NEXT, "5.2", "Accounts beheren", "accounts"),
    rules=True,
)
AFTER = Ending(date(2027, 3, 1), (Link("de tekst van 1 maart 2027", f"{SITE}2027-03-01/"),), known=True)
REPEAL = Repealed(date(2027, 2, 1), (Link("de tekst van 1 november 2026", f"{SITE}2026-11-01/"),), "de directie", "De wet veranderde.")

_je = replace(
    USUAL,
    form="je",
    noted=(
        Noted("Je vraagt voortaan schriftelijk toestemming voor een foto.", "Een appje is genoeg.", "Iedereen", USUAL.noted[0].where, rules=True),
        Noted("Je hoort het als iemand ons een bericht van jou stuurt.", None, "Iedereen", USUAL.noted[1].where, rules=True),
    ),
)  # fmt: skip

CASES: Mapping[str, Seen] = {
    "wijziging": USUAL,
    "wijziging-met-je": _je,
    "al-ingegaan": replace(USUAL, day=date(2027, 1, 15)),
    "bevestigen": replace(USUAL, confirm=f"{SITE}{NEXT}/gelezen/"),
    "veel-wijzigingen": replace(USUAL, noted=(USUAL.noted[2], *(LONG,) * 7, USUAL.noted[0])),
    "redactioneel": replace(USUAL, kind="redactioneel", noted=meaningless(USUAL)),
    "redactioneel-met-je": replace(_je, kind="redactioneel", noted=meaningless(_je)),
    "verbetering": replace(USUAL, version=VersionName.parse(f"{NEXT}.2"), noted=USUAL.noted[:1], same=64),
    "redactionele-verbetering": replace(USUAL, version=VersionName.parse(f"{NEXT}.2"), kind="redactioneel", noted=(), compared=""),
    "eerste-tekst": replace(USUAL, first=True, noted=(), same=None, compared=""),
    "spoed": replace(USUAL, ending=AFTER, noted=USUAL.noted[:2]),
    "werkt-terug": replace(USUAL, announced=date(2027, 1, 20), day=date(2027, 1, 20), noted=USUAL.noted[:1]),
    "zonder-uitleg": replace(USUAL, noted=(), others=tuple(one.where[0] for one in (*USUAL.noted[:2], LONG))),
    "deels-uitgelegd": replace(USUAL, noted=USUAL.noted[:1], others=(USUAL.noted[1].where[0], (*LONG.where[0], " (nieuw)")), same=1, moved=True),
    "deels-weg": replace(USUAL, noted=USUAL.noted[:1], hidden=True),
    "ingetrokken": replace(USUAL, repealed=REPEAL),
    "ingetrokken-zonder-opvolger": replace(USUAL, repealed=replace(REPEAL, instead=None), text="", day=date(2027, 2, 2)),
    "concept": replace(
        _je, draft=True, adopted=False, noted=tuple(replace(one, where=(("artikel 2.1, Foto's van collega's",),)) for one in _je.noted),
        text="", news="", compared="",
    ),
    "concept-zonder-aard": replace(USUAL, draft=True, kind=None, noted=(), text="", news="", compared="", same=None, note=None),
    "vreemde-naam": replace(
        USUAL, employer=ODD, note=BAD,
        noted=(Noted(BAD, BAD, ODD, ((Link(f"artikel 1.1, {ODD}", f"{SITE}{NEXT}/a/?b=<c>&d=\"e\""),),), rules=True),),
        contact=(f"Bel {ODD} op ", Link("+31 20 555 45 67", "tel:+31205554567")),
    ),
    "school": replace(
        USUAL, employer="Scholengroep De Brug", form="je", contact=("Mail naar het bestuursbureau (", Link("bureau@debrug.test", "mailto:bureau@debrug.test"), ")"),
        noted=(Noted("Op foto's van leerlingen staan geen namen meer.", "Haal namen weg bij foto's die je plaatst.", "Leraren en ouders die helpen", _article(NEXT, "4.3", "Foto's van leerlingen", "leerlingen"), rules=True),), same=31,
    ),
    "familiebedrijf": replace(
        USUAL, employer="Bakkerij Smit & Zn.", kind="materieel", first=True, noted=(), same=None, compared="", news="",
        note="Wij zijn met acht mensen, en dit zijn onze afspraken.", contact=("Bel Karin op ", Link("06 12 34 56 78", "tel:+31612345678")),
    ),
}  # fmt: skip
"""By what is odd about each."""


# An archive from which it is read

FIRST, SECOND, WRONG, MENDED, THIRD = "2026-01-01", "2026-03-01", "2026-04-01", "2026-04-01.2", "2026-07-01"
TODAY = date(2026, 7, 10)
PAGES = ("wat-is-er-nieuw", "gelezen")
"""Pages of THIRD that a message leads to where they are there."""

GOAL = Rule("1.1", "Doel", "regels/begin.md", ("Dit protocol helpt.", "Het geldt voor iedereen."))
PICTURE = Rule("1.2", "Beeld", "regels/begin.md", ("U vraagt eerst toestemming.",))
ASKED = replace(PICTURE, paragraphs=("U vraagt eerst schriftelijk toestemming.",))
COMPLAINT = Rule("1.3", "Klagen", "regels/begin.md", ("U klaagt bij HR.",))
SAID = replace(COMPLAINT, note="Een klacht mag ook mondeling.")
CALLING = Rule("1.4", "Bellen", "regels/begin.md", ("U belt in de hal.",))

NOTES: tuple[Mapping[str, Any], ...] = (
    {"artikelen": [], "wat": "Er is een pagina met vragen.", "waarom": None, "voor_wie": "Iedereen", "betekent": None},
    {"artikelen": ["klagen"], "wat": "Bij klagen staat nu uitleg.", "waarom": "Dat was nodig.", "voor_wie": "Iedereen", "betekent": "U mag ook bellen."},
    {"artikelen": ["beeld", "bellen"], "wat": "Toestemming is voortaan <schriftelijk>.", "waarom": "Zo is het na te gaan.", "voor_wie": "Iedereen", "betekent": "U stuurt een appje."},
)  # fmt: skip

TEXTS: Mapping[str, tuple[Text, Mapping[str, Any]]] = {
    FIRST: (Text({"doel": GOAL, "beeld": PICTURE, "klagen": COMPLAINT}, "2026-01-02", of_before=True), {}),
    SECOND: (Text({"doel": GOAL, "beeld": ASKED, "klagen": SAID}, "2026-02-20", notes=NOTES[:2]), {"toelichting": None}),
    WRONG: (Text({"doel": GOAL, "beeld": ASKED, "klagen": COMPLAINT}, "2026-03-20"), {}),
    MENDED: (Text({"doel": GOAL, "beeld": ASKED, "klagen": SAID}, "2026-04-05"), {"aard": "redactioneel", "werkgever": ODD}),
    THIRD: (Text({"doel": GOAL, "beeld": PICTURE, "klagen": COMPLAINT, "bellen": CALLING}, "2026-06-01", notes=(NOTES[2],)), {"bekendgemaakt": "2026-06-15"}),
}  # fmt: skip
"""Version -> its text, and what its revision says otherwise than others."""


def archive(root: Path) -> Path:
    """The smallest handbook with all of TEXTS on its branch. The text of SECOND changes an article of which no note tells, that of THIRD speaks with je."""
    handbook(root)
    (root / "docs/gegevens").mkdir(exist_ok=True)
    (root / "docs/gegevens/aanspreekvorm.yml").write_text("werkwoorden: {stuurt: stuur, mag: mag}\n", "utf-8")
    commit(root)
    for version, (text, facts) in TEXTS.items():
        folder = changed_archive.built(root.parent / f"gebouwd-{version}", version, text)
        _change(folder / RECORD, lambda record, facts=facts: record["revisie"].update(facts))
        if version == THIRD:
            _change(folder / ARTIKELEN_JSON, lambda data: data.update({"aanspreekvorm": "je"}))
            for page in PAGES:
                _add_page(folder, page)
        outcome = land(root, folder, version, today=text.published)
        assert outcome.code == 0, outcome.said
    return root


def _add_page(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "index.html").write_text(SHELL, "utf-8")
    page = {"url": f"{name}/", "titel": name, "tekst": name, "adressen": [], "artikelen": {}}
    _change(folder / RECORD, lambda record: record["paginas"].update({f"{name}.md": page}))


def _change(file: Path, change: Any) -> None:
    data = json.loads(file.read_bytes())
    change(data)
    file.write_bytes(canonical(data))
