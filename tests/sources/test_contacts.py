"""The sentences that depend on the contacts read as Dutch, whatever an organisation has of each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook import checks
from handbook.build import build as building
from handbook.core.findings import errors
from handbook.core.project import Project
from handbook.sources import contacts, fact_usage, read, variables
from handbook.sources.contacts import Contact, Persoon
from handbook.sources.files.filling import fill
from handbook.sources.files.yaml_nodes import read_mapping
from handbook.sources.printed import full_stop, inline, inline_words
from handbook.sources.printed.inline_words import Known
from tests.support import yaml_lists
from tests.support.handbooks import TINY, draw

READ = yaml_lists.read(Path(__file__).parent / "contact_sentences.yml")
"""Each organisation by its name: its contacts as it typed them, and the sentences that its readers get."""

SENTENCES = {
    "{{ bel_of_mail('hr') }}.": lambda known: inline_words.bel_of_mail(known, "hr"),
    "{{ bel_of_mail('hr', hoe='meteen') }}.": lambda known: inline_words.bel_of_mail(known, "hr", hoe="meteen"),
    "{{ bel_of_mail('hr', alles=true) }}.": lambda known: inline_words.bel_of_mail(known, "hr", alles=True),
    "Vraag het eerst: {{ bel_of_mail('hr', midden=true) }}.": lambda known: inline_words.bel_of_mail(known, "hr", midden=True),
    "{{ mail_of_bel('hr', alles=true) }}.": lambda known: inline_words.mail_of_bel(known, "hr", alles=True),
    "Vraag het aan {{ bereik('hr') }}.": lambda known: inline_words.bereik(known, "hr"),
    "Meld het bij {{ bereik('hr', alles=true) }}.": lambda known: inline_words.bereik(known, "hr", alles=True),
    "Ga naar {{ bereik('hr', of='vertrouwenspersoon', naast='uw leidinggevende') }}.": lambda known: inline_words.bereik(
        known, "hr", of="vertrouwenspersoon", naast="uw leidinggevende"
    ),
    "Waarschuw {{ wie('hr') }}.": lambda known: inline_words.wie(known, "hr"),
}
"""As an author types them, and the word in them."""


def contact(text: str) -> Contact:
    node, _ = read_mapping("variables.yml", text)
    assert node
    facts, findings = fill(Contact, node, "variables.yml", "VAR001", at="contact")
    assert facts, findings
    return facts


def said(author: str, known: Known) -> str:
    """The whole sentence, with one full stop at its end."""
    before, _, rest = author.partition("{{")
    parts = SENTENCES[author](known)
    return full_stop.once(before + full_stop.marked(inline.plain(parts)) + rest.partition("}}")[2]).replace(inline.TIED, " ")


@pytest.mark.parametrize("name", READ)
def test_reads_as_dutch(name: str) -> None:
    known = Known({}, {}, {}, contact=contact(READ[name]["contact"]))
    read_out = [said(author, known) for author in SENTENCES]
    assert read_out == READ[name]["leest"]
    for sentence in read_out:
        assert not {"  ", "..", "()", " .", " ,", "None", "of."} & {sentence[at : at + n] for n in (2, 3, 4) for at in range(len(sentence))}


def test_old_facts_read_as_they_did() -> None:
    text = (TINY / "variables.yml").read_text("utf-8")
    known = Known(
        {}, {}, {}, contact=contact(text[text.index("contact:\n") + len("contact:\n") :].replace("\n  ", "\n").removeprefix("  "))
    )
    assert said("{{ bel_of_mail('hr') }}.", known) == "Bel Afdeling HR op +31 20 555 45 67."
    assert said("{{ bel_of_mail('hr', alles=true) }}.", known) == "Bel Afdeling HR op +31 20 555 45 67, of mail naar hr@proefhuis.test."


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("112", "tel:112"),
        ("0800 1234", "tel:08001234"),
        ("0900-8844", "tel:09008844"),
        ("14 024", "tel:14024"),
        ("14 0570", "tel:140570"),
        ("088 123 45 67", "tel:0881234567"),
        ("+31 (0)10 123 45 67", "tel:+31101234567"),
        ("116 123", "tel:116123"),
        ("113", "tel:113"),
    ],
)
def test_a_short_number_is_dialled_as_it_is(typed: str, dialled: str) -> None:
    known = Known({}, {}, {}, contact=contact(f'hr:\n  naam: "HR"\n  telefoon: "{typed}"\n'))
    (link,) = [part for part in inline_words.bel_of_mail(known, "hr") if isinstance(part, inline.Link)]
    # Its spaces hold it together at the end of a line.
    assert (inline.plain([link]), link.to) == (typed.replace(" ", inline.TIED), dialled)


@pytest.mark.parametrize("role", ["people", "own", "typed", "copy", "model_fields"])
def test_a_role_of_ones_own_may_be_called_anything(role: str) -> None:
    facts = contact(f'hr:\n  naam: "HR"\n  telefoon: "112"\n{role}:\n  naam: "B. Hulp"\n  email: "b@proefhuis.test"\n  waarvoor: "Hulp"\n')
    assert [one.naam for one in facts.people(role)] == ["B. Hulp"]
    assert facts.there == ("hr", role)


ODD = """\
  hr:
    - naam: "Jansen & Zn. <Zuid> *Best* en Zn."
      email: "hr@proefhuis.test"
    - naam: "V. Jansen"
      telefoon: "+31 20 555 45 67"
      toestel: "12"
      uren: "op werkdagen."
      avond_en_weekend: true
      extern: true
"""
OWN = """\
  bhv:
    naam: "B. Hulp"
    telefoon: "112"
    waarvoor: "Hulp bij een ongeval"
  ict:
    vervangen_door: bhv
"""
TEXT = (TINY / "variables.yml").read_text("utf-8").replace('naam_kort: "Proefhuis"', 'naam_kort: "Proefhuis & Zn."')
FACTS = re.sub(r"(?s)  ict:\n.*", OWN, re.sub(r"(?s)  hr:\n.*?(?=  communicatie:)", ODD, TEXT))
PAGE = """\
# Start

Bel {{ werkgever.naam }}.
Vraag het aan **{{ werkgever.naam_kort }}**.
Waarschuw {{ wie('hr') }}.
{{ bel_of_mail('bhv') }}.
{% if contact.compliance %}Niemand.{% endif %}{% if contact.bhv %}Iemand.{% endif %}

Zie [de regels](regels.md).
"""
RULES = """\
---
title: "Regels"
description: "De enige regel."
---
# Regels

## {{ artikel('doel') }} Doel {#doel}

Zie {{ art('doel') }} en de [start](index.md).
{{ bel_of_mail('bhv') }}{% if contact.compliance %} of {{ wie('compliance') }}{% endif %}.

## Vragen

{{ contact_kaarten() }}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation whose names end in a full stop, with two people in a role and a role of its own."""
    root = draw(tmp_path_factory.mktemp("odd") / "handboek", {"variables.yml": FACTS, "docs/index.md": PAGE, "docs/regels.md": RULES})
    building.build(Project.find(root), root.parent / "site")
    return root.parent / "site"


def text_of(file: Path) -> str:
    article = LexborHTMLParser(file.read_text("utf-8")).css_first("article")
    assert article
    return " ".join(article.text().split())


def test_a_page_prints_one_full_stop_and_what_is_there(odd: Path) -> None:
    text = text_of(odd / "index.html")
    said = (
        "Bel Proefhuis B.V. Vraag het aan Proefhuis & Zn. Waarschuw Jansen & Zn. <Zuid> *Best* en Zn. of V. Jansen. "
        "Bel B. Hulp op 112. Iemand."
    )
    assert said in text
    index = (odd / "search/search_index.json").read_text("utf-8")
    assert "B.V.." not in index
    assert full_stop.MARK not in index + text + (odd / "index.html").read_text("utf-8")


def test_a_card_shows_everybody_and_all_they_have(odd: Path) -> None:
    cards = LexborHTMLParser((odd / "regels/index.html").read_text("utf-8")).css(".kaart")
    lines = [[part.text() for part in card.css("p")] for card in cards]
    assert lines[0] == [
        *("Vragen over het protocol", "Jansen & Zn. <Zuid> *Best* en Zn.", "hr@proefhuis.test"),
        *(
            "V. Jansen",
            "Extern: werkt niet bij Proefhuis & Zn.",
            "+31 20 555 45 67, toestel 12".replace(" ", "\u00a0").replace(",\u00a0", ", "),
            "Op werkdagen",
            "Ook 's avonds en in het weekend",
        ),
    ]
    assert lines[-1] == ["Accounts en veiligheid", "Hulp bij een ongeval", "B. Hulp", "112"]
    assert len(lines) == 6


def test_every_fact_is_listed(odd: Path) -> None:
    listed = fact_usage.render(read(Project.find(odd.parent / "handboek")))
    for line in (
        "contact.hr (1).naam: Jansen & Zn. <Zuid> *Best* en Zn.",
        "contact.hr (2).toestel: 12",
        "contact.hr (2).extern: true",
        "contact.ict: vervangen door bhv",
        "contact.compliance: niet ingevuld",
        "contact.bhv.waarvoor: Hulp bij een ongeval",
    ):
        assert f"\n{line}\n" in listed, line
    of_hr = [line for line in listed.partition("contact.hr (1)")[2].partition("contact.communicatie")[0].split("\n") if " op: " in line]
    assert len(of_hr) == len({*of_hr})


def test_what_it_prints_of_a_role_is_a_fact_of_the_article(odd: Path) -> None:
    (doel,) = json.loads((odd / "artikelen.json").read_text("utf-8"))["artikelen"]
    assert doel["voorwaarden"] == ["contact.compliance"]
    assert {"contact.bhv.naam", "contact.bhv.telefoon"} <= {*doel["gegevens"]}
    assert "contact.bhv.email" not in doel["gegevens"]


def test_facts_that_cannot_be_read_are_the_only_finding(tmp_path: Path) -> None:
    """What a page says of a role of one's own is not judged by facts that nobody could read."""
    facts = FACTS.replace('naam: "B. Hulp"', 'naam: ""')
    root = draw(tmp_path / "handboek", {"variables.yml": facts, "docs/index.md": PAGE, "docs/regels.md": RULES})
    said = [finding.message for finding in errors(checks.check(Project.find(root))[1])]
    assert said == ["contact.bhv.naam is leeg, maar verplicht."]


def test_the_schema_completes_every_shape() -> None:
    groups = variables.schema()["$defs"]
    role = groups["Contact"]["properties"]["hr"]["anyOf"]
    person = {"$ref": "#/$defs/Persoon"}
    assert role == [{"oneOf": [person, {"items": person, "type": "array"}, {"$ref": "#/$defs/Vervangen"}]}]
    assert groups["Contact"]["additionalProperties"] == role[0]
    assert groups["Contact"]["required"] == list(contacts.REQUIRED)
    assert groups["Persoon"]["anyOf"] == [{"required": [way]} for way in contacts.WAYS]
    assert "null" not in json.dumps(groups)


def test_somebody_with_two_roles_is_named_once() -> None:
    """Whatever else is said of that person at the other role."""
    one = Persoon.model_construct(naam="V. Jansen", telefoon="030 123 45 67")
    other = one.model_copy(update={"waarvoor": "Vertrouwelijk praten"})
    known = Known({}, {}, {}, contact=Contact.model_construct(hr=one, vertrouwenspersoon=other))
    assert known.people("hr", "vertrouwenspersoon") == (one,)
    assert known.people("vertrouwenspersoon") == (other,)
