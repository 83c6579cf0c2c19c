"""`handbook new-revision` on a published handbook: the file that it writes passes the check at once, and where there is nothing to write there is nothing."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook import checks
from handbook.checks import published
from handbook.checks.changes import since
from handbook.core import atomic, change_kind
from handbook.core.errors import CannotWork
from handbook.core.findings import errors, render
from handbook.core.project import Project
from handbook.core.version_name import VersionName
from handbook.new import changes_said, next_revision
from handbook.new.next_revision import Given
from handbook.redline import Text, compare
from handbook.sources import read, revisions
from handbook.sources.revisions import Revision
from tests.support import publishing
from tests.support.fork import handbook
from tests.support.handbooks import ROOT, draw
from tests.support.proving import take_down
from tests.support.publishing import commit, git, named, on_path
from tests.support.terminal import INTERRUPT, terminal

NEXT = "2026-11-23"
RULES = """---
title: "Regels"
description: "Vier regels."
artikelen:
  doel: {norm: nee}
  pauze: {norm: nee}
  kaart: {norm: nee}
  stand: {norm: nee}
---
# Regels

## {{ artikel('doel') }} Doel {#doel}

Zie {{ art('kaart') }}, en bel {{ bereik('hr') }}.
Deze tekst geldt vanaf {{ datum(revisie.ingangsdatum) }}.

## {{ artikel('pauze') }} Pauze {#pauze}

1. U mag uw telefoon in de pauze gebruiken.
2. U antwoordt binnen {{ aantal(beleid.reactie_uren, 'uur', 'uur') }}.

## {{ artikel('kaart') }} Hulp {#kaart}

1. HR helpt u.

{{ contact_kaart('hr') }}

## {{ artikel('stand') }} De stand {#stand}

{% if beleid.stand == 'verboden' %}

1. U gebruikt geen sociale media.

{% else %}

1. U gebruikt sociale media met mate.

{% endif %}
"""
NEWS = """---
title: "Wat is er nieuw?"
description: "In het kort."
---
# Wat is er nieuw?

{{ wijzigingenlijst() }}
"""
PAUSE = ("in de pauze gebruiken", "in en na de pauze gebruiken")
REWORDED = ("U mag uw telefoon in de pauze gebruiken.", "In de pauze mag u uw telefoon gebruiken.")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny handbook of which one version is published."""
    files = {"docs/regels.md": RULES, "docs/nieuw.md": NEWS, ".gitignore": "__pycache__/\n"}
    root = draw(tmp_path_factory.mktemp("revisie") / "handboek", files)
    edit(root, ("  - Revisies:", "  - Nieuw: nieuw.md\n  - Revisies:"), file="mkdocs.yml")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(named(root))
    done = handbook(root, "publish")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def root(archive: Path, tmp_path: Path) -> Path:
    return shutil.copytree(archive, tmp_path / "handboek")


def edit(root: Path, *changes: tuple[str, str], file: str = "docs/regels.md") -> None:
    path = root / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def make(root: Path, **given: object) -> str:
    said: list[str] = []
    next_revision.new_revision(Project.find(root), Given(ask=False, **given), said.append)  # type: ignore[arg-type]
    return "\n".join(said)


def made(root: Path, name: str = NEXT) -> Revision:
    return next(one for one in revisions.load(Project.find(root))[0] if str(one.version) == name)


def told(root: Path) -> list[str]:
    """What the check says of the revisions, but that nobody has read them through."""
    return [line for line in lines(root) if "[REV070]" not in line]


def unread(root: Path) -> str:
    """That."""
    (line,) = (line for line in lines(root) if "[REV070]" in line)
    return line


def lines(root: Path) -> list[str]:
    return [line for line in render(checks.check(Project.find(root))[1], "text").splitlines() if "docs/revisies" in line]


def read_through(root: Path, name: str = NEXT) -> None:
    """Somebody has read what was proposed, and says so in the file."""
    path = root / f"docs/revisies/{name}.md"
    path.write_text(path.read_text("utf-8").replace("    nagelezen: nee\n", ""), "utf-8")


def bare(root: Path) -> str:
    """What the check says of a note that tells nobody what differs."""
    (line,) = (line for line in lines(root) if "[REV038]" in line)
    return line


def write(root: Path, what: str, name: str = NEXT) -> None:
    """Somebody writes what changes in the pause."""
    edit(root, ("Pauze: lid 1 is anders.", what), file=f"docs/revisies/{name}.md")


def reasoned(root: Path, name: str = NEXT) -> None:
    """And why, at every change."""
    path = root / f"docs/revisies/{name}.md"
    path.write_text(path.read_text("utf-8").replace("    voor_wie:", '    waarom: "Daar vroegen medewerkers om."\n    voor_wie:'), "utf-8")


# It passes at once


def test_what_it_writes_passes_the_check_at_once(root: Path) -> None:
    extra = "\n## {{ artikel('extra') }} Extra {#extra}\n\n1. U doet dit binnen vier weken.\n"
    edit(
        root, PAUSE, ("\n## {{ artikel('kaart')", f"{extra}\n## {{{{ artikel('kaart')"), ("  stand: {", "  extra: {norm: nee}\n  stand: {")
    )
    edit(root, ("Lees de", "Kijk ook naar de"), file="docs/index.md")
    edit(root, ("# Gegevens", "# Alle gegevens {#gegevens}"), file="docs/gegevens.md")
    done = handbook(root, "new-revision", "--zonder-vragen")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"docs/revisies/{NEXT}.md staat klaar, als concept. 1 artikel gewijzigd, 1 nieuw, 2 vernummerd." in done.stdout
    checked = handbook(root, "check")
    assert (checked.returncode, checked.stdout.strip()) == (0, f"{unread(root)}\nGevonden: 1 waarschuwing."), checked.stdout
    assert ": buiten de artikelen, extra, pauze." in unread(root)
    read_through(root)
    assert "Pauze: lid 1 is anders." in bare(root)
    write(root, "U mag ook bellen na de pauze.")
    reasoned(root)
    checked = handbook(root, "check", "--strict")
    assert (checked.returncode, checked.stdout.strip()) == (0, "Alles klopt."), checked.stdout
    facts = made(root).facts
    assert [(one.ids, one.wat) for one in facts.wijzigingen] == [
        (("pauze",), "U mag ook bellen na de pauze."),
        (("extra",), "Nieuw: Extra."),
        ((), "Ook buiten de artikelen is tekst veranderd, op deze pagina's: Alle gegevens."),
    ]
    assert (facts.aard, facts.status) == ("materieel", "concept")


def test_a_title_stands_in_it_as_the_sources_speak() -> None:
    """Also where readers are spoken to with je: what a page makes of it is made when it is built."""
    old = {"schema": 1, "versie": "2026-01-01", "ingangsdatum": "2026-01-01", "werkgever": "Proefhuis B.V.", "artikelen": []}
    head = {"id": "lastig", "nummer": "1.1", "titel": "Als iemand je lastigvalt", "pagina": "regels.md", "adres": "regels/#lastig"}
    article = {**head, "onderwerpen": [], "voorwaarden": [], "gegevens": [], "delen": [], "sha256": "0" * 64}
    found = compare(Text.of(old), Text.of({**old, "artikelen": [article]}))
    assert [one.wat for one in changes_said.items(found, (), {"lastig": "Als iemand u lastigvalt"})] == ["Nieuw: Als iemand u lastigvalt."]


def test_what_was_typed_behind_the_command_stands_in_it(root: Path) -> None:
    edit(root, PAUSE)
    done = handbook(root, "new-revision", "2027-03-01", "--waarom", 'Het "moest".', "--voor-wie", "Chauffeurs", "--betekent", "U mag meer.")
    assert done.returncode == 0, done.stdout + done.stderr
    (change,) = made(root, "2027-03-01").facts.wijzigingen
    assert (change.waarom, change.voor_wie, change.betekent) == ('Het "moest".', "Chauffeurs", "U mag meer.")
    assert told(root) == []


def test_one_sentence_is_not_said_of_several_changes(root: Path) -> None:
    """Whom a change concerns says who confirms again, and what it means stands before all staff."""
    edit(root, PAUSE, ("1. HR helpt u.", "1. HR helpt u altijd."))
    done = handbook(root, "new-revision", "--zonder-vragen", "--voor-wie", "Chauffeurs", "--betekent", "U mag meer.")
    assert done.returncode == 2
    assert done.stderr == (
        "Er zijn 2 wijzigingen, en wat u met --voor-wie en --betekent zegt, kan per wijziging anders zijn. "
        "Laat dat weg, en schrijf het straks in het bestand bij elke wijziging.\n"
    )
    assert not (root / f"docs/revisies/{NEXT}.md").exists()
    make(root, why="Daar vroegen medewerkers om.")
    assert [one.waarom for one in made(root).facts.wijzigingen] == ["Daar vroegen medewerkers om."] * 2


def test_without_a_terminal_it_says_what_it_did_not_ask(root: Path) -> None:
    """Each with what answers it; of several changes no one answer is right, and who asked for no questions knows it."""
    edit(root, PAUSE)
    done = handbook(root, "new-revision", "--waarom", "Daarom.")
    unasked = (
        "Niet gevraagd, want hier is geen terminal: vanaf welke dag (een DATUM), of de regels veranderen (--aard), "
        "voor wie (--voor-wie) en wat het betekent (--betekent)."
    )
    assert unasked in " ".join(done.stdout.split()), done.stdout + done.stderr
    (root / f"docs/revisies/{NEXT}.md").unlink()
    assert "terminal" not in handbook(root, "new-revision", "--zonder-vragen").stdout


def test_no_reason_is_made_up(root: Path) -> None:
    edit(root, PAUSE)
    make(root)
    proposed = (root / f"docs/revisies/{NEXT}.md").read_text("utf-8")
    assert "    waarom:" not in proposed and '# Zet bij elke wijziging waarom zij nodig is, op een regel erbij: waarom: "…"\n' in proposed


@pytest.mark.parametrize("new", ["U mag uw eigen telefoon in de pauze gebruiken.", "U mag uw telefoon in de kantine gebruiken."])
def test_another_word_in_a_rule_is_no_change_of_wording_until_a_person_says_so(root: Path, new: str) -> None:
    """The list of words of duty has none of these, and they change what somebody may do."""
    edit(root, (REWORDED[0], new))
    make(root)
    assert made(root).facts.aard == "materieel"


def test_what_a_change_means_makes_it_one_of_rules(root: Path) -> None:
    edit(root, REWORDED)
    make(root, means="U mag meer.")
    assert made(root).facts.aard == "materieel"


def test_a_change_of_wording_is_editorial_and_keeps_the_day_of_the_review(root: Path) -> None:
    edit(root, REWORDED)
    make(root)
    facts = made(root).facts
    assert (facts.aard, str(facts.evaluatie)) == ("redactioneel", "2027-01-01")
    assert told(root) == []


def test_a_choice_that_was_switched_is_one_change(root: Path) -> None:
    edit(root, ("stand: beperkt", "stand: verboden"), file="variables.yml")
    make(root)
    (change,) = made(root).facts.wijzigingen
    assert change.ids == ("stand",)
    assert "beleid.stand" in change.wat
    assert told(root) == []


def test_who_adopts_is_called_what_it_was_called(root: Path) -> None:
    edit(root, PAUSE)
    make(root)
    proposed = (root / f"docs/revisies/{NEXT}.md").read_text("utf-8")
    assert '#  - {wie: bestuur, naam: "de directie", wat: besluit, stand: verleend, datum: JJJJ-MM-DD}\n' in proposed


def test_two_revisions_of_one_day(root: Path) -> None:
    edit(root, PAUSE)
    make(root, version=VersionName.parse("2026-01-01.2"))
    assert [one.ids for one in made(root, "2026-01-01.2").facts.wijzigingen] == [("pauze",)]
    assert told(root) == []


def test_who_filled_it_in_can_publish_it_and_is_not_asked_again(root: Path) -> None:
    edit(root, PAUSE)
    make(root)
    decided = """besluiten:
  - {wie: or, wat: instemming, stand: verleend, datum: 2026-11-20}
  - {wie: bestuur, wat: besluit, stand: verleend, datum: 2026-11-21}
evaluatie: 2027-11-22
bekendgemaakt: 2026-11-22
status: vastgesteld"""
    edit(root, ("status: concept", decided), file=f"docs/revisies/{NEXT}.md")
    commit(root)
    # What nobody has read goes nowhere.
    assert unread(root) in handbook(root, "publish").stdout and "waarschuwing" not in unread(root)
    read_through(root)
    commit(root)
    # Nor does what says that something differs, and not what.
    assert bare(root) in handbook(root, "publish").stdout and "waarschuwing" not in bare(root)
    write(root, "U mag ook bellen na de pauze.")
    # Nor what does not say why: that the program does not make up.
    assert [line[-8:] for line in told(root)] == ["[REV034]"]
    reasoned(root)
    assert told(root) == []
    commit(root)
    done = handbook(root, "publish")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"wat": "U mag ook bellen na de pauze."' in publishing.show(root, f"{NEXT}/revisie.json")
    page = publishing.show(root, f"{NEXT}/revisies/{NEXT}/index.html")
    assert "Wat er verandert, per artikel:" in page
    assert "materieel: er verandert wat u mag of moet" in page
    assert change_kind.MEANING["materieel"] in publishing.show(root, f"{NEXT}/nieuw/index.html")
    news = LexborHTMLParser(publishing.show(root, f"{NEXT}/nieuw/index.html")).css("article > :not([data-van-de-pagina]) li")
    assert [" ".join(item.text(separator=" ").split()) for item in news] == [
        "U mag ook bellen na de pauze. Voor wie: Alle medewerkers Waarom: Daar vroegen medewerkers om. Lees het na: Artikel 1.2, Pauze",
        "Voor wie: Alle medewerkers",
        "Waarom: Daar vroegen medewerkers om.",
        "Lees het na: Artikel 1.2, Pauze",
    ]
    links = LexborHTMLParser(publishing.show(root, f"{NEXT}/nieuw/index.html")).css(
        "article > :not([data-van-de-pagina]) a:not(.headerlink)"
    )
    assert [link.attributes["href"] for link in links] == ["../regels/#pauze", f"../../wijzigingen/{NEXT}/", f"../revisies/{NEXT}/"]
    assert publishing.show(root, f"wijzigingen/{NEXT}/index.html")
    # The next change is held against this text, and so is that of who changes the file.
    assert told(root) == []
    with pytest.raises(CannotWork, match=f"Er is niets veranderd sinds versie {NEXT}"):
        make(root)


def test_the_first_text_says_that_it_is_the_first(archive: Path) -> None:
    page = LexborHTMLParser(publishing.show(archive, "2026-01-01/nieuw/index.html")).css_first("article")
    assert page
    assert "Dit is de eerste tekst in dit handboek." in page.text()
    assert [link.attributes["href"] for link in page.css("article > :not([data-van-de-pagina]) a:not(.headerlink)")] == [
        "../revisies/2026-01-01/"
    ]


def test_an_article_that_was_taken_off_the_site_may_be_told_to_be_gone(root: Path) -> None:
    take_down(root, "2026-01-01", article="pauze")
    rules = (root / "docs/regels.md").read_text("utf-8")
    pause = rules[rules.index("## {{ artikel('pauze')") : rules.index("## {{ artikel('kaart')")]
    edit(root, (pause, ""), ("  pauze: {norm: nee}\n", ""), ("1. U gebruikt sociale media met mate.", "1. U gebruikt sociale media niet."))
    make(root)
    item = '  - artikel: pauze\n    wat: "Vervallen: Pauze."\n    waarom: "Zo."\n    voor_wie: "Wij"\n'
    edit(root, ("wijzigingen:\n", f"wijzigingen:\n{item}"), file=f"docs/revisies/{NEXT}.md")
    assert told(root) == []


# Nothing changed for a reader


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("variables.yml", ('telefoon: "', 'telefoon: "+31 20 999 99 99" # ')),
        ("variables.yml", ("naam_kort: ", 'naam_kort: "Anders" # ')),
        ("docs/regels.md", ("1. U mag uw", "1. U  mag\n    uw")),
        ("docs/regels.md", ("# Regels\n", "# Regels\n\nEen zin buiten de artikelen.\n")),
    ],
    ids=["telefoonnummer", "naam", "witruimte", "buiten de artikelen"],
)
def test_what_changes_no_rule_is_no_change_of_an_article(root: Path, file: str, change: tuple[str, str]) -> None:
    text = (root / file).read_text("utf-8")
    assert change[0] in text
    (root / file).write_text(re.sub(rf"(?m){re.escape(change[0])}(.*)$", lambda m: f"{change[1]}{m[1]}", text, count=1), "utf-8")
    sources = read(Project.find(root))
    assert not errors(sources.findings), render(sources.findings, "text")
    archive = published.archive(sources)
    assert archive
    redline = since.against(sources, archive, VersionName.parse(NEXT))
    assert redline is not None
    assert redline.changes == ()


def test_an_article_with_a_card_is_held_against_what_was_typed(root: Path) -> None:
    edit(root, ("1. HR helpt u.", "1. HR helpt u altijd."))
    make(root)
    assert [one.ids for one in made(root).facts.wijzigingen] == [("kaart",)]


# Nothing to write


def refused(root: Path, **given: object) -> str:
    before = {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()}
    with pytest.raises(CannotWork) as error:
        make(root, **given)
    assert {path: path.read_bytes() for path in (root / "docs").rglob("*") if path.is_file()} == before
    return str(error.value)


def test_without_a_change_there_is_no_revision(root: Path) -> None:
    assert refused(root) == "Er is niets veranderd sinds versie 2026-01-01. Verander eerst de tekst in docs/, en typ dit dan opnieuw."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026-11-21", "21 november 2026 is al geweest. Kies een dag vanaf 2026-11-23"),
        ("2026-01-01", "docs/revisies/2026-01-01.md is er al."),
        ("2027-01-01.2", "2027-01-01.2 is een verbetering van een tekst die er niet is. Typ: handbook new-revision 2027-01-01"),
    ],
)
def test_a_day_that_cannot_be(root: Path, name: str, said: str) -> None:
    edit(root, PAUSE)
    assert said in refused(root, version=VersionName.parse(name))


def test_one_in_preparation_goes_first(root: Path) -> None:
    edit(root, PAUSE)
    make(root)
    assert f"Er is al een revisie in voorbereiding: docs/revisies/{NEXT}.md." in refused(root)
    shutil.copy(root / f"docs/revisies/{NEXT}.md", root / "kopie.md")
    with pytest.raises(FileExistsError):
        atomic.create(root, "kopie.md", b"iets anders")
    assert (root / "kopie.md").read_bytes() == (root / f"docs/revisies/{NEXT}.md").read_bytes()


def test_without_an_archive_there_is_nothing_to_compare_with(root: Path) -> None:
    git(root, "branch", "-D", "gh-pages")
    said = refused(root)
    assert "In deze kopie is nog geen versie gepubliceerd" in said
    assert "Uw eerste revisie is er al: docs/revisies/2026-01-01.md." in said
    (root / "docs/revisies/2026-01-01.md").unlink()
    assert "Uw eerste revisie maakt u zelf: een bestand docs/revisies/JJJJ-MM-DD.md" in refused(root)


def test_mistakes_are_mended_first(root: Path) -> None:
    edit(root, ("{% endif %}", ""))
    assert "Kijk eerst met: handbook check" in refused(root)


# At a terminal


def command(*more: str) -> list[str]:
    return [sys.executable, "-m", "handbook", "new-revision", *more]


def test_at_a_terminal_the_rest_is_asked(root: Path) -> None:
    edit(root, PAUSE)
    with terminal(command(), root, on_path(ROOT), columns=120) as there:
        there.expect("Typ terug voor de vorige vraag")
        there.type("31-12-2026", "2026-01-01", "2027-01-05", "")
        there.type("terug", "klein", "materieel", "U mag uw telefoon vaker gebruiken.")
        there.expect("Wijziging 1 van 1: pauze")
        there.type("U mag bellen na de pauze.", "{{ leeg }}", "Daar werd om gevraagd.", "", "U mag meer.")
        assert there.end() == 0, there.shown
    facts = made(root, "2027-01-05").facts
    (change,) = facts.wijzigingen
    assert (facts.toelichting, facts.aard) == ("U mag uw telefoon vaker gebruiken.", "materieel")
    assert (change.wat, change.waarom, change.voor_wie, change.betekent) == (
        "U mag bellen na de pauze.",
        "Daar werd om gevraagd.",
        "Alle medewerkers",
        "U mag meer.",
    )
    assert told(root) == []


@pytest.mark.parametrize("keys", ["stop\r", INTERRUPT], ids=["stop", "Ctrl-C"])
def test_who_stops_leaves_nothing(root: Path, keys: str) -> None:
    edit(root, PAUSE)
    with terminal(command("2027-01-05"), root, on_path(ROOT)) as there:
        there.type("")
        there.prompt()
        there.press(keys)
        assert there.end() == 2
    assert "Gestopt. Er is niets gemaakt." in there.shown
    assert [path.name for path in (root / "docs/revisies").iterdir() if path.name.startswith(("2027", "."))] == []
