"""What pages of versions read of the register: the same words, and nothing that no packing makes smaller."""

from __future__ import annotations

import json
from datetime import date

from handbook.archive import manifest, register, root_pages, short_register
from handbook.core.edition import Edition
from tests.support.registers import entry, seen

KINDS = seen(
    entry("2026-01-01", 1, gone="2026-05-04"),
    entry("2026-03-01", 2, repealed="2026-06-01", instead="2026-01-01"),
    entry("2026-11-01", 3),
    day=date(2026, 11, 22),
)


def test_it_says_of_each_version_what_the_register_says_of_it() -> None:
    short, whole = json.loads(short_register.written(KINDS)), json.loads(manifest.canonical(KINDS.data({})))
    assert {key: whole[key] for key in short if key != "versies"} == {"schema": 2, "peildatum": "2026-11-22"}
    assert [{key: row[key] for key in said} for row, said in zip(whole["versies"], short["versies"], strict=True)] == short["versies"]
    assert [[*row.keys() & {"van_de_site", "intrekking"}] for row in short["versies"]] == [[], ["intrekking"], ["van_de_site"]]


def test_it_names_only_the_files_of_which_pages_ask_whether_they_are_there() -> None:
    file = {"versies/contact.json": "0" * 64}
    assert json.loads(short_register.written(KINDS, file))["bestanden"] == file
    assert "bestanden" not in json.loads(short_register.written(KINDS))


def test_a_page_of_the_root_that_pages_of_versions_read_holds_no_fingerprint() -> None:
    made = root_pages.render(KINDS, None, alias=Edition().alias)
    assert made[short_register.SHORT_JSON] == short_register.written(KINDS)
    assert not {one.manifest for one in KINDS.entries} & {*made[short_register.SHORT_JSON].decode().split('"')}
    assert short_register.SHORT_JSON != register.REGIME_JSON
