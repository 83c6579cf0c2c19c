"""To which text a decision is bound, whose decision the law asks for, and what a program writes down of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.checks.decided import fingerprint, needed
from handbook.core.project import Project
from handbook.sources import Sources, decided_by_law, read
from tests.support.handbooks import draw

PAGE = """\
---
title: "Regels"
description: "Wat er geldt."
artikelen:
  doel: {norm: nee, onderwerpen: [doel]}
  kijken: {norm: nee, onderwerpen: [toezicht]}
---
# Regels

## {{ artikel('doel') }} Doel {#doel}

{{ werkgever.naam }} en {{ mens('de medewerkers') }} lezen dit.

## {{ artikel('kijken') }} Wat wij bekijken {#kijken}

1. Wij kijken binnen {{ aantal(beleid.reactie_uren, 'uur', 'uur') }} mee: zie {{ art('doel') }}.
    Dat mag "alleen" hier.
2. Bel {{ contact.hr.naam }} op {{ bel(contact.hr.telefoon) }}, of vraag het {{ wie('hr') }}.

{% if beleid.toezicht %}

3. Het mag sinds {{ datum(revisie.ingangsdatum) }}.

{% endif %}
{% if revisie.instemming == 'verleend' %}

4. De raad is het ermee eens.

{% endif %}
"""
NAMES = ("docs/regels.md", "variables.yml", "docs/revisies/2026-01-01.md")


@pytest.fixture
def prints(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The fingerprints of the page above, with texts of any of its files put in the place of others."""

    def taken(*changes: tuple[str, str]) -> dict[str, str]:
        root = draw(tmp_path / str(len([*tmp_path.iterdir()])), {"docs/regels.md": PAGE})
        for old, new in changes:
            name = next(name for name in NAMES if old in (root / name).read_text("utf-8"))
            path = root / name
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return dict(fingerprint.of(read(Project.find(root))))

    return taken


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('naam: "Afdeling HR"', 'naam: "Mensen en Werk"'),
        ("+31 20 555 45 67", "+31 10 555 45 67"),
        ('naam: "Proefhuis B.V."', 'naam: "Proefhuis en Zonen"'),
        ("# Regels\n", "# Regels\n\n## {{ artikel('nieuw') }} Nieuw {#nieuw}\n\nIets.\n"),
        ("stand: verleend\n    datum: 2025-11-24", "stand: gevraagd\n    datum: 2025-11-24"),
        ("ingangsdatum: 2026-01-01", "ingangsdatum: 2026-01-02"),
        ("mee: zie", "mee:\n    zie"),
        ('"alleen"', "“alleen”"),
        ("Dat mag", "Dat  mag"),
        ("lezen dit", "lezen dit ook"),
    ],
)
def test_what_makes_no_decision_void(prints: Callable[..., dict[str, str]], old: str, new: str) -> None:
    """Who answers the telephone, what somebody is called, numbers, days of the revision, the ends of lines, and another article."""
    assert prints((old, new))["kijken"] == prints()["kijken"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reactie_uren: 24", "reactie_uren: 48"),
        ("  toezicht: true", "  toezicht: false"),
        ("art('doel')", "art('kijken')"),
        ("wie('hr')", "wie('privacy')"),
        ("== 'verleend'", "!= 'verleend'"),
        ("De raad is het ermee eens", "De raad is het er niet mee eens"),
        ("1. Wij kijken", "Wij kijken"),
        ("Wat wij bekijken", "Wat wij lezen"),
        ("binnen {{", "vanaf {{"),
        ("    Dat mag", "\n    Dat mag"),
    ],
)
def test_what_does(prints: Callable[..., dict[str, str]], old: str, new: str) -> None:
    assert prints((old, new))["kijken"] != prints()["kijken"]


def test_another_title_of_an_article_that_is_named_is_no_other_rule(prints: Callable[..., dict[str, str]]) -> None:
    titled = ("art('doel')", "art_met_titel('doel')")
    assert prints(titled, ("Doel {#doel}", "Waarom {#doel}"))["kijken"] == prints(titled)["kijken"]


# Whose decision it is


def grounds(sources: Sources, *councils: str) -> dict[tuple[str, ...], list[str]]:
    """Who must decide on a first text of an organisation with these councils, each with the articles of the law."""
    assert sources.facts
    own = sources.facts.medezeggenschap.model_copy(update={"soort": councils})
    found = needed.read(replace(sources, facts=sources.facts.model_copy(update={"medezeggenschap": own})))
    assert found
    return {need.who: [ground.rule.law for ground in need.grounds] for need in found.needs}


def test_whose_decision_it_is_follows_from_the_form_of_the_representation(sample: Path) -> None:
    sources = read(Project.find(sample))
    privacy = ["artikel 39, eerste lid, onder a, AVG (kijk dit na)", "artikel 35, tweede lid, AVG (kijk dit na)"]
    council = grounds(sources, "or")
    assert [law.removeprefix("artikel 27, eerste lid, onder ") for law in council["or",]] == [
        "k, WOR",
        "l, WOR",
        *(f"{letter}, WOR (kijk dit na)" for letter in "jdem"),
    ]
    assert grounds(sources, "pvt") == {
        ("pvt",): ["artikel 27, eerste lid, onder d, met artikel 35c, derde lid, WOR (kijk dit na)"],
        ("fg",): privacy,
    }
    assert grounds(sources, "mr", "gmr").keys() == {("mr", "gmr"), ("fg",)}
    for none in ("geen", "personeelsvergadering"):
        assert grounds(sources, none) == {("fg",): privacy}


def test_a_topic_of_the_organisation_names_its_subject_itself() -> None:
    assert decided_by_law.of_topics(["scholing", "doel"], {"scholing": "opleiding"}) == ("opleiding",)
    assert decided_by_law.of_topics(["hulp"], {"hulp": "omgang"}) == ("omgang",)
    assert decided_by_law.of_topics(["doel"], {}) == ()
