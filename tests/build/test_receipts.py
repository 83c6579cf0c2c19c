"""The page on which somebody confirms to have read a version: what it says of the text is what anybody finds in what is published."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.build.context import Context
from handbook.checks import built_page
from handbook.core import receipt
from handbook.core.project import Project
from handbook.core.receipt import FILLED_IN, LATER, Told
from handbook.sources import read
from macros.ontvangst import NOG_NIET, ontvangst, vingerafdruk
from macros.plek import Plek
from tests.support.handbooks import draw

PAGE = "gelezen/index.html"


def fingerprint(site: Path) -> str:
    return hashlib.sha256((site / "artikelen.json").read_bytes()).hexdigest()


def test_the_fingerprint_is_that_of_a_file_that_anybody_can_fetch(sample_site: Path) -> None:
    page = LexborHTMLParser((sample_site / PAGE).read_text("utf-8"))
    short, whole = [node.text() for node in page.css(".ontvangst [data-meting]")]
    assert (short, whole) == (receipt.spaced(fingerprint(sample_site)), fingerprint(sample_site))
    [button] = page.css(".ontvangst-wegen a")
    mail = button.attributes["href"] or ""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(mail).query).items()}
    told = Told.of(asked["subject"])
    assert (str(told.version), told.fingerprint, told.employer) == (version(sample_site), fingerprint(sample_site)[:12], "Proefhuis")
    assert Told.of(asked["body"]).fingerprint == fingerprint(sample_site)
    html = (sample_site / PAGE).read_text("utf-8")
    assert FILLED_IN not in html and receipt.short(LATER) not in html


def version(site: Path) -> str:
    found: str = json.loads((site / "handboek.json").read_bytes())["versie"]
    return found


def test_no_fingerprint_of_a_page_has_that_of_the_text(sample_site: Path) -> None:
    """Else a text that is published again from the same sources could be another."""
    built = built_page.parse(PAGE, (sample_site / PAGE).read_text("utf-8"))
    assert built.article.count(built_page.MEASURED_HERE) == 2 and fingerprint(sample_site)[:12] not in built.article
    recorded = json.loads((sample_site / "handboek.json").read_bytes())["paginas"]["gelezen.md"]["tekst"]
    assert recorded == hashlib.sha256(built.article.encode()).hexdigest()


def test_a_paper_to_sign_has_it_too(sample_site: Path) -> None:
    page = LexborHTMLParser((sample_site / "formulieren/ontvangst/index.html").read_text("utf-8"))
    [cell] = [row.css("td")[1] for row in page.css("tr") if row.text().startswith("\nVingerafdruk")]
    assert cell.text().strip() == receipt.spaced(fingerprint(sample_site))


def test_the_search_knows_no_fingerprint(sample_site: Path) -> None:
    held = "".join(path.read_text("utf-8") for path in (sample_site / "search").rglob("*.json"))
    assert "Handtekening" not in held
    assert receipt.short(fingerprint(sample_site)) not in held and receipt.short(LATER) not in held


# Whatever the facts are


@pytest.mark.parametrize(("draft", "trial"), [(True, False), (False, True)])
def test_a_text_that_is_not_published_has_no_fingerprint_yet(tmp_path: Path, draft: bool, trial: bool) -> None:
    facts = Context.of(read(Project.find(draw(tmp_path / "h"))), draft=draft, trial=trial)
    said = vingerafdruk(Plek(SimpleNamespace(page=SimpleNamespace(path="formulieren/ontvangst.md")), facts))
    assert said == "staat hier zodra deze tekst is gepubliceerd"


def block(root: Path, edits: Mapping[str, str], *, draft: bool = False, trial: bool = False) -> LexborNode:
    """What the word prints under these facts."""
    path = root / "variables.yml"
    text = path.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    sources = read(Project.find(root))
    assert sources.facts, sources.findings
    facts = Context.of(sources, draft=draft, trial=trial)
    made = LexborHTMLParser(ontvangst(Plek(SimpleNamespace(page=SimpleNamespace(path="gelezen.md")), facts))).css_first(".ontvangst")
    assert made
    return made


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return draw(tmp_path / "handboek")


def hr(root: Path) -> str:
    """The lines of the facts that say who HR is."""
    found = re.search(r"  hr:\n(?:    .*\n)+", (root / "variables.yml").read_text("utf-8"))
    assert found
    return found[0]


def ways(made: LexborNode) -> dict[str, str]:
    return {node.text(): node.attributes["href"] or "" for node in made.css("a.md-button")}


def test_a_form_of_ones_own_goes_first_and_gets_what_it_asks_for(tiny: Path) -> None:
    form = "https://formulieren.proefhuis.test/gelezen?x=1&v={versie}&h={vingerafdruk}#begin"
    made = block(tiny, {"  aanspreekvorm: u\n": f'  aanspreekvorm: u\n  bevestigen: "{form}"\n'})
    assert [*ways(made)] == ["Bevestig met het formulier", "Bevestig per mail"]
    assert ways(made)["Bevestig met het formulier"] == f"https://formulieren.proefhuis.test/gelezen?x=1&v=2026-01-01&h={LATER}#begin"
    assert len(made.css(".md-button--primary")) == 1


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ('    email: "o\'neil+hr@proefhuis.test"\n', "o'neil+hr@proefhuis.test"),
        ('    email: "h&r@proefhuis.test"\n    actueel_houden: true\n', "h&r@proefhuis.test"),
    ],
)
def test_a_mail_goes_to_hr_whatever_its_address(tiny: Path, typed: str, to: str) -> None:
    old = hr(tiny)
    name = 'Proef & "Zonen" <BV>, Ruud\'s = 100%'.replace('"', '\\"')
    made = block(tiny, {old: f'  hr:\n    naam: "Afdeling HR"\n{typed}', 'naam_kort: "Proefhuis"': f'naam_kort: "{name}"'})
    [mail] = made.css("a.md-button")
    href = mail.attributes["href"] or ""
    assert unquote(urlsplit(href).path) == to
    assert Told.of(parse_qs(urlsplit(href).query)["subject"][0]).employer == name.replace('\\"', '"')
    assert mail.attributes.get("data-mail") == ("hr" if "actueel" in typed else None)


def test_without_an_address_it_goes_on_paper(tiny: Path) -> None:
    old = hr(tiny)
    made = block(tiny, {old: '  hr:\n    naam: "Afdeling HR"\n    telefoon: "020 555 45 67"\n'})
    assert not ways(made) and "Bevestigen gaat bij ons op papier." in made.text()
    assert [node.text() for node in made.css(".op-papier dt")] == ["Naam", "Datum", "Handtekening"]


def test_several_people_all_get_the_mail(tiny: Path) -> None:
    old = hr(tiny)
    people = '  hr:\n    - {naam: "V. Bos", email: "v@proefhuis.test", actueel_houden: true}\n    - {naam: "W. Vos", email: "w@proefhuis.test"}\n'
    made = block(tiny, {old: people})
    assert unquote(urlsplit(ways(made)["Bevestig per mail"]).path) == "v@proefhuis.test,w@proefhuis.test"
    # Of who is not kept up to date a script knows no address.
    assert not made.css("[data-mail]")


@pytest.mark.parametrize(("draft", "trial"), [(True, False), (False, True)])
def test_nobody_can_confirm_what_is_not_published(tiny: Path, *, draft: bool, trial: bool) -> None:
    made = block(tiny, {}, draft=draft, trial=trial)
    assert NOG_NIET in made.text() and not ways(made) and not made.css(f"[{FILLED_IN}]") and LATER not in (made.html or "")
