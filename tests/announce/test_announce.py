"""What a message says of a version or a draft, read from a real archive, and what is said where there is nothing to tell."""

from __future__ import annotations

import json
import shutil
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from handbook import announce
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from tests.support import announcing, changed_archive, proving, publishing
from tests.support.announcing import FIRST, MENDED, SECOND, THIRD, TODAY
from tests.support.fork import handbook
from tests.support.handbooks import ODD
from tests.support.publishing import git, repository

DRAFT = "2026-12-01"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = announcing.archive(tmp_path_factory.mktemp("bericht") / "handboek")
    git(root, "repack", "-a", "-d", "--quiet")
    return root


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the archive, to change."""
    return Path(shutil.copytree(root, tmp_path / "kopie"))


def told(root: Path, version: str, day: date, form: str = "mail") -> str:
    return announce.shown(announce.announce(Project.find(root), version, day, form), form)


def refused(root: Path, version: str, day: date = TODAY) -> str:
    with pytest.raises(CannotWork) as found:
        announce.announce(Project.find(root), version, day, "mail")
    return str(found.value)


def day(text: str) -> date:
    return date.fromisoformat(text)


# What was published


def test_a_change_in_the_rules_comes_first_with_its_meaning_and_its_article(root: Path) -> None:
    said = told(root, THIRD, day("2026-06-01"))
    assert said.startswith(
        "Onderwerp: Protocol sociale media: wijzigingen vanaf 1 juli 2026\n\nBeste collega's,\n\nVanaf 1 juli 2026 geldt een nieuwe tekst"
    )
    # The version speaks with je, so its notes and the message do.
    assert "- Toestemming is voortaan <schriftelijk>.\n  Dit betekent het voor jou: Je stuurt een appje.\n  Voor wie: Iedereen\n" in said
    at = f"https://handboek.proefhuis.test/{THIRD}/regels/begin/"
    assert f"artikel 1.2, Beeld <{at}#beeld> en artikel 1.4, Bellen <{at}#bellen> (nieuw)" in said
    assert f"<https://handboek.proefhuis.test/wijzigingen/{THIRD}/>" in said
    assert "Bel Afdeling HR op +31 20 555 45 67, of mail naar hr@proefhuis.test." in said
    assert f"Bevestig opnieuw dat je de tekst kent <https://handboek.proefhuis.test/{THIRD}/gelezen/>." in said


def test_an_article_of_which_no_note_tells_is_named(root: Path) -> None:
    said = told(root, SECOND, day("2026-02-25"))
    assert "Ook dit artikel is anders: artikel 1.2, Beeld <" in said
    # What touches an article comes before what does not, whatever the order in which it was typed.
    assert said.index("Bij klagen staat nu uitleg.") < said.index("Er is een pagina met vragen.")
    assert "Voor wie: Iedereen\n\nWat verandert er?" in said
    assert "De regels in één artikel blijven hetzelfde." in said
    assert "U kunt de vraag krijgen om opnieuw te bevestigen dat u de tekst kent." in said


def test_a_correction_of_words_is_two_sentences(root: Path) -> None:
    said = told(root, MENDED, day("2026-04-06"))
    assert said.count("\n\n") == 4
    assert (
        f"De tekst van 1 april 2026 <https://handboek.proefhuis.test/{MENDED}/> van het protocol sociale media van {ODD} is verbeterd: alleen"
        in said
    )
    assert "Wat mag of moet blijft hetzelfde, dus u hoeft niets te doen" in said


def test_the_first_text_introduces_itself(root: Path) -> None:
    said = told(root, FIRST, day("2026-01-01"))
    assert "Nieuw: protocol sociale media vanaf 1 januari 2026" in said
    assert "Daarin staat wat mag en wat moet op sociale media." in said
    assert "opnieuw" not in said and "woord voor woord" not in said and "blijven hetzelfde" not in said


def test_who_sends_it_hears_on_which_day(root: Path) -> None:
    done = handbook(root, "announce", THIRD, HANDBOEK_VANDAAG="2026-06-01")
    assert (done.returncode, done.stderr) == (
        0,
        "De revisie noemt 15 juni 2026 als dag van bekendmaking. Verstuur het bericht op die dag.\n",
    )
    assert done.stdout.startswith("Onderwerp: ")


def test_the_files_of_each_form_stand_beside_each_other(root: Path, tmp_path: Path) -> None:
    done = handbook(root, "announce", THIRD, "-o", str(tmp_path / "bericht.eml"))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bericht.eml", "bericht.html", "bericht.txt"]
    assert done.stdout.strip() == f"Het bericht staat in {tmp_path}/bericht.eml, {tmp_path}/bericht.html en {tmp_path}/bericht.txt."
    assert message_from_bytes((tmp_path / "bericht.eml").read_bytes(), policy=policy.default)["X-Unsent"] == "1"
    for form, names in {"teams": ["2026-07-01.html", "2026-07-01.txt"], "intranet": ["2026-07-01.html"]}.items():
        found = announce.announce(Project.find(root), THIRD, TODAY, form)
        assert [path.name for path in announce.write(found, form, tmp_path / "2026-07-01")] == names


def test_a_place_where_no_message_may_come_is_told_before_it_is_made(copy: Path, tmp_path: Path) -> None:
    before = git(copy, "status", "--porcelain", "--ignored")
    for place, said in {
        "bericht": "bericht staat in de map van het handboek. Een bericht hoort daar niet",
        "docs/bericht.html": "Kies een plek daarbuiten, zoals ../bericht.html, en probeer het opnieuw.",
        str(tmp_path / "weg/bericht"): "weg/bericht kan niet worden geschreven: de map",
        str(tmp_path): f"{tmp_path} is een map. Schrijf de naam van het bestand erbij.",
        "../bericht.docx": "eindigt op .docx, en hier komt een bestand dat eindigt op .eml, .html of .txt. Schrijf bijvoorbeeld ../bericht.eml.",
    }.items():
        done = handbook(copy, "announce", THIRD, "-o", place)
        assert (done.returncode, done.stdout) == (2, "") and said in done.stderr, done.stderr
    assert git(copy, "status", "--porcelain", "--ignored") == before


# What was decided since, and what is nowhere


def test_a_text_that_another_took_the_place_of_leads_to_that_one(root: Path) -> None:
    assert (
        refused(root, SECOND)
        == f"Versie {SECOND} geldt niet meer: nu geldt versie {THIRD}. Maak daarvan een bericht: handbook announce {THIRD}"
    )
    assert THIRD in told(root, THIRD, TODAY)


def test_a_text_that_was_mended_before_it_began_leads_to_what_mends_it(copy: Path) -> None:
    changed_archive.add(copy, f"{THIRD}.2", changed_archive.Text({"doel": announcing.GOAL, "beeld": announcing.ASKED}, "2026-06-10"))
    assert (
        refused(copy, THIRD, day("2026-06-12"))
        == f"Versie {THIRD} is verbeterd. Maak een bericht van de verbetering: handbook announce {THIRD}.2"
    )
    assert "Verbeterd: protocol sociale media van 1 juli 2026" in told(copy, f"{THIRD}.2", day("2026-06-12"))


def test_what_is_no_version_or_nowhere_is_told(root: Path, tmp_path: Path) -> None:
    assert "Schrijf de datum, zoals 2026-11-01 of 2026-11-01.2, of: concept" in refused(root, "gisteren")
    near = refused(root, "2026-07-02")
    assert near.startswith("Versie 2026-07-02 is er niet. Kies bijvoorbeeld 2026-07-01")
    empty = repository(tmp_path / "leeg")
    assert "er is nog geen versie gepubliceerd" in refused(empty, THIRD)


def test_an_article_that_was_taken_off_is_in_no_message(copy: Path) -> None:
    proving.take_down(copy, THIRD, "2026-07-05", article="bellen")
    said = told(copy, THIRD, TODAY)
    assert "Een deel van de tekst is van de website gehaald." in said
    assert "Bellen" not in said and "artikel 1.2, Beeld <" in said
    assert "blijven hetzelfde" not in said
    proving.take_down(copy, THIRD, "2026-07-05", page="gelezen.md")
    assert "Je kunt de vraag krijgen om opnieuw te bevestigen" in told(copy, THIRD, TODAY)
    proving.take_down(copy, THIRD, "2026-07-06")
    gone = refused(copy, THIRD)
    assert "is op 6 juli 2026 van de website gehaald" in gone and "De tekst is op te vragen bij HR, hr@proefhuis.test." in gone
    assert gone.endswith("Welke tekst nu geldt, ziet u met: handbook versions")


def test_a_repeal_is_a_message_of_its_own(copy: Path) -> None:
    proving.repeal(copy, THIRD, "2026-08-01", MENDED, "2026-07-08")
    said = told(copy, THIRD, TODAY)
    assert "Onderwerp: Protocol sociale media: tekst ingetrokken vanaf 1 augustus 2026" in said
    assert f"In plaats daarvan geldt de tekst van 1 april 2026, verbetering 2 <https://handboek.proefhuis.test/{MENDED}/>." in said
    assert "Dat besloot de directie. De reden: ‘De wet veranderde.’" in said


def test_an_urgent_text_says_until_when_it_applies(copy: Path) -> None:
    text = changed_archive.Text({"doel": announcing.GOAL}, "2026-07-06", notes=(announcing.NOTES[0],))
    changed_archive.add(copy, "2026-06-20", text)
    said = told(copy, "2026-06-20", day("2026-06-20"))
    assert "Deze tekst geldt tot en met 30 juni 2026. Daarna geldt de tekst van 1 juli 2026 <" in said
    assert f"<https://handboek.proefhuis.test/{THIRD}/>, die al is aangekondigd." in said
    assert "artikel 1.2, Beeld (vervalt)" in said


# The draft


REVISION = f"""---
title: "Revisie"
status: concept
ingangsdatum: {DRAFT}
{{}}
---
# Revisie

{{{{{{{{ revisiegegevens() }}}}}}}}
"""
CHANGES = """aard: materieel
bekendgemaakt: 2026-11-20
wijzigingen:
  - artikel: doel
    wat: "Het doel staat er korter."
    waarom: "Het was lang."
    voor_wie: "Iedereen"
    nagelezen: nee"""


def revise(root: Path, facts: str) -> None:
    (root / f"docs/revisies/{DRAFT}.md").write_text(REVISION.format(facts).replace("{{{{", "{{").replace("}}}}", "}}"), "utf-8")


@pytest.mark.parametrize("name", ["concept", DRAFT])
def test_a_draft_says_that_it_is_one_and_leads_nowhere(copy: Path, name: str) -> None:
    revise(copy, CHANGES)
    found = announce.announce(Project.find(copy), name, TODAY, "mail")
    said = announce.shown(found, "mail")
    assert said.startswith("Onderwerp: [concept] Protocol sociale media: wijzigingen vanaf 1 december 2026")
    assert "Dit bericht is een concept: de tekst is nog niet vastgesteld of gepubliceerd." in said
    assert "- Het doel staat er korter.\n  Voor wie: Iedereen\n  Lees na: artikel 1.1, Doel\n" in said
    assert "artikel 1.2, Beeld (vervalt)" in said and "https:" not in said
    assert found.notes == (
        f"In docs/revisies/{DRAFT}.md staat nog wat het programma voorstelde (nagelezen: nee). Lees dat na voordat u dit bericht laat zien.",
        f"In docs/revisies/{DRAFT}.md staat bij één wijziging geen betekent. Schrijf daar wat mensen ervan merken: dan staat het in het bericht.",
        "De revisie noemt 20 november 2026 als dag van bekendmaking. Verstuur het bericht op die dag.",
    )


def test_a_draft_names_an_article_as_its_text_speaks(copy: Path) -> None:
    page, facts = copy / "docs/regels.md", copy / "variables.yml"
    page.write_text(page.read_text("utf-8").replace("{{ artikel('doel') }} Doel", "{{ artikel('doel') }} Wat u stuurt"), "utf-8")
    facts.write_text(facts.read_text("utf-8").replace("aanspreekvorm: u", "aanspreekvorm: je"), "utf-8")
    revise(copy, CHANGES)
    said = told(copy, "concept", TODAY)
    assert "Lees na: artikel 1.1, Wat je stuurt\n" in said


def test_what_says_only_that_an_article_differs_stands_in_no_message(copy: Path) -> None:
    bare = CHANGES.replace("Het doel staat er korter.", "Doel: lid 1 is anders.").replace("\n    nagelezen: nee", "")
    revise(copy, bare)
    said = told(copy, "concept", TODAY)
    assert "lid 1 is anders" not in said and "- Artikel 1.1, Doel\n" in said
    revise(copy, CHANGES.replace("\n    nagelezen: nee", '\n    betekent: "Lid 1 is anders."'))
    said = told(copy, "concept", TODAY)
    assert "- Het doel staat er korter.\n" in said and "Lid 1 is anders" not in said
    revise(copy, f'{bare}\n    betekent: "U leest minder."')
    assert "- Doel: lid 1 is anders.\n  Dit betekent het voor u: U leest minder.\n" in told(copy, "concept", TODAY)


def test_a_draft_without_a_kind_says_what_it_lacks(copy: Path) -> None:
    revise(copy, "toelichting: 'Alles is korter.'")
    found = announce.announce(Project.find(copy), "concept", TODAY, "mail")
    assert "Schrijf daar materieel of redactioneel" in found.notes[0]
    said = announce.shown(found, "mail")
    # Its advice, once.
    revise(copy, CHANGES.replace('"Iedereen"', '"Iedereen"\n    betekent: "U leest minder."').replace("nagelezen: nee", "nagelezen: ja"))
    assert [note[:9] for note in announce.announce(Project.find(copy), "concept", TODAY, "mail").notes] == ["De revisi"]
    # What means something to people is told, whatever the kind says.
    revise(copy, CHANGES.replace('"Iedereen"', '"Iedereen"\n    betekent: "U leest minder."').replace("materieel", "redactioneel"))
    both = announce.announce(Project.find(copy), "concept", TODAY, "mail")
    assert "Dit betekent het voor u: U leest minder." in announce.shown(both, "mail")
    assert any("Een van beide klopt niet" in note for note in both.notes)
    assert "bevestigen" not in said and "Alles is korter." in said and "Deze artikelen zijn anders" in said


def test_there_is_no_draft_where_all_is_published_or_the_text_is_that_of_another(copy: Path) -> None:
    same = f"Er is hier geen concept: de tekst is dezelfde als die van versie {FIRST}. Een bericht daarover maakt u met: handbook announce {FIRST}"
    assert same in refused(copy, "concept")
    revise(copy, CHANGES)
    shutil.copy(copy / f"docs/revisies/{DRAFT}.md", copy / "docs/revisies/2026-10-01.md")
    text = (copy / "docs/revisies/2026-10-01.md").read_text("utf-8")
    (copy / "docs/revisies/2026-10-01.md").write_text(text.replace(f"ingangsdatum: {DRAFT}", "ingangsdatum: 2026-10-01"), "utf-8")
    assert f"de tekst die hier staat is die van {DRAFT}" in refused(copy, "2026-10-01")


def test_a_mistake_in_the_facts_or_the_revision_leads_to_the_check(copy: Path) -> None:
    (copy / f"docs/revisies/{DRAFT}.md").write_text("---\ntitle: x\n---\n", "utf-8")
    assert (
        refused(copy, DRAFT)
        == f"Het bericht kan niet worden gemaakt: in docs/revisies/{DRAFT}.md staat een fout. Welke, zegt: handbook check"
    )
    (copy / "variables.yml").write_text("werkgever: 1\n", "utf-8")
    assert "in variables.yml staat een fout" in refused(copy, THIRD)


DATED = """---
title: "Regels"
description: "Vier regels."
artikelen: {status: {norm: nee}, bellen: {norm: nee}, fotos: {norm: nee}, hulp: {norm: nee}}
---
# Regels

## {{ artikel('status') }} Status {#status}

De tekst geldt vanaf {{ datum(revisie.ingangsdatum) }} als versie {{ revisie.versie }}.

## {{ artikel('bellen') }} Bellen {#bellen}

Bel {{ contact.hr.naam }} op {{ bel(contact.hr.telefoon) }}.

## {{ artikel('fotos') }} Foto's {#fotos}

U plaatst geen foto's. Ook [hier](index.md) niet.

## {{ artikel('hulp') }} Hulp {#hulp}

U vraagt hulp.

!!! note "Wie helpt mij?"
    {{ bel_of_mail('hr') }}.

!!! note "Direct bellen"
    {{ contact_kaart('hr') }}
"""


NUMBER, NEW = "+31 20 555 45 67", "+31 20 555 99 99"


@pytest.fixture(scope="module", params=["bijgehouden", "gewoon"])
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two versions: in the second one rule is other, and the number of HR, which is kept up to date or is not."""
    root = publishing.handbook(tmp_path_factory.mktemp("nummer") / "handboek")
    page, facts = root / "docs/regels.md", root / "variables.yml"
    page.write_text(DATED, "utf-8")
    if request.param == "bijgehouden":
        facts.write_text(facts.read_text("utf-8").replace("  hr:\n", "  hr:\n    actueel_houden: true\n"), "utf-8")
    publishing.commit(root)
    assert publishing.publish(root).code == 0
    page.write_text(DATED.replace("geen foto's", "nooit foto's"), "utf-8")
    facts.write_text(facts.read_text("utf-8").replace(NUMBER, NEW), "utf-8")
    revision = publishing.revise(root, "2026-02-01")
    told_of = (
        'wijzigingen:\n  - {artikel: fotos, wat: "U plaatst nooit foto\'s.", waarom: "Dat is korter.", voor_wie: "Alle medewerkers"}\n'
    )
    revision.write_text(revision.read_text("utf-8").replace("ingangsdatum:", f"{told_of}ingangsdatum:", 1), "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    return root


def test_another_day_of_the_revision_or_telephone_number_is_no_other_rule(two: Path) -> None:
    said = told(two, "2026-02-01", day("2026-01-20"))
    assert "Status" not in said and "Bellen" not in said and "Hulp" not in said
    assert "De regels in drie artikelen blijven hetzelfde." in said


def test_another_telephone_number_is_a_fact_in_the_history_and_in_a_draft(two: Path, tmp_path: Path) -> None:
    touched = json.loads(publishing.show(two, "versies/artikelen.json"))["artikelen"]
    assert {id_: one["versies"][-1]["soort"] for id_, one in touched.items()} == {
        "status": ["gegeven"],
        "bellen": ["gegeven"],
        "fotos": ["gewijzigd"],
        "hulp": ["gegeven"],
    }
    page = publishing.show(two, "wijzigingen/2026-02-01/index.html")
    assert all(f'<section id="{id_}" class="verschil-artikel" data-soort="gegeven">' in page for id_ in ("bellen", "hulp"))
    copy = Path(shutil.copytree(two, tmp_path / "kopie"))
    edited = (copy / "variables.yml").read_text("utf-8").replace(NEW, "+31 20 555 11 11")
    (copy / "variables.yml").write_text(edited, "utf-8")
    shown = handbook(copy, "diff", "2026-02-01", "concept")
    assert "In 2 artikelen veranderde alleen een gegeven." in shown.stdout and "gewijzigd" not in shown.stdout, shown.stdout
    assert f"contact.hr.telefoon: was [-{NEW}-], is {{++31 20 555 11 11+}}" in shown.stdout
    publishing.revise(copy, DRAFT)
    # What the website shows is the number of before; these facts hold the one that goes out with this text.
    assert "Bel Afdeling HR op +31 20 555 11 11, of mail naar hr@proefhuis.test." in told(copy, "concept", TODAY)
