"""The form page: every fact of the model has a field, what is typed is what is read back, nothing leaves the browser, and everybody can use it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Dialog, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.core.findings import SourceFile, errors
from handbook.core.project import Project
from handbook.new import material, questions
from handbook.serve import draft, headers
from handbook.serve.accessibility import axe
from handbook.serve.draft import View
from handbook.serve.form import page as form
from handbook.sources import contacts, own_facts
from handbook.sources.files.fields import Group
from handbook.sources.files.yaml_nodes import Mapping, Scalar, read_mapping
from handbook.sources.people import Woord
from handbook.sources.variables import Variables
from tests.support import form_page
from tests.support.handbooks import ODD, ROOT, SAMPLE, draw
from tests.support.soaking import SOAK

FACTS = (SAMPLE / "variables.yml").read_text("utf-8")


def shown(root: Path) -> LexborHTMLParser:
    html = form.page(Project.find(root), "", lambda findings: "".join(f"<p>{one.sentence}</p>" for one in findings))
    # What a template holds counts here as part of the page.
    return LexborHTMLParser(html.replace(b"<template", b"<div data-template").replace(b"</template", b"</div"))


def keys(part: LexborNode | None) -> list[str]:
    """The fields within a part of the page, each once."""
    assert part
    return [*dict.fromkeys(str(one.attributes["data-veld"]) for one in part.css("[data-veld]"))]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("formulier") / "handboek", of=SAMPLE)


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with form_page.served(root) as served:
        yield served


@pytest.fixture(scope="module")
def shared(browser: Browser, address: str) -> Iterator[Page]:
    """A form for tests that leave it as they found it."""
    with form_page.opened(browser, address) as page:
        yield page


# What is on it


def test_every_fact_of_the_model_has_a_field(root: Path) -> None:
    page = shown(root)
    for name, info in Variables.model_fields.items():
        group = info.annotation
        assert isinstance(group, type) and issubclass(group, Group)
        if name == "eigen":
            assert page.css_first("#eigen [data-eigen-gegevens]")
        elif name == "contact":
            roles = page.css("[data-deel=contact] [data-rol]")
            assert [one.attributes["data-rol"] for one in roles] == [*group.model_fields]
            for role in roles:
                # What nobody has yet is a copy of the template.
                person = role.css_first("[data-persoon]") or page.css_first("[data-template]#persoon [data-persoon]")
                assert {*keys(person)} == {*contacts.Persoon.model_fields}
                assert keys(role.css_first("[data-staat=ander]")) == [*contacts.Vervangen.model_fields]
        elif name == "mensen":
            for key in group.model_fields:
                assert keys(page.css_first(f"[data-deel=mensen] [data-groep={key}]")) == [*Woord.model_fields]
        else:
            assert {*keys(page.css_first(f"[data-deel={name}]"))} == {*group.model_fields}
    for kind in ("persoon", "rol", "eigengegeven"):
        assert page.css_first(f"[data-template]#{kind} fieldset")


def test_its_words_are_those_of_the_conversation(root: Path) -> None:
    text = " ".join(shown(root).text().split())
    for one in questions.all_of():
        assert one.group == "ingangsdatum" or one.meaning in text, one.name


def test_what_is_still_the_examples_is_marked(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    (root / "variables.yml").write_text(material.example(), "utf-8")
    page = shown(root)
    assert page.css_first("[data-deel=werkgever] [data-veld=naam] [data-voorbeeld]")
    assert not page.css_first("[data-deel=beleid] [data-veld=stand] [data-voorbeeld]")
    assert not shown(draw(tmp_path / "eigen", of=SAMPLE)).css("[data-voorbeeld]")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("werkgever:\n  naam: 'Jan's'\n", "variables.yml"),
        ("werkgever:\n  naam: A\n  naam: B\n", "staat er twee keer"),
        ("- x\n", "Hier horen regels"),
        ("werkgever: &a\n  naam: A\n", "mag niet in dit bestand"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_not_overwritten(tmp_path: Path, text: str, said: str) -> None:
    root = draw(tmp_path / "handboek", {"variables.yml": text}, of=SAMPLE)
    page = shown(root)
    assert not page.css("form")
    assert page.body and said in page.body.text()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = draw(tmp_path / "handboek", of=SAMPLE)
    (root / "variables.yml").unlink()
    assert not shown(root).css("form")


# What is typed is what is read


def text_of(page: Page) -> str:
    """The file as it would be made now, without a download."""
    return str(
        page.evaluate(
            """async () => {
              const [{ valuesOf }, { written }] = await Promise.all(["reading", "writer"].map(name => import(`/_handboek/gegevens/${name}.js`)))
              const form = document.getElementById("formulier")
              const data = JSON.parse(document.getElementById("gegevens").textContent)
              return written(data, valuesOf(form, data))
            }"""
        )
    )


def read(text: str) -> Any:
    """As our reader has it: every scalar as text."""
    node, findings = read_mapping("variables.yml", text)
    assert node, findings
    assert not errors(findings), findings
    return plain(node)


def plain(node: Any) -> Any:
    if isinstance(node, Scalar):
        return node.text
    return {key: plain(one) for key, one in node.items.items()} if isinstance(node, Mapping) else [plain(one) for one in node.items]


ODDITIES = ["0301234567", "12:30", "1.10", "nee", "~", "null", "- een", "# x", "a: b", 'Zeg "hoi"', "O'Brien: #1", "50% \\ meer", "*a", "&a", "!x", "[a]", "{a}", "|", ">", "@x", "`x`", "a #b", ODD, "2026-01-31", "", "\u2028x", "a\u0085b", "\u200bx", "x\ufeffy", "\ufffe", "👩‍👧", "e\u0301", "</script><!--", "\x7f", "\\u0041", "%x", "---", "..."]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODDITIES), st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.from_regex(r"[-?:,\[\]{}#&*!|>'\"%@` \\0-9a-z.~=<]{1,12}"))  # fmt: skip

WRITE = """
async (values) => {
  const { written } = await import("/_handboek/gegevens/writer.js")
  const data = JSON.parse(document.getElementById("gegevens").textContent)
  return values.map(([naam, momenten, loket]) => {
    const text = (said) => ({ text: said, bare: false, plain: false })
    const change = (value, key, now) => ({ group: [...value.group.filter(([name]) => name !== key), [key, now(value.group.find(([name]) => name === key)?.[1])]] })
    let now = change(data.file.value, "werkgever", one => change(one, "naam", () => text(naam)))
    now = change(now, "beleid", one => change(one, "momenten", () => ({ list: momenten.map(text) })))
    now = change(now, "eigen", () => ({ group: [["loket", text(loket)]] }))
    return written(data, now)
  })
}
"""


@settings(max_examples=400 if SOAK else 8)
@given(values=st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3), TEXTS), min_size=20, max_size=40))
def test_odd_values_are_read_back_as_they_were(shared: Page, values: list[tuple[str, list[str], str]]) -> None:
    """By the reader of the handbook, and by another one."""
    before = yaml.load(FACTS, yaml.CSafeLoader)
    for (name, moments, desk), text in zip(values, shared.evaluate(WRITE, values), strict=True):
        expected = {**before, "werkgever": {**before["werkgever"], "naam": name}, "beleid": {**before["beleid"], "momenten": moments}}
        assert yaml.load(text, yaml.CSafeLoader) == {**expected, "eigen": {"loket": desk}}
        node, _ = read_mapping("variables.yml", text)
        assert node and plain(node)["werkgever"]["naam"] == name and plain(node)["eigen"] == {"loket": desk}


def test_what_is_typed_in_a_field_comes_out(shared: Page) -> None:
    """Without the spaces round it and without line ends, as an input has it."""
    for typed in ("0301234567", "nee", 'Zeg "hoi": #1', ODD, "regel\neen"):
        shared.locator("#werkgever-naam_kort").fill(typed)
        assert read(text_of(shared))["werkgever"]["naam_kort"] == typed.replace("\n", " ")
    shared.locator("#werkgever-naam_kort").fill("Proefhuis")
    assert text_of(shared) == FACTS


OWN = """
# achteraan
elders:
  a: [1, 2]
eigen:
  loket: "Balie 3" # beneden
  open: [1, 2]
  sinds: 2020-01-01
  groot: true
  huis:
    # de straat
    straat: "A"
    nummer: 3
"""
BLOCKS = (
    FACTS.replace('  naam: "Proef', '  "naam": "Proef')
    .replace("stand: beperkt", "'stand': 'beperkt'")
    .replace('  hr:\n    naam: "Afdeling HR"', '  hr:\n    # de eerste\n    - naam: "Afdeling HR" # nieuw')
    .replace('    email: "hr@', '      email: "hr@')
    .replace('    telefoon: "+31 20 555 45 67"', '      telefoon: "+31 20 555 45 67"\n    - {naam: "B", email: "b@proefhuis.test"}')
    .replace("protocol:\n", 'protocol:\n  vroeger: "ja" # van voor 2020\n')
)
LAYOUTS = {
    "braces": re.sub(r"contact:\n(?:  .*\n)+", 'contact: {hr: {naam: "A", email: "a@b.nl"}, ict: {vervangen_door: hr}}\n', FACTS),
    # Four spaces for each step.
    "wide": "\n".join(
        f"{' ' * (len(line) - len(line.lstrip()))}{line}" for line in (BLOCKS + OWN).replace("- naam", "-   naam").split("\n")
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_nobody_changes_stays_to_the_letter(browser: Browser, root: Path, address: str, name: str) -> None:
    (root / "variables.yml").write_text(LAYOUTS[name], "utf-8")
    try:
        with form_page.opened(browser, address) as page:
            page.evaluate("document.getElementById('toch').click()")
            assert text_of(page).rstrip("\n") == LAYOUTS[name].rstrip("\n")
    finally:
        (root / "variables.yml").write_text(FACTS, "utf-8")


def test_what_the_form_does_not_know_stays_where_it_was_beside_what_changes(browser: Browser, root: Path, address: str) -> None:
    """Remarks and other keys of a contact, while it becomes one of two, one of a list, and one alone again."""
    mine = FACTS.replace(
        '  hr:\n    naam: "Afdeling HR"\n', '  hr:\n    # sinds mei\n    naam: "Afdeling HR"\n    kamer: "3.12" # tijdelijk\n'
    )
    (root / "variables.yml").write_text(mine, "utf-8")
    try:
        with form_page.opened(browser, address) as page:
            hr = page.locator("[data-rol=hr]")
            hr.get_by_label("Het telefoonnummer").first.fill("020 555 45 99")
            assert text_of(page) == mine.replace('"+31 20 555 45 67"', '"020 555 45 99"')
            hr.get_by_role("button", name="Nog een contact").click()
            hr.get_by_label("De naam van de persoon").last.fill("B. de Boer")
            hr.get_by_label("Het e-mailadres").last.fill("b@proefhuis.test")
            two = text_of(page)
            assert '  hr:\n    # sinds mei\n    - naam: "Afdeling HR"\n      kamer: "3.12" # tijdelijk\n' in two.replace(
                "      # sinds", "    # sinds"
            )
            assert [one["naam"] for one in read(two)["contact"]["hr"]] == ["Afdeling HR", "B. de Boer"]
            hr.get_by_role("button", name="Haal dit contact weg").first.click()
            assert read(text_of(page))["contact"]["hr"] == {"naam": "B. de Boer", "email": "b@proefhuis.test"}
            hr.get_by_label("Een rol die een ander erbij doet").check()
            hr.get_by_label("De rol die dit erbij doet").select_option("ict")
            assert read(text_of(page))["contact"]["hr"] == {"vervangen_door": "ict"}
    finally:
        (root / "variables.yml").write_text(FACTS, "utf-8")


def test_a_fact_that_the_file_lacked_comes_with_the_remark_of_the_shipped_one(shared: Page) -> None:
    shared.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    shared.get_by_label("Het logo boven elke pagina").fill("img/eigen.svg")
    shared.get_by_label("Na hoeveel maanden een waarschuwing").fill("24")
    shared.get_by_label("knop").check()
    text = text_of(shared)
    assert '  logo: "img/eigen.svg"\n  # Hoe het handboek' in text
    assert "# logo" not in text
    assert "\n\n# De termijnen die uw bestuur kiest." in text
    assert (
        "\n  # Telt een waarschuwing na een tijd niet meer mee? Haal het hekje weg en kies het aantal maanden.\n  waarschuwing_maanden: 24\n"
        in text
    )
    assert "  # Wanneer een vastgestelde revisie wordt gepubliceerd." in text
    shared.reload()
    assert text_of(shared) == FACTS


def test_facts_of_ones_own(shared: Page) -> None:
    shared.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for name, kind, value in (
        ("loket.naam", "Tekst", "Balie 3"),
        ("loket.open", "Lijst", "ma\ndi"),
        ("groot", "Waarheid", "true"),
        ("sinds", "Dag", "2020-01-31"),
        ("pin", "Tekst", "0123"),
        ("ramen", "Getal", "12"),
    ):
        shared.locator("[data-nog=eigen]").click()
        row = shared.locator("[data-eigen]").last
        row.locator("[data-eigennaam]").fill(name)
        row.locator("[data-eigensoort]").select_option(kind)
        at = row.locator(f"[data-bij-soort~={kind}]")
        if kind == "Waarheid":
            at.select_option(value)
        else:
            at.fill(value)
    node, _ = read_mapping("variables.yml", text_of(shared))
    assert node
    found, findings = own_facts.read(node.items["eigen"], SourceFile("variables.yml"), "VAR001")
    assert findings == []
    assert json.loads(json.dumps(found.held, default=str)) == {
        "loket": {"naam": "Balie 3", "open": ["ma", "di"]},
        "groot": True,
        "sinds": "2020-01-31",
        "pin": "0123",
        "ramen": 12,
    }
    assert "# eigen:" not in text_of(shared)
    shared.reload()


# What is wrong


def test_what_is_wrong_is_told_beside_the_field_and_led_to(browser: Browser, address: str) -> None:
    """In the words of the check, from a summary that has the focus; what is folded opens."""
    with form_page.opened(browser, address) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.locator("#werkgever-naam").fill("")
        page.locator("#werkgever-kvk").fill("12")
        page.locator("#werkgever-medewerkers").fill("acht")
        page.locator("#protocol-bestaat_sinds").fill("2024-02-31")
        page.locator("[data-deel=werkgever] [value=zorg]").check()
        page.locator("#beleid-momenten").fill("in de pauze\nNee")
        page.locator("#beleid-platforms").fill("LinkedIn\n{{ x }}")
        page.locator("#termijnen-foto_weken").fill("0")
        page.locator("#contact-hr-1-telefoon").fill("")
        page.locator("#contact-hr-1-email").fill("")
        page.locator("#contact-ict-1-email").fill("ict@")
        for role, other in (("privacy", "woordvoerder"), ("woordvoerder", "privacy")):
            page.locator(f"[data-rol={role}] [value=ander]").check()
            page.locator(f"[data-rol={role}] select").select_option(other)
        page.locator("[data-nog=rol]").click()
        page.locator("[data-rolnaam]").fill("BHV")
        page.locator("[data-nog=eigen]").click()
        page.locator("[data-eigennaam]").fill("for")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false })")
        page.locator(".groot").click()
        assert page.evaluate("document.activeElement.id") == "samenvatting"
        told = page.locator("#samenvatting li").all_inner_texts()
        assert told == [
            "werkgever.naam Dit is leeg, maar verplicht. Vul de waarde in.",
            'werkgever.kvk Dit is geen KvK-nummer: "12". Vul de acht cijfers in, met de nul vooraan, zoals "01234567".',
            "werkgever.sector Dit noemt algemeen naast iets anders. Haal het vinkje bij algemeen weg, of laat alleen dat staan.",
            'werkgever.medewerkers Dit is geen heel getal van 1 of meer: "acht". Schrijf het getal in cijfers, zoals 12.',
            'protocol.bestaat_sinds Dit is geen datum: "2024-02-31". Schrijf de datum als JJJJ-MM-DD, zoals 2026-01-31.',
            'beleid.momenten Dit noemt "Nee", en dat komt zo in een zin. Schrijf wat u bedoelt, of haal het woord weg.',
            'beleid.platforms Dit bevat accolades ({{ of {%): "{{ x }}". Een waarde kan geen andere waarde gebruiken. Schrijf de tekst voluit.',
            "contact.hr Dit contact heeft geen telefoon, e-mail of website. Vul er minstens één in, zoals telefoon: 030 123 45 67.",
            "contact.woordvoerder Deze rol komt bij niemand uit: woordvoerder > privacy > woordvoerder. Kies een andere rol, of geef privacy een eigen contact met een naam en een telefoon, e-mail of website.",
            'contact.ict.email Dit is geen e-mailadres: "ict@". Vul een volledig adres in, zoals hr@voorbeeld.nl.',
            "contact.BHV Dit kan geen naam van een rol zijn. Gebruik kleine letters en een laag streepje (_), zoals bhv_post.",
            "contact.BHV.naam Dit is leeg, maar verplicht. Vul de waarde in.",
            "contact.BHV Dit contact heeft geen telefoon, e-mail of website. Vul er minstens één in, zoals telefoon: 030 123 45 67.",
            "contact.BHV Deze rol zegt niet waarvoor een lezer er terechtkan. Vul dat hier in, zoals: Hulp bij een ongeval.",
            'termijnen.foto_weken Dit is geen heel getal van 1 of meer: "0". Schrijf het getal in cijfers, zoals 12.',
            "eigen.for Dit is geen naam die op een pagina kan staan. Dit woord betekent al iets anders. Kies een andere naam, zoals for_tekst.",
            "eigen.for Dit is leeg. Vul het in, of haal dit gegeven weg.",
        ]
        # Beside each field, where a screen reader finds it.
        for where, said in (("#werkgever-kvk", "KvK-nummer"), ("#termijnen-foto_weken", "heel getal")):
            assert page.locator(where).get_attribute("aria-invalid") == "true"
            beside = page.locator(where).get_attribute("aria-describedby")
            assert beside and said in (page.locator(f"#{beside.split()[-1]}").text_content() or "")
        page.locator("#samenvatting a", has_text="foto_weken").press("Enter")
        assert page.evaluate("document.activeElement.id") == "termijnen-foto_weken"
        page.keyboard.type("8")
        page.keyboard.press("Tab")
        assert page.locator("#termijnen-foto_weken").get_attribute("aria-invalid") == "true"
        page.locator("#termijnen-foto_weken").fill("8")
        page.keyboard.press("Tab")
        assert page.locator("#termijnen-foto_weken").get_attribute("aria-invalid") is None
        # What is not known yet is no reason to lose the rest.
        assert 'naam: ""' in form_page.made(page, "Maak het bestand toch")


def test_a_click_lands_where_it_was_aimed(browser: Browser, address: str) -> None:
    """What is said of a field goes when the reader leaves it, and the button below would move away under the mouse."""
    with form_page.opened(browser, address) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        more = page.locator("[data-nog=eigen]")
        more.click()
        page.locator("[data-eigennaam]").fill("lijst")
        page.locator("[data-eigensoort]").select_option("Lijst")
        page.locator(".groot").click()
        assert page.locator("[data-eigen] [id$=-waarde-fout]").is_visible()
        page.locator("[data-eigen] textarea:visible").fill("een\ntwee")
        more.click()
        assert page.locator("[data-eigen]").count() == 2
        page.wait_for_function("document.querySelector('[data-eigen] [id$=-waarde-fout]').hidden")


# Nothing leaves the browser


def test_nothing_is_asked_sent_or_kept(browser: Browser, address: str) -> None:
    with form_page.opened(browser, address) as page:
        assert page.locator("#zonder").is_hidden()
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.locator("#werkgever-naam").fill("Een ander")
        with page.expect_download() as download:
            page.get_by_role("button", name="Bestand maken").click()
        assert download.value.suggested_filename == "variables.yml"
        assert "Een ander" in Path(download.value.path()).read_text("utf-8")
        assert [url for url in asked if not url.startswith("blob:")] == []
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        # Also what somebody got into the page: a question, a form, a picture.
        tried = page.evaluate("(url) => fetch(url).then(() => 'gelukt', (error) => error.name)", address)
        assert tried == "TypeError"
        page.evaluate("document.querySelector('form').submit()")
        page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://elders.test/a.png' }))")
        page.wait_for_timeout(100)
        assert page.url == address
        assert [url for url in asked if not url.startswith(("blob:", "https://elders"))] == []


def test_its_policy_is_its_own(address: str, browser: Browser) -> None:
    with form_page.opened(browser, address, java_script_enabled=False) as page:
        # Without a script there is no form, and a sentence that leads on.
        assert not page.locator("form").is_visible()
        assert "open variables.yml in een tekstverwerker" in page.locator("#zonder").inner_text()
        sent = page.request.get(address).headers
        assert all(one in sent["content-security-policy"] for one in ("default-src 'none'", "form-action 'none'", "connect-src 'none'"))
        assert sent["cache-control"] == "no-store"
        others = page.request.get(address.replace(form.PLACE, "concept")).headers
        assert others["content-security-policy"] == headers.HEADERS["Content-Security-Policy"]


def test_work_is_not_lost_by_closing(browser: Browser, address: str) -> None:
    with form_page.opened(browser, address) as page:
        asked: list[str] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", leave)
        page.locator("#werkgever-naam").fill("Een ander")
        page.reload()
        assert asked == ["beforeunload"]
        page.locator("#werkgever-naam").fill("Een ander")
        form_page.made(page)
        page.reload()
        assert asked == ["beforeunload"]


# Everybody can use it


def test_everybody_can_use_it(browser: Browser, address: str) -> None:
    """Axe, with all that can be added and everything open; narrow, with letters twice as large, nothing is cut off."""
    with form_page.opened(browser, address, viewport={"width": 320, "height": 700}) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for kind in ("persoon", "rol", "eigen"):
            page.locator(f"[data-nog={kind}]").first.click()
        page.locator("[data-rol=ict]").get_by_label("Een rol die een ander erbij doet").check()
        page.locator(".groot").click()
        assert page.locator("#samenvatting").is_visible()
        if not SOAK:
            # One role of each kind says what all of them do.
            page.evaluate(
                "document.querySelectorAll('[data-rol]:not([data-rol=hr], [data-rol=ict], [data-rol=compliance], [data-eigen-rol])').forEach(one => one.remove())"
            )
        assert axe.run(page).found == ()
        page.emulate_media(color_scheme="dark")
        assert axe.run(page, rules=("color-contrast",)).found == ()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_can_be_filled_in_with_the_keyboard(browser: Browser, address: str) -> None:
    with form_page.opened(browser, address) as page:
        page.locator("#werkgever-naam").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("Met toetsen")
        page.keyboard.press("Enter")
        assert page.locator("#klaar").is_hidden()
        hr = page.locator("[data-rol=hr]")
        hr.get_by_role("button", name="Nog een contact").press("Enter")
        page.keyboard.type("Nieuw")
        assert hr.get_by_label("De naam van de persoon").last.input_value() == "Nieuw"
        hr.get_by_role("button", name="Haal dit contact weg").last.press("Space")
        assert page.evaluate("document.activeElement.matches('[data-persoon]')")
        with page.expect_download():
            page.get_by_role("button", name="Bestand maken").press("Enter")
        assert page.evaluate("document.activeElement.id") == "klaar"


# Where it is found


def test_the_draft_leads_to_it_and_no_page_of_the_handbook_itself() -> None:
    """What a version is built from does not know the address."""
    sources = [path for folder in ("overrides", "macros", "docs/stijl") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert [path for path in sources if path.suffix != ".pyc" and form.PLACE in path.read_text("utf-8")] == []
    banner = b'<aside><p class="concept"><strong>Concept</strong> Deze tekst.</p></aside>'
    there = draft.insert(banner, View("1"), f"/{form.PLACE}/")
    ways = b'<span class="wegen"><span class="post"><a href="/gegevens-invullen/">Vul uw gegevens in</a></span></span>'
    assert b"Deze tekst. " + ways + b"</p>" in there
    assert form.PLACE.encode() in draft.instead(View("1", None, ("fout",), ready=True), f"/{form.PLACE}/")
