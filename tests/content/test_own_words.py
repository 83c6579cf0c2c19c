"""Whoever takes this handbook over reads its own words: for the people it works for and with, for who leads it, and for where people work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.build import az_index
from handbook.build.context import Context
from handbook.core.project import Project
from handbook.sources import Sources, read
from handbook.sources.contacts import Persoon, Vervangen
from handbook.sources.data import own_words
from handbook.sources.data.only_for import AlleenBij, applies
from handbook.sources.data.own_words import READ
from handbook.sources.files.fields import Group
from handbook.sources.people import Mensen, Woord
from handbook.sources.printed import referred_to, values
from handbook.sources.printed.sentences import Reader
from handbook.sources.variables import Variables
from tests.support.handbooks import ROOT
from tests.support.reads_well import ORGANISATIONS
from tests.support.soaking import SOAK

# With the other tests of these sites.
pytestmark = pytest.mark.xdist_group("search")

OWNERS = "de eigenaren"
CUSTOMER = re.compile(r"\bklant(?:en)?\b", re.IGNORECASE)
WORKER = re.compile(r"\bmedewerkers?\b", re.IGNORECASE)
BOARD = re.compile(r"\b(?:het bestuur|de directie)\b", re.IGNORECASE)
DEPARTMENT = re.compile(r"\bafdeling(?:en)?\b", re.IGNORECASE)

ADDRESS = re.compile(r"\]\([^)\s]*\)|\{[#:][^}]*\}")
"""Where a link leads, and what a heading is called in addresses: that never changes."""

PROGRAM = ("beheer/", "revisies/2")
"""Pages for who keeps the handbook, whatever organisation that is, and what one revision of ours told."""

LEFT: Mapping[re.Pattern[str], Mapping[str, str]] = {
    CUSTOMER: {
        "begrippen.md": "explains the word, and which one the text has for it",
        "regels/vertrek.md": "what a contract forbids after leaving is about customers, whomever the employer worked for",
        "formulieren/vertrek.md": "the same",
        "regels/vertrouwelijk.md": "an example of news on a sale",
    },
    WORKER: {"regels/profiel.md": "a hashtag that people know"},
    BOARD: {
        "regels/leerlingen.md": "the law makes the board of a school report a crime, whoever adopts a protocol",
        "regels/overheid.md": "the law lets an authority decide on what becomes public",
    },
    DEPARTMENT: {
        "begrippen.md": "says that it may be a person",
        "regels/misstand.md": "a department of the house for whistle-blowers",
    },
}
"""Where a word may stand all the same, and why."""


def texts(part: object, facts: Variables) -> Iterator[str]:
    """What readers read of an entry of docs/gegevens."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Group) and applies(getattr(part, "alleen_bij", AlleenBij()), facts):
        for key in type(part).model_fields:
            yield from texts(getattr(part, key), facts) if key in READ else ()
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one, facts)


def said(sources: Sources) -> Iterator[tuple[str, str]]:
    """Every line that is printed on the pages, in their heads, in the menu and of docs/gegevens, with the page or file it stands on."""
    assert sources.facts
    known = referred_to.known(sources.facts, sources.data, sources.articles, sources.revisions)
    reader, menu = Reader(values.page_names(sources.facts, sources.revisions), known), Context.of(sources).menu
    for path, page in sources.pages.items():
        paper = sources.metadata.papers.get(path)
        if path.startswith(PROGRAM) or (paper and not applies(paper.told.alleen_bij, sources.facts)):
            continue
        yield from (
            (path, text)
            for text in (menu.get(path, ""), sources.metadata.titles[path], *((paper.description, paper.told.voor) if paper else ()))
        )
        yield from ((path, text) for line, text in reader.lines(page, sources.trees[path]) if line >= page.body_start)
    aids = [(aid.name, step) for aid in sources.data.decisions.values() for step in aid.items.values()]
    data = sources.data
    told = (data.dilemmas, data.themes, data.events, data.questions, data.topics, data.clauses)
    for name, entry in [*aids, *((one.name, entry) for one in told for entry in one.items.values())]:
        yield from ((name, text) for text in texts(entry, sources.facts))


def odd(sources: Sources, word: re.Pattern[str]) -> list[str]:
    found = ((path, ADDRESS.sub("", text).strip()) for path, text in said(sources) if path not in LEFT[word])
    return [f"{path}: {text}" for path, text in found if word.search(text)]


def of_owners(sources: Sources) -> Sources:
    """The same where the board decided under a name of its own."""
    newest, *before = sources.revisions
    decided = tuple(one.model_copy(update={"naam": OWNERS}) if one.wie == "bestuur" else one for one in newest.facts.besluiten)
    return replace(sources, revisions=[replace(newest, facts=newest.facts.model_copy(update={"besluiten": decided})), *before])


NAMED = [one for one in ORGANISATIONS if one.stem in ("basisschool", "familiebedrijf-van-acht")]


@pytest.mark.parametrize("facts", ORGANISATIONS if SOAK else NAMED, ids=lambda one: one.stem)
def test_no_page_says_a_word_for_which_the_facts_have_another(facts: Path) -> None:
    sources = of_owners(read(Project.find(ROOT, variables=facts)))
    assert sources.facts
    mensen = sources.facts.mensen
    replaced = [BOARD]
    replaced += [CUSTOMER] if not CUSTOMER.search(f"{mensen.klant.woord} {mensen.klant.meervoud}") else []
    replaced += [WORKER] if not WORKER.search(f"{mensen.medewerker.woord} {mensen.medewerker.meervoud}") else []
    # A bigger organisation has departments, and a care home a ward.
    replaced += (
        [DEPARTMENT] if sources.facts.werkgever.medewerkers < 50 and not {"zorg", "overheid"} & {*sources.facts.werkgever.sector} else []
    )
    assert [line for word in replaced for line in odd(sources, word)] == []
    listed = [
        entry.word for _, found in az_index.letters(sources.metadata, sources.articles, sources.data, sources.facts) for entry in found
    ]
    assert [word for word in listed if mensen.klant != Mensen().klant and re.search(r"\bklant", word, re.IGNORECASE)] == []
    titles = [one.title for one in sources.articles.values()]
    assert sorted(title for title in {*titles} if titles.count(title) > 1) == []


TWICE = re.compile(r"\b([A-Z]\w+ [A-Z]\w+)(?: en|,| of|,? en daarna|: (?:bel )?)? \1\b")


def test_a_bakery_has_no_departments_and_sends_nobody_to_the_same_one_twice() -> None:
    (bakery,) = [one for one in NAMED if one.stem == "familiebedrijf-van-acht"]
    sources = read(Project.find(ROOT, variables=bakery))
    printed = [(path, ADDRESS.sub("", text)) for path, text in said(sources) if not path.startswith("stappen/")]
    named = [f"{path}: {text}" for path, text in printed if re.search(r"(?<![\w-])(?:HR|ICT|Communicatie)(?![\w-])", text)]
    assert named == []
    assert [f"{path}: {text}" for path, text in printed if TWICE.search(text)] == []
    assert [f"{path}: {text}" for path, text in printed if re.search(r"leidinggevende (?:van uw leidinggevende|daarboven)", text)] == []


def test_a_bakery_sends_nobody_with_a_complaint_about_who_leads_to_who_leads() -> None:
    (bakery,) = [one for one in NAMED if one.stem == "familiebedrijf-van-acht"]
    printed = {(path, ADDRESS.sub("", text)) for path, text in said(read(Project.find(ROOT, variables=bakery)))}
    about = [text for path, text in printed if path == "melden.md" and re.search(r"Mijn leidinggevende vraagt|uit deze rij", text)]
    assert about and [text for text in about if "Corrie" in text] == []
    assert any("vraagt u hulp van buiten, bij het Juridisch Loket" in text for text in about)
    assert [text for path, text in printed if path == "regels/misstand.md" and "vertrouwenspersoon bespreekt" in text] == []
    assert [text for _, text in printed if re.search(r"Laat dan een bericht achter en bel", text)] == []


@pytest.mark.parametrize("there", ["who leads and does HR", "who leads", "nobody"])
def test_where_nobody_is_there_to_confide_in_no_text_promises_that_there_is_one(there: str) -> None:
    (bakery,) = [one for one in NAMED if one.stem == "familiebedrijf-van-acht"]
    sources = read(Project.find(ROOT, variables=bakery))
    assert sources.facts
    leads, other = sources.facts.contact.people("hr")[0], Persoon.model_construct(naam="Hans Rustig", telefoon="+31 511 12 34 57")
    nobody = Vervangen.model_construct(vervangen_door="niemand")
    instead: dict[str, dict[str, Persoon | Vervangen]] = {
        "who leads": {"hr": other, "vertrouwenspersoon": leads},
        "nobody": {"hr": other, "vertrouwenspersoon": nobody},
    }
    if there in instead:
        contact = sources.facts.contact.having(instead[there])
        sources = replace(sources, facts=sources.facts.model_copy(update={"contact": contact}))
    printed = [(path, ADDRESS.sub("", text)) for path, text in said(sources)]
    promised = [
        f"{path}: {text}" for path, text in printed if path != "begrippen.md" and re.search(r"\bvertrouwenspersoon\b", text, re.IGNORECASE)
    ]
    assert promised == []
    assert [
        f"{path}: {text}"
        for path, text in printed
        if re.search(r"ertrouwelijk praten(?: kan met|\? Dan ga(?:at|) (?:u|je) naar) het Juridisch Loket", text)
    ] == []
    assert [f"{path}: {text}" for path, text in printed if re.search(r"(?:Binnen|Bij ons|Op het werk)\b[^.]*Juridisch Loket", text)] == []


NEUTER = Mensen.model_construct(
    klant=Woord.model_construct(woord="kind", lidwoord="het", meervoud="kinderen"),
    medewerker=Woord.model_construct(woord="personeelslid", lidwoord="het", meervoud="personeelsleden"),
)
UNBENT = re.compile(
    r"\b(?:een|geen|zo'n|elk|ieder) \w+e (?:kind|personeelslid)\b|\b(?:de|deze|elke|iedere|onze) (?:kind|personeelslid)\b", re.IGNORECASE
)
LEADS_ON = re.compile(r"\b(?:kind|personeelslid),? die\b")
NOT_ABOUT_ONE = {"regels/beeld.md": "de foto", "webcare.md": "de gegevens"}
"""Where die behind the word means something else."""


def test_words_with_het_bend_what_stands_around_them() -> None:
    sources = read(Project.find(ROOT))
    assert sources.facts
    # As reading a project with these facts does.
    facts = sources.facts.model_copy(update={"mensen": NEUTER})
    sources = replace(sources, facts=facts, data=own_words.put_in(sources.data, NEUTER, facts.contact))
    printed = [(path, ADDRESS.sub("", text)) for path, text in said(sources)]
    assert [f"{path}: {text}" for path, text in printed if UNBENT.search(text)] == []
    assert [f"{path}: {text}" for path, text in printed if path not in NOT_ABOUT_ONE and LEADS_ON.search(text)] == []
    assert {path for path, text in printed if LEADS_ON.search(text)} == {*NOT_ABOUT_ONE}


def test_each_page_where_a_word_is_left_still_says_it() -> None:
    raw = {path: page.template for path, page in read(Project.find(ROOT)).pages.items()}
    assert [path for word, left in LEFT.items() for path in left if not word.search(raw[path])] == []


BUILT_LEFT = (*PROGRAM, *LEFT[WORKER], "wat-is-er-nieuw/", "volledig/")
"""What our own revision told is no text of the school; and one page holds all others."""


def worker_on_built_pages(site: Path) -> list[str]:
    """What a word that prints a block of its own says of who works there, too."""
    found = []
    for page in sorted(site.rglob("index.html")):
        path = page.relative_to(site).as_posix()
        if path.startswith(tuple(one.replace(".md", "/") for one in BUILT_LEFT)):
            continue
        tree = LexborHTMLParser(page.read_text("utf-8"))
        for one in tree.css("script, style"):
            one.decompose()
        text = tree.text(separator="\n")
        # Who worked here once is looked for by that word.
        found += [f"{path}: {line.strip()}" for line in text.split("\n") if re.search(r"(?<![\w-])medewerkers?(?!\w)", line, re.IGNORECASE)]
    return found


def test_a_school_reads_its_word_in_the_menu_in_titles_and_in_the_browser(school_site: Path) -> None:
    def shown(path: str, selector: str) -> list[str]:
        tree = LexborHTMLParser((school_site / path / "index.html").read_text("utf-8"))
        return [one.attributes.get("content") or one.text() for one in tree.css(selector)]

    (title,) = shown("formulieren/toestemming-klant", "title")
    assert title.startswith("Toestemming voor beeld van leerlingen")
    assert "Toestemming voor beeld van leerlingen" in shown("formulieren/toestemming-klant", "h1")[0]
    for path in ("formulieren/toestemming-klant", "dilemmas/klanten", "formulieren"):
        assert [text for text in shown(path, "nav, li, h1") if CUSTOMER.search(text)] == []
    assert "Leerlingen en relaties" in " ".join(shown("dilemmas/beeld", "nav"))
    assert "Voor collega's" in shown("dilemmas/klanten", "h2")[0]
    assert "Voor collega's" in shown("dilemmas", ".dilemma-voor")
    assert worker_on_built_pages(school_site) == []
    assert "Gegevens van leerlingen" in shown("regels/persoonsgegevens", "#klantgegevens")[0]
    assert "leerlingen" in shown("regels/persoonsgegevens", 'meta[name="description"]')[0]
