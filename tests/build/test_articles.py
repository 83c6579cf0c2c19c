"""Articles as data: every part with its address, its text and nothing else; the facts that decide it; the same bytes each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import clean_html, manifest
from handbook.archive.articles_file import ARTIKELEN_JSON, Artikel, Artikelen, Deel
from handbook.archive.printed_articles import read
from tests.support import as_printed, publishing
from tests.support.articles import parsed, proven
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, draw
from tests.support.publishing import publish, show, versions

RULES = """---
title: "Regels"
description: "Elke vorm die een artikel kan hebben."
artikelen:
  rust:
    zoekwoorden: [pauze]
---
# Regels

{% if beleid.toezicht %}

## {{ artikel('rust') }} Rust & *vrij* {#rust}

Vooraf:

1. U **hoeft** niet te lezen, zegt {{ werkgever.naam_kort }}.
    Zie {{ art('los') }}, [de start](index.md) en [buiten](https://proefhuis.test/?a=1&b=2).
2. Dat geldt voor:
    - appjes;
    - mail, en `code  <x>`.

{% if beleid.stand == 'verboden' %}

3. Alleen bij een verbod.

{% elif werkgever.medewerkers < 25 %}

3. Bel {{ contact.hr.naam }}.

{% endif %}

!!! note "Toelichting"
    Waarom dit zo is.

    - Eerste punt.

| Wie | Wat |
| --- | :-: |
| U | leest\u00a0niet |

1. Een tweede lijst.
    {: #eigen }
2. Tip: bent u *boos*?
    Wacht dan.

!!! warning "Let op"
    Pas op.

### Een tussenkop {#tussen}

!!! example "Voorbeeld"
    U kijkt weg.

{% endif %}

## {{ artikel('los') }} Zonder leden {#los}

Eerste alinea,\x20\x20
met een regel.

Tweede alinea.

!!! note
    {{ contact_kaart('hr') }}

Nog een alinea.

{% if beleid.stand == 'vrij' %}

## {{ artikel('leeg') }} Alleen een kader {#leeg}

!!! example "Voorbeeld"
    Er is geen lid.

{% endif %}

## Vragen

{% if werkgever.sector == 'zorg' %}
Bel.
{% endif %}
"""


def built(folder: Path, **facts: str) -> Path:
    """A tiny handbook with these rules and these facts, and its site."""
    root = draw(folder / "handboek", {"docs/regels.md": RULES})
    variables = root / "variables.yml"
    text = variables.read_text("utf-8")
    for key, value in facts.items():
        text, changed = re.subn(rf"(?m)^(  {key}:) .*", rf"\1 {value}", text)
        assert changed == 1, key
    variables.write_text(text, "utf-8")
    done = handbook(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("artikelen"))


@pytest.fixture(scope="module")
def file(site: Path) -> Artikelen:
    return proven(site)


def of(file: Artikelen, id_: str) -> Artikel:
    return next(article for article in file.artikelen if article.id == id_)


def test_every_part_stands_there_in_its_order_with_its_address(file: Artikelen) -> None:
    rust = of(file, "rust")
    assert (rust.nummer, rust.titel, rust.pagina, rust.adres) == ("1.1", "Rust & vrij", "regels.md", "regels/#rust")
    assert [(part.soort, part.nummer, part.titel, part.adres) for part in rust.delen] == [
        ("tekst", None, None, "regels/#rust"),
        ("lid", 1, None, "regels/#rust-lid-1"),
        ("lid", 2, None, "regels/#rust-lid-2"),
        ("toelichting", None, "Toelichting", "regels/#rust"),
        ("tabel", None, None, "regels/#rust"),
        ("lid", 1, None, "regels/#eigen"),
        ("lid", 2, None, "regels/#rust-lid-4"),
        ("kader", None, "Let op", "regels/#rust"),
        ("kop", None, "Een tussenkop", "regels/#tussen"),
        ("voorbeeld", None, "Voorbeeld", "regels/#rust"),
    ]


def test_the_html_of_a_part_says_only_what_it_is(file: Artikelen) -> None:
    html = [part.html for part in of(file, "rust").delen]
    assert html[1] == (
        "<p>U <strong>hoeft</strong> niet te lezen, zegt Proefhuis. "
        'Zie <a href="regels/#los">artikel\u00a01.2</a>, <a href="">de start</a> en <a href="https://proefhuis.test/?a=1&amp;b=2">buiten</a>.</p>'
    )
    assert html[2] == "<p>Dat geldt voor:</p><ul><li>appjes;</li><li>mail, en <code>code &lt;x&gt;</code>.</li></ul>"
    assert html[3] == "<p>Waarom dit zo is.</p><ul><li>Eerste punt.</li></ul>"
    assert html[4].startswith("<table><thead><tr><th>Wie</th><th>Wat</th></tr></thead><tbody><tr><td>U</td>")
    assert html[8] == ""
    assert of(file, "rust").delen[1].tekst == "U hoeft niet te lezen, zegt Proefhuis. Zie artikel 1.2, de start en buiten."


def test_a_paragraph_that_is_advice_says_so_to_every_reader(site: Path, file: Artikelen) -> None:
    assert [part.tekst for part in of(file, "rust").delen if part.raad] == ["Tip: bent u boos? Wacht dan."]
    assert [item.attributes for item in LexborHTMLParser((site / "regels/index.html").read_text("utf-8")).css("li.raad")] == [
        {"id": "rust-lid-4", "class": "raad"}
    ]
    assert of(file, "rust").delen[6].html == "<p><strong>Tip:</strong> bent u <em>boos</em>? Wacht dan.</p>"


def test_every_article_and_paragraph_has_what_refers_to_it(site: Path) -> None:
    tree = LexborHTMLParser((site / "regels/index.html").read_text("utf-8"))
    links = [link.attributes for link in tree.css("article .headerlink[aria-label]")]
    # By the number that a reader sees: the second list begins at one again.
    assert [(link["aria-label"], link["href"]) for link in links[:5]] == [
        ("Adres van artikel 1.1", "#rust"),
        ("Adres van artikel 1.1, lid 1", "#rust-lid-1"),
        ("Adres van artikel 1.1, lid 2", "#rust-lid-2"),
        ("Adres van artikel 1.1, lid 1", "#eigen"),
        ("Adres van artikel 1.1, lid 2", "#rust-lid-4"),
    ]
    assert [(link.attributes["href"], link.text()) for link in tree.css("article > .veranderd")] == [
        (f"../../versies/?artikel={one}", "") for one in ("rust", "los")
    ]
    assert not any(item.text() for item in tree.css("li > .headerlink"))


def test_an_article_without_numbers_has_one_paragraph(file: Artikelen) -> None:
    los = of(file, "los")
    assert [(part.soort, part.nummer, part.adres) for part in los.delen] == [
        ("lid", None, "regels/#los"),
        ("toelichting", None, "regels/#los"),
        ("tekst", None, "regels/#los"),
    ]
    assert los.delen[0].html == "<p>Eerste alinea,<br>met een regel.</p><p>Tweede alinea.</p>"
    assert los.delen[0].tekst == "Eerste alinea, met een regel. Tweede alinea."


def test_a_box_that_opens_is_a_box_too() -> None:
    html = """<h2 id="a"><span class="artikel">Artikel 1.1</span> A<a class="headerlink" href="#a">\u00b6</a></h2>
    los <em>eerst</em><details class="note"><summary>Lees <b>meer</b></summary><div>en <i>nog</i> <div>meer</div></div></details><ol start="4"><li>x
    <div class="admonition tip"><p class="admonition-title">Tip</p><pre>a\n  b</pre></div></li></ol><p>onder</p>"""
    printed = read(LexborHTMLParser(html), "p/")["a"]
    assert printed.title == "A"
    assert [(part.soort, part.nummer, part.titel, part.html) for part in printed.parts] == [
        ("tekst", None, None, "<p>los <em>eerst</em></p>"),
        ("toelichting", None, "Lees meer", "<p>en <i>nog</i></p><p>meer</p>"),
        ("lid", 4, None, "<p>x</p><aside><p>Tip</p><pre>a\n  b</pre></aside>"),
        ("tekst", None, None, "<p>onder</p>"),
    ]


@pytest.mark.parametrize(
    ("page", "link", "resolved"),
    [
        ("regels/a/", "../b/#c", "regels/b/#c"),
        ("regels/a/", "#c", "regels/a/#c"),
        ("regels/a/", "./", "regels/a/"),
        ("regels/a/", "../..", ""),
        ("regels/a/", "../../#c", "#c"),
        ("regels/a/", "../../../2026-01-01/", "../2026-01-01/"),
        ("regels/a/", "../../img/x%20y.png", "img/x%20y.png"),
        ("", "#c", "#c"),
        ("", "doel/", "doel/"),
        ("p/", "mailto:hr@proefhuis.test", "mailto:hr@proefhuis.test"),
        ("p/", "https://proefhuis.test/a#b", "https://proefhuis.test/a#b"),
    ],
)
def test_a_link_begins_at_the_root_of_the_version(page: str, link: str, resolved: str) -> None:
    node = LexborHTMLParser(f'<p><a href="{link}">x</a></p>').css_first("p")
    assert node
    assert clean_html.blocks([node], page) == f'<p><a href="{resolved}">x</a></p>'


def test_conditions_are_those_around_and_in_the_article_whatever_they_are_now(file: Artikelen) -> None:
    rust, los = of(file, "rust"), of(file, "los")
    assert rust.voorwaarden == ("beleid.stand", "beleid.toezicht", "werkgever.medewerkers")
    assert rust.gegevens == ("contact.hr.naam", "werkgever.naam_kort")
    assert los.voorwaarden == ()
    assert "contact.hr.email" in los.gegevens
    assert all(name.startswith("contact.hr.") for name in los.gegevens)


@pytest.mark.parametrize("stand", ["vrij", "beperkt", "verboden"])
@pytest.mark.parametrize("toezicht", ["true", "false"])
def test_an_article_that_is_not_printed_is_not_there(stand: str, toezicht: str, tmp_path: Path) -> None:
    file = proven(built(tmp_path, stand=stand, toezicht=toezicht, medewerkers="9"))
    printed = [id_ for id_, when in (("rust", toezicht == "true"), ("los", True), ("leeg", stand == "vrij")) if when]
    assert [article.id for article in file.artikelen] == printed
    if "leeg" in printed:
        assert [part.soort for part in of(file, "leeg").delen] == ["voorbeeld"]
    if "rust" in printed:
        extra = {"verboden": "Alleen bij een verbod."}.get(stand, "Bel Afdeling HR.")
        assert [part.tekst for part in of(file, "rust").delen if part.nummer == 3] == [extra]


def test_a_published_version_lists_the_file_and_its_articles(tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    assert publish(root).code == 0
    version = next(name for name in versions(root))
    listed = json.loads(show(root, f"{version}/{manifest.MANIFEST_JSON}"))
    text = show(root, f"{version}/{ARTIKELEN_JSON}")
    assert listed["bestanden"][ARTIKELEN_JSON] == manifest.sha256(text.encode())
    file = parsed(text.encode())
    assert file.artikelen
    assert {article.id: article.sha256 for article in file.artikelen} == listed["artikelen"]


def test_an_address_of_a_paragraph_that_somebody_else_has_is_refused(tmp_path: Path) -> None:
    root = draw(tmp_path / "h", {"docs/regels.md": RULES.replace("## Vragen", "## Vragen {#rust-lid-2}")})
    done = handbook(root, "build")
    assert done.returncode == 1
    assert "#rust-lid-2" in done.stdout
    assert "SIT003" in done.stdout


def test_a_browser_shows_the_paragraph_that_a_link_names(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{(site / 'regels/index.html').as_uri()}#rust-lid-2")
    outlined = "() => [...document.querySelectorAll('li')].filter(li => getComputedStyle(li).outlineStyle === 'solid').map(li => li.id)"
    assert page.evaluate(outlined) == ["rust-lid-2"]
    assert page.locator("#rust-lid-2").bounding_box()
    page.close()


def test_an_article_in_a_block_of_html_is_a_finding(tmp_path: Path) -> None:
    block = "\n<div>\n## {{ artikel('blok') }} Geen artikel {#blok}\n</div>\n"
    done = handbook(draw(tmp_path / "h", {"docs/regels.md": f"+{block}"}), "build")
    assert done.returncode == 1
    said = next(line for line in done.stdout.splitlines() if "[TYP017]" in line)
    assert said.startswith("docs/regels.md:16: ")
    assert "Traceback" not in done.stderr


def test_the_documentation_names_every_key() -> None:
    text = (ROOT / "deploy/articles.md").read_text("utf-8")
    for heading, model in (("The file", Artikelen), ("An article", Artikel), ("A part", Deel)):
        part = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        named = re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
        assert sorted(named) == sorted(field.alias or name for name, field in model.model_fields.items()), heading
    kinds = Deel.model_fields["soort"].annotation
    assert set(re.findall(r"`(\w+)`", text.partition("| `soort` |")[2].partition("\n")[0])) == set(kinds.__args__)  # type: ignore[union-attr]


def test_a_check_prints_the_same_without_a_build(site: Path) -> None:
    """But for what only a build knows, such as a card."""
    printed, built = as_printed.both(site.parent, site)
    assert printed == built
    assert [one["id"] for one in printed["artikelen"]] == ["rust"]
