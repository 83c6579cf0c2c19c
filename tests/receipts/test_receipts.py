"""Who confirmed which text: the whole command on a real archive, from files as programs export them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from handbook import receipts
from handbook.archive.manifest import canonical, sha256
from handbook.core.errors import CannotWork
from handbook.core.project import Project
from handbook.core.receipt import LATER
from handbook.core.version_name import VersionName
from handbook.receipts import again, lists
from handbook.sources import editions
from tests.support import fork, proving, publishing
from tests.support import receipts as drawn
from tests.support.handbooks import ROOT
from tests.support.publishing import git, on_path
from tests.support.receipts import COMING, EVERYBODY, FIRST, LEADERS, WORDS, fingerprint, subject
from tests.support.soaking import SOAK
from tests.support.terminal import terminal

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn.archive(tmp_path_factory.mktemp("ontvangst") / "handboek")


def told(archive: Path, *imports: Path, staff: Path | None = None, **more: object) -> receipts.Answer:
    wish = receipts.Wish(imports, staff, **more)  # type: ignore[arg-type]
    return receipts.answer(Project.find(archive), wish, TODAY)


def put(path: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def rows(path: Path) -> dict[str, dict[str, str]]:
    """A list that was written, by name."""
    return {row["naam"]: row for row in csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";")}


STAFF = drawn.csv(
    ("Personeelsnummer", "Achternaam", "Voornaam", "E-mail", "Groep"),
    ("1", "Jansen", "Piet", "p.jansen@proefhuis.test", "verkoop"),
    ("2", "Müller", "Anna", "anna@proefhuis.test", "Leidinggevenden; verkoop"),
    ("3", "Vries", "Jan de", "jan@proefhuis.test", ""),
    ("4", "Bos", "Kim", "kim@proefhuis.test", "verkoop"),
)


@pytest.mark.parametrize(
    ("read", "at", "states"),
    [
        # Since the first text something changed for managers; of who has no group nobody knows.
        (FIRST, LEADERS, ("bevestigd", "opnieuw", "opnieuw", "nog nooit")),
        # Only words changed in between.
        (WORDS, LEADERS, ("bevestigd", "opnieuw", "opnieuw", "nog nooit")),
        (FIRST, WORDS, ("bevestigd", "bevestigd", "bevestigd", "nog nooit")),
        (LEADERS, EVERYBODY, ("opnieuw", "opnieuw", "opnieuw", "nog nooit")),
        (EVERYBODY, EVERYBODY, ("bevestigd", "bevestigd", "bevestigd", "nog nooit")),
        # Its revision does not say what changes.
        (EVERYBODY, COMING, ("opnieuw", "opnieuw", "opnieuw", "nog nooit")),
        # Who read what is to come has read what applies.
        (COMING, EVERYBODY, ("bevestigd", "bevestigd", "bevestigd", "nog nooit")),
    ],
)
def test_who_is_asked_again(archive: Path, tmp_path: Path, read: str, at: str, states: tuple[str, ...]) -> None:
    people = (("Piet Jansen", "p.jansen@proefhuis.test"), ("Müller, Anna", "ANNA@proefhuis.test"), ("Jan de Vries", "jan@proefhuis.test"))
    mails = put(tmp_path / "mails.csv", drawn.mails(*((name, address, "2026-11-20", subject(read)) for name, address in people)))
    staff = put(tmp_path / "staff.csv", STAFF)
    answer = told(archive, mails, staff=staff, everybody=tmp_path / "uit.csv", version=VersionName.parse(at))
    assert answer.clean, answer.text
    found = rows(tmp_path / "uit.csv")
    assert tuple(found[name]["stand"] for name in ("Piet Jansen", "Anna Müller", "Jan de Vries", "Kim Bos")) == states


def test_why_is_said(archive: Path, tmp_path: Path) -> None:
    mails = put(
        tmp_path / "m.csv", drawn.mails(*((name, "", "", subject(FIRST)) for name in ("Piet Jansen", "Anna Müller", "Jan de Vries")))
    )
    staff = put(tmp_path / "s.csv", STAFF)
    said = told(archive, mails, staff=staff, version=VersionName.parse(LEADERS)).text
    assert f"versie {LEADERS}: Een gesprek vooraf is nodig (voor wie: Leidinggevenden)" in said
    assert "voor wie: Leidinggevenden; daar hoort deze medewerker niet bij" in said
    assert "voor wie: Leidinggevenden; van deze medewerker staat geen groep op de lijst" in said
    assert f"versie {WORDS}: alleen de woorden zijn veranderd" in said
    assert "- Een gesprek vooraf is nodig. U praat eerst met elkaar." in said


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        ("Leidinggevenden", {"leidinggevenden"}),
        ("Voor alle leidinggevenden en de afdeling Verkoop.", {"leidinggevenden", "verkoop"}),
        ("leidinggevenden met een eigen kanaal", None),
        ("Leidinggevenden en wie appt", None),
        ("Iedereen", None),
        ("Alle medewerkers", None),
        ("", None),
        (None, None),
    ],
)
def test_whom_a_change_touches_is_known_only_by_whole_groups(whom: str | None, expected: set[str] | None) -> None:
    assert again.touched(whom, {"leidinggevenden": "Leidinggevenden", "verkoop": "Verkoop"}) == expected
    assert again.touched(whom, {}) is None


def test_every_row_that_counts_for_nothing_says_why(archive: Path, tmp_path: Path) -> None:
    (archive / "docs/revisies/2027-05-01.md").write_text("---\n---\n", "utf-8")
    strange = "ab" * 32
    about = {
        subject(EVERYBODY): None,
        f"Automatisch antwoord: {subject(EVERYBODY)}": "een bericht van een mailprogramma",
        f"Gelezen: {subject(EVERYBODY)}": "een bericht van een mailprogramma",
        "Bedankt voor het protocol": "zegt niet om welke tekst het gaat",
        subject(EVERYBODY, LATER): "een pagina die niet is gepubliceerd",
        subject(EVERYBODY, strange): f"versie {EVERYBODY}, met de vingerafdruk van een andere tekst: abababababab",
        subject(EVERYBODY, strange, "Elders"): "het protocol van Elders, en dat is een andere organisatie",
        subject(EVERYBODY, fingerprint(FIRST)): f"noemt versie {EVERYBODY}, en de vingerafdruk van versie {FIRST}",
        "versie 2027-05-01": "die is nog een concept",
        "versie 2020-01-01": "die is nooit gepubliceerd",
        f"vingerafdruk {strange}": "een vingerafdruk die geen tekst van ons heeft",
    }
    mails = put(tmp_path / "m.csv", drawn.mails(*(("Piet", "piet@proefhuis.test", "", one) for one in about)))
    try:
        answer = told(archive, mails)
    finally:
        (archive / "docs/revisies/2027-05-01.md").unlink()
    lines = [line.strip() for line in answer.text.splitlines() if "m.csv:" in line]
    assert not answer.clean
    for line, why in zip(lines, [why for why in about.values() if why], strict=True):
        assert why in line
    assert [int(line.split(":")[1]) for line in lines] == [*range(3, 13)]


BODIES = {
    "Ik bevestig NIET, ik ben het er niet mee eens. Mijn naam: Lot Smit": False,
    "Ik heb de tekst nog niet gelezen, stuur mij hem op papier.": False,
    "Ik heb geen tekst ontvangen": False,
    "I did not read it.": False,
    "Ik bevestig dat ik de tekst heb ontvangen en gelezen. Ik zeg niet dat ik het met alles eens ben.": True,
    "Gelezen. Ik ben het er niet mee eens.": True,
    "Gedaan!\n\nVan: HR\nWij hebben van u nog geen bevestiging dat u het heeft ontvangen en gelezen.": True,
    "Gelezen\n> Wij hebben van u nog geen bevestiging dat u het heeft gelezen.": True,
}


@pytest.mark.parametrize("body", BODIES)
def test_who_writes_not_to_confirm_is_read_by_a_person(archive: Path, tmp_path: Path, body: str) -> None:
    """Whoever does not agree has read it as well as who does; what a mail repeats of ours says nothing."""
    mails = put(tmp_path / "m.csv", drawn.csv(("Onderwerp", "Tekst", "Van"), (subject(EVERYBODY), body, "Lot Smit")))
    answer = told(archive, mails, everybody=tmp_path / "uit.csv")
    assert (rows(tmp_path / "uit.csv").get("Lot Smit", {}).get("stand") == "bevestigd") == BODIES[body], answer.text
    assert ("lees die mail zelf" in answer.text) != BODIES[body]


def test_a_confirmation_may_lack_a_fingerprint_or_a_version(archive: Path, tmp_path: Path) -> None:
    export = drawn.csv(
        ("Naam", "Versie", "Vingerafdruk", "Datum"),
        ("Piet", EVERYBODY, "", "2026-10-01"),
        ("Anna", "", fingerprint(EVERYBODY)[:12], "2026-10-01"),
        ("Anna", "", fingerprint(EVERYBODY), "2026-10-02"),
        # A spreadsheet took the name of the version for a day.
        ("Kim", "1-9-2026", "", "2026-10-02"),
        ("Jan", "9/1/2026 0:00", fingerprint(EVERYBODY), "2026-10-02"),
        separator="\t",
    )
    answer = told(archive, put(tmp_path / "f.csv", export, "utf-16"), everybody=tmp_path / "uit.csv")
    found = rows(tmp_path / "uit.csv")
    assert (found["Piet"]["met vingerafdruk"], found["Anna"]["met vingerafdruk"], found["Anna"]["op"]) == ("nee", "ja", "2026-10-01")
    assert "1 rij telt niet mee, want die persoon bevestigde die tekst al." in answer.text
    assert (found["Kim"]["bevestigde versie"], found["Jan"]["bevestigde versie"]) == (EVERYBODY, EVERYBODY)
    assert "2 rijen noemen geen vingerafdruk van de tekst." in answer.text
    assert "Wie nog nooit bevestigde, is zo niet te zien." in answer.text


def test_days_that_cannot_be_are_told_and_so_is_their_order(archive: Path, tmp_path: Path) -> None:
    mails = put(
        tmp_path / "m.csv",
        drawn.mails(
            ("Piet", "", "1/10/2026", subject(EVERYBODY)),
            ("Anna", "", "1/12/2026", subject(EVERYBODY)),
            ("Jan", "", "ooit", subject(EVERYBODY)),
        ),
    )
    said = told(archive, mails).text
    assert 'm.csv:3: "1/12/2026" moet nog komen' in said
    assert 'm.csv:4: "ooit" is geen datum' in said
    assert "bij 1/10/2026 is het eerste getal als dag gelezen" in said and "datums: maand-dag" in said
    # The advice, followed once: then January has not the text yet.
    told(archive, mails, columns=tmp_path / "k.yml")
    kinds = (tmp_path / "k.yml").read_text("utf-8")
    (tmp_path / "k.yml").write_text(f"{kinds.rstrip()}\n  datums: maand-dag\n", "utf-8")
    said = told(archive, mails, columns=tmp_path / "k.yml").text
    assert 'm.csv:2: op "1/10/2026" stond deze tekst er nog niet' in said and "het eerste getal" not in said


def test_reminders_go_to_who_did_not_confirm_and_run_nothing(archive: Path, tmp_path: Path) -> None:
    staff = drawn.csv(
        ("Naam", "E-mail"),
        ('=HYPERLINK("x")', "a@proefhuis.test"),
        ("+31", "b@proefhuis.test"),
        ("@SUM(A1)", ""),
        ('Jan; de "Rode"', "-d@proefhuis.test"),
    )
    done = put(
        tmp_path / "m.csv", drawn.mails(("", "a@proefhuis.test", "", subject(EVERYBODY)), ('Jan; de "Rode"', "", "", subject(FIRST)))
    )
    answer = told(archive, done, staff=put(tmp_path / "s.csv", staff), reminders=tmp_path / "her.csv", everybody=tmp_path / "uit.csv")
    text = (tmp_path / "her.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfnaam;adres;reden;onderwerp;tekst\r\n")
    found = rows(tmp_path / "her.csv")
    assert {*found} == {"'+31", "'@SUM(A1)", 'Jan; de "Rode"'}
    mail = found['Jan; de "Rode"']
    assert (mail["adres"], mail["reden"]) == ("'-d@proefhuis.test", "opnieuw")
    assert f"https://handboek.proefhuis.test/{EVERYBODY}/gelezen/" in mail["tekst"] and mail["tekst"] in answer.text.replace("\n  ", "\n")
    assert "niet dat u het met alles eens bent" in mail["tekst"]
    assert "Van 1 van hen is er geen mailadres" in answer.text
    for path in (tmp_path / "her.csv", tmp_path / "uit.csv"):
        assert path.stat().st_mode & 0o077 == 0
        assert not [cell for row in rows(path).values() for cell in row.values() if cell.startswith(lists.RUNS)]


@given(st.text())
def test_no_cell_begins_a_formula_and_none_loses_its_words(cell: str) -> None:
    safe = lists.defused(cell)
    assert safe.removeprefix("'") == cell.removeprefix("'") or safe == cell
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_text_of_before_the_page_leads_to_the_text(archive: Path, tmp_path: Path) -> None:
    mails = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(FIRST))))
    staff = put(tmp_path / "s.csv", STAFF)
    said = told(archive, mails, staff=staff, version=VersionName.parse(FIRST)).text
    assert f"Bevestig het daarna hier: https://handboek.proefhuis.test/{FIRST}/\n" in said


def test_what_a_published_page_has_people_send_is_what_counts(tmp_path: Path) -> None:
    """The whole way: a text that is published, its button, the mail in an export, and the answer."""
    root = publishing.handbook(tmp_path / "handboek")
    page = root / "docs/gegevens.md"
    page.write_text(f"{page.read_text('utf-8')}\n{{{{ ontvangst() }}}}\n", "utf-8")
    facts = root / "variables.yml"
    text = facts.read_text("utf-8").replace('naam_kort: "Proefhuis"', "naam_kort: \"Proef, 'Huis' & Zn.\"")
    facts.write_text(
        text.replace("  aanspreekvorm: u\n", '  aanspreekvorm: u\n  bevestigen: "https://proefhuis.test/?v={versie}&h={vingerafdruk}"\n'),
        "utf-8",
    )
    publishing.commit(root, "bevestigen")
    outcome = publishing.publish(root)
    assert outcome.code == 0, outcome.said
    links = LexborHTMLParser(publishing.show(root, f"{FIRST}/gegevens/index.html")).css("a.md-button")
    form, mail = (parse_qs(urlsplit(link.attributes["href"] or "").query) for link in links)
    assert form["h"] == [hashlib.sha256(proving.raw(root, f"{FIRST}/artikelen.json")).hexdigest()]
    mails = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", mail["subject"][0])))
    forms = put(tmp_path / "f.csv", drawn.csv(("Naam", "Versie", "Vingerafdruk"), ("Anna", form["v"][0], form["h"][0])))
    answer = told(root, mails, forms, everybody=tmp_path / "uit.csv")
    assert answer.clean, answer.text
    assert {name: (row["bevestigde versie"], row["met vingerafdruk"]) for name, row in rows(tmp_path / "uit.csv").items()} == {
        "Anna": (FIRST, "ja"),
        "Piet": (FIRST, "ja"),
    }
    assert "vingerafdruk" in answer.text and git(root, "status", "--porcelain") == ""


def test_a_text_of_another_organisation_in_the_same_repository_is_known_by_its_fingerprint(archive: Path, tmp_path: Path) -> None:
    copy = proving.copied(archive, tmp_path / "kopie")
    (copy / "edities.yml").write_text("zorg:\n  gegevens: zorg.yml\n", "utf-8")
    (copy / "zorg.yml").write_text((copy / "variables.yml").read_text("utf-8"), "utf-8")
    # Its archive is ours under another name, with another text in it.
    tree = git(copy, "rev-parse", "gh-pages")
    other = drawn.articles(EVERYBODY, " Zorg")
    manifest = json.loads(proving.raw(copy, f"{EVERYBODY}/manifest.json"))
    manifest["bestanden"]["artikelen.json"] = sha256(other)
    proving.put(copy, {f"{EVERYBODY}/artikelen.json": other, f"{EVERYBODY}/manifest.json": canonical(manifest)})
    git(copy, "branch", "gh-pages-zorg", "gh-pages")
    git(copy, "update-ref", "refs/heads/gh-pages", tree)
    mails = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY, sha256(other)))))
    theirs = "gaat over het protocol van Proefhuis B.V., en dat is een andere organisatie"
    assert theirs in told(copy, mails).text
    # Seen from the other side it is the other way round.
    project = Project.find(copy).of(editions.choose(Project.find(copy), "zorg"))
    assert receipts.answer(project, receipts.Wish([mails]), TODAY).clean
    ours = put(tmp_path / "o.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY))))
    assert theirs in receipts.answer(project, receipts.Wish([ours]), TODAY).text


# A form or a list that does not say it all


FORM = ("Tijdstempel", "Naam", "E-mail", "Heeft u het protocol gelezen?")


def test_a_form_that_was_made_for_one_text_is_told_which(archive: Path, tmp_path: Path) -> None:
    form = put(tmp_path / "f.csv", drawn.csv(FORM, ("1-10-2026 9:12", "Piet", "piet@proefhuis.test", "Ja")))
    with pytest.raises(CannotWork, match=rf"Zet dan achter de opdracht welke dat is, zoals: --over {EVERYBODY}$"):
        told(archive, form)
    answer = told(archive, form, about=VersionName.parse(EVERYBODY))
    assert (answer.clean, "Bevestigd: 1. Opnieuw te vragen: 0." in answer.text) == (True, True), answer.text
    with pytest.raises(CannotWork, match=r"Versie 2020-01-01 is niet gepubliceerd\. Kies uit: "):
        told(archive, form, about=VersionName.parse("2020-01-01"))


def test_what_names_a_text_itself_is_about_that_one_and_no_mail_is_about_another(archive: Path, tmp_path: Path) -> None:
    form = put(
        tmp_path / "f.csv", drawn.csv((*FORM, "Versie"), ("1-7-2026", "Piet", "", "Ja", LEADERS), ("1-10-2026", "Kim", "", "Ja", ""))
    )
    mails = put(tmp_path / "m.csv", drawn.mails(("Anna", "", "", "Vraag over mijn vakantie")))
    asks = f"f.csv: gaat dit formulier over één tekst? Zet dan achter de opdracht welke dat is, zoals: --over {EVERYBODY}"
    without = told(archive, form, mails).text
    assert asks in without and "m.csv: gaat" not in without
    answer = told(archive, form, mails, about=VersionName.parse(EVERYBODY), everybody=tmp_path / "uit.csv")
    assert {name: row["bevestigde versie"] for name, row in rows(tmp_path / "uit.csv").items()} == {"Piet": LEADERS, "Kim": EVERYBODY}
    assert "m.csv:2: de bevestiging van Anna zegt niet om welke tekst het gaat" in answer.text and asks not in answer.text


def test_who_has_no_day_in_a_list_of_confirmations_did_not_confirm(archive: Path, tmp_path: Path) -> None:
    head = ("Medewerker", "Versie", "Datum bevestigd", "Status")
    everyone = drawn.csv(
        head, ("Piet", EVERYBODY, "1-10-2026", "Afgerond"), ("Kim", EVERYBODY, "", "Open"), ("Jan", EVERYBODY, "-", "Actief")
    )
    answer = told(archive, put(tmp_path / "hr.csv", everyone), everybody=tmp_path / "uit.csv")
    assert {name: row["op"] for name, row in rows(tmp_path / "uit.csv").items()} == {"Piet": "2026-10-01"}
    assert 'hr.csv:3: Kim heeft niet bevestigd: bij "Status" staat "Open".' in answer.text
    assert 'hr.csv:4: Jan heeft niet bevestigd: bij "Datum bevestigd" staat "-".' in answer.text
    # On paper somebody may forget the day.
    paper = told(archive, put(tmp_path / "p.csv", drawn.csv(("Naam", "Versie", "Datum"), ("Piet", EVERYBODY, ""))))
    assert paper.clean and "Bevestigd: 1." in paper.text


def test_no_answer_to_a_question_with_yes_or_no_is_no_yes(archive: Path, tmp_path: Path) -> None:
    form = drawn.csv((*FORM, "Versie"), ("", "Piet", "", "ja", EVERYBODY), ("", "Kim", "", "", EVERYBODY))
    assert 'Kim heeft niet bevestigd: bij "Heeft u het protocol gelezen?" staat niets.' in told(archive, put(tmp_path / "f.csv", form)).text


def test_a_word_that_says_yes_may_be_given(archive: Path, tmp_path: Path) -> None:
    head = ("Naam", "Versie", "Protocol", "Taak")
    made = drawn.csv(head, ("Piet", EVERYBODY, "Ja, gelezen.", ""), ("Kim", EVERYBODY, "Later", "klaar"), ("Jan", EVERYBODY, "", "Klaar"))
    # A file without the word is read as it was.
    mails = put(tmp_path / "m.csv", drawn.mails(("Anna", "", "", subject(EVERYBODY))))
    lists_ = put(tmp_path / "l.csv", made)
    answer = told(archive, lists_, mails, words=["ja, gelezen"], everybody=tmp_path / "uit.csv")
    assert [*rows(tmp_path / "uit.csv")] == ["Anna", "Piet"]
    assert 'l.csv:3: Kim heeft niet bevestigd: bij "Protocol" staat "Later".' in answer.text
    assert 'l.csv:4: Jan heeft niet bevestigd: bij "Protocol" staat niets.' in answer.text
    assert "Bevestigd: 4." in told(archive, lists_, mails, words=["Ja, gelezen", "klaar"]).text
    with pytest.raises(CannotWork, match=r'In geen enkel vak staat "gedaan"\. Kijk na wat er achter --bevestigt staat\.'):
        told(archive, lists_, words=["gedaan"])


def test_a_text_that_came_into_the_archive_later_could_be_read_before(tmp_path: Path) -> None:
    """It was known on paper, or on another site."""
    root = publishing.handbook(tmp_path / "handboek")
    built = publishing.site(tmp_path / "gebouwd", FIRST, announced="2025-12-15")
    (built / "artikelen.json").write_bytes(drawn.articles(FIRST))
    assert publishing.land(root, built, FIRST, today="2026-11-02").code == 0
    paper = drawn.csv(("Naam", "Versie", "Datum"), ("Piet", FIRST, "20-12-2025"), ("Kim", FIRST, "1-12-2025"))
    said = told(root, put(tmp_path / "p.csv", paper)).text
    assert 'p.csv:3: op "1-12-2025" stond deze tekst er nog niet.' in said and "p.csv:2" not in said


# What lies inside the handbook


@pytest.mark.parametrize("option", ["imports", "--medewerkers", "--kolommen", "--herinneringen", "-o"])
def test_no_file_may_lie_in_the_handbook(archive: Path, tmp_path: Path, option: str) -> None:
    good = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY))))
    inside = put(archive / "docs/mensen.csv", "Naam;E-mail\n")
    try:
        args = [str(inside)] if option == "imports" else [str(good), option, str(inside)]
        done = fork.handbook(archive, "receipts", *args)
        assert (done.returncode, inside.read_bytes()) == (2, "\ufeffNaam;E-mail\n".encode())
        assert "staat in de map van het handboek" in done.stderr and "Kies een plek daarbuiten" in done.stderr
    finally:
        inside.unlink()
    assert git(archive, "status", "--porcelain") == ""


def test_no_other_way_leads_into_the_handbook_either(archive: Path, tmp_path: Path) -> None:
    good = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY))))
    other = tmp_path / "werkmap"
    git(archive, "worktree", "add", "--quiet", "--detach", str(other))
    (tmp_path / "map").symlink_to(archive / "docs")
    (tmp_path / "bestand.csv").symlink_to(archive / "nieuw.csv")
    site = tmp_path / "site"
    (site / "versies").mkdir(parents=True)
    (site / "versies/nu.json").write_text("{}", "utf-8")
    ways = (
        other / "uit.csv",
        other / "docs" / ".." / "uit.csv",
        tmp_path / "map/uit.csv",
        tmp_path / "map/../uit.csv",
        tmp_path / "bestand.csv",
        archive / ".git/uit.csv",
        site / "bijlagen/uit.csv",
    )
    try:
        for way in ways:
            with pytest.raises(CannotWork, match="Kies een plek daarbuiten"):
                told(archive, good, everybody=way)
            assert not way.exists()
        # Beside them there is room.
        assert told(archive, good, everybody=tmp_path / "uit.csv").clean
    finally:
        git(archive, "worktree", "remove", "--force", str(other))


def test_nothing_is_read_before_every_path_was_looked_at(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotWork, match="staat in de map van het handboek"):
        told(archive, tmp_path / "is-er-niet.csv", everybody=archive / "uit.csv")


def test_a_file_that_is_read_is_not_written_over(archive: Path, tmp_path: Path) -> None:
    good = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY))))
    (tmp_path / "zelfde.csv").symlink_to(good)
    before = good.read_bytes()
    for more in ({"everybody": tmp_path / "zelfde.csv"}, {"everybody": tmp_path / "a.csv", "reminders": tmp_path / "a.csv"}):
        with pytest.raises(CannotWork, match="staat er twee keer bij"):
            told(archive, good, **more)
    assert good.read_bytes() == before


# The command


def test_exit_codes_and_sentences(archive: Path, tmp_path: Path) -> None:
    good = put(tmp_path / "m.csv", drawn.mails(("Piet", "", "", subject(EVERYBODY))))
    bad = put(tmp_path / "b.csv", drawn.mails(("Piet", "", "", "Hallo")))
    cases = {
        (str(good),): (0, "Bevestigd: 1. Opnieuw te vragen: 0.\nWie nog nooit bevestigde, is zo niet te zien."),
        (str(good), str(bad)): (1, "b.csv:2: "),
        (): (2, "IMPORT.csv"),
        (str(tmp_path / "weg.csv"),): (2, "weg.csv bestaat niet"),
        (str(tmp_path),): (2, "is een map. Schrijf de naam van het bestand erbij."),
        (str(good), "-o", str(tmp_path / "geen/map/uit.csv")): (2, "Kies een map die bestaat"),
        (str(good), "-o", str(tmp_path / "uit.xlsx")): (
            2,
            f"eindigt op .xlsx, en hier komt een bestand dat eindigt op .csv. Schrijf bijvoorbeeld {tmp_path}/uit.csv.",
        ),
        (str(good), "--kolommen", str(tmp_path)): (2, f"{tmp_path} is een map."),
        (str(good), "--versie", "2020-01-01"): (2, "Versie 2020-01-01 is niet gepubliceerd. Kies uit: 2027-01-01, "),
        (str(put(tmp_path / "k.csv", "A;B\n1;2\n")),): (2, "De koppen zijn:"),
    }
    for args, (code, said) in cases.items():
        done = fork.handbook(archive, "receipts", *args, HANDBOEK_VANDAAG=TODAY.isoformat())
        assert (done.returncode, said in done.stdout + done.stderr) == (code, True), (args, done.stdout, done.stderr)
    assert git(archive, "status", "--porcelain", "--ignored") == ""


def test_before_the_first_publication_there_is_nothing_to_confirm(tmp_path: Path) -> None:
    root = publishing.handbook(tmp_path / "handboek")
    with pytest.raises(CannotWork, match="nog niets te bevestigen"):
        told(root, put(tmp_path / "m.csv", "Naam;Versie\n"))


def test_a_text_that_was_taken_off_still_counts_and_reminds_nobody(archive: Path, tmp_path: Path) -> None:
    copy = proving.copied(archive, tmp_path / "kopie")
    proving.take_down(copy, LEADERS)
    mails = put(tmp_path / "m.csv", drawn.mails(("Piet Jansen", "", "", subject(LEADERS)), ("Anna Müller", "", "", subject(WORDS))))
    staff = put(tmp_path / "s.csv", STAFF)
    answer = told(copy, mails, staff=staff, version=VersionName.parse(LEADERS), reminders=tmp_path / "her.csv")
    assert f"Versie {LEADERS} is van de website gehaald. Wie haar eerder las en bevestigde, telt mee." in answer.text
    assert "Daarom is er niemand om te herinneren." in answer.text and not rows(tmp_path / "her.csv")
    assert f"versie {LEADERS}: van de website gehaald" in answer.text


def test_as_many_people_as_a_large_organisation_has(archive: Path, tmp_path: Path) -> None:
    many = 10_000 if SOAK else 1_000
    people = [(f"Naam{at}, Voor{at}", f"M{at}@proefhuis.test", "2026-10-01", subject(FIRST if at % 4 else EVERYBODY)) for at in range(many)]
    mails = put(tmp_path / "m.csv", drawn.mails(*people[::2], *people[::10]))
    staff = put(tmp_path / "s.csv", drawn.csv(("Naam", "E-mail"), *((name, address.lower()) for name, address, *_ in people)))
    answer = told(archive, mails, staff=staff, everybody=tmp_path / "uit.csv", reminders=tmp_path / "her.csv")
    quarter = many // 4
    assert f"Bevestigd: {quarter}. Opnieuw te vragen: {quarter}. Nog nooit bevestigd: {many // 2}." in answer.text
    assert f"… en nog {quarter - 40}. Allemaal in een bestand: -o LIJST.csv" in answer.text
    assert (len(rows(tmp_path / "uit.csv")), len(rows(tmp_path / "her.csv"))) == (many, 3 * quarter)


def test_a_person_at_the_keyboard_is_asked_for_the_columns(archive: Path, tmp_path: Path) -> None:
    export = put(tmp_path / "k.csv", f"A;B\nPiet;versie {EVERYBODY}\n")
    seen: list[tuple[str, ...]] = []

    def ask(question: str, answers: object) -> str:
        seen.append((question, *answers))  # type: ignore[misc]
        return "A" if "wie het is" in question else "B"

    wish = receipts.Wish([export], columns=tmp_path / "k.yml")
    assert receipts.answer(Project.find(archive), wish, TODAY, ask).clean
    assert seen == [
        ("Welke kolom van k.csv zegt wie het is?", "A", "B"),
        ("Welke kolom van k.csv zegt welke tekst iemand bevestigt?", "A", "B"),
    ]
    # Mapped once.
    assert receipts.answer(Project.find(archive), wish, TODAY).clean
    assert len(seen) == 2


def test_a_question_at_the_keyboard_is_answered_by_a_number(archive: Path, tmp_path: Path) -> None:
    export = put(tmp_path / "k.csv", f"A;B\nPiet;versie {EVERYBODY}\n")
    command = [sys.executable, "-m", "handbook", "receipts", str(export)]
    with terminal(command, archive, {**on_path(ROOT), "HANDBOEK_VANDAAG": TODAY.isoformat()}) as played:
        played.expect("zegt wie het is?")
        played.expect("2. B")
        # No such number: asked again.
        played.type("3")
        played.expect('"3" staat er niet bij. Kies een getal van 0 tot en met 2.')
        played.type("1")
        played.expect("zegt welke tekst iemand bevestigt?")
        played.type("2")
        played.expect("Bevestigd: 1.")
        assert played.end() == 0


@pytest.mark.parametrize(("heading", "no"), [("Ik heb de tekst gelezen", "Nee"), ("Bevestigd?", "FALSE"), ("Have you read it?", "No")])
def test_who_says_no_did_not_confirm(archive: Path, tmp_path: Path, heading: str, no: str) -> None:
    """A form has a row for everybody who sent it, whatever they answered; a no elsewhere says nothing."""
    answers = drawn.csv(
        ("Naam", "E-mail", "Versie", heading, "Heeft u vragen?"),
        ("Piet Jansen", "p.jansen@proefhuis.test", EVERYBODY, "Ja", "Nee"),
        ("Kim Bos", "kim@proefhuis.test", EVERYBODY, no, "Nee"),
    )
    answer = told(
        archive, put(tmp_path / "antwoorden.csv", answers), staff=put(tmp_path / "staff.csv", STAFF), everybody=tmp_path / "uit.csv"
    )
    assert f'Kim Bos (kim@proefhuis.test) heeft niet bevestigd: bij "{heading}" staat "{no}".' in answer.text
    found = rows(tmp_path / "uit.csv")
    assert (found["Piet Jansen"]["stand"], found["Kim Bos"]["stand"]) == ("bevestigd", "nog nooit")
