"""The page for who is new says ten rules and asks six questions, whatever the employer chose; what there is to confirm stands at its end."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from handbook.sources.printed import numbering, referred_to, values
from handbook.sources.printed.sentences import Reader
from tests.support.employers import combinations
from tests.support.expectations import ours
from tests.support.soaking import SOAK

PAGE = "nieuw-hier.md"
RULE = re.compile(r"^\d+\. ", re.MULTILINE)
REFERENCE = re.compile(r"art\('([\w-]+)'\)")
ASKED = re.compile(r"zelfvraag\('([\w-]+)'\)")
SAID = {
    "vrij": "U mag sociale media gebruiken zolang uw werk er niet onder lijdt en het veilig is: zie artikel",
    "beperkt": "U gebruikt sociale media voor uzelf in de pauze, voor werktijd en na werktijd: zie artikel",
    "verboden": "In werktijd gebruikt u geen sociale media voor uzelf: zie artikel",
}


def test_every_employer_has_ten_rules_with_their_articles_and_six_questions() -> None:
    """Under each choice of stance, sector, works council, monitoring and own channels; `make test` takes each seventh."""
    own = ours()
    assert own.facts and own.config
    page = own.pages[PAGE]
    named, asked = {*REFERENCE.findall(page.text)}, ASKED.findall(page.text)
    assert len(asked) == len({*asked}) == 6
    for facts in [*combinations(own.facts)][:: 1 if SOAK else 7]:
        numbered = numbering.number(own.trees, own.config.pages, values.page_names(facts, own.revisions))
        assert named <= numbered.keys(), named - numbered.keys()
        printed = dict(own.data.dilemmas.printed(facts))
        assert {*asked} <= printed.keys()
        assert all(printed[id_].voor == "medewerker" for id_ in asked)
        # Each is about something else.
        assert len({printed[id_].thema for id_ in asked}) == 6
        known = referred_to.known(facts, own.data, numbered, own.revisions)
        text = "\n".join(said for _, said in Reader(values.page_names(facts, own.revisions), known).lines(page, own.trees[PAGE]))
        assert len(RULE.findall(text)) == 10
        for stance, sentence in SAID.items():
            assert (sentence in text) == (facts.beleid.stand == stance), (stance, text)
        assert ("regels van onze sector" in text) == ("algemeen" not in facts.werkgever.sector)


def test_the_page_works_without_a_script_and_keeps_nothing(own_site: Path) -> None:
    page = LexborHTMLParser((own_site / "nieuw-hier/index.html").read_text("utf-8"))
    questions = page.css(".zelfvraag")
    assert len(questions) == 6
    for one in questions:
        [box] = one.css("details")
        assert "open" not in box.attributes and box.css("summary") and len(box.css("li")) >= 4
        # The case stands outside the box, and what to do within it.
        assert one.css("p") and box.css("a[href*='#']")
    assert not page.css(".zelfvraag :is(form, input, button, select, script)")
    assert len(page.css(".ontvangst")) == 1


def test_it_is_near_the_start_of_the_menu(own_site: Path) -> None:
    page = LexborHTMLParser((own_site / "index.html").read_text("utf-8"))
    first = [link.text(strip=True) for link in page.css("nav.menu a")][:3]
    assert "Nieuw hier?" in first, first


def test_what_is_to_be_confirmed_is_said_to_be_no_consent(own_site: Path) -> None:
    for path in ("gelezen", "nieuw-hier"):
        page = LexborHTMLParser((own_site / path / "index.html").read_text("utf-8"))
        assert "niet dat u het met alles eens bent" in " ".join(page.css("article")[0].text(separator=" ").split())
