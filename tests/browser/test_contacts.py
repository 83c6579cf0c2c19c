"""A card shows the contacts that are kept up to date as they are now; whatever is wrong with their file, it goes on saying what it was made with."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.archive import contacts
from handbook.archive.contacts import CONTACT_JSON, Contacts, Listed
from handbook.build import build, live_contacts
from handbook.build.downloads import OF_THEN
from handbook.core.project import Project
from handbook.sources import variables
from handbook.sources.contacts import Contact
from handbook.sources.files.filling import fill
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.printed import contact_phrases, inline, inline_words
from handbook.sources.printed.inline_words import Known
from tests.support import yaml_lists
from tests.support.handbooks import TINY, draw
from tests.support.server import served
from tests.support.trees import whole

pytestmark = pytest.mark.xdist_group("look")

ODD = 'Jansen & Zn. <b>"Zuid"</b>'
MADE = "Uit de tekst van 1 januari 2026."
NOW = "Contact bijgehouden sinds 30 september 2026."
DAY = "30 september 2026"
READ = yaml_lists.read(Path(__file__).parents[1] / "sources/contact_sentences.yml")
EVERYTHING = """
hr:
  - {naam: "A. Een", telefoon: "020 555 45 67", toestel: "12", email: "a@proefhuis.test", website: "https://www.een.test", uren: "Op werkdagen.", avond_en_weekend: true, extern: true}
  - {naam: "Bureau Twee", email: "b@proefhuis.test", website: "https://www.twee.test", uren: "CET 9-17"}
  - {naam: "Drie B.V.", website: "https://www.drie.test/x"}
"""
SECONDS = itertools.count(1_800_000_000)
THEN = {
    "vertrouwenspersoon": '    - {naam: "V. Jansen", telefoon: "020 555 45 67", actueel_houden: true}\n    - {naam: "Bureau Elders", website: "https://www.elders.test", extern: true}\n',
    "privacy": "    vervangen_door: vertrouwenspersoon\n",
}


SAID: dict[str, Callable[..., tuple[inline.Part, ...]]] = {
    "bel_of_mail('vertrouwenspersoon')": inline_words.bel_of_mail,
    "bel_of_mail('vertrouwenspersoon', hoe='meteen')": partial(inline_words.bel_of_mail, hoe="meteen"),
    "bel_of_mail('vertrouwenspersoon', alles=true)": partial(inline_words.bel_of_mail, alles=True),
    "mail_of_bel('vertrouwenspersoon', midden=true)": partial(inline_words.mail_of_bel, midden=True),
    "mail_of_bel('vertrouwenspersoon', alles=true)": partial(inline_words.mail_of_bel, alles=True),
    "bereik('vertrouwenspersoon')": inline_words.bereik,
    "bereik('vertrouwenspersoon', alles=true, naast='uw baas')": partial(inline_words.bereik, alles=True, naast="uw baas"),
    "bereik('vertrouwenspersoon', naast='Uw baas', hoe='en')": partial(inline_words.bereik, naast="Uw baas", hoe="en"),
    "wie('vertrouwenspersoon')": inline_words.wie,
    "wie('vertrouwenspersoon', begin=true)": partial(inline_words.wie, begin=True),
}
"""As an author types a sentence, and the word that says it."""

SENTENCES = "".join(f"\n- Zin: {{{{ {typed} }}}}, of niet.\n" for typed in SAID)
TABLE = "\n| Wat | Wie |\n| --- | --- |\n" + "| Iets | {{ bereik('vertrouwenspersoon') }} |\n" * 2
RULE = "\n## {{ artikel('bellen') }} Bellen {#bellen}\n\n1. {{ bereik('vertrouwenspersoon', naast='Uw baas') }}.\n"


def facts(root: Path, roles: dict[str, str]) -> None:
    """The facts of the tiny handbook, with these lines for the roles."""
    text = (TINY / "variables.yml").read_text("utf-8")
    for role, lines in roles.items():
        head, _, rest = text.partition(f"  {role}:\n")
        after = rest.splitlines(keepends=True)
        while after and after[0].startswith("    "):
            after.pop(0)
        text = f"{head}  {role}:\n{lines}{''.join(after)}"
    (root / "variables.yml").write_text(text, "utf-8")


def listed(root: Path, roles: dict[str, str]) -> list[Listed]:
    facts(root, roles)
    found, findings = variables.load(Project.find(root))
    assert found, findings
    return live_contacts.listed(found)


@dataclass(frozen=True)
class Site:
    """One version on a server, and the sources that it came from."""

    root: Path
    folder: Path
    address: str

    def keeps(self, data: Contacts | bytes | None) -> None:
        """Puts the file at the root, or takes it away."""
        file = self.folder / CONTACT_JSON
        file.parent.mkdir(exist_ok=True)
        if data is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(data if isinstance(data, bytes) else data.written())
            # The server tells files apart by the second.
            os.utime(file, (next(SECONDS),) * 2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    work = tmp_path_factory.mktemp("contact")
    root = draw(work / "h", {"docs/gegevens.md": "+\n{{ contact_kaarten() }}\n\nGa naar {{ bereik('vertrouwenspersoon') }}.\n" + TABLE})
    facts(root, THEN)
    build.build(Project.find(root), work / "site/2026-01-01")
    with served(work / "site") as address:
        yield Site(root, work / "site", address)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def seen(page: Page, site: Site, note: str = NOW) -> list[str]:
    """What the cards with contacts that are kept up to date say, once the script is done: first that of the confidential adviser, then those of all roles."""
    with page.expect_response(lambda answer: answer.url.endswith("contact.json")):
        page.goto(f"{site.address}2026-01-01/gegevens/")
    # Whatever follows from the answer is done before a task that comes after it.
    page.evaluate("() => new Promise(done => setTimeout(done, 20))")
    expect(page.locator(".kaart-noot").first).to_contain_text(note)
    # A number stays on one line.
    return [" | ".join(text.replace("\u00a0", " ").split("\n\n")) for text in page.locator("[data-contact]").all_inner_texts()]


def kept(site: Site, roles: dict[str, str]) -> Contacts:
    made = contacts.updated(None, listed(site.root, THEN | roles), date(2026, 9, 30), "a" * 40)
    assert made
    return made


def test_the_details_of_now_are_text_and_links_and_nothing_moves_that_stays(site: Site, page: Page) -> None:
    odd = json.dumps(ODD)
    site.keeps(
        kept(
            site, {"vertrouwenspersoon": f'    - {{naam: {odd}, email: "hr@proefhuis.test", uren: "op werkdagen", actueel_houden: true}}\n'}
        )
    )
    first, *_ = seen(page, site)
    assert (
        first
        == f"Vertrouwelijk praten | {ODD} | hr@proefhuis.test | Op werkdagen | Bureau Elders | Extern: werkt niet bij Proefhuis | www.elders.test | {NOW}\nBekijk de nieuwste gegevens"
    )
    expect(page.locator("p:has([data-zin])")).to_have_text(
        f"Ga naar {ODD} (hr@proefhuis.test) of Bureau Elders (www.elders.test) (contact bijgewerkt op 30 september 2026)."
    )
    # A table says of which day it is once, and not in each cell.
    expect(page.locator("td:has([data-zin])")).to_have_text([f"{ODD} (hr@proefhuis.test) of Bureau Elders (www.elders.test)"] * 2)
    expect(page.locator(".tabel + .tabel-noot")).to_have_text("Contact bijgewerkt op 30 september 2026.")
    expect(page.locator("[data-contact] b")).to_have_count(0)
    expect(page.locator("[data-contact] a").first).to_have_attribute("href", "mailto:hr@proefhuis.test")
    expect(page.locator("[data-contact] a").last).to_have_attribute("href", "../../versies/contact.html")


def test_a_file_that_the_page_offers_is_said_to_have_those_of_then_only_where_they_are_others_now(site: Site, page: Page) -> None:
    file = site.folder / "2026-01-01/gegevens/index.html"
    made = file.read_text("utf-8")
    file.write_text(made.replace("</h1>", f"</h1><p data-downloads>Download dit stuk als PDF.{OF_THEN}</p>", 1), "utf-8")
    told = page.get_by_text("In het bestand staan de contactgegevens van toen.")
    try:
        site.keeps(kept(site, {}))
        seen(page, site)
        expect(told).to_be_hidden()
        new = THEN["vertrouwenspersoon"].replace("45 67", "99 88")
        site.keeps(kept(site, {"vertrouwenspersoon": new}))
        seen(page, site)
        expect(told).to_be_visible()
    finally:
        file.write_text(made, "utf-8")


def test_who_had_two_roles_may_hand_one_over(site: Site, page: Page) -> None:
    site.keeps(kept(site, {}))
    assert [text.partition(" | V.")[0] for text in seen(page, site)[2:]] == ["Vertrouwelijk praten | Persoonsgegevens"]
    site.keeps(kept(site, {"privacy": '    naam: "P. Nieuw"\n    telefoon: "112"\n    actueel_houden: true\n'}))
    both = seen(page, site)[2:]
    assert [text.partition(f" | {NOW}")[0].split(" | Bureau")[0] for text in both] == [
        "Vertrouwelijk praten | V. Jansen | 020 555 45 67",
        "Persoonsgegevens | P. Nieuw | 112",
    ]


def test_a_mail_that_is_written_already_goes_to_who_has_the_role_now(page: Page, tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"docs/gegevens.md": "+\n{{ ontvangst() }}\n\n{{ contact_kaart('hr') }}\n"})
    facts(root, {"hr": '    naam: "Afdeling HR"\n    email: "toen@proefhuis.test"\n    telefoon: "112"\n    actueel_houden: true\n'})
    build.build(Project.find(root), tmp_path / "site/2026-01-01")
    with served(tmp_path / "site") as address:
        site = Site(root, tmp_path / "site", address)
        mail = page.locator("a.md-button")
        now = '    - {{naam: "A", {}, actueel_houden: true}}\n    - {{naam: "B", email: "b@proefhuis.test", actueel_houden: true}}\n'
        site.keeps(kept(site, {"hr": now.format('email: "o\'neil+hr@proefhuis.test"')}))
        seen(page, site)
        words = page.evaluate("link => new URL(link.href).search", mail.element_handle())
        assert words.startswith("?subject=Gelezen%20en%20ontvangen%3A") and "&body=Ik%20heb" in words
        expect(mail).to_have_attribute("href", f"mailto:o'neil+hr@proefhuis.test,b@proefhuis.test{words}")
        site.keeps(kept(site, {"hr": now.format('telefoon: "112"')}))
        seen(page, site)
        expect(mail).to_have_attribute("href", f"mailto:b@proefhuis.test{words}")
        # Nobody of them can be mailed, or nobody knows: then it stays as it was made.
        site.keeps(kept(site, {"hr": '    naam: "A"\n    telefoon: "112"\n    actueel_houden: true\n'}))
        seen(page, site)
        expect(mail).to_have_attribute("href", f"mailto:toen@proefhuis.test{words}")


def test_a_sentence_reads_as_the_program_would_write_it(page: Page, tmp_path: Path) -> None:
    """Of each organisation that the sentences are read out for, in the words of the script and in those of the macros."""
    root = draw(
        tmp_path / "h",
        {
            "docs/gegevens.md": f"+\n{{{{ contact_kaarten() }}}}\n\n{{{{ avond_en_weekend() }}}}\n\nVraag het aan {{{{ wie('ict') }}}}.\n{SENTENCES}{RULE}"
        },
    )
    then = '    {naam: "V. Toen", telefoon: "112", avond_en_weekend: true, actueel_houden: true}\n'
    facts(root, {"vertrouwenspersoon": then, "ict": '    {naam: "Hulp B.V.", telefoon: "113", actueel_houden: true}\n'})
    build.build(Project.find(root), tmp_path / "site/2026-01-01")
    # A result never shows who it was then: of the details the index has what they are for.
    index = "".join(path.read_text("utf-8") for path in (tmp_path / "site/2026-01-01/search").rglob("*.json"))
    assert ("Toen" in index, "112" in index, "Uw baas of … (vertrouwelijk praten)." in index) == (False, False, True)
    built = whole((tmp_path / "site/2026-01-01/gegevens/index.html").read_text("utf-8"))
    assert "… (" not in built
    # One full stop, that of the name.
    assert "Hulp B.V.</span></span></p>" in built
    found, _ = variables.load(Project.find(root))
    assert found
    with served(tmp_path / "site") as address:
        site = Site(root, tmp_path / "site", address)
        for name, typed in {**{name: one["contact"] for name, one in READ.items()}, "everything": EVERYTHING}.items():
            node, _ = read_mapping("variables.yml", typed)
            contact, _ = fill(Contact, node, "variables.yml", "VAR001", at="contact") if node else (None, [])
            assert contact, name
            people = tuple(each.model_copy(update={"actueel_houden": True}) for each in contact.people("hr"))
            now = found.model_copy(update={"contact": found.contact.having({"vertrouwenspersoon": people})})
            made = contacts.updated(None, live_contacts.listed(now), date(2026, 9, 30), "a" * 40)
            assert made
            site.keeps(made)
            seen(page, site)
            known = Known({}, {}, {}, contact=now.contact)
            wanted = [
                f"Zin: {inline.plain(word(known, 'vertrouwenspersoon'))} (contact bijgewerkt op {DAY}), of niet." for word in SAID.values()
            ]
            assert page.locator("li:has([data-zin])").all_inner_texts() == [text.replace(inline.TIED, "\u00a0") for text in wanted], name
            people_late = {one: ["Vertrouwelijk praten"] for one in people if one.avond_en_weekend}
            late = [f"{inline.plain(contact_phrases.late(people_late))} (contact bijgewerkt op {DAY})."] if people_late else []
            assert page.locator("p:has([data-wijze=laat])").all_inner_texts() == [text.replace(inline.TIED, "\u00a0") for text in late], (
                name
            )
            # A rule keeps what it said on its day.
            assert page.locator("#bellen + ol").inner_html().count("Uw baas of V. Toen (<a") == 1


def _scripted(data: Any) -> None:
    data["rollen"][0]["mensen"][0]["wegen"][0]["naar"] = "javascript:alert(1)"


def _nameless(data: Any) -> None:
    data["rollen"][0]["mensen"][0]["naam"] = ""


def _later(data: Any) -> None:
    data["schema"] = 2


def test_what_cannot_be_read_changes_nothing(site: Site, page: Page, browser: Browser) -> None:
    right = json.loads(
        kept(site, {"vertrouwenspersoon": '    naam: "N. Nieuw"\n    telefoon: "112"\n    actueel_houden: true\n'}).written()
    )
    wrong: list[bytes | None] = [None, b"{", b"[]"]
    for change in (_scripted, _nameless, _later):
        data = json.loads(json.dumps(right))
        change(data)
        wrong.append(json.dumps(data).encode())
    for data in wrong:
        site.keeps(data)
        assert (
            f"V. Jansen | 020 555 45 67 | Bureau Elders | Extern: werkt niet bij Proefhuis | www.elders.test | {MADE}"
            in seen(page, site, MADE)[0]
        ), data
        expect(page.locator("p:has([data-zin])")).to_have_text("Ga naar V. Jansen (020 555 45 67) of Bureau Elders (www.elders.test).")
    # Without a script, too: that is what the version says by itself.
    with browser.new_context(java_script_enabled=False) as bare:
        plain = bare.new_page()
        plain.goto(f"{site.address}2026-01-01/gegevens/")
        expect(plain.locator(".kaart-noot").first).to_contain_text(MADE)
        note = plain.locator("p > [data-zin] noscript")
        expect(note).to_be_visible()
        assert note.inner_text().strip() == "(dit kan oud zijn: bekijk de nieuwste gegevens)"
        assert note.locator("a").inner_text() == "de nieuwste gegevens"
    # A role that is not kept up to date any more stays as it was, and says so.
    site.keeps(json.dumps({**right, "rollen": [one for one in right["rollen"] if one["rol"] != "vertrouwenspersoon"]}).encode())
    assert seen(page, site, "Dit contact wordt niet meer bijgewerkt.")[0].endswith("bijgewerkt.\nBekijk de nieuwste gegevens")
