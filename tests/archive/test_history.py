"""What each version changed, at the root of real archives: from the folders of the versions alone, whatever happened to them since."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import history, in_turn, manifest, published_text, reader, register, root_files
from handbook.archive.git import Repository
from handbook.archive.history import ARTICLES_JSON
from handbook.archive.register import Register
from handbook.core import change_kind
from handbook.core.edition import Edition
from handbook.core.version_name import VersionName
from tests.support import changed_archive
from tests.support.changed_archive import LATER, SECRET, TEXTS
from tests.support.fork import handbook
from tests.support.proving import copied, differences, put, raw, refused, repeal, take_down
from tests.support.publishing import GH_PAGES, TODAY, git, land, tip
from tests.support.registers import entry
from tests.support.soaking import SOAK


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = changed_archive.archive(tmp_path_factory.mktemp("wijzigingen") / "project")
    git(root, "repack", "-a", "-d", "--quiet")
    return root


@pytest.fixture
def root(drawn: Path, tmp_path: Path) -> Path:
    return copied(drawn, tmp_path / "project")


def seen_of(root: Path) -> Register:
    regime = json.loads(raw(root, register.REGIME_JSON))
    return Register(reader.read(Repository(root), GH_PAGES, Edition()), date.fromisoformat(regime["peildatum"]))


def page(root: Path, version: str) -> str:
    return raw(root, f"wijzigingen/{version}/index.html").decode()


def registry(root: Path) -> Any:
    return json.loads(raw(root, ARTICLES_JSON))


def touched(found: Any, id_: str) -> list[tuple[str, str, list[str]]]:
    return [(row["versie"], row["nummer"], row["soort"]) for row in found["artikelen"][id_]["versies"]]


def at_root(root: Path) -> dict[str, bytes]:
    """Everything at the root beside the versions themselves."""
    names = git(root, "ls-tree", "-r", "--name-only", GH_PAGES).splitlines()
    return {name: raw(root, name) for name in names if VersionName.or_none(name.partition("/")[0]) is None}


# What is there


def test_every_version_is_held_against_the_text_that_it_took_the_place_of(drawn: Path) -> None:
    versions = [*TEXTS]
    held = registry(drawn)["versies"]
    assert {version: about["van"] for version, about in held.items()} == dict(zip(versions, [None, *versions], strict=False))
    assert held["2026-03-01"]["samenvatting"] == "1 artikel gewijzigd, 1 nieuw."
    # What decides whether people are asked again to confirm that they know the text, for whatever program asks them.
    assert {(about["aard"], about["opnieuw_bevestigen"]) for about in held.values()} == {("materieel", True)}
    assert "alles is nieuw" in page(drawn, "2026-01-01")


def test_the_registry_has_every_article_and_what_touched_it(drawn: Path) -> None:
    found = registry(drawn)
    assert set(found["artikelen"]) == {"doel", "beeld", "klagen", "bellen", "foto", "proef"}
    assert touched(found, "doel") == [("2026-01-01", "1.1", ["nieuw"]), ("2026-03-01.2", "1.1", ["gewijzigd"])]
    assert [(row[0], row[2][0]) for row in touched(found, "bellen")] == [
        ("2026-03-01", "nieuw"),
        ("2026-07-01", "gewijzigd"),
        ("2026-09-01", "gewijzigd"),
        ("2026-11-01", "vervallen"),
    ]
    # It moved, changed, got another number, and its page another name.
    assert touched(found, "klagen") == [
        ("2026-01-01", "2.1", ["nieuw"]),
        ("2026-05-01", "3.1", ["gewijzigd", "verplaatst", "vernummerd"]),
    ]
    gone = found["artikelen"]["bellen"]["versies"][-1]
    assert gone["adres"] == "2026-09-01/regels/begin/#bellen"
    assert ("2026-11-01", "1.2", ["hernoemd"]) in touched(found, "foto")
    for about in found["artikelen"].values():
        for row in about["versies"]:
            assert re.match(rf"{re.escape(about['versies'][0]['versie'])}|\d", row["adres"])
            assert raw(drawn, f"{row['adres'].partition('#')[0]}index.html")


def test_a_page_shows_the_marks_and_the_note(drawn: Path) -> None:
    html = page(drawn, "2026-03-01")
    tree = LexborHTMLParser(html)
    section = tree.css_first("section#beeld")
    assert section and [one.text().strip() for one in section.css("ins")] == ["schriftelijk"]
    shown = " ".join(section.text().split())
    for words in ("Toestemming is voortaan <schriftelijk>.", "niet na te gaan. Voor wie: iedereen.", "Een appje is genoeg."):
        assert words in shown
    assert [one.attributes["href"] for one in tree.css(".reg-artikelen a")] == ["#beeld", "#bellen"]
    links = {one.attributes["href"] for one in tree.css("a[href]")}
    assert {"../../2026-03-01/", "../../versies/", "../../vergelijk/?van=2026-01-01&naar=2026-03-01"} <= links
    assert not tree.css("[style],[onclick],script:not([src])")


def test_the_list_and_the_feed_say_it_too(drawn: Path) -> None:
    table = LexborHTMLParser(raw(drawn, "versies/index.html").decode())
    row = table.css_first('tr[data-versie="2026-03-01"]')
    assert row and "Toestemming is voortaan <schriftelijk>." in row.text()
    meaning = change_kind.MEANING["materieel"]
    assert meaning in row.text() and meaning in page(drawn, "2026-03-01")
    assert "../wijzigingen/2026-03-01/#beeld" in {one.attributes["href"] for one in row.css("a")}
    feed = ET.fromstring(raw(drawn, "atom.xml"))
    said = {one[1].text: "".join(one.itertext()) for one in feed.findall("{http://www.w3.org/2005/Atom}entry")}
    assert "1 artikel gewijzigd, 1 nieuw." in said["Versie 1 maart 2026"]
    assert "Een appje is genoeg." in said["Versie 1 maart 2026"]


def test_a_version_of_before_has_its_articles_at_the_root(drawn: Path) -> None:
    made = [name for name in at_root(drawn) if name.startswith("wijzigingen/") and name.endswith(".json")]
    assert made == ["wijzigingen/2026-01-01/artikelen.json"]
    found = json.loads(raw(drawn, made[0]))
    assert found == published_text.data(lambda name: Repository(drawn).read(f"{GH_PAGES}:2026-01-01/{name}"))
    assert [one["id"] for one in found["artikelen"]] == ["doel", "beeld", "klagen"]


def test_all_of_it_verifies_and_goes_to_the_web_server(drawn: Path, tmp_path: Path) -> None:
    assert differences(drawn)[0] == []
    done = handbook(drawn, "export", str(tmp_path / "www"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "www/wijzigingen/2026-03-01/index.html").read_bytes() == raw(drawn, "wijzigingen/2026-03-01/index.html")
    assert differences(drawn, folder=tmp_path / "www")[0] == []


# What need not be made again


def test_redlines_of_texts_that_stayed_are_taken_from_the_branch(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo, seen = Repository(drawn), seen_of(drawn)
    commit = repo.commit(GH_PAGES)
    assert commit
    afresh = root_files.render(repo, seen, Edition())
    stood = root_files.stood(root_files.at_root(repo, commit), seen)
    assert stood
    monkeypatch.setattr(history, "_compared", None)
    assert root_files.render(repo, seen, Edition(), None, stood) == afresh
    assert afresh == {path: raw(drawn, path) for path in afresh}


def test_nothing_is_taken_from_another_release_or_for_another_address(drawn: Path) -> None:
    repo, seen = Repository(drawn), seen_of(drawn)
    commit = repo.commit(GH_PAGES)
    assert commit
    assert root_files.stood(root_files.at_root(repo, commit), Register(seen.entries, seen.day, moved_to="https://elders.test/")) is None
    assert root_files.stood(root_files.at_root(repo, commit), Register(seen.entries, seen.day, "0.6.0")) is None


def test_an_act_leaves_the_redlines_of_others_as_they_were(root: Path) -> None:
    before = at_root(root)
    changed_archive.add(root, "2026-12-01", LATER)
    after = at_root(root)
    assert {path for path in before if path.startswith("wijzigingen/") and after[path] != before[path]} == set()
    assert touched(registry(root), "doel")[-1] == ("2026-12-01", "1.1", ["gewijzigd"])
    made = at_root(root)
    done = handbook(root, "register", "--rebuild")
    assert done.returncode == 0, done.stdout + done.stderr
    assert at_root(root) == made


# What happens to a text


def test_nothing_of_a_text_that_was_taken_off_the_site_stays_at_the_root(root: Path) -> None:
    assert any(SECRET.encode() in data for data in at_root(root).values())
    take_down(root, "2026-07-01")
    assert not [path for path, data in at_root(root).items() if SECRET.encode() in data]
    assert "van de website gehaald" in page(root, "2026-07-01")
    # The text after it is held against the last one that can be read.
    held = registry(root)["versies"]["2026-09-01"]
    assert (held["van"], held["samenvatting"]) == ("2026-05-01", "Vergeleken met de tekst van 1 mei 2026: 1 artikel gewijzigd.")
    assert 'De tekst van <span class="datum">1 juli 2026</span> kwam daartussen' in page(root, "2026-09-01")
    assert [row[0] for row in touched(registry(root), "bellen")] == ["2026-03-01", "2026-07-01", "2026-09-01", "2026-11-01"]
    # That its id was used stays known, and nothing else of it.
    assert registry(root)["artikelen"]["proef"] == {"titel": None, "versies": []}
    # And that nobody need confirm what nobody can read.
    assert [name for name, about in registry(root)["versies"].items() if not about["opnieuw_bevestigen"]] == ["2026-07-01"]
    assert differences(root)[0] == []


def test_nothing_of_an_article_that_was_taken_off_the_site_stays_at_the_root(root: Path) -> None:
    take_down(root, "2026-07-01", article="bellen")
    assert not [path for path, data in at_root(root).items() if SECRET.encode() in data]
    for version in ("2026-07-01", "2026-09-01"):
        assert "Van een artikel is de tekst van de website gehaald." in page(root, version)
    assert [row[0] for row in touched(registry(root), "bellen")] == ["2026-03-01", "2026-07-01", "2026-09-01", "2026-11-01"]
    assert LexborHTMLParser(page(root, "2026-07-01")).css_first("li#bellen")
    assert differences(root)[0] == []


def test_what_a_revision_said_of_an_article_that_was_taken_off_the_site_is_pointed_out(root: Path) -> None:
    said = take_down(root, "2026-03-01", article="beeld")
    assert 'De revisie zegt zelf nog wat er aan dit artikel veranderde: "Toestemming is voortaan <schriftelijk>.".' in said
    assert "--page revisies/2026-03-01/" in said
    # At the root nothing repeats it.
    assert not [path for path, data in at_root(root).items() if b"Toestemming is voortaan" in data]
    assert differences(root)[0] == []
    assert "De revisie zegt zelf" not in take_down(root, "2026-03-01", article="bellen")


@pytest.mark.parametrize("version", TEXTS if SOAK else [*TEXTS][::6])
def test_a_text_that_was_taken_off_the_site_makes_no_history_untrue(version: str, root: Path) -> None:
    """What every version did to an article was known before, and stays what it was, less what only words could tell."""
    before, readable = registry(root), {id_ for name, text in TEXTS.items() if name != version for id_ in text.rules}
    take_down(root, version)
    after = registry(root)
    known = {"nieuw", "gewijzigd", "vervallen", "hernoemd"}
    for id_ in readable:
        was, now = ({row[0]: {*row[2]} & known for row in touched(found, id_)} for found in (before, after))
        assert {name: kinds for name, kinds in now.items() if kinds} == {name: kinds for name, kinds in was.items() if kinds}, id_
    for row in (row for about in after["artikelen"].values() for row in about["versies"]):
        assert raw(root, f"{row['adres'].partition('#')[0]}index.html")
    assert differences(root)[0] == []


def test_where_no_earlier_text_can_be_read_nothing_is_called_new(root: Path) -> None:
    take_down(root, "2026-01-01")
    shown = LexborHTMLParser(page(root, "2026-03-01"))
    assert "is van deze tekst niet te zeggen" in page(root, "2026-03-01")
    listed = {str(one.attributes["id"]): " ".join(one.text().split()) for one in shown.css("article li[id]")}
    assert listed.pop("bellen") == "Artikel 1.3, Bellen nieuw"
    assert listed.pop("beeld").startswith("Artikel 1.2, Beeld gewijzigd Toestemming is voortaan <schriftelijk>.")
    assert not listed
    held = registry(root)["versies"]["2026-03-01"]
    assert (held["van"], held["samenvatting"]) == (None, "1 artikel gewijzigd, 1 nieuw.")


def test_a_repeal_changes_no_redline_of_before(root: Path) -> None:
    before = at_root(root)
    repeal(root, "2026-11-01", since=TODAY)
    after = at_root(root)
    assert {path for path in before if path.startswith("wijzigingen/") and after[path] != before[path]} == set()
    assert differences(root)[0] == []


# What somebody else wrote


def _lies(root: Path, path: str, data: bytes) -> str:
    """Puts other bytes at a path, in a register that vouches for them; gives the tip of before."""
    before, regime = tip(root), json.loads(raw(root, register.REGIME_JSON))
    regime["bestanden"][path] = manifest.sha256(data)
    put(root, {path: data, register.REGIME_JSON: manifest.canonical(regime)})
    return before


@pytest.mark.parametrize(
    "path",
    [
        "wijzigingen/2026-03-01/index.html",
        ARTICLES_JSON,
        "wijzigingen/2026-01-01/artikelen.json",
        "versies/artikelen.js",
        "zoeken/artikelen.json",
        "versies/nu.json",
        "versies/op/2026.json",
        "zoeken/2026.json",
    ],
)
def test_a_redline_that_somebody_changed_is_found_and_refused(path: str, root: Path) -> None:
    before = _lies(root, path, raw(root, path).replace(b"doel", b"anders").replace(b"toestemming", b"verlof") + b"\n")
    assert f"{path}: dit is niet wat het programma van de versies maakt." in {str(one) for one in differences(root)[0]}
    assert path in refused(root, before)


def test_a_page_that_lacks_or_was_added_is_found(root: Path) -> None:
    put(
        root,
        {"wijzigingen/2026-03-01/index.html": None, "wijzigingen/2026-03-01/artikelen.json": b"{}\n", "wijzigingen/x/index.html": b"x"},
    )
    found = {one.path for one in differences(root)[0]}
    assert {"wijzigingen/2026-03-01/index.html", "wijzigingen/2026-03-01/artikelen.json", "wijzigingen/x/index.html"} <= found
    done = handbook(root, "register", "--rebuild")
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(root)[0] == []


def test_a_version_that_was_changed_is_named_and_not_its_redline(root: Path) -> None:
    """To make the redline again would make it look right."""
    data = json.loads(raw(root, "2026-05-01/artikelen.json"))
    data["artikelen"][0]["delen"][0]["tekst"] = "Iets anders."
    put(root, {"2026-05-01/artikelen.json": manifest.canonical(data)})
    assert not [one for one in differences(root)[0] if one.path.startswith("wijzigingen/")]


def test_what_stands_in_the_way_is_not_built_on(root: Path) -> None:
    """A redline that a branch vouches for may be reused; one that it does not vouch for stops the act."""
    path = "wijzigingen/2026-03-01/index.html"
    put(root, {path: raw(root, path) + b"<!-- x -->"})
    folder = changed_archive.built(root.parent / "gebouwd", "2026-12-01", LATER)
    outcome = land(root, folder, "2026-12-01", today=LATER.published)
    assert outcome.code == 2 and path in outcome.said


# Which text is the one before


@pytest.mark.parametrize(
    ("entries", "version", "expected"),
    [
        ([entry("2026-01-01", 1), entry("2026-03-01", 2)], "2026-03-01", "2026-01-01"),
        ([entry("2026-01-01", 1)], "2026-01-01", None),
        # What is published later changes nothing here.
        ([entry("2026-01-01", 1), entry("2026-03-01", 2), entry("2026-02-01", 3)], "2026-03-01", "2026-01-01"),
        ([entry("2026-01-01", 1), entry("2026-03-01", 2), entry("2026-02-01", 3)], "2026-02-01", "2026-01-01"),
        ([entry("2026-03-01", 1), entry("2026-01-01", 2)], "2026-01-01", None),
        ([entry("2026-01-01", 1), entry("2026-01-01.2", 2)], "2026-01-01.2", "2026-01-01"),
        # One that was repealed before, and the text that the decision names.
        (
            [
                entry("2026-01-01", 1),
                entry("2026-02-01", 2, repealed="2026-02-10", told="2026-02-05", instead="2026-01-01"),
                entry("2026-03-01", 3),
            ],
            "2026-03-01",
            "2026-01-01",
        ),
        ([entry("2026-01-01", 1, repealed="2026-01-10", told="2026-01-05"), entry("2026-03-01", 2)], "2026-03-01", "2026-01-01"),
        # One that was repealed since: nobody knew.
        (
            [
                entry("2026-01-01", 1),
                entry("2026-02-01", 2, repealed="2026-02-10", told="2026-06-05", instead="2026-01-01"),
                entry("2026-03-01", 3),
            ],
            "2026-03-01",
            "2026-02-01",
        ),
    ],
)
def test_the_text_before(entries: list[register.Version], version: str, expected: str | None) -> None:
    found = in_turn.predecessors(entries)[VersionName.parse(version)]
    assert (str(found.version) if found else None) == expected
