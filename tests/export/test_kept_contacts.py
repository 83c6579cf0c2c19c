"""A telephone number that is kept up to date, in documents of texts in which an older one stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.archive.contacts import Contacts, Listed, Person, Way, updated
from handbook.export.documents import redlined
from handbook.export.documents.forms import FORMS, Form
from handbook.export.documents.kept import LET_OP, Kept
from handbook.export.documents.model import Book, Item
from handbook.export.documents.word import file as word_file
from tests.support import document_words, publishing, word_reading
from tests.support.fork import handbook
from tests.support.publishing import FIRST
from tests.support.short_books import book_of, part
from tests.support.trees import whole

OLD, NEW, OTHER = "020 555 45 67", "020 555 99 88", "020 555 11 22"
DAY = date(2026, 11, 10)


def link(number: str) -> str:
    return f"tel:{number.replace(' ', '')}"


def says(*numbers: str) -> Item:
    told = " of ".join(f'<a href="{link(number)}">{number}</a>' for number in numbers)
    return part("lid", f"<p>Bel {told}.</p>", 1)


def book(*numbers: str, **more: object) -> Book:
    return book_of(says(*numbers), **more)


def state(*people: Sequence[str], before: Contacts | None = None) -> Contacts:
    """Who has the role hr: each a name and numbers."""
    listed = Listed(
        rol="hr",
        waarvoor="Vragen over het protocol",
        mensen=tuple(
            Person(naam=name, bij=None, wegen=tuple(Way(tekst=one, naar=link(one), erachter="") for one in numbers), wanneer=())
            for name, *numbers in people
        ),
    )
    day = before.day + timedelta(days=10) if before else DAY
    found = updated(before, [listed], day, "0" * 40)
    assert found
    return found


FIRST_STATE = state(("Afdeling HR", OLD))
KEPT = Kept((FIRST_STATE, state(("Afdeling HR", NEW), before=FIRST_STATE)))


def test_what_is_no_longer_so_is_said_with_what_is() -> None:
    told = KEPT.stale(book(OLD), {})
    assert told == (LET_OP, f"Vragen over het protocol: Afdeling HR ({NEW}). Dat geldt sinds 20 november 2026.")
    # Nothing of what is so, nor of what is not in it.
    assert KEPT.stale(book(NEW), {}) == KEPT.stale(book(OTHER), {}) == Kept(()).stale(book(OLD), {}) == ()


def test_a_number_of_before_the_first_mark_is_known_by_the_facts_of_its_text() -> None:
    kept = Kept((state(("Afdeling HR", NEW)),))
    assert kept.stale(book(OLD), {"contact.hr.telefoon": OLD})[0] == LET_OP
    # A text of years ago has no such facts: nobody can tell whose number it is.
    assert kept.stale(book(OLD), {}) == ()


def test_of_several_people_all_are_said() -> None:
    first = state(("A. Smit", OLD), ("B. Bos", OTHER))
    kept = Kept((first, state(("A. Smit", NEW), ("B. Bos", OTHER), before=first)))
    assert kept.stale(book(OLD, OTHER), {})[1] == (
        f"Vragen over het protocol: A. Smit ({NEW}) of B. Bos ({OTHER}). Dat geldt sinds 20 november 2026."
    )
    assert marked(kept, book(OLD, OTHER), book(NEW, OTHER)) == []
    # Who of two came in the place of whom, nobody can tell.
    both = state(("C. Dijk", NEW), ("D. Eik", "020 555 33 44"), before=first)
    assert marked(Kept((first, both)), book(OLD, OTHER), book(NEW, "020 555 33 44"))


def marked(kept: Kept, old: Book, new: Book, values: tuple[dict[str, str], dict[str, str]] = ({}, {})) -> list[str]:
    """The names of the marks in the Word file of what changed."""
    new = replace(new, version="2026-12-01", since=date(2026, 12, 1))
    made = word_file.make(redlined.of(kept.alike(old, new, *values), new))
    body = word_reading.main(made).find(f"{word_reading.W}body")
    assert body is not None
    lid = [one for one in body.iter(f"{word_reading.W}p") if "Bel " in "".join(one.itertext())]
    return [child.tag for one in lid for child in one.iter() if child.tag.endswith(("}ins", "}del"))]


def test_between_two_texts_it_is_no_change() -> None:
    assert marked(KEPT, book(OLD), book(NEW)) == []
    assert marked(KEPT, book(OLD, OTHER), book(NEW, OTHER)) == []
    assert marked(Kept(()), book(OLD), book(NEW)), "of who is not kept up to date it is one"
    assert marked(KEPT, book(OLD), book(OTHER)), "another number is another"
    # A draft may be ahead of the website.
    facts: tuple[dict[str, str], dict[str, str]] = ({}, {"contact.hr.telefoon": OTHER})
    assert marked(KEPT, book(OLD), book(OTHER), facts) == []


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version with the number of then, and the number of now beside it."""
    root = publishing.handbook(tmp_path_factory.mktemp("bijgehouden") / "handboek")
    facts = root / "variables.yml"
    printed = 'telefoon: "+31 20 555 45 67"\n'
    facts.write_text(facts.read_text("utf-8").replace(printed, f"{printed}    actueel_houden: true\n", 1), "utf-8")
    publishing.commit(root)
    done = publishing.publish(root)
    assert done.code == 0, done.said
    for text in ("", "99 88"):
        facts.write_text(facts.read_text("utf-8").replace("45 67", text or "45 67", 1), "utf-8")
        publishing.commit(root, silent=True)
        told = handbook(root, "contact", HANDBOEK_VANDAAG=publishing.TODAY)
        assert told.returncode == 0, told.stderr
    return root


@pytest.mark.parametrize("more", [(), ("--pagina", "gegevens"), ("--hoofdstuk", "regels")])
def test_a_document_of_a_version_says_what_is_so_now(root: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    file = tmp_path / "x.txt"
    done = handbook(root, "export", "text", FIRST, *more, "-o", str(file), HANDBOEK_VANDAAG=publishing.TODAY)
    assert done.returncode == 0, done.stderr
    text = " ".join(file.read_text("utf-8").split())
    assert text.startswith(LET_OP) and "555 99 88" in text and "555 45 67" in text
    assert LET_OP in done.stdout
    now = "De contactgegevens van nu staan op https://handboek.proefhuis.test/versies/contact.html"
    assert ("--pagina" in more) or now in text
    # The page with all of it has no script that says them again.
    assert 'De contactgegevens van nu staan op <a href="https://handboek.proefhuis.test/versies/contact.html">' in whole(
        publishing.show(root, f"{FIRST}/volledig/index.html")
    )


def test_the_draft_needs_no_such_word(root: Path, tmp_path: Path) -> None:
    page = root / "docs/regels.md"
    before = page.read_text("utf-8")
    page.write_text(f"{before}\nEen zin erbij.\n", "utf-8")
    text = tmp_path / "x.txt"
    assert handbook(root, "export", "text", "concept", "-o", str(text)).returncode == 0
    assert LET_OP not in text.read_text("utf-8") and "99 88" in text.read_text("utf-8")
    done = handbook(root, "export", "word", "concept", "--sinds", FIRST, "-o", str(tmp_path / "x.docx"))
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "x.docx").read_bytes()
    gone = [one.text or "" for one in word_reading.main(made).iter(f"{word_reading.W}delText")]
    assert not any("45" in one for one in gone), gone
    page.write_text(before, "utf-8")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_says_where_those_of_now_stand(form: Form) -> None:
    now = "https://handboek.proefhuis.test/versies/contact.html"
    assert now in document_words.of(form.make(book(OLD, contacts=now)))
    assert now not in document_words.of(form.make(book(OLD)))
