"""The pages at the root as text: every value as it was typed, well-formed for programs, the same bytes each time, whatever shell lends its look."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection
from datetime import date, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from handbook.archive import root_pages
from handbook.archive.register import Register
from handbook.build import status_rules
from handbook.core.edition import Edition
from handbook.serve.accessibility import example
from tests.support.handbooks import ODD, ROOT
from tests.support.registers import ADDRESS, TODAY, entry, seen

DATE = re.compile(r'<span class="datum">(.*?)</span>')

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

SHELL = """<!doctype html><html lang="nl"><head><title>Pagina niet gevonden - Handboek</title>
<link rel="stylesheet" href="/2026-11-01/stijl/handboek.css"><script src="/2026-11-01/stijl/begin.js"></script></head><body>
<a class="md-skip" href="#inhoud">Ga naar de inhoud</a>
<div class="versiekeuze" data-versiekeuze data-versie="2026-11-01"><a href="/2026-11-01/../versies/">Alle versies</a></div>
<a href="/2026-11-01/.">Start</a> <a href="https://elders.test/2026-11-01/">elders</a>
<main id="inhoud"><article class="md-content__inner md-typeset"><h1>Pagina niet gevonden</h1></article></main>
<script id="__config" type="application/json">{"base": "/2026-11-01/"}</script><script src="/2026-11-01/stijl/stand.js"></script></body></html>
"""


def render(register: Register, shell: str | None, pages: Collection[str] = ()) -> dict[str, bytes]:
    """The pages of who has one organisation."""
    return root_pages.render(register, shell, pages, alias=Edition().alias)


THREE = seen(
    entry("2026-01-01", 1),
    entry("2026-11-01", 2, announced="2026-11-15"),
    entry("2027-01-01", 3, kind="redactioneel", announced="2026-11-20"),
)


def text(page: bytes) -> str:
    """What a reader reads of the page proper."""
    # The mark of a date parts no words.
    tree = LexborHTMLParser(DATE.sub(r"\1", page.decode()))
    part = tree.css_first("article, main")
    assert part
    return " ".join(part.text(separator=" ").split())


@pytest.mark.parametrize("shell", [SHELL, None], ids=["shell", "plain"])
def test_values_read_as_they_were_typed(shell: str | None) -> None:
    files = render(THREE, shell)
    shown = text(files["versies/index.html"])
    for words in (
        ODD,
        f"Besluit van {ODD}",
        "Likes & <b>delen</b> tellen mee.",
        "1 januari 2026 t/m 31 oktober 2026",
        "vanaf 1 januari 2027",
    ):
        assert words in shown
    days = "Geldt vanaf: 1 november 2026. Datum van bekendmaking: 15 november 2026. Deze tekst werkt terug. In dit archief sinds: 15 november 2026."
    assert days in shown
    assert "Datum van bekendmaking: 20 november 2026." in shown
    assert b"<Zuid>" not in b"".join(files.values())
    assert "�" not in b"".join(files.values()).decode()


def test_the_list_says_for_which_day_it_was_made_and_what_held_then() -> None:
    tree = LexborHTMLParser(render(THREE, None)["versies/index.html"].decode())
    caption = tree.css_first("caption")
    assert caption and caption.text() == "Stand op 22 november 2026."
    assert [(row.attributes["data-versie"], mark.text()) for row in tree.css("tbody tr") for mark in row.css("[data-status]")] == [
        ("2027-01-01", "toekomstig"),
        ("2026-11-01", "geldend"),
        ("2026-01-01", "vervallen"),
    ]
    assert all(entry.manifest in tree.html for entry in THREE.entries if tree.html)
    # A date stays on one line, in the cells and above them.
    assert {"22 november 2026", "1 november 2026", "15 november 2026"} <= {mark.text() for mark in tree.css(".datum")}


def test_a_correction_a_text_off_the_site_and_a_repeal_are_told() -> None:
    shown = text(render(seen(entry("2026-01-01", 1), entry("2026-01-01.2", 2, gone="2026-05-04")), None)["versies/index.html"])
    assert "Op dezelfde dag vervangen door 1 januari 2026, verbetering 2" in shown
    assert "van de website gehaald" in shown
    assert "Deze tekst is op 4 mei 2026 van de website gehaald, op besluit van de directie & de OR. Reden: Er stond een <naam> in." in shown
    assert "ngetrokken" not in shown
    part, repealed = entry("2026-01-01", 1, less="2026-05-04"), entry("2026-03-01", 2, repealed="2026-06-01", instead="2026-01-01")
    shown = text(render(seen(part, repealed), None)["versies/index.html"])
    assert "Artikel 4.2 is op 4 mei 2026 van de website gehaald" in shown
    assert "1 maart 2026 t/m 31 mei 2026" in shown
    assert "Ingetrokken vanaf 1 juni 2026." in shown
    assert "In plaats daarvan geldt 1 januari 2026" in shown


def test_a_shell_leads_from_where_the_page_stands() -> None:
    files = render(THREE, SHELL)
    for path, root in (("versies/index.html", "../"), ("op/index.html", "../"), ("404.html", "/")):
        page = files[path].decode()
        for wanted in (
            f'href="{root}2026-11-01/stijl/handboek.css"',
            f'{{"base": "{root}2026-11-01/"}}',
            f'href="{root}versies/">Alle versies',
        ):
            assert wanted in page, path
        assert 'href="https://elders.test/2026-11-01/"' in page
        assert "data-versie=" not in page.partition("<article")[0]
        assert page.count("<title>") == page.count("<h1") == 1
        assert 'href="#inhoud"' in page and 'id="inhoud"' in page
        # Before anything is drawn, so that what it fills keeps its room.
        assert page.index(f'src="{root}versies/register.js"') < page.index("</head>")


def test_a_handbook_in_a_folder_keeps_its_folder() -> None:
    address = "https://intranet.proefhuis.test/hr/handboek/"
    shell = SHELL.replace('"/2026', '"/hr/handboek/2026')
    files = render(seen(entry("2026-11-01", address=address)), shell)
    assert 'href="../2026-11-01/stijl/handboek.css"' in files["op/index.html"].decode()
    assert 'href="/hr/handboek/2026-11-01/stijl/handboek.css"' in files["404.html"].decode()
    assert 'href="/hr/handboek/versies/"' in files["404.html"].decode()
    assert "<https://intranet.proefhuis.test/hr/handboek/geldend/>" in files["timemap.wlnk"].decode()
    # The handbook moved: the shell still carries its old place.
    assert (
        'href="/hr/handboek/2026-11-01/stijl/handboek.css"'
        in render(seen(entry("2026-11-01", address=address)), SHELL)["404.html"].decode()
    )


@pytest.mark.parametrize("shell", ["", "<html>", SHELL.replace("<title>", "<titel>"), SHELL.replace("</article>", "")])
def test_a_shell_of_another_make_is_not_used(shell: str) -> None:
    assert render(THREE, shell) == render(THREE, None)


def test_nothing_new_runs_or_looks_from_within_the_page() -> None:
    for path, page in render(THREE, None).items():
        assert not re.search(rb"<style|style=|<script>|\son[a-z]+=|javascript:", page) or path.endswith((".js", ".css")), path


def test_the_feed_is_well_formed_newest_publication_first_and_its_names_last() -> None:
    backfilled = seen(*THREE.entries, entry("2025-01-01", 4, announced="2026-11-21"), entry("2024-01-01", 5, gone="2026-11-22"))
    feed = ET.fromstring(render(backfilled, None)["atom.xml"])
    ids = [node.findtext(f"{ATOM}id") for node in feed.iter(f"{ATOM}entry")]
    assert ids[0] == "tag:handboek.proefhuis.test,2023-12-22:/2024-01-01"
    assert [str(id).rpartition("/")[2] for id in ids] == ["2024-01-01", "2025-01-01", "2027-01-01", "2026-11-01", "2026-01-01"]
    assert len(set(ids)) == 5
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00+01:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == ODD
    for node in [feed, *feed.iter(f"{ATOM}entry")]:
        assert node.findtext(f"{ATOM}title") and node.findtext(f"{ATOM}id")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+0[12]:00", node.findtext(f"{ATOM}updated") or "")
        assert any(link.get("rel") == "alternate" for link in node.findall(f"{ATOM}link"))
    later = Register(backfilled.entries, TODAY + timedelta(days=400))
    assert render(later, None)["atom.xml"] == render(backfilled, None)["atom.xml"]


def test_search_engines_find_the_text_in_force_and_the_way_to_the_others() -> None:
    files = render(THREE, SHELL, ["", "regels/prive/"])
    places = [node.text for node in ET.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]
    assert places == [ADDRESS + path for path in ("versies/", "2026-11-01/", "2026-11-01/regels/prive/")]
    gone = render(seen(entry("2026-11-01", gone="2026-11-20")), None)
    assert b"2026-11-01" not in gone["sitemap.xml"] + gone["robots.txt"]


def test_no_page_that_says_noindex_is_closed_to_who_must_read_that() -> None:
    """A crawler that may not fetch a page never sees its noindex (RFC 9309 says who may fetch, not what is found)."""
    reader = RobotFileParser()
    reader.parse(render(THREE, SHELL)["robots.txt"].decode().splitlines())
    assert reader.site_maps() == [f"{ADDRESS}sitemap.xml"]
    for path in ("", "404.html", "geldend/regels/", "2026-01-01/regels/prive/", "2026-11-01/", "2027-01-01/", "concept/"):
        assert reader.can_fetch("*", ADDRESS + path)


def test_the_timemap_lists_what_the_address_of_the_text_in_force_led_to() -> None:
    """RFC 7089, section 5: the resource of which it tells, itself, and every text with the first moment at which it stood there."""
    found = render(THREE, SHELL)["timemap.wlnk"].decode()
    assert links(found) == [
        (f"{ADDRESS}geldend/", {"rel": "original"}),
        (
            f"{ADDRESS}timemap.wlnk",
            {
                "rel": "self",
                "type": "application/link-format",
                "from": "Wed, 31 Dec 2025 23:00:00 GMT",
                "until": "Sat, 14 Nov 2026 23:00:00 GMT",
            },
        ),
        (f"{ADDRESS}2026-01-01/", {"rel": "first memento", "datetime": "Wed, 31 Dec 2025 23:00:00 GMT"}),
        # Made known after its first day: until then the older text stood there.
        (f"{ADDRESS}2026-11-01/", {"rel": "last memento", "datetime": "Sat, 14 Nov 2026 23:00:00 GMT"}),
    ]
    one = links(render(seen(entry("2026-11-01")), None)["timemap.wlnk"].decode())
    assert one[2][1]["rel"] == "first last memento"
    coming = links(render(seen(entry("2027-01-01")), None)["timemap.wlnk"].decode())
    assert [sorted(told) for _, told in coming] == [["rel"], ["rel", "type"]]


def test_a_correction_of_an_old_text_never_stood_at_the_address_of_the_text_in_force() -> None:
    entries = entry("2026-01-01", 1), entry("2026-05-01", 2), entry("2026-01-01.2", 3, announced="2026-06-01")
    found = links(render(seen(*entries), None)["timemap.wlnk"].decode())
    assert [address.removeprefix(ADDRESS) for address, told in found if "memento" in told["rel"]] == ["2026-01-01/", "2026-05-01/"]


def links(text: str) -> list[tuple[str, dict[str, str]]]:
    """A list of links (RFC 6690): every address with its attributes."""
    whole = re.findall(r'<([^<>]*)>((?:;[a-z]+="[^"]*")*)(?:,\n|\n$)', text)
    assert "".join(f"<{address}>{told},\n" for address, told in whole) == text.rstrip("\n") + ",\n"
    return [(address, dict(re.findall(r';([a-z]+)="([^"]*)"', told))) for address, told in whole]


def test_every_page_leads_to_the_feed_and_the_timemap() -> None:
    files = render(THREE, SHELL)
    for path, root in (("versies/index.html", "../"), ("op/index.html", "../"), ("404.html", "/")):
        head = LexborHTMLParser(files[path].decode()).css("head link")
        found = {link.attributes["type"]: link.attributes["href"] for link in head if "type" in link.attributes}
        assert found == {"application/atom+xml": f"{root}atom.xml", "application/link-format": f"{root}timemap.wlnk"}


def test_the_feed_holds_every_version_with_what_changed_for_whom_and_from_when() -> None:
    entries = [entry(f"{year}-01-01", year, announced=f"{year - 1}-12-22") for year in range(1960, 2026)]
    late = entry("2026-01-01", 3_000, announced="2026-03-05", published="2026-04-06")
    feed = ET.fromstring(render(seen(*entries, late), None)["atom.xml"])
    assert len(feed.findall(f"{ATOM}entry")) == 67
    assert feed.find("{http://purl.org/syndication/history/1.0}complete") is not None
    newest = feed.find(f"{ATOM}entry/{ATOM}content")
    assert newest is not None and newest.get("type") == "xhtml"
    said = " ".join(" ".join(newest.itertext()).split())
    for words in (
        "Likes & <b>delen</b> tellen mee.",
        "Geldt vanaf 1 januari 2026",
        "Datum van bekendmaking 5 maart 2026 (deze tekst werkt terug)",
        "In dit archief sinds 6 april 2026",
        "Soort wijziging materieel. Inhoudelijk: er verandert wat mag of moet.",
        f"Besluit van {ODD}",
    ):
        assert words in said
    ways = [link.get("href") for link in newest.iter("{http://www.w3.org/1999/xhtml}a")]
    assert ways == [f"{ADDRESS}2026-01-01/revisies/2026-01-01/", f"{ADDRESS}2026-01-01/"]
    # A release that is out goes on making what it made.
    before = Register(seen(*entries, late).entries, TODAY, "0.3.0")
    assert len(ET.fromstring(render(before, None)["atom.xml"]).findall(f"{ATOM}entry")) == 50


def test_the_feed_says_for_people_and_for_programs_what_the_kind_of_a_version_asks() -> None:
    kinds = {"2026-01-01": "materieel", "2026-02-01": "redactioneel"}
    listed = [entry(version, at, kind=kind) for at, (version, kind) in enumerate(kinds.items(), 1)]
    gone = entry("2026-03-01", 3, gone="2026-03-02")
    found = ET.fromstring(render(seen(*listed, gone), None)["atom.xml"]).findall(f"{ATOM}entry")
    titles, said, terms = zip(
        *(
            (one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}summary") or "", [c.get("term") for c in one.iter(f"{ATOM}category")])
            for one in found
        ),
        strict=True,
    )
    assert titles == ("Versie 1 maart 2026: van de website gehaald", "Versie 1 februari 2026: alleen redactioneel", "Versie 1 januari 2026")
    assert terms == (["materieel"], ["redactioneel"], ["materieel", "opnieuw-bevestigen"])
    assert "Alleen redactioneel: de woorden veranderen, en wat mag of moet blijft hetzelfde. Niemand hoeft iets te doen" in said[1]
    assert "Inhoudelijk: er verandert wat mag of moet. Daarom kan de vraag komen om opnieuw te bevestigen" in said[2]


def test_odd_signs_break_no_file() -> None:
    odd = seen(entry("2026-11-01", note='Bel\x00\x1b "eerst"; ]]> {{ x }} \ud800', employer="A\x08 & B"))
    files = render(odd, None)
    ET.fromstring(files["atom.xml"])
    assert "]]> {{ x }}" in text(files["versies/index.html"])


def test_the_same_register_gives_the_same_bytes() -> None:
    assert render(THREE, SHELL) == render(THREE, SHELL)
    assert set(render(THREE, None)) == {
        *("404.html", "atom.xml", "op/index.html", "robots.txt", "sitemap.xml", "timemap.wlnk"),
        *("versies/door.js", "versies/icoon.svg", "versies/index.html", "versies/register.css", "versies/register.js"),
        *(
            "vergelijk/index.html",
            "versies/vergelijk.js",
            "versies/verschil.css",
            "versies/artikelen.js",
            "versies/dag.js",
            "versies/artikelen.json",
            "versies/nu.json",
        ),
        *("versies/op/2026.json", "versies/op/2027.json"),
        *(path for entry in THREE.entries for path in (f"wijzigingen/{entry.version}/index.html", f"versies/stand/{entry.version}.json")),
        *("versies/2026/index.html", "versies/2027/index.html"),
        *("zoeken/index.html", "versies/zoeken.js", "versies/zoeken.css", "zoeken/artikelen.json"),
        # Every module of the engine in the browser, and of the search.
        *(f"versies/{kind}/{file.name}" for kind in ("verschil", "zoeken") for file in (ROOT / "handbook/archive/root" / kind).iterdir()),
    }


def rows(page: bytes) -> dict[str, str]:
    """The versions of the table, each with where its name leads."""
    found = LexborHTMLParser(page).css("[data-tabel] tr[data-versie]")
    return {str(row.attributes["data-versie"]): str((link := row.css_first("th a")) and link.attributes["href"]) for row in found}


def test_years_that_are_long_past_have_a_page_each_and_the_list_names_them() -> None:
    """What holds or will, and the last two years of what held, stand in the list itself: a thousand rows kept a reader waiting."""
    names = [f"{year}-{month:02}-01" for year in range(2021, 2027) for month in (1, 5, 9)]
    made = render(seen(*(entry(name, at) for at, name in enumerate(names, 1)), day=date(2026, 6, 1)), None)
    here = [name for name in names if name >= "2025"]
    assert [*rows(made["versies/index.html"])] == here[::-1]
    tree = LexborHTMLParser(made["versies/index.html"])
    assert [link.attributes["href"] for link in tree.css("p[data-zonder] a[href^='../versies/']")] == [
        f"../versies/{year}/" for year in (2024, 2023, 2022, 2021)
    ]
    for year in range(2021, 2027):
        page = made[f"versies/{year}/index.html"]
        assert rows(page) == {name: f"../../{name}/" for name in names[::-1] if name.startswith(str(year))}
        assert f'<link rel="canonical" href="{ADDRESS}versies/{year}/">'.encode() in page
    assert "1 januari 2021 t/m 30 april 2021" in text(made["versies/2021/index.html"])
    few = render(seen(*(entry(name, at) for at, name in enumerate(names[:12], 1)), day=date(2026, 6, 1)), None)
    assert len(rows(few["versies/index.html"])) == 12
    assert not LexborHTMLParser(few["versies/index.html"]).css("a[href^='../versies/20']")


def test_of_an_earlier_release_all_versions_stand_in_the_list() -> None:
    entries = tuple(entry(f"{year}-01-01", at) for at, year in enumerate(range(2005, 2026), 1))[::-1]
    made = render(Register(entries, date(2026, 6, 1), "0.6.0"), None)
    assert len(rows(made["versies/index.html"])) == 21
    assert not [path for path in made if re.match(r"versies/\d{4}/", path)]


def test_a_notice_stands_alone_and_tells_why() -> None:
    one = entry("2026-11-01", gone="2026-12-05")
    page = example.notice(one, "/hr/").decode()
    shown = text(page.encode())
    for words in (ODD, "5 december 2026", "Er stond een <naam> in.", "de directie & de OR", "1 november 2026", "hr@proefhuis.test"):
        assert words in shown
    assert DATE.findall(page) == ["1 november 2026", "5 december 2026"]
    assert 'href="/hr/versies/"' in page and 'href="mailto:hr@proefhuis.test"' in page and '<meta name="robots" content="noindex">' in page
    assert not re.search(r"<(?:style|img)\b", page)
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/hr/versies/register.js">']
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)">', page) == ["/hr/versies/register.css"]


def test_a_number_stays_with_what_it_counts() -> None:
    """In the sentence above a redline, and nowhere in the texts below it."""
    counted = root_pages.environment(root_pages.FOLDER).filters["geteld"]
    summary = '<p class="verschil-samenvatting">{}</p><p>Voor 2 nieuwe artikelen.</p>'.format
    whole = '<span class="verschil-aantal">{}</span>'.format
    assert counted(
        Markup(summary("1 artikel gewijzigd, 12 nieuw. De keuze stand ging van “1 mei 2026” naar “5”: dat raakt 2 artikelen."))
    ) == summary(
        f"{whole('1 artikel')} gewijzigd, {whole('12 nieuw')}. De keuze stand ging van “1 mei 2026” naar “5”: dat raakt {whole('2 artikelen')}."
    )


def test_both_scripts_judge_by_the_same_lines() -> None:
    """What stands in a version for ever, and what the root has now, may not come to differ: one file has them, and no script has its own."""
    rules = root_pages.RULES.read_text("utf-8")
    assert not (ROOT / "docs/stijl/versies.js").exists()
    root = {f"versies/{name}": f"handbook/archive/root/{name}" for name in ("register.js", "vergelijk.js", "zoeken.js")}
    own = {path: (ROOT / path).read_text("utf-8") for path in ("docs/stijl/stand.js", "docs/stijl/concept.js", *root.values())}
    made = root_pages.render(THREE, SHELL, alias=Edition().alias)
    for at, path in root.items():
        assert made[at].decode().count(rules) == 1
        assert made[at].decode().replace(rules, root_pages.RULES_COME_HERE) == own[path]
    # Every name that the rules define is taken from them.
    names = set(re.findall(r"^  const (\w+)", rules, re.MULTILINE))
    given = set(re.findall(r"\w+", rules.rpartition("return {")[2].partition("}")[0]))
    assert given - {"For", "the", "root", "alone", "every", "page", "again"} < names
    # A version keeps what its own script takes, and what that leans on.
    kept = status_rules.ROOT_ALONE.sub("", rules)
    assert set(re.findall(r"^  const (\w+)", kept, re.MULTILINE)) < names and len(status_rules.ROOT_ALONE.findall(rules)) == 3
    gone = names - set(re.findall(r"^  const (\w+)", kept, re.MULTILINE))
    assert not gone & set(re.findall(r"\w+", kept + own["docs/stijl/stand.js"] + own["docs/stijl/concept.js"]))
    for path, script in own.items():
        assert not {name for name in names if re.search(rf"^\s*(?:const|let|var|function) {name}\b", script, re.MULTILINE)}, path
        taken = re.search(r"const \{ (.*) \} = handboekVersies\n", script)
        assert taken and set(taken[1].split(", ")) <= given, path


def test_a_version_loads_the_rules_from_its_own_folder_before_the_script_that_uses_them() -> None:
    page = (ROOT / "overrides/main.html").read_text("utf-8")
    scripts = re.findall(r"<script src=\"{{ '(stijl/\w+\.js)' \| url }}\"( defer)?></script>", page)
    rules = [(f"stijl/{name}.js", " defer") for name in ("versies", "concept", "stand", "contact")]
    assert [script for script in scripts if script in rules] == rules


CUTS = ("markup.js", "spoken.js", "tokens.js")


def test_what_the_root_says_addresses_nobody() -> None:
    """One text for an organisation that says u and for one that says je."""
    # What cuts a text of the handbook into words knows those words.
    files = [file for file in sorted((ROOT / "handbook/archive/root").rglob("*.*")) if file.suffix != ".css" and file.name not in CUTS]
    said = {file.name: file.read_text("utf-8") for file in files}
    assert "404.html" in said
    addressed = re.compile(r"\b(?:u|uw|je|jij|jou|jouw)\b", re.IGNORECASE)
    assert {name: found for name, text in said.items() if (found := addressed.findall(text))} == {}
