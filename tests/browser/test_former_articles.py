"""The address of an article that moved or went leads on, in a browser: on an archive of three texts, published the whole way."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handbook.build import offline
from handbook.serve.accessibility import axe
from tests.support import fork, pages
from tests.support.proving import exported
from tests.support.publishing import TODAY, commit, handbook, publish, revise, show
from tests.support.server import served
from tests.support.sight import NARROW
from tests.support.trees import whole

FIRST, SECOND, THIRD = "2026-01-01", "2026-03-01", "2026-05-01"
MENU = "  - Regels: regels.md\n"


def article(id_: str, title: str, *paragraphs: str) -> str:
    return f"\n## {{{{ artikel('{id_}') }}}} {title} {{#{id_}}}\n\n" + "".join(f"{n}. {one}\n" for n, one in enumerate(paragraphs, 1))


def page(title: str, articles: dict[str, str]) -> str:
    """A page with these articles, by id."""
    said = ", ".join(f"{id_}: {{norm: nee}}" for id_ in articles)
    return f'---\ntitle: "{title}"\ndescription: "{title} van het huis."\nartikelen: {{{said}}}\n---\n# {title}\n' + "".join(
        articles.values()
    )


ASK = "\n## Vragen\n\nBel {{ contact.hr.naam }} op {{ bel(contact.hr.telefoon) }}.\n"
AIM = article("doel", "Doel", "Wij houden het rustig.", "Wie iets ziet, zegt het.")
REST = article("rust", "Rust", "U heeft recht op rust.", "In het weekend antwoordt u niet.")
PICTURE = article("beeld", "Beeld", "Vraag het eerst.")


def leak(id_: str) -> str:
    return article(id_, "Een lek" if id_ == "lek" else "Een datalek", "Meld een lek meteen.", "Haal niets zelf weg.")


def menu(root: Path, old: str, new: str) -> None:
    text = (root / "mkdocs.yml").read_text("utf-8")
    assert old in text
    (root / "mkdocs.yml").write_text(text.replace(old, new, 1), "utf-8")


def put(root: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = root / "docs" / name
        path.unlink() if text is None else path.write_text(text, "utf-8")


def revision(root: Path, version: str, *changed: str) -> None:
    """One more revision, which says of these articles that they changed."""
    path = revise(root, version)
    said = f"wijzigingen:\n  - {{artikelen: [{', '.join(changed)}], wat: Andere woorden., waarom: Dat is korter., voor_wie: Iedereen.}}\n"
    path.write_text(path.read_text("utf-8").replace("besluiten:\n", f"{said}besluiten:\n", 1), "utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three texts. In the second an article got another id, two became one, and a page was renamed while an article on it went elsewhere.

    In the third the first of them got yet another id, on another page, and one was repealed.
    """
    root = handbook(tmp_path_factory.mktemp("vervallen") / "project")
    stood = page("Regels", {"doel": AIM, "lek": leak("lek"), "pauze": article("pauze", "Pauze", "In de pauze mag het.")})
    put(root, {"regels.md": stood + ASK, "oud.md": page("Oud", {"beeld": PICTURE, "rust": REST})})
    menu(root, MENU, f"{MENU}  - Oud: oud.md\n")
    commit(root)
    assert publish(root).code == 0

    put(root, {"regels.md": page("Regels", {"doel": AIM, "datalek": leak("datalek"), "rust": REST}) + ASK})
    put(root, {"oud.md": None, "nieuw.md": page("Nieuw", {"beeld": PICTURE})})
    menu(root, "  - Oud: oud.md\n", "  - Nieuw: nieuw.md\n")
    menu(root, "extra:\n", "extra:\n  doorverwijzingen:\n    oud.md: nieuw.md\n")
    revision(root, SECOND, "datalek", "pauze")
    commit(root)
    refused = publish(root)
    assert refused.code == 1
    assert {*re.findall(r"Artikel \"(\w+)\"", refused.said)} == {"lek", "pauze", "rust"}
    mended = fork.handbook(root, "check", "--mend", HANDBOEK_VANDAAG=TODAY).stdout
    assert 'nieuw -> "oud.md#rust: rust" [ART032]' in mended
    assert "opvolger: datalek}" in mended
    gone = root / "docs/gegevens/vervallen.yml"
    gone.write_text(gone.read_text("utf-8") + "regels.md#pauze: doel\n", "utf-8")
    commit(root)
    done = publish(root)
    assert done.code == 0, done.said

    put(root, {"regels.md": page("Regels", {"doel": AIM, "rust": REST}) + ASK, "nieuw.md": page("Nieuw", {"melden": leak("melden")})})
    gone.write_text(
        gone.read_text("utf-8") + "regels.md#datalek: melden\n"
        'nieuw.md#beeld: {titel: "Beeld & geluid", reden: "De wet regelt dit nu"}\n'
        'oud.md#beeld: {titel: "Beeld & geluid", reden: "De wet regelt dit nu"}\n',
        "utf-8",
    )
    revision(root, THIRD, "beeld")
    commit(root)
    last = publish(root)
    assert last.code == 0, last.said
    return root


@pytest.fixture(scope="module")
def archive(root: Path) -> Iterator[str]:
    with served(exported(root, root.parent / "www")) as address:
        yield address


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        # Every version leads on by what it knew itself.
        (f"{FIRST}/regels/#lek", f"{FIRST}/regels/#lek"),
        (f"{SECOND}/regels/#lek", f"{SECOND}/regels/#datalek"),
        (f"{THIRD}/regels/#lek", f"{THIRD}/nieuw/#melden"),
        (f"{THIRD}/regels/#lek-lid-2", f"{THIRD}/nieuw/#melden"),
        (f"{THIRD}/regels/#datalek", f"{THIRD}/nieuw/#melden"),
        (f"{THIRD}/regels/#pauze", f"{THIRD}/regels/#doel"),
        # Of a page that was renamed, each article goes its own way.
        (f"{SECOND}/oud/#beeld", f"{SECOND}/nieuw/#beeld"),
        (f"{SECOND}/oud/#rust", f"{SECOND}/regels/#rust"),
        (f"{SECOND}/oud/?h=x#rust-lid-2", f"{SECOND}/regels/?h=x#rust-lid-2"),
        (f"{THIRD}/oud/", f"{THIRD}/nieuw/"),
        (f"{THIRD}/oud/#beeld", f"{THIRD}/oud/#beeld"),
        (f"{THIRD}/nieuw/#beeld", f"{THIRD}/nieuw/#beeld"),
        # And so it does from the addresses that follow the text in force.
        ("geldend/regels/#lek", f"{THIRD}/nieuw/#melden"),
        ("geldend/oud/#rust-lid-2", f"{THIRD}/regels/#rust-lid-2"),
        ("geldend/oud/#beeld", f"{THIRD}/oud/#beeld"),
    ],
)
def test_an_old_address_leads_on(archive: str, browser: Browser, asked: str, led: str) -> None:
    with pages.fresh(browser, "2026-11-22T12:00:00Z") as seen:
        seen.goto(f"{archive}{asked}")
        expect(seen).to_have_url(f"{archive}{led}")
        place = led.partition("#")[2]
        if place:
            expect(seen.locator(f"#{place}")).to_have_count(1)


@pytest.mark.parametrize(
    ("asked", "led", "whole"),
    [
        ("2026-06-01&artikel=lek", f"{THIRD}/nieuw/#melden", True),
        ("2026-06-01&pagina=regels/&artikel=lek-lid-2", f"{THIRD}/nieuw/#melden", True),
        ("2026-04-01&artikel=lek", f"{SECOND}/regels/#datalek", True),
        ("2026-02-01&artikel=lek", f"{FIRST}/regels/#lek", True),
        # Why it is gone is written there.
        ("2026-06-01&pagina=oud/&artikel=beeld", f"{THIRD}/oud/#beeld", False),
    ],
)
def test_the_answer_for_a_day_leads_there_too(archive: str, browser: Browser, asked: str, led: str, whole: bool) -> None:
    with pages.fresh(browser, "2026-11-22T12:00:00Z") as seen:
        seen.goto(f"{archive}op/?datum={asked}")
        answer = seen.locator("[data-antwoord=geldt]")
        expect(answer.locator("a").first).to_have_attribute("href", f"{archive}{led}")
        expect(answer.locator("strong")).to_have_count(0 if whole else 1)


@pytest.mark.parametrize(("path", "said"), [("regels/", 3), ("nieuw/", 1), ("oud/", 2)])
def test_without_a_script_it_is_written_there(archive: str, browser: Browser, path: str, said: int) -> None:
    with pages.fresh(browser, "2026-11-22T12:00:00Z", viewport=NARROW, java_script_enabled=False) as seen:
        seen.goto(f"{archive}{THIRD}/{path}")
        expect(seen).to_have_url(f"{archive}{THIRD}/{path}")
        notes = seen.locator(".vervallen > p, .verhuisd li")
        expect(notes).to_have_count(said)
        assert all(notes.nth(at).is_visible() for at in range(said))
        assert seen.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    with pages.fresh(browser, "2026-11-22T12:00:00Z") as seen:
        seen.goto(f"{archive}{THIRD}/{path}{'#beeld' if path == 'oud/' else ''}")
        outcome = axe.run(seen)
        assert not outcome.found, [*map(str, outcome.found)]


@pytest.mark.parametrize(("asked", "led"), [("oud", "regels/index.html#rust"), ("regels", "nieuw/index.html#melden")])
def test_so_it_does_in_a_folder_without_a_server(root: Path, browser: Browser, tmp_path: Path, asked: str, led: str) -> None:
    exported(root, tmp_path / "www")
    here = tmp_path / "www" / THIRD
    offline.convert(here, f"https://handboek.proefhuis.test/{THIRD}/")
    with pages.fresh(browser, "2026-11-22T12:00:00Z") as seen:
        seen.goto(f"{(here / asked / 'index.html').as_uri()}#{'rust' if asked == 'oud' else 'lek'}")
        path, _, place = led.partition("#")
        expect(seen).to_have_url(f"{(here / path).as_uri()}#{place}")


def test_what_the_notes_say(root: Path) -> None:
    rules, old = (whole(show(root, f"{THIRD}/{path}/index.html")) for path in ("regels", "oud"))
    link = '<a href="../nieuw/#melden" data-opvolger="">artikel 2.1, Een datalek</a>'
    assert f'<p id="lek">Artikel ‘Een lek’ staat nu in {link}.</p>' in rules
    assert '<p id="pauze">Artikel ‘Pauze’ staat nu in <a href="../regels/#doel" data-opvolger="">artikel 1.1, Doel</a>.</p>' in rules
    assert '<li id="beeld">Artikel ‘Beeld &amp; geluid’ is vervallen. De wet regelt dit nu.</li>' in old
    assert "Dit artikel staat nu op een andere pagina: " in old


def test_a_note_is_no_part_of_any_article(root: Path) -> None:
    """Nor does the search have it."""
    first, last = (json.loads(show(root, f"{version}/artikelen.json"))["artikelen"] for version in (SECOND, THIRD))
    assert [one["id"] for one in last] == ["doel", "rust", "melden"]
    assert {one["id"]: one["delen"] for one in last if one["id"] in ("doel", "rust")} == {
        one["id"]: one["delen"] for one in first if one["id"] in ("doel", "rust")
    }
    assert "staat nu in" not in show(root, f"{THIRD}/search/search_index.json")


def test_the_record_of_a_version_knows_what_became_of_its_articles(root: Path) -> None:
    assert "opvolgers" not in json.loads(show(root, f"{FIRST}/handboek.json"))
    record = json.loads(show(root, f"{THIRD}/handboek.json"))
    assert record["opvolgers"] == {"datalek": "melden", "lek": "melden", "pauze": "doel"}
    assert record["vervallen"] == {
        **{f"regels/#{id_}": new for id_, new in record["opvolgers"].items()},
        "oud/#rust": "rust",
        "oud/#beeld": None,
        "nieuw/#beeld": None,
    }


def test_a_text_that_forgets_it_again_is_refused(root: Path, tmp_path: Path) -> None:
    """Who takes a line out of the file takes an address away."""
    forgetful = shutil.copytree(root, tmp_path / "vergeten")
    gone = forgetful / "docs/gegevens/vervallen.yml"
    gone.write_text("".join(line for line in gone.read_text("utf-8").splitlines(keepends=True) if "pauze" not in line), "utf-8")
    done = fork.handbook(forgetful, "check", HANDBOEK_VANDAAG=TODAY)
    assert done.returncode == 1
    assert 'Artikel "pauze" (Pauze) stond in versie 2026-01-01 op regels.md, en is er niet meer.' in done.stdout


def test_the_archive_is_as_it_was_published(root: Path) -> None:
    done = fork.handbook(root, "verify", HANDBOEK_VANDAAG=TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
