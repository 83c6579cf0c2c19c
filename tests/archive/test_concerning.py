"""What a page of a version asks of the register: as small after twenty years as after one, and it holds no more than a page says."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from handbook.archive import concerning, root_pages
from handbook.archive.concerning import NOW_JSON, own_file
from handbook.archive.editing import Editing
from handbook.archive.register import Register
from handbook.core.edition import Edition
from tests.support.registers import entry, grown, seen

KINDS = seen(
    entry("2026-01-01", 1, gone="2026-05-04"),
    entry("2026-03-01", 2, repealed="2026-06-01", instead="2026-01-01"),
    entry("2026-11-01", 3),
    day=date(2026, 11, 22),
)


def said(register: Register, path: str = NOW_JSON) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(concerning.files(register, changeable=False)[path])
    return found


def test_it_is_as_small_after_twenty_years_as_after_one() -> None:
    one, twenty = (concerning.files(grown(count), changeable=True) for count in (50, 1000))
    assert len(twenty) == 1003
    assert len(twenty[NOW_JSON]) <= len(one[NOW_JSON]) + 2 < 1_000
    pages = {path: len(data) + len(twenty[NOW_JSON]) for path, data in twenty.items() if path != NOW_JSON}
    assert max(pages.values()) < 2_000


def test_it_says_of_a_version_what_the_register_says_of_it_without_fingerprints_or_reasons() -> None:
    now, whole = said(KINDS), json.loads(json.dumps(KINDS.data({})))
    assert {key: now[key] for key in now if key != "versies"} == {
        "schema": 2,
        "peildatum": "2026-11-22",
        "aantal": 3,
        "jaren": ["2026", "2026"],
    }
    days = ("versie", "geldig_van", "bekendgemaakt", "gepubliceerd")
    assert [{key: row[key] for key in days} for row in whole["versies"]] == [{key: row[key] for key in days} for row in now["versies"]]
    assert [row.get("van_de_site") for row in now["versies"]] == [None, None, ["alles"]]
    repeal = {key: value for key, value in whole["versies"][1]["intrekking"].items() if key != "reden"}
    assert [row.get("intrekking") for row in now["versies"]] == [None, repeal, None]


def test_what_became_of_a_version_is_its_own_row_and_that_of_the_text_after_it() -> None:
    register = grown(100)
    names = [[row["versie"] for row in said(register, own_file(one.version))["versies"]] for one in register.entries]
    assert names[0] == ["2007-11-25"]
    assert names[1] == ["2007-11-18"]
    assert names[2] == ["2007-11-11", "2007-11-18"]
    assert names[-4:] == [
        ["2006-01-08.2", "2006-01-15"],
        ["2006-01-08", "2006-01-08.2"],
        ["2006-01-01.2", "2006-01-08.2"],
        ["2006-01-01", "2006-01-01.2"],
    ]
    row = said(register, "versies/stand/2006-01-08.2.json")["versies"][0]
    assert (row["van_de_site"], row["intrekking"]["in_plaats"]) == (["artikel"], "2006-01-01")


def test_a_publication_changes_what_became_of_one_version_alone() -> None:
    before = grown(100)
    day = before.day + timedelta(days=40)
    after = seen(*before.entries, entry(str(day), 200), day=day)
    files, later = (concerning.files(one, changeable=False) for one in (Register(before.entries, day), after))
    assert {path for path in later if files.get(path) != later[path]} == {
        NOW_JSON,
        own_file(before.entries[0].version),
        own_file(after.entries[0].version),
    }


def test_it_says_in_a_word_that_pages_can_be_changed_where_the_whole_register_lists_the_file_of_that() -> None:
    edit = Editing(schema=1, bron="0" * 40, regel=None, paginas={}, oud={}, opvolgers={})
    made = root_pages.render(KINDS, None, alias=Edition().alias, edit=edit)
    assert json.loads(made[NOW_JSON])["wijzigen"] is True
    assert "wijzigen" not in json.loads(root_pages.render(KINDS, None, alias=Edition().alias)[NOW_JSON])
