"""To which text a decision is bound, whose decision the law asks for, and what a program writes down of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from handbook.archive import manifest
from handbook.build.context import Context
from handbook.checks.decided import command, fingerprint, listed, needed
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.sources import Sources, decided_by_law, read, standing
from handbook.sources.contacts import Vervangen
from handbook.sources.files.filling import fill
from handbook.sources.pages import front_matter
from handbook.sources.revision_facts import RevisionFacts
from tests.support import fork, yaml_lists
from tests.support.golden import Case, change, said
from tests.support.handbooks import draw

GOLDEN: Case = yaml_lists.read(Path(__file__).parent / "cases/besluiten.yml")["BSL001 ontbreekt"]

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
        *(f"{letter}, WOR (kijk dit na)" for letter in "jdbem"),
    ]
    assert grounds(sources, "pvt") == {
        ("pvt",): [
            f"artikel 27, eerste lid, onder {letter}, met artikel 35c, derde lid, of 35d, tweede lid, WOR (kijk dit na)" for letter in "db"
        ],
        ("fg",): privacy,
    }
    assert grounds(sources, "mr", "gmr").keys() == {("mr", "gmr"), ("fg",)}
    letters = {rule.wet: rule.deel for subject in decided_by_law.subjects().values() for rule in subject.besluiten if "mr" in rule.wie}
    parts = {law.removeprefix("artikel ")[:2]: part for law, part in letters.items()}
    assert parts == {"10": None, "12": "personeel", "13": "ouders"}
    for none in ("geen", "personeelsvergadering"):
        assert grounds(sources, none) == {("fg",): privacy}


def test_a_topic_of_the_organisation_names_its_subject_itself() -> None:
    assert decided_by_law.of_topics(["scholing", "doel"], {"scholing": "opleiding"}) == ("opleiding",)
    assert decided_by_law.of_topics(["hulp"], {"hulp": "omgang"}) == ("omgang",)
    assert decided_by_law.of_topics(["doel"], {}) == ()


def test_data_of_pupils_are_no_data_of_staff() -> None:
    assert decided_by_law.of_topics(["persoonsgegevens"], {}) == decided_by_law.of_topics(["beeld"], {}) == ("persoonsgegevens",)
    for pupils in (["klantgegevens"], ["beeld", "klantgegevens"], ["beeld", "beeld-leerlingen"]):
        assert decided_by_law.of_topics(pupils, {}) == ("leerlinggegevens",)
    assert decided_by_law.of_topics(["persoonsgegevens", "klantgegevens"], {}) == ("persoonsgegevens", "leerlinggegevens")


def test_nobody_is_asked_whom_an_organisation_cannot_have(sample: Path) -> None:
    """Who does personal data beside another task is no officer; an authority has one whatever its list of contacts says."""
    sources = read(Project.find(sample))
    assert sources.facts
    facts = sources.facts
    beside = facts.contact.having({"privacy": Vervangen.model_construct(vervangen_door="hr")})

    def asked(sector: Sequence[str]) -> bool:
        own = facts.model_copy(update={"contact": beside, "werkgever": facts.werkgever.model_copy(update={"sector": tuple(sector)})})
        found = needed.read(replace(sources, facts=own))
        assert found
        return any("fg" in need.who for need in found.needs)

    assert (asked(["algemeen"]), asked(["zorg", "overheid"]), asked(["onderwijs"])) == (False, True, True)


# What --write puts in the file of a revision

DAY = date(2026, 11, 22)
HEAD = """\
---
title: "Revisie van 1 februari 2027"
description: "Wat er verandert, waarom en voor wie."
status: ter instemming
ingangsdatum: 2027-02-01
aard: materieel
evaluatie: 2028-01-31
"""
REST = """\
wijzigingen:
  - {artikel: kijken, wat: "Wij kijken vaker.", waarom: "Het was te weinig.", voor_wie: "Voor iedereen."}
---
# Revisie van 1 februari 2027

{{ revisiegegevens() }}
"""
REVISION = "docs/revisies/2027-02-01.md"


@pytest.fixture
def revised(tmp_path: Path) -> Callable[[str], Project]:
    """A handbook of which a text was published, with a rule changed since, and the decisions of the revision that changes it."""

    def drawn(decisions: str) -> Project:
        root = tmp_path / "handboek"
        said(root, GOLDEN)
        change(root, {"files": {REVISION: HEAD + decisions + REST}})
        return Project.find(root)

    return drawn


def written(project: Project) -> tuple[list[str], str]:
    """What --write says, and the decisions in the file after it, with `kijken` in the place of its fingerprint."""
    told: list[str] = []
    after = command.write(project, command.look(project), DAY, told.append)
    assert not after.findings
    text = (project.root / REVISION).read_text("utf-8")
    assert text.startswith(HEAD)
    assert text.endswith(REST)
    bound = fingerprint.of(read(project))["kijken"]
    return told, text.removeprefix(HEAD).removesuffix(REST).replace(bound, "NU")


ASKED = """\
  - wie: fg
    wat: advies
    stand: gevraagd
    datum: 2026-11-22
    artikelen:
      kijken: NU
"""


def test_what_was_asked_for_is_bound_and_what_was_not_is_added(revised: Callable[[str], Project]) -> None:
    project = revised(
        "besluiten:\n  # De raad komt dinsdag bijeen.\n  - wie: or\n    wat: instemming # op papier\n    stand: gevraagd\n    datum: 2026-11-17\n"
    )
    told, text = written(project)
    bound = "besluiten:\n  # De raad komt dinsdag bijeen.\n  - wie: or\n    wat: instemming # op papier\n    stand: gevraagd\n    datum: 2026-11-17\n    artikelen:\n      kijken: NU\n"
    assert text == bound + ASKED
    assert told == [
        'Bij de instemming van de ondernemingsraad staat nu over welke tekst het gaat: die van artikel 1.2 ("Wat wij bekijken").',
        'Erbij gezet: het advies van de functionaris gegevensbescherming is gevraagd op 22 november 2026, over artikel 1.2 ("Wat wij bekijken"). Vraag het nu ook echt, met deze tekst erbij.',
    ]
    again: list[str] = []
    command.write(project, command.look(project), DAY, again.append)
    assert again == ["Er is niets om op te schrijven."]


PART = """\
  - wie: mr
    deel: personeel
    wat: instemming
    stand: gevraagd
    datum: 2026-11-22
    artikelen:
      kijken: NU
"""


def test_of_a_school_the_part_of_its_council_is_asked_that_the_law_names(revised: Callable[[str], Project]) -> None:
    """What another part said is no answer to it, and neither is what the whole council said."""
    parents = f"besluiten:\n  - {{wie: mr, deel: ouders, wat: instemming, stand: verleend, datum: 2026-11-16, artikelen: {{kijken: {'0' * 64}}}}}\n"
    project = revised(parents)
    variables = project.root / "variables.yml"
    variables.write_text(variables.read_text("utf-8").replace("  soort: or\n", "  soort: mr\n"), "utf-8")
    told, text = written(project)
    assert text == parents + PART + ASKED
    assert told[0].startswith(
        "Erbij gezet: de instemming van het personeelsdeel van de medezeggenschapsraad is gevraagd op 22 november 2026"
    )
    change(project.root, {"edit": {REVISION: [["wie: mr\n    deel: personeel\n", "wie: mr\n"]]}})
    found = needed.read(read(project))
    assert found
    assert [need.subject for need in found.needs if need.left] == ["Instemming van het personeelsdeel van de medezeggenschapsraad"]
    assert "Stemde dat deel in? Schrijf dat erbij, met: deel: personeel" in command.look(project).told


def of_two(project: Project) -> Project:
    """The same for a school with both councils."""
    variables = project.root / "variables.yml"
    variables.write_text(variables.read_text("utf-8").replace("  soort: or\n", "  soort: [mr, gmr]\n"), "utf-8")
    return project


def test_which_of_two_councils_decides_is_asked_and_not_guessed(revised: Callable[[str], Project]) -> None:
    project = of_two(revised('besluiten:\n  - {wie: fg, wat: advies, stand: niet nodig, reden: "Dat is er niet."}\n'))
    before = (project.root / REVISION).read_bytes()
    told: list[str] = []
    seen = command.write(project, command.look(project), DAY, told.append)
    assert (project.root / REVISION).read_bytes() == before
    assert told == [
        "Niet opgeschreven: de instemming van het personeelsdeel van de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad. "
        + listed.WHICH
    ]
    assert listed.WHICH in seen.told
    command.write(project, seen, DAY, told.append, "gmr")
    assert "  - wie: gmr\n    deel: personeel\n    wat: instemming\n" in (project.root / REVISION).read_text("utf-8")
    # Of what is asked again the other council is named too: for some articles it may be that one.
    change(project.root, {"edit": {"docs/regels.md": [["twee keer", "drie keer"]]}})
    again = command.look(project).told
    assert "Vraag het opnieuw, en schrijf dat op met: handbook decisions --write\n" in again
    assert "Beslist hierover de medezeggenschapsraad? Typ dan: handbook decisions --write --raad mr\n" in again


def test_which_of_two_councils_decides_is_asked_once_for_all_that_they_decide_on(revised: Callable[[str], Project]) -> None:
    project = of_two(revised('besluiten:\n  - {wie: fg, wat: advies, stand: niet nodig, reden: "Dat is er niet."}\n'))
    change(project.root, {"edit": {"docs/regels.md": [["onderwerpen: [toezicht]", "onderwerpen: [toezicht, hulp, klantgegevens]"]]}})
    told = command.look(project).told
    assert told.count("medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad: ontbreekt.") == 3
    assert told.count(listed.WHICH) == 1 and told.index(listed.WHICH) > told.rindex("Is het niet nodig?")


def test_a_council_that_has_no_say_is_told_why(revised: Callable[[str], Project]) -> None:
    """That there is none, that only words change, or that the law names none: each has another cure."""
    project = revised("besluiten:\n  - {wie: or, wat: instemming, stand: gevraagd, datum: 2026-11-16}\n")
    refused = partial(command.write, project, today=DAY, say=print, council="gmr")
    with pytest.raises(CannotWork, match=r"beslist de gemeenschappelijke medezeggenschapsraad niet mee. Kijk bij medezeggenschap.soort"):
        refused(seen=command.look(project))
    change(project.root, {"edit": {"docs/regels.md": [["onderwerpen: [toezicht]", "onderwerpen: [doel]"]]}})
    with pytest.raises(CannotWork, match=r"noemt de wet geen besluit van een raad. Laat --raad weg"):
        refused(seen=command.look(project))
    change(project.root, {"edit": {REVISION: [["materieel", "redactioneel"]], "docs/regels.md": [["twee keer", "één keer"]]}})
    with pytest.raises(CannotWork, match=r"verandert alleen de woorden .*Laat --raad weg"):
        refused(seen=command.look(project))


@pytest.mark.parametrize("others", ["", "  - {wie: mr, deel: ouders, wat: instemming, stand: gevraagd, datum: 2026-11-16}\n"])
def test_the_council_that_decided_on_another_part_is_asked_again(revised: Callable[[str], Project], others: str) -> None:
    """With both in one file nothing says which it is."""
    project = of_two(revised(f"besluiten:\n  - {{wie: gmr, deel: ouders, wat: instemming, stand: gevraagd, datum: 2026-11-16}}\n{others}"))
    told: list[str] = []
    command.write(project, command.look(project), DAY, told.append)
    assert ("wie: gmr\n    deel: personeel" in (project.root / REVISION).read_text("utf-8")) == (not others)
    assert any(listed.WHICH in one for one in told) == bool(others)


def test_what_one_of_two_councils_said_takes_the_place_of_what_the_other_said_before(revised: Callable[[str], Project]) -> None:
    old = f"  - {{wie: mr, deel: personeel, wat: instemming, stand: verleend, datum: 2026-11-16, artikelen: {{kijken: {'0' * 64}}}}}\n"
    project = of_two(revised(f"besluiten:\n{old}"))
    command.write(project, command.look(project), DAY, print, "gmr")
    found = needed.read(read(project))
    assert found
    assert found.stale == ()


def test_decisions_between_braces_get_a_line_for_each_key(revised: Callable[[str], Project]) -> None:
    project = revised(
        "besluiten:\n"
        '- {wie: or, naam: "de raad, {van} allen", wat: instemming, stand: verleend, datum: 2026-11-17} # dinsdag\n'
        f"- {{wie: fg, wat: advies, stand: gevraagd, datum: 2026-11-16, artikelen: {{kijken: {'0' * 64}}}}}\n"
    )
    told, text = written(project)
    assert text == (
        "besluiten:\n"
        '- wie: or # dinsdag\n  naam: "de raad, {van} allen"\n  wat: instemming\n  stand: verleend\n  datum: 2026-11-17\n  artikelen:\n    kijken: NU\n'
        "- wie: fg\n  wat: advies\n  stand: gevraagd\n  datum: 2026-11-16\n  artikelen:\n    kijken: NU\n"
    )
    assert "Ging het besluit van 17 november 2026 over een andere tekst? Haal de regels onder artikelen dan weg" in told[0]
    assert 'Gevraagd was het over een eerdere tekst van artikel 1.2 ("Wat wij bekijken"). Zeg hun wat er is veranderd.' in told[1]


FLOW = "besluiten:\n- {wie: or, wat: instemming, stand: verleend, datum: 2026-11-17} # dinsdag\n"
BLOCK = "besluiten:\n  - wie: or\n    wat: instemming\n    stand: gevraagd\n    datum: 2026-11-17\n"


@pytest.mark.parametrize(
    ("decisions", "ending", "mixed"),
    [(FLOW, b"\r\n", False), ("", b"\r\n", False), (BLOCK, b"\r\n", True), (BLOCK, b"\r", False)],
    ids=["CRLF, accolades", "CRLF, niets", "CRLF en LF", "CR"],
)
def test_every_line_keeps_its_end(revised: Callable[[str], Project], decisions: str, ending: bytes, mixed: bool) -> None:
    """Notepad writes CRLF, and an editor that does not keep that leaves a file in which both stand."""
    project = revised(decisions)
    path = project.root / REVISION
    # A draft may have no decisions yet.
    text = path.read_bytes().replace(b"ter instemming", b"concept")
    head = text[: text.index(b"aard:")] if mixed else text
    path.write_bytes(before := head.replace(b"\n", ending) + text[len(head) :])
    command.write(project, command.look(project), DAY, print)
    now = path.read_bytes()
    found = needed.read(read(project))
    assert found
    assert not any(need.left for need in found.needs)
    # What is new ends as the lines around it do, and of what was typed only a decision between braces is another line.
    lines, typed = now.splitlines(keepends=True), before.splitlines(keepends=True)
    assert sum(line.endswith(ending) for line in lines) == (head.count(b"\n") if mixed else len(lines))
    assert len({*typed} - {*lines}) == (decisions == FLOW)


def test_a_decision_on_another_text_stays_what_it_was_and_is_asked_for_again(revised: Callable[[str], Project]) -> None:
    old = f'besluiten:\n  - wie: fg\n    wat: advies\n    stand: verleend\n    datum: 2026-11-16\n    artikelen:\n      kijken: {"0" * 64}\n  - {{wie: or, wat: instemming, stand: niet nodig, reden: "Dit staat in de cao."}}\n'
    told, text = written(revised(old))
    assert text == old + ASKED
    assert len(told) == 1


def test_a_revision_without_decisions_gets_its_list(revised: Callable[[str], Project]) -> None:
    project = revised("")
    path = project.root / REVISION
    path.write_text(path.read_text("utf-8").replace("status: ter instemming", "status: concept"), "utf-8")
    command.write(project, command.look(project), DAY, print)
    found = needed.read(read(project))
    assert found
    assert [(one.wie, one.stand, len(one.artikelen)) for one in found.revision.facts.besluiten] == [
        ("or", "gevraagd", 1),
        ("fg", "gevraagd", 1),
    ]
    assert not any(need.left for need in found.needs)


def test_what_the_program_proposed_as_comments_goes_on_in_the_list(revised: Callable[[str], Project]) -> None:
    project = revised("# besluiten:\n#   - {wie: bestuur, wat: besluit, stand: verleend, datum: 2026-11-21}\n")
    path = project.root / REVISION
    path.write_text(path.read_text("utf-8").replace("status: ter instemming", "status: concept"), "utf-8")
    command.write(project, command.look(project), DAY, print)
    # Then somebody takes the signs away, as the file asks.
    path.write_text(path.read_text("utf-8").replace("\n#   - ", "\n  - "), "utf-8")
    sources = read(project)
    assert [one.code for one in sources.findings if one.code == "YML002"] == []
    assert [one.wie for one in sources.revisions[0].facts.besluiten] == ["or", "fg", "bestuur"]


@pytest.mark.parametrize(
    "decisions",
    [
        "besluiten: [{wie: or, wat: instemming, stand: gevraagd, datum: 2026-11-17}]\n",
        "besluiten:\n  - {wie: or, wat: instemming,\n     stand: gevraagd, datum: 2026-11-17}\n",
        "besluiten:\n  -\n    wie: or\n    wat: instemming\n    stand: gevraagd\n    datum: 2026-11-17\n",
    ],
)
def test_what_is_written_in_another_way_is_added_to_or_left_alone(revised: Callable[[str], Project], decisions: str) -> None:
    """Whatever somebody typed, the file afterwards holds what was meant, or what it held before."""
    project = revised(decisions)
    before = (project.root / REVISION).read_bytes()
    try:
        command.write(project, command.look(project), DAY, print)
    except CannotWork as refusal:
        assert "Er is niets veranderd." in str(refusal)
        assert (project.root / REVISION).read_bytes() == before
    else:
        found = needed.read(read(project))
        assert found
        assert not any(need.left for need in found.needs)


# How it stands


def test_the_list_says_what_lacks_and_what_to_do(revised: Callable[[str], Project]) -> None:
    seen = command.look(revised("besluiten:\n  - {wie: or, wat: instemming, stand: verleend, datum: 2026-11-17}\n"))
    assert not seen.complete
    assert seen.told == LISTED


LISTED = """\
Revisie 2027-02-01 (ter instemming) verandert 1 artikel van versie 2026-01-01. Wat alleen een andere naam, een ander nummer of een andere datum van de revisie heeft, telt niet mee.

Instemming van de ondernemingsraad: ontbreekt.
  Over controle, volgens artikel 27, eerste lid, onder l, WOR:
    artikel 1.2 ("Wat wij bekijken"): nog niet besloten
  Er staat: Instemming van de ondernemingsraad, verleend op 17 november 2026. Er staat niet bij over welke tekst.
  Ging dat besluit over de tekst van nu? Schrijf dat op met: handbook decisions --write
  Is het niet nodig? Zet het er dan bij, met stand: niet nodig, en reden: "Dit staat al in de cao."

Advies van de functionaris gegevensbescherming: ontbreekt.
  Over controle, volgens artikel 35, tweede lid, AVG (kijk dit na):
    artikel 1.2 ("Wat wij bekijken"): nog niet besloten
  Vraag het, en schrijf dat op met: handbook decisions --write
  Een overheid heeft zo'n functionaris altijd: artikel 37, eerste lid, onder a, AVG. Andere organisaties alleen als dat artikel het vraagt, of als zij er zelf een kozen.
  Adviseert een ander? Schrijf dan: wie: anders, en naam: "de privacyjurist"
  Is het niet nodig? Zet het er dan bij, met stand: niet nodig, en reden: "Wij hebben geen functionaris gegevensbescherming."

Kijk dit na: de wet noemt het onderwerp. Of uw regels eronder vallen, hangt af van wat erin staat.
Publiceren kan pas als dit er is."""


def test_the_exit_code_says_whether_anything_lacks(revised: Callable[[str], Project], sample: Path) -> None:
    assert fork.handbook(sample, "decisions").returncode == 0
    root = revised("besluiten:\n  - {wie: or, wat: instemming, stand: gevraagd, datum: 2026-11-17}\n").root
    assert fork.handbook(root, "decisions").returncode == 1
    wrote = fork.handbook(root, "decisions", "--write")
    assert (wrote.returncode, "Instemming van de ondernemingsraad: is gevraagd." in wrote.stdout) == (1, True), wrote.stderr
    (root / REVISION).write_text((root / REVISION).read_text("utf-8").replace("aard: materieel", "aard: soms"), "utf-8")
    wrong = fork.handbook(root, "decisions")
    assert (wrong.returncode, "REV003" in wrong.stdout) == (1, True), wrong.stderr


def test_a_first_text_asks_for_no_advice_and_for_no_binding(sample: Path) -> None:
    found = needed.read(read(Project.find(sample)))
    assert found
    assert found.complete
    assert found.before is None
    assert [(need.who, bool(need.left), need.lacking) for need in found.needs] == [(("or",), False, False), (("fg",), True, False)]
    assert "is de eerste tekst" in listed.text(found)


def test_what_to_look_up_is_said_once() -> None:
    """Of one article of the law behind it, of more of them in a sentence of their own where something is sure beside them."""
    sure, one, other = (
        decided_by_law.Rule.model_validate({"wie": ["or"], "wat": "instemming", "wet": f"artikel {law}, WOR", "zekerheid": certainty})
        for law, certainty in (("k", "H"), ("d", "M"), ("m", "M"))
    )
    assert decided_by_law.laws([sure]) == "artikel k, WOR"
    assert decided_by_law.laws([one, sure]) == "artikel k, WOR en artikel d, WOR (kijk dit na)"
    assert decided_by_law.laws([one, other]) == "artikel d, WOR en artikel m, WOR (kijk dit na)"
    assert decided_by_law.laws([one, sure, other]) == "artikel k, WOR. Kijk na of dit er ook om vraagt: artikel d, WOR en artikel m, WOR"


def test_the_letters_of_one_article_of_the_law_are_told_behind_each_other() -> None:
    rules = [
        decided_by_law.Rule.model_validate({"wie": ["mr"], "wat": "instemming", "wet": law, "zekerheid": "H"})
        for law in (
            "artikel 12, eerste lid, onder m, WMS",
            "artikel 10, onder g, WMS",
            *[f"artikel 12, eerste lid, onder {one}, WMS" for one in "kfm"],
        )
    ]
    assert decided_by_law.laws(rules) == "artikel 12, eerste lid, onder f, k en m, WMS en artikel 10, onder g, WMS"


# What was said of the text before it

CONSENT: dict[str, Case] = yaml_lists.read(Path(__file__).parent / "cases/instemming.yml")
GOES_ON = "Geldt ook voor deze tekst: Instemming van de ondernemingsraad, verleend op 24 november 2025, bij versie 2026-01-01."


def test_consent_goes_on_and_is_printed_as_what_it_is(tmp_path: Path) -> None:
    """With other words, and with another rule on which the council has no say; not in the draft of one on which it has."""
    root = tmp_path / "handboek"
    said(root, CONSENT["REV021 instemming gaat mee met nieuwe woorden"])
    project = Project.find(root)
    words = "Revisie 2027-02-01 verandert alleen de woorden (aard: redactioneel). Daarvoor zijn geen besluiten van anderen nodig."
    assert (command.look(project).told, command.look(project).complete) == (f"{words}\n{GOES_ON}", True)
    assert printed(project) == ("verleend", ["2026-01-01"])
    change(
        root,
        {"edit": {REVISION: [["redactioneel", "materieel"]], "docs/regels.md": [["Een kort stukje muziek mag u", "U mag geen muziek"]]}},
    )
    assert command.look(project).told.endswith(f"beslist alleen het bestuur.\n{GOES_ON}")
    assert printed(project) == ("verleend", ["2026-01-01"])
    change(root, {"edit": {"docs/regels.md": [["één keer", "twee keer"]], REVISION: [["status: vastgesteld", "status: concept"]]}})
    assert "Geldt ook" not in command.look(project).told
    assert printed(project) == ("niet gevraagd", [])


def test_who_was_asked_twice_is_told_with_the_text_of_each_time(tmp_path: Path) -> None:
    """In the record of the version, which the list of versions reads, by the numbers of the articles that changed in between."""
    root = tmp_path / "handboek"
    said(root, CONSENT["REV021 instemming gaat mee met nieuwe woorden"])
    once, twice = ("0" * 64, "1" * 64)
    bound = "  - {{wie: or, wat: instemming, stand: verleend, datum: {}, artikelen: {{{}}}}}\n"
    both = bound.format("2026-11-03", f"kijken: {once}, pauze: {once}") + bound.format("2026-11-09", f"kijken: {twice}")
    file = root / REVISION
    file.write_text(file.read_text("utf-8").replace("besluiten:\n", f"besluiten:\n{both}").replace("redactioneel", "materieel"), "utf-8")
    context = Context.of(read(Project.find(root)))
    (label,) = {one.label for one in context.articles.values() if one.id == "kijken"}
    facts = context.record
    assert facts
    sentences = [one.sentence for one in facts.besluiten if one.wie == "or"]
    assert sentences == [
        f"Instemming van de ondernemingsraad, verleend op 3 november 2026, voor artikel {label} over een eerdere tekst",
        "Instemming van de ondernemingsraad, verleend op 9 november 2026",
    ]
    assert manifest.Built.model_validate_json(manifest.canonical(manifest.plain(facts))) == facts


def printed(project: Project) -> tuple[str, list[str]]:
    """What pages say of the consent to the newest revision, and on which versions it was."""
    context = Context.of(read(project))
    return context.names["revisie"].instemming, [str(one.of) for one in context.carried(context.revisions[0])]


def test_another_word_in_a_rule_is_told_and_asks_nobody_by_itself(tmp_path: Path) -> None:
    """A person who reads it can say that it changes nothing; that it means something to people they cannot say beside that."""
    root = tmp_path / "handboek"
    said(root, CONSENT["REV021 instemming gaat mee met nieuwe woorden"])
    change(root, {"edit": {"docs/regels.md": [["kort stukje", "kort stuk"]]}})
    seen = command.look(Project.find(root))
    assert (
        'Kijk dit na: De aard is redactioneel, en in artikel 1.1 ("Pauze") staan andere woorden: weg "stukje", erbij "stuk".' in seen.told
    )
    assert seen.complete
    change(root, {"edit": {REVISION: [['wat: "Een', 'betekent: "U mag meer.", wat: "Een']]}})
    seen = command.look(Project.find(root))
    assert "beslist alleen het bestuur" in seen.told
    assert [one.code for one in seen.doubts] == ["REV039"]


def test_decisions_say_that_the_kind_is_contested(tmp_path: Path) -> None:
    """And what the law asks of what changes."""
    root = tmp_path / "handboek"
    said(root, CONSENT["REV021 instemming gaat mee met nieuwe woorden"])
    change(root, {"edit": {"docs/regels.md": [["één keer", "twee keer"]]}})
    told = fork.handbook(root, "decisions")
    assert told.returncode == 1
    assert "Instemming van de ondernemingsraad: ontbreekt." in told.stdout
    assert 'weg "één", erbij "twee"' in told.stdout
    assert "[REV035]" in told.stdout
    change(root, {"edit": {REVISION: [["bekendgemaakt: 2026-11-20\n", ""]]}})
    wrong = command.look(Project.find(root)).findings
    assert [one.code for one in wrong] == ["REV013", "REV035"]


# What one council of a school says of an article, where the other one decided on the text


def deciding(lines: str) -> RevisionFacts:
    text = f"---\ntitle: Revisie\nstatus: concept\ningangsdatum: 2026-12-01\naard: materieel\n{lines}---\n"
    node = front_matter("r.md", text)[0]
    assert node
    found = fill(RevisionFacts, node, "r.md", "REV003")[0]
    assert found
    return found


FIRST_OF_SCHOOL = """besluiten:
  - {{wie: gmr, deel: personeel, wat: instemming, stand: verleend, datum: 2026-10-05, artikelen: {{kijken: {0}, doel: {0}}}}}
"""


@pytest.mark.parametrize(
    ("own", "who"),
    [
        ("{wie: mr, deel: personeel, wat: instemming, stand: verleend, datum: 2026-11-05, artikelen: {kijken: %s}}", "gmr"),
        ("{wie: mr, deel: ouders, wat: instemming, stand: gevraagd, datum: 2026-11-05}", "gmr"),
        ("{wie: gmr, deel: personeel, wat: instemming, stand: verleend, datum: 2026-11-05, artikelen: {kijken: %s}}", "gmr"),
        ("{wie: mr, deel: personeel, wat: instemming, stand: verleend, datum: 2026-11-05, artikelen: {kijken: %s, doel: %s}}", "mr"),
    ],
    ids=["one article", "another part", "the same council", "all that the other decided on"],
)
def test_a_decision_on_one_article_says_nothing_of_who_decided_on_the_text(own: str, who: str) -> None:
    """Nor does it in a text after that, which it goes on for."""

    first = standing.after((), None, deciding(FIRST_OF_SCHOOL.format("0" * 64)))
    second = standing.after(first, VersionName.parse("2026-11-01"), deciding(f"besluiten:\n  - {own.replace('%s', '1' * 64)}\n"))
    third = standing.after(second, VersionName.parse("2026-12-01"), deciding(""))
    for one in (second, third):
        assert standing.deciders(one, ("mr", "gmr")) == ((who, "personeel"),)
        assert standing.consent(one, ("mr", "gmr")) == "verleend"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("verleend", ("verleend", (("mr", None),))), ("onthouden", ("onthouden", (("mr", "personeel"),)))],
)
def test_what_other_parts_of_a_council_said_goes_on_where_one_is_asked_of_what_changes(answer: str, expected: tuple[str, object]) -> None:
    """So that the text does not say that another council agreed with it than before."""
    given = "".join(
        f"  - {{wie: mr, {part}wat: instemming, stand: verleend, datum: 2026-10-05}}\n"
        for part in ("", "deel: personeel, ", "deel: ouders, ")
    )
    asked = f"besluiten:\n  - {{wie: mr, deel: personeel, wat: instemming, stand: {answer}, datum: 2026-11-05}}\n"
    first = standing.after((), None, deciding(f"besluiten:\n{given}"))
    second = standing.after(first, VersionName.parse("2026-11-01"), deciding(asked))
    third = standing.after(second, VersionName.parse("2026-12-01"), deciding(""))
    for one in (second, third):
        assert (standing.consent(one, ["mr"]), standing.deciders(one, ["mr"])) == expected
    assert [(each.decision.deel, each.of is None) for each in second] == [("personeel", True), (None, False), ("ouders", False)]


# How the staff were heard, where no council speaks for them

PROMISED = [
    ["doel: {norm", "medezeggenschap: {norm: nee, onderwerpen: [doel]}, doel: {norm"],
    ["## Vragen", "## {{ artikel('medezeggenschap') }} Meepraten {#medezeggenschap}\n\n1. Elke revisie zegt wat u vond.\n\n## Vragen"],
]


@pytest.mark.parametrize(("soort", "whom"), [("geen", "alle medewerkers"), ("personeelsvergadering", "de personeelsvergadering")])
def test_a_revision_says_how_the_staff_were_heard_where_the_text_promises_it(
    revised: Callable[[str], Project], soort: str, whom: str
) -> None:
    fg = 'besluiten:\n  - {wie: fg, wat: advies, stand: niet nodig, reden: "Dat is er niet."}\n'
    project = revised(fg)
    size = 8 if soort == "geen" else 20
    change(project.root, {"edit": {"variables.yml": [["soort: or", f"soort: {soort}"], ["medewerkers: 120", f"medewerkers: {size}"]]}})
    assert command.look(project).complete, "without that article nothing promises it"
    change(project.root, {"edit": {"docs/regels.md": PROMISED}})
    seen = command.look(project)
    assert f"Advies van {whom}: ontbreekt.\n  Dat elke revisie dat noemt, belooft artikel 1.3" in seen.told
    assert seen.told.endswith("Publiceren kan pas als dit er is.") and not seen.complete
    told, text = written(project)
    assert text == f'{fg}  - wie: anders\n    naam: "{whom}"\n    wat: advies\n    stand: gevraagd\n    datum: 2026-11-22\n'
    assert told[0].startswith(f"Erbij gezet: het advies van {whom} is gevraagd op 22 november 2026. Vraag het nu ook echt")
    assert not command.look(project).complete
    change(project.root, {"edit": {REVISION: [["gevraagd", "verleend"]]}})
    assert command.look(project).complete
