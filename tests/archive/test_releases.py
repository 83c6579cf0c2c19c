"""What each release makes of one fixed register, as fingerprints: who changes the pages of a release notices, and so does who forgets a new one."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import pytest

from handbook.archive import contacts, distinct_texts, history, left_behind, manifest, redirects, releases, root_pages
from handbook.archive.articles_file import ARTIKELEN_JSON
from handbook.archive.contacts import Listed, Person, Way
from handbook.archive.documents_file import Document
from handbook.archive.editing import EDIT_JSON, EDIT_PAGE, EDIT_SCRIPT, Editing, Source
from handbook.archive.register import Register
from handbook.archive.texts import Texts as Read
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from tests.support.handbooks import ROOT
from tests.support.proving import SHELL
from tests.support.registers import entry, seen

AT = "https://handboek.voorbeeld.example/"
"""Written out here: fingerprints that hold for ever depend on nothing that another test may change."""

ALL = seen(
    entry("2026-01-01", 1, gone="2026-05-04", address=AT),
    entry("2026-11-01", 2, announced="2026-11-15", address=AT),
    entry("2026-11-01.2", 3, kind="redactioneel", address=f"{AT}hr/"),
    entry("2027-01-01", 4, announced="2026-11-20", address=AT),
)
"""Every kind of row: taken off the site, made known afterwards, a correction, one to come."""

KEPT = contacts.updated(
    None,
    [
        Listed(
            rol=role,
            waarvoor="Vragen & <zo>",
            mensen=(
                Person(
                    naam="V. <Jansen>",
                    bij=elsewhere,
                    wegen=(Way(tekst="0101234567", naar="tel:0101234567", erachter=", toestel 12"),),
                    wanneer=("Op werkdagen",),
                ),
            ),
        )
        for role, elsewhere in (("hr", None), ("arts", "Extern: werkt niet bij ons"))
    ],
    ALL.day,
    "a" * 40,
)
"""Contacts that are kept up to date, with all that one can have."""

EDIT = Editing(
    schema=1,
    bron="b" * 40,
    regel="#L",
    paginas={
        "regels/prive/": Source(
            titel="Privé & <zo>", bestand="docs/x.md", naar=f"{AT}x", artikelen={"doel": 3}, ook={"docs/y.yml": f"{AT}y"}
        )
    },
    oud={"oud/": "regels/prive/"},
    opvolgers={"weg": "doel"},
)
"""Where one page can be changed."""

MADE = {
    "0.1.0": "39dca81c9317b6fa770c7ad2e5aa078f973a2fbefdeccf40b4c8cbad66b3b943",
    "0.2.0": "1465e1468779bf3fb41174da58beee3643eecf60a0fe7b98ab94fbd2fb3a22dc",
    "0.3.0": "3d85b2a804c32a1f7f6a3632d87fed18114a803c8183ca0cd793578c5ccbb9c6",
    "0.4.0": "81f810d94ad9fc9aa0eb38d34077ef89747ad1e300a92275a620ad4879c2a7d4",
    "0.5.0": "a9b29dad940ddecc32b92258727ee1726c9841e835652d08d38f76f6c3781f83",
    "0.6.0": "3b5281e97514a973f3c71b6e6e3a5b079a2c60409012f6325bca39fc97e42019",
    "0.7.0": "5c3bbe8e617ef158d3116b6ce8fbb820380f9d658696f227ca69c6d065a4e97b",
}
"""Release -> SHA-256 of its root pages for the register ALL. Of a release that is out, none ever changes.

Where the present one differs: was it published with by anybody, then it gets a new number, and its templates and an archive of it are kept
(CONTRIBUTING.md, *A release*). Was it not, then the fingerprint here is the one to change.
"""


class Texts:
    """The texts of two of those versions, as files of their folders: an article changed, one new, and one that went."""

    def read(self, spec: str) -> bytes | None:
        tree, _, path = spec.partition(":")
        name = next((name for name in ARTICLES if tree == manifest.sha256(name.encode())[:40]), "")
        if path != ARTIKELEN_JSON or not name:
            return None
        articles = [_article(*one) for one in ARTICLES[name]]
        head = {"schema": 1, "versie": name, "ingangsdatum": name[:10], "werkgever": "Voorbeeld B.V.", "adres": f"{AT}{name}/"}
        return manifest.canonical({**head, "artikelen": articles})


DOCUMENTS = {"documenten/protocol.docx": Document(vorm="word", pagina=None, grootte=123_456)}
ARTICLES = {
    "2026-11-01": [("doel", "1.1", "Doel", "U <b>mag</b> niets & alles."), ("oud", "1.2", "Oud", "Dit gaat weg.")],
    "2027-01-01": [("doel", "1.1", "Doel", "U <b>mag</b> alles."), ("fris", "2.1", "Fris", "Dit komt erbij.")],
}


def _article(id_: str, number: str, title: str, text: str) -> dict[str, Any]:
    print_, place = manifest.sha256(text.encode()), f"regels/#{id_}"
    part = {"soort": "lid", "nummer": 1, "titel": None, "adres": place, "tekst": text, "html": f"<p>{escape(text)}</p>", "sha256": print_}
    listed = {"onderwerpen": [], "voorwaarden": [], "gegevens": [], "delen": [part], "sha256": print_}
    return {"id": id_, "nummer": number, "titel": title, "pagina": "regels.md", "adres": place, **listed}


def made(release: str) -> str:
    register = Register(ALL.entries, ALL.day, release)
    folder = releases.templates(release)
    assert folder
    pages = {
        f"{shell is None}/{path}": data
        for shell in (SHELL, None)
        for path, data in root_pages.render(register, shell, ["", "a/"], alias=Edition().alias).items()
    }
    if releases.knows_contacts(release):
        more = root_pages.render(register, SHELL, ["", "a/"], alias=Edition().alias, kept=KEPT)
        pages |= {f"contact/{path}": data for path, data in more.items()}
    if (folder / "wijzigen.html").is_file():
        more = root_pages.render(register, SHELL, ["", "regels/prive/"], alias=Edition().alias, edit=EDIT)
        pages |= {f"wijzigen/{path}": more[path] for path in (EDIT_JSON, EDIT_PAGE, EDIT_SCRIPT, "versies/index.html")}
    if releases.knows_redlines(release):
        known = [
            replace(one, tree=manifest.sha256(str(one.version).encode())[:40])
            for one in register.entries
            if str(one.version) != "2026-11-01.2"
        ]
        register = Register(tuple(known), ALL.day, release)
        told = history.tell(Texts(), register)
        found = distinct_texts.gather(register, Read(Texts()), told)
        # A release that knows none prints none.
        offered = {one.version: DOCUMENTS for one in known[:1]}
        more = root_pages.render(register, SHELL, alias=Edition().alias, told=told, found=found, offered=offered)
        pages |= {f"redlines/{path}": data for path, data in more.items()}
    had = {one.version: ["index.html", f"{one.version}.html"] for one in register.entries}
    pages |= left_behind.render(register, had, Edition().alias, folder)
    pages["0"] = redirects.filler((folder / redirects.REDIRECT.name).read_text("utf-8"))("../x/")
    pages["1"] = redirects.not_yet(VersionName.parse("2026-11-01"), "../x/", folder)
    return manifest.sha256(manifest.canonical({path: manifest.sha256(data) for path, data in pages.items()}))


@pytest.mark.parametrize("release", MADE)
def test_a_release_makes_what_it_made(release: str) -> None:
    assert made(release) == MADE[release]


def test_every_release_is_known_and_has_an_archive_that_must_verify() -> None:
    assert {*MADE} == {*releases.earlier(), releases.present()}
    assert releases.present() not in releases.earlier()
    assert {path.stem for path in (ROOT / "tests/verify/earlier").glob("*.bundle")} == releases.earlier()


@pytest.mark.parametrize("name", ["", ".", "..", "../root", "0.0.1", "0.1.0/", "0.1", "999.0.0", "\0", "x" * 9_000])
def test_a_register_may_name_anything(name: str) -> None:
    assert releases.templates(name) is None
    assert releases.is_later(name) == (name == "999.0.0")
    with pytest.raises(LookupError):
        root_pages.render(Register(ALL.entries, ALL.day, name), None, alias=Edition().alias)
