"""The register of norms and the pages that lean on it: wording by certainty, and the list of what is printed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from handbook import checks
from handbook.build.context import Context
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources.printed import citations, official_texts, values
from handbook.sources.template import allowlist
from macros.bronnen import bron, bronnenlijst
from macros.plek import Plek
from tests.support.handbooks import draw

REGISTER = """\
wet:
  naam: "de Wet op het werk (WW)"
  artikel: "artikel 3"
  url: "https://wetten.proefhuis.test/ww"
  waarvoor: "Werk | en rust."
  zekerheid: {zekerheid}
  nagekeken: 2020-01-01
  opnieuw_nakijken: 2999-01-01
uitspraak:
  naam: "de uitspraak Jansen tegen Nederland (2019)"
  url: "https://rechter.proefhuis.test/"
  waarvoor: "Vrijheid."
  zekerheid: H
  nagekeken: 2020-01-01
  opnieuw_nakijken: 2999-01-01
"""
PAGE = """\
+
{% if werkgever.sector == 'zorg' %}

!!! note "Toelichting"
    Zie {{ bron('uitspraak') }}.

{% endif %}

!!! note "Toelichting"
    Zie {{ bron('wet') }}.
"""


def plek(root: Path, page: str = "regels.md") -> Plek:
    sources, findings = checks.check(Project.find(root))
    assert not errors(findings), findings
    assert sources.facts
    facts = Context.of(sources)
    return Plek(SimpleNamespace(page=SimpleNamespace(path=page)), facts)


def small(tmp_path: Path, zekerheid: str = "H", sector: str = "zorg") -> Path:
    root = draw(tmp_path / "handboek", {"docs/gegevens/bronnen.yml": REGISTER.format(zekerheid=zekerheid), "docs/regels.md": PAGE})
    facts = root / "variables.yml"
    facts.write_text(re.sub(r"sector: \w+", f"sector: {sector}", facts.read_text("utf-8")), "utf-8")
    return root


@pytest.mark.parametrize(
    ("zekerheid", "long", "short"),
    [
        (
            "H",
            "[artikel&nbsp;3 van de Wet op het werk \\(WW\\)](<https://wetten.proefhuis.test/ww>)",
            "[artikel&nbsp;3 WW](<https://wetten.proefhuis.test/ww>)",
        ),
        (
            "M",
            "[artikel&nbsp;3 van de Wet op het werk](<https://wetten.proefhuis.test/ww>) \\(WW; kijk dit na bij een geschil\\)",
            "[artikel&nbsp;3 WW](<https://wetten.proefhuis.test/ww>) \\(kijk dit na bij een geschil\\)",
        ),
        (
            "L",
            "[artikel&nbsp;3 van de Wet op het werk](<https://wetten.proefhuis.test/ww>) \\(WW; hierover is nog geen zekerheid: laat dit nakijken\\)",
            "[artikel&nbsp;3 WW](<https://wetten.proefhuis.test/ww>) \\(hierover is nog geen zekerheid: laat dit nakijken\\)",
        ),
    ],
)
def test_a_reference_says_how_sure_it_is(zekerheid: str, long: str, short: str, tmp_path: Path) -> None:
    here = plek(small(tmp_path, zekerheid))
    assert (bron(here, "wet"), bron(here, "wet", kort=True)) == (long, short)


def test_a_name_that_ends_in_a_year_keeps_it(tmp_path: Path) -> None:
    assert bron(plek(small(tmp_path)), "uitspraak").startswith("[de uitspraak Jansen tegen Nederland \\(2019\\)](<")


def test_the_list_has_what_is_printed_and_where(tmp_path: Path) -> None:
    shown = bronnenlijst(plek(small(tmp_path, sector="zorg")))
    assert "Uitspraak Jansen tegen Nederland" in shown
    assert "Werk \\| en rust." in shown
    assert "[artikel&nbsp;1.1](regels.md#doel)" not in shown  # the note stands under the heading Vragen
    assert "[Regels](regels.md)" in shown
    assert "Jansen" not in bronnenlijst(plek(small(tmp_path / "b", sector="beurs")))


def test_a_use_belongs_to_the_article_above_it(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "handboek",
        {
            "docs/gegevens/bronnen.yml": REGISTER.format(zekerheid="H"),
            "docs/regels.md": "+\n## {{ artikel('twee') }} Twee {#twee}\n\nZie {{ bron('wet') }}.\n\n### Meer\n\nZie {{ bron('uitspraak') }}.\n",
        },
    )
    sources, _ = checks.check(Project.find(root))
    assert [(use.key, use.article) for use in sources.leaning] == [("wet", "twee"), ("uitspraak", "twee")]


def test_printed_follows_the_conditions(tmp_path: Path) -> None:
    sources, _ = checks.check(Project.find(small(tmp_path, sector="beurs")))
    assert sources.facts
    trees = {path: tree for path, page in sources.pages.items() if (tree := allowlist.parse(page).tree)}
    uses = citations.printed(sources.pages, trees, values.page_names(sources.facts, sources.revisions))
    assert uses == sources.leaning
    assert [use.key for use in uses] == ["wet"]


@pytest.mark.parametrize(
    ("source", "to"),
    [
        ("https://wetten.overheid.nl/BWBR0005290/", "https://wetten.overheid.nl/BWBR0005290/2027-02-01"),
        ("https://wetten.overheid.nl/BWBV0001000", "https://wetten.overheid.nl/BWBV0001000/2027-02-01"),
        ("https://wetten.overheid.nl/BWBR0005290/#Boek7", "https://wetten.overheid.nl/BWBR0005290/2027-02-01#Boek7"),
        # Somebody chose a day: that one is kept.
        ("https://wetten.overheid.nl/BWBR0005290/2020-01-01", "https://wetten.overheid.nl/BWBR0005290/2020-01-01"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679/oj", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
        ("ECLI:NL:HR:2018:651", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2018:651"),
        (
            "ECLI:CE:ECHR:2019:1105JUD001160815",
            "https://hudoc.echr.coe.int/eng#%7B%22ecli%22:[%22ECLI:CE:ECHR:2019:1105JUD001160815%22]%7D",
        ),
        ("ECLI:EU:C:2014:317", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:ECLI:EU:C:2014:317"),
        ("ECLI:DE:BGH:2020:1", "https://e-justice.europa.eu/ecli/ECLI:DE:BGH:2020:1"),
    ],
)
def test_a_law_is_read_as_of_the_day_and_a_ruling_at_its_own_address(source: str, to: str) -> None:
    assert official_texts.address(source, date(2027, 2, 1)) == to


def test_a_page_links_to_the_law_of_the_first_day_of_its_text(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "handboek",
        {
            "docs/gegevens/bronnen.yml": REGISTER.format(zekerheid="H")
            .replace("https://wetten.proefhuis.test/ww", "https://wetten.overheid.nl/BWBR0005290/")
            .replace("https://rechter.proefhuis.test/", "ECLI:NL:HR:2018:651"),
            "docs/regels.md": PAGE,
        },
    )
    here = plek(root)
    first = here.context.revisions[0].version.day
    assert f"(<https://wetten.overheid.nl/BWBR0005290/{first}>)" in bron(here, "wet")
    assert "(<https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2018:651>)" in bron(here, "uitspraak")
    assert f"(<https://wetten.overheid.nl/BWBR0005290/{first}>)" in bronnenlijst(here)
