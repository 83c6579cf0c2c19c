"""Texts taken off the site: what stays on every address, and what never comes back. With a real git and a real mike."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import removal
from handbook.archive.acts import Folder, Measure
from handbook.archive.git import RECORD
from handbook.archive.manifest import Facts, sha256
from handbook.archive.whole_page_file import WHOLE_PAGE
from handbook.core.errors import CannotWork
from handbook.core.version_name import VersionName
from handbook.publish import take_down as taking
from tests.support.acts import TODAY, good, project, put, restore, take_down
from tests.support.passages import NAME, OTHER, passages
from tests.support.proving import differences, raw
from tests.support.publishing import (
    GH_PAGES,
    Outcome,
    git,
    land,
    repository,
    show,
    tip,
    versions,
    write,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "project")


def test_a_text_off_the_site_leaves_a_page_on_every_address_and_nothing_else(root: Path) -> None:
    put(root, "2026-03-01")
    put(root, "2026-05-01")
    manifest = show(root, "2026-03-01/manifest.json")
    said = take_down(root, "2026-03-01", "Er stond een naam in.", "de rechter")
    assert "Op elk adres ervan staat nu wanneer, waarom, door wie, en bij wie de tekst op te vragen is." in said
    files = git(root, "ls-tree", "-r", "--name-only", f"{GH_PAGES}:2026-03-01").split("\n")
    assert files == ["doel/index.html", "index.html", "manifest.json", "revisie.json", "van-de-site.json"]
    page = show(root, "2026-03-01/doel/index.html")
    assert all(word in page for word in ("22 november 2026", "Er stond een naam in.", "de rechter", "hr@proefhuis.test"))
    assert show(root, "2026-03-01/manifest.json") == manifest
    row = next(row for row in json.loads(show(root, "regime.json"))["versies"] if row["versie"] == "2026-03-01")
    why = {"datum": "2026-11-22", "reden": "Er stond een naam in.", "door": "de rechter", "vraag": "HR, hr@proefhuis.test"}
    assert row["van_de_site"] == [{"wat": "alles", "plek": None, "nummer": None, **why}]
    assert row["ingetrokken"] is None
    assert row["toelichting"] is None
    assert git(root, "cat-file", "-t", "van-de-site/2026-03-01/1") == "tag"
    assert "was al van de website gehaald" in take_down(root, "2026-03-01")


@pytest.mark.parametrize(
    ("ask", "told"), [("Marieke", True), ("HR, hr@proefhuis.test", False), ("Marieke, 030 123 45 67", False), ("HR, kamer 2.14", False)]
)
def test_who_names_somebody_without_a_way_to_reach_them_hears_it_before_it_is_done(ask: str, told: bool, root: Path) -> None:
    put(root, "2026-03-01")
    lines: list[str] = []
    wish = taking.Removal(VersionName.parse("2026-03-01"), TODAY, "Er stond een naam in.", "de rechter", ask)
    taking.take_down(project(root), wish, TODAY, push=None, say=lines.append, dry_run=True)
    assert ("Zet er een mailadres, telefoonnummer of adres bij" in "\n".join(lines)) == told


def test_such_a_text_does_not_come_back_by_publishing_or_restoring(root: Path) -> None:
    put(root, "2026-03-01")
    take_down(root, "2026-03-01")
    before = tip(root)
    refused = land(root, root.parent / "site-2026-03-01", "2026-03-01")
    assert refused.code == 4
    assert "van de website gehaald" in refused.said
    assert "docs/revisies/2026-03-01.2.md" in refused.said
    write(root, {"2026-03-01/index.html": "weer tekst"})
    restore(root, "2026-03-01")
    assert git(root, "rev-parse", f"{GH_PAGES}:2026-03-01") == git(root, "rev-parse", f"{before}:2026-03-01")


def test_the_text_in_force_stays_in_force_and_its_notice_is_where_the_fixed_address_leads(root: Path) -> None:
    put(root, "2026-03-01")
    said = take_down(root, "2026-03-01")
    assert "zij blijft gelden tot een andere tekst haar vervangt" in said
    assert "Publiceer een nieuwe tekst" in said
    assert versions(root) == {"2026-03-01": ["geldend"]}
    page = show(root, "2026-03-01/index.html")
    assert "totdat een andere tekst haar vervangt" in page
    # Whether it applies today says the register's script: a link to "the text that applies" would lead to this very page.
    assert "geldend/" not in page
    assert "../../2026-03-01/doel/" in show(root, "geldend/doel/index.html")
    put(root, "2026-03-01.2")
    assert versions(root)["2026-03-01.2"] == ["geldend"]


def test_hostile_words_of_a_decision_do_no_harm(root: Path) -> None:
    put(root, "2026-03-01")
    take_down(root, "2026-03-01", '<script>alert("x")</script> & "aan" *ster*', "Jansen & Zn. <Zuid> *Best*")
    page = show(root, "2026-03-01/index.html")
    assert "<script>" not in page
    assert "Jansen &amp; Zn. &lt;Zuid&gt; *Best*" in page


@pytest.mark.parametrize(("reason", "by"), [("", "d"), ("r", "  "), ("twee\nregels", "d")])
def test_a_decision_without_a_proper_reason_or_name_is_refused(root: Path, reason: str, by: str) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match="één gewone regel"):
        take_down(root, "2026-03-01", reason, by)


def test_an_unknown_version_is_named_with_the_known_ones(root: Path) -> None:
    put(root, "2026-03-01")
    with pytest.raises(CannotWork, match=r"2026-04-01 is niet gepubliceerd.*2026-03-01"):
        take_down(root, "2026-04-01")


# A part


@pytest.fixture
def parts(root: Path) -> Path:
    """An archive of two versions that hold the same passage."""
    for version in ("2026-03-01", "2026-05-01"):
        assert land(root, passages(root.parent / version, version), version).code == 0
    return root


def folder(root: Path, version: str) -> dict[str, bytes]:
    names = git(root, "ls-tree", "-r", "--name-only", f"{GH_PAGES}:{version}").split("\n")
    return {name: raw(root, f"{version}/{name}") for name in names}


def test_an_article_goes_from_everything_in_its_version_and_leaves_every_address(parts: Path) -> None:
    before = folder(parts, "2026-05-01")
    said = take_down(parts, "2026-05-01", article="klanten")
    after = folder(parts, "2026-05-01")
    assert not [name for name, data in after.items() if b"Vermeulen" in data or b"vermeulen" in data]
    page = after["klanten/index.html"].decode()
    assert 'id="klanten"' in page and 'id="klanten-lid-1"' in page and OTHER in page
    assert "op besluit van de directie" in page and "mailto:hr@proefhuis.test" in page
    assert "totdat een andere tekst het vervangt" in page
    index = after["a-z/index.html"].decode()
    assert "geheim" in index and "4.2 Zwijgen" in index and "artikel&nbsp;4.1</a>." in index and "<b>" not in index
    assert [one["id"] for one in json.loads(after["artikelen.json"])["artikelen"]] == ["zwijgen"]
    # As it was once written, with names, and as it is now.
    named, row = json.loads(after["search/search_index.json"])["docs"]
    assert named["location"] == row[0] == "klanten/#zwijgen"
    assert "klanten" in json.loads(after["handboek.json"])["paginas"]["klanten.md"]["adressen"]
    # The picture that only the article showed went with it, and so did its lighter copy.
    assert before.keys() - after.keys() == {"img/klant.png", "img/klant.01234567.webp"}
    changed = {name for name in after if before.get(name) != after[name]}
    assert json.loads(after["search/tekst/klanten.json"]).keys() == {"zwijgen"}
    lists = {"artikelen.json", "handboek.json", "search/search_index.json", "search/tekst/klanten.json", "van-de-site.json"}
    assert changed == {"klanten/index.html", "a-z/index.html"} | lists
    assert "Dezelfde tekst staat ook in versie 2026-03-01: artikel 4.1." in said
    assert differences(parts)[0] == []


def test_more_of_the_same_version_goes_and_each_time_has_its_tag(parts: Path) -> None:
    take_down(parts, "2026-05-01", article="klanten")
    assert "was al van de website gehaald" in take_down(parts, "2026-05-01", article="klanten")
    take_down(parts, "2026-05-01", page="klanten.md")
    after = folder(parts, "2026-05-01")
    assert not [name for name, data in after.items() if OTHER.encode() in data]
    assert "Deze pagina is van de website gehaald" in after["klanten/index.html"].decode()
    assert 'href="/2026-05-01/"' in after["klanten/index.html"].decode()
    assert b"geheim" not in after["a-z/index.html"]
    assert differences(parts)[0] == []
    take_down(parts, "2026-05-01")
    assert len({data for name, data in folder(parts, "2026-05-01").items() if name.endswith(".html")}) == 1
    assert differences(parts)[0] == []
    assert git(parts, "tag", "--list", "van-de-site/*").split() == [f"van-de-site/2026-05-01/{number}" for number in (1, 2, 3)]
    # Put back from the tag of the last act: nothing that went comes back.
    kept = git(parts, "rev-parse", f"{GH_PAGES}:2026-05-01")
    write(parts, {"2026-05-01/index.html": "weer tekst"})
    restore(parts, "2026-05-01")
    assert git(parts, "rev-parse", f"{GH_PAGES}:2026-05-01") == kept


def test_what_still_holds_a_sentence_of_it_is_named(root: Path) -> None:
    assert land(root, passages(root.parent / "site", "2026-03-01", quoting=True), "2026-03-01").code == 0
    assert "Op deze pagina's staat nog een zin ervan: citaat/index.html." in take_down(root, "2026-03-01", article="klanten")
    assert "nog een zin" not in take_down(root, "2026-03-01", page="citaat/")
    assert not [name for name, data in folder(root, "2026-03-01").items() if b"Vermeulen" in data]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"article": "klant"}, 'Het artikel "klant" staat niet in deze versie. Bedoelt u klanten?'),
        (
            {"article": "lang-geleden"},
            'Het artikel "lang-geleden" staat niet in deze versie. De tekst heeft ',
        ),
        ({"page": "klant"}, 'De pagina "klant/" staat niet in deze versie. Bedoelt u "klanten/"'),
        ({"article": "klanten", "page": "doel.md"}, 'Het artikel "klanten" staat niet op de pagina "doel.md", maar op "klanten/"'),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(parts: Path, part: dict[str, str], said: str) -> None:
    before = tip(parts)
    with pytest.raises(CannotWork) as refused:
        take_down(parts, "2026-05-01", **part)
    assert said in str(refused.value)
    assert "Er is niets veranderd." in str(refused.value)
    assert tip(parts) == before


def test_a_trial_says_all_and_does_nothing(parts: Path) -> None:
    before = git(parts, "for-each-ref")
    said: list[str] = []
    wish = taking.Removal(VersionName.parse("2026-05-01"), TODAY, "Een naam.", "de directie", "HR")
    taking.take_down(project(parts), wish, TODAY, push=None, say=said.append, dry_run=True)
    assert any("blijft gelden tot een andere tekst haar vervangt" in line for line in said)
    assert said[-1] == "Proef. Er is niets veranderd."
    assert git(parts, "for-each-ref") == before


def test_a_decision_of_a_day_to_come_is_none(parts: Path) -> None:
    wish = taking.Removal(VersionName.parse("2026-05-01"), date(2026, 11, 23), "Een naam.", "de directie", "HR")
    with pytest.raises(CannotWork, match="23 november 2026, moet nog komen"):
        taking.take_down(project(parts), wish, TODAY, push=None, say=lambda _: None)


# What was taken off, in a text that comes after


VERSION = "2026-05-01"


def comes(root: Path, version: str, change: str = "") -> Outcome:
    """Publishes the same site once more, with `change` in the place of the sentence where that is given."""
    folder = passages(root.parent / f"weer-{version}", version)
    for name in ("artikelen.json", "handboek.json") if change else ():
        text = (folder / name).read_text("utf-8").replace(NAME, change)
        for print_ in (sha256(NAME.encode()), sha256(b"klanten")):
            text = text.replace(print_, sha256(change.encode()))
        (folder / name).write_text(text, "utf-8")
    return land(root, folder, version)


PARTS = [{"article": "klanten"}, {"page": "klanten/"}, {}]


@pytest.mark.parametrize("erased", [False, True], ids=["", "erased"])
@pytest.mark.parametrize("part", PARTS, ids=lambda part: "-".join(part) or "all")
def test_what_was_taken_off_does_not_come_back_unchanged(parts: Path, part: dict[str, str], erased: bool) -> None:
    take_down(parts, VERSION, **part)
    if erased:
        # As where somebody rewrote the history: no commit holds the text any more.
        git(parts, "tag", "--delete", *git(parts, "tag").split())
        git(parts, "update-ref", GH_PAGES, git(parts, "commit-tree", "-m", "gewist", f"{GH_PAGES}^{{tree}}"))
    before = tip(parts)
    told = comes(parts, f"{VERSION}.2")
    assert told.code == 4, told.said
    assert "In deze tekst staat weer wat van de website is gehaald: " in told.said
    assert "weg sinds 22 november 2026 op besluit van de directie. Reden: Een naam van een klant." in told.said
    assert f"docs/revisies/{VERSION}.2.md" in told.said and tip(parts) == before


def test_a_text_without_it_may_come_and_what_is_left_of_it_is_named(parts: Path) -> None:
    take_down(parts, VERSION, article="klanten")
    assert "Let op: hierin" not in good(comes(parts, f"{VERSION}.2", "Noem geen klant bij naam."))
    take_down(parts, VERSION, page="klanten/")
    assert "Let op: hierin staat weer een deel van wat van de website is gehaald (artikel 4.2): de pagina klanten/" in good(
        comes(parts, f"{VERSION}.3", "Noem geen klant.")
    )


# A real site, with everything that a handbook can hold


def _read(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body
    return " ".join(body.text().split())


def _sentences(html: str) -> set[str]:
    """What an article or a page says, block by block; short words may stand anywhere."""
    blocks = [" ".join(node.text().split()) for node in LexborHTMLParser(html).css("p,li,td,dd,summary")]
    return {one for block in blocks for one in re.split(r"(?<=[.!?])\s+", block) if len(one) > 30}


@pytest.mark.parametrize("part", [("artikel", "klantgegevens"), ("artikel", "likes"), ("pagina", "regels/omgang/")], ids="-".join)
def test_nothing_that_only_the_passage_says_is_left_in_any_file(sample_site: Path, part: tuple[str, str]) -> None:
    files = {str(path.relative_to(sample_site)): path.read_bytes() for path in sample_site.rglob("*") if path.is_file()}
    record = json.loads(files[RECORD])
    facts = Facts.model_validate({**record["revisie"], "schema": 2, "volgnummer": 1, "gepubliceerd": TODAY, "vorige": None})
    what, place = part
    articles = json.loads(files["artikelen.json"])["artikelen"]
    own = [one for one in articles if place in (one["id"], record["paginas"][one["pagina"]]["url"])]
    texts = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    # The one page says everything once more.
    everything = " ".join(_read(html) for name, html in texts.items() if name != WHOLE_PAGE)
    told = {one for article in own for piece in article["delen"] for one in _sentences(f"<p>{piece['html']}</p>")}
    said = {one for one in told if everything.count(one) == 1}
    assert len(said) > 3, own

    number = own[0]["nummer"] if what == "artikel" else None
    why = {"datum": TODAY, "reden": "Een naam.", "door": "de directie", "vraag": "HR"}
    measure = Measure.model_validate({"wat": what, "plek": place, "nummer": number, **why})
    left = removal.take_off(removal.Text(Folder(facts), files.keys(), files.get, "/"), measure)
    after = {name: left.files.get(name, data) for name, data in files.items() if name not in left.gone}
    kept = json.loads(after["artikelen.json"])
    assert {*kept["waarden"]} <= {name for one in kept["artikelen"] for name in (*one["gegevens"], *one["voorwaarden"])}
    for name, data in after.items():
        text = data.decode("utf-8", "replace")
        read = _read(text) if name.endswith(".html") else " ".join(text.split())
        assert not [one for one in said if one in read], name
