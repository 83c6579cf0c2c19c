"""What an organisation expects of its own text: every code of `handbook test`, and that a slip in such a file is a finding."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.build import checked_sources, expectations
from handbook.build.expectations import situations
from handbook.build.expectations.count import Count
from handbook.build.expectations.situations import Searched
from handbook.core.findings import Finding
from handbook.core.project import Project
from handbook.sources import Sources
from handbook.sources.people import Mensen, Woord
from handbook.sources.template.allowlist import parse
from tests.support.fork import handbook
from tests.support.handbooks import SAMPLE, draw

RIGHT = {
    "situaties.yml": """
- situatie: "Mag ik dat doen?"
  artikel: doel
  kern: [reikwijdte]
- situatie: "Iets van een artikel dat weg is."
  artikel: weggehaald
  kern: [weg]
""",
    "keuzehulp.yml": """
mag-ik-dit-plaatsen:
  per_stand:
    beperkt: {eerst: aan-het-werk, wel: [wachten]}
""",
    "inhoud.yml": """
onderwerpen: >-
  doel gebruik
vaste_dilemmas: [like]
oude_adressen: [regels/dilemmas.md]
""",
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The sample, read once: what is expected of it is no part of it."""
    return checked_sources.checked(Project.find(draw(tmp_path_factory.mktemp("toetsen") / "h", of=SAMPLE))).sources


def found(known: Sources, site: Path, files: dict[str, str]) -> list[Finding]:
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return [*expectations.held(known, situations.searchable(site, known.metadata), Count())]


CASES = [
    ("TST001", "situaties.yml", '- situatie: "Wat?"\n  artikel: doel\n'),
    ("TST001", "inhoud.yml", "onderwerp: [doel]\n"),
    ("TST001", "keuzehulp.yml", "- lijst\n"),
    ("TST002", "situaties.yml", '- situatie: "Mag ik dat doen?"\n  artikel: doel\n  kern: [sprinkhaan]\n'),
    ("TST003", "situaties.yml", '- situatie: "Mag ik dat doen?"\n  artikel: doel\n  kern: [de]\n'),
    ("TST004", "keuzehulp.yml", "bestaat-niet: {}\n"),
    ("TST005", "keuzehulp.yml", "mag-ik-dit-plaatsen:\n  einden: [nergens]\n"),
    ("TST005", "keuzehulp.yml", "mag-ik-dit-plaatsen:\n  per_stand:\n    beperkt: {eerst: nergens}\n"),
    ("TST005", "keuzehulp.yml", "mag-ik-dit-plaatsen:\n  per_stand:\n    beperkt: {eerst: aan-het-werk, niet: [wachten]}\n"),
    ("TST005", "keuzehulp.yml", "iemand-schrijft-over-ons:\n  volgorde:\n    - {bij: [waar], eerst: waar, daarna: [gevaar]}\n"),
    ("TST006", "inhoud.yml", "onderwerpen: [nergens]\n"),
    ("TST007", "inhoud.yml", "nooit_zonder_artikel: [{}]\n"),
    ("TST008", "inhoud.yml", "vaste_dilemmas: [nergens]\n"),
    ("TST009", "inhoud.yml", "oude_adressen: [nergens.md]\n"),
]


@pytest.mark.parametrize(("code", "file", "text"), CASES)
def test_what_is_not_as_expected_is_a_finding(code: str, file: str, text: str, known: Sources, sample_site: Path) -> None:
    if code == "TST007":
        bare = {*known.data.topics.items} - {topic for about in known.metadata.articles.values() for topic in about.topics}
        text = text.format(sorted(bare)[0])
    assert {one.code for one in found(known, sample_site, {file: text})} == {code}


SENTENCE = "De regels geven houvast waar het belang van Proefhuis, collega's, klanten of relaties in het spel komt."
AFTER = "Een regel gaat nooit verder dan voor dat belang nodig is."


def asked(*points: tuple[str, str | list[str], str], sector: str = "algemeen", article: str = "doel") -> str:
    listed = [{"punt": punt, "zin": zin, "deelt": deelt} for punt, zin, deelt in points]
    return json.dumps([{"situatie": "Wat geldt er?", "sector": sector, "artikel": article, "vertelt": listed}])


@pytest.mark.parametrize(
    ("situations", "codes"),
    [
        (asked(("belang", SENTENCE, ""), ("grens", AFTER, "")), []),
        (asked(("beide", f"{SENTENCE} {AFTER}", "")), []),
        (asked(("toelichting", "Werkgevers én medewerkers willen weten waar de grens ligt.", "")), []),
        (asked(("twee plekken", [AFTER, "De naam van een platform is steeds een voorbeeld."], "")), []),
        (asked(("een van twee plekken", [AFTER, "Dit staat nergens."], "")), ["TST010"]),
        (asked(("half", "De regels geven houvast", "")), ["TST010"]),
        (asked(("met iets ervoor", f"Let op. {SENTENCE}", "")), ["TST010"]),
        (asked(("andersom", f"{AFTER} {SENTENCE}", "")), ["TST010"]),
        (asked(("een kop", "Voor wie en voor wat", "")), ["TST010"]),
        (asked(("een andere pagina", "Wat er daarna gebeurt, bespreekt u samen.", "")), ["TST010"]),
        (asked(("een andere stand", "Wel is er een regel voor de pauze op de werkplek: zie artikel 2.1.", "")), ["TST010"]),
        (asked(("een", SENTENCE, ""), ("twee", SENTENCE, "")), ["TST011"]),
        (asked(("een", f"{SENTENCE} {AFTER}", ""), ("twee", AFTER, "")), ["TST011"]),
        (asked(("een", SENTENCE, ""), ("twee", SENTENCE, "belang en houvast zijn daar een")), []),
        (asked(("een", SENTENCE, ""), article="weggehaald"), []),
    ],
)
def test_a_page_tells_each_point_by_a_sentence_of_its_own(known: Sources, situations: str, codes: list[str]) -> None:
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    (folder / "situaties.yml").write_text(situations, "utf-8")
    count = Count()
    assert [one.code for one in expectations.told(known, SAMPLE / "variables.yml", count)] == codes
    assert (count.situations, count.gone) == ((0, ["weggehaald"]) if "weggehaald" in situations else (1, []))


def test_a_long_list_of_situations_is_read_to_its_end(known: Sources) -> None:
    """A page of text may not be that long, and a list of what pages tell soon is."""
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    one, *_ = json.loads(asked(("belang", SENTENCE, "")))
    many = [{**one, "situatie": f"Wat geldt er, de {number}e keer? {'x' * 900}"} for number in range(200)]
    (folder / "situaties.yml").write_text(json.dumps([*many, {**one, "vertelt": [{"punt": "laatste", "zin": "Niet."}]}], indent=1), "utf-8")
    assert [found.code for found in expectations.held(known, {}, Count())] == []
    assert [found.code for found in expectations.told(known, SAMPLE / "variables.yml", Count())] == ["TST010"]


def test_a_point_is_told_in_the_sector_of_who_asks(known: Sources) -> None:
    """And by the facts of the example: those of an organisation print other names."""
    assert known.facts
    others = known.facts.model_copy(update={"werkgever": known.facts.werkgever.model_copy(update={"naam_kort": "Anders"})})
    of_care = "Een patiënt of cliënt herkent u niet in het openbaar."
    page = replace(
        known.pages["doel.md"], text=known.pages["doel.md"].text + f"\n{{% if 'zorg' in werkgever.sector %}}\n{of_care}\n{{% endif %}}\n"
    )
    tree = parse(page).tree
    assert tree
    sources = replace(known, facts=others, pages={**known.pages, "doel.md": page}, trees={**known.trees, "doel.md": tree})
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    for sector, codes in (("zorg", []), ("algemeen", ["TST010"])):
        (folder / "situaties.yml").write_text(asked(("zorg", of_care, ""), ("naam", SENTENCE, ""), sector=sector), "utf-8")
        assert [one.code for one in expectations.told(sources, SAMPLE / "variables.yml", Count())] == codes


def test_an_article_that_the_example_does_not_print_settles_nothing(known: Sources, tmp_path: Path) -> None:
    facts = (SAMPLE / "variables.yml").read_text("utf-8")
    assert "  toezicht: true" in facts
    (tmp_path / "variables.yml").write_text(facts.replace("  toezicht: true", "  toezicht: false"), "utf-8")
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    (folder / "situaties.yml").write_text(asked(("punt", AFTER, ""), article="geheime-controle"), "utf-8")
    assert [one.code for one in expectations.told(known, tmp_path / "variables.yml", Count())] == ["TST012"]


def test_the_sentence_that_looks_most_like_it_is_shown(known: Sources) -> None:
    folder = known.project.docs / "gegevens/toetsen"
    folder.mkdir(exist_ok=True)
    (folder / "situaties.yml").write_text(asked(("grens", AFTER.replace("nooit", "niet"), "")), "utf-8")
    (one,) = expectations.told(known, SAMPLE / "variables.yml", Count())
    assert one.message.endswith(f'Het meest lijkt: "{AFTER}".')
    assert one.message.startswith('"Wat geldt er?" (sector algemeen): docs/doel.md vertelt niet "grens".')


def told(known: Sources, searched: dict[str, str], **files: str) -> tuple[list[str], str]:
    folder = known.project.docs / "gegevens/toetsen"
    for name in ("situaties", "keuzehulp", "inhoud"):
        (folder / f"{name}.yml").write_text(files.get(name, ""), "utf-8")
    count = Count()
    return [
        one.message for one in expectations.held(known, {path: Searched(text, text) for path, text in searched.items()}, count)
    ], count.sentence()


def test_an_end_for_other_facts_is_counted_and_no_mistake(known: Sources) -> None:
    """Under beperkt somebody waits; under vrij nobody does, and that is what the aid itself says."""
    assert known.facts
    free = known.facts.model_copy(update={"beleid": known.facts.beleid.model_copy(update={"stand": "vrij"})})
    asked = "mag-ik-dit-plaatsen:\n  einden: [wachten]\n"
    assert told(known, {}, keuzehulp=asked)[0] == []
    found, sentence = told(replace(known, facts=free), {}, keuzehulp=asked)
    assert found == []
    assert sentence.endswith("Overgeslagen, want het einde hoort niet bij uw gegevens: wachten.")
    forbidden = "mag-ik-dit-plaatsen:\n  einden: [nergens]\n"
    assert len(told(replace(known, facts=free), {}, keuzehulp=forbidden)[0]) == 1


def test_the_words_of_a_situation_are_looked_for_as_the_organisation_says_them(known: Sources) -> None:
    assert known.facts
    people = Mensen.model_construct(klant=Woord.model_construct(woord="Kind", lidwoord="het", meervoud="kinderen"))
    theirs = replace(known, facts=known.facts.model_copy(update={"mensen": people}))
    page = known.metadata.articles["doel"].page
    asked = '- situatie: "Een klant vraagt iets."\n  artikel: doel\n  kern: [klant, vraagt]\n'
    for said in ("het kind vraagt", "een klant vraagt"):
        assert told(theirs, {page: said}, situaties=asked)[0] == []
    assert [one.partition(": ")[2] for one in told(theirs, {page: "een bewoner vraagt"}, situaties=asked)[0]] == [
        f'op docs/{page} staat niet "kind".'
    ]
    others = {page: "een kind vraagt", **{f"{n}.md": "een kind vraagt" for n in range(3)}}
    assert len(told(theirs, others, situaties=asked)[0]) == 1


def test_a_file_that_is_no_yaml_is_a_finding(known: Sources, sample_site: Path) -> None:
    assert [one.file for one in found(known, sample_site, {"inhoud.yml": "situaties: [1\n"})] == ["docs/gegevens/toetsen/inhoud.yml"]


def test_the_verb_says_what_it_looked_at(tmp_path: Path) -> None:
    """An article that went away takes its situation along; without files there is nothing to hold the text against."""
    root = draw(tmp_path / "h", {f"docs/gegevens/toetsen/{name}": text for name, text in RIGHT.items()}, of=SAMPLE)
    done = handbook(root, "test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Getoetst: 1 situaties, 1 keuzehulpen, 4 onderwerpen" in done.stdout
    assert "Overgeslagen, want het artikel is er niet: weggehaald." in done.stdout
    assert not (root / "site").exists()
