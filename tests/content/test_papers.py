"""Every paper reads right for every employer, stance and representation: nothing blank without a mark, no other's sentence, no empty part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, Template
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

import macros
from handbook.build.context import Context
from handbook.checks.preview import ours as engine
from handbook.core.decisions import Part, Who
from handbook.core.page_marks import BLANK, PAPERS
from handbook.core.project import Project
from handbook.sources import variables, with_facts
from handbook.sources.data.only_for import applies
from handbook.sources.decisions import Decision
from handbook.sources.papers import OVERVIEW
from handbook.sources.printed import full_stop
from handbook.sources.printed.form_of_address import Familiar
from handbook.sources.printed.spoken_html import fragment
from handbook.sources.revisions import Revision
from handbook.sources.standing import Standing
from handbook.sources.template.allowlist import COMMENT_END, COMMENT_START
from handbook.sources.variables import Variables
from macros.plek import Plek
from tests.support.employers import SECTORS, STANCES
from tests.support.expectations import ours
from tests.support.handbooks import ROOT
from tests.support.reads_well import BROKEN, ORGANISATIONS, empty_headings
from tests.support.server import served
from tests.support.soaking import SOAK

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")

SPEAKING: Mapping[str, str] = {
    "or": r"[Oo]ndernemingsraad\b|\bOR\b",
    "pvt": r"[Pp]ersoneelsvertegenwoordiging\b|\bPVT\b",
    "mr": r"\b[Dd]e medezeggenschapsraad\b",
    "gmr": r"gemeenschappelijke medezeggenschapsraad",
    "personeelsvergadering": r"[Pp]ersoneelsvergadering|in de vergadering",
}
"""By who speaks for the staff: the words that name them, which no paper of another organisation has."""

COUNCILS = (("or",), ("pvt",), ("mr",), ("gmr",), ("mr", "gmr"), ("personeelsvergadering",), ("geen",))
CLAUSE = f"{PAPERS}bepaling-personeelshandboek.md"
"""The one paper that has the words of every stance."""

OF_STANCE = {
    "vrij": r"mag u sociale media gebruiken, ook voor uzelf|\bis vrij, binnen de regels|het gebruik vrij|sociale media gebruiken, ook voor uzelf",
    "beperkt": r"middenweg|in de pauze, voor werktijd en na werktijd",
    "verboden": r"gebruikt u geen sociale media|in werktijd verboden|te verbieden|ociale media voor uzelf in werktijd",
}
LOOSE = re.compile(r"\[|\]|\.{4}|_{3}|…{2}|\{\{|\}\}|\{%|%\}|\bNone\b|\bXX\b")
EMPTY = re.compile(r"<(li|td|th|p|blockquote|h\d)\b[^>]*>\s*</\1>|<(ul|ol|tbody)>\s*</\2>")
GONE = re.compile(rf'<mark class="{BLANK}">[^<]+</mark>')


@dataclass(frozen=True)
class Printed:
    """A paper as one organisation has it: the HTML of its text, and who it is."""

    path: str
    who: str
    html: str


def chosen(facts: Variables, stand: str, soort: tuple[str, ...], sector: tuple[str, ...], **more: Any) -> Variables:
    size = 8 if soort == ("geen",) else 30 if soort in (("pvt",), ("personeelsvergadering",)) else 120
    return facts.model_copy(
        update={
            "beleid": facts.beleid.model_copy(update={"stand": stand, **more}),
            "medezeggenschap": facts.medezeggenschap.model_copy(update={"soort": soort}),
            "werkgever": facts.werkgever.model_copy(update={"sector": sector, "medewerkers": size}),
        }
    )


def employers() -> Iterator[tuple[str, Variables]]:
    """Everybody; in `make test` each stance with each kind of representation, and of the other choices each in turn."""
    facts = ours().facts
    assert facts
    others = [*product(SECTORS, (True, False), (True, False), ("u", "je"))]
    every = [*product(STANCES, COUNCILS)]
    for number, (stand, soort) in enumerate(every):
        # Seven is prime to forty, so that all of them come by.
        for sector, watched, own, form in others if SOAK else [others[number * 7 % len(others)]]:
            one = chosen(facts, stand, soort, (sector,), toezicht=watched, eigen_kanalen=own)
            said = one.model_copy(update={"handboek": one.handboek.model_copy(update={"aanspreekvorm": form})})
            yield f"{stand} {'+'.join(soort)} {sector} toezicht={watched} kanalen={own} {form}", said
    for file in ORGANISATIONS if SOAK else ORGANISATIONS[::4]:
        theirs, _ = variables.load(Project.find(ROOT, variables=file))
        assert theirs
        yield file.stem, theirs


@cache
def context() -> Context:
    return Context.of(ours())


@cache
def template(text: str) -> Template:
    """A page as the engine parses it, once for everybody."""
    engine_of_pages = Environment(
        comment_start_string=COMMENT_START, comment_end_string=COMMENT_END, undefined=StrictUndefined, autoescape=False
    )
    return engine_of_pages.from_string(text)


@lru_cache(256)
def in_html(text: str) -> str:
    """What the engine makes of the lines; those of two organisations are often the same."""
    config = ours().config
    assert config
    return full_stop.once(engine.html(text, engine.extensions(config)))


def printed(who: str, facts: Variables, *paths: str, revisions: Sequence[Revision] = ()) -> Iterator[Printed]:
    """Every paper of one organisation, or only those at `paths`, with all words of macros/ as a build prints them."""
    sources = with_facts(ours(), facts)
    own = replace(context(), facts=facts, articles=sources.articles, revisions=tuple(revisions) or context().revisions)
    said = Familiar.chosen(sources.data.address, facts)
    for path, page in sources.pages.items():
        paper = sources.metadata.papers.get(path)
        if (path == OVERVIEW or (paper and applies(paper.told.alleen_bij, facts))) and path in (paths or (path,)):
            place = Plek(SimpleNamespace(page=SimpleNamespace(path=path)), own)
            names = {**own.names, **{word.__name__: partial(word, place) for word in macros.WOORDEN}}
            html = in_html(template(page.template).render(names))
            yield Printed(path, who, fragment(said, html))


def school(*deciders: tuple[Who, Part | None]) -> str:
    """The words of all papers of a school with both councils, of which these consented to the text."""
    facts = ours().facts
    assert facts
    newest = ours().revisions[0]
    said = [
        Decision.model_construct(wie=wie, naam=None, deel=deel, wat="instemming", stand="verleend", datum=newest.facts.adopted, reden=None)
        for wie, deel in deciders
    ]
    decided = (*(one for one in newest.facts.besluiten if one.wie == "bestuur"), *said)
    revision = replace(newest, facts=newest.facts.model_copy(update={"besluiten": decided}), standing=(*map(Standing, said),))
    own = chosen(facts, "beperkt", ("mr", "gmr"), ("onderwijs",), toezicht=True)
    return " ".join(
        LexborHTMLParser(one.html).text(separator=" ") for one in printed("school", own, revisions=[revision, *ours().revisions[1:]])
    )


def called(board: str) -> list[Revision]:
    """Our revisions, with the board under a name of its own."""
    newest, *before = ours().revisions
    decided = tuple(one.model_copy(update={"naam": board}) if one.wie == "bestuur" else one for one in newest.facts.besluiten)
    return [replace(newest, facts=newest.facts.model_copy(update={"besluiten": decided})), *before]


def words_of(one: Printed) -> str:
    return " ".join(LexborHTMLParser(one.html).text(separator=" ").split())


def test_papers_call_the_board_what_its_decisions_call_it() -> None:
    facts = ours().facts
    assert facts
    for stand in STANCES:
        own = chosen(facts, stand, ("geen",), ("algemeen",))
        said = {one.path: words_of(one) for one in printed("owners", own, revisions=called("de eigenaren"))}
        assert {
            path: m[0] for path, text in said.items() if (m := re.search(r"\b(?:het bestuur|bestuurder|de directie)\b", text, re.I))
        } == {}
        assert "De eigenaren stellen het protocol sociale media vast" in said[f"{PAPERS}besluit-bestuur.md"]
        assert "Daarna beslissen de eigenaren." in said[f"{PAPERS}verzoek-medezeggenschap.md"]


FIRM = ROOT / "tests/content/organisaties/familiebedrijf-van-acht.yml"


def test_nobody_is_told_to_ask_themselves() -> None:
    """Of a firm where one person does HR, privacy, communication and ICT: what is for that person asks somebody else."""
    facts, _ = variables.load(Project.find(ROOT, variables=FIRM))
    assert facts
    one_does_all = facts.contact.people("hr")[0].naam
    watched = facts.model_copy(update={"beleid": facts.beleid.model_copy(update={"toezicht": True})})
    told = re.compile(rf"[Aa]dvies (?:aan|van) {one_does_all}|Laat {one_does_all} meelezen|Vraag {one_does_all} ")
    assert {one.path: m[0] for one in printed("firm", watched) if (m := told.search(words_of(one)))} == {}


EITHER = "de medezeggenschapsraad of de gemeenschappelijke medezeggenschapsraad"


def test_papers_name_the_council_that_decided_or_each_that_can() -> None:
    """Of a control still to come nobody knows which of the two it is."""
    unknown = school()
    assert f"De instemming van {EITHER}" in unknown and f"Aan: {EITHER} van" in unknown
    assert "Wij kregen instemming" not in unknown
    for said, named in (
        (school(("gmr", "personeel"), ("gmr", "ouders")), "de gemeenschappelijke medezeggenschapsraad"),
        (school(("mr", "personeel")), "het personeelsdeel van de medezeggenschapsraad"),
    ):
        assert f"Wij kregen instemming van {named} voor de regels" in said
        assert f"De instemming van {named} van" in said and f"Aan: {named} van" in said
        assert f"Wat besloot het personeelsdeel van [{EITHER}] ?" in " ".join(said.split())


def test_a_paper_on_consent_says_on_which_articles_and_on_how_many() -> None:
    counts = {}
    for who, facts in employers():
        if {*facts.medezeggenschap.soort} & {"or", "pvt", "mr", "gmr"}:
            found = [
                words_of(one) for one in printed(who, facts, "formulieren/besluit-bestuur.md", "formulieren/verzoek-medezeggenschap.md")
            ]
            said = [re.findall(r"Dat zijn (\d+) artikelen van de (\d+)\.", text) for text in found]
            assert [len(one) for one in said] == [1, 1], who
            assert said[0] == said[1], who
            counts[facts.medezeggenschap.soort] = int(said[0][0][0])
    assert counts["or",] > counts["pvt",] > 1


def papers(*paths: str) -> Iterator[tuple[Variables, Printed]]:
    """Every paper of everybody, or only those at `paths`."""
    return ((facts, one) for who, facts in employers() for one in printed(who, facts, *paths))


def wrong(one: Printed, facts: Variables) -> Iterator[str]:
    """What is not right in one paper of one organisation."""
    words = " ".join(LexborHTMLParser(GONE.sub("ingevuld", one.html)).text(separator=" ").split()).replace("\xa0", " ")
    yield from (f"loose: {words[max(0, m.start() - 40) : m.end() + 20]}" for m in LOOSE.finditer(words))
    yield from (f"empty: {m[0]}" for m in EMPTY.finditer(one.html))
    yield from (f"nothing below: {heading}" for heading in empty_headings(one.html))
    soort = {*facts.medezeggenschap.soort}
    absent = [name for name in SPEAKING if name not in soort]
    yield from (f"names {name}: {m[0]}" for name in absent for m in re.finditer(SPEAKING[name], words))
    if one.path not in (CLAUSE, OVERVIEW) and facts.handboek.aanspreekvorm == "u":
        others = [stand for stand in OF_STANCE if stand != facts.beleid.stand]
        yield from (f"of {stand}: {m[0]}" for stand in others for m in re.finditer(OF_STANCE[stand], words))
    texts = re.findall(r"<(?:p|li|td)>((?:(?!<(?:p|li|td|ul|ol)\b).)*?)</(?:p|li|td)>", one.html, re.DOTALL)
    lines = [" ".join(LexborHTMLParser(GONE.sub("ingevuld", text)).text().split()) for text in texts]
    yield from (f"broken: {line}" for line in lines if BROKEN.search(line))
    if not facts.beleid.toezicht and "controle-rechten" in one.html:
        yield "leads to the rights at a control that there is not"


def test_every_paper_reads_right_for_every_employer() -> None:
    found, seen = [], set()
    for facts, one in papers():
        seen.add(one.path)
        found += [f"{one.path} ({one.who}): {what}" for what in wrong(one, facts)]
    assert found == []
    assert seen == {*ours().metadata.papers, OVERVIEW}


def test_each_begins_with_how_it_is_used_and_ends_with_itself() -> None:
    for one in printed("ours", ours().facts or pytest.fail()):
        if one.path != OVERVIEW:
            tree = LexborHTMLParser(one.html)
            first = tree.css_first("h1 + .admonition.invullen")
            assert first is not None, one.path
            assert "aal dit kader weg" in first.text(), one.path
            assert "Vragen?" not in [heading.text() for heading in tree.css("h2")], one.path


def test_the_list_has_each_paper_once() -> None:
    (listed,) = [one for one in printed("ours", ours().facts or pytest.fail()) if one.path == OVERVIEW]
    links = [str(link.attributes["href"]) for link in LexborHTMLParser(listed.html).css("li > a, li > p > a")]
    facts = ours().facts
    assert facts
    assert sorted(links) == sorted(
        path.removeprefix(PAPERS) for path, one in ours().metadata.papers.items() if applies(one.told.alleen_bij, facts)
    )


def test_the_announcement_has_at_most_two_hundred_words() -> None:
    for _, one in papers(f"{PAPERS}bekendmaking.md"):
        tree = LexborHTMLParser(one.html)
        for part in tree.css("h1, .admonition"):
            part.decompose()
        assert len(tree.text(separator=" ").split()) <= 200, one.who


def test_the_rules_go_on_one_sheet(own_site: Path, browser: Browser) -> None:
    """What a paper says of its use is read on a screen, and does not print."""
    with served(own_site) as address, browser.new_context() as opened:
        page = opened.new_page()
        page.goto(f"{address}{PAPERS}regels-op-een-a4/")
        # Another stance has two lines more, and some are longer with other names.
        page.locator("article li").first.evaluate("item => item.append(...[1, 2, 3, 4].map(() => item.cloneNode(true)))")
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 1
